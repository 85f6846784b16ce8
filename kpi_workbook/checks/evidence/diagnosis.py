"""Why a percentage is not its counts: the first explanation that fits exactly."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from ...figures.rounding import exact, plain, round_half_up
from ...model import Month, Number
from .ledger import Part, Series
from .slips import slip_between, undone

FINER = (1, 2)
"""Digits after the last one shown to which a figure is commonly rounded before it is rounded again."""

FAR = Fraction(2, 100)
"""Nearer than this, that another month shows the same percentage explains nothing."""


def diagnose(
    series: Mapping[Part, Series], month: Month, value: Number, numerator: Number, denominator: Number, digits: int
) -> str | None:
    """In words why the typed percentage `value` (a fraction, given to `digits`) is not numerator over denominator.

    `series`: the percentages and their counts through the months.
    """
    share = exact(numerator) / exact(denominator)
    typed = exact(value)

    def gives(part: Number | Fraction, whole: Number | Fraction) -> bool:
        return whole > 0 and part <= whole and round_half_up(exact(part) / exact(whole), digits + 2) == typed

    return (
        _twice(share, typed, digits)
        or _cut(share, typed, digits)
        or _slipped(value, share, digits)
        or _count_slipped(numerator, denominator, gives)
        or _other_whole(series, month, numerator, gives)
        or (_other_month(series, month, value) if abs(typed - share) > FAR else None)
    )


def _twice(share: Fraction, typed: Fraction, digits: int) -> str | None:
    for finer in FINER:
        once = round_half_up(share, digits + finer + 2)
        if round_half_up(once, digits + 2) == typed:
            return f"it was rounded twice (first to {plain(once * 100, digits + finer)}%)"
    return None


def _cut(share: Fraction, typed: Fraction, digits: int) -> str | None:
    scale = 10 ** (digits + 2)
    return "it was cut off, not rounded" if Fraction(math.floor(share * scale), scale) == typed else None


def _slipped(value: Number, share: Fraction, digits: int) -> str | None:
    slip = slip_between(value, round_half_up(share, digits + 2), digits + 2)
    return f"the percentage has {slip}" if slip and slip.startswith("two") else slip and f"the percentage is {slip}"


Gives = Callable[[Number | Fraction, Number | Fraction], bool]


def _count_slipped(numerator: Number, denominator: Number, gives: Gives) -> str | None:
    for number, words in undone(numerator):
        if number.denominator == 1 and gives(number, denominator):
            return f"{plain(number)} of {plain(denominator)} would fit ({words})"
    for number, words in undone(denominator):
        if number.denominator == 1 and gives(numerator, number):
            return f"{plain(numerator)} of {plain(number)} would fit ({words})"
    return None


def _other_whole(series: Mapping[Part, Series], month: Month, numerator: Number, gives: Gives) -> str | None:
    for other, whole in _near_months(series[Part.DENOMINATOR], month):
        if gives(numerator, whole):
            return (
                f"the denominator looks wrong: {plain(numerator)} of {plain(whole)}, that of {other.label}, would fit"
            )
    for other, part in _near_months(series[Part.NUMERATOR], month):
        whole = series[Part.DENOMINATOR].values[month]
        if gives(part, whole):
            return f"the numerator looks wrong: {plain(part)}, that of {other.label}, would fit"
    return None


def _near_months(series: Series, month: Month) -> Iterator[tuple[Month, Number]]:
    for months in (-1, 1):
        other = month.plus(months)
        if other in series.values:
            yield other, series.values[other]


def _other_month(series: Mapping[Part, Series], month: Month, value: Number) -> str | None:
    values = series[Part.VALUE].values if Part.VALUE in series else {}
    for other in (month.plus(-1), month.plus(1)):
        if values.get(other) == value:
            return f"it is the figure of {other.label}"
    return None
