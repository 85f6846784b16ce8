"""A line of chart data, cell by cell: figures that follow the sections' sheets, targets, distances, limits, signals.

The sheet writes these cells and the charts keep their values, so that a program that draws from what is stored draws
the same gaps as one that recalculates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    comparator_values,
    figure_parts,
    signals,
    target_by_month,
)
from .words import chart_title

GAP = Cell(NO_FIGURE, "marker", "NA()")


def chart_line(plan: Plan, row: Row, name: str, month: Month) -> Line:
    """One line of an indicator: what it is, then its months and comparators. `month`: the reporting month."""
    heading = chart_title(plan, row, month) if name == FIGURE else Cell(NOT_APPLICABLE, "marker")
    form = plain_format(row.unit, max(row.decimals, 1 if name in (DISTANCE, MEAN, LOWER, UPPER, TARGET) else 0))
    months = _months(plan, row, name, form)
    theirs = comparator_values(row) if name == COMPARATORS else {}
    others = tuple(Cell(theirs[area], "figure", form=form) if area in theirs else GAP for area in plan.areas)
    return Cell(row.section_number, "figure"), Cell(row.label, "label"), Cell(name, "label"), heading, *months, *others


def _months(plan: Plan, row: Row, name: str, form: str) -> Iterable[Cell]:
    """A series' months."""
    if name == COMPARATORS:
        return (GAP,) * len(plan.chart_months)
    if name == FIGURE:
        return (_figure(plan, row, month, form) for month in plan.chart_months)
    if name in (TARGET, DISTANCE):
        return (
            _target(plan, row, name, month, column, form)
            for column, month in enumerate(plan.chart_months, FIRST_VALUE_COLUMN)
        )
    if name in SIGNALS:
        return _signals(plan, row, name, form)
    part = figure_parts(row).get(name)
    return _part(plan, row, part, form) if part else _limits(plan, row, name, form)


def _figure(plan: Plan, row: Row, month: Month, form: str) -> Cell:
    """The figure, from the section's table for this year's months."""
    value = _value(plan, row, month)
    if month < row.starts:
        return GAP if value is None else Cell(value, "figure", form=form)
    place = row.figure_place(FIRST_MONTH_COLUMN + month.since(row.starts))
    return _live(value, place, form)


def _part(plan: Plan, row: Row, part: tuple[Month, Month], form: str) -> Iterator[Cell]:
    """A stretch of the figures up to the next one, so that a missing month filled in later joins the line before."""
    for column, month in enumerate(plan.chart_months, FIRST_VALUE_COLUMN):
        within = part[0] <= month < part[1]
        yield _live(_value(plan, row, month), address(row.chart_row, column), form) if within else GAP


def _target(plan: Plan, row: Row, name: str, month: Month, column: int, form: str) -> Cell:
    """The month's target, live where it is the one on the section's sheet, or how far the figure is from it."""
    aim = target_by_month(row, month)
    if aim is None:
        return GAP
    target, share = aim
    if name == TARGET:
        if in_force(row.indicator, month) != row.result.target:
            return Cell(target * share, "figure", form=form)
        place = row.figure_place(TARGET_COLUMN)
        return Cell(target * share, "figure", place if share == 1 else f"{place}*{share!r}", form=form)
    figure, aimed = address(row.chart_row, column), address(row.chart_row + 1, column)
    value = _value(plan, row, month)
    return _live(None if value is None else value - target * share, f"{figure}-{aimed}", form, guard=figure)


def _limits(plan: Plan, row: Row, name: str, form: str) -> Iterator[Cell]:
    """The mean or a limit by month."""
    points = row.limits
    for month in plan.chart_months:
        point = points.get(month)
        if point is None:
            yield GAP
        else:
            value = {MEAN: point.centre, LOWER: point.lower, UPPER: point.upper}[name]
            yield Cell(value, "figure", form=form)


def _signals(plan: Plan, row: Row, name: str, form: str) -> Iterator[Cell]:
    """The figures that are signals of one kind."""
    points, flagged = row.limits, signals(row)
    for column, month in enumerate(plan.chart_months, FIRST_VALUE_COLUMN):
        is_flagged = flagged.get(month) == name
        yield _live(points[month].value, address(row.chart_row, column), form) if is_flagged else GAP


def _value(plan: Plan, row: Row, month: Month) -> Number | None:
    """A month's figure, None where there is none, or not yet."""
    figure = row.figures.get(month)
    return None if figure is None or month > plan.month else figure.value


def _live(value: Number | None, formula: str, form: str, guard: str | None = None) -> Cell:
    """A number from elsewhere, or a gap where there is none."""
    shown: Number | str = NO_FIGURE if value is None else value
    return Cell(shown, "figure", f"IF(ISNUMBER({guard or formula}),{formula},NA())", form=form)


def drawn(plan: Plan, row: Row, name: str) -> list[Number | None]:
    """A line's numbers from the first month on, None for a gap."""
    cells = chart_line(plan, row, name, plan.month)[FIRST_VALUE_COLUMN:]
    return [None if isinstance(cell.value, str) else cell.value for cell in cells]
