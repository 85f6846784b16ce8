"""Months in words: `December 2022`, `in November`, `31 March`, `since the start of the year`, `Q3`, `2021/22`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...model import MONTH_NAMES, Month
from .period_phrases import PERIOD_PHRASES
from .periods import Calendar, Period, PeriodKind, run
from .spelt import NUMBER_WORDS, small
from .tokens import Kind, Token

_NAMES = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
_NAMES |= {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)} | {"sept": 9}
_ALSO_WORDS = frozenset({"may", "march", "mar", "august"})
_TO = frozenset({"to", "-", "–", "until", "through", "to the end of", "up to"})
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}

_YEARS_AHEAD = 20
"""A number beyond this many years from now is no year."""
_YEARS_BACK = 4
"""How far back `Dec 22` may reach; another number behind a month is its figure."""
_BACKWARD = frozenset({"previous", "preceding", "prior"})
_RECENT = frozenset({"last", "past", "latest", "recent"})
_NOT_PERIODS_AFTER = frozenset({"within"})
_POSSESSIVE = ("'s", "’s")
_LAST_YEAR = re.compile(r"(?:of |in |the )*(?:last year|previous year|year before|a year ago|a year earlier) ")
"""Behind the name of a month."""
_EDGES = {"start": 0, "beginning": 0, "end": 11}
_OPENING = frozenset({*_BACKWARD, *_RECENT, *_NAMES, *NUMBER_WORDS, *_ORDINALS, *_EDGES, "q", "qtr", "quarter"})
"""The words that a period other than a phrase may begin with."""


def periods(tokens: Sequence[Token], calendar: Calendar) -> list[Period]:
    """The periods of a sentence in order, none overlapping."""
    found: list[Period] = []
    phrases: dict[int, Period] = {}
    for first, last, (kind, count) in PERIOD_PHRASES.within([token.low for token in tokens]):
        phrases.setdefault(first, Period(kind=kind, first=first, last=last, count=count))
    after = 0
    for at, token in enumerate(tokens):
        opens = token.low in _OPENING if token.kind is Kind.WORD else token.kind is not Kind.MARK
        period = phrases.get(at) or (_read(tokens, at, calendar) if opens else None)
        if period is not None and at >= after:
            found.append(period)
            after = period.last + 1
    return _joined(found, tokens)


def _read(tokens: Sequence[Token], at: int, calendar: Calendar) -> Period | None:
    return (
        _counted(tokens, at)
        or _numbered_quarter(tokens, at)
        or _edge(tokens, at, calendar)
        or _month(tokens, at, calendar)
        or _year(tokens, at, calendar)
    )


def _counted(tokens: Sequence[Token], at: int) -> Period | None:
    """`previous six months`, `last 12 months`, `six months before`, `first quarter`, `first half of the year`."""
    words = [token.low for token in tokens[at : at + 3]]
    if len(words) < 2 or (at and tokens[at - 1].low in _NOT_PERIODS_AFTER):
        return None
    if len(words) == 3 and words[2] in ("months", "months'") and words[0] in _BACKWARD | _RECENT:
        count = _count(tokens[at + 1])
        kind = PeriodKind.BEFORE if words[0] in _BACKWARD else PeriodKind.LAST
        return Period(kind=kind, first=at, last=at + 2, count=count) if count else None
    if len(words) == 3 and words[1] == "months" and words[2] in ("before", "previously", "earlier", "ago"):
        count = _count(tokens[at])
        return Period(kind=PeriodKind.OFFSET, first=at, last=at + 2, count=-count) if count else None
    on_end = words[2:] == ["running"] or [token.low for token in tokens[at + 2 : at + 5]] == ["in", "a", "row"]
    if words[1] == "quarter" and words[0] in _ORDINALS and words[0] != "last" and not on_end:
        return Period(kind=PeriodKind.QUARTER, first=at, last=at + 1, count=_ORDINALS[words[0]])
    return None


def _count(token: Token) -> int:
    if token.kind is Kind.NUMBER and token.decimals == 0 and 1 < token.value <= 60 and not token.suffix:
        return int(token.value)
    spelt = small(token.low)
    return spelt if spelt > 1 else 0


def _numbered_quarter(tokens: Sequence[Token], at: int) -> Period | None:
    """`Q3`, `quarter 3`, `quarter three`."""
    low = tokens[at].low
    if low == "q" and at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end:
        number = tokens[at + 1].value
    elif low in ("quarter", "qtr") and at + 1 < len(tokens):
        number = _count(tokens[at + 1]) or (1 if tokens[at + 1].low in ("1", "one") else 0)
    else:
        return None
    return Period(kind=PeriodKind.QUARTER, first=at, last=at + 1, count=int(number)) if 1 <= number <= 4 else None


def _month(tokens: Sequence[Token], at: int, calendar: Calendar) -> Period | None:
    """A month's name with its year if one follows, a day before it allowed: `31 March 2023`, `Dec-22`, `Nov '22`."""
    place = at
    day = _day(tokens[place])
    if day and place + 1 < len(tokens):
        place += 1 + (tokens[place + 1].low == "of")
    if place >= len(tokens) or not _is_month(tokens, place, bool(day)):
        return None
    number = _NAMES[tokens[place].low]
    behind = _LAST_YEAR.match(" ".join(token.low for token in tokens[place + 1 : place + 4]) + " ")
    if behind is not None:
        return _month_last_year(number, at, place + len(behind.group().split()), calendar)
    year, last = _year_after(tokens, place)
    if year and tokens[last].low != str(year) and last == place + 1 and not _is_near(year, calendar):
        year, last = 0, place  # `Feb 49, Jan 54`: the month's figures
    month = Month(year, number) if year else calendar.recent(number)
    if day == 1 and year:
        month = month.plus(-1)  # figures "at 1 January" are those of the end of December
    return Period(kind=PeriodKind.MONTH, first=at, last=last, months=(month,), guessed=not year)


def _month_last_year(number: int, first: int, last: int, calendar: Calendar) -> Period:
    """`July last year`: of the calendar's last year; of the financial year's as well where this one had a July."""
    recent = calendar.recent(number)
    months = {Month(calendar.reporting.year - 1, number)}
    if recent >= calendar.reporting.year_start(calendar.year_starts_in):
        months.add(recent.plus(-12))
    kind = PeriodKind.MONTH if len(months) == 1 else PeriodKind.EITHER
    return Period(kind=kind, first=first, last=last, months=tuple(sorted(months)), guessed=True)


def _is_near(year: int, calendar: Calendar) -> bool:
    """Whether a report may speak of a year by two digits alone."""
    return -_YEARS_BACK <= year - calendar.reporting.year <= 1


def _day(token: Token) -> int:
    plain = token.kind is Kind.NUMBER and token.decimals == 0 and token.suffix in ("", "st", "nd", "rd", "th")
    return int(token.value) if plain and 1 <= token.value <= 31 else 0


def _is_month(tokens: Sequence[Token], at: int, dated: bool) -> bool:
    token = tokens[at]
    if token.kind is not Kind.WORD or token.low not in _NAMES:
        return False
    if token.low not in _ALSO_WORDS or dated:
        return token.text[0].isupper() or dated
    follows_year = _year_after(tokens, at)[0] != 0
    return token.text[0].isupper() and (at > 0 or follows_year)


def _year_after(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The year written behind a month's name and its last token; 0 where none is."""
    place = at + 1
    if place < len(tokens) and tokens[place].low in ("-", "'", "’", "‘", "–", ","):
        place += 1
    if place >= len(tokens) or tokens[place].kind is not Kind.NUMBER or tokens[place].suffix or tokens[place].decimals:
        return 0, at
    token = tokens[place]
    if 1990 <= token.value <= 2100 and len(token.low) == 4:
        return int(token.value), place
    joined = place > at + 1 and tokens[place - 1].low != "," and token.start - tokens[at].end <= 2
    close = len(token.low) == 2 and (joined or _bare_short_year(tokens, at, place))
    return (2000 + int(token.value), place) if close and 10 <= token.value <= 60 else (0, at)


def _bare_short_year(tokens: Sequence[Token], at: int, place: int) -> bool:
    """`Dec 22` at the end of something: no noun follows that the number could count."""
    following = tokens[place + 1].low if place + 1 < len(tokens) else "."
    return (
        place == at + 1
        and len(tokens[at].low) <= 4
        and following in (".", ",", ")", "(", ";", "and", "to", ":", "was", "is")
    )


def _year(tokens: Sequence[Token], at: int, calendar: Calendar) -> Period | None:
    """`2021/22`, or a lone `2022`, which is no figure."""
    token = tokens[at]
    if token.kind is Kind.YEAR:
        year = int(token.value)
        if int(token.other) % 100 != (year + 1) % 100:
            return None
        current = year == calendar.reporting.year_start(calendar.year_starts_in).year
        kind = PeriodKind.YEAR_TO_DATE if current else PeriodKind.YEAR
        if year == calendar.reporting.year_start(calendar.year_starts_in).year - 1:
            kind = PeriodKind.LAST_YEAR
        return Period(kind=kind, first=at, last=at, count=year)
    if token.kind is Kind.PAIR and 15 <= token.value <= 60 and token.other == token.value + 1 and len(token.text) == 5:
        return _year_of_pair(token, at, calendar)
    whole = [each.kind for each in tokens[at + 1 : at + 3]] == [Kind.WORD, Kind.NUMBER] and tokens[at + 1].low == "of"
    four = token.kind is Kind.NUMBER and len(token.text) == 4 and not token.suffix and not whole  # `2023 of 4,100`
    if four and 1990 <= token.value <= calendar.reporting.year + _YEARS_AHEAD:
        return Period(kind=PeriodKind.CALENDAR_YEAR, first=at, last=at, count=int(token.value))
    return None


def _edge(tokens: Sequence[Token], at: int, calendar: Calendar) -> Period | None:
    """`the start of 2023/24`: its first month; the end of it: its last; the start of May: May."""
    words = [token.low for token in tokens[at : at + 3]]
    place = at + 2 + (words[2:] == ["the"])
    if words[0] not in _EDGES or words[1:2] != ["of"] or place >= len(tokens):
        return None
    year = _year(tokens, place, calendar)
    if year is None:
        named = _month(tokens, place, calendar)
        return replace(named, first=at) if named is not None and named.kind is PeriodKind.MONTH else None
    start = 1 if year.kind is PeriodKind.CALENDAR_YEAR else calendar.year_starts_in
    month = Month(year.count, start).plus(_EDGES[words[0]])
    return Period(kind=PeriodKind.MONTH, first=at, last=year.last, months=(month,))


def _year_of_pair(token: Token, at: int, calendar: Calendar) -> Period:
    current = calendar.reporting.year_start(calendar.year_starts_in).year
    year = 2000 + int(token.value)
    kinds = {current: PeriodKind.YEAR_TO_DATE, current - 1: PeriodKind.LAST_YEAR}
    return Period(kind=kinds.get(year, PeriodKind.YEAR), first=at, last=at, count=year)


def _joined(found: list[Period], tokens: Sequence[Token]) -> list[Period]:
    """`April to October` and `between April and October` become spans, `November and December` either month."""
    joined: list[Period] = []
    for period in found:
        before = joined[-1] if joined else None
        if before is None or not _both_months(before, period):
            joined.append(period)
            continue
        between = [token.low for token in tokens[before.last + 1 : period.first]]
        pair = _pair(before, period, between, tokens)
        joined[-1:] = [pair] if pair else [before, period]
    return joined


def _both_months(first: Period, second: Period) -> bool:
    return second.kind is PeriodKind.MONTH and first.kind in (PeriodKind.MONTH, PeriodKind.EITHER)


def _pair(first: Period, second: Period, between: list[str], tokens: Sequence[Token]) -> Period | None:
    opening = tokens[first.first - 1].low if first.first else ""
    spanning = " ".join(between) in _TO or (between == ["and"] and opening == "between")
    start, end = first.months[-1], second.months[0]
    if first.guessed:
        start = _before(start.month, end)
    if spanning and 0 < end.since(start) < 36:
        return Period(
            kind=PeriodKind.SPAN, first=first.first, last=second.last, months=run(start, end.since(start) + 1)
        )
    owned = tokens[second.first].text.endswith(_POSSESSIVE)  # `…, and July's total was`: another statement
    if not owned and between in (["and"], [","], [",", "and"], ["&"], ["or"], ["nor"]) and 0 < end.since(start) < 12:
        months = (*first.months[:-1], start, end)
        return replace(first, kind=PeriodKind.EITHER, last=second.last, months=months)
    return None


def _before(month: int, end: Month) -> Month:
    """The latest such month that is not after `end`."""
    return Month(end.year if month <= end.month else end.year - 1, month)
