"""Sparklines: an indicator's year in a cell, as columns so that gaps stay gaps in every program.

With a target the columns show the distance from it: up is above the target, and those on its wrong side have the
colour of concern. Without one they show the figures.
"""

from __future__ import annotations

from ...model import Comparison
from ..cells import Cell
from ..chart_lines import drawn
from ..context import Context
from ..judging import comparison_of
from ..page import Page, range_in
from ..places import CHART_DATA, FIRST_VALUE_COLUMN, Row
from ..series import DISTANCE, series_of
from ..styles import chart_colours

ROOM = 1.15
"""How far the scale reaches beyond the longest column, so that lines of a table do not touch."""


def add_trend(context: Context, page: Page, row: Row, at: int, column: int) -> None:
    """Draws the sparkline of the financial year's months."""
    lines = series_of(row)
    has_target = DISTANCE in lines
    line = lines.index(DISTANCE) if has_target else 0
    first = FIRST_VALUE_COLUMN + len(context.plan.chart_months) - len(context.plan.months)
    stretch = range_in(CHART_DATA, row.chart_row + line, first, first + len(context.plan.months) - 1)
    above, below = _colours(context, row) if has_target else (chart_colours(context.theme)["figure"],) * 2
    options = {
        "range": stretch, "type": "column", "series_color": above, "negative_points": True, "negative_color": below,
        "axis": has_target, "empty_cells": "gaps",
    }  # fmt: skip
    values = [each for each in drawn(context.plan, row, lines[line]) if each is not None]
    options |= {"min": min(0, *values) * ROOM, "max": max(0, *values) * ROOM} if any(values) else {}
    page.sheet.add_sparkline(at, column, options)
    page.put(at, column, Cell("", "spark"))


def _colours(context: Context, row: Row) -> tuple[str, str]:
    """The colours above and below the target."""
    colours = chart_colours(context.theme)
    good, wrong = colours["figure"], colours["concern"]
    comparison = comparison_of(row)
    if comparison in (Comparison.AT_MOST, Comparison.BELOW):
        return wrong, good
    if comparison in (Comparison.AT_LEAST, Comparison.ABOVE):
        return good, wrong
    return good, good
