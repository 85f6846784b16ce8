"""The text beside the last issue's: what was left unchanged, what cites a revised figure, what declares a revision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ...model import Indicator, KpiWorkbook, Month, Passage, Section
from .amounts import fits
from .claims import Claim, Level
from .opinions import words_of
from .subjects import Row
from .vocabulary import main_words, words

if TYPE_CHECKING:
    from ..rule import Case
    from .audit import Audit

_REVISED = re.compile(
    r"\b(revis(ed|ion|ions|ing)|restat(ed|ement)|correct(ed|ion|ions)|amend(ed|ment|ments)|re-?calculat(ed|ion)|"
    r"re-?ba(sed|sing)|updated|retrospective(ly)?|back-?dated|data cleans(e|ed|ing)|re-?run|refresh(ed)?)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_NAMED = 0.5
"""Share of an indicator's main words that a sentence must hold to be about it."""


class Stale(NamedTuple):
    """A passage unchanged since the last issue, with rows it is about whose latest figures moved; `holds`: none of its
    statements is false or past checking now."""

    passage: Passage
    moved: tuple[tuple[Row, str, str], ...]
    holds: bool


def declares_revision(section: Section, indicator: Indicator) -> bool:
    """True where a sentence of the section's text says that this indicator's figures were revised or corrected."""
    name = main_words(indicator.name)
    for passage in (*section.analysis, *section.actions):
        for sentence in _SENTENCE_END.split(passage.text):
            if _REVISED.search(sentence) and name and len(words(sentence) & name) >= _NAMED * len(name):
                return True
    return False


def old_figure(case: Case, claim: Claim, row: Row | None) -> Month | None:
    """The month whose figure in the last issue is what a false statement says, where the workbook has revised it."""
    if case.previous is None or row is None or not isinstance(claim, Level):
        return None
    before = _same(case.previous, row.indicator)
    if before is None:
        return None
    for seen in before.observations:
        now = row.indicator.at(seen.month)
        if seen.value is None or now is None or now.value is None or now.value == seen.value:
            continue
        said_of = any(seen.month in period.months for period in claim.at) or not any(
            period.months for period in claim.at
        )
        if said_of and fits(claim.amount, float(seen.value)) and not fits(claim.amount, float(now.value)):
            return seen.month
    return None


def _same(book: KpiWorkbook, indicator: Indicator) -> Indicator | None:
    """The row of that name in another issue."""
    name = _normal(indicator.name)
    return next((each for each in book.indicators if _normal(each.name) == name), None)


def _normal(text: str) -> str:
    return " ".join(text.casefold().split())


def unchanged(case: Case, audit: Audit) -> Iterator[Stale]:
    """Passages that stand word for word in the last issue, that state something of figures, and whose figures moved."""
    if case.previous is None or case.previous.reporting_month >= case.book.reporting_month:
        return
    old = {_normal(each.text) for section in case.previous.sections for each in (*section.analysis, *section.actions)}
    for _, passage in audit.texts:
        if _normal(passage.text) not in old:
            continue
        about = [
            each
            for each in audit.judged
            if each.claim.said.place == passage.place and each.row is not None and each.certain
        ]
        rows = {each.row.position: each.row for each in about if each.row is not None}
        moved = tuple(step for row in rows.values() if (step := _moved(case.previous, row, audit)) is not None)
        if moved:
            holds = all(each.opinion.truth for each in about)
            yield Stale(passage, moved, holds)


def _moved(previous: KpiWorkbook, row: Row, audit: Audit) -> tuple[Row, str, str] | None:
    """The row with its latest figure then and now, where a reader would see the difference."""
    before = _same(previous, row.indicator)
    then = before.at(previous.reporting_month) if before else None
    series = audit.series[row.position]
    now = series.exact(audit.calendar.reporting)
    if then is None or then.value is None or now is None:
        return None
    one, two = words_of(series.share(float(then.value)), series), words_of(now, series)
    return (row, one, two) if one != two else None
