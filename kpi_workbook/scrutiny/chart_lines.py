"""A line of chart data, cell by cell: figures that follow the sections' sheets, targets, distances, limits, signals.

The sheet writes these cells and the charts keep their values, so that a program that draws from what is stored draws
the same gaps as one that recalculates.
"""

from __future__ import annotations

from itertools import zip_longest

from ..figures.results import ControlPoint
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
    pairs = zip_longest(drawn(plan, row, name), _formulas(plan, row, name))
    cells = (_cell(number, formula, form) for number, formula in pairs)
    return Cell(row.section_number, "figure"), Cell(row.label, "label"), Cell(name, "label"), heading, *cells


def drawn(plan: Plan, row: Row, name: str) -> list[Number | None]:
    """A line's numbers, months first and then comparators; None for a gap."""
    theirs = comparator_values(row) if name == COMPARATORS else {}
    return [*_numbers(plan, row, name), *(theirs.get(area) for area in plan.areas)]


def _cell(number: Number | None, formula: str | None, form: str) -> Cell:
    """A number, live where it has a formula; a gap where it has neither."""
    if number is None and formula is None:
        return GAP
    return Cell(NO_FIGURE if number is None else number, "figure", formula, form=form)


def _numbers(plan: Plan, row: Row, name: str) -> list[Number | None]:
    """A series' months."""
    months = plan.chart_months
    if name == COMPARATORS:
        return [None] * len(months)
    if name == FIGURE:
        return [_value(plan, row, month) for month in months]
    if name in (TARGET, DISTANCE):
        return [_aimed(plan, row, name, month) for month in months]
    if name in SIGNALS:
        flagged = signals(row)
        return [row.limits[month].value if flagged.get(month) == name else None for month in months]
    if name in (MEAN, LOWER, UPPER):
        return [_limit(row.limits.get(month), name) for month in months]
    first, end = figure_parts(row)[name]
    return [_value(plan, row, month) if first <= month < end else None for month in months]


def _value(plan: Plan, row: Row, month: Month) -> Number | None:
    """A month's figure, None where there is none, or not yet."""
    figure = row.figures.get(month)
    return None if figure is None or month > plan.month else figure.value


def _aimed(plan: Plan, row: Row, name: str, month: Month) -> Number | None:
    """The month's target, or how far the figure is from it."""
    aim = target_by_month(row, month)
    if aim is None:
        return None
    due = aim[0] * aim[1]
    value = _value(plan, row, month)
    return due if name == TARGET else None if value is None else value - due


def _limit(point: ControlPoint | None, name: str) -> Number | None:
    """The mean or a limit of a month."""
    return None if point is None else {MEAN: point.centre, LOWER: point.lower, UPPER: point.upper}[name]


def _formulas(plan: Plan, row: Row, name: str) -> list[str | None]:
    """What each month follows, None where it stands as issued."""
    places = list(enumerate(plan.chart_months, FIRST_VALUE_COLUMN))
    if name == FIGURE:
        return [_figure_formula(row, month) for _, month in places]
    if name == TARGET:
        return [_target_formula(row, month) for _, month in places]
    if name == DISTANCE:
        return [_distance_formula(row, month, column) for column, month in places]
    if name in SIGNALS:
        flagged = signals(row)
        return [_same(row, column) if flagged.get(month) == name else None for column, month in places]
    first, end = figure_parts(row).get(name, (plan.chart_months[0],) * 2)
    return [_same(row, column) if first <= month < end else None for column, month in places]


def _figure_formula(row: Row, month: Month) -> str | None:
    """The figure, from the section's table for this year's months."""
    if month < row.starts:
        return None
    return _live(row.figure_place(FIRST_MONTH_COLUMN + month.since(row.starts)))


def _target_formula(row: Row, month: Month) -> str | None:
    """The target's share due, where the target is the one on the section's sheet."""
    aim = target_by_month(row, month)
    if aim is None or in_force(row.indicator, month) != row.result.target:
        return None
    place, share = row.figure_place(TARGET_COLUMN), aim[1]
    return place if share == 1 else f"{place}*{share!r}"


def _distance_formula(row: Row, month: Month, column: int) -> str | None:
    """The figure less the target, both from the lines above."""
    if target_by_month(row, month) is None:
        return None
    figure, aimed = address(row.chart_row, column), address(row.chart_row + 1, column)
    return _live(f"{figure}-{aimed}", guard=figure)


def _same(row: Row, column: int) -> str:
    """The figure's own line: a month filled in later shows here too."""
    return _live(address(row.chart_row, column))


def _live(formula: str, guard: str | None = None) -> str:
    """A number from elsewhere, or a gap where there is none."""
    return f"IF(ISNUMBER({guard or formula}),{formula},NA())"
