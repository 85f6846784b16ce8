"""The workbook without what is withheld: cells as `[c]`, and texts without the numbers they stated.

Everything downstream is recomputed from what this returns, so that no withheld figure reaches a sheet, a chart or a
sentence by another way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeVar

from ..model import (
    Comparator,
    Extra,
    Indicator,
    Kind,
    KpiWorkbook,
    Month,
    Observation,
    Passage,
    Place,
    Section,
    Status,
)
from ..reading.characters import with_plain_figures
from .suppression import Part, Suppression
from .wording import Wording, shares_alone, wordings

Hidden = set[tuple[Part, Place | None, Place, Month | None]]
Beside = TypeVar("Beside", Comparator, Extra)
MARK = "[c]"
"""How a withheld cell is printed: the shorthand of the Government Analysis Function."""
_STEM = 5
"""Letters by which a word of a sentence and one of a row's name are known to be of one kin: adopted, adoptions."""
_SAID_OF_ANY = frozenset(
    {"numbe", "child", "perce", "month", "total", "young", "peopl", "withi", "durin", "rate", "their"}
)


def apply(book: KpiWorkbook, suppression: Suppression) -> KpiWorkbook:
    """The workbook as the public may see it: withheld cells have no value and no counts, only the mark."""
    places: Hidden = {(each.part, each.indicator, each.place, each.month) for each in suppression.cells}
    hidden = {(each.indicator, each.month) for each in suppression.cells if each.part is Part.OBSERVATION}
    gone = {each.place for each in suppression.cells}
    stated = _Stated(book, {(row, month) for row, month in hidden if row and month}, suppression.threshold)
    return replace(
        book,
        sections=tuple(_section(section, places, stated) for section in book.sections),
        remarks=tuple(each for each in book.remarks if each.place not in gone),
    )


def passages_that_state(book: KpiWorkbook, hidden: Collection[tuple[Place, Month]], threshold: int) -> Iterator[Place]:
    """Texts in which a withheld number is stated."""
    texts = [(section.title, each) for section in book.sections for each in (*section.analysis, *section.actions)]
    if not texts:
        return
    stated = _Stated(book, hidden, threshold)
    for title, passage in texts:
        if stated.without(passage.text, title) != passage.text:
            yield passage.place


def _section(section: Section, places: Hidden, stated: _Stated) -> Section:
    def without(text: str) -> str:
        return stated.without(text, section.title)

    def passages(texts: Iterable[Passage]) -> tuple[Passage, ...]:
        return tuple(replace(each, text=without(each.text)) for each in texts)

    return replace(
        section,
        indicators=tuple(_indicator(row, places, without) for row in section.indicators),
        analysis=passages(section.analysis),
        actions=passages(section.actions),
    )


def _indicator(row: Indicator, places: Hidden, without: Callable[[str], str]) -> Indicator:
    """The row without what is withheld; words written beside it lose only the numbers."""

    def hides(part: Part, place: Place, month: Month | None = None) -> bool:
        return (part, row.place, place, month) in places

    return replace(
        row,
        observations=tuple(
            _blank(each) if hides(Part.OBSERVATION, each.place, each.month) else each for each in row.observations
        ),
        comparators=tuple(
            _blank_beside(each) if hides(Part.COMPARATOR, each.place) else each for each in row.comparators
        ),
        extras=tuple(
            _blank_beside(each) if hides(Part.EXTRA, each.place) else _reworded(each, without) for each in row.extras
        ),
    )


def _reworded(extra: Extra, without: Callable[[str], str]) -> Extra:
    return replace(extra, typed=without(extra.typed)) if extra.value is None else extra


def _blank(seen: Observation) -> Observation:
    return Observation(
        month=seen.month, place=seen.place, typed=MARK, status=Status.SUPPRESSED, kind=Kind.TEXT, hidden=seen.hidden
    )


def _blank_beside(cell: Beside) -> Beside:
    if isinstance(cell, Extra):
        cell = replace(cell, numerator=None, denominator=None)
    return replace(cell, typed=MARK, value=None, status=Status.SUPPRESSED, kind=Kind.TEXT, decimals=None)


class _Told(NamedTuple):
    """A row with withheld figures: its section, the subject in stems of its name, every way to state one of them, and
    the ways that can mean no other."""

    title: str
    subject: frozenset[str]
    every: Collection[Wording]
    alone: Collection[Wording]


class _Stated:
    """What the texts may not state: of each row with withheld figures, how they might."""

    def __init__(self, book: KpiWorkbook, hidden: Collection[tuple[Place, Month]], threshold: int) -> None:
        self._rows: list[_Told] = []
        self._own = {section.title for section in book.sections if section.indicators}
        months: dict[Place, set[Month]] = defaultdict(set)
        for place, month in hidden:
            months[place].add(month)
        for section in book.sections:
            for row in section.indicators:
                seen = [each for each in row.observations if each.month in months.get(row.place, ())]
                if seen:
                    every = [wording for each in seen for wording in wordings(each, threshold)]
                    alone = [wording for each in seen for wording in shares_alone(each)]
                    self._rows.append(_Told(section.title, _stems(row.name), every, alone))
        self._pieces = {piece for row in self._rows for wording in row.every for piece in wording.pieces}

    def without(self, text: str, title: str) -> str:
        """A text of the section with this title, the mark in place of all that states a withheld figure: of its own
        rows and, where it has none or speaks of their subject, of all others."""
        plainly = with_plain_figures(text)
        public = self._without(plainly, title)
        return text if public == plainly else public

    def _without(self, text: str, title: str) -> str:
        stems = _stems(text) if title in self._own else None
        folded = text.casefold()
        there = {piece for piece in self._pieces if piece in folded}
        tried: dict[Wording, None] = {}  # as an ordered set
        for row in self._rows:
            all_of_it = row.title == title or stems is None or stems & row.subject
            ways = row.every if all_of_it else row.alone
            tried |= dict.fromkeys(each for each in ways if not there.isdisjoint(each.pieces))
        for wording in sorted(tried, key=lambda each: each.bare):
            text = wording.taken_from(text, MARK)
        return text


def _stems(text: str) -> frozenset[str]:
    """The beginnings of a text's longer words, those apart that say nothing of its subject."""
    words = re.findall(rf"[^\W\d_]{{{_STEM},}}", text.casefold())
    return frozenset(word[:_STEM] for word in words) - _SAID_OF_ANY
