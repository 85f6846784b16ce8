"""Cells as every format's reader hands them on, so that finding one's way starts from one picture.

Only cells with content are kept. Plain dataclasses, not pydantic: millions of them may pass through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from ..model import Kind

Content = str | int | float | bool | datetime | None


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is formatted, shared by all cells of a style. Formats that carry no styles give the default."""

    number_format: str = "General"
    bold: bool = False
    indent: int = 0
    filled: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `row` and `column` count from 1; `value` is an int where the stored number is whole.

    Dates are datetimes, error values the text Excel shows (`#DIV/0!`). `formula`: the value is a formula's stored
    result (None where the file holds none).
    """

    row: int
    column: int
    value: Content
    kind: Kind
    look: Look = PLAIN
    formula: bool = False

    @property
    def address(self) -> str:
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Range:
    """A merged range, inclusive, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """One sheet's cells by (row, column), in order of rows, with what is merged and hidden.

    `hidden_rows` and `hidden_columns` name only those that hold cells. `covered` are the places that hold a value
    under a merged cell, where nobody sees it: such values are left out of `cells`.
    """

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: tuple[Range, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    covered: frozenset[tuple[int, int]] = frozenset()

    def at(self, row: int, column: int) -> Cell | None:
        return self.cells.get((row, column))

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells.values())


@dataclass(frozen=True, slots=True)
class Grids:
    """A workbook's sheets in tab order. `format` is what the content is (xlsx, xls, xlsb, ods), not the file's ending.

    `sha256` is of the bytes read. `ours`: the file carries the mark of a scrutiny workbook that we wrote.
    `recalculates`: the file asks to be recalculated when opened, so that its formulas' stored values may be
    stale, or placeholders of the program that wrote it.
    """

    file: str
    format: str
    sha256: str
    sheets: tuple[Grid, ...]
    ours: bool = False
    recalculates: bool = False


def column_letters(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, index = divmod(column - 1, 26)
        letters = chr(65 + index) + letters
    return letters


def address(row: int, column: int) -> str:
    """(5, 2) is B5."""
    return f"{column_letters(column)}{row}"
