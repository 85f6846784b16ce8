"""Rows that add up to another row of the same table: where one withheld part would follow from the total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model import Indicator, KpiWorkbook, Month, Number, Observation
from .rounding import is_usable

_TOTALS = ("total", "all", "overall", "service", "council", "whole")


class Sum(NamedTuple):
    """A total and its parts, and the months in which they were seen to add up."""

    total: Indicator
    parts: tuple[Indicator, ...]
    months: tuple[Month, ...]

    def size(self, row: Indicator, month: Month) -> Number:
        """A part's count in a month, 0 where it has none."""
        seen = row.at(month)
        return (_count(seen) or 0) if seen is not None else 0


def sums(book: KpiWorkbook) -> list[Sum]:
    """Every total row with parts that add up to it in all months where all of them have a figure."""
    found = (_sum(total, parts) for section in book.sections for total, parts in _candidates(section.indicators))
    return [each for each in found if each is not None]


def pinned(each: Sum, month: Month, withheld: Sequence[Indicator], threshold: int) -> bool:
    """Whether the withheld parts follow from the total: one alone always, several where only one answer is left.

    A reader may know that each is from 1 to the threshold, so that their sum at either end gives all of them away.
    """
    if len(withheld) == 1:
        return True
    together = sum(each.size(row, month) for row in withheld)
    return together <= len(withheld) or together == len(withheld) * threshold


def _candidates(rows: Sequence[Indicator]) -> Iterator[tuple[Indicator, list[Indicator]]]:
    """Totals below their parts, within a group; and totals among the teams of one name."""
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
    by_name: dict[tuple[str, str | None], list[Indicator]] = defaultdict(list)
    for row in rows:
        by_name[row.name, row.group].append(row)
    for same in by_name.values():
        wholes = [row for row in same if row.team is None or row.team.lower().split()[0] in _TOTALS]
        if len(wholes) == 1 and len(same) > 2:
            yield wholes[0], [row for row in same if row is not wholes[0]]


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
