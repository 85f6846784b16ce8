"""Which move, or which standing to a target, a run of months is said of."""

from __future__ import annotations

from .cues import MOVES, Cue, Mark
from .parsing import Sentence
from .periods import PeriodKind
from .runs import Run

_REPEATED = frozenset({*MOVES, Cue.TARGET})
"""The cues of what may go on month after month."""
_BOUNDS = frozenset({"below", "above", "under", "over"})
_BEFORE_NOW = frozenset({"after", "following"})
_LASTING = frozenset({"has", "have", "been", "remained", "stayed"})
_SINCE_REACH = 5


def run_of(sentence: Sentence, mark: Mark) -> Run | None:
    """The run of months that a move or a target is said of, if any is."""
    run = next((each for each in sentence.runs if _meant(sentence, each) is mark), None)
    return run._replace(ended=True) if run is not None and is_told_before(sentence, mark) else run


def since(sentence: Sentence, mark: Mark) -> Run | None:
    """`has been above target since June`: every month after it."""
    part = sentence.parts[sentence.part_of(mark.first)]
    begun = next((each for each in sentence.marks if each.cue is Cue.SINCE and each.first > mark.last), None)
    if begun is None or begun.first - mark.last > _SINCE_REACH:
        return None
    month = next((each for each in sentence.periods if each.first == begun.last + 1), None)
    lasting = not _LASTING.isdisjoint(sentence.lows(part.first, mark.first))
    if month is None or month.kind is not PeriodKind.MONTH or not lasting:
        return None
    return Run(begun.first, month.last, since=month)


def is_told_before(sentence: Sentence, mark: Mark) -> bool:
    """`rose after falling for three months`: the fall ended before the month that is spoken of."""
    return not _BEFORE_NOW.isdisjoint(sentence.lows(mark.first - 2, mark.first - 1))


def _meant(sentence: Sentence, run: Run) -> Mark | None:
    """The mark inside the run, else the one next before it in its part, else behind it; none that tells of a bound or
    of a time before (`fell below 40% for the first time`, `had risen for three months`)."""
    part = sentence.part_of(run.first)
    near = [each for each in sentence.marks if each.cue in _REPEATED and sentence.part_of(each.first) == part]
    if run.ended:
        near = [each for each in near if run.first <= each.first <= run.last]
    before = [each for each in near if each.first <= run.last]
    mark = before[-1] if before else near[0] if near else None
    if mark is None or (run.bare and not _is_next(sentence, mark, run)):
        return None
    bound = mark.cue in MOVES and not _BOUNDS.isdisjoint(sentence.lows(mark.last + 1, mark.last + 1))
    return None if bound or "had" in sentence.lows(mark.first - 2, mark.first - 1) else mark


def _is_next(sentence: Sentence, mark: Mark, run: Run) -> bool:
    """`below the target of 250 for three months`: nothing but numbers between."""
    return mark.last < run.first and all(at in sentence.measured for at in range(mark.last + 1, run.first))
