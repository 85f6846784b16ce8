"""What every format's reader does with a cell it has found: count it, type it, put it into the grid."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ...model import Kind
from .. import limits
from ..grid import PLAIN, Cell, Content, Grid, Look, Range, address
from ..number_formats import GENERAL, LONGEST_CODE, is_date
from ..refusals import Refusal
from .covered import covered
from .dates import from_serial

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WHOLE_DIGITS = 15  # a float holds every whole number of so many digits
_WHOLE_BELOW = 10.0**_WHOLE_DIGITS


class Style(NamedTuple):
    """How a cell looks, and whether its number is a date."""

    look: Look
    is_date: bool

    @classmethod
    def of(cls, look: Look) -> Style:
        """The style of a look; a number format longer than any that Excel takes counts as none."""
        if len(look.number_format) > LONGEST_CODE:
            look = replace(look, number_format=GENERAL)
        return cls(look, is_date(look.number_format))


UNSTYLED = Style(PLAIN, False)


@dataclass(slots=True)
class Budget:
    """What is left of a workbook's allowance of cells and text; shared by its sheets."""

    cells: int = limits.CELLS
    seen: int = limits.CELLS_SEEN
    characters: int = limits.TEXT_CHARACTERS

    def spend_seen(self, count: int) -> None:
        """Takes note of cells that may be empty."""
        self.seen -= count
        if self.seen < 0:
            raise Refusal("TOO_MANY_CELLS", f"the workbook has more than {limits.CELLS_SEEN:,} cells with formats")

    def spend_text(self, length: int) -> None:
        self.characters -= length
        if length > limits.TEXT_LENGTH or self.characters < 0:
            raise Refusal("TOO_MUCH_TEXT")


def number_of(text: str) -> int | float | None:
    """The number that a file's text stands for, an int where it is whole; None for anything else, NaN too."""
    if len(text) <= _WHOLE_DIGITS and text.isascii() and text.isdigit():
        return int(text)
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return whole(number) if abs(number) != float("inf") else None


def whole(number: float) -> int | float:
    """An int for a whole number."""
    return int(number) if number.is_integer() and abs(number) < _WHOLE_BELOW else number


class SheetBuilder:
    """One sheet while it is read. Its methods raise Refusal when a limit is passed or a cell comes twice."""

    __slots__ = ("_budget", "_cells", "_from_1904", "_hidden_columns", "_hidden_rows", "_merges", "_name")

    def __init__(self, name: str, budget: Budget, *, from_1904: bool = False) -> None:
        self._name = name
        self._budget = budget
        self._from_1904 = from_1904
        self._cells: dict[tuple[int, int], Cell] = {}
        self._merges: list[Range] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []

    def add(
        self, row: int, column: int, value: Content, kind: Kind, style: Style = UNSTYLED, formula: bool = False
    ) -> None:
        """A cell as it stands."""
        place = (row, column)
        if place in self._cells:
            raise Refusal("DUPLICATE_CELL", f"cell {address(*place)} is given twice")
        self._budget.cells -= 1
        if self._budget.cells < 0:
            raise Refusal("TOO_MANY_CELLS")
        self._cells[place] = Cell(row, column, value, kind, style.look, formula)

    def add_text(
        self, row: int, column: int, text: str, kind: Kind, style: Style = UNSTYLED, formula: bool = False
    ) -> None:
        """A text, or the text of an error; an empty one is no content."""
        if text:
            self._budget.spend_text(len(text))
            self.add(row, column, text, kind, style, formula)

    def add_number(
        self, row: int, column: int, number: int | float, style: Style = UNSTYLED, formula: bool = False
    ) -> None:
        """A number, or the day it stands for under a date's format."""
        if style.is_date:
            day = from_serial(number, from_1904=self._from_1904)
            if day is not None:
                self.add(row, column, day, Kind.DATE, style, formula)
                return
        self.add(row, column, number, Kind.NUMBER, style, formula)

    def add_float(self, row: int, column: int, number: float, style: Style = UNSTYLED, formula: bool = False) -> None:
        """A number as the binary formats hold it; what is none (NaN, infinity) is an error."""
        if math.isfinite(number):
            self.add_number(row, column, whole(number), style, formula)
        else:
            self.add_text(row, column, str(number), Kind.ERROR, style, formula)

    def add_shared(
        self, row: int, column: int, index: int, texts: Sequence[str], style: Style = UNSTYLED, formula: bool = False
    ) -> None:
        """A text by its index in the workbook's table; one that is not there is an error at its cell."""
        if index < len(texts):
            self.add_text(row, column, texts[index], Kind.TEXT, style, formula)
        else:
            self.add_text(row, column, f"(text {index} of {len(texts)} is missing)", Kind.ERROR, style, formula)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """A merged range, counted from 1, inclusive."""
        if not (1 <= top <= bottom <= limits.ROWS and 1 <= left <= right <= limits.COLUMNS):
            raise Refusal("BAD_REFERENCE", "a range is merged that no sheet has")
        if len(self._merges) >= limits.MERGES:
            raise Refusal("TOO_MANY_MERGES")
        self._merges.append(Range(top, left, bottom, right))

    def hide_row(self, row: int) -> None:
        self._hidden_rows.add(row)

    def hide_columns(self, first: int, last: int) -> None:
        """Columns from 1 on, inclusive; spans of columns never overlap, so there are no more of them than columns."""
        if len(self._hidden_columns) >= limits.COLUMNS:
            raise Refusal("BAD_SHEET", "more columns are described than a sheet has")
        self._hidden_columns.append((first, min(last, limits.COLUMNS)))

    def grid(self, *, hidden: bool) -> Grid:
        """The sheet, its cells in order of rows; what lies unseen under a merged cell is listed apart."""
        stored = list(self._cells)
        places = sorted(stored)
        under = covered(places, self._merges)
        as_stored = places == stored and not under
        return Grid(
            name=self._name,
            cells=self._cells if as_stored else {each: self._cells[each] for each in places if each not in under},
            merges=tuple(self._merges),
            hidden=hidden,
            hidden_rows=frozenset(self._hidden_rows.intersection(row for row, _ in places)),
            hidden_columns=_within({column for _, column in places}, self._hidden_columns),
            covered=frozenset(under),
        )


def _within(columns: Iterable[int], spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The columns that lie in a span."""
    inside = bytearray(limits.COLUMNS + 1)
    for first, last in spans:
        inside[first : last + 1] = b"\1" * (last + 1 - first)
    return frozenset(column for column in columns if inside[column])
