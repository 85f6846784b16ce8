"""Sheets written down as they look, for tests that need no file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kpi_workbook.model import Kind, KpiWorkbook
from kpi_workbook.reading.grid import Cell, Grid, Grids, Look, Range
from kpi_workbook.reading.layout.assemble import understand
from kpi_workbook.settings import Settings


class Styled:
    """A value with a look: `Styled(0.21, number_format="0%")`."""

    def __init__(self, value: Any, **look: Any) -> None:
        self.value = value
        self.look = Look(**look)


def percent(value: float, number_format: str = "0%") -> Styled:
    return Styled(value, number_format=number_format)


def bold(text: str) -> Styled:
    return Styled(text, bold=True)


def sheet(rows: Sequence[Sequence[Any]], name: str = "KPIs", merges: Sequence[str] = (), **more: Any) -> Grid:
    """A grid from rows of values; None is no cell. `merges` in A1 form."""
    cells = {}
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None:
                cells[row, column] = _cell(row, column, value)
    return Grid(name, cells, tuple(_range(each) for each in merges), **more)


def workbook(*sheets: Grid, file: str = "kpi.xlsx", settings: Settings | None = None) -> KpiWorkbook:
    return understand(Grids(file, "xlsx", "0" * 64, tuple(sheets)), settings or Settings())


def read(rows: Sequence[Sequence[Any]], settings: Settings | None = None, **more: Any) -> KpiWorkbook:
    """What is understood of one sheet."""
    return workbook(sheet(rows, **more), settings=settings)


def figures(book: KpiWorkbook) -> Mapping[str, dict[str, Any]]:
    """Each indicator's values by month, under `group > name`."""
    return {
        (f"{each.group} > " if each.group else "") + each.name: {str(o.month): o.value for o in each.observations}
        for each in book.indicators
    }


def cells_of(book: KpiWorkbook, name: str) -> list[str]:
    return [o.place.cell for each in book.indicators if each.name == name for o in each.observations]


def _cell(row: int, column: int, value: Any) -> Cell:
    look = Look()
    if isinstance(value, Styled):
        value, look = value.value, value.look
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return Cell(row, column, value, _kind(value), look)


def _kind(value: Any) -> Kind:
    if isinstance(value, bool):
        return Kind.BOOLEAN
    if isinstance(value, datetime):
        return Kind.DATE
    if isinstance(value, int | float):
        return Kind.NUMBER
    return Kind.ERROR if value in ("#DIV/0!", "#N/A", "#REF!") else Kind.TEXT


def _range(text: str) -> Range:
    found = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", text)
    assert found
    left, top, right, bottom = found.groups()
    return Range(int(top), _number(left), int(bottom), _number(right))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
