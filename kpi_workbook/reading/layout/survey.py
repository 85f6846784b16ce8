"""All sheets looked at: which hold tables of months (across, down or tidy), and which months still lack a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...errors import InvalidSettings
from ...model import Role
from ...settings import Settings
from ..grid import Cell, Grid, Grids
from ..months import read_month
from ..runs import Anchor
from ..years import Span
from .axes import Anchors, Axis, find_axes, is_short_number
from .blocks import Found, find_blocks
from .flow import Region
from .lens import Lens, column_number, look_at
from .reports import axes_of, find_reports
from .team_column import team_columns
from .tidy import Tidy, find_tidy
from .titles import anchors_for
from .worded import is_of_words

Piece = Found | Tidy


@dataclass(slots=True)
class Surveyed:
    """A sheet with its tables in order of their first row, and the runs of months that head none or have no year.

    `lists`: where it says something of the indicators without months.
    """

    grid: Grid
    across: Lens
    pieces: list[Piece] = field(default_factory=list)
    axes: list[Axis] = field(default_factory=list)
    yearless: list[Cell] = field(default_factory=list)
    lists: list[Region] = field(default_factory=list)


def survey(grids: Grids, settings: Settings) -> list[Surveyed]:
    """Every chosen sheet with its tables."""
    sheets = [Surveyed(grid, look_at(grid, turned=False)) for grid in _chosen(grids, settings)]
    for sheet in sheets:
        _look(sheet, grids, settings, ())
    if not any(sheet.pieces or sheet.yearless for sheet in sheets):
        for sheet in sheets:
            _look(sheet, grids, settings, (), numbered=True)
    _add_reports(sheets, grids, settings)
    known = [slot.month for sheet in sheets for axis in sheet.axes if not axis.year_position for slot in axis.slots]
    if known:
        latest = max(known)
        others = (Anchor(Span(latest.year, latest.year, latest.month), "the other tables"),)
        for sheet in sheets:
            if sheet.yearless:
                _look(sheet, grids, settings, others)
    return sheets


def _add_reports(sheets: Sequence[Surveyed], grids: Grids, settings: Settings) -> None:
    """Tables of sheets that report one month each: of several such sheets, or where no sheet has months in a run."""
    empty = [sheet for sheet in sheets if not sheet.pieces and not sheet.yearless]
    found = [(sheet, report) for sheet in empty for report in find_reports(sheet.across)]
    runs = any(isinstance(piece, Tidy) or len(piece[0].months) > 1 for sheet in sheets for piece in sheet.pieces)
    if not found or (runs and len({report.reading for _, report in found}) == 1):
        return
    first = found[0][1]
    known = anchors_for(first.lens, first.row, grids, settings)
    axes = axes_of([report for _, report in found], known, settings.year_starts_in)
    for sheet in empty:
        own = [axis for (each, _), axis in zip(found, axes, strict=True) if each is sheet and axis is not None]
        sheet.axes += own
        sheet.pieces += find_blocks(sheet.across, own, _pins(sheet, settings))


def _chosen(grids: Grids, settings: Settings) -> list[Grid]:
    """The sheets that the settings leave in. Raises InvalidSettings where they name none of this workbook's."""
    wanted, skipped = settings.reading.sheets, settings.reading.skip_sheets
    names = [grid.name for grid in grids.sheets]
    if wanted and not set(wanted) & set(names):
        raise InvalidSettings(
            f"`reading.sheets`: {grids.file} has none of the sheets {', '.join(wanted)}; it has {', '.join(names)}"
        )
    return [grid for grid in grids.sheets if (not wanted or grid.name in wanted) and grid.name not in skipped]


def _pins(sheet: Surveyed, settings: Settings) -> dict[int, Role]:
    """The meanings that the settings give to a sheet's columns, by number."""
    teams = team_columns(sheet.across, settings.reading.team) if settings.reading.team else {}
    named = settings.reading.columns.get(sheet.grid.name, {})
    return teams | {column_number(letters): role for letters, role in named.items()}


def _look(sheet: Surveyed, grids: Grids, settings: Settings, others: Sequence[Anchor], numbered: bool = False) -> None:
    """Fills in a sheet's tables: months across; where there are none, a row a figure; then months down elsewhere.

    `numbered`: `P1`, `P2`, `P3` are months, where no sheet names any: else only twelve of them are, and fewer are
    priorities, products or plans.
    """
    sheet.pieces, sheet.axes, sheet.yearless = [], [], []
    across = sheet.across

    def known(row: int) -> Sequence[Anchor]:
        return [*anchors_for(across, row, grids, settings), *others]

    _find(sheet, across, lambda line, _first, _last: known(line), settings, numbered)
    if not sheet.pieces:
        sheet.pieces += find_tidy(across, known, settings.year_starts_in, _pins(sheet, settings))
    if not any(isinstance(piece, Tidy) for piece in sheet.pieces) and _may_run_down(sheet):
        _find(sheet, look_at(sheet.grid, turned=True), lambda _line, first, _last: known(first), settings, numbered)
    sheet.pieces.sort(key=lambda piece: (region_of(piece, 0).top, region_of(piece, 0).left))


def _may_run_down(sheet: Surveyed) -> bool:
    """Whether any column has two cells that name months, outside the tables already found."""
    regions = [region_of(piece, 0) for piece in sheet.pieces]
    columns: set[int] = set()
    for cell in sheet.grid:
        if any(region.holds(cell.row, cell.column) for region in regions) or not read_month(cell):
            continue
        if cell.column in columns:
            return True
        columns.add(cell.column)
    return False


def _find(sheet: Surveyed, lens: Lens, anchors: Anchors, settings: Settings, numbered: bool) -> None:
    taken = [region_of(piece, 0) for piece in sheet.pieces]
    axes, yearless = find_axes(lens, anchors, settings.year_starts_in)
    row = settings.reading.header_row.get(sheet.grid.name)
    if row is not None and not lens.turned:
        axes = [axis for axis in axes if axis.line == row]
    axes = [axis for axis in axes if numbered or not is_short_number(axis)]
    yearless = [each for each in yearless if numbered or not is_short_number(each)]
    free = [axis for axis in axes if not any(_inside(axis, lens.turned, region) for region in taken)]
    sheet.axes += free
    sheet.yearless += [
        each.first for each in yearless if not any(region.holds(each.first.row, each.first.column) for region in taken)
    ]
    found = find_blocks(lens, free, {} if lens.turned else _pins(sheet, settings))
    worded = [block.header.line for block, lines in found if is_of_words((block, lines))]
    sheet.pieces += [(block, lines) for block, lines in found if block.header.line not in worded]
    sheet.axes = [axis for axis in sheet.axes if axis not in free or axis.line not in worded]


def _inside(axis: Axis, turned: bool, region: Region) -> bool:
    """Whether any heading of a run lies in a table already found."""
    places = ((slot.position, axis.line) if turned else (axis.line, slot.position) for slot in axis.slots)
    return any(region.holds(row, column) for row, column in places)


def region_of(piece: Piece, index: int) -> Region:
    """The rows and columns that a table takes up, from its first heading to its last figures."""
    if isinstance(piece, Tidy):
        columns = [piece.month_column, *(column.position for column in piece.columns)]
        return Region(piece.header_row, min(columns), piece.last_row, max(columns), index)
    block, _ = piece
    positions = [column.position for column in block.months] + [column.position for column in block.columns]
    top = block.header.first_body if block.continued else block.header.top
    bottom, left, right = block.last_line, min(positions), max(positions)
    if block.lens.turned:
        top, left, bottom, right = left, top, right, bottom
    return Region(top, left, bottom, right, index)
