"""The marked copy: the input's figures at their own cells, each finding a comment. Nothing else is carried over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from ..atomic import put_workbook
from ..model import Finding, Severity
from ..reading.grid import Cell, Grid, Grids
from .audit import must_open
from .naming import SheetNames

FILLS = {Severity.ERROR: "#FFC7CE", Severity.WARNING: "#FFEB9C", Severity.INFO: "#DDEBF7"}
SEVEREST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)
AUTHOR = "kpi-workbook"
FIXED_DATE = datetime(2000, 1, 1)  # the same input gives the same bytes
WIDEST_COLUMN = 320  # pixels
COMMENT_SIZE = {"author": AUTHOR, "width": 320, "height": 120}


def write_marked_copy(grids: Grids, findings: Iterable[Finding], target: Path) -> Path:
    """The content at its own cells, filled and commented where something was found. Raises CannotWrite."""
    found: dict[tuple[str, int, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.place.sheet, *finding.place.coordinates].append(finding)
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "dd/mm/yyyy", "in_memory": True}) as book:
        book.set_properties({"title": f"{grids.file}, marked", "author": AUTHOR, "created": FIXED_DATE})
        looks, names = _Looks(book), SheetNames()
        carried = _carried(grids, {sheet for sheet, _, _ in found})
        for grid in carried:
            sheet = book.add_worksheet(names.new(grid.name))
            for cell in grid:
                _write(sheet, cell, looks.of(cell, found.get((grid.name, cell.row, cell.column))))
            for (name, row, column), about in found.items():
                if name == grid.name:
                    _comment(sheet, row, column, about, grid.at(row, column), looks)
            sheet.autofit(WIDEST_COLUMN)
            _hide(sheet, grid)
    return put_workbook(must_open(made.getvalue(), max(1, len(carried))), target, {grids.sha256})


def _carried(grids: Grids, with_findings: set[str]) -> tuple[Grid, ...]:
    """The sheets that can be seen, then those of the hidden ones in which something was found."""
    kept = [grid for grid in grids.sheets if not grid.hidden or grid.name in with_findings]
    return tuple(sorted(kept, key=lambda grid: grid.hidden))  # stable: Excel opens a file with its first sheet


def _hide(sheet: Any, grid: Grid) -> None:
    """What is hidden in the input is hidden in the copy."""
    if grid.hidden:
        sheet.hide()
    for row in grid.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for column in grid.hidden_columns:
        sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})


class _Looks:
    """One format per number format, weight and fill, made when first needed."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[str, bool, str | None], Any] = {}

    def of(self, cell: Cell | None, findings: list[Finding] | None) -> Any:
        """The format of a cell, filled by its severest finding."""
        severities = {finding.severity for finding in findings or ()}
        fill = next((FILLS[severity] for severity in SEVEREST_FIRST if severity in severities), None)
        key = (cell.look.number_format if cell else "General", bool(cell and cell.look.bold), fill)
        if key not in self.made:
            number_format, bold, colour = key
            properties = {"num_format": number_format, "bold": bold, "quote_prefix": True}
            self.made[key] = self.book.add_format(properties | ({"bg_color": colour} if colour else {}))
        return self.made[key]


def _write(sheet: Any, cell: Cell, look: Any) -> None:
    """The content as data: text never becomes a formula or a link."""
    row, column = cell.row - 1, cell.column - 1
    if isinstance(cell.value, bool):
        sheet.write_boolean(row, column, cell.value, look)
    elif isinstance(cell.value, int | float):
        sheet.write_number(row, column, cell.value, look)
    elif isinstance(cell.value, datetime):
        sheet.write_datetime(row, column, cell.value, look)
    elif cell.value is not None:
        sheet.write_string(row, column, cell.value, look)


def _comment(sheet: Any, row: int, column: int, about: list[Finding], cell: Cell | None, looks: _Looks) -> None:
    """All findings of a cell in one comment; a cell without content is filled too, so that the mark shows."""
    if cell is None:
        sheet.write_blank(row - 1, column - 1, None, looks.of(None, about))
    words = "\n".join(f"{finding.severity} {finding.rule}: {finding.message}" for finding in about)
    sheet.write_comment(row - 1, column - 1, words, COMMENT_SIZE)
