"""Judges one claim: ties it to the rows that it may be about, and holds it against what was recomputed of them.

A claim is true where any row that may be meant bears it out, and false only where none does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ...model import MeasureType, Month, Unit
from . import changes, extremes, levels, standings, streaks
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
    Streak,
    TargetFigure,
    Track,
)
from .contradictions import contradiction
from .lines import Line, line_of
from .numbers import Measure, Quantity
from .opinions import SILENT, TRUE, Opinion, amount_words, anchors
from .periods import Calendar
from .series import Series
from .subjects import CERTAIN, Candidate, Row, Subjects, Tie
from .vocabulary import unknown

_SHARES = frozenset({Unit.PERCENTAGE})
_NUMBERS = frozenset(Unit) - _SHARES
_COUNTS = frozenset({Unit.COUNT, Unit.NUMBER, Unit.UNKNOWN})
_MONEY = frozenset({Unit.MONEY, Unit.NUMBER, Unit.UNKNOWN})
_DAYS = frozenset({Unit.DAYS, Unit.NUMBER, Unit.UNKNOWN, Unit.COUNT})


class Judged(NamedTuple):
    """A claim with what came of it. `certain`: the row is surely meant; `sharp`: a true one that proves the tie;
    `barred`: nothing else can prove it."""

    claim: Claim
    opinion: Opinion
    row: Row | None = None
    certain: bool = False
    sharp: bool = False
    barred: bool = False


@dataclass(frozen=True)
class Judge:
    """What a claim is judged by. `lines`: the position of the row on each line of the workbook."""

    calendar: Calendar
    subjects: Subjects
    series: tuple[Series, ...]
    lines: Mapping[Line, int]

    def judge(self, claim: Claim) -> Judged:
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
        tie = self.tie(claim)
        belied = contradiction(claim)
        if belied.truth is False:
            row = tie.candidates[0].row if tie.certain else None
            return Judged(claim=claim, opinion=belied, row=row, certain=True)
        return self.tied(claim, tie)

    def tie(self, claim: Claim) -> Tie:
        """The rows a claim may be about, of the units its number speaks of."""
        said = claim.said
        allowed = self._rows_in(_units(claim))
        own = self.lines.get(line_of(said.place))
        if isinstance(claim, Level) and claim.amount.is_nought:
            return self.subjects.alone(said, allowed, None if own is None else self.subjects.rows[own])
        if own is not None and not (isinstance(claim, Level) and claim.counted) and (allowed is None or own in allowed):
            tie, counted = self.subjects.beside(said, allowed, self.subjects.rows[own]), False
        else:
            counted = isinstance(claim, Level) and not said.before and claim.amount.measure is Measure.PLAIN
            tie = Tie() if counted and not said.own.strip() else self.subjects.tie(said, allowed)
        if counted or _is_share_of_some(claim):
            return tie._replace(certain=tie.certain and not unknown(said.own, self.subjects.known), barred=True)
        return tie

    def _rows_in(self, units: frozenset[Unit] | None) -> frozenset[int] | None:
        """The positions of the rows in one of the units; None for any."""
        return None if units is None else frozenset().union(*(self._by_unit[unit] for unit in units))

    @cached_property
    def _by_unit(self) -> Mapping[Unit, frozenset[int]]:
        rows = list(enumerate(self.series))
        return {unit: frozenset(position for position, series in rows if series.unit is unit) for unit in Unit}

    def tied(self, claim: Claim, tie: Tie) -> Judged:
        """A claim judged by the rows it is tied to: the first that bears it out, else the first that does not."""
        belying: tuple[Candidate, Opinion] | None = None
        for each in tie.candidates:
            opinion = self._opinion(claim, self.series[each.row.position])
            if opinion.truth:
                return Judged(claim=claim, opinion=TRUE, row=each.row, certain=tie.certain, sharp=_is_sharp(claim))
            if opinion.truth is False and belying is None:
                belying = each, opinion
        if belying is None:
            row = tie.candidates[0].row if tie.candidates else None
            return Judged(claim=claim, opinion=SILENT, row=row, certain=tie.certain)
        return self._belied(claim, tie, *belying)

    def _belied(self, claim: Claim, tie: Tie, by: Candidate, opinion: Opinion) -> Judged:
        """A claim that no row bears out, by the likeliest row that belies it."""
        part = self._is_a_part(claim, by.row)
        certain = tie.certain and by.score >= CERTAIN and not part
        opinion = self._with_source(claim, opinion, by.row) if certain else opinion
        return Judged(claim=claim, opinion=opinion, row=by.row, certain=certain, barred=tie.barred or part)

    def _with_source(self, claim: Claim, opinion: Opinion, row: Row) -> Opinion:
        """The opinion with the row whose figure was stated instead, where just one of a section and unit has it."""
        if not isinstance(claim, Level) or opinion.reason or opinion.month is None or not is_sharp(claim.amount):
            return opinion
        for section in (claim.said.section, row.section):
            names = self._rows_with(claim.amount, opinion.month, row, section)
            if len(names) == 1:
                why = f"{opinion.why}; {amount_words(claim.amount)} is the figure of {names.pop()!r}"
                return opinion._replace(why=why, reason="another indicator")
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
            case Streak() if claim.run.length > 1 and not _adds_up(claim, series):
                return SILENT
            case Streak():
                return streaks.streak(claim, lambda each: self._opinion(each, series), self.calendar)
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


def _adds_up(claim: Streak, series: Series) -> bool:
    """Whether a row's quarters and years have figures of their own, for targets in the month's own terms."""
    latest = series.kind in (MeasureType.SNAPSHOT, MeasureType.ROLLING)
    if series.is_share:
        return latest or series.has_counts(series.months)
    return latest or (isinstance(claim.each, Change) and series.unit in (Unit.COUNT, Unit.MONEY))


def _is_share_of_some(claim: Claim) -> bool:
    """`one in five calls`, `two thirds of homes`: of those that are so or so, which every word of it tells."""
    return isinstance(claim, Level) and claim.amount.spelt and claim.amount.measure is Measure.PERCENT


def _units(claim: Claim) -> frozenset[Unit] | None:
    """The units a claim's number may be in; None for any."""
    amount = getattr(claim, "amount", None)
    if amount is None:
        return None
    if amount.pair or amount.measure is Measure.POINTS:
        return _SHARES
    if amount.is_nought:
        return _COUNTS
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
    return claim._replace(amount=in_units_of(claim.amount, series.largest))


def _is_sharp(claim: Claim) -> bool:
    amount = getattr(claim, "amount", None)
    return isinstance(claim, Level | Change) and amount is not None and is_sharp(amount)
