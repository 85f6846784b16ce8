"""Every count that a workbook shows or lets follow, and every relation between them, as one system.

Rows that add up in any column (months, own comparators, summaries), numerators with the rest of their denominators,
rows that show one count twice, running totals and their months, summaries and theirs, percentages of other rows, shares
that divide one whole, stocks with what comes and goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import NamedTuple

from ..model import (
    Area,
    Comparator,
    Extra,
    Indicator,
    KpiWorkbook,
    MeasureType,
    Month,
    Number,
    Observation,
    Status,
    Unit,
)
from ..reading.words import normal
from .counted import OWN_FIGURES, Beside, Counted, Ledger, cell_of
from .definitions import Known
from .intruder import FAR, Relation
from .rounding import exact, is_usable
from .suppression import Reason
from .ties import alike, runs_of_one_whole, shares, span, stocks
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


def relate(rows: Rows) -> Ledger:
    """The system of a labelled and defined workbook."""
    ledger = Ledger()
    _shares_of_known_wholes(rows, ledger)
    for each in rows.sums:
        _adding(each, ledger)
    _one_count_twice(rows, ledger)
    for row, monthly in rows.running:
        _running(row, monthly, ledger, rows.book.year_starts_in)
    for row, known in rows.known:
        if known.definition.measure_type is MeasureType.CUMULATIVE:
            _running_shares(row, ledger, rows.book.year_starts_in)
        for extra in row.extras:
            _summary(row, extra, ledger, rows.book)
        for comparator in row.comparators:
            _last_year(row, comparator, ledger, rows.book)
    for section in rows.book.sections:
        _by_figures(section.indicators, ledger)
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
                ledger.share(cell_of(row, seen), round((low + high) / 2 * exact(size)), round(size), count)


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


def _one_count_twice(rows: Rows, ledger: Ledger) -> None:
    """The same measure elsewhere, and any series of counts (figures, numerators, denominators, rests) seen twice."""
    for twins in rows.same:
        first, *others = twins
        for seen in first.observations:
            own = ledger.of(first, seen)
            for row in others:
                other = ledger.of(row, row.at(seen.month))
                if own and other and ledger.system.sizes[own.adds] == ledger.system.sizes[other.adds]:
                    ledger.same(own.adds, other.adds, Reason.ELSEWHERE)
                    ledger.same(own.whole, other.whole, Reason.ELSEWHERE)
    series = list(_series(rows, ledger))
    sizes = ledger.system.sizes
    for group in alike({month: sizes[count] for month, count in each.items()} for each in series):
        for at, next_at in pairwise(group):
            for month, count in series[at].items():
                ledger.same(count, series[next_at][month], Reason.ELSEWHERE)


def _series(rows: Rows, ledger: Ledger) -> Iterator[dict[Month, int]]:
    """Each row's figures or numerators, its denominators and its rests by month, as numbers of counts."""
    for row, _ in rows.known:
        counted = {seen.month: each for seen in row.observations if (each := ledger.of(row, seen))}
        yield {month: each.adds for month, each in counted.items()}
        yield {month: each.whole for month, each in counted.items() if each.whole is not None}
        yield {month: each.rest for month, each in counted.items() if each.rest is not None}


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
    counted = ledger.of(row, extra)
    if counted is None:
        return
    year = book.reporting_month.year_start(book.year_starts_in)
    seen = [each for each in row.observations if each.month <= book.reporting_month]
    for months in (
        [each for each in seen if each.month in extra.months],
        [each for each in seen if each.month >= year],
        seen,
        seen[-1:],
    ):
        if _tied(counted, row, months, ledger):
            return


def _last_year(row: Indicator, comparator: Comparator, ledger: Ledger, book: KpiWorkbook) -> None:
    """The council's own figure of last year, where the workbook has the months that it is of."""
    counted = ledger.of(row, comparator) if comparator.area in OWN_FIGURES else None
    if counted is None:
        return
    year = book.reporting_month.year_start(book.year_starts_in)
    last = [each for each in row.observations if year.plus(-12) <= each.month < year]
    same = [each for each in last if each.month == book.reporting_month.plus(-12)]
    if comparator.area is Area.SAME_MONTH_LAST_YEAR:
        _tied(counted, row, same, ledger)
    elif len(last) != 12 or not _tied(counted, row, last, ledger):
        _tied(counted, row, [each for each in last if each.month.plus(1) == year], ledger)


