"""An indicator's figures month by month, recomputed from their counts: the series that everything else starts from."""

from __future__ import annotations

from fractions import Fraction
from statistics import median

from ..model import Indicator, Month, Number, Observation, Unit
from .population import per
from .results import Figure
from .rounding import exact, is_usable
from .uncertainty import wilson

_SHARE_AT_MOST = 1.5
"""A percentage row whose typical figure lies above this was typed in points (84.5), not as a fraction (0.845)."""


def figures(indicator: Indicator, unit: Unit, months: tuple[Month, ...]) -> tuple[Figure, ...]:
    """One Figure for each month, in order; a month without a cell or a number keeps its place with value None."""
    found = {each.month: each for each in indicator.observations}
    scale = points_scale(indicator, unit)
    return tuple(_figure(indicator, unit, month, found.get(month), scale) for month in months)


def points_scale(indicator: Indicator, unit: Unit) -> int:
    """100 for a percentage row typed in points, else 1."""
    if unit is not Unit.PERCENTAGE:
        return 1
    typed = [each.value for each in indicator.observations if each.value is not None and is_usable(each.value)]
    return 100 if typed and _SHARE_AT_MOST < median(typed) <= 100 else 1


def share(value: Number, unit: Unit) -> Number:
    """A target's or a comparator's percentage as a fraction, also where it was typed in points: 90 is 0.9."""
    if unit is Unit.PERCENTAGE and _SHARE_AT_MOST < value <= 100:
        return float(exact(value) / 100)
    return value


def exact_value(figure: Figure) -> Fraction | None:
    """The figure without any rounding: its counts' ratio for a percentage, else what stands in it."""
    if figure.value is None:
        return None
    if figure.numerator is not None and figure.denominator and figure.numerator / figure.denominator == figure.value:
        return exact(figure.numerator) / exact(figure.denominator)
    return exact(figure.value)


def _figure(indicator: Indicator, unit: Unit, month: Month, seen: Observation | None, scale: int) -> Figure:
    if seen is None:
        return Figure(month=month, place=indicator.place)
    numerator = seen.numerator if is_usable(seen.numerator) else None
    denominator = seen.denominator if is_usable(seen.denominator) else None
    interval = None
    if unit is Unit.PERCENTAGE and numerator is not None and denominator is not None:
        interval = wilson(numerator, denominator)
    low, high = interval or (None, None)
    return Figure(
        month=month,
        place=seen.place,
        value=_value(indicator, unit, seen.value, numerator, denominator, scale),
        numerator=numerator,
        denominator=denominator,
        low=low,
        high=high,
    )


def _value(
    indicator: Indicator,
    unit: Unit,
    typed: Number | None,
    numerator: Number | None,
    denominator: Number | None,
    scale: int,
) -> Number | None:
    """Numerator over denominator for percentages and for rates whose population stands there, else what was typed."""
    if numerator is not None and denominator is not None and (unit is Unit.PERCENTAGE or not is_usable(typed)):
        if not denominator:
            return None
        return numerator / denominator * (per(indicator.name) if unit is Unit.RATE else 1)
    if not is_usable(typed):
        return None
    return typed if scale == 1 else float(exact(typed) / scale)
