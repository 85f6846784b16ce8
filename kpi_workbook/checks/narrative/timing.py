"""Which month each statement of a sentence is about, and which it is counted from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .claims import Base
from .cues import MOVES, Cue
from .numbers import Quantity
from .offsets import off_period
from .parsing import Part, Sentence
from .periods import Period, PeriodKind
from .wordlists import word_set

NOW = Period(kind=PeriodKind.OFFSET, first=-1, last=-1)
"""The reporting month, where a statement names no month of its own."""
_BASE_GLUE = word_set(
    """the in with average mean of that those a an level levels figure figures seen to reported for over its both
    and also was it our at number same as recorded rate performance monthly period end days day weeks least last we had
    records record began begin begun here started recording reporting"""
)
_CHAIN_GLUE = word_set("""and with the average mean of a also to both over , as well on from than for""")
_BASE_CUES = (Cue.COMPARED, Cue.FROM, Cue.SINCE)
_PASSED = frozenset({"after", "following"})
_TURNS = (Cue.UP, Cue.DOWN, Cue.TARGET, Cue.FROM)
_REACH = 7
_READS_ON = 5
_WINDOWS = (PeriodKind.YEAR_TO_DATE, PeriodKind.LAST, PeriodKind.BEFORE, PeriodKind.QUARTER)
_EXTREMES = (Cue.HIGHEST, Cue.LOWEST, Cue.BEST, Cue.WORST)
_WINDOW_REACH = 7
_FIGURE_OF = [
    ["figure", "of"],
    ["total", "of"],
    ["level", "of"],
    ["rate", "of"],
    ["outturn", "of"],
    ["result", "of"],
    ["peak", "of"],
    ["high", "of"],
    ["low", "of"],
]
_STOPS = frozenset({",", ";", "and", "but", "while", "whereas", "(", ")"})


class Timing:
    """The months of a sentence's statements. `said` holds what each quantity before was about, for those after it."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self._periods = tuple(
            each
            for each in sentence.periods
            if each.kind is not PeriodKind.YEAR_END and not _is_window(sentence, each) and not _in_run(sentence, each)
        )
        beside = (off_period(sentence, each) for each in sentence.quantities if not each.detail)
        self._beside = {each[1] for each in beside if each is not None}
        self.bases = tuple(self._bases())
        self._base_periods = {base.period for base in self.bases}
        self._alike = {mark.first for mark in sentence.marks if mark.cue is Cue.SIMILAR}
        self._owned: dict[Period, Quantity] = {}
        self._at = {each: self._own(each) for each in sentence.quantities if not each.detail}

    def _bases(self) -> Iterator[Base]:
        """The periods that something is compared with or counted from, chained ones (`and the average`) too."""
        chained = None
        for period in self._periods:
            if self._after_cue(period) or (chained is not None and self._chains(chained, period)):
                chained = period
                yield Base(period=period, average=self._averaged(period))
            elif self._opens_stretch(period) or (
                period.kind is PeriodKind.SAME_MONTH_LAST_YEAR and self._is_shorthand(period)
            ):
                yield Base(period=period)

    def _after_cue(self, period: Period) -> bool:
        if period in self._beside:
            return True
        for mark in self.sentence.marks:
            gap = period.first - mark.last - 1
            if any(mark.last < each.first < period.first for each in self._periods):
                continue
            if mark.cue not in _BASE_CUES or not 0 <= gap <= _REACH or self._is_plain_on(mark.first):
                continue
            if mark.cue is Cue.FROM and gap == 0 and period.kind is PeriodKind.SPAN:
                continue  # `from April to June` is the stretch itself
            if all(word in _BASE_GLUE for word in self._between(mark.last, period.first)):
                return True
        return False

    def _between(self, last: int, first: int) -> list[str]:
        """The words between, without those of quantities: `than the 276 in October` compares with October."""
        return [self.sentence.tokens[at].low for at in range(last + 1, first) if at not in self.sentence.measured]

    def _is_plain_on(self, at: int) -> bool:
        """`on 31 December` dates something; `up 5% on October` compares."""
        if self.sentence.tokens[at].low != "on":
            return False
        moved = any(mark.cue in MOVES and mark.last == at - 1 for mark in self.sentence.marks)
        return not moved and not any(each.last == at - 1 for each in self.sentence.quantities)

    def _chains(self, before: Period, period: Period) -> bool:
        between = [token.low for token in self.sentence.tokens[before.last + 1 : period.first]]
        inside = before.first > 0 and self.sentence.tokens[before.first - 1].low == "in"
        glue = _CHAIN_GLUE | {"in"} if inside else _CHAIN_GLUE
        return len(between) <= _REACH and "and" in between and all(word in glue for word in between)

    def _opens_stretch(self, period: Period) -> bool:
        """`between quarter 2 and quarter 3` counts from the first."""
        return period.kind is PeriodKind.QUARTER and self.sentence.lows(period.first - 1, period.first - 1) == [
            "between"
        ]

    def _is_shorthand(self, period: Period) -> bool:
        return self.sentence.tokens[period.first].low in ("year",) and period.last - period.first == 2

    def _averaged(self, period: Period) -> bool:
        near = range(period.first - 5, period.first), range(period.last + 1, period.last + 3)
        return any(
            mark.cue is Cue.AVERAGE and any(mark.first in stretch for stretch in near) for mark in self.sentence.marks
        )

    def is_base(self, period: Period) -> bool:
        """True of a period that something is compared with or counted from."""
        return period in self._base_periods

    def _own(self, quantity: Quantity) -> Period | None:
        """The period next to a quantity: behind it up to the next number or stop, else before it in its part."""
        part = self.sentence.parts[self.sentence.part_of(quantity.first)]
        following = self._right_before(quantity) or self._following(quantity, part) or self._in_front_of_bracket(part)
        if following is not None:
            self._owned[following] = quantity
            return following
        goes_on = "when" in self.sentence.lows(part.first, quantity.first)  # `than in June, when there were 410`
        earlier = [
            period
            for period in self._periods
            if (goes_on or part.first <= period.first)
            and period.first < quantity.first
            and period not in self._owned
            and (goes_on or not self.is_base(period) or self._reads_on(period, quantity))
        ]
        if earlier:
            self._owned[earlier[-1]] = quantity
            return earlier[-1]
        return None

    def _right_before(self, quantity: Quantity) -> Period | None:
        """`(Dec 52, Nov 77)`, `November: 75%`: the month stands right before its number and is nobody else's.

        `last year's figure of 205`: also where something else compares with it.
        """
        named = next((each for each in self._periods if 1 < quantity.first - each.last <= 3), None)
        if named is not None and self.sentence.lows(named.last + 1, quantity.first - 1) in _FIGURE_OF:
            return named
        before = next((each for each in self._periods if 0 < quantity.first - each.last <= 2), None)
        if before is None or before in self._owned or self.is_base(before) or before.kind is not PeriodKind.MONTH:
            return None
        between = self.sentence.lows(before.last + 1, quantity.first - 1)
        after = next((each for each in self._periods if 0 < each.first - quantity.last <= 2), None)
        dated = after is not None and self.sentence.lows(quantity.last + 1, after.first - 1) == ["in"]
        return before if between in ([], [":"], ["-"], ["–"], ["="]) and not dated else None

    def _in_front_of_bracket(self, part: Part) -> Period | None:
        """`in December (559)`, `since July (87%)`: the number in brackets is the month's before them."""
        if not part.bracketed or any(part.holds(each.first, each.last) for each in self._periods):
            return None
        near = next((each for each in self._periods if each.last == part.first - 2), None)
        return near if near is not None and near.kind not in _WINDOWS else None

    def _reads_on(self, period: Period, quantity: Quantity) -> bool:
        """`compared with October (71%)`, `since October when it was 71%`: the number is the base's own."""
        between = self.sentence.lows(period.last + 1, quantity.first - 1)
        turned = any(mark.cue in _TURNS and period.last < mark.first < quantity.first for mark in self.sentence.marks)
        return len(between) <= _READS_ON and "to" not in between and not turned

    def _following(self, quantity: Quantity, part: Part) -> Period | None:
        for at in range(quantity.last + 1, part.last + 1):
            if any(each.first == at and not each.detail for each in self.sentence.quantities):
                return None
            period = next((each for each in self._periods if each.first == at), None)
            if period is not None:
                own = not self.is_base(period) or self._follows_base_cue(quantity)
                return period if own else None
            if self.sentence.tokens[at].low == ";" or at in self._alike:
                return None
        return None

    def _follows_base_cue(self, quantity: Quantity) -> bool:
        """`from 71% in October`: the base's own number stands after the base cue."""
        return any(
            mark.cue in _BASE_CUES
            and mark.last < quantity.first
            and mark.last >= quantity.first - 4
            and not any(mark.last < each.first < quantity.first for each in self._periods)
            and not self._is_plain_on(mark.first)
            for mark in self.sentence.marks
        )

    def own(self, quantity: Quantity) -> Period | None:
        """The period that stands next to a quantity, None where none does."""
        return self._at.get(quantity)

    def at(self, quantity: Quantity) -> tuple[Period, ...]:
        """What month a quantity is about: its own, else what leads the sentence or stood last before it, or now."""
        own = self._at.get(quantity)
        return (own,) if own else self.inherited(quantity.first)

    def at_part(self, part: Part) -> tuple[Period, ...]:
        """What month a statement without a number of its own is about."""
        own = [
            period
            for period in self._periods
            if part.holds(period.first, period.last) and not self.is_base(period) and not self._is_past(period, part)
        ]
        return (own[0],) if own else self.inherited(part.first)

    def _is_past(self, period: Period, part: Part) -> bool:
        """`rose again after dipping in May`: a month that came before the one spoken of."""
        words = self.sentence.lows(part.first + 1, period.first)
        return any(turn in _PASSED and move.endswith("ing") for turn, move in pairwise(words))

    def _is_aside(self, period: Period, first: int) -> bool:
        """True of a month in brackets that the statement at token `first` does not share."""
        part = self.sentence.part_of(period.first)
        return self.sentence.parts[part].bracketed and part != self.sentence.part_of(first)

    def inherited(self, first: int) -> tuple[Period, ...]:
        """The periods said earlier in the sentence, nearest first, a trailing one, then now; empty for none."""
        earlier = [
            period
            for period in self._periods
            if period.first < first and not self.is_base(period) and not self._is_aside(period, first)
        ]
        leading = [period for period in earlier if period not in self._owned][-1:]
        nearest = [period for period in earlier[-1:] if period not in leading]
        trailing = [each for each in self._periods[-1:] if not earlier and not self.is_base(each)]
        found = (*leading, *nearest, *trailing)
        return (*found, NOW) if found else ()


def _in_run(sentence: Sentence, period: Period) -> bool:
    """True of the month or year that a run of months is counted from: `every month since January`."""
    return any(run.since is not None and run.first <= period.first <= run.last for run in sentence.runs)


def _is_window(sentence: Sentence, period: Period) -> bool:
    """True of the stretch that an extreme ranges over: `the lowest of the year`."""
    if period.kind not in _WINDOWS:
        return False
    return any(mark.cue in _EXTREMES and 0 < period.first - mark.last <= _WINDOW_REACH for mark in sentence.marks)
