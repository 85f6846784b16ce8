"""What one row's figures say of a claim: true, false with the reason, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...figures.rounding import percent, plain, say, say_distance
from ...model import Month, Unit
from .claims import Way
from .numbers import Measure, Quantity
from .periods import Calendar, Period, Span, spans
from .series import Series
from .timing import NOW


class Opinion(NamedTuple):
    """`truth` None: this row cannot say. `why` completes "…, but "; `soft`: honest people may differ, so a warning.
    `months_meant`: over how many months the figure was said to be."""

    truth: bool | None
    why: str = ""
    month: Month | None = None
    found: str | None = None
    expected: str | None = None
    soft: bool = False
    reason: str = ""
    months_meant: int = 1


SILENT = Opinion(truth=None)
TRUE = Opinion(truth=True)


def anchors(at: Sequence[Period], calendar: Calendar) -> tuple[Span, ...]:
    """The stretches that a statement may be about, likeliest first; the reporting month where none is said."""
    found = [span for period in at or (NOW,) for span in spans(period, calendar.reporting, calendar)]
    return tuple(dict.fromkeys(found))


def words_of(value: float, series: Series, like: Quantity | None = None) -> str:
    """A figure as a sentence says it, with one digit more than was stated."""
    if series.is_share:
        decimals = 0 if like is None else _digits(like.step * 100)
        return percent(value, decimals)
    stated = None if like is None or series.unit is Unit.COUNT else _digits(like.step)
    return say(value, series.unit, stated if value != int(value) else None)


def alike(one: float, two: float, series: Series) -> bool:
    """True of two figures that a sentence gives as the same number."""
    least = 0.01 if series.is_share else 1.0
    return abs(one - two) < least and words_of(one, series) == words_of(two, series)


def amount_words(said: Quantity) -> str:
    """A stated number as digits: `17%`, `307`, `2 points`."""
    if said.pair:
        return f"{plain(said.pair[0])} of {plain(said.pair[1])}"
    scale = 100 if said.measure in (Measure.PERCENT, Measure.POINTS) else 1
    ends = [said.value] if said.upper is None else [said.value, said.upper]
    digits = _digits(said.step * scale)
    number = " to ".join(plain(end * scale, digits) for end in ends)
    match said.measure:
        case Measure.PERCENT:
            return number + "%"
        case Measure.POINTS:
            return say_distance(said.value, Unit.PERCENTAGE)
        case Measure.MONEY:
            return "£" + number
        case Measure.DAYS:
            return number + " days"
        case Measure.PLAIN:
            return number


def span_words(months: Sequence[Month]) -> str:
    """`in November 2022`, `from April to October 2022`."""
    if len(months) == 1:
        return f"in {months[0].title}"
    first, last = months[0], months[-1]
    start = first.title if first.year != last.year else first.title.split()[0]
    return f"from {start} to {last.title}"


def moved(way: Way) -> str:
    """A movement as a verb."""
    return {Way.UP: "rose", Way.DOWN: "fell", Way.BETTER: "improved", Way.WORSE: "worsened", Way.LEVEL: "stayed"}[way]


def _digits(step: float) -> int:
    digits = 0
    while step < 0.999 and digits < 4:
        step, digits = step * 10, digits + 1
    return digits
