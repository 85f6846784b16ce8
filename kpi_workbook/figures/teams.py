"""A workbook broken down by team, taken apart: each team's rows, the whole's, and every indicator across the teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from ..model import Indicator, KpiWorkbook, Month, Number, Place, Section, Unit
from ..reading.words import normal
from .rounding import exact, is_usable, total

LEAST_TEAMS = 2
LEAST_MONTHS = 3
USUALLY = 0.6
"""Of the months: as often as this a team's figures are the sum of the others' before it is taken for the whole."""
NO_SUM = (Unit.PERCENTAGE, Unit.RATE, Unit.DAYS)
"""What teams have each for itself: shares, rates and averages do not add up."""
_WHOLE = frozenset({
    "all", "total", "totals", "overall", "whole", "combined", "council", "authority", "citywide", "countywide",
    "boroughwide", "together", "aggregate",
})  # fmt: skip
_BESIDE = frozenset({
    "grand", "sum", "of", "the", "for", "our", "wide", "local", "city", "borough", "county", "district", "districts",
    "team", "teams", "service", "services", "area", "areas", "locality", "localities", "ward", "wards", "manager",
    "managers", "office", "offices", "division", "divisions", "directorate", "department", "departments",
    "organisation", "unit", "units",
})  # fmt: skip
_WHOLE_ALONE = frozenset({
    "service", "the service", "city", "county", "borough", "directorate", "department", "organisation", "city wide",
    "county wide", "borough wide", "district wide",
})  # fmt: skip
"""What stands for the whole only as the full name: beside other words each could name a part."""


class Measure(NamedTuple):
    """One indicator across the teams: its rows' positions in the workbook, `parts` by the teams' names; `whole` is None
    where no row is about all of them."""

    section: str
    whole: int | None
    parts: dict[str, int]

    @property
    def first(self) -> int:
        """The row that stands for all: the whole's where there is one."""
        return next(iter(self.parts.values())) if self.whole is None else self.whole


@dataclass(frozen=True)
class Division:
    """A labelled workbook (`team_labels.labelled`) and its teams, in document order. `whole_name`: what it calls the
    whole, None where rows about the whole name no team or there are none."""

    book: KpiWorkbook
    teams: tuple[str, ...]
    whole_name: str | None

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Every indicator that any team has, in the order in which each first stands.

        Two rows are one indicator by name, group and section; sections are left out of it where no two teams share one.
        """
        found: dict[tuple[str, str, str, int], Measure] = {}
        seen: Counter[tuple[str | None, str, str, str]] = Counter()
        position = 0
        for section in self.book.sections:
            title = normal(section.title) if self._titles_return else ""
            for row in section.indicators:
                team = self.team_of(row)
                key = (title, normal(row.group or ""), normal(row.name))
                copy = seen[team, *key]
                seen[team, *key] += 1
                measure = found.setdefault((*key, copy), Measure(section.title, None, {}))
                if team is None:
                    found[*key, copy] = measure._replace(whole=position)
                else:
                    measure.parts[team] = position
                position += 1
        return tuple(each for each in found.values() if each.parts)

    @property
    def has_whole(self) -> bool:
        """Whether any indicator of the teams has a row about the whole."""
        return any(measure.whole is not None for measure in self.measures)

    @cached_property
    def whole(self) -> KpiWorkbook:
        """The workbook without the teams' rows; all of it where no row is about the whole."""
        return self._only(None) if self.has_whole else self.book

    def of(self, team: str) -> KpiWorkbook:
        """The workbook with one team's rows alone; texts stay in sections that are all its own."""
        return self._only(team)

    def team_of(self, row: Indicator) -> str | None:
        """The team that a row is about, None for the whole."""
        return row.team if row.team in self.teams else None

    @cached_property
    def _titles_return(self) -> bool:
        """Whether two teams share any section's title."""
        teams: dict[str, set[str | None]] = {}
        for section in self.book.sections:
            teams.setdefault(normal(section.title), set()).update(map(self.team_of, section.indicators))
        return any(len(each - {None}) >= LEAST_TEAMS for each in teams.values())

    def _only(self, team: str | None) -> KpiWorkbook:
        """One team's workbook, or the whole's; remarks about others' cells are left out, and about others' sheets."""
        sections = tuple(found for section in self.book.sections if (found := self._section(section, team)))
        rows = [row for section in sections for row in section.indicators]
        own, sheets = {place for row in rows for place in cells_of(row)}, {row.place.sheet for row in rows}
        remarks = (
            each
            for each in self.book.remarks
            if each.place in own or (each.place not in self._cells and each.place.sheet in sheets)
        )
        return replace(self.book, sections=sections, remarks=tuple(remarks))

    def _section(self, section: Section, team: str | None) -> Section | None:
        """A section's rows of one team; None where it has none. The whole keeps texts that are no team's own."""
        rows = tuple(replace(row, team=None) for row in section.indicators if self.team_of(row) == team)
        whose = {self.team_of(row) for row in section.indicators}
        told = whose == {team} if team else len(whose) != 1 or whose == {None}
        if not rows and not (told and team is None):
            return None
        if told:
            return replace(section, indicators=rows)
        return replace(section, indicators=rows, analysis=(), actions=())

    @cached_property
    def _cells(self) -> frozenset[Place]:
        return frozenset(place for row in self.book.indicators for place in cells_of(row))


