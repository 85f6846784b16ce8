"""Slips in headings: a heading almost, but not quite, like that of the other tables, or like a known one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from itertools import chain, pairwise

from ..model import Heading, KpiWorkbook, Month, Place, Remark, Role, Table
from ..reading.grid import address
from ..reading.months import read_month_text
from ..reading.words import AREAS, WHOLE, WITHIN, normal

ALIKE_IN_TABLES = 0.75
"""How alike two headings are (Ratcliff and Obershelp's measure) when one is a slip for the other tables' …"""
ALIKE_TO_KNOWN = 0.85
"""… and when it is a slip for a known one."""
SHORTEST = 5
WIDEST_MONTH = 4
"""Columns that a month of several figures may take."""
KNOWN = (
    *dict.fromkeys(name for name, _ in AREAS if len(name) >= SHORTEST), "target", "indicator", "year to date",
)  # fmt: skip
SPELLINGS = (*(name for name, _ in AREAS), *(name for name, _ in WITHIN), *chain.from_iterable(WHOLE.values()))
VOCABULARY = frozenset(word for spelling in SPELLINGS for word in normal(spelling).split())
LOOKED_AT = (Role.COMPARATOR, Role.TARGET, Role.STRAY, Role.IGNORED, Role.INDICATOR, Role.OWNER)

ENDING_A_RUN = (Role.TARGET, Role.COMPARATOR, Role.STATUS, Role.DIRECTION, Role.YEAR_TO_DATE)
"""Columns behind which no month of the run is to be looked for."""

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
    if _known(letters):
        return None
    for other, tables in tables_with.most_common():
        if tables <= tables_with[key] or tables < 2:
            break
        same_digits = _DIGITS.sub(" ", key).split() == _DIGITS.sub(" ", other).split()
        if other not in mine and same_digits and _alike(letters, _letters(other), ALIKE_IN_TABLES):
            return spelt[other], f", as in {tables} other tables"
    name = _letters(normal(book.organisation or ""))
    if book.organisation and (_alike(letters, name, ALIKE_IN_TABLES) or _broken_off(letters, name)):
        return spelt_with(key, letters, book.organisation), ", the organisation's name"
    near = get_close_matches(letters, KNOWN, cutoff=ALIKE_TO_KNOWN)
    meant = next((name for name in near if not _same_words(letters, name)), None)
    return (meant.title(), "") if meant else None


def _broken_off(letters: str, name: str) -> bool:
    """Whether a heading is the beginning of a name, ending within a word."""
    return len(letters) >= SHORTEST and name.startswith(letters) and name[len(letters) :][:1].isalpha()


def spelt_with(key: str, letters: str, name: str) -> str:
    """A heading with its misspelt name replaced: `Southam 21/22` is `Southampton 21/22`."""
    return key.replace(letters, name)


def _known(letters: str) -> bool:
    """Whether every word of a heading is one that headings are made of."""
    return all(word in VOCABULARY for word in letters.split())


def _alike(one: str, other: str, least: float) -> bool:
    if _same_words(one, other) or abs(len(one) - len(other)) > max(len(one), len(other)) / 2:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= least and matcher.ratio() >= least


def _same_words(one: str, other: str) -> bool:
    """Whether one heading has every word of the other, in one or many: a longer or a shorter name, and no slip."""
    mine, theirs = ({word.rstrip("s") for word in each.split()} for each in (one, other))
    return mine <= theirs or theirs <= mine


def in_the_run(book: KpiWorkbook, remark: Remark) -> bool:
    """Whether a second heading of a month stands where the run of months lacks one: another month was meant.

    It does between two months, and at an end of the run where other tables go on to the next month.
    """
    for table in book.tables:
        places = [each.place for each in table.headings]
        if table.sheet == remark.place.sheet and remark.place in places:
            before, after = _neighbours(table, remark.place)
            if before is None or _is_cut_off(table, remark.place):
                return False
            expected = before.plus(1)
            first = min(month for month in _run(table))
            lost_at_start = before == first and _known_elsewhere(book, table, first.plus(-1))
            if after is None and not lost_at_start:
                return _known_elsewhere(book, table, expected) or _holds_other_figures(book, remark)
            return lost_at_start or (after is not None and after > expected)
    return False


def _holds_other_figures(book: KpiWorkbook, remark: Remark) -> bool:
    """Whether most rows have other figures under a month's second heading than under its first."""
    column = remark.place.coordinates[1]
    pairs = [
        (extra.value, first.value)
        for row in book.indicators
        for extra in row.extras
        if extra.place.sheet == remark.place.sheet and extra.place.coordinates[1] == column and extra.value is not None
        if remark.month and (first := row.at(remark.month)) is not None
    ]
    return sum(one != other for one, other in pairs) * 2 > len(pairs)


def misplaced_in_run(book: KpiWorkbook) -> Iterator[tuple[Heading, Month]]:
    """Each heading at an end of the run that names the month due there, of another year; and the month it must be."""
    for table in book.tables:
        for heading in table.headings:
            if heading.role not in (Role.COMPARATOR, Role.CURRENT_MONTH) or heading.month is not None:
                continue
            named = read_month_text(heading.typed)
            if _is_cut_off(table, heading.place):
                continue
            before, after = _neighbours(table, heading.place)
            if named is None or named.rest or not named.dated or (before is None) == (after is None):
                continue
            expected = before.plus(1) if before else after.plus(-1) if after else None
            guess = named.guesses[0]
            if expected and guess.month == expected.month and guess.year not in (None, expected.year):
                yield heading, expected


def gap_before(book: KpiWorkbook, place: Place) -> Place | None:
    """The heading's cell of a month that has a column before `place` but no name; None where there is no column."""
    for table in book.tables:
        columns = sorted(each.place.coordinates[1] for each in table.headings if each.role is Role.MONTH)
        row, column = place.coordinates
        if table.sheet == place.sheet and column in columns and len(columns) > 2:
            steps = [after - before for before, after in pairwise(columns) if after > before]
            earlier = [each for each in columns if each < column]
            if steps and earlier and column - earlier[-1] == 2 * min(steps):
                return Place(place.sheet, address(row, column - min(steps)))
    return None


def _run(table: Table) -> list[Month]:
    return [each.month for each in table.headings if each.role is Role.MONTH and each.month]


def _neighbours(table: Table, place: Place) -> tuple[Month | None, Month | None]:
    """The months of the headings just before and just after a heading, along the run."""
    row, column = place.coordinates
    run = [(each.place.coordinates, each.month) for each in table.headings if each.role is Role.MONTH and each.month]
    across = [(there[1], month) for there, month in run if there[0] == row]
    down = [(there[0], month) for there, month in run if there[1] == column]
    line, own = (across, column) if len(across) >= len(down) else (down, row)
    before = max(((at, month) for at, month in line if at < own), default=None)
    after = min(((at, month) for at, month in line if at > own), default=None)
    return (
        before[1] if before and own - before[0] <= WIDEST_MONTH else None,
        after[1] if after and after[0] - own <= WIDEST_MONTH else None,
    )


def of_another_year(book: KpiWorkbook, remark: Remark) -> bool:
    """Whether a heading apart from the run names its month with another year: that month last year, and no second."""
    named = read_month_text(remark.found or "")
    years = {guess.year for guess in named.guesses} - {None} if named and named.dated else set()
    tables = [table for table in book.tables if table.sheet == remark.place.sheet]
    apart = any(_is_cut_off(table, remark.place) for table in tables)
    return apart and bool(years) and remark.month is not None and remark.month.year not in years


def _is_cut_off(table: Table, place: Place) -> bool:
    """Whether another kind of column (a target, last year) stands between a heading and the run before it."""
    row, column = place.coordinates
    here = {each.place.coordinates[1]: each.role for each in table.headings if each.place.coordinates[0] == row}
    run = [each for each, role in here.items() if role is Role.MONTH and each < column]
    return bool(run) and any(here.get(each) in ENDING_A_RUN for each in range(max(run) + 1, column))


def _known_elsewhere(book: KpiWorkbook, table: Table, month: Month) -> bool:
    return any(heading.month == month for other in book.tables if other is not table for heading in other.headings)
