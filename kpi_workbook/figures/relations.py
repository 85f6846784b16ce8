"""Every count that a workbook shows or lets follow, and every relation between them, as one system.

Rows that add up in any column (months, own comparators, summaries), numerators with the rest of their denominators,
rows that show one count twice, running totals and their months, summaries and theirs, percentages of other rows, shares
that divide one whole, stocks with what comes and goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise
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
    Observation,
    Status,
    Unit,
)
from ..reading.words import normal
from .counted import OWN_FIGURES, Beside, Counted, Ledger, Looks, any_small, cell_of
from .definitions import Known
from .intruder import FAR, Relation
from .rounding import exact, is_usable
from .suppression import Reason
from .ties import ByMonth, Span, alike, look, runs_of_one_whole, shares, span, stocks
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
    """The system of a labelled and defined workbook: of its counts those that are small and those tied to others."""
    ledger = Ledger()
    _shares_of_known_wholes(rows, ledger)
    for each in rows.sums:
        _adding(each, ledger)
    _same_measure(rows, ledger)
    looks = [list(_first_look(section.indicators, ledger, threshold)) for section in rows.book.sections]
    _series_seen_twice(rows.book.indicators, list(chain.from_iterable(looks)), ledger)
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
    for section, seen in zip(rows.book.sections, looks, strict=True):
        _by_figures(section.indicators, seen, ledger)
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


def _first_look(rows: Sequence[Indicator], ledger: Ledger, threshold: int) -> Iterator[Looks]:
    """What each row's series look like; on the way its small counts are entered."""
    for row in rows:
        sizes = ledger.sizes_by_month(row)
        for seen in row.observations:
            if any_small(sizes.get(seen.month, ()), threshold):
                ledger.of(row, seen)
        yield Looks(*(look(each[which] for each in sizes.values()) for which in range(len(Looks._fields))))


def _series_seen_twice(rows: Sequence[Indicator], looks: Sequence[Looks], ledger: Ledger) -> None:
    """Any series of counts (figures, numerators, denominators, rests) that is in two rows, or in one twice."""

    def series(at: int, which: int) -> ByMonth:
        by_month = ledger.sizes_by_month(rows[at])
        return {month: size for month, sizes in by_month.items() if (size := sizes[which]) is not None}

    for group in alike(looks, series):
        for (one, which), (other, which_other) in pairwise(group):
            others = ledger.by_month(rows[other])
            for month, counted in ledger.by_month(rows[one]).items():
                if counted[which] is not None:
                    ledger.same(counted[which], others[month][which_other], Reason.ELSEWHERE)


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


def _by_figures(rows: Sequence[Indicator], looks: Sequence[Looks], ledger: Ledger) -> None:
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
    _dividing(rows, looks, ledger)


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


def _dividing(rows: Sequence[Indicator], looks: Sequence[Looks], ledger: Ledger) -> None:
    """Shares of one whole that are all of it together."""
    for whole, near in _of_one_whole(rows, looks, ledger):
        for run in runs_of_one_whole(whole, [_parts(row, ledger) for row in near]):
            first, *others = (_shares_by_month(near[at], ledger) for at in run)
            for month, (part, all_) in first.items():
                ledger.relate({all_: -1, part: 1, **{each[month][0]: 1 for each in others}}, Reason.TOTAL)
                for each in others:
                    ledger.same(all_, each[month][1], Reason.TOTAL)


def _of_one_whole(
    rows: Sequence[Indicator], looks: Sequence[Looks], ledger: Ledger
) -> Iterator[tuple[ByMonth, list[Indicator]]]:
    """Neighbours whose shares are shares of one whole in every month, which they must look to be first."""
    for seen, near in groupby(zip(rows, looks, strict=True), lambda each: each[1].whole):
        look_alike = [row for row, _ in near]
        if seen is not None and len(look_alike) > 1:
            for whole, of_one in groupby(look_alike, lambda row: _wholes(row, ledger)):
                yield whole, list(of_one)


def _wholes(row: Indicator, ledger: Ledger) -> ByMonth:
    """What a row's shares are shares of."""
    return {month: sizes.whole for month, sizes in ledger.sizes_by_month(row).items() if sizes.whole is not None}


def _shares_by_month(row: Indicator, ledger: Ledger) -> dict[Month, tuple[int, int]]:
    """The counts of a row's shares: each one's part and its whole."""
    return {month: (each.adds, each.whole) for month, each in ledger.by_month(row).items() if each.whole is not None}


def _parts(row: Indicator, ledger: Ledger) -> dict[Month, Span]:
    """From where to where each share's part may lie: its numerator, or what its percentage shows of the whole."""
    found: dict[Month, Span] = {}
    for month, sizes in ledger.sizes_by_month(row).items():
        seen = row.at(month)
        if sizes.whole is None or seen is None or seen.numerator is not None:
            found[month] = (sizes.adds, sizes.adds)
        else:
            low, high = span(row, seen)
            found[month] = (low * exact(sizes.whole), high * exact(sizes.whole))
    return found
