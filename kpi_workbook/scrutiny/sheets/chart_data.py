"""What the charts and sparklines are drawn from: a line a series, months across, gaps as #N/A."""

from __future__ import annotations

from ..cells import Block, Column, columns
from ..chart_lines import chart_line
from ..context import Context
from ..places import CHART_DATA, FIRST_CHART_ROW, FIRST_VALUE_COLUMN
from ..series import AREA_LABELS, series_of
from ..words import NOT_PRINTED

title = CHART_DATA


def write(context: Context) -> None:
    """The chart data's sheet."""
    page = context.pages[title]
    plan = context.plan
    page.widths(8, 44, 20, 44, *(9,) * len(plan.chart_months), *(12,) * len(plan.areas))
    page.say(0, "Chart data", "title")
    page.say(
        1,
        "What charts and sparklines are drawn from. Figures follow the sections' sheets; limits are as issued.",
        "subtitle",
    )
    gaps = "#N/A leaves a gap in a chart."
    page.say(2, f"{gaps} {NOT_PRINTED}", "note")
    headings = (
        Column("Section", "heading centred"), *columns("heading", "Indicator", "Line", "Chart title"),
        *columns("heading centred", *(month.label for month in plan.chart_months)),
        *columns("heading centred", *(AREA_LABELS[each] for each in plan.areas)),
    )  # fmt: skip
    if plan.rows:
        lines = (chart_line(plan, row, name, context.month) for row in plan.rows for name in series_of(row))
        count = plan.rows[-1].chart_row + len(series_of(plan.rows[-1])) - FIRST_CHART_ROW
        about = "Figures, targets, limits and signals by month."
        page.table(FIRST_CHART_ROW - 1, Block("Chart data", about, headings, lines, count=count))
    page.sheet.freeze_panes(FIRST_CHART_ROW, 2)
    page.sheet.repeat_rows(FIRST_CHART_ROW - 1)
    page.sheet.print_area(0, 0, FIRST_CHART_ROW - 2, FIRST_VALUE_COLUMN - 1)
