"""Writes into every row whose it is, where a workbook does not say it in a column: a sheet, a titled table or a group
a team, or a table an indicator with a row a team.

What holds rows (a sheet, a section, a group) is taken for a team's where others of its kind hold the same indicators
for the same months in the same units, with other figures.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from ..model import Heading, Indicator, KpiWorkbook, Observation, Role, Section, Table
from ..reading.words import normal, role_of

MOSTLY = 0.6
"""Of a sheet's indicators, as many as this stand on others too before it is taken for one team's."""
MOST_ALIKE = 0.5
"""Of the figures that two have for the same months: more alike than this, and one is a copy of the other."""
MOST_PAIRED = 30
"""Of more than so many, only neighbours are held against each other: a copy stands beside what it was copied from."""
LEAST_ROWS = 2
"""A table of one row may be called anything."""
_PLACES = frozenset({
    "area", "district", "ward", "patch", "hub", "office", "neighbourhood", "quadrant", "depot", "site", "centre",
    "library", "school", "children's centre", "family hub", "service area", "division", "locality area",
})  # fmt: skip
"""Headings over names of places or services, each with a row of the indicator that the table's title names."""
NO_TITLE = "Performance indicators"
_NUMBERED = re.compile(r"^\d{1,2}[.):]?\s+")
_LOOSE = " \t:;,.-–—|/&()"
_NO_TEAM = (
    Role.TARGET, Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.YEAR_TO_DATE, Role.AVERAGE, Role.STATUS,
    Role.CURRENT_MONTH, Role.DIRECTION, Role.COMPARATOR,
)  # fmt: skip
"""What a sheet may be called that holds another side of the same indicators, and no team's."""

Key = tuple[str, str]
Rows = dict[Key, Indicator]
Holder = Callable[[Section, Indicator], str | None]


def labelled(book: KpiWorkbook, sheets_alone: bool = False) -> KpiWorkbook:
    """The workbook with each row's team in it, and no team in the name of a row, a group or a section.

    `sheets_alone`: only sheets are looked at, whatever the columns say. A workbook whose teams cannot be told comes
    back as it is.
    """
    if sheets_alone:
        return _by_holder(_with_teams_as_groups(book), _sheet_of)
    if any(row.team for row in book.indicators):
        return _spelt_alike(book)
    if named_by_rows(book):
        return _by_table(book, [table for table in book.tables if _names_teams(table)])
    for holder in (_sheet_of, _section_of, _group_of):
        found = _by_holder(book, holder)
        if found is not book:
            return found
    return book


def with_teams(book: KpiWorkbook) -> KpiWorkbook:
    """The workbook with each row's team in it where a sheet or a titled table is a team's, and nothing else changed."""
    if any(row.team for row in book.indicators):
        return book
    if named_by_rows(book):
        return titled(book)
    for holder in (_sheet_of, _section_of):
        names = _names_by_holder(book, holder)
        if names:
            sections = (_with_team(section, holder, names) for section in book.sections)
            return replace(book, sections=tuple(sections))
    return book


def titled(book: KpiWorkbook) -> KpiWorkbook:
    """The workbook with each row that is named for a team called what its table's title says, and of that team."""
    if not named_by_rows(book):
        return book
    tables = [table for table in book.tables if _names_teams(table)]

    def named(section: Section, row: Indicator) -> Indicator:
        if len(section.indicators) < LEAST_ROWS or not any(_holds(table, row) for table in tables):
            return row
        return replace(row, name=section.title, team=row.name)

    sections = (
        replace(section, indicators=tuple(named(section, row) for row in section.indicators))
        for section in book.sections
    )
    return replace(book, sections=tuple(sections))


def _with_team(section: Section, holder: Holder, names: Mapping[str, str]) -> Section:
    rows = (replace(row, team=names.get(holder(section, row) or "")) for row in section.indicators)
    return replace(section, indicators=tuple(rows))


