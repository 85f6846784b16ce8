"""The financial year's figure up to the reporting month.

Percentages pool their counts (never a mean of percentages), monthly counts add, snapshots, running totals and rolling
figures take the latest month that has a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from statistics import fmean

from ..model import MeasureType, Month, Unit
from .results import Figure, YearToDate
from .rounding import as_number, total

ADDING_UNITS = (Unit.COUNT, Unit.MONEY, Unit.RATE)
"""Units whose months add up; a rate adds up over one population."""
POOLED_UNITS = (Unit.PERCENTAGE, Unit.DAYS, Unit.NUMBER)
"""Units whose counts pool: shares, and averages (days, cases each) typed with what they were reckoned from."""
POOLED = "pooled counts"
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
    counted = [each for each in year if each.numerator is not None and each.denominator]
    if counted and unit in POOLED_UNITS and measure_type not in (MeasureType.CUMULATIVE, MeasureType.ROLLING):
        return _pooled(counted, mean, POOLED if len(counted) == len(year) else f"{POOLED} of the months that have them")
    if measure_type in _LATEST:
        return _latest(year[-1], _LATEST[measure_type], mean)
    if accumulates(unit, measure_type):
        months = tuple(each.month for each in year)
        return YearToDate(value=float(total(each.value for each in year)), method="sum", months=months)
    return YearToDate(value=None, method=_why_not(unit, measure_type), mean_of_months=mean)


def pooled(figures: Iterable[Figure]) -> Fraction | None:
    """Sum of numerators over sum of denominators, exactly; None without a denominator."""
    used = list(figures)
    over = total(each.denominator for each in used)
    return total(each.numerator for each in used) / over if over else None


def _pooled(year: Sequence[Figure], mean: float | None, method: str) -> YearToDate:
    value = pooled(year)
    return YearToDate(
        value=None if value is None else float(value),
        method=method,
        months=tuple(each.month for each in year),
        numerator=as_number(total(each.numerator for each in year)),
        denominator=as_number(total(each.denominator for each in year)),
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
