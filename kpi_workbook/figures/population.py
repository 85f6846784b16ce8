"""The populations that a rate and its counts imply: an interval a month, intersected over the months.

A printed rate r with half a rounding unit h stands for every rate from r − h to r + h, so a count c allows every
population from per × c / (r + h) to per × c / (r − h). No outside figure is needed: two rows of one workbook suffice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..model import Month, Number, Observation, Place
from .results import PopulationFit

_PER = re.compile(r"(?:per|/)\s*([0-9][0-9, ]*)\s*(k|m|thousand|million)?\b", re.IGNORECASE)
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
USUAL = 10_000
"""Children's services count per 10,000 where a rate's name does not say."""
HALF = 0.5


class Bounds(NamedTuple):
    """The populations that one month allows."""

    month: Month
    low: float
    high: float


def per(name: str) -> int:
    """What a rate is counted per: 10,000 in `Rate per 10,000`, 1,000 in `per 1k`; 10,000 where the name is silent."""
    found = _PER.search(name)
    digits = re.sub(r"[^0-9]", "", found[1]) if found else ""
    if not found or not digits or int(digits) < 2:
        return USUAL
    return int(digits[:9]) * _TIMES.get((found[2] or "").lower(), 1)


def rounding_unit(observations: Iterable[Observation]) -> float:
    """The smallest step that a row's typed figures show: 1 for whole numbers, 0.1 for one digit."""
    digits = max((_digits(each) for each in observations if each.value is not None), default=0)
    return float(10**-digits)


def bounds(month: Month, rate: Number, count: Number, unit_of_rounding: float, per_people: int) -> Bounds | None:
    """The populations that a month's rate and count allow; None where the rate is too near zero to say."""
    half = HALF * unit_of_rounding
    if rate - half <= 0 or count <= 0:
        return None
    return Bounds(month, per_people * count / (rate + half), per_people * count / (rate - half))


def fit(rate: Place, count: Place, months: Sequence[Bounds]) -> PopulationFit | None:
    """The populations that all months allow at once; None without a month that says anything."""
    if not months:
        return None
    lowest = max(months, key=lambda each: each.low)
    highest = min(months, key=lambda each: each.high)
    clash = tuple(sorted({lowest.month, highest.month})) if lowest.low > highest.high else ()
    return PopulationFit(rate=rate, count=count, low=lowest.low, high=highest.high, clash=clash)


def running(counts: Mapping[Month, Number], first_month: int) -> dict[Month, Number]:
    """Counts added up through each financial year; a year stops at its first missing month."""
    totals: dict[Month, Number] = {}
    for month in sorted(counts):
        before = totals.get(month.plus(-1))
        if month == month.year_start(first_month):
            totals[month] = counts[month]
        elif before is not None:
            totals[month] = before + counts[month]
    return totals


def shared(fits: Iterable[PopulationFit]) -> tuple[float, float] | None:
    """The populations that several rows allow together, as low and high (low > high: none); None of no rows."""
    every = list(fits)
    return (max(each.low for each in every), min(each.high for each in every)) if every else None


def _digits(seen: Observation) -> int:
    """Digits after the point: as displayed, else as stored."""
    if seen.decimals is not None:
        return seen.decimals
    text = repr(seen.value)
    return len(text.partition(".")[2]) if "." in text and "e" not in text and not text.endswith(".0") else 0
