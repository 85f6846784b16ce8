"""Live cells: the formula an analyst would write, with the value it has today.

A formula is only written where it gives what `figures` worked out: each stands beside its twin, the same sum on the
same cells, and where the two part ways (a method that a cell cannot follow) the figure stands as a plain value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from ..figures.results import Figure, Judgement, YearToDate
from ..figures.rounding import plain
from ..model import MeasureType, Month, Number, Unit
from .cells import NOT_APPLICABLE, NOT_AVAILABLE, Cell
from .display import added_format, change_format, mark_of, number_format
from .page import across, address
from .places import (
    FIRST_MONTH_COLUMN,
    MONTHS_IN_YEAR,
    YEAR_TO_DATE_COLUMN,
    Plan,
    Row,
)

LAST_MONTH_COLUMN = FIRST_MONTH_COLUMN + MONTHS_IN_YEAR - 1
SAME_TO = 1e-9
LEAST_CHANGE_WIDTH = 11


def agree(one: Number | None, other: Number | None) -> bool:
    """Whether a formula's twin and a figure are the same number, but for the last digits of floating point."""
    return one is not None and other is not None and math.isclose(one, other, rel_tol=SAME_TO, abs_tol=1e-12)


def number(
    row: Row, value: Number | None, formula: str | None, look: str = "figure", mark: str = NOT_AVAILABLE
) -> Cell:
    """A figure of an indicator in its format, or the mark where there is none."""
    form = number_format(row.unit, row.decimals, value)
    if value is None:
        return Cell(mark, look if formula else "marker", formula, form=form)
    return Cell(value, look, formula, form=form)


def month_cell(plan: Plan, row: Row, month: Month) -> Cell:
    """A month's figure: a percentage over its two counts where both are known, else as reported."""
    figure = row.figures.get(month)
    value, mark = _value_and_mark(plan, row, month, figure)
    if row.count_row is None:
        return number(row, value, None, mark=mark)
    column = FIRST_MONTH_COLUMN + plan.months.index(month)
    counted = figure_counts(figure)
    share = counted[0] / counted[1] if counted and counted[1] else None
    live = value is None or agree(share, value)
    formula = f'IFERROR({address(row.count_row, column)}/{address(row.count_row + 1, column)},"{mark}")'
    return number(row, value, formula if live else None, mark=mark)


def count_cell(plan: Plan, row: Row, month: Month, part: int) -> Cell:
    """A numerator (part 0) or denominator (part 1) behind a month's percentage."""
    counted = figure_counts(row.figures.get(month))
    if counted is None:
        return Cell(_value_and_mark(plan, row, month, None)[1], "marker")
    return Cell(counted[part], "figure", form="#,##0")


def count_sum_cell(row: Row, sheet_row: int, part: int) -> Cell:
    """The year to date of a row of counts."""
    total = sum(counted[part] for counted in _counts(row))
    return Cell(
        total, "figure shaded", f"SUM({across(sheet_row, FIRST_MONTH_COLUMN, LAST_MONTH_COLUMN)})", form="#,##0"
    )


def year_to_date_cell(row: Row) -> Cell:
    """The year to date by the indicator's own method: pooled counts, a sum, or the latest figure."""
    value = row.result.year_to_date.value
    stretch = across(row.row, FIRST_MONTH_COLUMN, LAST_MONTH_COLUMN)
    formula, twin = _year_to_date(row, row.result.year_to_date, stretch)
    return number(row, value, formula if agree(twin, value) else None, "figure shaded")


def change_cell(plan: Plan, row: Row) -> Cell:
    """The difference from the month before, in points for percentages; of a running total what the month added."""
    change = row.result.month_change
    if change is None:
        return Cell(NOT_AVAILABLE, "marker")
    form = (added_format if is_running(row) else change_format)(row.unit, row.decimals)
    moved = change.now if is_running(row) else change.difference
    step = step_formula(plan, row, 0, lambda column: address(row.row, column), moved)
    formula = f'IFERROR({step},"{NOT_AVAILABLE}")' if step else None
    return Cell(moved * _points(row), "change", formula, form=form)


def change_width(rows: Iterable[Row]) -> float:
    """How many characters wide the column of changes must be: Excel shows #### for a number that does not fit."""
    added = (
        plain(row.result.month_change.now * _points(row), row.decimals)
        for row in rows
        if row.result.month_change and is_running(row)
    )
    return max([LEAST_CHANGE_WIDTH, *(len(f"+{number} pts added") for number in added)])


def step_formula(plan: Plan, row: Row, back: int, place: Callable[[int], str], wanted: Number) -> str | None:
    """A month's figure less the one before it, so many months back from the reporting month, in points for percentages;
    of a running total's first month the figure itself.

    `place` gives the cell of a column of the section's sheet. None where the cells do not give the `wanted` number.
    """
    column = plan.report_column - back
    starts = column == FIRST_MONTH_COLUMN and is_running(row)
    columns = (column,) if starts else (column, column - 1)
    if min(columns) < FIRST_MONTH_COLUMN:
        return None
    figures = [row.figures.get(plan.months[each - FIRST_MONTH_COLUMN]) for each in columns]
    values = [each.value for each in figures if each is not None and each.value is not None]
    if len(values) < len(columns) or not agree(values[0] - sum(values[1:]), wanted):
        return None
    difference = "-".join(place(each) for each in columns)
    return difference if _points(row) == 1 else f"({difference})*{_points(row)}"


