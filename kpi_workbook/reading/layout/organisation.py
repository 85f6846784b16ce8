"""Whose workbook it is, by its titles or by the heading over last year's own figures (`Southampton 21/22`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ...model import Area, Role
from ..words import AREAS, normal, role_of
from .columns import Column

_COUNCIL = re.compile(
    r"(?P<name>(?:[A-Z][A-Za-z'’-]+|of|upon|and|the|&)(?:[ -](?:[A-Z][A-Za-z'’-]+|of|upon|and|the|&|on|in)){0,5}?)\s+"
    r"(?:(?:City|Borough|County|District|Metropolitan|Unitary|Town|MBC|MDC|BC|CC|DC)\s+)*"
    r"(?:Council|MBC|Children'?s Trust)\b"
)
_BOROUGH = re.compile(
    r"(?:London|Royal|Metropolitan) Borough of (?P<name>[A-Z][A-Za-z'’-]+(?: (?:[A-Z][A-Za-z'’-]+|and|upon|&))*)"
)
_TRUST = re.compile(r"(?P<name>[A-Z][A-Za-z'’&, -]+ NHS (?:Foundation )?Trust)\b")
_YEAR = re.compile(
    r"(?i)\b(?:fy\s*)?(?:20)?\d\d\s*[/\-–]\s*(?:20)?\d\d\b|\b20\d\d\b|\boutturn\b"
    r"|\bactual\b|\bperformance\b|\bvalue\b|\byear end\b|\bfor\b|[()]"
)
_AREA_WORDS = frozenset(normal(spelling) for spelling, _ in AREAS)


def organisation_in(titles: Iterable[str]) -> str | None:
    """The council or trust that titles name most often."""
    named = Counter(name for title in titles if (name := _named(title)))
    return named.most_common(1)[0][0] if named else None


def _named(title: str) -> str | None:
    for pattern in (_BOROUGH, _TRUST, _COUNCIL):
        found = pattern.search(title)
        if found:
            return found["name"].strip()
    return None


def organisation_over(columns: Iterable[Column]) -> str | None:
    """The name beside the year over last year's figures, as most headings spell it."""
    named = Counter(
        name for column in columns
        if column.role is Role.COMPARATOR and column.area is Area.PREVIOUS_YEAR and (name := own_name(column.heading))
    )  # fmt: skip
    return named.most_common(1)[0][0] if named else None


def own_name(heading: str) -> str | None:
    """What a previous year's heading says beside the year, where that is a name."""
    rest = " ".join(_YEAR.sub(" ", heading).split()).strip(" -–:,")
    words = normal(rest)
    if not words or words in _AREA_WORDS or role_of(rest) or not rest[0].isupper() or len(words.split()) > 4:
        return None
    return None if any(word in _AREA_WORDS or word in ("year", "previous", "last") for word in words.split()) else rest
