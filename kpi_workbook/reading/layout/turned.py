"""What only tables with months down have: a row that names their series, below the table above."""

from __future__ import annotations

from ...model import Kind, Status
from ..values import read_figure
from .lens import Lens

SAMPLE = 12  # series that are looked at to tell a row of names


def names_start(lens: Lens, line: int, first: int, last: int) -> int | None:
    """Where between two runs of months series are named anew, the nearest to the second; None where they are not."""
    start = None
    for position in range(last, first - 1, -1):
        if _names_series(lens, line, position):
            start = position
        elif start is not None:
            break
    return start


def _names_series(lens: Lens, line: int, position: int) -> bool:
    """Whether the cells beside the months' own are all words there, and no figures or reasons for none."""
    cells = [cell for each in range(line + 1, line + 1 + SAMPLE) if (cell := lens.at(each, position)) is not None]
    return bool(cells) and all(
        cell.kind is Kind.TEXT and read_figure(cell).status is Status.UNREADABLE for cell in cells
    )
