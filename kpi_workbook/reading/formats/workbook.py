"""What a reader of a format makes of a file."""

from __future__ import annotations

from typing import NamedTuple

from ..grid import Grid


class Workbook(NamedTuple):
    """The sheets in tab order; `grid.Grids` says what `ours` and `recalculates` mean."""

    format: str
    sheets: tuple[Grid, ...]
    ours: bool = False
    recalculates: bool = False
