"""What a sentence claims without a number of its own: extremes, targets met or missed, on track, better than others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from .claims import AgainstTarget, Base, Change, Claim, Extreme, Similar, Streak, Track, Way
from .contradictions import ends
from .cues import FACTORS, Cue, Mark
from .parsing import Part
from .periods import Period, PeriodKind
from .relations import TOWARDS, against_others, against_target
from .repeated import run_of, since
from .roles import WAYS
from .statements import Statements
from .timing import NOW
from .wordlists import word_set

_EXTREMES = {Cue.HIGHEST: Way.UP, Cue.LOWEST: Way.DOWN, Cue.BEST: Way.BETTER, Cue.WORST: Way.WORSE}
_FIGURE_NOUNS = word_set(
    """number numbers figure figures level levels rate rates percentage percentages volume volumes total totals
    value point performance monthly result results proportion share recorded since month ever so it in this for
    of count yet seen over on at reported"""
)
_RANKED = word_set("""team teams ward wards region country council councils service services area areas group groups""")
_CONTINUING = word_set(
    """continue continues continued continuing has have keep keeps been sustained trend signs
    overall year steadily steady gradually further are is evidence"""
)
_GOES_ON = frozenset({"is", "are", "was", "were", "remain", "remains"})
_LIKE = frozenset({"that", "as", "to", "with"})
_MONTHS = (PeriodKind.MONTH, PeriodKind.OFFSET, PeriodKind.SAME_MONTH_LAST_YEAR)
_EXACT = frozenset({"same", "level"})
_LOOSE = frozenset({"stable", "steady", "held"})
"""Words of a figure that has not moved much, over no telling how long."""
_SOFTENED = word_set("broadly largely relatively fairly mostly generally almost virtually essentially nearly")
_STAYING = word_set("was were is are remained remains remain stayed stays been")
_TURNING = frozenset({"after", "following", "before"})
_FINITE = word_set("""reduce reduces increase rise fall drop decline grow decrease go climb come""")


def qualities(statements: Statements, open_parts: Sequence[int]) -> Iterator[Claim]:
    """The sentence's claims that carry no number: only those of parts that speak of what is, except for tracks."""
    yield from _tracks(statements)
    for mark in statements.sentence.marks:
        for read, cues in _READERS:
            if mark.cue in cues and statements.sentence.part_of(mark.first) in open_parts:
                yield from (_in_its_run(statements, mark, claim) for claim in read(statements, mark))


def _in_its_run(statements: Statements, mark: Mark, claim: Claim) -> Claim:
    """What is said of every month of a run, where the claim is: `fell for the third month running`."""
    run = run_of(statements.sentence, mark)
    if run is None and isinstance(claim, AgainstTarget):
        run = since(statements.sentence, mark)
    if run is None or not isinstance(claim, Change | AgainstTarget):
        return claim
    at = tuple(each for each in claim.at if not run.first <= each.first <= run.last)
    return Streak(said=claim.said, each=claim, run=run, at=at)


def _tracks(statements: Statements) -> Iterator[Claim]:
    off = [mark for mark in statements.sentence.marks if mark.cue is Cue.OFF_TRACK]
    for mark in off or [mark for mark in statements.sentence.marks if mark.cue is Cue.ON_TRACK]:
        conditional = any(
            word in ("if", "whether", "unless", "until", "get", "back")
            for word in statements.sentence.lows(0, mark.last)
        )
        if not conditional:
            negated = statements.is_negated(mark)
            yield Track(said=statements.said(mark.first), on=(mark.cue is Cue.ON_TRACK) is not negated)
            return


def _extreme(statements: Statements, mark: Mark) -> Iterator[Claim]:
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
    start = _since(statements, mark)
    over = None if start else _over(statements, mark)
    named = bool(following) and following[0] in _FIGURE_NOUNS - {"of", "on", "for", "at", "in"}
    if start or over or (named and mark.cue in (Cue.HIGHEST, Cue.LOWEST) and "of" not in following[:2]):
        own = _own_month(statements, part, (start, over))
        at = own or tuple(each for each in statements.timing.inherited(part.first) if each is not NOW)
        way, said = _EXTREMES[mark.cue], statements.said(part.first)
        yield Extreme(
            said=said, way=way, at=at, since=start, over=over, still=bool(own) and (start or over) is not None
        )


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
    return near[0] if near else _months_over(statements, mark)


def _months_over(statements: Statements, mark: Mark) -> Period | None:
    """`the best result for six months`."""
    near = (each for each in statements.sentence.runs if each.bare and 0 < each.first - mark.last <= 5)
    return next(
        (Period(kind=PeriodKind.LAST, first=each.first, last=each.last, count=each.size) for each in near), None
    )


