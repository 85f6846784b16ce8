"""What an indicator's figures are measured in, and whether bare numbers of a percentage are points or fractions.

Decided for a whole row from its name, its cells' own signs and formats, its target and comparators, and its counts;
a single cell is never corrected against its neighbours (`0.9%` stays 0.009).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...model import Number, Unit
from ..values import Figure

WHOLE_SHARE = 1.5  # a share above 150% is taken for percentage points
MANY, FAR_FROM_SHARES = 3, 20  # shares to one number in points, and how many times larger that is

_PERCENT_WORDS = re.compile(r"(?i)%|\bper ?cent(age)?s?\b|\bproportion\b|\bpct\b|\bshare of\b")
_NUMBER_WORDS = re.compile(r"(?i)^\s*(the )?(total )?(number|no\.?|count|volume|#)s? (of|who|in|children)\b|\bnumber\b")
_RATE_WORDS = re.compile(
    r"(?i)\bper\s+(1|10|100|1,?000|10,?000|100,?000|million|head|capita|thousand)\b|\brates?\b|\bratio\b"
)
_MONEY_WORDS = re.compile(r"(?i)[£$€]|\bgbp\b|\busd\b|\beur\b")
_DAYS_WORDS = re.compile(
    r"(?i)\b(average|mean|median|avg)\b.*\bdays?\b|\bdays (lost|taken|to|per|between|from|for)\b"
    r"|\(\s*(working |calendar )?days\s*\)|^days$"
)
_PERCENT_UNIT = re.compile(r"(?i)%|per ?cent|percentages?|pct|\(%\)")
_COUNT_WORDS = re.compile(r"(?i)^(number|count|no\.?|#|n)s?$")


@dataclass(frozen=True, slots=True)
class Scale:
    """A row's unit, and what a bare number of it is divided by (100 for percentage points)."""

    unit: Unit
    divisor: int = 1


def scale_of(words: Sequence[str], title: str, figures: Sequence[Figure], beside: Sequence[Figure]) -> Scale:
    """The scale of a row. `words`: its name, measure and unit; `figures`: its months; `beside`: target, comparators."""
    numbers = [figure for figure in figures if figure.has_number]
    unit = _unit(words, title, numbers, beside)
    if unit is not Unit.PERCENTAGE:
        return Scale(unit)
    return Scale(unit, 100 if _are_points(numbers or list(beside)) else 1)


def _unit(words: Sequence[str], title: str, numbers: Sequence[Figure], beside: Sequence[Figure]) -> Unit:
    signed = sum(1 for figure in numbers if figure.percent)
    bare = [figure.value for figure in numbers if not figure.percent and figure.value is not None]
    if signed and signed >= len(numbers) / 3:
        return Unit.PERCENTAGE
    named = _named(words, title)
    if named is Unit.PERCENTAGE and (not bare or max(map(abs, bare)) <= 1000):
        return named
    if _counts_agree(numbers) or (_shown_percent(beside) and named is not Unit.COUNT and _within(bare, 100)):
        return Unit.PERCENTAGE
    if any(figure.money for figure in numbers):
        return Unit.MONEY
    if any(figure.days for figure in numbers):
        return Unit.DAYS
    if named and named is not Unit.PERCENTAGE:
        return named
    if not bare:
        counted = any(figure.numerator is not None and figure.denominator for figure in numbers)
        return Unit.PERCENTAGE if counted else Unit.UNKNOWN
    return Unit.COUNT if all(isinstance(value, int) for value in bare) else Unit.NUMBER


def _named(words: Sequence[str], title: str) -> Unit | None:
    """What the words say: each by itself, the name before measure and unit, the table's title last."""
    if any(_PERCENT_UNIT.fullmatch(text.strip()) for text in words):
        return Unit.PERCENTAGE  # the unit's own cell says more than a `rate` in the name
    for text in words:
        if not text:
            continue
        if _COUNT_WORDS.match(text.strip()) or (
            _NUMBER_WORDS.search(text) and not re.match(r"(?i)\s*(%|per ?cent)", text)
        ):
            return Unit.COUNT
        if _PERCENT_WORDS.search(text):
            return Unit.PERCENTAGE
        for pattern, unit in ((_RATE_WORDS, Unit.RATE), (_MONEY_WORDS, Unit.MONEY), (_DAYS_WORDS, Unit.DAYS)):
            if pattern.search(text):
                return unit
    if _PERCENT_WORDS.search(title) and not _NUMBER_WORDS.search(title):
        return Unit.PERCENTAGE
    return None


def _shown_percent(beside: Iterable[Figure]) -> bool:
    numbers = [figure for figure in beside if figure.value is not None]
    return bool(numbers) and sum(1 for figure in numbers if figure.percent) > len(numbers) / 2


def _within(values: Sequence[Number], most: float) -> bool:
    return bool(values) and all(0 <= value <= most for value in values)


def _counts_agree(numbers: Sequence[Figure]) -> bool:
    """Whether values are their counts' share, as a fraction or in points."""
    pairs = [
        (figure.value, figure.numerator / figure.denominator) for figure in numbers
        if figure.value is not None and figure.numerator is not None and figure.denominator
    ]  # fmt: skip
    return bool(pairs) and all(
        share <= 1 and min(abs(value - share), abs(value / 100 - share)) < 0.02 for value, share in pairs
    )


def _are_points(figures: Sequence[Figure]) -> bool:
    """Whether the bare numbers of a percentage row are points: not where a few are, among many that are shares."""
    bare = [abs(figure.value) for figure in figures if figure.value is not None and not figure.percent]
    points = [value for value in bare if value > WHOLE_SHARE]
    shares = [value for value in bare if 0 < value <= WHOLE_SHARE]
    slips = len(points) * MANY < len(shares) and min(points, default=0) > FAR_FROM_SHARES * max(shares, default=0)
    return bool(points) and not slips


def scaled(figure: Figure, scale: Scale) -> Figure:
    """A figure on its row's scale: a bare 21.1 of a percentage becomes 0.211."""
    if figure.value is None or figure.percent or scale.unit is not Unit.PERCENTAGE:
        return figure
    if scale.divisor == 100 or abs(figure.value) > WHOLE_SHARE:
        return replace(figure, value=_over_100(figure.value))
    decimals = None if figure.decimals is None else max(0, figure.decimals - 2)
    return replace(figure, decimals=decimals)


def scaled_beside(figures: Sequence[Figure], scale: Scale) -> list[Figure]:
    """Targets or comparators on their row's scale; among themselves they are points or fractions alike."""
    if scale.unit is not Unit.PERCENTAGE:
        return list(figures)
    own = Scale(scale.unit, 100 if _are_points(figures) else 1)
    return [scaled(figure, own) for figure in figures]


def over_scale(value: Number | None, figure: Figure, scale: Scale) -> Number | None:
    """A second number of a cell (a range's upper end) on the scale of its first."""
    if value is None or figure.percent or scale.unit is not Unit.PERCENTAGE or abs(value) <= WHOLE_SHARE:
        return value
    return _over_100(value)


def _over_100(value: Number) -> float:
    """A hundredth, without the noise of binary fractions (21.1 is 0.211)."""
    return float(f"{value / 100:.15g}")
