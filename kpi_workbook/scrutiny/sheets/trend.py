"""Sparklines: an indicator's year in a cell, with its target as the level line where it has one."""

from __future__ import annotations

from ..charts import FIRST_VALUE_COLUMN
from ..context import Context
from ..page import Page, range_in
from ..places import CHART_DATA, Row
from ..series import DISTANCE, series_of
from ..styles import chart_colours


def add_trend(context: Context, page: Page, row: Row, at: int, column: int) -> None:
    """Draws the sparkline of the year's months. With a target it draws the distance from it, so that the axis is the
    target; months without a figure are gaps."""
    lines = series_of(row)
    line = lines.index(DISTANCE) if DISTANCE in lines else 0
    first = FIRST_VALUE_COLUMN + len(context.plan.chart_months) - len(context.plan.months)
    last = first + len(context.plan.months) - 1
    colours = chart_colours(context.theme)
    page.sheet.add_sparkline(
        at,
        column,
        {
            "range": range_in(CHART_DATA, row.chart_row + line, first, last),
            "series_color": colours["figure"],
            "last_point": True,
            "last_color": colours["target"],
            "axis": DISTANCE in lines,
            "empty_cells": "gaps",
            "weight": 1.75,
        },
    )
    page.put(at, column, Cell("", "spark"))


from ..cells import Cell  # noqa: E402
