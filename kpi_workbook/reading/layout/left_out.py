"""Figures that no table was made of: whatever could not be read is said, at its first cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ...model import Kind, Place, Remark, RemarkKind
from ..display import shown
from ..grid import Cell, Grid, address
from ..values import read_figure
from ..words import role_of
from ..years import heading_span
from .block import Row
from .blocks import Found
from .flow import Region
from .lens import text_of
from .survey import Surveyed, region_of
from .tidy import Tidy
from .year_cells import OF_YEARS

NEAR = 2  # rows from one figure to the next of a group
LEAST_ALONE = 3  # figures below one another that are a column of figures, and no facts beside their words
LONGEST_FIGURE = 40  # characters; a longer text mentions figures
_NO_FIGURES = re.compile(
    r"(?i)\b(look ?ups?|lists?|notes?|guidance|definitions?|metadata|glossary|read ?me|cover|contents?|index|calendar"
    r"|validation|drop ?downs?|change log|about|instructions?)\b"
)


def left_out(sheet: Surveyed) -> Iterator[Remark]:
    """What was not read of a sheet: figures of its tables, with what they lack (`expected`), and those outside."""
    blocks = [piece for piece in sheet.pieces if not isinstance(piece, Tidy)]
    if nameless := [cell for block in blocks for cell in _nameless(block)]:
        yield _remark(sheet, nameless, "under a table's months, in a line that names nothing", "a name")
    tables = [piece for piece in sheet.pieces if isinstance(piece, Tidy)]
    if monthless := [cell for table in tables for cell in _monthless(table)]:
        yield _remark(sheet, monthless, "in a row whose month could not be read", "a month")
    if not _NO_FIGURES.search(sheet.grid.name):
        outside = [cell for group in _groups(_outside(sheet)) if _are_figures(group) for cell in group]
        if outside:
            yield _remark(sheet, outside, "outside the tables of months", None)
    if sheet.grid.covered:
        yield _under_merges(sheet.grid)


def _under_merges(grid: Grid) -> Remark:
    """Values that a merge hides from everybody who looks at the sheet, and that go wherever the file goes."""
    several = len(grid.covered) > 1
    counted = f"{len(grid.covered)} cells from here on hold" if several else "This cell holds"
    return Remark(
        kind=RemarkKind.LEFT_OUT,
        place=Place(grid.name, address(*min(grid.covered))),
        words=f"{counted} something under a merged cell, where nobody sees it; it was not read.",
    )


def _remark(sheet: Surveyed, cells: Sequence[Cell], where: str, expected: str | None) -> Remark:
    several = len(cells) > 1
    counted = f"{len(cells)} figures from here on were" if several else "This figure was"
    return Remark(
        kind=RemarkKind.LEFT_OUT,
        place=Place(sheet.grid.name, cells[0].address),
        words=f"{counted} not read: {'they stand' if several else 'it stands'} {where}.",
        found=shown(cells[0]),
        expected=expected,
    )


def _nameless(found: Found) -> Iterator[Cell]:
    """Figures under a table's months on lines that were not taken for any row."""
    block, lines = found
    if block.lens.turned and block.year_position is None:
        return  # its other lines tell the time too
    taken = {line.line for line in lines if isinstance(line, Row)}
    for line in range(block.header.first_body, block.last_line + 1):
        label = block.lens.text(line, block.year_position) if block.year_position else ""
        if line not in taken and role_of(label) not in OF_YEARS:
            cells = (block.lens.at(line, column.position) for column in block.months)
            yield from (cell for cell in cells if cell is not None and _is_figure(cell))


def _monthless(table: Tidy) -> Iterator[Cell]:
    """Values on rows whose month could not be read."""
    positions = [position for position, _ in table.measures if position]
    for row in range(table.header_row + 1, table.last_row + 1):
        if row not in table.months:
            cells = (table.lens.at(row, position) for position in positions)
            yield from (cell for cell in cells if cell is not None and _is_figure(cell))


def _outside(sheet: Surveyed) -> Iterator[Cell]:
    """Figures outside all tables, in order of rows, without years that head them and what sums up those beside."""
    regions = [region_of(piece, 0) for piece in sheet.pieces] + sheet.lists
    headings: dict[int, str] = {}
    for row, cells in sorted(sheet.across.lines.items()):
        over = [region for region in regions if region.top <= row <= region.bottom]
        if any(region.left <= cells[0][0] and cells[-1][0] <= region.right for region in over):
            continue
        beside = [(column, cell) for column, cell in cells if not _is_inside(column, over)]
        figures = [(column, cell) for column, cell in beside if _is_figure(cell)]
        headings |= {column: text for column, cell in beside if (text := text_of(cell)) and not _is_figure(cell)}
        if role_of(text_of(cells[0][1])) not in OF_YEARS and not all(heading_span(cell.value) for _, cell in figures):
            yield from (cell for column, cell in figures if role_of(headings.get(column, "")) not in OF_YEARS)


def _is_inside(column: int, regions: Iterable[Region]) -> bool:
    return any(region.left <= column <= region.right for region in regions)


def _is_figure(cell: Cell) -> bool:
    if cell.kind is Kind.NUMBER:
        return True
    return isinstance(cell.value, str) and len(cell.value) <= LONGEST_FIGURE and read_figure(cell).has_number


def _groups(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Figures that stand close to each other."""
    group: list[Cell] = []
    for cell in cells:
        if group and cell.row - group[-1].row > NEAR:
            yield group
            group = []
        group.append(cell)
    if group:
        yield group


def _are_figures(group: Sequence[Cell]) -> bool:
    """Whether a group is figures of something: side by side, or enough of them, and no years or numbers of rows."""
    columns = {cell.column for cell in group}
    if len(columns) == 1 and _counts_rows(group):
        return False
    return len(group) >= LEAST_ALONE or any(one.row == other.row for one, other in pairwise(group))


def _counts_rows(group: Sequence[Cell]) -> bool:
    """Whether figures only number their rows."""
    values = [cell.value for cell in group]
    return all(isinstance(one, int) and other == one + 1 for one, other in pairwise(values))
