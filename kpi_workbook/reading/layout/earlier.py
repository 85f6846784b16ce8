"""Lines of earlier years beneath an indicator's own (`Actual`, `Target`, `2021/22`): months of the series as well."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Month
from ..words import normal
from ..years import heading_span
from .parts import MonthColumn

MOST_YEARS_BACK = 10
_LAST_YEAR = frozenset({
    "last year", "previous year", "prior year", "same month last year", "same period last year",
    "same month previous year", "last year actual", "previous year actual", "prior year actual",
    "last year's actual", "last year's performance", "last year performance", "same time last year",
})  # fmt: skip


def years_back(label: str, months: Sequence[MonthColumn], year_starts_in: int = 4) -> int | None:
    """How many years before its headings a line's label puts its figures, 0 for their own year; None for no year.

    Headings of more than one year say enough themselves.
    """
    if normal(label) in _LAST_YEAR:
        return 1
    span = heading_span(label)
    headed = sorted({column.slot.month for column in months if column.slot.month.year})
    if span is None or not headed or headed[-1].since(headed[0]) > 11:
        return None
    own = headed[-1].year_start(year_starts_in).year if span.financial else headed[-1].year
    back = own - span.first
    return back if 0 <= back <= MOST_YEARS_BACK else None


def moved(month: Month, years: int) -> Month:
    """The same month, so many years before."""
    return month.plus(-12 * years)
