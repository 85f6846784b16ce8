"""What the reader noticed on its way, one remark for each cause: checks turn them into findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Kind, Month, Place, Remark, RemarkKind, Role
from ..display import shown
from .axes import Axis
from .block import Block
from .drafts import Draft
from .left_out import left_out
from .month_remarks import month_remarks
from .survey import Surveyed, region_of
from .tidy import Tidy
from .tidy_remarks import tidy_remarks

LEAST_ZEROS = 3  # formulas that all store 0 before they are taken for never calculated


def remarks_on(
    surveyed: Sequence[Surveyed], drafts: Sequence[Draft], last: Month, recalculates: bool
) -> tuple[Remark, ...]:
    """Every remark on a workbook, in the order of its sheets within each kind. `recalculates`: see `grid.Grids`."""
    blocks = [piece[0] for sheet in surveyed for piece in sheet.pieces if not isinstance(piece, Tidy)]
    tidy = [piece for sheet in surveyed for piece in sheet.pieces if isinstance(piece, Tidy)]
    return (
        *month_remarks(blocks, tidy),
        *tidy_remarks(tidy, drafts),
        *(remark for block in blocks for remark in _stray(block)),
        *(remark for sheet in surveyed for remark in _hidden(sheet)),
        *_placeholders(drafts, last),
        *(remark for sheet in surveyed for remark in _formulas(sheet)),
        *(_never_calculated(surveyed) if recalculates else ()),
        *(remark for sheet in surveyed for remark in _empty(sheet)),
        *(remark for sheet in surveyed for remark in left_out(sheet)),
    )


def _stray(block: Block) -> Iterator[Remark]:
    """Figures beside the months that nothing heads."""
    for column in block.columns:
        if column.role is Role.STRAY and not column.heading:
            lines = range(block.header.first_body, block.last_line + 1)
            line = next((line for line in lines if block.lens.at(line, column.position)), None)
            if line is not None:
                yield Remark(
                    kind=RemarkKind.STRAY_COLUMN,
                    place=block.lens.place(line, column.position),
                    words="Figures stand here under no heading and belong to no month; head or remove them.",
                    found=shown(cell) if (cell := block.lens.at(line, column.position)) else None,
                )


def _hidden(sheet: Surveyed) -> Iterator[Remark]:
    """A hidden sheet, or hidden rows and columns among a table's figures, read all the same."""
    if not sheet.pieces:
        return
    grid = sheet.grid
    regions = [region_of(piece, 0) for piece in sheet.pieces]
    place = Place(grid.name, sheet.across.address(regions[0].top, regions[0].left))
    rows = [row for row in sorted(grid.hidden_rows) if any(region.top <= row <= region.bottom for region in regions)]
    columns = [
        each for each in sorted(grid.hidden_columns) if any(region.left <= each <= region.right for region in regions)
    ]
    if grid.hidden:
        yield Remark(
            kind=RemarkKind.HIDDEN, place=place, words=f"The sheet '{grid.name}' is hidden; its figures were read."
        )
    elif rows or columns:
        first = Place(
            grid.name,
            sheet.across.address(rows[0] if rows else regions[0].top, columns[0] if columns else regions[0].left),
        )
        counted = " and ".join(
            f"{len(each)} hidden {what}{'s' * (len(each) > 1)}"
            for each, what in ((rows, "row"), (columns, "column"))
            if each
        )
        yield Remark(
            kind=RemarkKind.HIDDEN,
            place=first,
            words=f"The table on '{grid.name}' has {counted}; the figures in them were read.",
        )


def _placeholders(drafts: Sequence[Draft], last: Month) -> Iterator[Remark]:
    """Zeros for months still to come: one remark a sheet."""
    seen: set[str] = set()
    for draft in drafts:
        for each in (each for indicator in draft.indicators for each in indicator.observations):
            if each.month > last and each.value == 0 and each.place.sheet not in seen:
                seen.add(each.place.sheet)
                yield Remark(
                    kind=RemarkKind.PLACEHOLDER_ZEROS,
                    place=each.place,
                    words=f"Zeros stand for months after {last.title}, for which nothing is reported; "
                    "they were taken for blanks.",
                    month=each.month,
                    found=each.typed,
                )


def _formulas(sheet: Surveyed) -> Iterator[Remark]:
    """Formulas without stored results: one remark a sheet."""
    cells = [cell for cell in sheet.grid if cell.formula and cell.value is None]
    if cells:
        first = min(cells, key=lambda cell: (cell.row, cell.column))
        yield Remark(
            kind=RemarkKind.FORMULA_WITHOUT_VALUE,
            place=Place(sheet.grid.name, first.address),
            words=f"{len(cells)} formula{'s have' if len(cells) > 1 else ' has'} no stored result; "
            "open the file in Excel, save it and read it again.",
        )


def _never_calculated(surveyed: Sequence[Surveyed]) -> Iterator[Remark]:
    """Formulas that all store 0 in a file that asks to be calculated: what a program wrote that does not calculate."""
    formulas = [(sheet, cell) for sheet in surveyed for cell in sheet.grid if cell.formula and cell.kind is Kind.NUMBER]
    if len(formulas) >= LEAST_ZEROS and not any(cell.value for _, cell in formulas):
        sheet, cell = formulas[0]
        yield Remark(
            kind=RemarkKind.FORMULA_WITHOUT_VALUE,
            place=Place(sheet.grid.name, cell.address),
            words=f"All {len(formulas)} formulas of the workbook store 0, as in a file that was never calculated; "
            "open it in Excel, save it and read it again.",
            found=shown(cell),
        )


def _empty(sheet: Surveyed) -> Iterator[Remark]:
    """Months that head no named figures: alone on their sheet, or in the very columns of a table's months."""
    regions = [region_of(piece, 0) for piece in sheet.pieces]
    first = [axis.slots[0].cell for axis in sheet.axes]
    heads = [any(region.holds(cell.row, cell.column) for region in regions) for cell in first]
    tables = {_columns(axis) for axis, is_head in zip(sheet.axes, heads, strict=True) if is_head} - {()}
    idle = [axis for axis, is_head in zip(sheet.axes, heads, strict=True) if not is_head]
    if sheet.pieces:
        idle = [axis for axis in idle if _columns(axis) in tables]
    else:
        idle = [axis for axis in idle[:1] if not axis.year_from]
    for axis in idle:
        cell = axis.slots[0].cell
        yield Remark(
            kind=RemarkKind.EMPTY_SECTION,
            place=Place(sheet.grid.name, cell.address),
            words="The months here head no named figures; nothing was read from this table.",
            found=shown(cell),
        )


def _columns(axis: Axis) -> tuple[int, ...]:
    """The columns of a run of months, two or more."""
    columns = tuple(slot.cell.column for slot in axis.slots)
    return columns if len(set(columns)) > 1 else ()
