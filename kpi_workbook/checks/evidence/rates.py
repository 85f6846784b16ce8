"""Rates beside the counts they are made of: whether one population fits all their months, and all such rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from ...catalogue.names import normal
from ...figures.population import Bounds, bounds, per, rounding_unit, running
from ...figures.rounding import plain
from ...model import MeasureType, Month, Number, Unit
from .ledger import Ledger, Node, Part, Series
from .relations import Relation, Telling

POPULATION_RULE = "A307"
LEAST_MONTHS = 4
MOSTLY = 0.6
"""Of the months that must allow one population before the others are called wrong."""


@dataclass(frozen=True)
class RateRow:
    """A rate row with its counts, and the populations that each month allows. `by_name`: nobody said that the two
    belong together, so that the population may be any other than that of the other rates."""

    rate: Series
    count: Series
    months: tuple[Bounds, ...]
    by_name: bool = False

    @cached_property
    def agreed(self) -> tuple[float, float]:
        """The narrowest interval that the most months allow."""
        best = max((each.low for each in self.months), key=lambda point: (len(self._allowing(point)), point))
        allowing = self._allowing(best)
        return max(each.low for each in allowing), min(each.high for each in allowing)

    @cached_property
    def outside(self) -> tuple[Bounds, ...]:
        """The months that do not allow what the most allow."""
        low, high = self.agreed
        return tuple(each for each in self.months if each.low > high or each.high < low)

    @property
    def settled(self) -> bool:
        """Whether most months agree on a population."""
        return len(self.months) - len(self.outside) >= MOSTLY * len(self.months)

    def _allowing(self, point: float) -> list[Bounds]:
        return [each for each in self.months if each.low <= point <= each.high]


def rate_rows(ledger: Ledger) -> tuple[RateRow, ...]:
    """Every rate row whose counts stand in the workbook: as the catalogue pairs them, else by their names."""
    positions = {indicator.place: row for row, indicator in enumerate(ledger.rows)}
    known = [(positions[each.rate], positions[each.count]) for each in ledger.results.populations]
    rows = [_rate_row(ledger, rate, count) for rate, count in known]
    rows += _by_names(ledger, {rate for rate, _ in known})
    return tuple(each for each in rows if each and len(each.months) >= LEAST_MONTHS)


def _by_names(ledger: Ledger, known: Set[int]) -> Iterator[RateRow]:
    """Rates that nobody paired, with the one row of the same words that counts, where one population mostly fits."""
    counting: dict[frozenset[str], list[int]] = defaultdict(list)
    for row, indicator in enumerate(ledger.rows):
        if ledger.result(row).definition.unit in (Unit.COUNT, Unit.NUMBER, Unit.UNKNOWN):
            counting[_words(indicator.name)].append(row)
    for row, indicator in enumerate(ledger.rows):
        counts = counting.get(_words(indicator.name), [])
        if ledger.result(row).definition.unit is Unit.RATE and row not in known and len(counts) == 1:
            made = _rate_row(ledger, row, counts[0])
            if made and made.settled:
                yield replace(made, by_name=True)


def _words(name: str) -> frozenset[str]:
    """A name's words without what it is a rate per."""
    return frozenset(word for word in normal(name).words if not word.startswith("per"))


def _rate_row(ledger: Ledger, rate_row: int, row: int) -> RateRow | None:
    rate = ledger.series.get((rate_row, Part.VALUE))
    part = Part.DENOMINATOR if ledger.result(row).definition.unit is Unit.PERCENTAGE else Part.VALUE
    count = ledger.series.get((row, part))
    if rate is None or count is None:
        return None
    counts = _counts(ledger, rate, count)
    indicator = ledger.rows[rate.row]
    unit, people = rounding_unit(indicator.observations), per(indicator.name)
    shared = sorted(month for month in rate.values if month in counts)
    months = (bounds(month, rate.values[month], counts[month], unit, people) for month in shared)
    return RateRow(rate, count, tuple(each for each in months if each))


def _counts(ledger: Ledger, rate: Series, count: Series) -> Mapping[Month, Number]:
    """The counts as the rate takes them: added up through the year where only the rate is cumulative."""
    cumulative = [
        ledger.measure_type(each.row) is MeasureType.CUMULATIVE and each.part is Part.VALUE for each in (rate, count)
    ]
    adds_up = cumulative[0] and not cumulative[1]
    return running(count.values, ledger.book.year_starts_in) if adds_up else count.values


def relate(ledger: Ledger, rows: Sequence[RateRow]) -> Iterator[Relation]:
    """A relation for each rate row: that one population fits all its months."""
    for each in rows:
        if each.outside:
            yield _clash(ledger, each)
        for bound in each.months:
            if bound not in each.outside:
                yield Relation(POPULATION_RULE, (each.rate.node(bound.month),))


def _clash(ledger: Ledger, row: RateRow) -> Relation:
    first = row.outside[0]
    suspects = (row.rate, row.count) if len(row.outside) == 1 else (row.rate,)
    nodes = tuple(series.node(first.month) for series in suspects)
    lowest, highest = max(row.months, key=lambda each: each.low), min(row.months, key=lambda each: each.high)

    def tell(node: Node) -> Telling:
        count = ledger.rows[row.count.row].name
        words = (
            f"{lowest.month.label} needs a population of {plain(lowest.low)} or more, {highest.month.label} one of "
            f"{plain(highest.high)} or less"
        )
        found = plain(ledger.value(node) or 0, 0 if float(ledger.value(node) or 0).is_integer() else 1)
        named = f"the rates and {count!r} ({row.count.places[first.month]})"
        if len(row.outside) == 1:
            return Telling(f"{found} in {first.month.label} does not fit the other months by {named}: {words}", found)
        return Telling(f"{named} fit no single population: {words}", found)

    return Relation(POPULATION_RULE, nodes, tell, tuple(row.count.places.values()))
