"""The counts that a workbook shows or lets follow, and every relation between them, as one system.

Rows that add up in any column (months, own comparators, summaries), numerators with the rest of their denominators,
rows that show one count twice, running totals and their months, summaries and theirs, percentages of other rows, shares
that divide one whole, stocks with what comes and goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ..figures.definitions import Known
from ..figures.rounding import exact, is_usable
from ..model import (
    Area,
    Comparator,
    Extra,
    Indicator,
    KpiWorkbook,
    MeasureType,
    Month,
    Observation,
    Status,
    Unit,
)
from ..reading.words import normal
from .by_figures import first_look, relate_by_figures, relate_series
from .counted import OWN_FIGURES, Beside, Counted, Ledger, any_small, cell_of
from .suppression import Reason
from .ties import span
from .totals import Sum

Base = tuple[Indicator, Observation]
Before = tuple[Observation, Counted]


class Rows(NamedTuple):
    """The rows of a workbook, and how the rules know them to hang together. `base`: the row and month that show what a
    percentage without counts is a percentage of."""

    book: KpiWorkbook
    known: tuple[tuple[Indicator, Known], ...]
    same: Sequence[Sequence[Indicator]]
    running: Sequence[tuple[Indicator, Indicator | None]]
    sums: Sequence[Sum]
    base: Mapping[tuple[str | None, Month], Base]


def relate(rows: Rows, threshold: int) -> Ledger:
    """The system of a labelled and defined workbook: the counts of cells that have a small one or are tied to others.
    Of the rest nothing can be worked out, and they are most."""
    ledger = Ledger()
    _shares_of_known_wholes(rows, ledger)
    for each in rows.sums:
        _adding(each, ledger)
    _same_measure(rows, ledger)
    looks = [[first_look(row, ledger, threshold) for row in section.indicators] for section in rows.book.sections]
    relate_series(rows.book.indicators, list(chain.from_iterable(looks)), ledger)
    for row, monthly in rows.running:
        _running(row, monthly, ledger, rows.book.year_starts_in)
    for row, known in rows.known:
        if known.definition.measure_type is MeasureType.CUMULATIVE:
            _running_shares(row, ledger, rows.book.year_starts_in)
        for extra in row.extras:
            if any_small(ledger.sizes(row, extra) or (), threshold):
                ledger.of(row, extra)
            _summary(row, extra, ledger, rows.book)
        for comparator in row.comparators:
            _last_year(row, comparator, ledger, rows.book)
    for section, looks_of_rows in zip(rows.book.sections, looks, strict=True):
        relate_by_figures(section.indicators, looks_of_rows, ledger)
    return ledger


def _shares_of_known_wholes(rows: Rows, ledger: Ledger) -> None:
    """Percentages without counts whose whole another row shows: about how many they are of how many."""
    for row, known in rows.known:
        if row.unit is not Unit.PERCENTAGE:
            continue
        for seen in row.observations:
            base = rows.base.get((known.definition.denominator, seen.month))
            if base is None or not is_usable(seen.value) or seen.numerator is not None:
                continue
            counted = ledger.of(*base)
            if counted is not None and base[0] is not row:
                count = counted.adds if counted.whole is None else counted.whole
                size = ledger.system.sizes[count]
                low, high = span(row, seen)
                ledger.share(cell_of(row, seen), round((low + high) / 2 * exact(size)), count)


def _adding(each: Sum, ledger: Ledger) -> None:
    """A total and its parts: in the months, and in every other column in which they add up."""
    for month in each.months:
        _add_up(each, [row.at(month) for row in (each.total, *each.parts)], ledger, always=True)
    for seen in each.total.observations:
        if seen.month not in each.months:
            _add_up_around_withheld(each, seen, ledger)
    columns: tuple[Extra | Comparator, ...] = (*each.total.extras, *each.total.comparators)
    for beside in columns:
        if isinstance(beside, Extra) or beside.area in OWN_FIGURES:
            _add_up(each, [beside, *(_like(row, beside) for row in each.parts)], ledger)


def _add_up(each: Sum, column: Sequence[Beside | None], ledger: Ledger, always: bool = False) -> None:
    """A column's total and parts as a relation, where they do add up, or always do: who has no figure counts none."""
    total, *parts = (ledger.of(row, seen) for row, seen in zip((each.total, *each.parts), column, strict=True))
    there = [part for part in parts if part is not None]
    if total is None or not there:
        return
    sizes = ledger.system.sizes
    if always or sizes[total.adds] == sum(sizes[part.adds] for part in there):
        ledger.relate({total.adds: -1, **{part.adds: 1 for part in there}}, Reason.TOTAL)
    wholes = {part.whole for part in there if part.whole is not None} - {total.whole}
    if (
        total.whole is not None
        and len(wholes) == len(parts)
        and sizes[total.whole] == sum(sizes[each] for each in wholes)
    ):
        ledger.relate({total.whole: -1, **dict.fromkeys(wholes, 1)}, Reason.TOTAL)


