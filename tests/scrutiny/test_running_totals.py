"""A total that runs through the year shows what the month added: an arrow down would say that it fell."""

from __future__ import annotations

from pathlib import Path

import pytest
from dumping import opened
from libreoffice import Calculator
from report_builder import FIRST, indicator, report, section

from kpi_workbook.model import MeasureType, Polarity, Unit
from kpi_workbook.scrutiny.render import render
from kpi_workbook.scrutiny.report import Report

ADDED = '"+"#,##0" added";"▼ "#,##0"";"none added"'
SECTION, CHANGE = "1 Work", "S7"


def of_total(*figures: float | None, first: int = 0) -> Report:
    """A report on a running total whose months are these, `first` months after the year's first."""
    begins = FIRST.plus(first)
    row = indicator("Assessments", figures, first=begins, unit=Unit.COUNT, polarity=Polarity.LOW,
                    measure_type=MeasureType.CUMULATIVE)  # fmt: skip
    return report(section("Work", row), first=begins, month=begins.plus(len(figures) - 1))


def shown(made: Report) -> tuple[object, object, object, object]:
    """What the section's sheet shows of the month, by which formula and format, and the direction in the summary."""
    content = render(made)
    cell, value = opened(content)[SECTION][CHANGE], opened(content, data_only=True)[SECTION][CHANGE].value
    heading, line = opened(content, data_only=True)["Summary"].iter_rows(min_row=16, values_only=True)
    return value, cell.value, cell.number_format, dict(zip(heading, line, strict=True))["Direction"]


def test_the_month_that_adds_less_is_no_fall() -> None:
    assert shown(of_total(50, 110, 160)) == (50, '=IFERROR(D7-C7,"[x]")', ADDED, "Improving")


def test_the_first_month_is_all_that_was_added() -> None:
    made = of_total(500, 570, 40, first=10)  # February to April
    assert shown(made)[:3] == (40, '=IFERROR(B7,"[x]")', ADDED)


def test_a_missing_month_leaves_it_open() -> None:
    value, *_, direction = shown(of_total(50, None, 160))
    assert (value, direction) == ("[x]", "Not known")


def test_the_summary_says_what_added_means_only_where_something_is() -> None:
    monthly = indicator("Visits", [5, 6, 4], unit=Unit.COUNT)
    notes = [
        [
            row[0]
            for row in opened(render(made))["Summary"].iter_rows(values_only=True)
            if str(row[0]).startswith("Added:")
        ]
        for made in (of_total(50, 110, 160), report(section("Work", monthly)))
    ]
    assert [len(each) for each in notes] == [1, 0]


def test_a_large_number_has_room() -> None:
    widths = [opened(render(of_total(1, 2, last)))[SECTION].column_dimensions["S"].width for last in (3, 12_345_678)]
    assert widths[0] < len("+12,345,676 added") <= widths[1]


@pytest.mark.libreoffice
def test_direction_follows_what_is_typed(calculator: Calculator, tmp_path: Path) -> None:
    path = tmp_path / "total.xlsx"
    path.write_bytes(render(of_total(50, 110, 160)))
    assert calculator.after_edit(path, {(SECTION, "D7"): 180})["Summary", "H17"] == "Worsening"
    assert calculator.after_edit(path, {(SECTION, "D7"): 170})["Summary", "H17"] == "Steady"
