"""The workbook without what is withheld: cells as `[c]`, and texts without the numbers they stated.

Everything downstream is recomputed from what this returns, so that no withheld figure reaches a sheet, a chart or a
sentence by another way.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TypeVar

from ..model import (
    Comparator,
    Extra,
    Indicator,
    Kind,
    KpiWorkbook,
    Month,
    Number,
    Observation,
    Passage,
    Place,
    Section,
    Status,
)
from .rounding import is_usable, percent_words
from .suppression import Part, Suppression

Hidden = set[tuple[Part, Place | None, Place, Month | None]]
Beside = TypeVar("Beside", Comparator, Extra)
MARK = "[c]"
"""How a withheld cell is printed: the shorthand of the Government Analysis Function."""
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_BEFORE = r"(?<![\w£/-])(?<!\d[.,])(?<!section )(?<!stage )(?<!phase )(?<!priority )(?<!level )(?<!grade )"
_AFTER = r"(?![\w/%])(?![.,]\d)"
_NOT_COUNTED = (
    r"(?!\s*-?\s*(?:%|per\s?cent|or (?:more|less|fewer|under|over)\b|working\b|week|day|month|year|hour|minute|point|"
    r"priorit|stage|times?\b|of the\b))"
)
"""What follows a small number that counts no people: a time, a share, a threshold."""


def apply(book: KpiWorkbook, suppression: Suppression) -> KpiWorkbook:
    """The workbook as the public may see it: withheld cells have no value and no counts, only the mark."""
    places: Hidden = {(each.part, each.indicator, each.place, each.month) for each in suppression.cells}
    hidden = {(each.indicator, each.month) for each in suppression.cells if each.part is Part.OBSERVATION}
    gone = {each.place for each in suppression.cells}
    stated = _stated(book, {(row, month) for row, month in hidden if row and month}, suppression.threshold)
    return replace(
        book,
        sections=tuple(_section(section, places, stated.get(section.title, ())) for section in book.sections),
        remarks=tuple(each for each in book.remarks if each.place not in gone),
    )


def passages_that_state(book: KpiWorkbook, hidden: Collection[tuple[Place, Month]], threshold: int) -> Iterator[Place]:
    """Texts in which a withheld number of their section is stated."""
    stated = _stated(book, hidden, threshold)
    for section in book.sections:
        for passage in (*section.analysis, *section.actions):
            if _without(passage.text, stated.get(section.title, ())) != passage.text:
                yield passage.place


def _section(section: Section, places: Hidden, stated: Collection[str]) -> Section:
    return replace(
        section,
        indicators=tuple(_indicator(row, places) for row in section.indicators),
        analysis=tuple(_passage(each, stated) for each in section.analysis),
        actions=tuple(_passage(each, stated) for each in section.actions),
    )


def _indicator(row: Indicator, places: Hidden) -> Indicator:
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
        extras=tuple(_blank_beside(each) if hides(Part.EXTRA, each.place) else each for each in row.extras),
    )


def _blank(seen: Observation) -> Observation:
    return Observation(
        month=seen.month, place=seen.place, typed=MARK, status=Status.SUPPRESSED, kind=Kind.TEXT, hidden=seen.hidden
    )


def _blank_beside(cell: Beside) -> Beside:
    if isinstance(cell, Extra):
        cell = replace(cell, numerator=None, denominator=None)
    return replace(cell, typed=MARK, value=None, status=Status.SUPPRESSED, kind=Kind.TEXT, decimals=None)


def _passage(passage: Passage, stated: Collection[str]) -> Passage:
    return replace(passage, text=_without(passage.text, stated)) if stated else passage


def _stated(book: KpiWorkbook, hidden: Collection[tuple[Place, Month]], threshold: int) -> dict[str, tuple[str, ...]]:
    """For each section's title, the patterns of numbers that its texts may not state."""
    found: dict[str, tuple[str, ...]] = {}
    for section in book.sections:
        patterns: dict[str, None] = {}  # as an ordered set
        for row in section.indicators:
            for seen in row.observations:
                if (row.place, seen.month) in hidden:
                    patterns.update(dict.fromkeys(_patterns(seen, threshold)))
        found[section.title] = (*found.get(section.title, ()), *patterns)
    return found


def _patterns(seen: Observation, threshold: int) -> Iterator[str]:
    """How a text may state a withheld figure: its counts, the children left over, its percentage, the figure itself."""
    if is_usable(seen.numerator) and is_usable(seen.denominator):
        numerator, denominator = seen.numerator, seen.denominator
        yield rf"{_BEFORE}{numerator:,}\s*(?:/|of|out of)\s*{denominator:,}{_AFTER}"
        yield rf"{_BEFORE}{re.escape(percent_words(numerator, denominator))}"
        yield from _number(denominator - numerator, threshold)
        yield from _number(numerator, threshold)
    elif is_usable(seen.value):
        if "%" in seen.typed:
            yield rf"{_BEFORE}{re.escape(seen.typed.strip())}"
        else:
            yield from _number(seen.value, threshold)


def _number(count: Number, threshold: int) -> Iterator[str]:
    """A count in digits and, where small, in words; not where it plainly counts something else."""
    if count <= 0 or count != int(count):
        return
    counted = _NOT_COUNTED if count <= max(threshold, len(_WORDS)) else ""
    yield rf"{_BEFORE}{int(count):,}{_AFTER}{counted}"
    if count < len(_WORDS):
        yield rf"{_BEFORE}{_WORDS[int(count)]}{_AFTER}{_NOT_COUNTED}"


def _without(text: str, stated: Collection[str]) -> str:
    """The text with every number that a pattern finds replaced by the mark."""
    for pattern in stated:
        text = re.sub(pattern, MARK, text, flags=re.IGNORECASE)
    return text
