"""Cumulative rows: within a financial year they never fall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from statistics import median

from ...figures.rounding import exact, say
from ...model import MeasureType, Month, Number, Unit
from .ledger import Ledger, Node, Part, Series
from .relations import Relation, Telling

FALL_RULE = "A305"
LEAST_TO_LOOK_CUMULATIVE = 5  # months of one year
FIRST_OVER_STEP = (0.4, 2.2)  # what the year's first figure is of a usual step, where a row starts from nothing
OTHER_YEARS = (1, 9)  # the months that calendar and academic years start with
MOST_FALLS = 1
OFTEN = 0.25  # of a row's steps: one that falls as often as this adds nothing up, whatever it is called
FEWEST_WITH_A_FALL = 20  # a handful of cases a month may climb by chance; so many by the end may not


def relate(ledger: Ledger) -> Iterator[Relation]:
    """A relation for every two months of a year, of every row that adds up through the year."""
    for (row, part), series in ledger.series.items():
        if part is Part.VALUE and is_cumulative(ledger, series):
            for months in by_year(series, ledger.book.year_starts_in):
                for earlier, later in combinations(months, 2):
                    yield _pair(ledger, row, series, earlier, later)


def by_year(series: Series, year_starts_in: int) -> list[list[Month]]:
    """The months of a series, a list for each financial year or other year that the row starts again with."""
    years: dict[Month, list[Month]] = {}
    for month in sorted(series.values):
        years.setdefault(month.year_start(year_starts_in), []).append(month)
    return [part for months in years.values() for part in _parted(series, months)]


def _parted(series: Series, months: list[Month]) -> list[list[Month]]:
    """A year's months, parted where the row starts from nothing again: an academic or a calendar year."""
    values = [series.values[month] for month in months]
    rises = [after - before for before, after in pairwise(values) if after > before]
    usual = median(rises) if rises else 0
    for at in range(1, len(values)):
        anew = values[at] <= FIRST_OVER_STEP[1] * usual and values[at] * 2 < values[at - 1]
        goes_on = values[at + 1] < values[at - 1] if at + 1 < len(values) else months[at].month in OTHER_YEARS
        if anew and goes_on:
            return [months[:at], *_parted(series, months[at:])]
    return [months]


def is_cumulative(ledger: Ledger, series: Series) -> bool:
    """Whether a row adds up through the year, by its definition or by its unmistakable shape."""
    measure_type = ledger.measure_type(series.row)
    percentage = ledger.result(series.row).definition.unit is Unit.PERCENTAGE
    if percentage or measure_type in (MeasureType.ROLLING, MeasureType.SNAPSHOT, MeasureType.MONTHLY):
        return False
    years = by_year(series, ledger.book.year_starts_in)
    if measure_type is MeasureType.CUMULATIVE:
        return not falls_often(series, years)
    return any(_starts_from_nothing([series.values[month] for month in months], months) for months in years) and all(
        _starts_from_nothing([series.values[month] for month in months], months) or len(months) < 3 for months in years
    )


def falls(series: Series, months: Sequence[Month]) -> int:
    """How often a row falls from one month to the next."""
    return sum(series.values[after] < series.values[before] for before, after in pairwise(months))


def falls_often(series: Series, years: Sequence[Sequence[Month]]) -> bool:
    """Whether a row falls within its years time and again: no slip explains that, and no running total does it."""
    found, steps = sum(falls(series, year) for year in years), sum(len(year) - 1 for year in years)
    return found > MOST_FALLS and found >= OFTEN * steps


def _starts_from_nothing(values: Sequence[Number], months: Sequence[Month]) -> bool:
    """Whether figures grow from a first step by steps like it, but for a single slip."""
    if len(values) < LEAST_TO_LOOK_CUMULATIVE or months[-1].since(months[0]) != len(months) - 1:
        return False
    steps = [after - before for before, after in pairwise(values)]
    usual = median(steps)
    found = sum(step < 0 for step in steps)
    low, high = FIRST_OVER_STEP
    by_chance = found > 0 and max(values) < FEWEST_WITH_A_FALL
    return usual > 0 and found <= MOST_FALLS and not by_chance and low * usual <= values[0] <= high * usual


def _pair(ledger: Ledger, row: int, series: Series, earlier: Month, later: Month) -> Relation:
    nodes = (series.node(later), series.node(earlier))
    before, after = series.values[earlier], series.values[later]
    if before <= after:
        return Relation(FALL_RULE, nodes)

    def tell(node: Node) -> Telling:
        unit = ledger.result(row).definition.unit
        if node.month == later:
            words = (
                f"says {say(after, unit)}, less than the {say(before, unit)} of {earlier.label} ({nodes[1].place.cell})"
            )
        else:
            words = (
                f"says {say(before, unit)}, more than the {say(after, unit)} of {later.label} ({nodes[0].place.cell})"
            )
        return Telling(f"{words}, in a row that adds up through the year", say(ledger.value(node), unit))

    repairs = {nodes[0]: exact(before), nodes[1]: exact(after)}
    return Relation(FALL_RULE, nodes, tell, (), repairs)
