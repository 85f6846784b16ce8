"""The claims of a passage: each statement of its sentences as a frozen noun, with its month and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...model import Passage
from .claims import Base, Change, Claim, Level, OthersFigure, Pooling, Share, Shift, Spread, TargetFigure, Way
from .cues import Cue, Phrases
from .moments import moments
from .numbers import Hedge, Measure, Quantity
from .parsing import Sentence, parse
from .periods import Calendar
from .qualities import QUALITIES, qualities
from .roles import Part, Role
from .statements import Statements

_NOUN_WORDS = 12
"""How many words behind a bare number may name what it counts."""
_SHIFTS = ([["from"], ["to"], ["("]], [["from"], ["to"], ["of"]])
"""What stands before each of the three numbers of a movement with its size."""
_FACTOR_ROOM = 0.4  # "halved" is said of anything from 40% to 60%
_FACTORS = {Cue.DOUBLED: 1.0, Cue.TREBLED: 2.0, Cue.QUADRUPLED: 3.0, Cue.HALVED: -0.5}
_CLAIMING = QUALITIES | _FACTORS.keys()


@dataclass(frozen=True)
class Reader:
    """What it takes to read a passage: the months, the phrases (with the comparators' names). Each is read once."""

    calendar: Calendar
    phrases: Phrases
    _read: dict[str, list[Sentence]] = field(default_factory=dict, repr=False, compare=False)

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of a passage."""
        if text not in self._read:
            self._read[text] = parse(text, self.calendar, self.phrases)
        return self._read[text]


def claims(passage: Passage, section: int, reader: Reader) -> Iterator[Claim]:
    """Everything a passage claims, in its order. Never raises, whatever the text."""
    heard: list[Sentence] = []
    for sentence in reader.sentences(passage.text):
        if sentence.quantities or any(mark.cue in _CLAIMING for mark in sentence.marks):
            yield from _claims_of(Statements(sentence, passage, section, heard))
        heard.append(sentence)


def _claims_of(statements: Statements) -> Iterator[Claim]:
    """The sentence's claims: its numbers, then what it says without one."""
    open_parts = statements.open_parts
    yield from _shares(statements)
    yield from _shifts(statements)
    for quantity, played in statements.roles.items():
        if statements.sentence.part_of(quantity.first) in open_parts or played.part in (Part.TARGET, Part.OTHERS):
            yield from _of(statements, quantity, played)
    yield from _factors(statements, open_parts)
    yield from qualities(statements, open_parts)


def _shares(statements: Statements) -> Iterator[Claim]:
    """A percentage with its counts beside it, in brackets or before."""
    numbers = statements.sentence.quantities
    for one, two in pairwise(numbers):
        counts, share = (one, two) if one.pair else (two, one)
        apart = two.first - one.last
        bare = statements.sentence.lows(two.first - 1, two.first - 1) == ["("] and (
            statements.sentence.lows(two.last + 1, two.last + 1) == [")"]
        )
        if counts.pair and share.measure is Measure.PERCENT and share.hedge is Hedge.NONE and (apart <= 2 or bare):
            yield Share(said=statements.said(one.first), percentage=share, counts=counts)


def _shifts(statements: Statements) -> Iterator[Claim]:
    """`from 402 to 315 (22%)`, `from 402 to 315, a fall of 22%`."""
    numbers = [each for each in statements.sentence.quantities if not each.detail]
    for then, now, size in zip(numbers, numbers[1:], numbers[2:], strict=False):
        behind = [statements.sentence.lows(each.first - 1, each.first - 1) for each in (then, now, size)]
        plain = then.measure is now.measure is Measure.PLAIN and size.measure is Measure.PERCENT
        if plain and behind in _SHIFTS and size.first - now.last <= _NOUN_WORDS:
            yield Shift(said=statements.said(now.first), then=then, now=now, amount=size)


def _of(statements: Statements, quantity: Quantity, played: Role) -> Iterator[Claim]:
    match played.part:
        case Part.TARGET:
            yield TargetFigure(said=statements.said(quantity.first), amount=quantity)
        case Part.OTHERS:
            if played.mark is not None and played.mark.area is not None:
                name = " ".join(statements.sentence.lows(played.mark.first, played.mark.last))
                said = statements.said(quantity.first)
                yield OthersFigure(said=said, amount=quantity, area=played.mark.area, name=name)
        case Part.SPREAD:
            yield from _spread(statements, quantity)
        case Part.CHANGE:
            yield _change(statements, quantity, played)
        case Part.LEVEL | Part.COUNTED:
            yield _level(statements, quantity, played.part is Part.COUNTED)


def _spread(statements: Statements, quantity: Quantity) -> Iterator[Claim]:
    """The count over its days: what it spreads is the number before it in the sentence."""
    words = statements.sentence.lows(quantity.last + 1, quantity.last + 5)
    over = "working day" if "working" in words else "week" if "week" in words else "day"
    if "month" in words:
        return
    earlier = [each for each in statements.sentence.quantities if each.last < quantity.first and not each.detail]
    if earlier and earlier[-1].measure is Measure.PLAIN:
        at = statements.timing.at(earlier[-1])
        yield Spread(said=statements.said(quantity.first), amount=quantity, whole=earlier[-1], over=over, at=at)


def _change(statements: Statements, quantity: Quantity, played: Role) -> Change:
    first = min(quantity.first, played.mark.first if played.mark else quantity.first)
    named = statements.bases_after(first)
    summed_up = () if named else _bases_summed_up(statements, first, quantity)
    at = statements.timing.at(quantity)
    rest = statements.behind_bracket(quantity.first)
    if rest is not None and statements.timing.own(quantity) is None:
        at = statements.timing.at_part(rest)
    if summed_up and at:
        at = at[:1]
    return Change(
        said=statements.said(quantity.first),
        way=played.way or Way.UP,
        amount=quantity,
        at=at,
        bases=named or summed_up,
        loose=not at,
    )


def _bases_summed_up(statements: Statements, first: int, quantity: Quantity) -> tuple[Base, ...]:
    """The movement told beside: `rose from 47 in May to 71, an increase of 51%`, `fell by a fifth, from 36 …`."""
    place = statements.sentence.part_of(first)
    if statements.timing.own(quantity) is not None:
        return ()
    beside = [*statements.sentence.parts[max(place - 1, 0) : place], *statements.sentence.parts[place + 1 : place + 2]]
    moved = [
        part for part in beside
        if any(mark.cue is Cue.FROM and part.holds(mark.first, mark.last) for mark in statements.sentence.marks)
    ]  # fmt: skip
    return tuple(
        base
        for base in statements.timing.bases
        if any(part.holds(base.period.first, base.period.last) for part in moved)
    )


def _factors(statements: Statements, open_parts: Sequence[int]) -> Iterator[Claim]:
    """`doubled`, `halved`, `trebled` are changes by a known share."""
    sentence = statements.sentence
    for mark in sentence.marks:
        if mark.cue not in _FACTORS or sentence.part_of(mark.first) not in open_parts:
            continue
        bases = statements.bases_after(mark.first)
        if mark.last > mark.first and not bases:
            continue  # `twice the target`, `double the England rate`
        share = abs(_FACTORS[mark.cue])
        yield Change(
            said=statements.said(mark.first),
            way=Way.DOWN if mark.cue is Cue.HALVED else Way.UP,
            amount=Quantity(
                value=share,
                step=share * _FACTOR_ROOM,
                first=mark.first,
                last=mark.last,
                measure=Measure.PERCENT,
                spelt=True,
            ),
            at=statements.timing.at_part(sentence.parts[sentence.part_of(mark.first)]),
            bases=bases,
            loose=True,
        )


def _level(statements: Statements, quantity: Quantity, counted: bool) -> Level:
    """A figure at a month. A bare number belongs to the noun behind it, and to nothing said before."""
    said = statements.said(quantity.first, _noun(statements, quantity) if counted else None)
    if counted:
        said = said._replace(before=(), behind=())
    return Level(
        said=said,
        amount=quantity,
        at=moments(statements, quantity),
        pooled=_pooling(statements, quantity),
        otherwise=_change_before(statements, quantity),
        counted=counted,
    )


def _change_before(statements: Statements, quantity: Quantity) -> Change | None:
    """The change that a number in brackets may give again in another unit."""
    parts = statements.sentence.parts
    place = statements.sentence.part_of(quantity.first)
    earlier = [each for each in statements.sentence.quantities if each.last < quantity.first and not each.detail]
    if not place or not parts[place].bracketed or not earlier or earlier[-1].last < parts[place - 1].first:
        return None
    played = statements.roles[earlier[-1]]
    if played.part is not Part.CHANGE:
        return None
    return _change(statements, earlier[-1], played)._replace(amount=quantity)


def _noun(statements: Statements, quantity: Quantity) -> str:
    end = min(quantity.last + _NOUN_WORDS, statements.sentence.parts[statements.sentence.part_of(quantity.first)].last)
    stops = [
        at
        for at in range(quantity.last + 1, end + 1)
        if statements.sentence.tokens[at].low in (",", "(", ":")
        or at + 1 in {period.first for period in statements.sentence.periods}
    ]
    return statements.sentence.words(quantity.last + 1, (stops[0] - 1) if stops else end)


def _pooling(statements: Statements, quantity: Quantity) -> Pooling:
    part = statements.sentence.parts[statements.sentence.part_of(quantity.first)]
    start = max((each.last + 1 for each in statements.sentence.quantities if each.last < quantity.first), default=0)
    near = [
        mark
        for mark in statements.sentence.marks
        if max(start, part.first) <= mark.first < quantity.first or 0 < mark.first - quantity.last <= 2
    ]
    monthly = any(
        mark.cue is Cue.EACH and 0 < mark.first - quantity.last <= _NOUN_WORDS and mark.last <= part.last
        for mark in statements.sentence.marks
    )
    if monthly or any(mark.cue is Cue.AVERAGE for mark in near):
        return Pooling.AVERAGE
    return Pooling.TOTAL if any(mark.cue is Cue.TOTAL for mark in near) else Pooling.NONE
