"""Control limits and special causes of a series of numbers (Making Data Count's XmR chart, and Laney's P').

Sources: NHS England, Making Data Count; NHSRplotthedots 0.2.2, whose recorded results are the tests' oracle. P': D. B.
Laney (2002), Improved control charts for attributes, Quality Engineering 14.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from .results import Assurance, SpecialCause, Variation

SIGMAS_FOR_LIMITS = 2.66
"""3 / 1.128: mean moving ranges from the mean to a limit."""
D2 = 1.128
"""Mean range of two draws from a normal distribution, in standard deviations."""
SCREEN = 3.267
"""D4 for ranges of two: moving ranges of this many times their mean are dropped once."""
NEAR_LIMIT = 2 / 3
"""A point beyond this share of the way to a limit is close to it."""


class Limits(NamedTuple):
    """A point's centre line and its two limits."""

    centre: float
    lower: float
    upper: float


def mean_moving_range(values: Sequence[float], screen: bool) -> float:
    """The mean absolute difference of neighbours; with `screen`, without those of `SCREEN` times the mean or more."""
    ranges = [abs(after - before) for before, after in pairwise(values)]
    if not ranges:
        return 0.0
    mean = fmean(ranges)
    kept = [each for each in ranges if each < SCREEN * mean] if screen else ranges
    return fmean(kept) if kept else mean


def xmr(values: Sequence[float], screen: bool = True) -> list[Limits]:
    """The same limits for every point: mean ± 2.66 × mean moving range."""
    centre = fmean(values)
    reach = SIGMAS_FOR_LIMITS * mean_moving_range(values, screen)
    return [Limits(centre, centre - reach, centre + reach)] * len(values)


def p_prime(counts: Sequence[tuple[float, float]], screen: bool = True) -> list[Limits]:
    """Limits of percentages that widen where denominators are small, and allow for more than binomial variation.

    `counts`: numerator and denominator of each point, denominators above zero. The limits stay within 0 and 1.
    """
    centre = sum(n for n, _ in counts) / sum(d for _, d in counts)
    if not 0 < centre < 1:
        return [Limits(centre, centre, centre)] * len(counts)
    errors = [math.sqrt(centre * (1 - centre) / d) for _, d in counts]
    scores = [(n / d - centre) / error for (n, d), error in zip(counts, errors, strict=True)]
    spread = 3 * mean_moving_range(scores, screen) / D2
    return [Limits(centre, max(0.0, centre - spread * error), min(1.0, centre + spread * error)) for error in errors]


def special_causes(
    values: Sequence[float], limits: Sequence[Limits], run_length: int = 7, beyond_counts: bool = False
) -> list[SpecialCause | None]:
    """Why each point is not chance, first that fits; None for common cause."""
    sides = [_side(value, each) for value, each in zip(values, limits, strict=True)]
    outside = [not each.lower <= value <= each.upper for value, each in zip(values, limits, strict=True)]
    close = [
        (beyond_counts or not out) and _is_close(value, each)
        for value, each, out in zip(values, limits, outside, strict=True)
    ]
    flags = (
        (SpecialCause.OUTSIDE, outside),
        (SpecialCause.TREND, trend(values, run_length)),
        (SpecialCause.TWO_OF_THREE, two_of_three(close, sides)),
        (SpecialCause.SHIFT, shift(sides, run_length)),
    )
    return [next((cause for cause, flagged in flags if flagged[place]), None) for place in range(len(values))]


def trend(values: Sequence[float], run_length: int) -> list[bool]:
    """Points in a run of `run_length` that only rise or only fall; a tie breaks it."""
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    return _in_runs(steps, run_length - 1, len(values))


def shift(sides: Sequence[int], run_length: int) -> list[bool]:
    """Points in a run of `run_length` on one side of the mean; a point on the mean breaks it."""
    return _in_runs(sides, run_length, len(sides))


def two_of_three(close: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """Close points of every three neighbours on one side of the mean of which two or more are close to the limit."""
    flagged = [False] * len(close)
    for start in range(len(close) - 2):
        three = range(start, start + 3)
        if abs(sum(sides[place] for place in three)) == 3 and sum(close[place] for place in three) >= 2:
            for place in three:
                flagged[place] |= close[place]
    return flagged


def variation(cause: SpecialCause | None, rises: bool, better: int) -> Variation:
    """The icon of the latest point. `rises`: it points up; `better`: 1 where high is good, -1 low, 0 neither."""
    if cause is None:
        return Variation.COMMON
    if better == 0:
        return Variation.CHANGE
    return Variation.IMPROVEMENT if rises == (better > 0) else Variation.CONCERN


def assurance(target: float, limits: Limits, better: int) -> Assurance:
    """Whether the limits lie wholly on one side of the target. `better` as for `variation`; 0 has no assurance."""
    if better == 0:
        return Assurance.NONE
    if limits.lower <= target <= limits.upper:
        return Assurance.HIT_OR_MISS
    return Assurance.PASSES if (target < limits.lower) == (better > 0) else Assurance.FAILS


def _side(value: float, limits: Limits) -> int:
    return (value > limits.centre) - (value < limits.centre)


def _is_close(value: float, limits: Limits) -> bool:
    """Beyond two thirds of the way from the mean to a limit."""
    above = value > limits.centre + NEAR_LIMIT * (limits.upper - limits.centre)
    return above or value < limits.centre - NEAR_LIMIT * (limits.centre - limits.lower)


def _in_runs(signs: Sequence[int], length: int, points: int) -> list[bool]:
    """Points touched by runs of `length` equal signs other than 0. Signs of steps touch the point on either side."""
    flagged = [False] * points
    reach = points - len(signs)
    run = 0
    for place, sign in enumerate(signs):
        run = run + 1 if place and sign == signs[place - 1] else 1
        if sign and run >= length:
            for touched in range(place - run + 1, place + reach + 1):
                flagged[touched] = True
    return flagged
