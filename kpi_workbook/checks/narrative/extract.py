"""The claims of a passage: each statement of its sentences as a frozen noun, with its month and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...model import Passage
from .claims import Base, Change, Claim, Level, OthersFigure, Pooling, Said, Share, Shift, Spread, TargetFigure, Way
from .cues import Cue, Phrases
from .numbers import Hedge, Measure, Quantity
from .parsing import Sentence, parse
from .periods import Calendar, Period, PeriodKind
from .qualities import qualities
from .roles import Part, Role, role
from .timing import NOW, Timing

_NO_WORDS = " .,;:()-–"
_CONTEXT = 6
"""How many parts of sentences before a statement may still tell whom it is about."""
_NOUN_WORDS = 12
"""How many words behind a bare number may name what it counts."""
_LONGEST_QUOTE = 90
_FACTOR_ROOM = 0.4  # "halved" is said of anything from 40% to 60%
_FACTORS = {Cue.DOUBLED: 1.0, Cue.TREBLED: 2.0, Cue.HALVED: -0.5}


@dataclass(frozen=True)
class Reader:
    """What it takes to read a passage: the months, the phrases (with the comparators' names)."""

    calendar: Calendar
    phrases: Phrases


def claims(passage: Passage, section: int, reader: Reader) -> Iterator[Claim]:
    """Everything a passage claims, in its order. Never raises, whatever the text."""
    before: list[str] = []
    for sentence in parse(passage.text, reader.calendar, reader.phrases):
        yield from Statements(sentence, passage, section, tuple(before[-_CONTEXT:])).claims()
        before += [sentence.words(part.first, part.last) for part in sentence.parts]


class Statements:
    """One sentence's statements."""

    def __init__(self, sentence: Sentence, passage: Passage, section: int, before: Sequence[str]) -> None:
        self.sentence = sentence
        self.timing = Timing(sentence)
        self._passage = passage
        self._section = section
        self._before = before
        self._dated = {period.first for period in sentence.periods}
        self.roles = {each: role(sentence, each) for each in sentence.quantities}

    def claims(self) -> Iterator[Claim]:
        """The sentence's claims: its numbers, then what it says without one."""
        open_parts = [place for place in range(len(self.sentence.parts)) if not self._is_hoped(place)]
        yield from self._shares()
        yield from self._shifts()
        for quantity, played in self.roles.items():
            if self.sentence.part_of(quantity.first) in open_parts or played.part in (Part.TARGET, Part.OTHERS):
                yield from self._of(quantity, played)
        yield from self._factors(open_parts)
        yield from qualities(self, open_parts)

    def _is_hoped(self, place: int) -> bool:
        """True of a part that speaks of what should, will or may be, itself or before it in the sentence."""
        last = self.sentence.parts[place].last
        first = max(
            (at + 1 for at in range(last) if self.sentence.tokens[at].low in (";", "but", "although")), default=0
        )
        return any(mark.cue is Cue.MODAL and first <= mark.first <= last for mark in self.sentence.marks)

    def said(self, first: int, own: str | None = None) -> Said:
        """Where something at token `first` is said, with the words that tell whom it is about."""
        place = self.sentence.part_of(first)
        parts = self.sentence.parts
        words = [self.sentence.words(part.first, part.last) for part in parts[: place + 1]]
        near = [text for text in (*self._before, *words[:-1]) if text.strip(_NO_WORDS)][-_CONTEXT:]
        part = parts[place]
        if own is not None:
            near.append(words[-1])
        quote = self._quote(part.first, part.last, first)
        return Said(
            place=self._passage.place,
            section=self._section,
            quote=quote,
            own=words[-1] if own is None else own,
            before=tuple(reversed(near)),
        )

    def _quote(self, first: int, last: int, at: int) -> str:
        """The part's own text, of a long part what stands around token `at`."""
        tokens = self.sentence.tokens
        while tokens[last].end - tokens[first].start > _LONGEST_QUOTE:
            if at - first > last - at:
                first += 1
            else:
                last -= 1
            if first >= at >= last:
                break
        return self._passage.text[tokens[first].start : tokens[last].end]

    def _shares(self) -> Iterator[Claim]:
        """A percentage with its counts beside it, in brackets or before."""
        numbers = self.sentence.quantities
        for one, two in pairwise(numbers):
            counts, share = (one, two) if one.pair else (two, one)
            apart = two.first - one.last
            if counts.pair and share.measure is Measure.PERCENT and share.hedge is Hedge.NONE and apart <= 2:
                yield Share(said=self.said(one.first), percentage=share, counts=counts)

    def _shifts(self) -> Iterator[Claim]:
        """`from 402 to 315 (22%)`."""
        numbers = [each for each in self.sentence.quantities if not each.detail]
        for then, now, size in zip(numbers, numbers[1:], numbers[2:], strict=False):
            behind = [self.sentence.lows(each.first - 1, each.first - 1) for each in (then, now, size)]
            plain = then.measure is now.measure is Measure.PLAIN and size.measure is Measure.PERCENT
            if plain and behind == [["from"], ["to"], ["("]] and size.first - now.last <= _NOUN_WORDS:
                yield Shift(said=self.said(now.first), then=then, now=now, amount=size)

    def _of(self, quantity: Quantity, played: Role) -> Iterator[Claim]:
        match played.part:
            case Part.TARGET:
                yield TargetFigure(said=self.said(quantity.first), amount=quantity)
            case Part.OTHERS:
                if played.mark is not None and played.mark.area is not None:
                    name = " ".join(self.sentence.lows(played.mark.first, played.mark.last))
                    said = self.said(quantity.first)
                    yield OthersFigure(said=said, amount=quantity, area=played.mark.area, name=name)
            case Part.SPREAD:
                yield from self._spread(quantity)
            case Part.CHANGE:
                yield self._change(quantity, played)
            case Part.LEVEL | Part.COUNTED:
                yield self._level(quantity, played.part is Part.COUNTED)

    def _spread(self, quantity: Quantity) -> Iterator[Claim]:
        """The count over its days: what it spreads is the number before it in the sentence."""
        words = self.sentence.lows(quantity.last + 1, quantity.last + 5)
        over = "working day" if "working" in words else "week" if "week" in words else "day"
        if "month" in words:
            return
        earlier = [each for each in self.sentence.quantities if each.last < quantity.first and not each.detail]
        if earlier and earlier[-1].measure is Measure.PLAIN:
            at = self.timing.at(earlier[-1])
            yield Spread(said=self.said(quantity.first), amount=quantity, whole=earlier[-1], over=over, at=at)

    def _change(self, quantity: Quantity, played: Role) -> Change:
        first = min(quantity.first, played.mark.first if played.mark else quantity.first)
        found = self.bases_after(first) or self._bases_summed_up(first, quantity)
        at = self.timing.at(quantity)
        return Change(
            said=self._said_of_change(quantity),
            way=played.way or Way.UP,
            amount=quantity,
            at=at,
            bases=found,
            loose=not at,
        )

    def _bases_summed_up(self, first: int, quantity: Quantity) -> tuple[Base, ...]:
        """The movement told beside: `rose from 47 in May to 71, an increase of 51%`, `fell by a fifth, from 36 …`."""
        place = self.sentence.part_of(first)
        if self.timing.own(quantity) is not None:
            return ()
        beside = [*self.sentence.parts[max(place - 1, 0) : place], *self.sentence.parts[place + 1 : place + 2]]
        moved = [
            part for part in beside
            if any(mark.cue is Cue.FROM and part.holds(mark.first, mark.last) for mark in self.sentence.marks)
        ]  # fmt: skip
        return tuple(
            base for base in self.timing.bases if any(part.holds(base.period.first, base.period.last) for part in moved)
        )

    def _said_of_change(self, quantity: Quantity) -> Said:
        return self.said(quantity.first)

    def bases_after(self, first: int) -> tuple[Base, ...]:
        """What a change at token `first` is counted from: its part's bases and those of the parts that go on."""
        parts = self.sentence.parts
        place = self.sentence.part_of(first)
        last = parts[place].last
        for part in parts[place + 1 :]:
            if part.bracketed or self._has_own_statement(part.first, part.last):
                break
            last = part.last
        start = parts[place].first
        return tuple(base for base in self.timing.bases if start <= base.period.first <= last)

    def _has_own_statement(self, first: int, last: int) -> bool:
        moved = any(
            mark.cue in (Cue.UP, Cue.DOWN, Cue.HIGHEST, Cue.LOWEST) and first <= mark.first <= last
            for mark in self.sentence.marks
        )
        return moved or any(first <= each.first <= last for each in self.roles)

    def _factors(self, open_parts: Sequence[int]) -> Iterator[Claim]:
        """`doubled`, `halved`, `trebled` are changes by a known share."""
        for mark in self.sentence.marks:
            if mark.cue in _FACTORS and self.sentence.part_of(mark.first) in open_parts:
                share = abs(_FACTORS[mark.cue])
                about = Quantity(
                    value=share,
                    step=share * _FACTOR_ROOM,
                    first=mark.first,
                    last=mark.last,
                    measure=Measure.PERCENT,
                    spelt=True,
                )
                part = self.sentence.parts[self.sentence.part_of(mark.first)]
                yield Change(
                    said=self.said(mark.first),
                    way=Way.DOWN if mark.cue is Cue.HALVED else Way.UP,
                    amount=about,
                    at=self.timing.at_part(part),
                    bases=self.bases_after(mark.first),
                    loose=True,
                )

    def _level(self, quantity: Quantity, counted: bool) -> Level:
        """A figure at a month. A bare number belongs to the noun behind it, and to nothing said before."""
        said = self.said(quantity.first, self._noun(quantity) if counted else None)
        if counted:
            said = Said(place=said.place, section=said.section, quote=said.quote, own=said.own)
        return Level(
            said=said,
            amount=quantity,
            at=self._at_level(quantity),
            pooled=self._pooling(quantity),
            otherwise=self._change_before(quantity),
        )

    def _change_before(self, quantity: Quantity) -> Change | None:
        """The change that a number in brackets may give again in another unit."""
        parts = self.sentence.parts
        place = self.sentence.part_of(quantity.first)
        earlier = [each for each in self.sentence.quantities if each.last < quantity.first and not each.detail]
        if not place or not parts[place].bracketed or not earlier or earlier[-1].last < parts[place - 1].first:
            return None
        played = self.roles[earlier[-1]]
        if played.part is not Part.CHANGE:
            return None
        return replace(self._change(earlier[-1], played), amount=quantity)

    def _noun(self, quantity: Quantity) -> str:
        end = min(quantity.last + _NOUN_WORDS, self.sentence.parts[self.sentence.part_of(quantity.first)].last)
        stops = [
            at
            for at in range(quantity.last + 1, end + 1)
            if self.sentence.tokens[at].low in (",", "(", ":") or at + 1 in self._dated
        ]
        return self.sentence.words(quantity.last + 1, (stops[0] - 1) if stops else end)

    def _at_level(self, quantity: Quantity) -> tuple[Period, ...]:
        """A starting level (`from 71%`) without a month is that of the month before."""
        behind = self.sentence.lows(quantity.first - 1, quantity.first - 1)
        own = self.timing.at(quantity)
        moves = any(mark.cue in (Cue.UP, Cue.DOWN, Cue.BETTER, Cue.WORSE) for mark in self.sentence.marks)
        ended = [
            each for each in self.sentence.quantities if self.sentence.lows(each.first - 1, each.first - 1) == ["to"]
        ]
        if behind == ["from"] and (moves or ended):
            near = self.timing.own(quantity)
            behind_it = near is not None and near.first > quantity.last and not _is_stretch(near)
            return (near,) if near is not None and behind_it else _starts(own)
        if behind == ["to"] and own and _is_stretch(own[0]):
            return (_end(own[0]), NOW)
        return own

    def _pooling(self, quantity: Quantity) -> Pooling:
        part = self.sentence.parts[self.sentence.part_of(quantity.first)]
        start = max((each.last + 1 for each in self.sentence.quantities if each.last < quantity.first), default=0)
        near = [
            mark
            for mark in self.sentence.marks
            if max(start, part.first) <= mark.first < quantity.first or 0 < mark.first - quantity.last <= 2
        ]
        monthly = any(
            mark.cue is Cue.EACH and 0 < mark.first - quantity.last <= _NOUN_WORDS and mark.last <= part.last
            for mark in self.sentence.marks
        )
        if monthly or any(mark.cue is Cue.AVERAGE for mark in near):
            return Pooling.AVERAGE
        return Pooling.TOTAL if any(mark.cue is Cue.TOTAL for mark in near) else Pooling.NONE


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
