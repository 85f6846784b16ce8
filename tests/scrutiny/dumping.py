"""A written workbook as text, a line a cell: `sheet!cell<TAB>value<TAB>look`, formulas with their stored value."""

from __future__ import annotations

import warnings
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell


def opened(content: bytes, data_only: bool = False) -> Workbook:
    """The workbook as openpyxl reads it, which warns of each sparkline and threaded rule that it cannot hold."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(BytesIO(content), data_only=data_only)


def dump(content: bytes, sheet: str, but_columns: str = "") -> str:
    """Every cell of a sheet that holds something, row by row, but for some columns."""
    formulas, values = opened(content)[sheet], opened(content, data_only=True)[sheet]
    lines = [
        f"{sheet}!{cell.coordinate}\t{_shown(cell, values[cell.coordinate].value)}\t{_look(cell)}"
        for row in formulas.iter_rows()
        for cell in row
        if cell.value is not None and cell.column_letter not in but_columns
    ]
    return "\n".join(lines) + "\n"


def _shown(cell: Cell, value: object) -> str:
    """A value, or a formula and its value."""
    return f"{cell.value} → {value}" if cell.data_type == "f" else str(cell.value).replace("\n", "⏎")


def _look(cell: Cell) -> str:
    """Weight, size, fill and number format, so far as they differ from a plain cell's."""
    parts = ["bold"] if cell.font.bold else []
    parts.append(f"{cell.font.sz:g}pt")
    if cell.fill.fill_type:
        parts.append(f"on {cell.fill.fgColor.rgb[-6:]}")
    if cell.number_format != "General":
        parts.append(cell.number_format)
    return " ".join(parts)
