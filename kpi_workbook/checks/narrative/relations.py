"""How a sentence sets a figure beside its target and beside others' figures: above, short of, better than."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Area
from .claims import AgainstOthers, AgainstTarget, Claim, Relation, Way
from .contradictions import beside
from .cues import Cue, Mark
from .numbers import Measure, Quantity
from .periods import Period, PeriodKind
from .roles import Part as Played
from .statements import Statements
from .wordlists import word_set

_RELATIONS = {
    Cue.ABOVE: Relation.ABOVE, Cue.BELOW: Relation.BELOW, Cue.OUTPERFORMS: Relation.MET, Cue.SHORT: Relation.MISSED,
    Cue.MET: Relation.MET, Cue.MISSED: Relation.MISSED, Cue.NEAR: Relation.NEAR,
}  # fmt: skip
_SIDES = {
    "below": Relation.BELOW, "under": Relation.BELOW, "above": Relation.ABOVE, "over": Relation.ABOVE,
}  # fmt: skip
"""The side that `just below` and `slightly above` name beside saying that it is near."""
_NEGATED = {
    Relation.ABOVE: Relation.BELOW, Relation.BELOW: Relation.ABOVE, Relation.MET: Relation.MISSED,
    Relation.MISSED: Relation.MET,
}  # fmt: skip
TOWARDS = {
    Cue.ABOVE: Way.UP, Cue.BELOW: Way.DOWN, Cue.OUTPERFORMS: Way.BETTER, Cue.SHORT: Way.WORSE, Cue.MORE: Way.UP,
    Cue.FEWER: Way.DOWN, Cue.NEAR: Way.LEVEL, Cue.SIMILAR: Way.LEVEL,
}  # fmt: skip
"""Which way the cues that set a figure beside others' say it lies."""
_RELATION_GLUE = word_set(
    """the our its their a an of to local locally agreed set annual corporate national year end yearly monthly
    council council's revised new current stretch challenging that ambitious and for this in than both on"""
)
_PASSIVE = word_set("""was were is are has have been being be not yet also again still narrowly comfortably and""")
_OTHERS_GLUE = _RELATION_GLUE | word_set(
    """average averages figure figures rate rates compared with statistical levels level performance mean median at
    by we seen in as those value latest most recent current published"""
)


def against_target(statements: Statements, mark: Mark) -> Iterator[Claim]:
    """`just short of the target`, `the target was missed`, from the word `target`."""
    sentence = statements.sentence
    if any(each.cue in (Cue.ON_TRACK, Cue.OFF_TRACK) for each in sentence.marks):
        return
    found = _relation_before(statements, mark) or _relation_behind(statements, mark)
    if found is None or sentence.lows(found.first - 1, found.first - 1) == ["months"]:
        return  # `five months below target` are none that the sentence speaks of
    relation = (
        _SIDES.get(sentence.tokens[found.last].low, _RELATIONS[found.cue])
        if found.cue is Cue.NEAR
        else (_RELATIONS[found.cue])
    )
    if statements.is_negated(found) and found.cue is not Cue.MISSED:
        if relation not in _NEGATED:
            return
        relation = _NEGATED[relation]
    part = sentence.parts[sentence.part_of(mark.first)]
    by = _distance(statements, found) or _distance_behind(statements, mark)
    at = statements.timing.at_part(part)
    if not at and "had" in sentence.lows(found.first - 3, found.first - 1):
        return  # `had been below target`: until some month that goes unnamed
    level = _level_in(statements, part.first, found.first)
    if level is not None:
        at = statements.timing.at(level)
    stated = beside(statements, found, mark.first)
    yield AgainstTarget(said=statements.said(mark.first), relation=relation, at=at, by=by, stated=stated)


def _level_in(statements: Statements, first: int, last: int) -> Quantity | None:
    levels = [
        each for each, played in statements.roles.items() if played.part is Played.LEVEL and first <= each.first <= last
    ]
    return levels[-1] if levels else None


def _relation_before(statements: Statements, target: Mark) -> Mark | None:
    """`short of the target`, `better than our 95% target`: the longest relation with only small words between."""
    sentence = statements.sentence
    found: list[Mark] = []
    for each in sentence.marks:
        if each.cue not in _RELATIONS or not 0 < target.first - each.last <= 8:
            continue
        between = [sentence.tokens[at].low for at in range(each.last + 1, target.first) if at not in sentence.measured]
        towards = sentence.lows(each.first - 1, each.first - 1) in (["to"], ["towards"], ["toward"])
        if all(word in _RELATION_GLUE for word in between) and not (each.cue is Cue.MET and towards):
            found.append(each)
    return max(found, key=lambda each: (each.last - each.first, each.first)) if found else None