def _points(row: Row) -> int:
    """What a difference is shown times."""
    return 100 if row.unit is Unit.PERCENTAGE else 1


def is_running(row: Row) -> bool:
    """Whether the figures grow through the year."""
    return row.result.definition.measure_type is MeasureType.CUMULATIVE


def forecast_formula(plan: Plan, row: Row, judgement: Judgement) -> str | None:
    """Where the year will end, from the cell it is reckoned from; None where no such cell gives it."""
    to_date, latest = row.result.year_to_date, row.result.latest
    months = len(to_date.months)
    total = row.figure_place(YEAR_TO_DATE_COLUMN)
    flows = row.result.definition.measure_type in (MeasureType.CUMULATIVE, MeasureType.MONTHLY)
    if flows and months and to_date.value is not None:
        for gone in dict.fromkeys((months, plan.report_column)):
            if agree(to_date.value * MONTHS_IN_YEAR / gone, judgement.figure):
                return f'IFERROR({total}*{MONTHS_IN_YEAR}/{gone},"{NOT_AVAILABLE}")'
    if agree(to_date.value, judgement.figure):
        return total
    if latest is not None and agree(latest.value, judgement.figure):
        return row.figure_place(plan.report_column)
    return None


def figure_counts(figure: Figure | None) -> tuple[Number, Number] | None:
    """Numerator and denominator, where both are known."""
    if figure is None or figure.numerator is None or figure.denominator is None:
        return None
    return figure.numerator, figure.denominator


def pooled_counts(row: Row) -> tuple[Number, Number] | None:
    """The year's numerators and denominators, each added up; None where no month has both."""
    counted = list(_counts(row))
    return (sum(each[0] for each in counted), sum(each[1] for each in counted)) if counted else None


def distance_words(distance: float | None, unit: Unit, decimals: int) -> str:
    """The twin of `distance_formula`."""
    if distance is None:
        return NOT_AVAILABLE
    if abs(distance) < SAME_TO:
        return "on target"
    side = " above" if distance > 0 else " below"
    if unit is Unit.PERCENTAGE:
        return f"{plain(abs(distance) * 100, 1)} points{side}"
    return plain(abs(distance), decimals) + side


def distance_formula(place: str, unit: Unit, decimals: int) -> str:
    """How far a figure is from its target, in words that follow the cell `place`."""
    scaled = (
        f'TEXT(ABS({place})*100,"#,##0.0")&" points"' if unit is Unit.PERCENTAGE else _text(f"ABS({place})", decimals)
    )
    side = f'IF({place}>0," above"," below")'
    return f'IF(ISNUMBER({place}),IF(ABS({place})<{SAME_TO},"on target",{scaled}&{side}),"{NOT_AVAILABLE}")'


def _text(place: str, decimals: int) -> str:
    """A number as text in a formula."""
    return f'TEXT({place},"#,##0{"." + "0" * decimals if decimals else ""}")'


def _value_and_mark(plan: Plan, row: Row, month: Month, figure: Figure | None) -> tuple[Number | None, str]:
    """A month's value, and the mark that stands where there is none."""
    if month > plan.months[plan.report_column - FIRST_MONTH_COLUMN]:
        return None, NOT_APPLICABLE
    observation = row.indicator.at(month)
    value = None if figure is None else figure.value
    return value, mark_of(observation.status if observation else None)


def _year_to_date(row: Row, to_date: YearToDate, stretch: str) -> tuple[str, Number | None]:
    """The formula of the method, and what it gives."""
    values = list(_values(row))
    if row.count_row is not None and to_date.denominator:
        top, bottom = (address(row.count_row + part, YEAR_TO_DATE_COLUMN) for part in (0, 1))
        pooled = pooled_counts(row)
        twin = pooled[0] / pooled[1] if pooled and pooled[1] else None
        return f'IFERROR({top}/{bottom},"{NOT_AVAILABLE}")', twin
    if "sum" in to_date.method.lower():
        return f'IF(COUNT({stretch})=0,"{NOT_AVAILABLE}",SUM({stretch}))', sum(values) if values else None
    return f'IFERROR(LOOKUP(2,1/ISNUMBER({stretch}),{stretch}),"{NOT_AVAILABLE}")', values[-1] if values else None


def _values(row: Row) -> Iterable[Number]:
    """The year's figures that stand in the section's table, in order."""
    return (each.value for each in row.result.figures if each.value is not None and row.starts <= each.month)


def _counts(row: Row) -> Iterable[tuple[Number, Number]]:
    """The year's pairs of counts that stand in the section's table."""
    pairs = (figure_counts(each) for each in row.result.figures if row.starts <= each.month)
    return (pair for pair in pairs if pair)
