"""How figures are rounded and said in words: the one place for it.

Half up, away from zero, as Excel's ROUND does and as people do (Python's `round` goes to the even digit); always from
exact numbers, so that 0.115 is never taken for 0.11499999.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TypeGuard

from ..model import Number, Unit

LARGEST = 10**15
SMALLEST = 1e-9
"""Nobody's figure is larger or, but for zero, smaller; between them every sum, share and ratio stays a number that JSON
and Excel can hold."""


def is_usable(value: Number | None) -> TypeGuard[Number]:
    """Whether a number can be reckoned with: there, finite, and of a size that a figure may have."""
    return value is not None and math.isfinite(value) and (value == 0 or SMALLEST <= abs(value) < LARGEST)


def exact(value: Number | Fraction) -> Fraction:
    """A number as the decimal it was typed as: 0.1 is one tenth. Raises ValueError for infinity and NaN."""
    return Fraction(Decimal(repr(value))) if isinstance(value, float) else Fraction(value)


def total(values: Iterable[Number | None]) -> Fraction:
    """The exact sum of the numbers that are there."""
    there = [each for each in values if each is not None]
    if all(isinstance(each, int) for each in there):  # the usual case, and far quicker
        return Fraction(int(sum(there)))
    return sum(map(exact, there), Fraction())


def as_number(value: Fraction) -> Number:
    """An exact value as JSON and Excel hold it: an int where it is whole, else the nearest float."""
    return value.numerator if value.denominator == 1 else float(value)


def ratio(numerator: Number, denominator: Number) -> Fraction | None:
    """A share, exactly; None of a denominator of zero."""
    return exact(numerator) / exact(denominator) if denominator else None


def round_half_up(value: Number | Fraction, digits: int = 0) -> Fraction:
    """The number at so many digits after the point, halves away from zero; exact."""
    return Fraction(_scaled(value, digits), 10**digits)


def plain(value: Number | Fraction, digits: int = 0) -> str:
    """A number with thousands commas, rounded half up to so many digits: `15,682`, `-1.50`."""
    scaled = _scaled(value, digits)
    whole, part = divmod(abs(scaled), 10**digits)
    return ("-" if scaled < 0 else "") + f"{whole:,}" + (f".{part:0{digits}d}" if digits else "")


def percent(value: Number | Fraction, digits: int = 0) -> str:
    """A fraction as a percentage. 100% and 0% only where exact, else `>99%` and `<1%` (`>99.9%` at one digit)."""
    share = exact(value) * 100
    scaled, unit = _scaled(share, digits), 10**digits
    if scaled == 100 * unit and share < 100:
        return f">{plain(100 - Fraction(1, unit), digits)}%"
    if scaled == 0 and share > 0:
        return f"<{plain(Fraction(1, unit), digits)}%"
    return f"{plain(share, digits)}%"


def percent_words(numerator: Number, denominator: Number, digits: int = 0) -> str:
    """`24%` for 52 of 218; `not a number` of a denominator of zero."""
    share = ratio(numerator, denominator)
    return "not a number" if share is None else percent(share, digits)


def say(value: Number | Fraction | None, unit: Unit, decimals: int | None = None) -> str:
    """A figure as a sentence says it: `26%`, `15,682`, `£1,200`, `12 days`; `no figure` for None.

    Without `decimals`: percentages and counts whole, other figures with one digit where they are not whole.
    """
    if value is None:
        return "no figure"
    if unit is Unit.PERCENTAGE:
        return percent(value, decimals or 0)
    digits = _digits(value, unit) if decimals is None else decimals
    if unit is Unit.MONEY:
        return f"{'-' if value < 0 else ''}£{plain(abs(exact(value)), digits)}"
    words = plain(value, digits)
    return f"{words} day{'' if words == '1' else 's'}" if unit is Unit.DAYS else words


def say_distance(value: Number | Fraction, unit: Unit) -> str:
    """How far, without its sign: `2 points` between percentages (one digit where not whole), else the figure."""
    size = abs(exact(value))
    if unit is not Unit.PERCENTAGE:
        return say(size, unit)
    points = size * 100
    digits = 0 if round_half_up(points, 1).denominator == 1 else 1
    words = plain(points, digits)
    if points and words in ("0", "0.0"):
        return "under 0.1 points"
    return f"{words} point{'' if words == '1' else 's'}"


def _scaled(value: Number | Fraction, digits: int) -> int:
    """The value in units of its last digit, halves away from zero; without fractions, since this is done often."""
    if isinstance(value, float):
        return int(Decimal(repr(value)).scaleb(digits).to_integral_value(ROUND_HALF_UP))
    whole: int = (2 * abs(value.numerator) * 10**digits + value.denominator) // (2 * value.denominator)
    return whole if value.numerator >= 0 else -whole


def _digits(value: Number | Fraction, unit: Unit) -> int:
    """Pence for money, one digit for what else is not whole; a count that was reckoned (annualised) is said whole."""
    if unit is Unit.COUNT or round_half_up(value, 1).denominator == 1:
        return 0
    return 2 if unit is Unit.MONEY else 1
