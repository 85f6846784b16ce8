"""One figure against one target: Met, Near or Missed, how far in points and in children, and the sentence that says so.

Judged from exact numbers, never from rounded ones. The tolerance around the target is the organisation's choice.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

from ..model import Comparison, Number, Unit
from ..settings import Tolerance
from .results import Judgement, Word
from .rounding import exact, percent, plain, say, say_distance
from .targets import Aim

_HIGH = (Comparison.AT_LEAST, Comparison.ABOVE)
_LOW = (Comparison.AT_MOST, Comparison.BELOW)
_SIGNS: dict[Comparison | None, str] = {
    Comparison.BELOW: "under ",
    Comparison.ABOVE: "over ",
    Comparison.EQUAL: "exactly ",
}


class Measured(NamedTuple):
    """A figure to judge. `numerator`, `denominator`: whole counts behind it, where known; `low`, `high`: its interval.

    `what` follows the figure in the sentence (" for the year to date"); `noun` names what is counted ("children").
    `whole`: a count of things that are really there, so that a shortfall in them means something.
    """

    value: Fraction
    unit: Unit
    what: str = ""
    numerator: Number | None = None
    denominator: Number | None = None
    low: float | None = None
    high: float | None = None
    noun: str = ""
    whole: bool = False


def meets(value: Fraction, aim: Aim) -> bool:
    """Whether a figure meets its target."""
    if aim.comparison is None:
        return False
    upper = aim.value if aim.upper is None else aim.upper
    return {
        Comparison.AT_LEAST: value >= aim.value,
        Comparison.ABOVE: value > aim.value,
        Comparison.AT_MOST: value <= aim.value,
        Comparison.BELOW: value < aim.value,
        Comparison.EQUAL: value == aim.value,
        Comparison.WITHIN: aim.value <= value <= upper,
    }[aim.comparison]


def edge(value: Fraction, aim: Aim) -> Fraction:
    """The end of the target that the figure is measured from: the nearer one of a range."""
    return aim.upper if aim.upper is not None and value > aim.upper else aim.value


def is_near(value: Fraction, aim: Aim, tolerance: Tolerance, unit: Unit) -> bool:
    """Whether a figure that does not meet its target lies within the tolerance."""
    if tolerance.floor is not None:
        return _beyond_floor(value, aim, exact(tolerance.floor), tolerance.edge_counts)
    target = edge(value, aim)
    room = exact(tolerance.points if unit is Unit.PERCENTAGE else tolerance.share)
    if tolerance.absolute is not None:
        room = exact(tolerance.absolute)
    elif unit is not Unit.PERCENTAGE:
        room *= abs(target)
    distance = abs(value - target)
    return distance <= room if tolerance.edge_counts else distance < room


def judge(measured: Measured, aim: Aim, tolerance: Tolerance, target_words: str = "") -> Judgement:
    """The judgement by an aim that has a side. `target_words` follows the target in the sentence."""
    value, unit = measured.value, measured.unit
    met = meets(value, aim)
    word = Word.MET if met else Word.NEAR if is_near(value, aim, tolerance, unit) else Word.MISSED
    shortfall = _shortfall(measured, aim, met)
    chance = None if measured.low is None or measured.high is None else _spans(measured.low, measured.high, aim)
    turns_at = None if met else _turns_at(value, aim, tolerance, unit)
    inside = aim.comparison is Comparison.WITHIN and met
    return Judgement(
        word=word,
        why=_sentence(measured, aim, target_words, word, shortfall)
        + _doubts(measured, word, turns_at, chance, tolerance),
        figure=float(value),
        target=float(edge(value, aim)),
        comparison=aim.comparison,
        distance=0.0 if inside else float(value - edge(value, aim)),
        shortfall=shortfall,
        of=measured.denominator if shortfall is not None else None,
        within_chance=chance,
        turns_at=turns_at,
    )


def compare_only(measured: Measured, aim: Aim, target_words: str, because: str) -> Judgement:
    """A figure beside a target that it may not be judged by, and why not."""
    return Judgement(
        word=Word.NOT_JUDGED,
        why=f"{_sentence(measured, aim, target_words, Word.NOT_JUDGED, None)}; not judged, since {because}",
        figure=float(measured.value),
        target=float(aim.value),
        distance=float(measured.value - aim.value),
    )


def _beyond_floor(value: Fraction, aim: Aim, floor: Fraction, edge_counts: bool) -> bool:
    """Whether the figure is on the good side of a floor (a ceiling where low is better)."""
    if value == floor:
        return edge_counts
    return value < floor if aim.comparison in _LOW or value > edge(value, aim) else value > floor


def _shortfall(measured: Measured, aim: Aim, met: bool) -> int | None:
    """How many more (fewer, where low is better) would meet the target, counted exactly; None without whole counts."""
    if not measured.whole or aim.comparison in (Comparison.EQUAL, Comparison.WITHIN):
        return None
    if met:
        return 0
    over = exact(1 if measured.denominator is None else measured.denominator)
    have = measured.value * over
    wanted = aim.value * over
    if aim.comparison is Comparison.AT_LEAST:
        return math.ceil(wanted) - math.floor(have)
    if aim.comparison is Comparison.ABOVE:
        return math.floor(wanted) + 1 - math.floor(have)
    if aim.comparison is Comparison.AT_MOST:
        return math.ceil(have) - math.floor(wanted)
    return math.ceil(have) - (math.ceil(wanted) - 1)


def _spans(low: float, high: float, aim: Aim) -> bool:
    """Whether a figure's interval holds the target (either end of a range)."""
    ends = (aim.value,) if aim.upper is None else (aim.value, aim.upper)
    return any(low <= end <= high for end in ends)


