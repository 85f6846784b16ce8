"""What part a quantity plays in its sentence: a level, an amount of change, a target, somebody else's figure …"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from .claims import Way
from .cues import MOVES, Cue, Mark
from .numbers import Measure, Quantity
from .offsets import off_period, off_standard
from .parsing import Sentence
from .wordlists import word_set


class Part(StrEnum):
    """The part that a quantity plays."""

    LEVEL = "level"
    COUNTED = "counted"
    CHANGE = "change"
    TARGET = "target"
    DISTANCE = "distance"
    OTHERS = "others"
    SPREAD = "spread"
    NONE = "none"


class Role(NamedTuple):
    """A quantity's part; `mark`: the cue that gave it (the change verb, the comparator's name); `way` of a change."""

    part: Part
    mark: Mark | None = None
    way: Way | None = None


_FINITE_MOVES = frozenset({"rose", "fell", "dropped", "rising", "falling", "having"})
_BOUNDS = [["below"], ["above"], ["under"]]
"""`fell below 40%` gives a bound of the figure, not the size of its fall."""
_MADE_UP = frozenset(
    {"make", "makes", "made", "making", "set", "pick", "picked", "follow", "followed", "taken", "take"}
)
_AFTER_BARE = frozenset(
    {"in", "at", "on", "for", ",", ".", ")", "(", "and", "during", "as", ";", "by", "last", "this", "but"}
)
_PEAKS = frozenset({"peak", "high", "low", "maximum", "minimum"})
_BOUND_NOUNS = word_set("limit cap budget capacity threshold allowance allocation forecast estimate ambition")
_SUBSETS = frozenset({"including", "whom", "comprising", "namely", "excluding"})
_SUBSET_PAIRS = frozenset(
    {("of", "which"), ("of", "these"), ("of", "those"), ("of", "them"), ("these", ","), ("whom", ",")}
)
WAYS = {
    Cue.UP: Way.UP, Cue.DOWN: Way.DOWN, Cue.BETTER: Way.BETTER, Cue.WORSE: Way.WORSE, Cue.MORE: Way.UP,
    Cue.FEWER: Way.DOWN, Cue.DOUBLED: Way.UP, Cue.TREBLED: Way.UP, Cue.QUADRUPLED: Way.UP, Cue.HALVED: Way.DOWN,
}  # fmt: skip
_TOWARDS = {Cue.ABOVE: Way.UP, Cue.BELOW: Way.DOWN, Cue.OUTPERFORMS: Way.BETTER, Cue.SHORT: Way.WORSE}
_COMPARED = (["from"], ["with"], ["to"], ["against"], ["than"])
_RELATIONS = (Cue.ABOVE, Cue.BELOW, Cue.SHORT, Cue.OUTPERFORMS)
_TARGET_REACH = 6
_TARGET_GLUE = word_set(
    """of is was being at : ( set the to for our a an local locally agreed currently level remains stands which
    that - – = national corporate council year end annual yearly monthly stretch figure value year-end"""
)
_BEFORE_TARGET = word_set("local national corporate annual monthly year end council")
_AREA_GLUE = word_set(
    """of is was at ( : average the figure rate which stood stands being mean median - – = for performance 's s
    value who are were comparable equivalent latest current published"""
)
_AFTER_AREA_GLUE = word_set("""for in across the among our ( average of by at""")
_LIGHT = word_set("""just only now still also currently the some a an its their then even again""")
_TAKES = frozenset({"of", "took", "takes", "taking", "average", "averaging", "averaged"})
_AUXILIARIES = frozenset({"were", "was", "are", "is", "have", "has", "had", "did", "do", "does"})
_WHOLES = frozenset({"the", "our", "its", "a", "this"})
_TIME = frozenset({"day", "week", "days"})
_LEVEL_NOUNS = word_set(
    """total totals high low record figure level average number peak rate performance result value mean outturn
    score count volume caseload position maximum minimum"""
)
_CONNECTORS = word_set(
    """was were is are be been being at to from ( : = – - reached reaching reaches recorded totalled totalling
    totals averaged averaging averages hit as stood stands currently equalled numbered achieved"""
)


def role(sentence: Sentence, quantity: Quantity) -> Role:
    """The part a quantity plays, by the words next to it."""
    if any(each.is_nought and each.first <= quantity.first for each in _of_its_part(sentence, quantity)):
        return _nought(sentence, quantity)
    return (
        _target(sentence, quantity)
        or _others(sentence, quantity)
        or _spread(sentence, quantity)
        or _distance(sentence, quantity)
        or _change(sentence, quantity)
        or _level(sentence, quantity)
    )


def _nought(sentence: Sentence, quantity: Quantity) -> Role:
    """A nought by itself is a figure; not that of a target, nor beside a number (`no home took more than 30 days`)."""
    part = sentence.parts[sentence.part_of(quantity.first)]
    aimed = any(part.holds(mark.first, mark.last) for mark in _marks(sentence, Cue.TARGET, Cue.MODAL))
    beside = [each for each in _of_its_part(sentence, quantity) if each is not quantity]
    compared = all(sentence.lows(each.first - 1, each.first - 1) in _COMPARED for each in beside)
    return Role(Part.LEVEL if quantity.is_nought and compared and not aimed else Part.NONE)


def _of_its_part(sentence: Sentence, quantity: Quantity) -> list[Quantity]:
    """The quantities of the part that a quantity stands in, without those in names (`stage 1`)."""
    part = sentence.parts[sentence.part_of(quantity.first)]
    numbers = (each for each in sentence.quantities if part.holds(each.first, each.last))
    return [each for each in numbers if not each.detail or each.measure is not Measure.PLAIN]


def _marks(sentence: Sentence, *cues: Cue) -> Iterable[Mark]:
    return (mark for mark in sentence.marks if mark.cue in cues)


def _glued(sentence: Sentence, first: int, last: int, glue: frozenset[str], most: int) -> bool:
    """True where tokens `first` to `last` are few and all glue."""
    return last - first + 1 <= most and all(word in glue for word in sentence.lows(first, last))


def _target(sentence: Sentence, quantity: Quantity) -> Role | None:
    plain = quantity.measure is Measure.DAYS or not quantity.detail
    if quantity.measure is Measure.POINTS or not plain:
        return None
    for mark in _marks(sentence, Cue.TARGET):
        if _names_target(sentence, quantity, mark):
            return Role(Part.TARGET, mark)
        behind = mark.last < quantity.first
        taken = behind and any(_names_target(sentence, each, mark) for each in sentence.quantities)
        if behind and not taken and _glued(sentence, mark.last + 1, quantity.first - 1, _TARGET_GLUE, 5):
            return Role(Part.TARGET, mark)
    return None


def _names_target(sentence: Sentence, quantity: Quantity, mark: Mark) -> bool:
    """`the 80% target`: what follows it, as in `the 80% target at 88%`, is no other target."""
    before = quantity.last < mark.first and quantity.measure is not Measure.POINTS
    return before and _glued(sentence, quantity.last + 1, mark.first - 1, _BEFORE_TARGET, 2)


def _others(sentence: Sentence, quantity: Quantity) -> Role | None:
    if (quantity.detail and quantity.measure is not Measure.DAYS) or quantity.measure is Measure.POINTS:
        return None
    for mark in _marks(sentence, Cue.AREA):
        if mark.last < quantity.first and _glued(sentence, mark.last + 1, quantity.first - 1, _AREA_GLUE, 4):
            return Role(Part.OTHERS, mark)
    for mark in _marks(sentence, Cue.AREA):
        if quantity.last < mark.first and _glued(sentence, quantity.last + 1, mark.first - 1, _AFTER_AREA_GLUE, 3):
            return Role(Part.OTHERS, mark)
    return None


def _spread(sentence: Sentence, quantity: Quantity) -> Role | None:
    """`14 a working day`, `14 contacts per day`."""
    words = sentence.lows(quantity.last + 1, quantity.last + 5)
    for skip in range(3):
        rest = words[skip : skip + 3]
        if len(rest) >= 2 and rest[0] in ("a", "per", "each", "every", "an"):
            unit = rest[2] if rest[1] in ("working", "calendar") and len(rest) == 3 else rest[1]
            if unit in _TIME:
                return Role(Part.SPREAD)
    return None


def _distance(sentence: Sentence, quantity: Quantity) -> Role | None:
    """`32 above the target of 220`: how far from a target, not the figure."""
    relation = any(mark.cue in _RELATIONS and 0 < mark.first - quantity.last <= 2 for mark in sentence.marks)
    target = any(0 < mark.first - quantity.last <= _TARGET_REACH for mark in _marks(sentence, Cue.TARGET))
    bare = quantity.measure is not Measure.PERCENT and not quantity.detail
    return Role(Part.DISTANCE) if (relation and target and bare) or off_standard(sentence, quantity) else None


def _change(sentence: Sentence, quantity: Quantity) -> Role | None:
    if quantity.detail or sentence.lows(quantity.first, quantity.first) in _BOUNDS:
        return None
    behind = sentence.lows(quantity.first - 1, quantity.first - 1)
    if behind in (["to"], ["at"]):
        return None
    mark = _mover(sentence, quantity, behind)
    if mark is not None:
        return Role(Part.CHANGE, mark, WAYS[mark.cue])
    beside = off_period(sentence, quantity)
    if beside is not None:
        return Role(Part.CHANGE, beside[0], _TOWARDS[beside[0].cue])
    if quantity.measure is Measure.POINTS:
        return Role(Part.DISTANCE)
    return None


def _mover(sentence: Sentence, quantity: Quantity, behind: list[str]) -> Mark | None:
    """The change word that a quantity is the amount of: `rose by 17%`, `a rise of 17%`, `17% increase`, `5 more`."""
    start = quantity.first - 1
    nearest = [
        mark for mark in _marks(sentence, *MOVES) if mark.last < quantity.first and not _is_made_up(sentence, mark)
    ]
    if behind in (["by"], ["of"], ["a"], ["an"]) and nearest:
        reach = {"by": 12, "of": 2, "a": 2, "an": 2}[behind[0]]
        crossed = any(nearest[-1].last < each.first < quantity.first for each in sentence.quantities if not each.detail)
        if start - nearest[-1].last <= reach and not crossed:
            return nearest[-1]
    if nearest and nearest[-1].last == start:
        return nearest[-1]
    gap = {at for period in sentence.periods for at in range(period.first, period.last + 1)}
    gap |= {quantity.last + 1} if quantity.measure is Measure.DAYS else set()  # `five days fewer`
    for mark in _marks(sentence, *MOVES, Cue.MORE, Cue.FEWER):
        between = [at for at in range(quantity.last + 1, mark.first) if at not in gap]
        compared = mark.cue in (Cue.MORE, Cue.FEWER)
        if (
            quantity.last < mark.first
            and len(between) <= (0 if compared else 1)
            and not _crosses(sentence, quantity, mark)
        ):
            return mark
    return None


def _is_made_up(sentence: Sentence, mark: Mark) -> bool:
    """`make up 17%`, `set up 5 groups`: no rise."""
    before, word = sentence.lows(mark.first - 1, mark.first)[-2:] if mark.first else ("", "")
    return word in ("up", "down") and before in _MADE_UP


def _crosses(sentence: Sentence, quantity: Quantity, mark: Mark) -> bool:
    """True where a boundary lies between: `30%, up from 26%` is no amount of the change."""
    between = sentence.lows(quantity.last + 1, mark.first - 1)
    word = sentence.tokens[mark.first].low
    if word in ("up", "down"):
        return bool(between) or sentence.lows(mark.last + 1, mark.last + 1) in (["from"], ["to"], ["by"])
    return word in _FINITE_MOVES or any(word in (",", ";", "(", ")", "and", "but") for word in between)


def _stands_alone(sentence: Sentence, quantity: Quantity) -> bool:
    """True of a bare number that no noun follows: `, 71 in November`, `(119)`."""
    following = sentence.lows(quantity.last + 1, quantity.last + 1)
    dated = any(period.first == quantity.last + 1 for period in sentence.periods)
    return dated or not following or following[0] in _AFTER_BARE


def _is_of_a_part(sentence: Sentence, quantity: Quantity) -> bool:
    """True behind `of which` and the like: the number counts only some of what the sentence is about."""
    words = sentence.lows(quantity.first - 5, quantity.first - 1)
    return bool(_SUBSETS & set(words)) or any(pair in pairwise(words) for pair in _SUBSET_PAIRS)


def _is_of_those_not_so(sentence: Sentence, quantity: Quantity) -> bool:
    """`a quarter of appraisals were not completed`: what is left of the figure."""
    last = sentence.parts[sentence.part_of(quantity.first)].last
    refused = any(
        mark.cue is Cue.NOT
        and quantity.last < mark.first <= last
        and not _AUXILIARIES.isdisjoint(sentence.lows(mark.first - 1, mark.first - 1))
        for mark in sentence.marks
    )
    share = quantity.measure is Measure.PERCENT or quantity.pair is not None
    return refused and share and "of" in sentence.lows(quantity.first, quantity.last + 1)


def _is_of_no_month(sentence: Sentence, quantity: Quantity) -> bool:
    """`109 after peaking at 118`, `from its peak of 118`, `15 days against 20`: of a time before that goes unnamed."""
    last = max(sentence.parts[sentence.part_of(quantity.first)].last, quantity.last + 2)
    if any(quantity.last < each.first <= last for each in sentence.periods):
        return False
    *_, turn, move, preposition = ["", "", "", *sentence.lows(quantity.first - 3, quantity.first - 1)]
    passed = turn == "after" and move.endswith("ing") and preposition in ("at", "to", "of")
    peaked = preposition == "of" and move in _PEAKS and "from" in sentence.lows(quantity.first - 5, quantity.first - 3)
    return passed or peaked or preposition in ("against", "versus", "vs")


def _is_a_bound(sentence: Sentence, quantity: Quantity) -> bool:
    """`inside the limit of 100`: what may be, and not what is."""
    *_, bound, of = ["", "", *sentence.lows(quantity.first - 2, quantity.first - 1)]
    return of == "of" and bound in _BOUND_NOUNS


def _is_the_whole(sentence: Sentence, quantity: Quantity) -> bool:
    """`£492k of the £600k budget`: the whole that another number is a part of."""
    words = sentence.lows(quantity.first - 2, quantity.first - 1)
    start = quantity.first - (2 if words[-1:] and words[-1] in _WHOLES else 1)
    parts = [each for each in sentence.quantities if each.last == start - 1 and each.measure is quantity.measure]
    return bool(parts) and sentence.lows(start, start) == ["of"]


def _level(sentence: Sentence, quantity: Quantity) -> Role:
    never = any(mark.cue is Cue.NOT and 0 < quantity.first - mark.last <= 3 for mark in sentence.marks)
    others = (_is_of_those_not_so, _is_of_a_part, _is_the_whole, _is_of_no_month, _is_a_bound)
    if never or any(is_other(sentence, quantity) for is_other in others):
        return Role(Part.NONE)
    behind = [word for word in sentence.lows(quantity.first - 4, quantity.first - 1) if word not in _LIGHT]
    if quantity.measure is Measure.DAYS:
        return Role(Part.LEVEL if behind[-1:] and behind[-1] in _CONNECTORS | _TAKES else Part.NONE)
    if quantity.detail:
        return Role(Part.NONE)
    if quantity.measure is Measure.PERCENT or quantity.pair:
        return Role(Part.LEVEL)
    if _stands_alone(sentence, quantity):
        return Role(Part.LEVEL)
    if behind and (behind[-1] in _CONNECTORS or (behind[-1] == "of" and behind[-2:-1] and behind[-2] in _LEVEL_NOUNS)):
        return Role(Part.LEVEL)
    return Role(Part.COUNTED)