def _add_up_around_withheld(each: Sum, seen: Observation, ledger: Ledger) -> None:
    """The one part that a workbook withholds itself, where the others and the total are shown."""
    column = [(row, row.at(seen.month)) for row in each.parts]
    gone = [(row, part) for row, part in column if part is not None and part.status is Status.SUPPRESSED]
    counted = [ledger.of(row, part) for row, part in ((each.total, seen), *column) if (row, part) not in gone]
    if len(gone) != 1 or None in counted:
        return
    total, *others = (part.adds for part in counted if part is not None)
    sizes = ledger.system.sizes
    left = sizes[total] - sum(sizes[other] for other in others)
    row, part = gone[0]
    if left >= 0 and part is not None:
        hidden = ledger.withheld(row, part, left).adds
        ledger.relate({total: -1, hidden: 1, **dict.fromkeys(others, 1)}, Reason.TOTAL)


def _like(row: Indicator, beside: Extra | Comparator) -> Extra | Comparator | None:
    """What stands in a row under the same heading."""
    others: Iterable[Extra | Comparator] = row.extras if isinstance(beside, Extra) else row.comparators
    return next((each for each in others if normal(each.name) == normal(beside.name)), None)


def _same_measure(rows: Rows, ledger: Ledger) -> None:
    """The same measure elsewhere."""
    for twins in rows.same:
        first, *others = twins
        for seen in first.observations:
            own = ledger.of(first, seen)
            for row in others:
                other = ledger.of(row, row.at(seen.month))
                if own and other and ledger.system.sizes[own.adds] == ledger.system.sizes[other.adds]:
                    ledger.same(own.adds, other.adds, Reason.ELSEWHERE)
                    ledger.same(own.whole, other.whole, Reason.ELSEWHERE)


def _running(row: Indicator, monthly: Indicator | None, ledger: Ledger, first_month: int) -> None:
    """A running total: what it grew by since the figure before, which is its months' where another row has them."""
    for seen, counted, before in _in_years(row, ledger, first_month):
        since = before[0].month.plus(1) if before else seen.month.year_start(first_month)
        months = [since.plus(step) for step in range(seen.month.since(since) + 1)]
        added = [ledger.of(monthly, monthly.at(month)) for month in months] if monthly else []
        counts = [each.adds for each in added if each is not None]
        if counts and len(counts) == len(months):
            earlier = {before[1].adds: -1} if before else {}
            ledger.relate({counted.adds: 1, **earlier, **dict.fromkeys(counts, -1)}, Reason.RUNNING)
        elif before:
            ledger.step(counted.adds, before[1].adds)


def _running_shares(row: Indicator, ledger: Ledger, first_month: int) -> None:
    """A running share: what its numerator and its rest grew by."""
    for _, counted, before in _in_years(row, ledger, first_month):
        if before and counted.rest is not None and before[1].rest is not None:
            ledger.step(counted.adds, before[1].adds)
            ledger.step(counted.rest, before[1].rest)


def _in_years(row: Indicator, ledger: Ledger, first_month: int) -> Iterator[tuple[Observation, Counted, Before | None]]:
    """A row's months with counts in order, each with the one before it in its year."""
    before: Before | None = None
    for seen in sorted(row.observations, key=lambda each: each.month):
        counted = ledger.of(row, seen)
        if counted is not None:
            same_year = before is not None and before[0].month >= seen.month.year_start(first_month)
            yield seen, counted, before if same_year else None
            before = seen, counted


def _summary(row: Indicator, extra: Extra, ledger: Ledger, book: KpiWorkbook) -> None:
    """A year to date, quarter or total and the months that it is the sum of, or the one that it repeats."""
    if ledger.sizes(row, extra) is None:
        return
    year = book.reporting_month.year_start(book.year_starts_in)
    seen = [each for each in row.observations if each.month <= book.reporting_month]
    for months in (
        [each for each in seen if each.month in extra.months],
        [each for each in seen if each.month >= year],
        seen,
        seen[-1:],
    ):
        if _tied(row, extra, months, ledger):
            return


def _last_year(row: Indicator, comparator: Comparator, ledger: Ledger, book: KpiWorkbook) -> None:
    """The council's own figure of last year, where the workbook has the months that it is of."""
    if comparator.area not in OWN_FIGURES or ledger.sizes(row, comparator) is None:
        return
    year = book.reporting_month.year_start(book.year_starts_in)
    last = [each for each in row.observations if year.plus(-12) <= each.month < year]
    same = [each for each in last if each.month == book.reporting_month.plus(-12)]
    if comparator.area is Area.SAME_MONTH_LAST_YEAR:
        _tied(row, comparator, same, ledger)
    elif len(last) != 12 or not _tied(row, comparator, last, ledger):
        _tied(row, comparator, [each for each in last if each.month.plus(1) == year], ledger)


def _tied(row: Indicator, summary: Extra | Comparator, months: Sequence[Observation], ledger: Ledger) -> bool:
    """Ties a summary to months whose figures it is the sum of; False where it is not."""
    whole, parts = ledger.sizes(row, summary), [ledger.sizes(row, seen) for seen in months]
    if not whole or not parts or None in parts or whole.adds != sum(part.adds for part in parts if part):
        return False
    total, *there = (counted for seen in (summary, *months) if (counted := ledger.of(row, seen)))
    ledger.relate({total.adds: -1, **{each.adds: 1 for each in there}}, Reason.SUMMARY)
    wholes, sizes = [each.whole for each in there if each.whole is not None], ledger.system.sizes
    if total.whole is not None and sizes[total.whole] == sum(sizes[each] for each in wholes):
        ledger.relate({total.whole: -1, **dict.fromkeys(wholes, 1)}, Reason.SUMMARY)
    return True
