"""The reporting month's figure is written where no line runs through it."""

from __future__ import annotations

import pytest
from report_builder import FIRST, indicator, report, section

from kpi_workbook.model import MeasureType, Unit
from kpi_workbook.scrutiny.axes import Axis
from kpi_workbook.scrutiny.chart_label import label_position
from kpi_workbook.scrutiny.plan import make_plan


def position(figures: list[float], target: float | None = None) -> str:
    row = indicator("Visits", figures, target, unit=Unit.COUNT, measure_type=MeasureType.SNAPSHOT)
    plan = make_plan(report(section("Work", row), month=FIRST.plus(len(figures) - 1)))
    return label_position(plan, plan.rows[0], Axis(0, 100, 20))


@pytest.mark.parametrize(
    ("figures", "target", "where"),
    [
        ([50, 60], None, "right"),
        ([50, 60], 80, "right"),
        ([30, 60], 60, "above"),  # the line comes from below
        ([90, 60], 60, "below"),
        ([30, 60], 58, "above"),
        ([60, 60], 64, "below"),  # the target lies over it
        ([50] * 11 + [60], None, "above"),  # no room to the right of March
        ([60] * 12, 67, "below"),
    ],
)
def test_a_label_keeps_clear_of_lines(figures: list[float], target: float | None, where: str) -> None:
    assert position(figures, target) == where
