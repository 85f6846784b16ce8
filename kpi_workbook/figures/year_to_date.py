"""The financial year's figure up to the reporting month.

Percentages pool their counts (never a mean of percentages), monthly counts add, snapshots, running totals and rolling
figures take the latest month that has a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from statistics import fmean

from ..model import MeasureType, Month, Unit
from .results import Figure, YearToDate
from .rounding import exact

ADDING_UNITS = (Unit.COUNT, Unit.MONEY, Unit.RATE)
"""Units whose months add up; a rate adds up over one population."""
_LATEST = {
    MeasureType.SNAPSHOT: "latest",
    MeasureType.CUMULATIVE: "latest (the row is a running total)",
    MeasureType.ROLLING: "latest (the row is twelve months to date)",
}


def accumulates(unit: Unit, measure_type: MeasureType) -> bool:
    """Whether the year's figure grows month by month: a flow that adds up, or a running total of one."""
    if measure_type is MeasureType.CUMULATIVE:
        return unit not in (Unit.PERCENTAGE, Unit.DAYS)
    return measure_type is MeasureType.MONTHLY and unit in ADDING_UNITS


def year_to_date(figures: Sequence[Figure], unit: Unit, measure_type: MeasureType, start: Month) -> YearToDate:
    """The figures from `start` on, put together as their kind asks. `figures` end with the reporting month."""
    year = [each for each in figures if each.month >= start and each.value is not None]
    if not year:
        return YearToDate(value=None, method="no figure this year")
    mean = fmean(each.value for each in year if each.value is not None) if unit is Unit.PERCENTAGE else None
    if measure_type not in (MeasureType.CUMULATIVE, MeasureType.ROLLING) and _can_pool(year, unit):
        return _pooled(year, mean)
    if measure_type in _LATEST:
        return _latest(year[-1], _LATEST[measure_type], mean)
    if accumulates(unit, measure_type):
        total = float(sum(exact(each.value) for each in year if each.value is not None))
        return YearToDate(value=total, method="sum", months=tuple(each.month for each in year))
    return YearToDate(value=None, method=_why_not(unit, measure_type), mean_of_months=mean)


def pooled(figures: Sequence[Figure]) -> Fraction | None:
    """Sum of numerators over sum of denominators, exactly; None without a denominator."""
    over = sum((exact(each.denominator) for each in figures if each.denominator is not None), Fraction())
    return (
        sum((exact(each.numerator) for each in figures if each.numerator is not None), Fraction()) / over
        if over
        else None
    )


def _can_pool(year: Sequence[Figure], unit: Unit) -> bool:
    """Percentages with both counts every month; averages of days and the like pool the same way."""
    if unit not in (Unit.PERCENTAGE, Unit.DAYS, Unit.NUMBER):
        return False
    return all(each.numerator is not None and each.denominator for each in year)


def _pooled(year: Sequence[Figure], mean: float | None) -> YearToDate:
    value = pooled(year)
    return YearToDate(
        value=None if value is None else float(value),
        method="pooled counts",
        months=tuple(each.month for each in year),
        numerator=sum(each.numerator for each in year if each.numerator is not None),
        denominator=sum(each.denominator for each in year if each.denominator is not None),
        mean_of_months=mean,
    )


def _latest(figure: Figure, method: str, mean: float | None) -> YearToDate:
    return YearToDate(
        value=None if figure.value is None else float(figure.value),
        method=method,
        months=(figure.month,),
        numerator=figure.numerator,
        denominator=figure.denominator,
        mean_of_months=mean,
    )


def _why_not(unit: Unit, measure_type: MeasureType) -> str:
    if unit is Unit.PERCENTAGE:
        return "not known: percentages cannot be put together without their counts"
    if measure_type is MeasureType.UNKNOWN:
        return "not known: nothing says whether the months add up; state the measure type in the settings"
    return "not known: averages cannot be put together without their counts"
