"""How an indicator's months relate, from words and from arithmetic. Settings and catalogue come before both.

The arithmetic proof: a row that never falls within a year, and whose steps are another row's monthly figures over one
population, is a running total, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import NamedTuple

from ..model import MeasureType, Month, Number

_WORDS: tuple[tuple[str, MeasureType], ...] = (
    (r"rolling|(12|twelve) months? (to date|ending|to [a-z]+ 20\d\d)|moving (annual|average|total)|year ending",
     MeasureType.ROLLING),
    (r"(ac)?cumulative(ly)?|cumul|ytd|year to date|so far this year|since (1 |1st )?april|running total",
     MeasureType.CUMULATIVE),
    (r"(as )?at (the )?(end of|month end|period end|quarter end|year end)|(month|period) end|as at|as of|snapshot|"
     r"current(ly)?|caseloads?|in post|waiting list|backlog|open|end of (the )?(month|period)|on the last day|"
     r"on hand|(?<!or )outstanding|head ?count|on the (books|register)|in arrears|"
     r"(?<!placed )(?<!moved )in temporary accommodation|(people|children|households|applicants|adults) waiting",
     MeasureType.SNAPSHOT),
    (r"(in|during|within|for) (the |this |each )?(month|period)|per month|a month|monthly", MeasureType.MONTHLY),
    (r"completed|received|started|starting|ended|ending|closed|opened|new|ceased|became|becoming|made|issued|reported|"
     r"granted|adopted|admissions|discharges|recruited|answered|processed|resolved|delivered|held|determined|collected",
     MeasureType.MONTHLY),
)  # fmt: skip
_PATTERNS = tuple((re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])"), kind) for words, kind in _WORDS)
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
LEAST_MONTHS = 4
"""Fewer months of a year prove nothing: three may rise by chance."""
_SLACK = 0.02
"""How far one population may drift within a year, as a share, and still be one (children move; mid-year estimates)."""
_PINNED = 1.25
"""Bounds of the factor further apart than this prove nothing: small steps fit any counts."""
_DIFFERING = 1.15
"""Counts that hardly differ prove nothing either: any straight line fits them."""


class Step(NamedTuple):
    """What a month added to a running total, and how far rounding may have put it out."""

    month: Month
    size: float
    error: float


@lru_cache(maxsize=8192)
def from_words(text: str) -> tuple[MeasureType, str] | None:
    """What the words of a name (or of a target) say, and the words that said it."""
    plain = _NOT_WORDS.sub(" ", text.lower())
    for pattern, kind in _PATTERNS:
        found = pattern.search(plain)
        if found:
            return kind, found.group().strip()
    return None


def years(values: Sequence[tuple[Month, Number]], first_month: int) -> list[list[tuple[Month, Number]]]:
    """Months with figures, parted into financial years, in order."""
    parted: dict[Month, list[tuple[Month, Number]]] = {}
    for month, value in values:
        parted.setdefault(month.year_start(first_month), []).append((month, value))
    return list(parted.values())


def first_fall(values: Sequence[tuple[Month, Number]], first_month: int) -> tuple[Month, Month] | None:
    """The first two months of one year between which a row falls: what a running total of counts cannot do."""
    for year in years(values, first_month):
        for (earlier, before), (later, after) in pairwise(year):
            if after < before:
                return earlier, later
    return None


def could_accumulate(values: Sequence[tuple[Month, Number]], first_month: int) -> bool:
    """Whether a row has enough months, never falls within a year, and grows by at least half over one."""
    if first_fall(values, first_month):
        return False
    return any(
        len(year) >= LEAST_MONTHS and year[-1][1] > 0 and year[-1][1] >= 1.5 * year[0][1]
        for year in years(values, first_month)
    )


def starts_again(values: Sequence[tuple[Month, Number]], first_month: int) -> bool:
    """Whether a row that never falls within a year drops to under half at the start of every new one."""
    parted = years(values, first_month)
    pairs = list(pairwise(parted))
    return bool(pairs) and all(later[0][1] < earlier[-1][1] / 2 for earlier, later in pairs)


def steps(values: Sequence[tuple[Month, Number]], rounding_unit: float, first_month: int) -> list[Step]:
    """What each month adds to its year's running total; months whose neighbour is missing are left out.

    A step is out by up to the unit that figures are rounded to, a year's first month by half of it.
    """
    found: list[Step] = []
    for year in years(values, first_month):
        if year[0][0].month == first_month:
            found.append(Step(year[0][0], float(year[0][1]), rounding_unit / 2))
        for (earlier, before), (later, after) in pairwise(year):
            if later.since(earlier) == 1:
                found.append(Step(later, float(after - before), rounding_unit))
    return found


def steps_match(found: Sequence[Step], counts: Mapping[Month, Number]) -> bool:
    """Whether each step is that month's count times one factor, within rounding and `_SLACK`.

    The factor is 1 for a running count and 10,000 over the population for a rate. It proves something only where the
    months pin it down (`_PINNED`) although their counts differ (`_DIFFERING`).
    """
    low, high, least, most, tested = 0.0, inf, inf, 0.0, 0
    for month, step, error in found:
        count = float(counts.get(month, -1))
        if count <= 0:
            if count == 0 and abs(step) > error:
                return False
            continue
        low, high = max(low, (step - error) / count), min(high, (step + error) / count)
        if low > high * (1 + _SLACK):
            return False
        least, most, tested = min(least, count), max(most, count), tested + 1
    return tested >= LEAST_MONTHS and 0 < high <= _PINNED * low and most >= _DIFFERING * least
