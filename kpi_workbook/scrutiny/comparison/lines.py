"""What the comparison is written from: each indicator with a result a team, and where its figures stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ...disclosure import Suppression
from ...figures.results import IndicatorResult, Results
from ...figures.rounding import total
from ...figures.team_totals import TeamTotal, team_totals
from ...figures.teams import NO_SUM, Division, Measure
from ...figures.uncertainty import wilson
from ...model import Indicator, Month, Number, Polarity, Unit
from ...settings import Settings
from ..display import decimals_of, unit_of
from ..naming import one_line
from ..report import Edition

FIGURES = "Figures"
FIRST_ROW = 4
"""On Figures: the first line of the table, counted from 0."""
TOGETHER = "Teams together"
IN_MONTH, TO_DATE = range(2)
"""The two clocks that are compared: the reporting month, and the year to date."""


@dataclass(frozen=True)
class Entry:
    """One row of an indicator: a team's, or the whole's where `team` is None. `at`: its row on Figures."""

    team: str | None
    row: Indicator
    result: IndicatorResult
    at: int

    def value(self, clock: int) -> float | None:
        """Its figure in the month or for the year to date."""
        if clock == TO_DATE:
            return self.result.year_to_date.value
        latest = self.result.latest
        return None if latest is None or latest.value is None else float(latest.value)

    def counts(self, clock: int) -> tuple[Number, Number] | None:
        """The numerator and the denominator behind it."""
        source = self.result.year_to_date if clock == TO_DATE else self.result.latest
        if source is None or source.numerator is None or source.denominator is None:
            return None
        return source.numerator, source.denominator

    def word(self, clock: int) -> str:
        """Its status."""
        return str((self.result.in_month, self.result.to_date)[clock].word)


@dataclass(frozen=True)
class Line:
    """An indicator across the teams, the whole first. `totals`: what of it can be held against the whole."""

    section: str
    label: str
    unit: Unit
    decimals: int
    polarity: Polarity
    whole: Entry | None
    parts: Mapping[str, Entry]
    totals: tuple[TeamTotal, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All its rows, as they stand on Figures."""
        return ((self.whole,) if self.whole else ()) + tuple(self.parts.values())

    @property
    def adds(self) -> bool:
        """Whether its figures, rather than the counts behind them, add up over teams."""
        return self.unit not in NO_SUM and not any(entry.counts(IN_MONTH) for entry in self.parts.values())

    def together(self, clock: int) -> float | None:
        """The teams' figure between them: summed, or pooled; None where a team lacks one or nothing can be added."""
        entries = self.parts.values()
        if self.adds:
            values = [entry.value(clock) for entry in entries]
            return None if None in values else float(total(values))
        counts = [entry.counts(clock) for entry in entries]
        there = [each for each in counts if each]
        under = total(of for _, of in there)
        if self.unit is not Unit.PERCENTAGE or len(there) < len(counts) or not under:
            return None
        return float(total(part for part, _ in there) / under)

    def is_beyond_chance(self, clock: int) -> bool | None:
        """Whether the highest and the lowest share lie apart by more than chance: their 95% intervals do not touch.
        None where shares have no counts, or fewer than two teams have one."""
        intervals = [
            interval
            for entry in self.parts.values()
            if (counts := entry.counts(clock)) and (interval := wilson(*counts))
        ]
        if self.unit is not Unit.PERCENTAGE or len(intervals) < 2:
            return None
        return max(low for low, _ in intervals) > min(high for _, high in intervals)


@dataclass(frozen=True)
class Comparison:
    """Teams side by side. `workbooks`: each team's scrutiny workbook by name; `results`: of the division's workbook."""

    division: Division
    results: Results
    settings: Settings
    edition: Edition = Edition.INTERNAL
    workbooks: Mapping[str, str] = field(default_factory=dict)
    suppression: Suppression | None = None

    @property
    def teams(self) -> tuple[str, ...]:
        """The teams, in document order."""
        return self.division.teams

    @property
    def month(self) -> Month:
        """The reporting month."""
        return self.division.book.reporting_month

    @property
    def whole_name(self) -> str:
        """What heads the whole's figures, or the teams' own sum where no row is about the whole."""
        if not self.division.has_whole:
            return TOGETHER
        return one_line(self.division.whole_name or "") or "The whole"

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every indicator that any team has."""
        found: list[Line] = []
        at = FIRST_ROW
        for measure in self.division.measures:
            found.append(self._line(measure, at))
            at += len(found[-1].entries)
        return tuple(found)

    def _line(self, measure: Measure, at: int) -> Line:
        rows, results = self.division.book.indicators, self.results.indicators
        first = measure.first
        unit = unit_of(rows[first], results[first])
        whole = None if measure.whole is None else Entry(None, rows[measure.whole], results[measure.whole], at)
        begins = at + (whole is not None)
        ordered = [team for team in self.teams if team in measure.parts]
        parts = {
            team: Entry(team, rows[measure.parts[team]], results[measure.parts[team]], begins + number)
            for number, team in enumerate(ordered)
        }
        group = rows[first].group
        return Line(
            section=one_line(measure.section),
            label=one_line(f"{group} – {rows[first].name}" if group else rows[first].name),
            unit=unit,
            decimals=max(decimals_of(rows[each], unit) for each in (first, *measure.parts.values())),
            polarity=results[first].definition.polarity,
            whole=whole,
            parts=parts,
            totals=team_totals(rows, measure),
        )
