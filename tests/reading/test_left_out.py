"""Whatever figure is not read is said, at its first cell, with what it lacks."""

from __future__ import annotations

from typing import Any

import pytest
from grid_builder import read, sheet, workbook

from kpi_workbook.model import Kind, RemarkKind
from kpi_workbook.reading.grid import Cell, Grid, Grids
from kpi_workbook.reading.layout.assemble import understand
from kpi_workbook.settings import Settings

AMJ = ["Apr-22", "May-22", "Jun-22"]
TABLE = [["KPI", *AMJ], ["Calls", 1, 2, 3]]


def left_out(*sheets: Grid) -> list[tuple[str, str | None, str]]:
    return [(str(remark.place), remark.expected, remark.words) for remark in workbook(*sheets).remarks
            if remark.kind is RemarkKind.LEFT_OUT]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "rows", "place"),
    [
        ("Quarterly", [["KPI", "Q1", "Q2"], ["Visits", 40, 41]], "Quarterly!B2"),
        ("Weekly", [["Week", "Calls"], ["One", 4], ["Two", 9], ["Three", 6]], "Weekly!B2"),
        ("Text figures", [["Ward", "2021", "2022"], ["Bargate", "21% (57/270)", "22%"]], "Text figures!B2"),
    ],
)
def test_a_sheet_without_months(name: str, rows: list[list[Any]], place: str) -> None:
    ((where, expected, words),) = left_out(sheet(TABLE), sheet(rows, name=name))
    assert (where, expected) == (place, None)
    assert words.endswith("not read: they stand outside the tables of months.")


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Lookups", [["Ward", "Population"], ["Bargate", 5000], ["Bevois", 6000], ["Coxford", 7000]]),
        ("Steps", [["No.", "What to do"], [1, "Open"], [2, "Type"], [3, "Save"]]),
        ("Years", [["Year"], [2020], [2021], [2022]]),
        ("Facts", [["Population", 49545]]),
        ("Words", [["Read this first"], ["Send it by the 5th"]]),
    ],
)
def test_what_is_no_figure_is_not_missed(name: str, rows: list[list[Any]]) -> None:
    assert left_out(sheet(TABLE), sheet(rows, name=name)) == []


def test_a_total_of_years_is_not_missed_but_a_row_of_england_is() -> None:
    rows = [["Recycling"], ["", "Apr", "May", "Jun"], ["2021/22", 40, 41, 42], ["2022/23", 43, 44, 45],
            ["Average", 41, 42, 43], ["England", 40, 40, 40]]  # fmt: skip
    assert [(place, expected) for place, expected, _ in left_out(sheet(rows))] == [("KPIs!B6", None)]


def test_a_row_of_a_figure_a_row_without_a_month() -> None:
    rows = [["Month", "KPI", "Value"], ["Apr-22", "Calls", 1], ["Apr-22", "Visits", 2], ["May-22", "Calls", 3],
            ["soon", "Visits", 4], ["May-22", "Visits", 5], ["Jun-22", "Calls", 6], ["Jun-22", "Visits", 7],
            ["Jul-22", "Calls", 8], ["Jul-22", "Visits", 9], ["Aug-22", "Calls", 10]]  # fmt: skip
    assert left_out(sheet(rows)) == [
        ("KPIs!C5", "a month", "This figure was not read: it stands in a row whose month could not be read.")
    ]


def calculated(value: int, recalculates: bool) -> list[tuple[RemarkKind, str]]:
    cells = dict(sheet([["KPI", *AMJ], ["Calls", 1, 2, 3], ["Visits", value, value, value]]).cells)
    for column in (2, 3, 4):
        cells[3, column] = Cell(3, column, value, Kind.NUMBER, formula=True)
    book = understand(
        Grids("kpi.xlsx", "xlsx", "0" * 64, (Grid("KPIs", cells),), recalculates=recalculates), Settings()
    )
    return [(remark.kind, remark.place.cell) for remark in book.remarks]


def test_formulas_that_were_never_calculated() -> None:
    assert calculated(0, recalculates=True) == [(RemarkKind.FORMULA_WITHOUT_VALUE, "B3")]
    assert calculated(0, recalculates=False) == []
    assert calculated(4, recalculates=True) == []


def test_a_table_read_whole_leaves_nothing_out() -> None:
    assert [remark.kind for remark in read([*TABLE, ["Visits", 4, 5, 6]]).remarks] == []
