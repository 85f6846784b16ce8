"""Targets that change within the year: the chart's line has each month's own, and the distance is from that."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from dumping import opened
from report_builder import FIRST, indicator, report, section

from kpi_workbook.model import MeasureType, Month, Place, Target, Unit
from kpi_workbook.scrutiny.audit import audit
from kpi_workbook.scrutiny.render import render
from kpi_workbook.scrutiny.report import Report

Line = list[object]


def dated(values: dict[int, float | None]) -> tuple[Target, ...]:
    """Targets by how many months after April they are given for."""
    return tuple(
        Target(place=Place("1 Sheet", f"M{10 + later}"), typed=str(value), value=value, month=FIRST.plus(later))
        for later, value in values.items()
    )


def lines(made: Report) -> dict[str, Line]:
    """The chart data's first lines: name, and the months' formulas or numbers."""
    content = render(made)
    assert audit(content) == []
    book = opened(content)
    return {
        str(row[2]): list(row[4:16]) for row in book["Chart data"].iter_rows(min_row=5, max_row=7, values_only=True)
    }


def test_a_target_that_changes_steps_in_the_month_it_changes() -> None:
    row = indicator("Visits", [0.7, 0.75, 0.85], monthly_targets=dated({0: 0.8, 1: 0.8, 2: 0.9, 3: 0.9}))
    drawn = lines(report(section("Work", row)))["Target"]
    live = "='1 Work'!O7"
    assert drawn == [0.8, 0.8, live, *[0.9] * 9]


def test_the_last_target_given_stays_in_force_and_none_is_drawn_before_the_first() -> None:
    row = indicator("Visits", [0.7, 0.75, 0.85], monthly_targets=dated({1: 0.8}))
    drawn = lines(report(section("Work", row)))
    live = "='1 Work'!O7"
    assert drawn["Target"] == ["=NA()", *[live] * 11]
    assert drawn["Distance from target"][:2] == ["=NA()", "=IF(ISNUMBER(F5),F5-F6,NA())"]


def test_the_rows_own_target_holds_where_a_month_has_none() -> None:
    row = indicator("Visits", [0.7, 0.75, 0.85], 0.5, monthly_targets=dated({1: 0.8, 2: None}))
    live = "='1 Work'!O7"
    assert lines(report(section("Work", row)))["Target"] == [live, 0.8, *[live] * 10]


def test_a_running_totals_years_target_starts_again_each_year() -> None:
    row = indicator(
        "Homes", list(range(1, 15)), 24, unit=Unit.COUNT, measure_type=MeasureType.CUMULATIVE, first=Month(2021, 4)
    )  # fmt: skip
    drawn = lines(report(section("Work", row), month=Month(2022, 5), first=Month(2021, 4)))["Target"]
    shares = ["0.0833", "0.1666", "0.25", "0.3333", "0.4166", "0.5", "0.5833", "0.6666", "0.75", "0.8333", "0.9166"]
    assert [str(each).split("*")[-1][:6] for each in drawn] == [*shares, "='1 Wo"]


def test_a_target_that_changes_is_drawn_as_a_dash_a_month_and_a_lasting_one_as_a_line() -> None:
    changing = indicator("Visits", [0.7, 0.75, 0.85], monthly_targets=dated({0: 0.8, 2: 0.9}))
    lasting = indicator("Reviews", [0.7, 0.75, 0.85], 0.9, row=6)
    with zipfile.ZipFile(BytesIO(render(report(section("Work", changing, lasting))))) as package:
        charts = [package.read(f"xl/charts/chart{number}.xml").decode() for number in (2, 3)]
    target = [re.findall(r"<c:ser>.*?</c:ser>", chart, re.DOTALL)[1] for chart in charts]
    assert ['<c:symbol val="dash"/>' in each for each in target] == [True, False]
    assert ["<a:noFill/>" in each for each in target] == [True, False]
