"""Judges every claim of a workbook's text once for a case: extract, tie to a row, recompute, true or false.

A claim is true where any row that may be meant bears it out, and false only where none does. A tie that is not certain
becomes so where the same sentence states another sharp figure that is true of the same row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from ...figures.results import IndicatorResult
from ...model import Indicator, KpiWorkbook, Month, Passage, Place, Unit
from ..rule import Case
from . import changes, extremes, levels, standings
from .amounts import fits, in_units_of, is_sharp
from .claims import (
    AgainstOthers,
    AgainstTarget,
    Change,
    Claim,
    Extreme,
    Level,
    OthersFigure,
    Pooling,
    Share,
    Shift,
    Similar,
    Spread,
    TargetFigure,
    Track,
)
from .contradictions import contradiction
from .cues import with_names
from .extract import Reader, claims
from .numbers import Measure, Quantity
from .opinions import SILENT, TRUE, Opinion, amount_words, anchors
from .own_words import own_phrases
from .parsing import Sentence
from .periods import Calendar
from .series import Series
from .subjects import CERTAIN, MINOR, Row, Subjects, Tie, line_of, lines_of_rows
from .vocabulary import main_words, unknown, words

_MENTIONED = 0.75
"""Share of an indicator's main words that a passage must hold to have mentioned it."""