def _tied(counted: Counted, row: Indicator, months: Sequence[Observation], ledger: Ledger) -> bool:
    """Ties a summary to months whose figures it is the sum of; False where it is not."""
    there = [each for seen in months if (each := ledger.of(row, seen)) is not None]
    sizes = ledger.system.sizes
    if not there or len(there) < len(months) or sizes[counted.adds] != sum(sizes[each.adds] for each in there):
        return False
    ledger.relate({counted.adds: -1, **{each.adds: 1 for each in there}}, Reason.SUMMARY)
    wholes = [each.whole for each in there if each.whole is not None]
    if counted.whole is not None and sizes[counted.whole] == sum(sizes[each] for each in wholes):
        ledger.relate({counted.whole: -1, **dict.fromkeys(wholes, 1)}, Reason.SUMMARY)
    return True


def _by_figures(rows: Sequence[Indicator], ledger: Ledger) -> None:
    """What a section's figures alone show of each other."""
    for share in shares(rows):
        for month in share.months:
            part, whole = (ledger.of(row, row.at(month)) for row in (share.part, share.whole))
            _share(share.row, month, part, whole, ledger)
    for stock in stocks(rows):
        for month in stock.months:
            seen = [(stock.row, month, 1), (stock.row, month.plus(-1), -1), (stock.comes, month, -1)]
            seen += [(stock.goes, month, 1)] if stock.goes else []
            terms = {counted.adds: times for row, at, times in seen if (counted := ledger.of(row, row.at(at)))}
            ledger.relate(terms, Reason.STOCK)
    _dividing(rows, ledger)


def _share(row: Indicator, month: Month, part: Counted | None, whole: Counted | None, ledger: Ledger) -> None:
    """What a percentage tells of the two rows that it is made of, and the rest of the one without the other."""
    seen = row.at(month)
    if part is None or whole is None or seen is None:
        return
    system, cell = ledger.system, cell_of(row, seen)
    rest = system.add(system.sizes[whole.adds] - system.sizes[part.adds], None)
    ledger.relate({part.adds: 1, rest: 1, whole.adds: -1}, Reason.REST)
    for bound, side in zip(span(row, seen), (1, -1), strict=True):
        times, per = bound.numerator, bound.denominator
        slack = side * (per * exact(system.sizes[part.adds]) - times * exact(system.sizes[whole.adds]))
        terms = ((part.adds, side * per), (whole.adds, -side * times))
        system.relate(Relation(terms, Reason.RATE, -max(0, floor(slack)), FAR * per * FAR, cell))


def _dividing(rows: Sequence[Indicator], ledger: Ledger) -> None:
    """Shares of one whole that are all of it together."""
    sizes = ledger.system.sizes
    counts: list[dict[Month, tuple[int, int]]] = []
    for row in rows:
        counted = ((seen.month, ledger.of(row, seen)) for seen in row.observations)
        counts.append({month: (each.adds, each.whole) for month, each in counted if each and each.whole is not None})
    wholes = [{month: sizes[whole] for month, (_, whole) in by_month.items()} for by_month in counts]
    parts = [
        {month: _from_to(row, month, sizes[part], sizes[whole]) for month, (part, whole) in by_month.items()}
        for row, by_month in zip(rows, counts, strict=True)
    ]
    for run in runs_of_one_whole(wholes, parts):
        for month, (_, whole) in counts[run[0]].items():
            ledger.relate({whole: -1, **{counts[at][month][0]: 1 for at in run}}, Reason.TOTAL)
            for at in run[1:]:
                ledger.same(whole, counts[at][month][1], Reason.TOTAL)


def _from_to(row: Indicator, month: Month, part: Number, whole: Number) -> tuple[Number | Fraction, Number | Fraction]:
    """From where to where a share's part may lie: its numerator, or what its percentage shows of the whole."""
    seen = row.at(month)
    if seen is None or seen.numerator is not None:
        return part, part
    low, high = span(row, seen)
    return low * exact(whole), high * exact(whole)