def _turns_at(value: Fraction, aim: Aim, tolerance: Tolerance, unit: Unit) -> float | None:
    """The tolerance (in its own measure) at which Near becomes Missed; None of a target of zero, which has no share."""
    target = edge(value, aim)
    distance = abs(value - target)
    if unit is Unit.PERCENTAGE or tolerance.absolute is not None:
        return float(distance)
    return float(distance / abs(target)) if target else None


def _sentence(measured: Measured, aim: Aim, target_words: str, word: Word, shortfall: int | None) -> str:
    """`78% against a target of 80%: 2.3 points below; 52 more of 2,255 children would meet it`."""
    value, unit, target = measured.value, measured.unit, edge(measured.value, aim)
    figure, said = _said(value, target, unit)
    if aim.upper is not None:
        said = f"{say(aim.value, unit)} to {say(aim.upper, unit)}"
    inside = aim.upper is not None and word is Word.MET
    distance = "within it" if inside else _distance_words(value, target, unit)
    sign = _SIGNS.get(aim.comparison, "")
    sentence = f"{figure}{measured.what} against a target of {sign}{said}{target_words}: {distance}"
    return f"{sentence}; {_shortfall_words(measured, aim, shortfall)}" if shortfall else sentence


def _doubts(measured: Measured, word: Word, turns_at: float | None, chance: bool | None, tolerance: Tolerance) -> str:
    """What a reader should know of a target that is not met: how near Missed, and whether chance alone explains it."""
    words = ""
    if word is Word.NEAR and turns_at and tolerance.floor is None:
        is_share = measured.unit is not Unit.PERCENTAGE and tolerance.absolute is None
        said = f"{plain(exact(turns_at) * 100, 1)}%" if is_share else say_distance(turns_at, measured.unit)
        words += f"; Missed if the tolerance were under {said}"
    if chance and word is not Word.MET and measured.low is not None and measured.high is not None:
        interval = f"{percent(measured.low, 1)} to {percent(measured.high, 1)}"
        words += f"; missed, but within chance (95% interval {interval})"
    return words


def _said(value: Fraction, target: Fraction, unit: Unit) -> tuple[str, str]:
    """Figure and target in words, with enough digits that two different numbers never look alike."""
    figure, aim = say(value, unit), say(target, unit)
    for decimals in (1, 2):
        if figure != aim or value == target:
            break
        figure, aim = say(value, unit, decimals), say(target, unit, decimals)
    return figure, aim


def _distance_words(value: Fraction, target: Fraction, unit: Unit) -> str:
    if value == target:
        return "exactly on it"
    share = f" ({percent(abs((value - target) / target))})" if target and unit is not Unit.PERCENTAGE else ""
    return f"{say_distance(value - target, unit)}{share} {'above' if value > target else 'below'}"


def _shortfall_words(measured: Measured, aim: Aim, shortfall: int) -> str:
    """`52 more of 2,255 children would meet it`."""
    more = "more" if aim.comparison in _HIGH else "fewer"
    if measured.denominator is None:
        return f"{shortfall:,} {more} would meet it"
    of = say(measured.denominator, Unit.COUNT)
    return f"{shortfall:,} {more} of {of}{f' {measured.noun}' if measured.noun else ''} would meet it"
