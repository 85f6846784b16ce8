"""Stretches of time as officers mean them: `in November`, `the previous six months`, `the year to date`.

A period is found in a sentence (`dates`) without knowing whom it is said of; `spans` resolves it against the month the
statement is about, into the alternatives that an honest reader could mean, the likeliest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ...model import Month


class PeriodKind(StrEnum):
    """What a period names. BEFORE counts months before the statement's; LAST counts up to it, as SINCE does from a
    month on."""

    MONTH = "month"
    SPAN = "span"
    EITHER = "either"
    OFFSET = "offset"
    BEFORE = "before"
    LAST = "last"
    SINCE = "since"
    YEAR_TO_DATE = "year to date"
    YEAR_START = "year start"
    QUARTER = "quarter"
    LAST_QUARTER = "last quarter"
    SAME_QUARTER_LAST_YEAR = "same quarter last year"
    YEAR = "financial year"
    CALENDAR_YEAR = "calendar year"
    YEAR_END = "year end"
    LAST_YEAR = "last year"
    SAME_MONTH_LAST_YEAR = "same month last year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of time as said. `months`: those named. `count`: how many (BEFORE, LAST), which (QUARTER), by how many
    months (OFFSET) or the first year (YEAR). `first`, `last`: the tokens. `guessed`: its year was not written."""

    kind: PeriodKind
    first: int
    last: int
    months: tuple[Month, ...] = ()
    count: int = 0
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The reporting month, and the month that the financial year starts in."""

    reporting: Month
    year_starts_in: int = 4

    def recent(self, month: int) -> Month:
        """The latest month of that number that is not after the reporting month."""
        year = self.reporting.year if month <= self.reporting.month else self.reporting.year - 1
        return Month(year, month)


Span = tuple[Month, ...]
ALL_EARLIER = 99
"""The count of BEFORE for every earlier month of the year."""


def spans(period: Period, anchor: Month, calendar: Calendar) -> tuple[Span, ...]:
    """What a period may mean for a statement about the month `anchor`: alternatives, each a run of months."""
    if period.kind in (PeriodKind.MONTH, PeriodKind.SPAN):
        return (period.months,)
    if period.kind is PeriodKind.SINCE:
        months = run(period.months[0], anchor.since(period.months[0]) + 1)
        return months, months[1:] or months
    if period.kind is PeriodKind.EITHER:
        return (*((month,) for month in reversed(period.months)), period.months)
    if period.kind in (PeriodKind.OFFSET, PeriodKind.BEFORE, PeriodKind.LAST, PeriodKind.SAME_MONTH_LAST_YEAR):
        return _counted(period, anchor, calendar)
    return _of_year(period, anchor, calendar)


def _counted(period: Period, anchor: Month, calendar: Calendar) -> tuple[Span, ...]:
    """Stretches counted in months from the one spoken of."""
    if period.kind is PeriodKind.OFFSET:
        reference = calendar.reporting if period.count == 0 else anchor
        return ((reference.plus(period.count),),)
    if period.kind is PeriodKind.SAME_MONTH_LAST_YEAR:
        return ((anchor.plus(-12),),)
    if period.kind is PeriodKind.LAST:
        return run(anchor.plus(1 - period.count), period.count), run(anchor.plus(-period.count), period.count)
    gone = anchor.since(anchor.year_start(calendar.year_starts_in))
    count = max(gone, 1) if period.count == ALL_EARLIER else period.count
    return (run(anchor.plus(-count), count),)


def _of_year(period: Period, anchor: Month, calendar: Calendar) -> tuple[Span, ...]:
    """Stretches of a financial or calendar year."""
    if period.kind is PeriodKind.SAME_QUARTER_LAST_YEAR:
        anchor = anchor.plus(-12)
    start = anchor.year_start(calendar.year_starts_in)
    match period.kind:
        case PeriodKind.YEAR_TO_DATE:
            return (run(start, anchor.since(start) + 1),)
        case PeriodKind.YEAR_START:
            return ((start,),)
        case PeriodKind.YEAR_END:
            return ((start.plus(11),),)
        case PeriodKind.YEAR:
            return (run(Month(period.count, calendar.year_starts_in), 12),)
        case PeriodKind.CALENDAR_YEAR:
            return (run(Month(period.count, 1), 12),)
        case PeriodKind.LAST_YEAR:
            return (run(start.plus(-12), 12), (anchor.plus(-12),))
        case _:
            return _quarter(period, anchor, start)


def _quarter(period: Period, anchor: Month, start: Month) -> tuple[Span, ...]:
    """A quarter of the anchor's financial year, cut at the anchor; `this quarter` or one by its number."""
    if period.count:
        first = start.plus(3 * (period.count - 1))
        first = first if first <= anchor else first.plus(-12)
    else:
        first = start.plus(anchor.since(start) // 3 * 3)
        first = first.plus(-3) if period.kind is PeriodKind.LAST_QUARTER else first
    whole = run(first, 3)
    return (tuple(month for month in whole if month <= anchor) or whole,)


def run(first: Month, count: int) -> Span:
    """So many months from the first on, at least one."""
    return tuple(first.plus(step) for step in range(max(count, 1)))
