"""Rows that add up to another row of the same table: where one withheld part would follow from the total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model import Indicator, KpiWorkbook, Month, Number, Observation, Unit
from .rounding import is_usable
from .teams import LEAST_TEAMS, counted, divide

REACH, LONGEST_RUN = 12, 12
"""How far from its parts a total may stand, in rows, and how many parts it may have."""
LEAST_MONTHS = 3
"""Rows further apart must add up in so many months, or chance would make totals of them."""
_Latest = tuple[Month, Number]


class Sum(NamedTuple):
    """A total and its parts, and the months in which they were seen to add up."""

    total: Indicator
    parts: tuple[Indicator, ...]
    months: tuple[Month, ...]

    def size(self, row: Indicator, month: Month) -> Number:
        """A part's count in a month, 0 where it has none."""
        seen = row.at(month)
        return (_count(seen) or 0) if seen is not None else 0

    def rest(self, row: Indicator, month: Month) -> Number | None:
        """Of a part's denominator, those that are not in its numerator; None where it has none."""
        seen = row.at(month)
        if seen is None or not is_usable(seen.numerator) or not is_usable(seen.denominator):
            return None
        return seen.denominator - seen.numerator


def sums(book: KpiWorkbook) -> list[Sum]:
    """Every row with other rows that add up to it in all months where all of them have a figure, whatever it is called
    and wherever it stands near them; and the whole with its teams (of a labelled workbook), which a reader takes to
    add up whether or not they quite do."""
    found = (_sum(total, parts) for section in book.sections for total, parts in _candidates(section.indicators))
    by_figures = (each for section in book.sections for each in _adding_up(section.indicators))
    return [*(each for each in found if each is not None), *by_figures, *_of_teams(book)]


def pinned(each: Sum, month: Month, withheld: Sequence[Indicator], threshold: int) -> bool:
    """Whether the withheld parts follow from the total: one alone always, several where only one answer is left.

    A reader may know that each is from 1 to the threshold, so that their sum at either end gives all of them away; of
    shares the same goes for the children left over.
    """
    if len(withheld) == 1:
        return True
    rests = [each.rest(row, month) for row in withheld]
    left_over = [] if None in rests else [sum(rest or 0 for rest in rests)]
    together = sum(each.size(row, month) for row in withheld)
    return any(count <= len(withheld) or count == len(withheld) * threshold for count in (together, *left_over))


def _candidates(rows: Sequence[Indicator]) -> Iterator[tuple[Indicator, list[Indicator]]]:
    """Totals below their parts, within a group."""
    above: list[Indicator] = []
    group: str | None = None
    for row in rows:
        if row.group != group:
            above, group = [], row.group
        if row.is_total:
            yield row, above
            above = []
        else:
            above.append(row)


def _adding_up(rows: Sequence[Indicator]) -> Iterator[Sum]:
    """Rows that the figures alone show to be the sum of a run of rows near by: above, below, or after a word that says
    nothing of a total (`started`, `left`, `net change`)."""
    latest = [_latest(row) for row in rows]
    only_grows = all(each is None or each[1] >= 0 for each in latest)
    for at, whole in enumerate(latest):
        if whole is None or not whole[1]:
            continue
        for first in range(max(0, at - REACH), min(len(rows), at + REACH + 1)):
            for parts in _runs(latest, at, first, only_grows):
                each = _sum(rows[at], [rows[part] for part in parts])
                if each is not None and len(each.months) >= (1 if at in (first - 1, parts[-1] + 1) else LEAST_MONTHS):
                    yield each


def _runs(latest: Sequence[_Latest | None], at: int, first: int, only_grows: bool) -> Iterator[range]:
    """Runs of two rows or more from one on that add up to row `at` in its last month; that row is in none of them."""
    together: Number = 0
    whole = latest[at] or (None, 0)
    for end in range(first, min(len(latest), first + LONGEST_RUN)):
        part = latest[end]
        if end == at or part is None or part[0] != whole[0]:
            return
        together += part[1]
        if end > first and together == whole[1]:
            yield range(first, end + 1)
        if only_grows and together > whole[1]:
            return


def _latest(row: Indicator) -> _Latest | None:
    """The last month with a count of people, and that count; None for what is none."""
    for seen in reversed(row.observations):
        is_people = seen.numerator is not None or row.unit in (Unit.COUNT, Unit.UNKNOWN)
        count = _count(seen) if is_people else None
        if count is not None:
            return seen.month, count
    return None


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


def _sum(total: Indicator, parts: Sequence[Indicator]) -> Sum | None:
    """The total with its parts where the figures bear it out."""
    months = [seen.month for seen in total.observations if _count(seen) is not None]
    whole = [(month, _counts(parts, month)) for month in months]
    seen = {month: counts for month, counts in whole if counts is not None}
    if not parts or not seen:
        return None
    by_month = {each.month: _count(each) for each in total.observations}
    if any(by_month[month] != sum(counts) for month, counts in seen.items()):
        return None
    return Sum(total, tuple(parts), tuple(seen))


def _counts(rows: Iterable[Indicator], month: Month) -> list[Number] | None:
    """Each row's count in a month; None where one has none."""
    counts = [_count(seen) if (seen := row.at(month)) is not None else None for row in rows]
    there = [each for each in counts if each is not None]
    return there if len(there) == len(counts) else None


def _count(seen: Observation) -> Number | None:
    """What adds up: a percentage's numerator, else the figure itself."""
    value = seen.numerator if seen.numerator is not None else seen.value
    return value if is_usable(value) else None
