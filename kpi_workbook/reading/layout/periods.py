"""Headings of several months at once: quarters, spans of months, the year to date, other years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import Month
from ..months import FINANCIAL_YEAR_STARTS, NAMED, full_year
from ..words import AREAS, normal, role_of
from ..years import spans_in
from .parts import MonthColumn

CALENDAR_YEAR_STARTS = 1
MONTHS_IN_QUARTER = 3
_QUARTERS_START = (1, 4, 7, 10)

_NAME = r"(?P<{0}>[a-z]{{3,9}})\.?[\s'’\-]*(?P<{0}_year>20\d\d|\d\d)?"
_SPAN = re.compile(
    r"(?:q[1-4]\s*[:(-]?\s*)?"
    + _NAME.format("first") + r"\s*(?:to|-|–|—|/)\s*" + _NAME.format("last") + r"\s*\)?(?:\s+[a-z]+)?",
    re.IGNORECASE,
)  # fmt: skip
_QUARTER = re.compile(
    r"(?i)(?:q|qtr|quarter)\s*(?P<number>[1-4])\b.*"
    r"|(?P<ordinal>1st|2nd|3rd|4th|first|second|third|fourth) (?:quarter|qtr)\b.*"
    r"|(?:qtr|quarter|quarterly)\.? (?:total|sum|actual|figure|result|outturn|average|avg|performance)"
)
_ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_YEAR = re.compile(r"(?:19|20)?\d\d\s*[/\-–]\s*(?:20)?\d\d|(?:19|20)\d\d|(?<=FY)\s?\d\d")

_BESIDE_NAME = re.compile(
    r"(?i)\b(?:fy\s*)?(?:20)?\d\d\s*[/\-–]\s*(?:20)?\d\d\b|\b20\d\d\b|\boutturn\b"
    r"|\bactual\b|\bperformance\b|\bvalue\b|\byear end\b|\bfor\b|[()]"
)
_AREA_WORDS = frozenset(normal(spelling) for spelling, _ in AREAS)


def year_text(heading: str) -> str | None:
    """The year as a heading writes it (`21/22`)."""
    found = _YEAR.search(heading)
    return found[0].strip() if found else None


def own_name(heading: str) -> str | None:
    """What a previous year's heading says beside the year, where that is a name."""
    rest = " ".join(_BESIDE_NAME.sub(" ", heading).split()).strip(" -–:,")
    words = normal(rest)
    if not words or words in _AREA_WORDS or role_of(rest) or not rest[0].isupper() or len(words.split()) > 4:
        return None
    return None if any(word in _AREA_WORDS or word in ("year", "previous", "last") for word in words.split()) else rest


def span_of_months(heading: str, months: Sequence[MonthColumn]) -> tuple[Month, ...]:
    """The months that a heading such as `Apr-Jun` or `Apr-22 to Dec-22` covers, of those in the table."""
    ends = _SPAN.fullmatch(heading.strip())
    first, last = (NAMED.get(ends[end].lower()) for end in ("first", "last")) if ends else (None, None)
    if not (ends and first and last):
        return ()
    year = full_year(ends["last_year"]) if ends["last_year"] else None
    own = sorted({column.slot.month for column in months})
    stop = next((month for month in own if month.month == last and year in (None, month.year)), None)
    return tuple(month for month in own if stop and 0 <= stop.since(month) <= (last - first) % 12)


def is_quarter(heading: str) -> bool:
    """Whether a heading names a quarter."""
    return bool(_QUARTER.fullmatch(heading.strip()))


def months_of_quarter(heading: str, position: int, months: Sequence[MonthColumn]) -> tuple[Month, ...]:
    """The months of `Q1`: of the financial year that the heading names; else of the year by which the quarter ends
    with the month before the column; else the latest of the financial year; of `Qtr total` the three months before it.
    None where the table lacks them."""
    found = _QUARTER.fullmatch(heading.strip())
    before = [column for column in months if column.position < position]
    if not found:
        return ()
    if not found["number"] and not found["ordinal"]:
        return tuple(sorted(column.slot.month for column in before[-MONTHS_IN_QUARTER:]))
    number = int(found["number"]) if found["number"] else _ORDINALS[found["ordinal"].lower()]
    own = sorted({column.slot.month for column in months})
    named = next((span for span in spans_in(heading) if span.financial), None)
    if named:
        starts = Month(named.first, FINANCIAL_YEAR_STARTS)
    elif not before:
        return ()
    else:
        last = max(before, key=lambda column: column.position).slot.month
        ending = last.plus(1 - MONTHS_IN_QUARTER * number)
        among = len(before) < len(months) and ending.month in _QUARTERS_START
        calendar_year = own[0].month == CALENDAR_YEAR_STARTS
        starts = ending if among else last.year_start(CALENDAR_YEAR_STARTS if calendar_year else FINANCIAL_YEAR_STARTS)
    first = starts.plus(MONTHS_IN_QUARTER * (number - 1))
    return tuple(month for month in own if 0 <= month.since(first) < MONTHS_IN_QUARTER)
