"""Rows that add up to another row of the same table: where one withheld part would follow from the total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..figures.rounding import is_usable
from ..figures.teams import LEAST_TEAMS, counted, divide
from ..model import Indicator, KpiWorkbook, Month, Number, Observation, Unit

REACH, LONGEST_RUN, LONGEST_STRIDE = 12, 12, 6
"""How far from its first part a total may stand, in rows, how many parts it may have, and how many rows apart more than
two of them may stand."""
LEAST_MONTHS = 3
"""Rows further apart must add up in so many months, or chance would make totals of them."""
_Counts = dict[Month, Number]


class Sum(NamedTuple):
    """A total and its parts, and the months in which they were seen to add up."""

    total: Indicator
    parts: tuple[Indicator, ...]
    months: tuple[Month, ...]


def sums(book: KpiWorkbook) -> list[Sum]:
    """Every row with other rows that add up to it in all months where all of them have a figure, whatever it is called
    and wherever it stands near them; and the whole with its teams (of a labelled workbook), which a reader takes to
    add up whether or not they quite do."""
    by_name = (each for section in book.sections for each in _candidates(section.indicators))
    by_figures = (each for section in book.sections for each in _adding_up(section.indicators))
    return [*by_name, *by_figures, *_of_teams(book)]


def _candidates(rows: Sequence[Indicator]) -> Iterator[Sum]:
    """Totals below their parts, within a group."""
    above: list[Indicator] = []
    group: str | None = None
    for row in rows:
        if row.group != group:
            above, group = [], row.group
        if row.is_total:
            months = _months_of_sum(_counts(row), [_counts(part) for part in above])
            if months:
                yield Sum(row, tuple(above), months)
            above = []
        else:
            above.append(row)


def _adding_up(rows: Sequence[Indicator]) -> Iterator[Sum]:
    """Rows that the figures alone show to be the sum of rows near by: above, below, or after a word that says nothing
    of a total (`started`, `left`, `net change`); also of every third row, where each team has rows of its own.

    They are looked for in each one's last month with people in it, then held against the others."""
    series = [_counts(row, people_alone=True) for row in rows]
    totals: dict[Month, dict[Number, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, counts in enumerate(series):
        last = max((month for month, count in counts.items() if count), default=None)
        if last is not None:
            totals[last][counts[last]].append(at)
    for month, wholes in totals.items():
        counts_then = [counts.get(month) for counts in series]
        for run, together in _runs(counts_then):
            for at in wholes.get(together, ()):
                near = at not in run and abs(at - run[0]) <= REACH
                months = _months_of_sum(series[at], [series[part] for part in run]) if near else ()
                touches = run.step == 1 and at in (run[0] - 1, run[-1] + 1)
                if len(months) >= (1 if touches else LEAST_MONTHS):
                    yield Sum(rows[at], tuple(rows[part] for part in run), months)


def _runs(counts: Sequence[Number | None]) -> Iterator[tuple[range, Number]]:
    """Runs of two rows or more, one after another or evenly apart, with what they come to; of rows far apart two."""
    for stride in range(1, 2 * REACH + 1):
        longest = LONGEST_RUN if stride <= LONGEST_STRIDE else 2
        for first in range(len(counts) - stride):
            together: Number = 0
            for end in range(first, min(len(counts), first + stride * longest), stride):
                part = counts[end]
                if part is None:
                    break
                together += part
                if end > first:
                    yield range(first, end + 1, stride), together


def _counts(row: Indicator, people_alone: bool = False) -> _Counts:
    """A row's counts by month; empty for what counts no people, where they alone are asked for."""
    any_unit = not people_alone or row.unit in (Unit.COUNT, Unit.UNKNOWN)
    counts = ((seen.month, _count(seen)) for seen in row.observations if any_unit or seen.numerator is not None)
    return {month: count for month, count in counts if count is not None}


def _of_teams(book: KpiWorkbook) -> Iterator[Sum]:
    """The whole and its teams, for each indicator whose figures or counts add up."""
    division = divide(book)
    rows = book.indicators
    for measure in division.measures if division else ():
        if measure.whole is None or len(measure.parts) < LEAST_TEAMS:
            continue
        whole, parts = rows[measure.whole], tuple(rows[at] for at in measure.parts.values())
        months = tuple(seen.month for seen in whole.observations if counted(whole, seen.month) is not None)
        if months:
            yield Sum(whole, parts, months)


def _months_of_sum(whole: _Counts, parts: Sequence[_Counts]) -> tuple[Month, ...]:
    """The months where all have a count; none where they do not add up in one of them."""
    months = [month for month in whole if all(month in part for part in parts)]
    if any(whole[month] != sum(part[month] for part in parts) for month in reversed(months)):
        return ()
    return tuple(months) if parts else ()


def _count(seen: Observation) -> Number | None:
    """What adds up: a percentage's numerator, else the figure itself."""
    value = seen.numerator if seen.numerator is not None else seen.value
    return value if is_usable(value) else None
