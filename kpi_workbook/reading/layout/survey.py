"""All sheets looked at: which hold tables of months, across or down, and which months still lack a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...errors import UnreadableWorkbook
from ...settings import Settings
from ..display import shown
from ..grid import Cell, Grid, Grids
from ..runs import Anchor
from ..years import Span
from .axes import Axis, Yearless, find_axes
from .blocks import Found, find_blocks
from .flow import Region
from .lens import Lens, look_at
from .titles import anchors_for


@dataclass(slots=True)
class Surveyed:
    """A sheet with its tables, in order of their first row, and the runs of months on it."""

    grid: Grid
    across: Lens
    found: list[Found] = field(default_factory=list)
    axes: list[Axis] = field(default_factory=list)
    yearless: list[tuple[Grid, Cell]] = field(default_factory=list)


def survey(grids: Grids, settings: Settings) -> list[Surveyed]:
    """Every chosen sheet with its tables. Raises UnreadableWorkbook where no month has a year."""
    sheets = [Surveyed(grid, look_at(grid, turned=False)) for grid in _chosen(grids, settings)]
    for sheet in sheets:
        _look(sheet, grids, settings, ())
    known = [slot.month for sheet in sheets for axis in sheet.axes for slot in axis.slots]
    if known:
        latest = max(known)
        extra = (Anchor(Span(latest.year, latest.year, latest.month), "the other tables"),)
        for sheet in sheets:
            if sheet.yearless and not sheet.found:
                _look(sheet, grids, settings, extra)
    if not any(sheet.found for sheet in sheets):
        _refuse(grids, sheets)
    return sheets


def _chosen(grids: Grids, settings: Settings) -> list[Grid]:
    """The sheets that the settings leave in."""
    wanted, skipped = settings.reading.sheets, settings.reading.skip_sheets
    return [grid for grid in grids.sheets if (not wanted or grid.name in wanted) and grid.name not in skipped]


def _look(sheet: Surveyed, grids: Grids, settings: Settings, extra: Sequence[Anchor]) -> None:
    """Fills in a sheet's tables: months across first, then months down where no such table lies."""
    sheet.found, sheet.axes, sheet.yearless = [], [], []
    taken: list[Region] = []
    for turned in (False, True):
        lens = look_at(sheet.grid, turned=True) if turned else sheet.across

        def anchors(line: int, first: int, _: int, turned: bool = turned) -> Sequence[Anchor]:
            row = first if turned else line
            return [*anchors_for(sheet.across, row, grids, settings), *extra]

        axes, yearless = find_axes(lens, anchors, settings.year_starts_in)
        free = [axis for axis in axes if not any(_inside(axis, turned, region) for region in taken)]
        sheet.yearless += [(sheet.grid, each.first) for each in yearless if isinstance(each, Yearless)]
        found = find_blocks(lens, free)
        sheet.axes += [axis for axis in free]
        taken += [region_of(each, 0) for each in found]
        sheet.found += found
    sheet.found.sort(key=lambda each: (region_of(each, 0).top, region_of(each, 0).left))


def _inside(axis: Axis, turned: bool, region: Region) -> bool:
    """Whether any heading of a run lies in a table already found."""
    places = ((slot.position, axis.line) if turned else (axis.line, slot.position) for slot in axis.slots)
    return any(region.holds(row, column) for row, column in places)


def region_of(found: Found, index: int) -> Region:
    """The rows and columns that a table takes up, from its first heading to its last figures."""
    block, _ = found
    positions = [column.position for column in block.months] + [column.position for column in block.columns]
    first = block.header.line if not block.continued else block.header.first_body
    top, bottom = first, block.last_line
    left, right = min(positions), max(positions)
    if block.lens.turned:
        top, left, bottom, right = left, top, right, bottom
    return Region(top, left, bottom, right, index)


def _refuse(grids: Grids, sheets: Sequence[Surveyed]) -> None:
    """Says what is missing: a year, or any table of months."""
    yearless = [each for sheet in sheets for each in sheet.yearless]
    if yearless:
        grid, cell = yearless[0]
        raise UnreadableWorkbook(
            f"{grids.file}: no year is written for the months that start with '{shown(cell)}' at {grid.name}!{cell.address}, "
            "nor in any title, sheet name or file name; give the first month's year with --year YYYY",
            "NO_YEAR",
        )
    candidate = next(((sheet, axis) for sheet in sheets for axis in sheet.axes), None)
    looked = "a row or a column of months (Apr-22, April 2022, 2022-04, dates) with names and figures beside them"
    if candidate:
        sheet, axis = candidate
        where = f"{sheet.grid.name}!{axis.slots[0].cell.address}"
        raise UnreadableWorkbook(
            f"{grids.file}: no table of months was found; looked for {looked}. The months that start at {where} have no "
            "named figures beside them: put the indicators' names in a column left of the months",
            "NO_MONTHS",
        )
    names = ", ".join(f"'{sheet.grid.name}'" for sheet in sheets[:6]) or "no sheet"
    raise UnreadableWorkbook(
        f"{grids.file}: no table of months was found on {names}; looked for {looked}. Add month headings such as Apr-22",
        "NO_MONTHS",
    )
