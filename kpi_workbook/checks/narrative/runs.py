"""Runs of months, quarters or years: `for the third month running`, `every month since May`, `for the first time`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .periods import Period, PeriodKind
from .tokens import Token
from .wordlists import word_list


class Run(NamedTuple):
    """Stretches said to be alike, at tokens `first` to `last`. `size`: how many; 0 where `since` tells. `length`: that
    of each in months, 3 of quarters and 12 of years.

    `since`: the month they follow, or the year whose months they are. `first_time`: the last month alone is so, and
    none before it was. `ended`: they ended with the month before (`after three months of falls`). `bare`: nothing says
    that they follow on one another (`for three months`).
    """

    first: int
    last: int
    size: int = 0
    since: Period | None = None
    first_time: bool = False
    ended: bool = False
    bare: bool = False
    length: int = 1


_NUMBERS = {
    word: count
    for words in (
        "two three four five six seven eight nine ten eleven twelve",
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    )
    for count, word in enumerate(word_list(words), 2)
}
_MOST = 24
"""Nobody counts more months than this one by one."""
_NUMBER = rf"(?P<number>{'|'.join(_NUMBERS)}|\d+(?=nd|rd|th| ))(?:nd|rd|th)?"
_MOVES = "(?:rises?|increases?|falls?|drops?|decreases?|reductions?|declines?|improvements?|deteriorations?|growth)"
_ON_END = "(?: (?P<on_end>consecutive|successive|straight))?"
_TAIL = r"(?: (?P<tail>running|in a row|in succession|on the trot))?\b"
_LENGTHS = {"month": 1, "quarter": 3, "year": 12, "annual": 12}
_NTH = re.compile(
    rf"\b(?P<plain>for (?:the|a) )?{_NUMBER}{_ON_END} (?:(?P<unit>month|quarter|year)(?:ly {_MOVES})?"
    rf"|(?:(?P<annual>annual) )?{_MOVES})(?: of {_MOVES})?{_TAIL}"
)
"""`for the third successive month`, `a second monthly fall in a row`, `the fourth consecutive increase`."""
_MONTHS = re.compile(
    rf"\b(?:(?P<plain>(?:each|all|both|every) of (?:the|our) (?:last|past|previous|latest)|after) |(?P<bare>for ))?"
    rf"{_NUMBER}{_ON_END} (?P<unit>month|quarter|year)s(?: of {_MOVES})?{_TAIL}"
)
"""`for three months running`, `six consecutive months`, `each of the last two months`, `after four months of falls`."""
_FIRST_IN = re.compile(rf"\b(?P<plain>first time in (?:the last |over )?){_NUMBER} months\b")
_OPEN = re.compile(r"\b(?:first time|(?:every|each) month)(?: (?:since|of|in|so far|at least|the))*\b")
"""`every month since`, `for the first time in`: what a month or a year follows."""
_SINCE = (PeriodKind.MONTH, PeriodKind.YEAR_TO_DATE, PeriodKind.YEAR_START)


def runs(tokens: Sequence[Token], periods: Sequence[Period]) -> list[Run]:
    """The runs of a sentence."""
    text = " ".join(token.text.lower() for token in tokens)
    if not any(word in text for word in (*_LENGTHS, "first time")):
        return []
    starts, length = [], 0
    for token in tokens:
        starts.append(length)
        length += len(token.text) + 1
    return [*_counted(text, starts), *_open(text, starts, periods)]


def _counted(text: str, starts: Sequence[int]) -> Iterator[Run]:
    """The runs that say how many; `for the second quarter` alone, or `for three quarters`, is none."""
    for pattern in (_NTH, _MONTHS, _FIRST_IN):
        for match in pattern.finditer(text):
            said = match.groupdict()
            number = said["number"]
            count = _NUMBERS.get(number) or int(number[:3])
            length = _LENGTHS[said.get("unit") or said.get("annual") or "month"]
            sure = said.get("on_end") or said.get("tail") or (said["plain"] and (length == 1 or pattern is _MONTHS))
            if 1 < count <= _MOST and (sure or (said.get("bare") and length == 1)):
                first, last = _tokens(match, starts)
                ended = said["plain"] == "after"
                once = pattern is _FIRST_IN
                yield Run(first, last, count, first_time=once, ended=ended, bare=not sure, length=length)


def _open(text: str, starts: Sequence[int], periods: Sequence[Period]) -> Iterator[Run]:
    """The runs from a month, or of a year, on."""
    for match in _OPEN.finditer(text):
        first, last = _tokens(match, starts)
        known = (each for each in periods if first < each.first <= last + 1 <= each.last and each.kind in _SINCE)
        since = next(known, None)
        if since is not None:
            yield Run(first, since.last, since=since, first_time=match.group().startswith("first"))


def _tokens(match: re.Match[str], starts: Sequence[int]) -> tuple[int, int]:
    """The first and the last token of what was found."""
    return bisect_left(starts, match.start()), bisect_left(starts, match.end()) - 1
