"""The teams held against the whole: counts and amounts add up, shares pool their counts, and nothing else is added.

Children whom two teams have had in one month are in two teams' counts and once in the whole's, so the two need not
agree everywhere; what says that they should is that they mostly do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import fmean
from typing import NamedTuple

from ..model import Indicator, Month, Number, Unit
from .rounding import as_number, exact, is_usable, total
from .teams import LEAST_MONTHS, LEAST_TEAMS, NO_SUM, USUALLY, Measure

HALF = Fraction(1, 2)
USUAL_DIGITS = 0
"""Of a percentage typed without a sign of how it was rounded."""


class Part(StrEnum):
    """Which number of the rows was added."""

    FIGURE = "figures"
    NUMERATOR = "numerators"
    DENOMINATOR = "denominators"
    SHARE = "shares"


class Pair(NamedTuple):
    """A month's number of the whole and the teams' together. `mean`: of the teams' shares, to know it again."""

    whole: Number
    together: Number
    agrees: bool
    mean: float | None = None


@dataclass(frozen=True)
class TeamTotal:
    """One number of an indicator, the teams together beside the whole, in the months where all have it."""

    part: Part
    months: Mapping[Month, Pair]

    @property
    def differing(self) -> tuple[Month, ...]:
        """The months in which the two are not the same, in calendar order."""
        return tuple(sorted(month for month, pair in self.months.items() if not pair.agrees))

    @property
    def usually_agrees(self) -> bool:
        """Whether the two are the same often enough that a month in which they are not is a slip."""
        agreeing = len(self.months) - len(self.differing)
        return agreeing >= LEAST_MONTHS and agreeing >= USUALLY * len(self.months)


def team_totals(rows: Sequence[Indicator], measure: Measure) -> tuple[TeamTotal, ...]:
    """What of an indicator can be added over its teams and held against the whole; nothing without two teams or
    without a row about the whole. `rows`: all of the workbook's."""
    if measure.whole is None or len(measure.parts) < LEAST_TEAMS:
        return ()
    whole, parts = rows[measure.whole], [rows[at] for at in measure.parts.values()]
    found = [TeamTotal(part, dict(_months(whole, parts, part))) for part in Part]
    return tuple(each for each in found if each.months)


def _months(whole: Indicator, parts: Sequence[Indicator], part: Part) -> Iterator[tuple[Month, Pair]]:
    for seen in whole.observations:
        pair = _shares(whole, parts, seen.month) if part is Part.SHARE else _sums(whole, parts, seen.month, part)
        if pair is not None:
            yield seen.month, pair


def _sums(whole: Indicator, parts: Sequence[Indicator], month: Month, part: Part) -> Pair | None:
    own, others = _number(whole, month, part), [_number(row, month, part) for row in parts]
    there = [each for each in others if each is not None]
    if own is None or len(there) < len(parts):
        return None
    together = total(there)
    return Pair(own, as_number(together), exact(own) == together)


def _number(row: Indicator, month: Month, part: Part) -> Number | None:
    seen = row.at(month)
    if seen is None:
        return None
    value = {Part.NUMERATOR: seen.numerator, Part.DENOMINATOR: seen.denominator}.get(part, seen.value)
    adds = part is not Part.FIGURE or (row.unit not in NO_SUM and seen.denominator is None)
    return value if adds and is_usable(value) else None


def _shares(whole: Indicator, parts: Sequence[Indicator], month: Month) -> Pair | None:
    """A share of the whole typed without counts, beside the teams' counts pooled."""
    seen = whole.at(month)
    if whole.unit is not Unit.PERCENTAGE or seen is None or seen.denominator is not None or not is_usable(seen.value):
        return None
    over, under = ([_number(row, month, part) for row in parts] for part in (Part.NUMERATOR, Part.DENOMINATOR))
    if None in over or None in under or not sum(each or 0 for each in under):
        return None
    pooled = total(over) / total(under)
    digits = USUAL_DIGITS if seen.decimals is None else seen.decimals
    agrees = abs(exact(seen.value) - pooled) <= HALF / 10 ** (digits + 2)
    mean = fmean(float(a or 0) / float(b) for a, b in zip(over, under, strict=True) if b)
    return Pair(seen.value, float(pooled), agrees, mean)
