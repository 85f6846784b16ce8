"""Which rows tell each other's counts by their figures alone, whatever they are called: a percentage typed without its
counts and the two rows it is made of, shares that divide one whole between them, a stock with what comes and goes, a
rate and what it counts, and one series of counts that stands in two rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from ..figures.population import bounds, fit, per, rounding_unit
from ..figures.proofs import values
from ..figures.rounding import exact, is_usable
from ..figures.series import points_scale
from ..model import Indicator, Month, Number, Observation, Unit
from .totals import LEAST_MONTHS, LONGEST_RUN, REACH

PEOPLE = (Unit.COUNT, Unit.UNKNOWN)
STORED_EXACTLY = Fraction(1, 200_000)
"""How far a percentage that a file stores in full may lie from the share it was reckoned from."""
LEAST_STEPS = 2
"""A row known to be a running total need not add up more months than these to show which, nor rows side by side to show
what comes and goes."""
ByMonth = dict[Month, Number]
Span = tuple[Number | Fraction, Number | Fraction]


class Share(NamedTuple):
    """A percentage typed without counts, and the rows whose figures it is the part and the whole of."""

    row: Indicator
    part: Indicator
    whole: Indicator
    months: tuple[Month, ...]


class Stock(NamedTuple):
    """A row of month ends that changes by what comes less what goes (None: nothing does)."""

    row: Indicator
    comes: Indicator
    goes: Indicator | None
    months: tuple[Month, ...]


def counts(row: Indicator) -> ByMonth:
    """A counting row's figures; empty for what counts no people."""
    return dict(values(row)) if row.unit in PEOPLE else {}


def span(row: Indicator, seen: Observation) -> tuple[Fraction, Fraction]:
    """From where to where the share lies that a percentage shows."""
    return _span(seen, points_scale(row, Unit.PERCENTAGE))


def _span(seen: Observation, scale: int) -> tuple[Fraction, Fraction]:
    share = exact(seen.value or 0) / scale
    half = STORED_EXACTLY if seen.decimals is None else Fraction(1, 2 * 10 ** (seen.decimals + 2))
    return share - half, share + half


def shares(rows: Sequence[Indicator]) -> Iterator[Share]:
    """Percentages without counts of which each month shown is the share of two counting rows near by."""
    series = [counts(row) for row in rows]
    for at, row in enumerate(rows):
        if row.unit is not Unit.PERCENTAGE:
            continue
        scale = points_scale(row, Unit.PERCENTAGE)
        spans = {
            seen.month: _span(seen, scale)
            for seen in row.observations
            if is_usable(seen.value) and seen.numerator is None and seen.denominator is None
        }
        near = [each for each in _near(at, len(rows)) if series[each]]
        for whole in near if spans else ():
            for part in near:
                months = _months_of_share(spans, series[part], series[whole]) if part != whole else ()
                together = max(at, part, whole) - min(at, part, whole) == 2
                if len(months) >= (1 if together else LEAST_MONTHS):
                    yield Share(row, rows[part], rows[whole], months)


def _months_of_share(spans: dict[Month, tuple[Fraction, Fraction]], part: ByMonth, whole: ByMonth) -> tuple[Month, ...]:
    """The months where all three have a figure; none where the percentage is not the share in one of them."""
    found = [month for month in spans if month in part and month in whole]
    for month in reversed(found):
        low, high = spans[month]
        if not whole[month] or not low * exact(whole[month]) <= exact(part[month]) <= high * exact(whole[month]):
            return ()
    return tuple(found)


def stocks(rows: Sequence[Indicator]) -> Iterator[Stock]:
    """Rows whose every change on the month before is what two rows near by (or one) give."""
    series = [counts(row) for row in rows]
    for at, row in enumerate(rows):
        changes = {
            month: value - series[at][month.plus(-1)]
            for month, value in series[at].items()
            if month.plus(-1) in series[at]
        }
        if len(changes) < LEAST_STEPS or not any(changes.values()):
            continue
        last = max(changes)
        near = [each for each in _near(at, len(rows)) if last in series[each]]
        by_count: dict[Number, list[int | None]] = defaultdict(list, {0: [None]})
        for each in near:
            by_count[series[each][last]].append(each)
        for comes in near:
            for goes in by_count.get(series[comes][last] - changes[last], ()):
                months = _months_of_stock(changes, series[comes], None if goes is None else series[goes])
                together = abs(comes - at) <= 2 and (goes is None or abs(goes - at) <= 2)
                if goes != comes and len(months) >= (LEAST_STEPS if together else LEAST_MONTHS):
                    yield Stock(row, rows[comes], None if goes is None else rows[goes], months)


