"""Tables have legal unique names and unique headings equal to their cells, do not overlap, and have no empty cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from xml.etree.ElementTree import Element

from .package import MAIN, Package
from .rows import Row, text_of

LEGAL = re.compile(r"[A-Za-z_\\][A-Za-z0-9_.\\]{0,254}")
CELL_LIKE = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[RrCc]")


def problems(package: Package) -> list[str]:
    """Names that Excel would not take, or that two tables have; and tables that overlap."""
    found: list[str] = []
    names: set[str] = set()
    for sheet, part in package.sheets:
        tables = list(tables_of(package, part))
        if any(_overlap(_corners(one), _corners(other)) for one, other in combinations(tables, 2)):
            found.append(f"{sheet}: two tables overlap")
        for table in tables:
            name = table.get("displayName", "")
            if not LEGAL.fullmatch(name) or CELL_LIKE.fullmatch(name) or name.casefold() in names:
                found.append(f"{sheet}: table name {name!r} is not legal or not unique")
            names.add(name.casefold())
    return found


def tables_of(package: Package, part: str) -> Iterator[Element]:
    """The tables of a sheet."""
    for kind, target, _ in package.relations(part).values():
        if kind == "table":
            yield package.tree(target)


class Content:
    """Watches the cells of a table: headings as they are named, none twice, no cell empty."""

    def __init__(self, sheet: str, table: Element, strings: Sequence[str]) -> None:
        self._strings = strings
        self._name = f"{sheet}, table {table.get('displayName', '')}"
        left, self._top, right, self._bottom = _corners(table)
        self._columns = [_letters(column) for column in range(left, right + 1)]
        self._headings = [each.get("name", "") for each in table.iter(f"{MAIN}tableColumn")]
        self._shown: list[str | None] = [None] * len(self._columns)
        self._next = self._top + 1
        self._empty, self._first_empty = 0, ""

    def see(self, row: Row) -> None:
        """Looks at a row of the table."""
        if row.number == self._top:
            self._shown = [text for _, text in self._texts(row)]
        elif self._next <= row.number <= self._bottom:
            self._miss_rows_before(row.number)
            for place, text in self._texts(row):
                if not text or text.isspace():
                    self._note_empty(place)
            self._next = row.number + 1

    def problems(self, frame: Element) -> list[str]:  # noqa: ARG002 - rows say it all
        """Headings that are not their cells, repeated headings and empty cells."""
        self._miss_rows_before(self._bottom + 1)
        found = [
            f"heading {one!r} is not its cell's {other!r}"
            for one, other in zip(self._headings, self._shown, strict=True)
            if one != other
        ]
        if len({heading.casefold() for heading in self._headings}) < len(self._headings):
            found.append("repeats a heading")
        if self._empty:
            found.append(f"{self._empty} empty cells, the first {self._first_empty}")
        return [f"{self._name}: {problem}" for problem in found]

    def _texts(self, row: Row) -> Iterator[tuple[str, str | None]]:
        """Every place of the table in a row, and what it shows."""
        for column in self._columns:
            place = f"{column}{row.number}"
            cell = row.cells.get(place)
            yield place, None if cell is None else text_of(cell, self._strings)

    def _miss_rows_before(self, number: int) -> None:
        """Rows that are not in the file are empty all along."""
        for absent in range(self._next, number):
            for column in self._columns:
                self._note_empty(f"{column}{absent}")

    def _note_empty(self, address: str) -> None:
        self._empty += 1
        self._first_empty = self._first_empty or address


def _corners(table: Element) -> tuple[int, int, int, int]:
    """Where a table lies: its first column and row, its last column and row."""
    first, last = table.get("ref", "A1:A1").split(":")
    return *_place(first), *_place(last)


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Whether two stretches of cells share one."""
    across = one[0] <= other[2] and other[0] <= one[2]
    return across and one[1] <= other[3] and other[1] <= one[3]


def _place(address: str) -> tuple[int, int]:
    """Column and row of a cell, from 1."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(address[len(letters) :])


def _letters(column: int) -> str:
    """A column's letters."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
