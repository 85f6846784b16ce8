"""Why a workbook that opens cannot be read as one of indicators and months, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...errors import UnreadableWorkbook
from ..display import shown
from ..grid import Grids
from .axes import Axis
from .lens import text_of
from .survey import Surveyed

LOOKED_FOR = "a row or a column of months (Apr-22, April 2022, 2022-04, dates) with names and figures beside them"
LEAST_QUARTERS = 2  # headings of quarters that make a workbook one of quarters
_QUARTER = re.compile(r"(?i)^.{0,12}\b(q|qtr|quarter)\s?[1-4]\b.{0,12}$")
MOST_NAMES = 6  # sheets named in a message


def own_output(grids: Grids) -> UnreadableWorkbook:
    """For a scrutiny workbook given as input."""
    return UnreadableWorkbook(
        f"{grids.file}: this is a scrutiny workbook that kpi-workbook wrote; give the workbook it was made from",
        "OWN_OUTPUT",
    )


def no_tables(grids: Grids, sheets: Sequence[Surveyed]) -> UnreadableWorkbook:
    """For a workbook without a table of months: what is missing, by the best candidate."""
    if uncalculated(sheets):
        return not_calculated(grids, sheets)
    yearless = [(sheet, cell) for sheet in sheets for cell in sheet.yearless]
    if yearless:
        sheet, cell = yearless[0]
        return UnreadableWorkbook(
            f"{grids.file}: no year is written for the months that start with '{shown(cell)}' at "
            f"{sheet.grid.name}!{cell.address}, nor in any title, sheet name or file name; "
            "give the first month's year with --year YYYY",
            "NO_YEAR",
        )
    candidates = [(sheet, axis) for sheet in sheets for axis in sheet.axes]
    if candidates and all(_awaits_figures(sheet, axis) for sheet, axis in candidates):
        return no_figures(grids)
    if candidates:
        sheet, axis = candidates[0]
        cell = axis.slots[0].cell
        return UnreadableWorkbook(
            f"{grids.file}: no table of months was found; looked for {LOOKED_FOR}. Row {cell.row} of "
            f"'{sheet.grid.name}' looks like months from {sheet.grid.name}!{cell.address} but has no indicator names "
            "with figures: put each indicator's name in the column before its months",
            "NO_MONTHS",
        )
    quarters = [(sheet, cell) for sheet in sheets for cell in sheet.grid if _QUARTER.search(text_of(cell))]
    if len(quarters) >= LEAST_QUARTERS:
        sheet, cell = quarters[0]
        return UnreadableWorkbook(
            f"{grids.file}: the figures are headed by quarters ('{shown(cell)}' at {sheet.grid.name}!{cell.address}), "
            f"not by months; looked for {LOOKED_FOR}. Give the workbook that holds each month's figures",
            "NO_MONTHS",
        )
    names = ", ".join(f"'{sheet.grid.name}'" for sheet in sheets[:MOST_NAMES]) or "any sheet"
    return UnreadableWorkbook(
        f"{grids.file}: no table of months was found on {names}; looked for {LOOKED_FOR}. "
        "Give the figures month headings such as Apr-22",
        "NO_MONTHS",
    )


def _awaits_figures(sheet: Surveyed, axis: Axis) -> bool:
    """Whether names stand before the places under a run's months, and nothing at those places."""
    headings = [slot.cell for slot in axis.slots]
    across = len({cell.row for cell in headings}) == 1
    line = max(cell.row if across else cell.column for cell in headings)
    own = {cell.column if across else cell.row for cell in headings}
    filled = [(cell.row, cell.column) if across else (cell.column, cell.row) for cell in sheet.grid if cell.value]
    after = [position for each, position in filled if each > line]
    return any(position < min(own) for position in after) and own.isdisjoint(after)


def no_figures(grids: Grids) -> UnreadableWorkbook:
    """For months that head nothing yet, as in a blank workbook."""
    return UnreadableWorkbook(
        f"{grids.file}: the months hold no figures; give a workbook with at least one month filled in", "NO_FIGURES"
    )


def uncalculated(sheets: Sequence[Surveyed]) -> bool:
    """Whether formulas stand without results."""
    return any(cell.formula and cell.value is None for sheet in sheets for cell in sheet.grid)


def not_calculated(grids: Grids, sheets: Sequence[Surveyed]) -> UnreadableWorkbook:
    """For a workbook whose months hold nothing, or formulas that were never calculated."""
    first = next((f" (the first at {sheet.grid.name}!{cell.address})" for sheet in sheets for cell in sheet.grid
                  if cell.formula and cell.value is None), None)  # fmt: skip
    if first is None:
        return no_figures(grids)
    return UnreadableWorkbook(
        f"{grids.file}: its formulas{first} have no stored results, since a program wrote them; "
        "open the file in Excel or LibreOffice, save it and try again",
        "NOT_CALCULATED",
    )
