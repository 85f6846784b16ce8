"""Direction of travel: the change on last month and on the same month last year, in figures and in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..model import MeasureType, Month, Polarity, Unit
from .results import Change, Direction, Figure
from .rounding import round_half_up, say, say_distance
from .series import exact_value

_DIGITS = {Unit.PERCENTAGE: 3, Unit.COUNT: 0}
"""Changes that vanish at this many digits (a tenth of a point for percentages) are steady."""


def change(
    figures: Mapping[Month, Figure],
    month: Month,
    since: Month,
    unit: Unit,
    measure_type: MeasureType,
    polarity: Polarity,
    first_month: int,
) -> Change | None:
    """The figure of `month` beside that of `since`; None where either is missing.

    A running total is compared by what each month added, unless the two are the same month of two years.
    """
    steps = measure_type is MeasureType.CUMULATIVE and month.month != since.month
    now, then = (_step(figures, each, first_month) if steps else _value(figures, each) for each in (month, since))
    if now is None or then is None:
        return None
    moved = 0 if _is_steady(now - then, unit) else 1 if now > then else -1
    direction = _direction(moved, polarity)
    return Change(
        since=since,
        then=float(then),
        now=float(now),
        difference=float(now - then),
        direction=direction,
        words=_words(now, then, since, unit, moved, direction, steps),
    )


def _value(figures: Mapping[Month, Figure], month: Month) -> Fraction | None:
    found = figures.get(month)
    return None if found is None else exact_value(found)


def _step(figures: Mapping[Month, Figure], month: Month, first_month: int) -> Fraction | None:
    """What a month added to its year's running total."""
    value = _value(figures, month)
    if month == month.year_start(first_month):
        return value
    before = _value(figures, month.plus(-1))
    return None if value is None or before is None else value - before


def _is_steady(difference: Fraction, unit: Unit) -> bool:
    return difference == 0 or (unit in _DIGITS and round_half_up(difference, _DIGITS[unit]) == 0)


def _direction(moved: int, polarity: Polarity) -> Direction:
    if moved == 0:
        return Direction.STEADY
    if polarity in (Polarity.HIGH, Polarity.LOW):
        return Direction.IMPROVING if (moved > 0) == (polarity is Polarity.HIGH) else Direction.WORSENING
    return Direction.RISING if moved > 0 else Direction.FALLING


def _words(
    now: Fraction, then: Fraction, since: Month, unit: Unit, moved: int, direction: Direction, steps: bool
) -> str:
    """`Worsening: up 3.7 points on November 2022 (26.1% to 29.8%)`."""
    before, after = say(then, unit), say(now, unit)
    if unit is Unit.PERCENTAGE:
        before, after = say(then, unit, 1), say(now, unit, 1)
    added = ", each month on its own" if steps else ""
    if moved == 0:
        return f"{direction}: unchanged since {since.title} ({after}{added})"
    way = "up" if moved > 0 else "down"
    return f"{direction}: {way} {say_distance(now - then, unit)} on {since.title} ({before} to {after}{added})"
