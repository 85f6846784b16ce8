"""How many days and working days a month has: what "14 a working day" is reckoned with."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from ...model import Month


def in_month(month: Month) -> int:
    """The days of a month."""
    return monthrange(month.year, month.month)[1]


def working_days(month: Month) -> tuple[int, int]:
    """Monday to Friday with England's bank holidays taken off, and without: both are in use."""
    first = date(month.year, month.month, 1)
    days = [first + timedelta(days=step) for step in range(in_month(month))]
    week = [day for day in days if day.weekday() < 5]
    holidays = _bank_holidays(month.year)
    return sum(day not in holidays for day in week), len(week)


def _bank_holidays(year: int) -> frozenset[date]:
    """England's usual eight, those on a weekend moved to the next free weekday."""
    easter = _easter(year)
    fixed = [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)]
    found = {
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _monday(year, 5, 1),
        _last_monday(year, 5),
        _last_monday(year, 8),
    }
    for day in fixed:
        while day.weekday() >= 5 or day in found:
            day += timedelta(days=1)
        found.add(day)
    return frozenset(found)


def _monday(year: int, month: int, first_day: int) -> date:
    day = date(year, month, first_day)
    return day + timedelta(days=-day.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    return _monday(year, month, monthrange(year, month)[1] - 6)


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741 - the algorithm's own letter
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)
