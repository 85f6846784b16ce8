"""Runs of headings with more than one thing to make out: numbered months, swapped dates with a slip, years in turns."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from grid_builder import figures, read

from kpi_workbook.errors import UnreadableWorkbook
from kpi_workbook.model import Area, RemarkKind
from kpi_workbook.reading.councils import is_council
from kpi_workbook.settings import Settings

SWAPPED = [datetime(2022, 1, month) for month in range(4, 13)] + [datetime(2023, 1, month) for month in range(1, 4)]
FOUND = [f"2022-{month:02d}" for month in range(4, 13)] + [f"2023-{month:02d}" for month in range(1, 4)]


def headed(headings: list[Any], **more: Any) -> tuple[list[str], list[tuple[RemarkKind, str]]]:
    book = read([["KPI", *headings], ["Calls", *range(10, 10 + len(headings))]], **more)
    months = [
        str(each.month) for each in sorted(book.indicators[0].observations, key=lambda each: each.place.coordinates)
    ]
    return months, [(remark.kind, remark.place.cell) for remark in book.remarks]


def with_change(at: int, *headings: Any) -> list[Any]:
    return [*SWAPPED[:at], *headings, *SWAPPED[at + len(headings) :]]


@pytest.mark.parametrize(
    ("headings", "months", "beside"),
    [
        (SWAPPED, FOUND, []),
        (with_change(5, "Sepember 2022"), FOUND, [(RemarkKind.MISSPELT_MONTH, "G1")]),
        (with_change(3, SWAPPED[4], SWAPPED[3]), [*FOUND[:3], FOUND[4], FOUND[3], *FOUND[5:]],
         [(RemarkKind.MISORDERED_MONTH, "E1")]),
        (with_change(9, datetime(2022, 1, 1)), FOUND, [(RemarkKind.WRONG_YEAR, "K1")]),
        (with_change(2, datetime(2021, 1, 6)), FOUND, [(RemarkKind.WRONG_YEAR, "D1")]),
    ],
)  # fmt: skip
def test_swapped_dates_beside_another_slip(headings: list[Any], months: list[str], beside: list[Any]) -> None:
    found, remarks = headed(headings)
    assert found == months
    assert sorted(remarks) == sorted([(RemarkKind.SWAPPED_DAY_AND_MONTH, "B1"), *beside])


def test_numbered_months_follow_the_financial_year() -> None:
    rows = [["Budget 2022/23"], ["Service", "P1", "P2", "P3"], ["Adults", 1, 2, 3]]
    assert figures(read(rows))["Adults"] == {"2022-04": 1, "2022-05": 2, "2022-06": 3}
    calendar = read(rows, settings=Settings(year_starts_in=1))
    assert list(figures(calendar)["Adults"]) == ["2022-01", "2022-02", "2022-03"]


@pytest.mark.parametrize(
    "headings", [["P1", "P2"], ["P2", "P3", "P4"], ["P1", "P3", "P5"], ["P11", "P12", "P13"], ["M1", "M1", "M1"]]
)
def test_numbers_that_are_no_months(headings: list[str]) -> None:
    with pytest.raises(UnreadableWorkbook) as caught:
        read([["Budget 2022/23"], ["Service", *headings], ["Adults", 1, 2, 3]])
    assert caught.value.code == "NO_MONTHS"


def test_references_down_the_side_are_no_months() -> None:
    rows = [["Plan 2022/23"], ["Ref", "Done", "Due"], *([f"P{n}", n, n + 1] for n in range(1, 7))]
    with pytest.raises(UnreadableWorkbook) as caught:
        read(rows)
    assert caught.value.code == "NO_MONTHS"


@pytest.mark.parametrize(
    "name", ["Portsmouth", "Stoke-on-Trent", "LB Camden", "Bristol City Council", "Bath & North East Somerset"]
)
def test_councils(name: str) -> None:
    assert is_council(name)


@pytest.mark.parametrize("name", ["Forecast", "Total", "England", "Council", "", "Portsmouth 21/22", "2022"])
def test_what_is_no_council(name: str) -> None:
    assert not is_council(name)


def test_whose_last_year_a_heading_gives() -> None:
    """The council's own outturn, and another's of the same year."""
    headings = ["Apr-22", "May-22", "Southampton 21/22", "Southampton 20/21", "Derby 21/22", "Portsmouth"]
    book = read([["KPI", *headings], ["Calls", 1, 2, 3, 4, 5, 6]])
    assert book.organisation == "Southampton"
    assert [(each.name, each.area) for each in book.indicators[0].comparators] == [
        ("Southampton 21/22", Area.PREVIOUS_YEAR), ("Southampton 20/21", Area.PREVIOUS_YEAR),
        ("Derby 21/22", Area.OTHER), ("Portsmouth", Area.OTHER),
    ]  # fmt: skip
