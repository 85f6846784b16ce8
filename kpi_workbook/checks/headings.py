"""Slips in headings: a heading almost, but not quite, like that of the other tables, or like a known one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from ..model import Heading, KpiWorkbook, Role
from ..reading.words import AREAS, area_of, normal, role_of

ALIKE_IN_TABLES = 0.75
"""How alike two headings are (Ratcliff and Obershelp's measure) when one is a slip for the other tables' …"""
ALIKE_TO_KNOWN = 0.85
"""… and when it is a slip for a known one."""
SHORTEST = 5
KNOWN = (*dict.fromkeys(name for name, _ in AREAS if len(name) >= SHORTEST), "target", "indicator", "year to date")
LOOKED_AT = (Role.COMPARATOR, Role.TARGET, Role.STRAY, Role.IGNORED, Role.INDICATOR, Role.OWNER)

_DIGITS = re.compile(r"[^0-9]+")
_LETTERS = re.compile(r"[^a-z]+")


def typos(book: KpiWorkbook) -> Iterator[tuple[Heading, str, str]]:
    """Each misspelt heading, what is meant, and how that is known; one finding for headings misspelt alike."""
    tables_with = Counter(typed for table in book.tables for typed in {_key(each) for each in table.headings})
    spelt = {_key(each): each.typed.strip() for table in book.tables for each in table.headings}
    told: set[str] = set()
    for table in book.tables:
        mine = {_key(each) for each in table.headings}
        for heading in table.headings:
            key = _key(heading)
            if heading.role not in LOOKED_AT or key in told or len(_letters(key)) < SHORTEST:
                continue
            found = _meant(book, key, mine, tables_with, spelt)
            if found:
                told.add(key)
                yield heading, *found


def _key(heading: Heading) -> str:
    return normal(heading.typed)


def _letters(key: str) -> str:
    return _LETTERS.sub(" ", key).strip()


def _meant(
    book: KpiWorkbook, key: str, mine: Iterable[str], tables_with: Counter[str], spelt: dict[str, str]
) -> tuple[str, str] | None:
    """What a heading was meant to be, and why, None where nothing speaks against it."""
    letters = _letters(key)
    for other, tables in tables_with.most_common():
        if tables <= tables_with[key] or tables < 2:
            break
        same_digits = _DIGITS.sub(" ", key).split() == _DIGITS.sub(" ", other).split()
        if (
            other not in mine
            and same_digits
            and not _known(letters)
            and _alike(letters, _letters(other), ALIKE_IN_TABLES)
        ):
            return spelt[other], f", as in {tables} other tables"
    if _known(letters):
        return None
    if book.organisation and _alike(letters, _letters(normal(book.organisation)), ALIKE_IN_TABLES):
        return spelt_with(key, letters, book.organisation), ", the organisation's name"
    near = next((name for name in KNOWN if _alike(letters, _letters(name), ALIKE_TO_KNOWN)), None)
    return (near.title(), "") if near else None


def spelt_with(key: str, letters: str, name: str) -> str:
    """A heading with its misspelt name replaced: `Southam 21/22` is `Southampton 21/22`."""
    return key.replace(letters, name)


def _known(letters: str) -> bool:
    """Whether a heading is a known one as it stands."""
    return area_of(letters) is not None or role_of(letters) is not None


def _alike(one: str, other: str, least: float) -> bool:
    if (
        one == other
        or one.rstrip("s") == other.rstrip("s")
        or abs(len(one) - len(other)) > max(len(one), len(other)) / 2
    ):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= least