_A_YEAR_BACK = 12
_OF_TARGETS = AgainstTarget | TargetFigure | Track
_SHARES = frozenset({Unit.PERCENTAGE})
_NUMBERS = frozenset(Unit) - _SHARES
_MONEY = frozenset({Unit.MONEY, Unit.NUMBER, Unit.UNKNOWN})
_DAYS = frozenset({Unit.DAYS, Unit.NUMBER, Unit.UNKNOWN, Unit.COUNT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A claim with what came of it. `certain`: the row is surely meant; `sharp`: a true one that proves the tie;
    `barred`: nothing else can prove it."""

    claim: Claim
    opinion: Opinion
    row: Row | None = None
    certain: bool = False
    sharp: bool = False
    barred: bool = False


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
        self.texts = tuple(_texts(case.book))

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """Every claim of every passage, judged."""
        found: list[Judged] = []
        for section, passage in self.texts:
            judged = [self._judge(claim) for claim in claims(passage, section, self._reader)]
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
        tie = self._tie(judged.claim)
        best = tuple(each for each in tie.candidates if each.score == tie.candidates[0].score)
        meant = tuple(each for each in best if each.row.position in rows)
        return self._tied(judged.claim, replace(tie, candidates=meant)) if meant and len(best) > 1 else judged

    def sections(self) -> Iterator[list[tuple[Passage, list[Sentence]]]]:
        """The passages of each section with their sentences."""
        for section in self.case.book.sections:
            passages = (*section.analysis, *section.actions)
            yield [(each, self._reader.sentences(each.text)) for each in passages]

    def result(self, indicator: Indicator) -> IndicatorResult:
        """What was recomputed of an indicator."""
        return self._results[indicator.place]

    def is_mentioned(self, indicator: Indicator, section: int) -> bool:
        """True where the text of a section names an indicator: by a claim tied to it, or by its words."""
        name = main_words(indicator.name)
        name = name - MINOR or name
        for number, passage in self.texts:
            if number == section and name and len(words(passage.text) & name) >= _MENTIONED * len(name):
                return True
        return any(
            each.row is not None and each.row.indicator.name == indicator.name and each.claim.said.section == section
            for each in self.judged
        )

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
        if isinstance(judged.claim, Change | Extreme | Similar | Track) or opinion.months_meant > 1:
            return tuple(self.calendar.reporting.plus(-step) for step in range(_A_YEAR_BACK + 1))
        return (opinion.month,) if opinion.month else ()

    def _judge(self, claim: Claim) -> Judged:
        """A claim tied and judged."""
        match claim:
            case Share():
                return Judged(claim=claim, opinion=levels.share(claim), certain=True)
            case Shift():
                return Judged(claim=claim, opinion=levels.shift(claim), certain=True)
            case Spread():
                return Judged(claim=claim, opinion=levels.spread(claim, self.calendar), certain=True)
            case _:
                return self._of_rows(claim)

    def _of_rows(self, claim: Claim) -> Judged:
        """A claim about a row, judged by the figures; false whatever they are where its own numbers belie it."""
        tie = self._tie(claim)
        belied = contradiction(claim)
        if belied.truth is False:
            row = tie.candidates[0].row if tie.certain else None
            return Judged(claim=claim, opinion=belied, row=row, certain=True)
        return self._tied(claim, tie)

    def _tie(self, claim: Claim) -> Tie:
        """The rows a claim may be about, of the units its number speaks of."""
        said = claim.said
        counted = isinstance(claim, Level) and not said.before and claim.amount.measure is Measure.PLAIN
        if counted and not claim.said.own.strip():
            return Tie()
        units = _units(claim)
        allowed = (
            None
            if units is None
            else frozenset(row.position for row in self.subjects.rows if self.series[row.position].unit in units)
        )
        tie = self.subjects.tie(said, allowed)
        own = self._lines.get(line_of(said.place))
        if own is not None and not counted and (allowed is None or own in allowed):
            tie = self.subjects.beside(said, tie, self.subjects.rows[own])
        if counted:
            return replace(tie, certain=tie.certain and not unknown(said.own, self.subjects.known), barred=True)
        return tie

    def _tied(self, claim: Claim, tie: Tie) -> Judged:
        opinions = [(each, self._opinion(claim, self.series[each.row.position])) for each in tie.candidates]
        for each, opinion in opinions:
            if opinion.truth:
                return Judged(claim=claim, opinion=TRUE, row=each.row, certain=tie.certain, sharp=_is_sharp(claim))
        for each, opinion in opinions:
            if opinion.truth is False:
                part = self._is_a_part(claim, each.row)
                certain = tie.certain and each.score >= CERTAIN and not part
                opinion = self._with_source(claim, opinion, each.row) if certain else opinion
                return Judged(claim=claim, opinion=opinion, row=each.row, certain=certain, barred=tie.barred or part)
        return Judged(claim=claim, opinion=SILENT, row=opinions[0][0].row if opinions else None, certain=tie.certain)

    def _with_source(self, claim: Claim, opinion: Opinion, row: Row) -> Opinion:
        """The opinion with the row whose figure was stated instead, where just one of a section and unit has it."""
        if not isinstance(claim, Level) or opinion.reason or opinion.month is None or not is_sharp(claim.amount):
            return opinion
        for section in (claim.said.section, row.section):
            names = self._rows_with(claim.amount, opinion.month, row, section)
            if len(names) == 1:
                why = f"{opinion.why}; {amount_words(claim.amount)} is the figure of {names.pop()!r}"
                return replace(opinion, why=why, reason="another indicator")
        return opinion

    def _rows_with(self, amount: Quantity, month: Month, row: Row, section: int) -> set[str]:
        """The other rows of a section and of the same unit whose figure of the month is the one stated."""
        unit = self.series[row.position].unit
        return {
            each.indicator.name
            for each, series in zip(self.subjects.rows, self.series, strict=True)
            if each.section == section
            and series.unit is unit
            and each.indicator.name != row.indicator.name
            and any(fits(amount, figure) for figure in series.at(month))
        }

    def _is_a_part(self, claim: Claim, row: Row) -> bool:
        """True where a bare count is the numerator or denominator of a percentage it may be about."""
        if not isinstance(claim, Level) or claim.amount.measure is not Measure.PLAIN or claim.amount.pair:
            return False
        span = anchors(claim.at, self.calendar)[0]
        if claim.pooled is not Pooling.NONE or len(span) > 1:
            return False
        month = span[-1]
        return any(
            claim.amount.value in pair
            for each, series in zip(self.subjects.rows, self.series, strict=True)
            if each.words & row.words
            for pair in series.pairs((month,))
        )

    def _opinion(self, claim: Claim, series: Series) -> Opinion:
        claim = _in_units_of(claim, series)
        match claim:
            case Level():
                return self._level(claim, series)
            case Change():
                return changes.change(claim, series, self.calendar)
            case Extreme():
                return extremes.extreme(claim, series, self.calendar)
            case Similar():
                return extremes.similar(claim, series, self.calendar)
            case AgainstTarget():
                return standings.against_target(claim, series, self.calendar)
            case TargetFigure():
                return levels.target_figure(claim, series, self.calendar)
            case Track():
                return standings.track(claim, series, self.calendar)
            case AgainstOthers():
                return standings.against_others(claim, series, self.calendar)
            case OthersFigure():
                return levels.others_figure(claim, series)
            case _:
                return SILENT

    def _level(self, claim: Level, series: Series) -> Opinion:
        """A figure, or the change that it tells again in brackets: `down 90 (6%)` of a count can only be the change."""
        if claim.otherwise is None:
            return levels.level(claim, series, self.calendar)
        again = changes.change(claim.otherwise, series, self.calendar)
        if again.truth or (claim.amount.measure is Measure.PERCENT and not series.is_share):
            return again
        return levels.level(claim, series, self.calendar)


def _units(claim: Claim) -> frozenset[Unit] | None:
    """The units a claim's number may be in; None for any."""
    amount = getattr(claim, "amount", None)
    if amount is None:
        return None
    if amount.pair or amount.measure is Measure.POINTS:
        return _SHARES
    if amount.measure is Measure.PERCENT:
        again = isinstance(claim, Level) and claim.otherwise is not None
        return None if again or isinstance(claim, Change) else _SHARES
    return {Measure.MONEY: _MONEY, Measure.DAYS: _DAYS}.get(amount.measure, _NUMBERS)


def _in_units_of(claim: Claim, series: Series) -> Claim:
    """A claim about money with its amount in thousands or millions where the row is."""
    if not isinstance(claim, Level | Change | TargetFigure | OthersFigure) or series.unit not in _MONEY:
        return claim
    if claim.amount is None or claim.amount.measure is not Measure.MONEY:
        return claim
    return replace(claim, amount=in_units_of(claim.amount, series.largest))


def _is_sharp(claim: Claim) -> bool:
    amount = getattr(claim, "amount", None)
    return isinstance(claim, Level | Change) and amount is not None and is_sharp(amount)


def _corroborated(judged: list[Judged]) -> list[Judged]:
    """Unsure ties made certain by a sharp true figure of the same row in the same passage."""
    proven = {each.row.indicator.name for each in judged if each.sharp and each.row is not None}
    return [replace(each, certain=True) if _is_proven(each, proven) else each for each in judged]


def _is_proven(judged: Judged, proven: set[str]) -> bool:
    unsure = judged.opinion.truth is False and not judged.certain and not judged.barred
    return unsure and judged.row is not None and judged.row.indicator.name in proven
