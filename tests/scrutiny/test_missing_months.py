"""A month without a figure is a gap in its chart, in every Excel: the line is parted there, never drawn across."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from dumping import opened
from report_builder import FIRST, indicator, report, section

from kpi_workbook.model import Indicator, Unit
from kpi_workbook.scrutiny.audit import audit
from kpi_workbook.scrutiny.render import render

GAP = "#N/A"


def made(*figures: float | None) -> tuple[str, dict[str, list[object]]]:
    """The chart of a row and its lines in the chart data, values as stored."""
    row: Indicator = indicator("Visits", list(figures), unit=Unit.COUNT)
    content = render(report(section("Work", row), month=FIRST.plus(len(figures) - 1)))
    assert audit(content) == []
    with zipfile.ZipFile(BytesIO(content)) as package:
        chart = package.read("xl/charts/chart2.xml").decode()
    sheet = opened(content, data_only=True)["Chart data"]
    lines = {line[2]: list(line[4 : 4 + len(figures)]) for line in sheet.iter_rows(min_row=5, values_only=True)}
    return chart, lines


def figure_series(chart: str) -> list[str]:
    """The chart's series that are figures."""
    return [each for each in re.findall(r"<c:ser>.*?</c:ser>", chart, re.DOTALL) if "<c:v>Figure</c:v>" in each]


def has_line(series: str) -> bool:
    """Whether a series' points are joined."""
    return not series.split("<c:marker>")[0].count("<a:noFill/>")


def test_the_line_is_parted_where_a_month_is_missing() -> None:
    chart, lines = made(5, 6, None, 7, 8, None, 9)
    assert lines["Figure"] == [5, 6, GAP, 7, 8, GAP, 9]
    assert lines["Figure, part 1"] == [5, 6, *[GAP] * 5]
    assert lines["Figure, part 2"] == [*[GAP] * 3, 7, 8, GAP, GAP]
    assert lines["Figure, part 3"] == [*[GAP] * 6, 9]
    drawn = figure_series(chart)
    assert [has_line(each) for each in drawn] == [True] * 3
    assert ["<c:dLbls>" in each for each in drawn] == [False, False, True]
    assert "dispNaAsBlank" not in chart


def test_a_whole_row_is_one_line() -> None:
    chart, lines = made(5, 6, 7, 8)
    assert [name for name in lines if str(name).startswith("Figure")] == ["Figure"]
    assert [has_line(each) for each in figure_series(chart)] == [True]


def test_a_quarterly_row_is_points() -> None:
    chart, lines = made(5, None, None, 6, None, None, 7, None, None, 8, None, 9)
    assert [name for name in lines if str(name).startswith("Figure")] == ["Figure"]
    assert [has_line(each) for each in figure_series(chart)] == [False]


def test_months_that_are_missing_first_or_last_part_nothing() -> None:
    _, lines = made(None, 5, 6, 7, None)
    assert [name for name in lines if str(name).startswith("Figure")] == ["Figure"]
