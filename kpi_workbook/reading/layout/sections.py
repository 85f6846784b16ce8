"""Sections: what a table is called, and which indicators, analysis and actions belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ..months import NAMED
from ..words import is_unit, normal
from ..years import spans_in
from .flow import Text

_SMALL = frozenset({"and", "the", "of", "for", "in", "to", "at", "a", "an", "on"})


def common_titles(per_sheet: Sequence[Iterable[str]]) -> set[str]:
    """Titles that stand on several sheets: they name the workbook, not a section."""
    counts = Counter(title for titles in per_sheet for title in {normal(text) for text in titles})
    least = max(2, len(per_sheet) / 2)
    return {title for title, count in counts.items() if count >= least}


def section_title(titles: Sequence[Text], sheet: str, common: set[str]) -> Text | None:
    """Of the texts above a table the one that names it: like the sheet's name, else the nearest that is its own."""
    titles = [title for title in titles if not is_unit(title.words)] or titles
    own = [title for title in titles if normal(title.words) not in common and not is_period(title.words)]
    if not own:
        own = [title for title in titles if not is_period(title.words)] if len(titles) == 1 else []
    if not own:
        return None
    alike = max(own, key=lambda title: common_words(title.words, sheet))
    numbered = [title for title in own if _NUMBERED.match(title.words)]
    named = common_words(alike.words, sheet) >= 2 or normal(alike.words) == normal(sheet)
    return alike if named else (numbered or own)[-1]


_NUMBERED = re.compile(r"(?i)(table|figure|section|part|priority|domain|theme|chart)\s*[A-Z]?\d")


def is_period(text: str) -> bool:
    """Whether a text says no more than a year, a month or that figures are of a date."""
    words = [word for word in re.findall(r"[a-z]+", text.lower()) if word not in _PERIOD_WORDS]
    return not words and (bool(spans_in(text)) or len(text) < 12)


_PERIOD_WORDS = frozenset(NAMED) | frozenset({
    "to", "year", "fy", "financial", "month", "period", "data", "as", "at", "the", "of", "for", "from", "q", "quarter",
    "ytd", "date", "st", "nd", "rd", "th", "and", "end", "ending",
})  # fmt: skip


def likeness(first: str, second: str) -> float:
    """The share of the shorter text's words that the longer one has, shortened words counted (0 to 1)."""
    ones, others = _words(first), _words(second)
    if not ones or not others:
        return 0.0
    few, many = sorted((ones, others), key=len)
    return sum(1 for word in few if any(_same(word, other) for other in many)) / len(few)


def common_words(first: str, second: str) -> int:
    """How many words of one text the other has, shortened words counted."""
    others = _words(second)
    return sum(1 for word in _words(first) if any(_same(word, other) for other in others))


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]{2,}", text.lower()) if word not in _SMALL]


def _same(first: str, second: str) -> bool:
    return first == second or (
        min(len(first), len(second)) >= 3 and (first.startswith(second) or second.startswith(first))
    )