def cells_of(row: Indicator) -> set[Place]:
    """Every cell that a row has: its name, figures, target, comparators and whatever stands beside."""
    beside = (*row.comparators, *row.extras, *((row.target,) if row.target else ()))
    return {row.place, *(each.place for each in row.observations), *(each.place for each in beside)}


def counted(row: Indicator, month: Month) -> Number | None:
    """What adds up over teams: a percentage's numerator, a count or an amount; None for rates, shares and averages."""
    seen = row.at(month)
    if seen is None:
        return None
    if is_usable(seen.numerator):
        return seen.numerator
    return seen.value if row.unit not in NO_SUM and is_usable(seen.value) else None


def divide(book: KpiWorkbook) -> Division | None:
    """A labelled workbook's teams; None where fewer than two share an indicator."""
    names = tuple(dict.fromkeys(row.team for row in book.indicators if row.team))
    if len(names) < LEAST_TEAMS:
        return None
    whole = _named_for_the_whole(names, book.organisation) or _sum_of_the_others(book, names)
    teams = tuple(name for name in names if name != whole)
    division = Division(book, teams, whole)
    shared = any(len(measure.parts) >= LEAST_TEAMS for measure in division.measures)
    return division if shared else None


def _named_for_the_whole(names: Sequence[str], organisation: str | None) -> str | None:
    """The name that says that it is about all, the plainest of several."""
    tests: tuple[Callable[[str], bool], ...] = (
        _says_all,
        lambda words: words in _WHOLE_ALONE,
        lambda words: bool(organisation) and words == normal(organisation or ""),
    )
    for test in tests:
        found = [name for name in names if test(normal(name.replace("'", " ")))]
        if found:
            return found[0]
    return None


def _says_all(words: str) -> bool:
    """`All teams`, `Service total`, `Whole service`; never a ward called All Saints."""
    parts = set(words.split())
    return bool(parts & _WHOLE) and parts <= _WHOLE | _BESIDE


def _sum_of_the_others(book: KpiWorkbook, names: Sequence[str]) -> str | None:
    """The one name whose counts are mostly the sum of all the others', that is half of all counts together."""
    months: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for measure in Division(book, tuple(names), None).measures:
        rows = {team: book.indicators[at] for team, at in measure.parts.items()}
        for month in [seen.month for seen in book.indicators[measure.first].observations]:
            counts = {team: counted(row, month) for team, row in rows.items()}
            if len(counts) > LEAST_TEAMS and None not in counts.values():
                together = total(counts.values())
                months.update(team for team, count in counts.items() if count)
                hits.update(team for team, count in counts.items() if count and exact(count) * 2 == together)
    found = [name for name in names if hits[name] >= LEAST_MONTHS and hits[name] >= USUALLY * months[name]]
    return found[0] if len(found) == 1 else None
