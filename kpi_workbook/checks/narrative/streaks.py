"""Did every month of a run go as said, each falling or each above target; or is it so now for the first time?"""

from __future__ import annotations

from collections.abc import Callable

from ...model import Month
from .claims import AgainstTarget, Base, Change, Streak
from .opinions import SILENT, TRUE, Opinion, anchors
from .periods import Calendar, Period, PeriodKind, Span, run, spans

_MONTH_BEFORE = Base(period=Period(kind=PeriodKind.OFFSET, first=-1, last=-1, count=-1))
OfMonth = Callable[[Change | AgainstTarget], Opinion]


def streak(claim: Streak, of_month: OfMonth, calendar: Calendar) -> Opinion:
    """Whether each month of a run bears out what is said of it. `of_month` judges one month's claim by the row."""
    ends = [span[-1].plus(-1 if claim.run.ended else 0) for span in anchors(claim.at, calendar)]
    opinions = [_ending_with(end, claim, of_month, calendar) for end in ends]
    return next((each for each in opinions if each.truth), opinions[0])


def _ending_with(end: Month, claim: Streak, of_month: OfMonth, calendar: Calendar) -> Opinion:
    months = _months(claim, end, calendar)
    found = {month: of_month(_in_month(claim.each, month)) for month in months}
    if not found:
        return SILENT
    if claim.run.first_time:
        return _first_time(end, found)
    belying = [each for each in found.values() if each.truth is False]
    if belying:
        return belying[-1]._replace(soft=True)
    return TRUE if all(each.truth for each in found.values()) else SILENT


def _first_time(end: Month, found: dict[Month, Opinion]) -> Opinion:
    """True of the last month alone."""
    if not found[end].truth:
        return found[end]._replace(soft=True)
    earlier = [month for month, each in found.items() if each.truth and month != end]
    if not earlier:
        return TRUE
    return Opinion(
        truth=False, why=f"it was so in {earlier[-1].title} as well", month=end, soft=True, reason="not the first"
    )


def _months(claim: Streak, end: Month, calendar: Calendar) -> Span:
    """The months that the run covers; a change since a month, or of a year, begins with the month after."""
    if claim.run.since is None:
        return run(end.plus(1 - claim.run.months), claim.run.months)
    since = claim.run.since
    first = spans(since, end, calendar)[0][0]
    begins = first.plus(1) if since.kind is PeriodKind.MONTH or isinstance(claim.each, Change) else first
    return run(begins, end.since(begins) + 1) if begins <= end else ()


def _in_month(each: Change | AgainstTarget, month: Month) -> Change | AgainstTarget:
    """What is claimed, of one month: a change is then one on the month before."""
    at = (Period(kind=PeriodKind.MONTH, first=-1, last=-1, months=(month,)),)
    if isinstance(each, Change):
        return each._replace(amount=None, at=at, bases=(_MONTH_BEFORE,), loose=False, ends=())
    return each._replace(by=None, at=at, stated=())
