"""`14% above June`, `five days longer than target`, `six points better than England`: how far off, and from what."""

from __future__ import annotations

from .cues import Cue, Mark
from .numbers import Measure, Quantity
from .parsing import Sentence
from .periods import Period, PeriodKind
from .wordlists import word_set

_SIDES = (Cue.ABOVE, Cue.BELOW, Cue.OUTPERFORMS, Cue.SHORT)
_COMPARED = (*_SIDES, Cue.MORE, Cue.FEWER)
_NEITHER = frozenset({"over", "under", "off", "outside", "beneath"})
"""Sides that also tell of a time (`up 5% over June`)."""
_GLUE = word_set(
    """than the our its their a an of in that for to both figure level total average mean rate local locally agreed set
    national corporate council annual year end monthly yearly revised new current overall stretch latest"""
)
_DAYS = frozenset({"day", "days", "working", "calendar"})
_REACH = 6
_MONTHS = frozenset(PeriodKind) - {
    PeriodKind.SPAN, PeriodKind.EITHER, PeriodKind.LAST, PeriodKind.SINCE, PeriodKind.YEAR_TO_DATE, PeriodKind.YEAR_END,
}  # fmt: skip
"""What a figure may be set beside: a month, quarter or year that is over."""


def off_standard(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a quantity says how far a figure lies from a target or from somebody else's figure."""
    return _behind_by(sentence, quantity) or any(
        _reaches(sentence, mark, each.first)
        for mark in _sides(sentence, quantity, _COMPARED)
        for each in sentence.marks
        if each.cue in (Cue.TARGET, Cue.AREA)
    )


def off_period(sentence: Sentence, quantity: Quantity) -> tuple[Mark, Period] | None:
    """The side on which a figure is said to lie so far from that of a period, and the period."""
    for mark in _sides(sentence, quantity, _SIDES):
        if sentence.tokens[mark.last].low not in _NEITHER:
            for period in sentence.periods:
                if period.kind in _MONTHS and _reaches(sentence, mark, period.first):
                    return mark, period
    return None


def _sides(sentence: Sentence, quantity: Quantity, cues: tuple[Cue, ...]) -> list[Mark]:
    """The sides named right behind a quantity; behind `at` it is a figure."""
    if sentence.lows(quantity.first - 1, quantity.first - 1) == ["at"]:
        return []
    unit = _DAYS & set(sentence.lows(quantity.last + 1, quantity.last + 2)) if quantity.measure is Measure.DAYS else ()
    return [mark for mark in sentence.marks if mark.cue in cues and mark.first == quantity.last + 1 + len(unit)]


def _reaches(sentence: Sentence, mark: Mark, first: int) -> bool:
    """Whether only small words and numbers stand between a side and token `first`."""
    between = [at for at in range(mark.last + 1, first) if at not in sentence.measured]
    near = 0 < first - mark.last <= _REACH
    return near and all(sentence.tokens[at].low in _GLUE for at in between)


def _behind_by(sentence: Sentence, quantity: Quantity) -> bool:
    """`missed the target by four points`."""
    named = any(each.cue in (Cue.TARGET, Cue.AREA) and each.last == quantity.first - 2 for each in sentence.marks)
    return named and sentence.lows(quantity.first - 1, quantity.first - 1) == ["by"]
