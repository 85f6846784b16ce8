"""A sheet seen so that months run across: as it is, or turned so that its rows are columns.

Everything in this room speaks of lines and positions; only the lens knows which is the row and which the column.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...model import Kind, Place
from ..characters import one_line
from ..grid import Cell, Grid, Range, address

Line = list[tuple[int, Cell]]


@dataclass(frozen=True, slots=True)
class Lens:
    """A sheet's cells by line and position, in order, with its merged ranges in the same terms.

    `merges` gives the range, in lines (top, bottom) and positions (left, right), that covers a place.
    """

    grid: Grid
    turned: bool
    lines: dict[int, Line]
    merges: dict[tuple[int, int], Range]
    last_line: int
    last_position: int

    def at(self, line: int, position: int) -> Cell | None:
        """The cell that stands at a place itself."""
        return self.grid.cells.get((position, line) if self.turned else (line, position))

    def seen(self, line: int, position: int) -> Cell | None:
        """The cell whose content a reader sees at a place: its own, or that of the merged range over it."""
        cell = self.at(line, position)
        if cell is not None:
            return cell
        merge = self.merges.get((line, position))
        return self.at(merge.top, merge.left) if merge else None

    def text(self, line: int, position: int) -> str:
        """The text seen at a place, spaces made single; "" where there is none."""
        return text_of(self.seen(line, position))

    def place(self, line: int, position: int) -> Place:
        return Place(self.grid.name, self.address(line, position))

    def address(self, line: int, position: int) -> str:
        return address(position, line) if self.turned else address(line, position)

    def place_of(self, cell: Cell) -> Place:
        return Place(self.grid.name, cell.address)

    def line_of(self, cell: Cell) -> int:
        return cell.column if self.turned else cell.row

    def position_of(self, cell: Cell) -> int:
        return cell.row if self.turned else cell.column

    def hidden(self, line: int, position: int) -> bool:
        """Whether the sheet, or the place's row or column, is hidden."""
        row, column = (position, line) if self.turned else (line, position)
        return self.grid.hidden or row in self.grid.hidden_rows or column in self.grid.hidden_columns

    def within(self, line: int, first: int, last: int) -> Line:
        """The cells of a line from one position to another."""
        return [(position, cell) for position, cell in self.lines.get(line, ()) if first <= position <= last]


def look_at(grid: Grid, turned: bool) -> Lens:
    """A lens on a sheet; empty texts do not count as cells."""
    lines: dict[int, Line] = {}
    last_position = 0
    for (row, column), cell in grid.cells.items():
        if cell.kind is Kind.BLANK or (isinstance(cell.value, str) and not cell.value.strip()):
            continue
        line, position = (column, row) if turned else (row, column)
        lines.setdefault(line, []).append((position, cell))
        last_position = max(last_position, position)
    for cells in lines.values():
        cells.sort(key=lambda each: each[0])
    last_line = max(lines, default=0)
    ranges = (_turn(merge) for merge in grid.merges) if turned else grid.merges
    return Lens(grid, turned, lines, _by_place(ranges, last_line, last_position), last_line, last_position)


def _turn(merge: Range) -> Range:
    return Range(merge.left, merge.top, merge.right, merge.bottom)


def _by_place(ranges: Iterable[Range], last_line: int, last_position: int) -> dict[tuple[int, int], Range]:
    """Each covered place's merged range; ranges are cut at the last cell, a sheet-wide one costs nothing."""
    return {
        (line, position): merge
        for merge in ranges
        for line in range(merge.top, min(merge.bottom, last_line) + 1)
        for position in range(merge.left, min(merge.right, last_position) + 1)
    }


def text_of(cell: Cell | None) -> str:
    """A cell's text, spaces made single; "" for a number, a date or nothing."""
    return one_line(cell.value) if cell is not None and isinstance(cell.value, str) else ""


def column_number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