def named_by_rows(book: KpiWorkbook) -> bool:
    """Whether tables' rows are named for teams, so that what they measure stands in a title."""
    return not any(row.team for row in book.indicators) and any(map(_names_teams, book.tables))


def _with_teams_as_groups(book: KpiWorkbook) -> KpiWorkbook:
    """The workbook with what a column says of teams as a part of the rows' groups."""

    def grouped(row: Indicator) -> Indicator:
        return replace(row, team=None, group=" – ".join(each for each in (row.group, row.team) if each) or None)

    sections = (replace(section, indicators=tuple(map(grouped, section.indicators))) for section in book.sections)
    return replace(book, sections=tuple(sections))


def _spelt_alike(book: KpiWorkbook) -> KpiWorkbook:
    """The workbook with each team spelt as where it first stands, whatever capitals and spaces it has elsewhere."""
    first: dict[str, str] = {}
    for row in book.indicators:
        if row.team:
            first.setdefault(normal(row.team) or row.team, row.team)

    def settled(row: Indicator) -> Indicator:
        return replace(row, team=first[normal(row.team) or row.team]) if row.team else row

    sections = (replace(section, indicators=tuple(map(settled, section.indicators))) for section in book.sections)
    return replace(book, sections=tuple(sections))


def _sheet_of(section: Section, row: Indicator) -> str | None:  # noqa: ARG001 - one of the holders
    return section.sheet


def _section_of(section: Section, row: Indicator) -> str | None:  # noqa: ARG001 - one of the holders
    return section.title


def _group_of(section: Section, row: Indicator) -> str | None:  # noqa: ARG001 - one of the holders
    return row.group


def _names_teams(table: Table) -> bool:
    """Whether the names of a table's rows are teams: headed so, with nothing headed as an indicator."""
    headings = [each for each in table.headings if each.role in (Role.INDICATOR, Role.TEAM)]
    return bool(headings) and all(_heads_teams(each) for each in headings)


def _heads_teams(heading: Heading) -> bool:
    """Whether a heading of names is of teams, or of the places that teams are called after."""
    return Role.TEAM in (heading.role, role_of(heading.typed)) or normal(heading.typed) in _PLACES


def _by_table(book: KpiWorkbook, tables: Sequence[Table]) -> KpiWorkbook:
    """Rows named for teams under a title that names their indicator; the indicators of one sheet in one section."""

    def is_within(row: Indicator) -> bool:
        return any(_holds(table, row) for table in tables)

    alone = Counter(section.sheet for section in book.sections if section.indicators)
    sections: dict[str, Section] = {}
    others: list[Section] = []
    for section in book.sections:
        if not section.indicators or not all(map(is_within, section.indicators)):
            others.append(section)
            continue
        title = section.sheet if alone[section.sheet] > 1 else NO_TITLE
        rows = tuple(replace(row, name=section.title, team=row.name, is_total=False) for row in section.indicators)
        home = sections.setdefault(title, replace(section, title=title, indicators=(), analysis=(), actions=()))
        sections[title] = replace(
            home,
            indicators=(*home.indicators, *rows),
            analysis=(*home.analysis, *section.analysis),
            actions=(*home.actions, *section.actions),
        )
    return replace(book, sections=(*sections.values(), *others))


def _holds(table: Table, row: Indicator) -> bool:
    if table.sheet != row.place.sheet:
        return False
    (top, left), (bottom, right) = (row.place._replace(cell=cell).coordinates for cell in (table.first, table.last))
    line, column = row.place.coordinates
    return top <= line <= bottom and left <= column <= right


def _by_holder(book: KpiWorkbook, holder: Holder) -> KpiWorkbook:
    """The workbook with the holders of the same indicators as teams; itself where there are none."""
    names = _names_by_holder(book, holder)
    if not names:
        return book
    return replace(book, sections=tuple(_labelled_section(section, holder, names) for section in book.sections))


