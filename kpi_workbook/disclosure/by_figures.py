"""The relations that figures alone show, whatever their rows are called: one series of counts seen twice, a percentage
and the rows that it is made of, stocks with what comes and goes, shares that divide one whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, groupby, pairwise
from math import floor
from typing import NamedTuple

from ..figures.rounding import exact
from ..model import Indicator, Month
from .counted import Counted, Ledger, any_small, cell_of
from .intruder import FAR, Relation
from .suppression import Reason
from .ties import ByMonth, Span, alike, look, runs_of_one_whole, shares, span, stocks


class Looks(NamedTuple):
    """What each series of a row looks like (`ties.look`): its figures or numerators, its denominators, its rests."""

    adds: int | None
    whole: int | None
    rest: int | None


def first_look(row: Indicator, ledger: Ledger, threshold: int) -> Looks:
    """What a row's series look like, by which most are told apart without being held; its small counts are entered."""
    sizes = ledger.sizes_by_month(row)
    if any_small(chain.from_iterable(sizes.values()), threshold):
        for seen in row.observations:
            if any_small(sizes.get(seen.month, ()), threshold):
                ledger.of(row, seen)
    return Looks(*(look(each[which] for each in sizes.values()) for which in range(len(Looks._fields))))


def relate_series(rows: Sequence[Indicator], looks: Sequence[Looks], ledger: Ledger) -> None:
    """Any series of counts (figures, numerators, denominators, rests) that is in two rows, or in one twice."""

    def series_of(at: int) -> list[ByMonth]:
        by_month = ledger.sizes_by_month(rows[at])
        return [
            {month: size for month, sizes in by_month.items() if (size := sizes[which]) is not None}
            for which in range(len(Looks._fields))
        ]

    counted = cache(lambda at: ledger.by_month(rows[at]))
    for group in alike(looks, series_of):
        for (one, which), (other, which_other) in pairwise(group):
            for month, counts in counted(one).items():
                if counts[which] is not None:
                    ledger.same(counts[which], counted(other)[month][which_other], Reason.ELSEWHERE)


def relate_by_figures(rows: Sequence[Indicator], looks: Sequence[Looks], ledger: Ledger) -> None:
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
