"""Whose workbook it is, by its titles or by the heading over last year's own figures (`Southampton 21/22`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ...model import Area, Role
from .column import Column
from .periods import own_name

_COUNCIL = re.compile(
    r"(?P<name>(?:[A-Z][A-Za-z'’-]+|of|upon|and|the|&)(?:[ -](?:[A-Z][A-Za-z'’-]+|of|upon|and|the|&|on|in)){0,5}?)\s+"
    r"(?:(?:City|Borough|County|District|Metropolitan|Unitary|Town|MBC|MDC|BC|CC|DC)\s+)*"
    r"(?:Council|MBC|Children'?s Trust)\b"
)
_BOROUGH = re.compile(
    r"(?:London|Royal|Metropolitan) Borough of (?P<name>[A-Z][A-Za-z'’-]+(?: (?:[A-Z][A-Za-z'’-]+|and|upon|&))*)"
)
_TRUST = re.compile(r"(?P<name>[A-Z][A-Za-z'’&, -]+ NHS (?:Foundation )?Trust)\b")


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
