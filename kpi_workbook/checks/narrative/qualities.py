"""What a sentence claims without a number of its own: extremes, targets met or missed, on track, better than others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...model import Area
from .claims import AgainstOthers, AgainstTarget, Base, Change, Claim, Extreme, Relation, Similar, Track, Way
from .cues import Cue, Mark
from .numbers import Measure, Quantity
from .periods import Period, PeriodKind
from .roles import WAYS
from .roles import Part as Played
from .timing import NOW
from .wordlists import word_set

if TYPE_CHECKING:
    from .extract import Statements

_RELATIONS = {
    Cue.ABOVE: Relation.ABOVE, Cue.BELOW: Relation.BELOW, Cue.OUTPERFORMS: Relation.MET, Cue.SHORT: Relation.MISSED,
    Cue.MET: Relation.MET, Cue.MISSED: Relation.MISSED, Cue.NEAR: Relation.NEAR,
}  # fmt: skip
_NEGATED = {
    Relation.ABOVE: Relation.BELOW, Relation.BELOW: Relation.ABOVE, Relation.MET: Relation.MISSED,
    Relation.MISSED: Relation.MET,
}  # fmt: skip
_TOWARDS = {
    Cue.ABOVE: Way.UP, Cue.BELOW: Way.DOWN, Cue.OUTPERFORMS: Way.BETTER, Cue.SHORT: Way.WORSE, Cue.MORE: Way.UP,
    Cue.FEWER: Way.DOWN, Cue.NEAR: Way.LEVEL, Cue.SIMILAR: Way.LEVEL,
}  # fmt: skip
_EXTREMES = {Cue.HIGHEST: Way.UP, Cue.LOWEST: Way.DOWN, Cue.BEST: Way.BETTER, Cue.WORST: Way.WORSE}
_RELATION_GLUE = word_set(
    """the our its their a an of to local locally agreed set annual corporate national year end yearly monthly
    council council's revised new current stretch challenging that ambitious and for this in than both on"""
)
_PASSIVE = word_set("""was were is are has have been being be not yet also again still narrowly comfortably and""")
_FIGURE_NOUNS = word_set(
    """number numbers figure figures level levels rate rates percentage percentages volume volumes total totals
    value point performance monthly result results proportion share recorded since month ever so it in this for
    of count yet seen over on at reported"""
)
_RANKED = word_set("""team teams ward wards region country council councils service services area areas group groups""")
_OTHERS_GLUE = _RELATION_GLUE | word_set(
    """average averages figure figures rate rates compared with statistical levels level performance mean median at
    by we seen in as those value"""
)
_LIKE = frozenset({"that", "as", "to", "with"})
_FINITE = word_set("""reduce reduces increase rise fall drop decline grow decrease go climb come""")


def qualities(statements: Statements, open_parts: Sequence[int]) -> Iterator[Claim]:
    """The sentence's claims that carry no number: only those of parts that speak of what is, except for tracks."""
    yield from _tracks(statements)
    for mark in statements.sentence.marks:
        if statements.sentence.part_of(mark.first) not in open_parts:
            continue
        yield from _extreme(statements, mark)
        yield from _against_target(statements, mark)
        yield from _against_others(statements, mark)
        yield from _move(statements, mark)
        yield from _similar(statements, mark)


def _tracks(statements: Statements) -> Iterator[Claim]:
    off = [mark for mark in statements.sentence.marks if mark.cue is Cue.OFF_TRACK]
    for mark in off or [mark for mark in statements.sentence.marks if mark.cue is Cue.ON_TRACK]:
        conditional = any(
            word in ("if", "whether", "unless", "until", "get", "back")
            for word in statements.sentence.lows(0, mark.last)
        )
        if not conditional:
            negated = _is_negated(statements, mark)
            yield Track(said=statements.said(mark.first), on=(mark.cue is Cue.ON_TRACK) is not negated)
            return