def _months_of_stock(changes: ByMonth, comes: ByMonth, goes: ByMonth | None) -> tuple[Month, ...]:
    found = []
    for month in reversed(changes):
        if month in comes and (goes is None or month in goes):
            if comes[month] - (0 if goes is None else goes[month]) != changes[month]:
                return ()
            found.append(month)
    return tuple(reversed(found))


def months_of(running: Indicator, rows: Sequence[Indicator], first_month: int) -> Indicator | None:
    """Of the rows, the first whose months a running total adds up, as far as both have figures."""
    totals = counts(running)
    steps = {
        month: value - (0 if month == month.year_start(first_month) else totals[month.plus(-1)])
        for month, value in totals.items()
        if month == month.year_start(first_month) or month.plus(-1) in totals
    }
    for row in rows:
        months = counts(row) if row is not running else {}
        both = [month for month in steps if month in months]
        if len(both) >= LEAST_STEPS and all(steps[month] == months[month] for month in both) and any(steps.values()):
            return row
    return None


def rated(rows: Sequence[Indicator]) -> Iterator[tuple[Indicator, Indicator]]:
    """Rates and counting rows near by that one population would make them out of, month by month."""
    for at, row in enumerate(rows):
        if row.unit is not Unit.RATE:
            continue
        rates, unit, people = values(row), rounding_unit(row.observations), per(row.name)
        for other in _near(at, len(rows)):
            counted = counts(rows[other])
            found = [bounds(month, rate, counted[month], unit, people) for month, rate in rates if month in counted]
            agreed = fit(row.place, rows[other].place, [each for each in found if each is not None])
            if agreed is not None and len(found) >= LEAST_MONTHS and agreed.low <= agreed.high:
                yield row, rows[other]


def runs_of_one_whole(whole: ByMonth, parts: Sequence[Mapping[Month, Span]]) -> Iterator[range]:
    """Runs of rows over one whole, whose parts (each from, to) may together be that whole in every month."""
    for first in range(len(parts)):
        low: Counter[Month] = Counter()
        high: Counter[Month] = Counter()
        for end in range(first, min(len(parts), first + LONGEST_RUN)):
            low.update({month: part[0] for month, part in parts[end].items()})
            high.update({month: part[1] for month, part in parts[end].items()})
            if end > first and all(low[month] <= size <= high[month] for month, size in whole.items()):
                yield range(first, end + 1)
                break


def look(counts: Iterable[Number | None]) -> int | None:
    """What series of the same counts have in common and others, but for chance, have not; None for one without any."""
    there = frozenset(counts) - {None}
    return hash(there) if there else None


def alike(
    looks: Sequence[Sequence[int | None]], series_of: Callable[[int], Sequence[ByMonth]]
) -> Iterator[list[tuple[int, int]]]:
    """Of the rows' series (the position of each one's row, and which of the row's own it is), those that have the same
    counts in the same months, enough of them that it is no chance. `looks`: of each row's series."""
    often = Counter(each for row in looks for each in row if each is not None)
    found: dict[frozenset[tuple[Month, Number]], list[tuple[int, int]]] = defaultdict(list)
    for at, row in enumerate(looks):
        if not any(often[each] > 1 for each in row if each is not None):
            continue
        for which, by_month in enumerate(series_of(at)):
            if len(by_month) >= LEAST_MONTHS and len(set(by_month.values())) > 1:
                found[frozenset(by_month.items())].append((at, which))
    return (each for each in found.values() if len(each) > 1)


def _near(at: int, size: int) -> Iterator[int]:
    return (each for each in range(max(0, at - REACH), min(size, at + REACH + 1)) if each != at)
