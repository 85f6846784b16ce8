"""Does it stand to its target, its year's end and others' figures as said?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean

from ...figures.results import Word
from ...figures.rounding import percent
from ...model import Comparison, MeasureType, Polarity, Target
from .amounts import fits
from .claims import AgainstOthers, AgainstTarget, Relation, Track, Way
from .numbers import Measure, Quantity
from .opinions import SILENT, TRUE, Opinion, alike, anchors, words_of
from .periods import Calendar, Period, PeriodKind
from .series import Series

_NEAR_POINTS, _FAR_POINTS = 0.05, 0.10
_NEAR_SHARE, _FAR_SHARE = 0.10, 0.20
"""Within the first of a target one may say "near", beyond the second one may not; in between nothing is said."""
_LEVEL_POINTS, _LEVEL_SHARE = 0.03, 0.08
_RELATION_WORDS = {
    Relation.ABOVE: "above",
    Relation.BELOW: "below",
    Relation.MET: "as good as",
    Relation.MISSED: "short of",
    Relation.NEAR: "near",
}


def against_target(claim: AgainstTarget, series: Series, calendar: Calendar) -> Opinion:
    """Whether the figure stands to its target as said, in any reading of which figure is meant."""
    target = series.result.target or series.indicator.target
    if target is None or target.value is None:
        return SILENT
    goals = _goals(series, target)
    own = list(_own(claim.at, series, calendar))
    judged = [_stands(claim, series, target, value, goal) for value in own for goal in goals]
    if not judged or any(judged):
        return TRUE if judged else SILENT
    if any(each is None for each in judged):
        return SILENT
    value, goal = own[0], goals[0]
    month = calendar.reporting if not claim.at else anchors(claim.at, calendar)[0][-1]
    aim = target.typed or words_of(goal, series)
    why = f"its figure for {month.title} is {words_of(value, series)} and its target {aim}"
    if claim.by is not None and claim.by.measure is Measure.PERCENT and goal:
        why += f", {percent(abs(value - goal) / abs(goal), 0)} apart"
    return Opinion(
        truth=False,
        why=why,
        month=month,
        found=_RELATION_WORDS[claim.relation],
        expected=words_of(value, series),
        soft=claim.by is None,
    )


def _goals(series: Series, target: Target) -> list[float]:
    ends = [series.share(float(end)) for end in (target.value, target.upper) if end is not None]
    shares = [each.target for each in (series.result.to_date,) if each.target is not None]
    return [*ends, *(share for share in shares if share not in ends)]


def _own(at: Sequence[Period], series: Series, calendar: Calendar) -> Iterable[float]:
    """The figures that may be meant: the month's, or the months' together; the year's too where no month is named."""
    for span in anchors(at, calendar):
        yield from series.whole(span)
    named = len(at) == 1 and at[0].kind is PeriodKind.MONTH
    if not named or series.kind is MeasureType.CUMULATIVE:
        yield from series.annualised()


def _stands(claim: AgainstTarget, series: Series, target: Target, value: float, goal: float) -> bool | None:
    """True, false or unknown for one reading."""
    if claim.by is not None:
        so_far = _distance_fits(claim.by, series, value, goal)
        side = so_far and _stands(claim._replace(by=None), series, target, value, goal)
        return so_far if not so_far or side is None else side or value == goal
    match claim.relation:
        case Relation.ABOVE:
            return value > goal or alike(value, goal, series) or _performs(claim, series, value - goal, 1)
        case Relation.BELOW:
            return value < goal or _performs(claim, series, value - goal, -1)
        case Relation.NEAR:
            return _is_near(series, value, goal)
        case Relation.MET | Relation.MISSED:
            met = _meets(target, series, value, goal)
            if met is None or claim.relation is Relation.MISSED:
                return None if met is None else not met
            return met or alike(value, goal, series)


def _performs(claim: AgainstTarget, series: Series, over: float, sign: int) -> bool:
    """`performing below target` may speak of how good it is, not of how large."""
    good = {Polarity.HIGH: 1, Polarity.LOW: -1}.get(series.polarity, 0)
    return "perform" in claim.said.quote.lower() and good * over * sign > 0


