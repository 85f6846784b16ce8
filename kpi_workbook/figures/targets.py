"""What each clock is judged against: the target in force, its side and basis, and its share of the year.

A year's target on a measure that accumulates is met pro rata: months gone over twelve, or the organisation's profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from ..model import Basis, Comparison, Indicator, Month, Polarity, Target, Unit
from .rounding import exact, is_usable
from .series import share

MONTHS_IN_YEAR = 12
TIMES_EVERY_MONTH = 3
"""A target more than this many times every month's figure was not set for a month …"""
ORDER_OF_YEAR = (Fraction(2, 5), Fraction(5, 2))
"""… if it lies within these shares of the year that the months point to."""
_ONLY_SENSE = {1.0: Comparison.AT_LEAST, 0.0: Comparison.AT_MOST}


class Aim(NamedTuple):
    """A target as exact numbers (fractions for percentages), and which side meets it (None: nobody says)."""

    value: Fraction
    comparison: Comparison | None
    upper: Fraction | None = None

    def times(self, factor: Fraction) -> Aim:
        """The aim for a share (or a multiple) of its period."""
        return Aim(self.value * factor, self.comparison, None if self.upper is None else self.upper * factor)


def in_force(indicator: Indicator, month: Month) -> Target | None:
    """The month's own target where targets are given month by month, else the latest earlier one, else the row's."""
    if not indicator.monthly_targets:
        return indicator.target
    dated = [each for each in indicator.monthly_targets if each.month is not None and each.month <= month]
    latest = max(dated, key=lambda each: each.month or month, default=None)
    if latest is not None and latest.month == month and latest.value is not None:
        return latest
    if indicator.target is not None:
        return indicator.target
    return latest


def aim(target: Target | None, unit: Unit) -> Aim | None:
    """The target as exact numbers; None where it has no number."""
    if target is None or not is_usable(target.value):
        return None
    upper = exact(share(target.upper, unit)) if is_usable(target.upper) else None
    return Aim(exact(share(target.value, unit)), target.comparison, upper)


def comparison(target: Target, unit: Unit, polarity: Polarity) -> Comparison | None:
    """Which side meets a target without a sign of its own: what polarity says, or what only can be meant.

    100% can only be a floor and 0% only a ceiling, whatever is measured.
    """
    if target.upper is not None:
        return Comparison.WITHIN
    if polarity is Polarity.HIGH:
        return Comparison.AT_LEAST
    if polarity is Polarity.LOW:
        return Comparison.AT_MOST
    if unit is Unit.PERCENTAGE and target.value is not None and polarity is Polarity.UNKNOWN:
        return _ONLY_SENSE.get(float(share(target.value, unit)))
    return None


def is_years(target: float, figures: Sequence[float]) -> bool:
    """Whether arithmetic says that a target is the year's: of the order of the year's sum, far above every month."""
    if not figures or target <= 0 or min(figures) < 0 or sum(figures) <= 0:
        return False
    year = exact(sum(figures)) / len(figures) * MONTHS_IN_YEAR
    low, high = ORDER_OF_YEAR
    return target > TIMES_EVERY_MONTH * max(figures) and low * year <= exact(target) <= high * year


def year_share(months: Iterable[Month], profile: Sequence[float], first_month: int) -> Fraction:
    """The share of the year's target that these months should bring: a twelfth each, or their shares of the profile.

    `profile` holds twelve weights from the year's first month on; they need not add up to one.
    """
    gone = list(months)
    if len(profile) != MONTHS_IN_YEAR or not sum(profile):
        return Fraction(len(gone), MONTHS_IN_YEAR)
    weights = [exact(each) for each in profile]
    return sum((weights[(each.month - first_month) % MONTHS_IN_YEAR] for each in gone), Fraction()) / sum(weights)


def months_of_year(start: Month, end: Month) -> list[Month]:
    """The months from the year's first to the given one, both counted."""
    return [start.plus(step) for step in range(end.since(start) + 1)]


def basis_words(basis: Basis | None) -> str:
    """A basis as a sentence says it."""
    return {Basis.YEAR: "the year", Basis.YEAR_TO_DATE: "the year to date"}.get(basis or Basis.MONTH, "each month")
