"""Judges every claim of a workbook's text once for a case, and what claims beside it make certain.

A tie that is not certain becomes so where the same sentence states another sharp figure that is true of the same row.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ...figures.results import IndicatorResult
from ...model import Indicator, KpiWorkbook, Month, Passage, Place
from ..rule import Case
from .claims import AgainstOthers, AgainstTarget, Change, Extreme, OthersFigure, Similar, Streak, TargetFigure, Track
from .cues import with_names
from .extract import Reader, claims
from .judging import Judge, Judged
from .lines import line_of, lines_of_rows
from .own_words import own_phrases
from .parsing import Sentence
from .periods import Calendar
from .series import Series
from .subjects import MINOR, Subjects
from .vocabulary import all_words, main_words

_MENTIONED = 0.75
"""Share of an indicator's main words that a passage must hold to have mentioned it."""

_A_YEAR_BACK = 12
_OF_TARGETS = AgainstTarget | TargetFigure | Track | Streak


class Text(NamedTuple):
    """A passage and the position of its section."""

    section: int
    passage: Passage


def _texts(book: KpiWorkbook) -> Iterator[Text]:
    """Every passage of the workbook, in its order."""
    for number, section in enumerate(book.sections):
        for passage in (*section.analysis, *section.actions):
            yield Text(number, passage)


class Audit:
    """The judge of one case's texts."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.calendar = Calendar(case.book.reporting_month, case.book.year_starts_in)
        self.subjects = Subjects(case.book)
        self.series = tuple(Series(indicator, result) for indicator, result in case.rows)
        self._results = {result.place: result for result in case.results.indicators}
        names = {(each.name, each.area) for row in case.book.indicators for each in row.comparators}
        own = own_phrases(row.name for row in case.book.indicators)
        self._reader = Reader(self.calendar, with_names(sorted(names), own))
        self._lines = lines_of_rows(case.book)
        self._judge = Judge(self.calendar, self.subjects, self.series, self._lines)
        self.texts = tuple(_texts(case.book))

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """Every claim of every passage, judged."""
        found: list[Judged] = []
        for section, passage in self.texts:
            judged = [self._judge.judge(claim) for claim in claims(passage, section, self._reader)]
            found += _corroborated([self._pinned(each, judged) for each in judged])
        return tuple(found)

    def _pinned(self, judged: Judged, beside: list[Judged]) -> Judged:
        """An extreme judged of the row whose figure its sentence states, where its words fit several rows equally."""
        said = judged.claim.said
        rows = {
            each.row.position
            for each in beside
            if each.sharp and each.row is not None and each.claim.said.sentence == said.sentence
        }
        if not isinstance(judged.claim, Extreme) or len(rows) != 1:
            return judged
        tie = self._judge.tie(judged.claim)
        best = tuple(each for each in tie.candidates if each.score == tie.candidates[0].score)
        meant = tuple(each for each in best if each.row.position in rows)
        return self._judge.tied(judged.claim, tie._replace(candidates=meant)) if meant and len(best) > 1 else judged

    def sections(self) -> Iterator[list[tuple[Passage, list[Sentence]]]]:
        """The passages of each section with their sentences."""
        for section in self.case.book.sections:
            passages = (*section.analysis, *section.actions)
            yield [(each, self._reader.sentences(each.text)) for each in passages]

    def result(self, indicator: Indicator) -> IndicatorResult:
        """What was recomputed of an indicator."""
        return self._results[indicator.place]

    def is_mentioned(self, indicator: Indicator, section: int) -> bool:
        """True where the text of a section names an indicator: by standing at its row, by a claim tied to it, or by its
        words."""
        if indicator.place in self._told_at_rows:
            return True
        name = main_words(indicator.name)
        name = name - MINOR or name
        if any(len(name & said) >= _MENTIONED * len(name) for said in self._words_of_passages[section] if name):
            return True
        return any(
            each.row is not None and each.row.indicator.name == indicator.name and each.claim.said.section == section
            for each in self.judged
        )

    @cached_property
    def _told_at_rows(self) -> frozenset[Place]:
        """The cells that name the rows beside or under which a text stands."""
        found = (self._lines.get(line_of(passage.place)) for _, passage in self.texts)
        return frozenset(self.series[position].indicator.place for position in found if position is not None)

    @cached_property
    def _words_of_passages(self) -> list[list[frozenset[str]]]:
        """The words of each passage, section by section."""
        return [
            [all_words(each.text for each in sentences) for _, sentences in passages] for passages in self.sections()
        ]

    def places(self, judged: Judged) -> tuple[Place, ...]:
        """The cells that a judgement rests on: the figures of its months, the target, others' figures."""
        if judged.row is None:
            return ()
        row, series = judged.row.indicator, self.series[judged.row.position]
        figures = (series.figure(month) for month in self._months_behind(judged))
        targets = (row.target.place,) if row.target and isinstance(judged.claim, _OF_TARGETS) else ()
        others = (each.place for each in row.comparators if isinstance(judged.claim, AgainstOthers | OthersFigure))
        return (*(each.place for each in figures if each), *targets, *others)

    def _months_behind(self, judged: Judged) -> tuple[Month, ...]:
        """A figure rests on its own month; what sets months beside one another on any of the last year's."""
        opinion = judged.opinion
        if isinstance(judged.claim, Change | Extreme | Similar | Streak | Track) or opinion.months_meant > 1:
            return tuple(self.calendar.reporting.plus(-step) for step in range(_A_YEAR_BACK + 1))
        return (opinion.month,) if opinion.month else ()


def _corroborated(judged: list[Judged]) -> list[Judged]:
    """Unsure ties made certain by a sharp true figure of the same row in the same passage."""
    proven = {each.row.indicator.name for each in judged if each.sharp and each.row is not None}
    return [each._replace(certain=True) if _is_proven(each, proven) else each for each in judged]


def _is_proven(judged: Judged, proven: set[str]) -> bool:
    unsure = judged.opinion.truth is False and not judged.certain and not judged.barred
    return unsure and judged.row is not None and judged.row.indicator.name in proven
