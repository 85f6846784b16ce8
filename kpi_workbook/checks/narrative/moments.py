"""When a stated figure was: in the month beside it, where a movement began or ended, or since a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .cues import MOVES, Cue
from .numbers import Quantity
from .periods import Period, PeriodKind
from .statements import Statements
from .timing import NOW

_AND_NOW = frozenset({"and", "now", "then", "to", ",", "finally", "currently", "is", "at", "this", "month"})
"""What stands before the last of three figures in a row."""
_TOLD = frozenset({*MOVES, Cue.HIGHEST, Cue.LOWEST, Cue.BEST, Cue.WORST})
"""The cues of a statement that a `since` may belong to."""
_STRETCHES = {
    3: (PeriodKind.QUARTER, PeriodKind.LAST_QUARTER),
    12: (PeriodKind.YEAR_TO_DATE, PeriodKind.LAST_YEAR),
}
"""The stretch that a run of quarters or years has come to, and the one before it, by its months."""
_LASTING = frozenset({"has", "have", "having", "average", "averaged", "total", "totalled"})


def moments(statements: Statements, quantity: Quantity) -> tuple[Period, ...]:
    """The months a figure may be of, likeliest first; empty where none is said."""
    return (
        _since(statements, quantity)
        or _earlier(statements, quantity)
        or _of_run(statements, quantity)
        or _of_movement(statements, quantity)
    )


def _of_run(statements: Statements, quantity: Quantity) -> tuple[Period, ...]:
    """`fell for the third quarter in a row, from 1,345 to 1,287`: of the quarters or years, or of the months."""
    length = max((each.length for each in statements.sentence.runs), default=1)
    if length == 1 or statements.timing.own(quantity) is not None:
        return ()
    began = statements.sentence.lows(quantity.first - 1, quantity.first - 1) == ["from"]
    whole = _STRETCHES[length][began]
    at = _of_movement(statements, quantity) or (NOW,)
    return (Period(kind=whole, first=-1, last=-1), *at)


def _of_movement(statements: Statements, quantity: Quantity) -> tuple[Period, ...]:
    """A starting level (`from 71%`) without a month is that of the month before."""
    behind = statements.sentence.lows(quantity.first - 1, quantity.first - 1)
    own = statements.timing.at(quantity)
    back = _steps_back(statements, quantity)
    if back and statements.timing.own(quantity) is None:
        return (Period(kind=PeriodKind.OFFSET, first=-1, last=-1, count=-back),)
    moves = any(mark.cue in MOVES for mark in statements.sentence.marks)
    ended = [
        each
        for each in statements.sentence.quantities
        if statements.sentence.lows(each.first - 1, each.first - 1) == ["to"]
    ]
    bracketed = behind == ["("] and moves and _goes_to_another(statements, quantity)
    if bracketed or (behind == ["from"] and (moves or ended)):
        near = statements.timing.own(quantity)
        behind_it = near is not None and near.first > quantity.last and not _is_stretch(near)
        named = tuple(base.period for base in statements.timing.bases)
        return (near,) if near is not None and behind_it else (*named, *_starts(own))
    if behind == ["to"] and own and _is_stretch(own[0]):
        return (_end(own[0]), NOW)
    return own


def _earlier(statements: Statements, quantity: Quantity) -> tuple[Period, ...]:
    """`at 96 before falling to 90`, `after three months at 88%, fell to 75%`: it held before the month spoken of."""
    sentence = statements.sentence
    part = sentence.parts[sentence.part_of(quantity.first)]
    moves = [mark.first for mark in sentence.marks if mark.cue in MOVES and part.holds(mark.first, mark.last)]
    turned = any(move > quantity.last and sentence.lows(move - 1, move - 1) == ["before"] for move in moves)
    opened = sentence.lows(part.first, part.first) == ["after"] and not any(move < quantity.first for move in moves)
    if not turned and not (opened and sentence.lows(quantity.last + 1, quantity.last + 1) == [","]):
        return ()
    own = statements.timing.own(quantity)
    return _starts(()) if own is None else (own,)


def _since(statements: Statements, quantity: Quantity) -> tuple[Period, ...]:
    """`there have been 30 since April`: what came together from that month on; empty of another."""
    sentence = statements.sentence
    part = sentence.parts[sentence.part_of(quantity.first)]
    begun = [mark.first for mark in sentence.marks if mark.cue is Cue.SINCE and quantity.last < mark.first <= part.last]
    told = any(mark.cue in _TOLD and part.holds(mark.first, mark.last) for mark in sentence.marks)
    lasting = not _LASTING.isdisjoint(sentence.lows(part.first, quantity.first))
    if not begun or told or not lasting:
        return ()
    return tuple(
        replace(base.period, kind=PeriodKind.SINCE)
        for base in statements.timing.bases
        if base.period.first > begun[0] and base.period.kind is PeriodKind.MONTH
    )


def _steps_back(statements: Statements, quantity: Quantity) -> int:
    """`from 74% to 78% and now 81%`: the first is of two months before the last, the second of one; 0 of others."""
    numbers = [each for each in statements.sentence.quantities if not each.detail]
    for first, second, third in zip(numbers, numbers[1:], numbers[2:], strict=False):
        behind = [statements.sentence.lows(each.first - 1, each.first - 1) for each in (first, second)]
        between = statements.sentence.lows(second.last + 1, third.first - 1)
        if behind == [["from"], ["to"]] and between and set(between) <= _AND_NOW and quantity in (first, second):
            return 2 if quantity is first else 1
    return 0


def _goes_to_another(statements: Statements, quantity: Quantity) -> bool:
    """`rose by a quarter (176 to 221)`: a number that the movement's end follows."""
    following = {each.first for each in statements.sentence.quantities}
    return statements.sentence.lows(quantity.last + 1, quantity.last + 1) == ["to"] and quantity.last + 2 in following


def _is_stretch(period: Period) -> bool:
    return period.kind in (PeriodKind.SPAN, PeriodKind.EITHER)


def _end(period: Period) -> Period:
    return Period(kind=PeriodKind.MONTH, first=period.first, last=period.last, months=period.months[-1:])


def _starts(at: Sequence[Period]) -> tuple[Period, ...]:
    """Where a movement began: a stretch's first month, else the month, quarter or year before, or the year's start."""
    if at and _is_stretch(at[0]):
        first = at[0]
        return (Period(kind=PeriodKind.MONTH, first=first.first, last=first.last, months=first.months[:1]),)
    kinds = (
        (PeriodKind.OFFSET, -1),
        (PeriodKind.YEAR_START, 0),
        (PeriodKind.SAME_MONTH_LAST_YEAR, 0),
        (PeriodKind.LAST_YEAR, 0),
        (PeriodKind.LAST_QUARTER, 0),
        (PeriodKind.BEFORE, 1),
    )
    month = [each for each in at if each.kind is PeriodKind.MONTH][:1]
    usual = tuple(Period(kind=kind, first=-1, last=-1, count=count) for kind, count in kinds)
    before = tuple(
        Period(kind=PeriodKind.MONTH, first=-1, last=-1, months=(each.months[0].plus(-1),)) for each in month
    )
    return (*before, *usual)