def _extreme(statements: Statements, mark: Mark) -> Iterator[Claim]:
    if mark.cue not in _EXTREMES:
        return
    sentence = statements.sentence
    part = sentence.parts[sentence.part_of(mark.first)]
    following = sentence.lows(mark.last + 1, mark.last + 6)
    ranked = any(word in _RANKED for word in following) or any(
        each.cue is Cue.AREA and mark.last < each.first <= mark.last + 6 for each in sentence.marks
    )
    moved = any(
        each.cue in (Cue.UP, Cue.DOWN, Cue.BETTER) and 0 < each.first - mark.last <= 2 for each in sentence.marks
    )
    if ranked or moved:
        return
    since = _since(statements, mark)
    over = None if since else _over(statements, mark)
    named = bool(following) and following[0] in _FIGURE_NOUNS - {"of", "on", "for", "at", "in"}
    if since or over or (named and mark.cue in (Cue.HIGHEST, Cue.LOWEST) and "of" not in following[:2]):
        at = _extreme_at(statements, mark, (since, over))
        yield Extreme(said=statements.said(part.first), way=_EXTREMES[mark.cue], at=at, since=since, over=over)


def _since(statements: Statements, mark: Mark) -> Period | None:
    """`lowest since June`, `best for care leavers since 78% in June`: the period behind the next `since`."""
    sentence = statements.sentence
    cue = next((each for each in sentence.marks if each.cue is Cue.SINCE and 0 < each.first - mark.last <= 14), None)
    if cue is None:
        return None
    return next((each for each in sentence.periods if 0 < each.first - cue.last <= 8), None)


def _over(statements: Statements, mark: Mark) -> Period | None:
    """`the lowest this year`, `the highest in the last six months`, `of the year`."""
    kinds = (PeriodKind.YEAR_TO_DATE, PeriodKind.LAST, PeriodKind.BEFORE, PeriodKind.SPAN, PeriodKind.QUARTER)
    near = [each for each in statements.sentence.periods if 0 < each.first - mark.last <= 7 and each.kind in kinds]
    return near[0] if near else None


def _extreme_at(statements: Statements, mark: Mark, used: tuple[Period | None, ...]) -> tuple[Period, ...]:
    sentence, timing = statements.sentence, statements.timing
    part = sentence.parts[sentence.part_of(mark.first)]
    own = [
        each
        for each in sentence.periods
        if part.holds(each.first, each.last)
        and each not in used
        and not timing.is_base(each)
        and each.kind in (PeriodKind.MONTH, PeriodKind.OFFSET)
    ]
    inherited = timing.inherited(part.first)
    return (own[0],) if own else tuple(each for each in inherited if each is not NOW)


def _against_target(statements: Statements, mark: Mark) -> Iterator[Claim]:
    sentence = statements.sentence
    if mark.cue is not Cue.TARGET or any(each.cue in (Cue.ON_TRACK, Cue.OFF_TRACK) for each in sentence.marks):
        return
    found = _relation_before(statements, mark) or _relation_behind(statements, mark)
    if found is None:
        return
    relation = _RELATIONS[found.cue]
    if _is_negated(statements, found) and found.cue is not Cue.MISSED:
        if relation not in _NEGATED:
            return
        relation = _NEGATED[relation]
    part = sentence.parts[sentence.part_of(mark.first)]
    by = _distance(statements, found)
    at = statements.timing.at_part(part)
    level = _level_in(statements, part.first, found.first)
    if level is not None:
        at = statements.timing.at(level)
    yield AgainstTarget(said=statements.said(mark.first), relation=relation, at=at, by=by)


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
    """`5 points below target`, `12 above target`."""
    for each, played in statements.roles.items():
        close = 0 < relation.first - each.last <= 2
        if close and (played.part is Played.DISTANCE or (each.measure is Measure.PLAIN and not each.detail)):
            return each
    return None


def _is_negated(statements: Statements, mark: Mark) -> bool:
    return any(each.cue is Cue.NOT and 0 < mark.first - each.last <= 3 for each in statements.sentence.marks)


def _against_others(statements: Statements, mark: Mark) -> Iterator[Claim]:
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
    if mark.cue not in _TOWARDS or _inside_longer(statements, mark):
        return
    for first, area, name in named:
        between = [sentence.tokens[at].low for at in range(mark.last + 1, first) if at not in sentence.measured]
        if not 0 < first - mark.last <= 8 or not all(word in _OTHERS_GLUE for word in between):
            continue
        if mark.cue in (Cue.MORE, Cue.FEWER) and "than" not in between:
            continue
        way = _TOWARDS[mark.cue]
        if _is_negated(statements, mark):
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
        )


def _level_at(statements: Statements, first: int, last: int) -> tuple[Period, ...]:
    level = _level_in(statements, first, last)
    return statements.timing.at(level) if level else statements.timing.inherited(first)


