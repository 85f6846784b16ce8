"""Did every month, quarter or year of a run go as said, each falling or each above target; or is it the first to?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...model import Month
from .claims import AgainstTarget, Base, Change, Relation, Streak
from .opinions import SILENT, TRUE, Opinion, anchors
from .periods import Calendar, Period, PeriodKind, Span, run, spans
from .runs import Run

_MONTH_BEFORE = Base(period=Period(kind=PeriodKind.OFFSET, first=-1, last=-1, count=-1))
OfMonth = Callable[[Change | AgainstTarget], Opinion]


def streak(claim: Streak, of_month: OfMonth, calendar: Calendar) -> Opinion:
    """Whether each month of a run bears out what is said of it. `of_month` judges one month's claim by the row."""
    ends = [span[-1].plus(-1 if claim.run.ended else 0) for span in anchors(claim.at, calendar)]
    opinions = [_ending_with(end, claim, of_month, calendar) for end in ends]
    return next((each for each in opinions if each.truth), opinions[0])


def _ending_with(end: Month, claim: Streak, of_month: OfMonth, calendar: Calendar) -> Opinion:
    if claim.run.length > 1:
        return _of_stretches(_stretches(claim.run, end, calendar), claim, of_month)
    months = _months(claim, end, calendar)
    if not months:
        return SILENT
    if claim.run.first_time:
        return _first_time(months, claim, of_month)
    return _of_each([of_month(_in_month(claim.each, month)) for month in months])


def _of_stretches(stretches: Sequence[Span], claim: Streak, of_month: OfMonth) -> Opinion:
    """Of quarters or years, each set beside the one before it."""
    return _of_each([of_month(_over(claim.each, each)) for each in stretches]) if stretches else SILENT


def _of_each(found: Sequence[Opinion]) -> Opinion:
    belying = [each for each in found if each.truth is False]
    if belying:
        return belying[-1]._replace(soft=True)
    return TRUE if all(each.truth for each in found) else SILENT


def _first_time(months: Span, claim: Streak, of_month: OfMonth) -> Opinion:
    """True of the last month alone; one before it that was near the target breaks no first time."""
    now = of_month(_in_month(claim.each, months[-1]))
    if not now.truth:
        return now._replace(soft=True)
    earlier = [_in_month(claim.each, month) for month in months[:-1]]
    so = [each for each in earlier if of_month(each).truth and not _is_near(each, of_month)]
    if not so:
        return TRUE
    why = f"it was so in {so[-1].at[0].months[0].title} as well"
    return Opinion(truth=False, why=why, month=months[-1], soft=True, reason="not the first")


def _is_near(each: Change | AgainstTarget, of_month: OfMonth) -> bool:
    return isinstance(each, AgainstTarget) and bool(of_month(each._replace(relation=Relation.NEAR)).truth)


def _months(claim: Streak, end: Month, calendar: Calendar) -> Span:
    """The months that the run covers; a change since a month, or of a year, begins with the month after."""
    if claim.run.since is None:
        return run(end.plus(1 - claim.run.size), claim.run.size)
    since = claim.run.since
    first = spans(since, end, calendar)[0][0]
    begins = first.plus(1) if since.kind is PeriodKind.MONTH or isinstance(claim.each, Change) else first
    return run(begins, end.since(begins) + 1) if begins <= end else ()


def _stretches(alike: Run, end: Month, calendar: Calendar) -> list[Span]:
    """The whole quarters or years of a run: none where its last one is not over, or was nobody says how long ago."""
    gone = end.since(end.year_start(calendar.year_starts_in)) + 1
    if gone % alike.length or alike.ended:
        return []
    firsts = (end.plus(1 - alike.length * back) for back in range(alike.size, 0, -1))
    return [run(first, alike.length) for first in firsts]


def _over(each: Change | AgainstTarget, months: Span) -> Change | AgainstTarget:
    """What is claimed, of one quarter or year: a change is then one on the quarter or year before."""
    at = (_span(months),)
    if isinstance(each, Change):
        before = Base(period=_span(tuple(month.plus(-len(months)) for month in months)))
        return each._replace(amount=None, at=at, bases=(before,), loose=False, ends=())
    return each._replace(by=None, at=at, stated=())


def _span(months: Span) -> Period:
    return Period(kind=PeriodKind.SPAN, first=-1, last=-1, months=months)


def _in_month(each: Change | AgainstTarget, month: Month) -> Change | AgainstTarget:
    """What is claimed, of one month: a change is then one on the month before."""
    at = (Period(kind=PeriodKind.MONTH, first=-1, last=-1, months=(month,)),)
    if isinstance(each, Change):
        return each._replace(amount=None, at=at, bases=(_MONTH_BEFORE,), loose=False, ends=())
    return each._replace(by=None, at=at, stated=())
