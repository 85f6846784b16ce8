"""Whoever reads what we write reads the same: openpyxl, calamine and our own reader."""

from __future__ import annotations

import datetime
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from python_calamine import CalamineWorkbook
from random_reports import reports

from kpi_workbook.reading.files import open_grids
from kpi_workbook.scrutiny.render import render
from kpi_workbook.scrutiny.report import Report

Values = dict[tuple[int, int, int], Any]
"""By sheet, row and column, each counted from 1: not every reader has the sheets' names in the same letters."""
NO_POINT = "#N/A"
"""A month that a chart leaves out; calamine has no such value."""
FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl leaves out what is no cell
@FEW
@given(report=reports())
def test_every_reader_finds_the_same_values(report: Report, tmp_path_factory) -> None:
    content = render(report)
    path = tmp_path_factory.mktemp("any") / "any.xlsx"
    path.write_bytes(content)
    seen = by_openpyxl(content)
    assert len(seen) > 100
    assert differing({place: value for place, value in seen.items() if value != NO_POINT}, by_calamine(content)) == {}
    assert differing(seen, by_us(path)) == {}


def by_openpyxl(content: bytes) -> Values:
    sheets = openpyxl.load_workbook(BytesIO(content), data_only=True).worksheets
    cells = ((at, cell) for at, sheet in enumerate(sheets, start=1) for row in sheet.iter_rows() for cell in row)
    return {(at, cell.row, cell.column): plain(cell.value) for at, cell in cells if cell.value not in (None, "")}


def by_calamine(content: bytes) -> Values:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {
        (at, row, column): plain(value)
        for at, name in enumerate(book.sheet_names, start=1)
        for row, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1)
        for column, value in enumerate(cells, start=1)
        if value != ""
    }


def by_us(path: Path) -> Values:
    sheets = open_grids(path).sheets
    cells = ((at, cell) for at, grid in enumerate(sheets, start=1) for cell in grid)
    return {(at, cell.row, cell.column): plain(cell.value) for at, cell in cells if cell.value not in (None, "")}


def plain(value: object) -> object:
    """A date as its day, any number as a float, `_x0041_` as the letter it stands for, which not every reader knows."""
    if isinstance(value, datetime.datetime):
        return value.date() if value.time() == datetime.time() else value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(float(value), 9)
    return re.sub("_x([0-9A-F]{4})_", _letter, value) if isinstance(value, str) else value


def _letter(code: re.Match[str]) -> str:
    return chr(int(code[1], 16))


def differing(one: Values, other: Values) -> dict[tuple[int, int, int], tuple[object, object]]:
    """The places that hold not the same, with both values."""
    places = one.keys() | other.keys()
    return {place: (one.get(place), other.get(place)) for place in places if one.get(place) != other.get(place)}