def _own_month(statements: Statements, part: Part, used: tuple[Period | None, ...]) -> tuple[Period, ...]:
    """The month that the extreme's own part names, or the one before a bracket that it goes on from."""
    sentence = statements.sentence
    start = part.first
    place = sentence.part_of(part.first)
    if place > 1 and sentence.parts[place - 1].bracketed and sentence.tokens[part.first].low in _GOES_ON:
        start = sentence.parts[place - 2].first
    own = [
        each
        for each in sentence.periods
        if start <= each.first
        and each.last <= part.last
        and each not in used
        and not statements.timing.is_base(each)
        and each.kind in (PeriodKind.MONTH, PeriodKind.OFFSET)
    ]
    return tuple(own[:1])


def _move(statements: Statements, mark: Mark) -> Iterator[Claim]:
    """A rise or fall without its amount: `fell in December`, `continues to increase`, `more than last month`."""
    sentence = statements.sentence
    run = run_of(sentence, mark)
    sized = any(played.mark is not None and played.mark.first == mark.first for played in statements.roles.values())
    if sized and run is None:
        return
    found = statements.bases_after(mark.first)
    if mark.cue in (Cue.MORE, Cue.FEWER) and not _compares(statements, mark, len(found)):
        return
    if run is None and not _is_finite(statements, mark):
        return
    part = sentence.parts[sentence.part_of(mark.first)]
    if run is None and _TURNING & set(sentence.lows(mark.first - 2, mark.first - 1)):
        part = Part(mark.first, part.last)  # `after falling in May`: a month before it is another's
        if not any(part.holds(each.first, each.last) for each in sentence.periods):
            return
    continuing = any(word in _CONTINUING for word in sentence.lows(max(part.first, mark.first - 6), mark.last + 3))
    at = statements.timing.at_part(part)
    way = WAYS[mark.cue]
    if statements.is_negated(mark):
        return
    yield Change(
        said=statements.said(mark.first),
        way=way,
        at=at,
        bases=found,
        loose=continuing or not at,
        ends=ends(statements, mark),
    )


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
    """`a level similar to October's`, `the same as in May`."""
    sentence = statements.sentence
    near = [each for each in sentence.periods if 0 < each.first - mark.last <= 10 and each.kind in _MONTHS]
    said = statements.said(mark.first)
    exact = bool(_EXACT & set(sentence.lows(mark.first, mark.last))) and not _SOFTENED & set(
        sentence.lows(mark.first - 2, mark.first - 1)
    )
    if len(near) > 1 and _LIKE & set(sentence.lows(near[0].last + 1, near[1].first - 1)):
        yield Similar(said=said, bases=(Base(period=near[1]),), at=(near[0],), exact=exact)
    elif near:
        part = sentence.parts[sentence.part_of(mark.first)]
        own = [
            each
            for each in sentence.periods
            if part.first <= each.first < mark.first and not statements.timing.is_base(each)
        ]
        at = tuple(own[-1:]) or tuple(each for each in statements.timing.inherited(part.first) if each is not near[0])
        yield Similar(said=said, bases=(Base(period=near[0]),), at=at, exact=exact)


def _unmoved(statements: Statements, mark: Mark) -> Iterator[Claim]:
    """`was unchanged in June`, `remained flat on May`: like the month before, or what it is set beside."""
    sentence = statements.sentence
    part = sentence.parts[sentence.part_of(mark.first)]
    before = set(sentence.lows(mark.first - 3, mark.first - 1))
    of_target = any(each.cue is Cue.TARGET and part.holds(each.first, each.last) for each in sentence.marks)
    word = sentence.tokens[mark.first].low
    if of_target or word in _LOOSE or not _STAYING & before or before & _SOFTENED or statements.is_negated(mark):
        return
    at = statements.timing.at_part(part)
    bases = statements.bases_after(mark.first) or (Base(period=_before(at)),)
    yield Similar(said=statements.said(mark.first), bases=bases[:1], at=at[:1], exact=True)


def _before(at: Sequence[Period]) -> Period:
    """The month before; of a stretch its first month."""
    if at and at[0].kind is PeriodKind.SPAN:
        return replace(at[0], kind=PeriodKind.MONTH, months=at[0].months[:1])
    return Period(kind=PeriodKind.OFFSET, first=-1, last=-1, count=-1)


_READERS: tuple[tuple[Callable[[Statements, Mark], Iterator[Claim]], frozenset[Cue]], ...] = (
    (_extreme, frozenset(_EXTREMES)),
    (against_target, frozenset({Cue.TARGET})),
    (against_others, frozenset(TOWARDS)),
    (_move, frozenset(WAYS).difference(FACTORS)),
    (_similar, frozenset({Cue.SIMILAR})),
    (_unmoved, frozenset({Cue.STEADY})),
)
"""What a cue may claim, and how that is read."""
QUALITIES = frozenset({Cue.ON_TRACK, Cue.OFF_TRACK}).union(*(cues for _, cues in _READERS))
"""The cues that may claim something without a number."""