def _inside_longer(statements: Statements, mark: Mark) -> bool:
    """`lower` inside `lower than` says the same thing once."""
    return any(
        each is not mark
        and each.cue in _TOWARDS
        and each.first <= mark.first
        and mark.last <= each.last
        and each.last - each.first > mark.last - mark.first
        for each in statements.sentence.marks
    )


def _move(statements: Statements, mark: Mark) -> Iterator[Claim]:
    """A rise or fall without its amount: `fell in December`, `continues to increase`, `more than last month`."""
    sentence = statements.sentence
    if mark.cue not in WAYS or mark.cue in (Cue.DOUBLED, Cue.HALVED, Cue.TREBLED):
        return
    if any(played.mark is not None and played.mark.first == mark.first for played in statements.roles.values()):
        return
    found = statements.bases_after(mark.first)
    if mark.cue in (Cue.MORE, Cue.FEWER) and not _compares(statements, mark, len(found)):
        return
    if not _is_finite(statements, mark):
        return
    part = sentence.parts[sentence.part_of(mark.first)]
    continuing = any(
        word
        in (
            "continue",
            "continues",
            "continued",
            "continuing",
            "has",
            "have",
            "keep",
            "keeps",
            "been",
            "sustained",
            "trend",
            "signs",
            "overall",
            "year",
            "steadily",
            "steady",
            "gradually",
            "further",
            "are",
            "is",
            "evidence",
        )
        for word in sentence.lows(max(part.first, mark.first - 6), mark.last + 3)
    )
    at = statements.timing.at_part(part)
    way = WAYS[mark.cue]
    if _is_negated(statements, mark):
        return
    yield Change(said=statements.said(mark.first), way=way, at=at, bases=found, loose=continuing or not at)


def _compares(statements: Statements, mark: Mark, bases: int) -> bool:
    hedging = any(each.first <= mark.first <= each.last for each in statements.sentence.quantities)
    following = statements.sentence.lows(mark.last + 1, mark.last + 2)
    beside = following[:1] == ["than"] and any(
        each.kind is PeriodKind.LAST_YEAR for each in statements.sentence.periods
    )
    return (
        bases > 0
        and not hedging
        and not beside
        and following != ["the", "better"]
        and "than" in statements.sentence.lows(mark.last + 1, mark.last + 12)
    )


def _is_finite(statements: Statements, mark: Mark) -> bool:
    """Whether a change word states a fact: `to reduce delays` and `up to date` do not, `continues to fall` does."""
    sentence = statements.sentence
    word = sentence.tokens[mark.first].low
    behind = sentence.lows(mark.first - 2, mark.first - 1)
    if word in ("up", "down") and mark.first == mark.last:
        following = sentence.lows(mark.last + 1, mark.last + 1)
        numbered = any(each.first == mark.last + 1 for each in sentence.quantities)
        return numbered or following in (["by"], ["from"], ["on"], ["again"], ["since"], ["slightly"], ["sharply"])
    if behind[-1:] == ["to"]:
        return behind[0] in ("continue", "continues", "continued", "continuing", "began", "begun", "started")
    return word not in _FINITE or behind[-1:] in (["keep"], ["keeps"]) or mark.cue in (Cue.MORE, Cue.FEWER)


def _similar(statements: Statements, mark: Mark) -> Iterator[Claim]:
    sentence = statements.sentence
    if mark.cue is not Cue.SIMILAR:
        return
    near = [
        each
        for each in sentence.periods
        if 0 < each.first - mark.last <= 10
        and each.kind in (PeriodKind.MONTH, PeriodKind.OFFSET, PeriodKind.SAME_MONTH_LAST_YEAR)
    ]
    if len(near) > 1 and _LIKE & set(sentence.lows(near[0].last + 1, near[1].first - 1)):
        yield Similar(said=statements.said(mark.first), bases=(Base(period=near[1]),), at=(near[0],))
    elif near:
        part = sentence.parts[sentence.part_of(mark.first)]
        own = [
            each
            for each in sentence.periods
            if part.first <= each.first < mark.first and not statements.timing.is_base(each)
        ]
        at = tuple(own[-1:]) or statements.timing.inherited(part.first)
        yield Similar(said=statements.said(mark.first), bases=(Base(period=near[0]),), at=at)