def _distance_fits(by: Quantity, series: Series, value: float, other: float) -> bool | None:
    """Whether two figures lie so far apart; a percentage may say how far in proportion, or of percentages in points.
    None where the row is in other units."""
    if by.measure is not Measure.PERCENT and (by.measure is Measure.POINTS) is not series.is_share:
        return None
    if by.measure is Measure.DAYS and not series.is_days:
        return None
    values = (value, float(f"{value:.2f}")) if series.is_share else (value,)
    apart = [abs(each - other) for each in values]
    if by.measure is not Measure.PERCENT:
        return any(fits(by, each) for each in apart)
    relative = [each / abs(other) for each in apart] if other else []
    inside = [*apart, *values] if series.is_share else []  # `was 94% above its target`: the figure itself
    return any(fits(by, each) for each in (*relative, *inside))


def _is_near(series: Series, value: float, goal: float) -> bool | None:
    apart = abs(value - goal) if series.is_share else abs(value - goal) / max(abs(goal), 1.0)
    near, far = (_NEAR_POINTS, _FAR_POINTS) if series.is_share else (_NEAR_SHARE, _FAR_SHARE)
    return True if apart <= near else None if apart <= far else False


def _meets(target: Target, series: Series, value: float, goal: float) -> bool | None:
    comparison = target.comparison or {Polarity.HIGH: Comparison.AT_LEAST, Polarity.LOW: Comparison.AT_MOST}.get(
        series.polarity
    )
    match comparison:
        case Comparison.AT_LEAST:
            return value >= goal
        case Comparison.AT_MOST:
            return value <= goal
        case Comparison.ABOVE:
            return value > goal
        case Comparison.BELOW:
            return value < goal
        case _:
            return None


def track(claim: Track, series: Series, calendar: Calendar) -> Opinion:
    """Whether the year will end where the target wants it, at the pace so far."""
    forecast, month, to_date = series.result.forecast, series.result.in_month, series.result.to_date
    words = {month.word, to_date.word, forecast.word}
    if forecast.word not in (Word.MET, Word.MISSED, Word.NEAR) or Word.NEAR in words:
        return SILENT
    if claim.on and Word.MET in words:
        return TRUE
    if not claim.on and words & {Word.MISSED}:
        return TRUE
    what = "will miss it" if claim.on else "will meet it"
    figure = "" if forecast.figure is None else f": {words_of(forecast.figure, series)}"
    goal = "" if forecast.target is None else f" against {words_of(forecast.target, series)}"
    return Opinion(
        truth=False,
        why=f"at the pace so far the year {what}{figure}{goal}",
        month=calendar.reporting,
        soft=True,
        found="on track" if claim.on else "not on track",
        expected=None if forecast.figure is None else words_of(forecast.figure, series),
    )


def against_others(claim: AgainstOthers, series: Series, calendar: Calendar) -> Opinion:
    """Whether the figure stands to the comparators as said; to each of them where several are named together."""
    found = series.comparators(claim.area, claim.name)
    others = [series.share(float(each.value)) for each in found if each.value is not None]
    own = list(_own(claim.at, series, calendar))
    if not others or not own:
        return SILENT
    judged = [[_beside(claim, series, value, other) for other in others] for value in own]
    if any(all(each) for each in judged):
        return TRUE
    if any(each is None for row in judged for each in row) or (len(others) > 1 and any(any(row) for row in judged)):
        return SILENT
    value = own[0]
    names = " and ".join(f"{each.name} {words_of(other, series)}" for each, other in zip(found, others, strict=True))
    return Opinion(
        truth=False,
        why=f"its own figure is {words_of(value, series)} beside {names}",
        month=calendar.reporting,
        found=words_of(value, series),
        expected=words_of(fmean(others), series),
        soft=True,
    )


def _beside(claim: AgainstOthers, series: Series, value: float, other: float) -> bool | None:
    stands = _on_side(claim.way, series, value, other)
    return stands if claim.by is None or not stands else _distance_fits(claim.by, series, value, other)


def _on_side(way: Way, series: Series, value: float, other: float) -> bool | None:
    if way is Way.LEVEL:
        apart = abs(value - other) if series.is_share else abs(value - other) / max(abs(other), 1.0)
        near = _LEVEL_POINTS if series.is_share else _LEVEL_SHARE
        return True if apart <= near else None if apart <= 2 * near else False
    if alike(value, other, series):
        return None
    if way in (Way.UP, Way.DOWN):
        return (value > other) is (way is Way.UP)
    good = {Polarity.HIGH: True, Polarity.LOW: False}.get(series.polarity)
    return None if good is None else ((value > other) is good) is (way is Way.BETTER)
