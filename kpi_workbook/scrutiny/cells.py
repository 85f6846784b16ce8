"""What stands in a cell of the scrutiny workbook, before anything is drawn: content and look, no file library."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..model import Number

NOT_AVAILABLE = "[x]"
NOT_APPLICABLE = "[z]"
SUPPRESSED = "[c]"
NO_FIGURE = "#N/A"
"""What a chart leaves out: Excel draws text as zero, an empty cell of a table is forbidden, this is a gap."""


class Cell(NamedTuple):
    """A value and how it looks. `formula`: live, `value` is then what it gives today. `link`: a place in this
    workbook (`Sheet!A1`), or in another `file` beside it; `tip` says where it leads. `form`: a number format in place
    of the look's own."""

    value: str | Number
    look: str = "text"
    formula: str | None = None
    link: str | None = None
    file: str = ""
    tip: str | None = None
    form: str | None = None


Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and how the heading stands."""

    heading: str
    look: str = "heading"


@dataclass(frozen=True, slots=True)
class Block:
    """A table: a name for Excel, what it holds in a sentence, its columns and its lines.

    `count`: how many lines, where they are made as they are written.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    lines: Collection[Line] | Iterator[Line]
    filters: bool = False
    count: int = 0

    @property
    def length(self) -> int:
        """How many lines it has."""
        return self.count if isinstance(self.lines, Iterator) else len(self.lines)


def columns(look: str, *headings: str) -> tuple[Column, ...]:
    """Columns whose headings stand alike."""
    return tuple(Column(heading, look) for heading in headings)


def blanks_filled(text: str | None) -> str:
    """A text for a table, where no cell may be empty."""
    return text if text and text.strip() else NOT_AVAILABLE
