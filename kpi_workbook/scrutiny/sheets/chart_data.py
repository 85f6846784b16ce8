"""What the charts and sparklines are drawn from: a line a series, months across, gaps as #N/A."""

from __future__ import annotations

from ...model import Month, Number
from ..cells import NO_FIGURE, NOT_APPLICABLE, Block, Cell, Column, Line, columns
from ..charts import FIRST_VALUE_COLUMN
from ..context import Context
from ..display import plain_format
from ..page import address
from ..places import CHART_DATA, FIRST_CHART_ROW, FIRST_MONTH_COLUMN, TARGET_COLUMN, Row
from ..series import (
    AREA_LABELS,
    COMPARATORS,
    DISTANCE,
    FIGURE,
    LOWER,
    MEAN,
    SIGNALS,
    TARGET,
    UPPER,
    areas_of,
    comparator_values,
    limits,
    series_of,
    signals,
    target_by_month,
)
from ..words import chart_title

title = CHART_DATA
GAP = Cell(NO_FIGURE, "marker", "NA()")


def write(context: Context) -> None:
    """The chart data's sheet."""
    page = context.pages[title]
    plan = context.plan
    areas = areas_of(plan)
    page.widths(8, 44, 20, 44, *(9,) * (len(plan.chart_months) + len(areas)))
    page.say(0, "Chart data", "title")
    page.say(
        1,
        "What charts and sparklines are drawn from. Figures follow the sections' sheets; limits are as issued.",
        "subtitle",
    )
    page.say(2, "#N/A stands where a chart must leave a gap: Excel would draw a text as zero.", "note")
    headings = (
        Column("Section", "heading centred"), *columns("heading", "Indicator", "Line", "Chart title"),
        *columns("heading centred", *(month.label for month in plan.chart_months), *(AREA_LABELS[each] for each in areas)),
    )  # fmt: skip
    lines = tuple(
        _line(context, row, row.chart_row + offset, name)
        for row in plan.rows
        for offset, name in enumerate(series_of(row))
    )
    if lines:
        page.table(
            FIRST_CHART_ROW - 1, Block("Chart data", "Figures, targets, limits and signals by month.", headings, lines)
        )
    page.sheet.freeze_panes(FIRST_CHART_ROW, 2)
    page.sheet.repeat_rows(FIRST_CHART_ROW - 1)


def _line(context: Context, row: Row, at: int, name: str) -> Line:
    """One series of an indicator."""
    plan = context.plan
    heading = chart_title(plan, row, context.month) if name == FIGURE else Cell(NOT_APPLICABLE, "marker")
    form = plain_format(row.unit, max(row.decimals, 1 if name in (DISTANCE, MEAN, LOWER, UPPER, TARGET) else 0))
    months = tuple(_month(context, row, at, name, month, form) for month in plan.chart_months)
    theirs = comparator_values(row) if name == COMPARATORS else {}
    others = tuple(Cell(theirs[area], "figure", form=form) if area in theirs else GAP for area in areas_of(plan))
    return Cell(row.section_number, "figure"), Cell(row.label, "label"), Cell(name, "label"), heading, *months, *others


def _month(context: Context, row: Row, at: int, name: str, month: Month, form: str) -> Cell:
    """A series' month."""
    if name == FIGURE:
        return _figure(context, row, month, form)
    if name in (TARGET, DISTANCE):
        return _target(context, row, at, name, month, form)
    point = limits(row).get(month)
    if point is None:
        return GAP
    if name in SIGNALS:
        flagged = signals(row).get(month) == name
        column = FIRST_VALUE_COLUMN + context.plan.chart_months.index(month)
        return _live(point.value, address(row.chart_row, column), form) if flagged else GAP
    return Cell(
        {MEAN: point.centre, LOWER: point.lower, UPPER: point.upper}.get(name, point.value), "figure", form=form
    )


def _figure(context: Context, row: Row, month: Month, form: str) -> Cell:
    """The figure, from the section's table for this year's months."""
    figure = row.figures.get(month)
    value = None if figure is None or figure.placeholder or month > context.month else figure.value
    if month < row.starts:
        return GAP if value is None else Cell(value, "figure", form=form)
    place = row.figure_place(FIRST_MONTH_COLUMN + month.since(row.starts))
    return _live(value, place, form)


def _target(context: Context, row: Row, at: int, name: str, month: Month, form: str) -> Cell:
    """The month's target, or how far the figure is from it."""
    aim = target_by_month(row, month)
    if aim is None:
        return GAP
    target, share = aim
    column = FIRST_VALUE_COLUMN + context.plan.chart_months.index(month)
    if name == TARGET:
        if row.indicator.monthly_targets:
            return Cell(target, "figure", form=form)
        place = row.figure_place(TARGET_COLUMN)
        return Cell(target * share, "figure", place if share == 1 else f"{place}*{share!r}", form=form)
    figure, aimed = address(row.chart_row, column), address(row.chart_row + 1, column)
    known = row.figures.get(month)
    value = None if known is None or known.placeholder or month > context.month else known.value
    return _live(None if value is None else value - target * share, f"{figure}-{aimed}", form, guard=figure)


def _live(value: Number | None, formula: str, form: str, guard: str | None = None) -> Cell:
    """A number from elsewhere, or a gap where there is none."""
    shown: Number | str = NO_FIGURE if value is None else value
    return Cell(shown, "figure", f"IF(ISNUMBER({guard or formula}),{formula},NA())", form=form)