def _names_by_holder(book: KpiWorkbook, holder: Holder) -> dict[str, str]:
    """The teams' names by what holds their rows; none where fewer than two hold the same indicators."""
    rows: dict[str, Rows] = defaultdict(dict)
    for section in book.sections:
        for row in section.indicators:
            held = holder(section, row)
            if held:
                group = "" if holder is _group_of else normal(row.group or "")
                rows[held].setdefault((group, normal(row.name)), row)
    family = _family(rows)
    return dict(zip(family, _names(family), strict=True)) if len(family) > 1 else {}


def _labelled_section(section: Section, holder: Holder, names: Mapping[str, str]) -> Section:
    rows = tuple(_labelled_row(section, row, holder, names) for row in section.indicators)
    teams = {row.team for row in rows}
    team = next(iter(teams), None) if len(teams) == 1 else None
    title = without(section.title, team) if team else section.title
    if title == NO_TITLE and team and without(section.sheet, team) == section.sheet:
        title = section.sheet
    return replace(section, title=title, indicators=rows)


def _labelled_row(section: Section, row: Indicator, holder: Holder, names: Mapping[str, str]) -> Indicator:
    team = names.get(holder(section, row) or "")
    if team is None:
        return row
    return replace(row, team=team, group=None if holder is _group_of else row.group, name=without(row.name, team))


def without(text: str, team: str) -> str:
    """A title without the team's name in it; a stock title where nothing else is left."""
    rest = re.sub(rf"(?i)(?<!\w){re.escape(team)}(?!\w)(\s+teams?\b)?", " ", text)
    if rest == text:
        return text
    rest = " ".join(rest.split()).strip(_LOOSE)
    return rest[:1].upper() + rest[1:] or NO_TITLE


def _family(rows: Mapping[str, Rows]) -> list[str]:
    """Those that hold the same indicators, none a copy of another."""
    counts = Counter(key for held in rows.values() for key in held)
    alike = [
        name for name, held in rows.items()
        if role_of(name) not in _NO_TEAM and sum(counts[key] > 1 for key in held) >= MOSTLY * len(held)
    ]  # fmt: skip
    pairs = combinations(alike, 2) if len(alike) <= MOST_PAIRED else pairwise(alike)
    if any(not _are_parts(rows[one], rows[other]) for one, other in pairs):
        return []
    return alike


def _are_parts(one: Rows, other: Rows) -> bool:
    """Whether two could be two teams' figures of the same indicators: same units, same months, other figures."""
    shared = [(one[key], other[key]) for key in one if key in other]
    if not shared or any(first.unit is not second.unit for first, second in shared):
        return False
    pairs = [pair for first, second in shared for pair in _pairs(first, second)]
    same = sum(first == second for first, second in pairs)
    return bool(pairs) and same <= MOST_ALIKE * len(pairs)


def _pairs(first: Indicator, second: Indicator) -> Iterable[tuple[object, object]]:
    """The figures that two rows have for the same months."""
    theirs = {each.month: each for each in second.observations}
    return ((_figure(each), _figure(theirs[each.month])) for each in first.observations
            if each.month in theirs and each.value is not None and theirs[each.month].value is not None)  # fmt: skip


def _figure(seen: Observation) -> object:
    return seen.value, seen.numerator, seen.denominator


def _names(holders: Sequence[str]) -> list[str]:
    """The holders' names without what they all begin or end with (`KPIs North`, `KPIs South`) and without numbers."""
    plain = [_NUMBERED.sub("", name) for name in holders]
    words = [name.split() for name in (plain if all(map(_NUMBERED.match, holders)) else holders)]
    first = _shared(words)
    last = _shared([each[::-1] for each in words])
    names = [" ".join(each[first : len(each) - last]).strip(_LOOSE) for each in words]
    return names if all(names) and len(set(names)) == len(names) else list(holders)


def _shared(words: Sequence[Sequence[str]]) -> int:
    """How many words all begin with, `team` apart, which belongs to a team's name."""
    count = 0
    while all(len(each) > count + 1 and each[count].casefold() == words[0][count].casefold() for each in words):
        if words[0][count].casefold() in ("team", "teams"):
            break
        count += 1
    return count
