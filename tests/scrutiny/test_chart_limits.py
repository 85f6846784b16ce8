"""Control limits on charts: never where no figure can be."""

from __future__ import annotations

from dumping import opened
from report_builder import FIRST, indicator, report, section

from kpi_workbook.model import MeasureType, Unit
from kpi_workbook.scrutiny.render import render


def limits(*figures: float, unit: Unit) -> tuple[float, float]:
    """The lower and the upper limit as the chart data hold them for the first month."""
    row = indicator("Visits", list(figures), unit=unit, measure_type=MeasureType.SNAPSHOT)
    sheet = opened(render(report(section("Work", row), month=FIRST.plus(len(figures) - 1))))["Chart data"]
    found = {line[2]: line[4] for line in sheet.iter_rows(min_row=5, values_only=True)}
    return found["Lower limit"], found["Upper limit"]


def test_a_percentage_has_none_below_nothing_or_above_everything() -> None:
    assert limits(0.2, 0.9, 0.3, 0.8, unit=Unit.PERCENTAGE) == (0.0, 1.0)


def test_a_count_has_none_below_zero_but_any_above() -> None:
    lower, upper = limits(1, 9, 2, 12, unit=Unit.COUNT)
    assert lower == 0
    assert upper > 12


def test_a_figure_that_can_fall_below_zero_keeps_its_limit() -> None:
    assert limits(-5, 9, -2, 12, unit=Unit.MONEY)[0] < -5
