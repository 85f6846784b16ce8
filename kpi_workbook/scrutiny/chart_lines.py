"""A line of chart data, cell by cell: figures that follow the sections' sheets, targets, distances, limits, signals.

The sheet writes these cells and the charts keep their values, so that a program that draws from what is stored draws
the same gaps as one that recalculates.
"""

from __future__ import annotations

from ..figures.targets import in_force
from ..model import Month, Number
from .cells import NO_FIGURE, NOT_APPLICABLE, Cell, Line
from .display import plain_format
from .page import address
from .places import FIRST_MONTH_COLUMN, FIRST_VALUE_COLUMN, TARGET_COLUMN, Plan, Row
from .series import (
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
    signals,
    target_by_month,
)
from .words import chart_title

GAP = Cell(NO_FIGURE, "marker", "NA()")


def chart_line(plan: Plan, row: Row, name: str, month: Month) -> Line:
    """One line of an indicator: what it is, then its months and comparators. `month`: the reporting month."""
    heading = chart_title(plan, row, month) if name == FIGURE else Cell(NOT_APPLICABLE, "marker")
    form = plain_format(row.unit, max(row.decimals, 1 if name in (DISTANCE, MEAN, LOWER, UPPER, TARGET) else 0))
    months = tuple(_month(plan, row, name, each, form) for each in plan.chart_months)
    theirs = comparator_values(row) if name == COMPARATORS else {}
    others = tuple(Cell(theirs[area], "figure", form=form) if area in theirs else GAP for area in areas_of(plan))
    return Cell(row.section_number, "figure"), Cell(row.label, "label"), Cell(name, "label"), heading, *months, *others


def _month(plan: Plan, row: Row, name: str, month: Month, form: str) -> Cell:
    """A series' month."""
    if name == FIGURE:
        return _figure(plan, row, month, form)
    if name in (TARGET, DISTANCE):
        return _target(plan, row, name, month, form)
    point = limits(row).get(month)
    if point is None or name == COMPARATORS:
        return GAP
    if name in SIGNALS:
        flagged = signals(row).get(month) == name
        column = FIRST_VALUE_COLUMN + plan.chart_months.index(month)
        return _live(point.value, address(row.chart_row, column), form) if flagged else GAP
    return Cell(
        {MEAN: point.centre, LOWER: point.lower, UPPER: point.upper}.get(name, point.value), "figure", form=form
    )


def _figure(plan: Plan, row: Row, month: Month, form: str) -> Cell:
    """The figure, from the section's table for this year's months."""
    figure = row.figures.get(month)
    value = None if figure is None or figure.placeholder or month > plan.month else figure.value
    if month < row.starts:
        return GAP if value is None else Cell(value, "figure", form=form)
    place = row.figure_place(FIRST_MONTH_COLUMN + month.since(row.starts))
    return _live(value, place, form)


def _target(plan: Plan, row: Row, name: str, month: Month, form: str) -> Cell:
    """The month's target, live where it is the one on the section's sheet, or how far the figure is from it."""
    aim = target_by_month(row, month)
    if aim is None:
        return GAP
    target, share = aim
    column = FIRST_VALUE_COLUMN + plan.chart_months.index(month)
    if name == TARGET:
        if in_force(row.indicator, month) != row.result.target:
            return Cell(target * share, "figure", form=form)
        place = row.figure_place(TARGET_COLUMN)
        return Cell(target * share, "figure", place if share == 1 else f"{place}*{share!r}", form=form)
    figure, aimed = address(row.chart_row, column), address(row.chart_row + 1, column)
    known = row.figures.get(month)
    value = None if known is None or known.placeholder or month > plan.month else known.value
    return _live(None if value is None else value - target * share, f"{figure}-{aimed}", form, guard=figure)


def _live(value: Number | None, formula: str, form: str, guard: str | None = None) -> Cell:
    """A number from elsewhere, or a gap where there is none."""
    shown: Number | str = NO_FIGURE if value is None else value
    return Cell(shown, "figure", f"IF(ISNUMBER({guard or formula}),{formula},NA())", form=form)


def drawn(plan: Plan, row: Row, name: str) -> list[Number | None]:
    """A line's numbers from the first month on, None for a gap."""
    cells = chart_line(plan, row, name, plan.month)[FIRST_VALUE_COLUMN:]
    return [None if isinstance(cell.value, str) else cell.value for cell in cells]