def _relation_behind(statements: Statements, target: Mark) -> Mark | None:
    """`the target was missed`, `the target of 90% has been met`."""
    sentence = statements.sentence
    for each in sentence.marks:
        if each.cue not in (Cue.MET, Cue.MISSED, Cue.ABOVE) or not 0 < each.first - target.last <= 8:
            continue
        between = [sentence.tokens[at].low for at in range(target.last + 1, each.first) if at not in sentence.measured]
        verb = sentence.tokens[each.first].low not in ("on", "within", "over", "above", "reach", "meet")
        if (
            verb
            and "been" not in between[:-3]
            and any(word in _PASSIVE for word in between)
            and all(word in _PASSIVE | {"of"} for word in between)
        ):
            return each
    return None


def _distance(statements: Statements, relation: Mark) -> Quantity | None:
    """`5 points below target`, `12 above target`; in `at 12 days above target`, `12 days missed the target` a level."""
    if relation.cue in (Cue.MET, Cue.MISSED):
        return None
    for each, played in statements.roles.items():
        close = 0 < relation.first - each.last <= 2 and statements.sentence.lows(each.first - 1, each.first - 1) != [
            "at"
        ]
        if close and (
            played.part is Played.DISTANCE or (each.measure in (Measure.PLAIN, Measure.DAYS) and not each.detail)
        ):
            return each
    return None


def _distance_behind(statements: Statements, named: Mark) -> Quantity | None:
    """`missed the target by 5 points`."""
    sizes = (each for each in statements.roles if each.first == named.last + 2)
    return next((each for each in sizes if statements.roles[each].part is Played.DISTANCE), None)


def against_others(statements: Statements, mark: Mark) -> Iterator[Claim]:
    """`higher than England`, `better than in 2021/22`, `in line with neighbours`."""
    sentence = statements.sentence
    named = [
        (each.first, each.area, " ".join(sentence.lows(each.first, each.last)))
        for each in sentence.marks
        if each.cue is Cue.AREA
    ]
    named += [
        (each.first, Area.PREVIOUS_YEAR, "last year") for each in sentence.periods if each.kind is PeriodKind.LAST_YEAR
    ]
    if _inside_longer(statements, mark):
        return
    for first, area, name in named:
        between = [sentence.tokens[at].low for at in range(mark.last + 1, first) if at not in sentence.measured]
        if not 0 < first - mark.last <= 8 or not all(word in _OTHERS_GLUE for word in between):
            continue
        if mark.cue in (Cue.MORE, Cue.FEWER) and "than" not in between:
            continue
        way = TOWARDS[mark.cue]
        if statements.is_negated(mark):
            if way is Way.LEVEL:
                continue
            way = {Way.UP: Way.DOWN, Way.DOWN: Way.UP, Way.BETTER: Way.WORSE, Way.WORSE: Way.BETTER}[way]
        part = sentence.parts[sentence.part_of(mark.first)]
        yield AgainstOthers(
            said=statements.said(mark.first),
            way=way,
            area=area,
            name=name,
            at=_level_at(statements, part.first, mark.first),
            by=_distance_before(statements, mark),
            stated=beside(statements, mark, first),
        )


def _distance_before(statements: Statements, mark: Mark) -> Quantity | None:
    """`30 points below England`, `four days faster than the England average`."""
    by = _distance(statements, mark)
    return by if by is not None and statements.roles[by].part is Played.DISTANCE else None


def _level_at(statements: Statements, first: int, last: int) -> tuple[Period, ...]:
    level = _level_in(statements, first, last)
    return statements.timing.at(level) if level else statements.timing.inherited(first)


def _inside_longer(statements: Statements, mark: Mark) -> bool:
    """`lower` inside `lower than` says the same thing once."""
    return any(
        each is not mark
        and each.cue in TOWARDS
        and each.first <= mark.first
        and mark.last <= each.last
        and each.last - each.first > mark.last - mark.first
        for each in statements.sentence.marks
    )
