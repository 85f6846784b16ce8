"""Totals and their parts: found where a row is, in most months, the sum of rows beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...figures.rounding import exact, plain
from ...model import Month, Unit
from .ledger import Ledger, Node, Part, Series
from .names import normal
from .relations import Relation, Telling

TOTAL_RULE = "A308"
MOST_PARTS = 15
LEAST_PARTS = 2
LEAST_MONTHS = 3
USUALLY = 0.6
"""Of the months: as often as this a sum fits before it is taken for a total."""
HARDLY = 1e-6
"""Sums are sampled in floats, and held exactly once they seem to fit."""
SAMPLE = 4
"""Months looked at before a sum is tried in full."""
NO_SUM = (Unit.PERCENTAGE, Unit.RATE)


def relate(ledger: Ledger) -> Iterator[Relation]:
    """A relation for each month of each row that is the sum of others."""
    sections = _positions(ledger)
    teams, namesakes = _teams(ledger), _namesakes(ledger)
    for (row, part), series in ledger.series.items():
        if part is Part.VALUE and ledger.result(row).definition.unit in NO_SUM:
            continue
        parts = _parts(ledger, series, sections[row]) or _team_parts(ledger, series, teams)
        parts = parts or _fitting(series, namesakes[_name(ledger, row), part])
        if parts:
            yield from (_month(ledger, series, parts, month) for month in _shared(series, parts))


def _positions(ledger: Ledger) -> list[tuple[int, int]]:
    """For each row, the first and the last row of its section."""
    bounds: list[tuple[int, int]] = []
    for section in ledger.book.sections:
        start = len(bounds)
        bounds += [(start, start + len(section.indicators) - 1)] * len(section.indicators)
    return bounds


def _parts(ledger: Ledger, series: Series, bounds: tuple[int, int]) -> list[Series] | None:
    """The neighbouring rows, above or below, whose sum a row mostly is."""
    first, last = bounds
    row = series.row
    above = range(row - 1, max(first, row - MOST_PARTS) - 1, -1)
    below = range(row + 1, min(last, row + MOST_PARTS) + 1)
    for neighbours in (above, below):
        found = _run(ledger, series, neighbours)
        if found:
            return found
    return None


def _run(ledger: Ledger, series: Series, rows: Sequence[int]) -> list[Series] | None:
    """The shortest run of rows whose sum fits; rows without this number end the run."""
    sample = sorted(series.values)[:: max(1, len(series.values) // SAMPLE)][:SAMPLE]
    sums = dict.fromkeys(sample, 0.0)
    parts: list[Series] = []
    for row in rows:
        other = ledger.series.get((row, series.part))
        if other is None:
            return None
        parts.append(other)
        for month in sample:
            sums[month] += other.values.get(month, 0)
        hits = sum(abs(sums[month] - series.values[month]) < HARDLY for month in sample)
        if len(parts) >= LEAST_PARTS and hits * 2 >= len(sample) and _fits(series, parts):
            return parts
    return None


def _team_parts(ledger: Ledger, series: Series, teams: dict[tuple[str, Part], list[Series]]) -> list[Series] | None:
    """The rows of the same name that are about one team each, where this one is about all."""
    indicator = ledger.rows[series.row]
    if indicator.team and not indicator.is_total:
        return None
    return _fitting(series, teams.get((normal(indicator.name), series.part), []))


def _fitting(series: Series, alike: Sequence[Series]) -> list[Series] | None:
    """The other rows of a name, where this one is their sum."""
    parts = [each for each in alike if each.row != series.row]
    return parts if LEAST_PARTS <= len(parts) <= MOST_PARTS and _fits(series, parts) else None


def _teams(ledger: Ledger) -> dict[tuple[str, Part], list[Series]]:
    found: dict[tuple[str, Part], list[Series]] = defaultdict(list)
    for (row, part), series in ledger.series.items():
        indicator = ledger.rows[row]
        if indicator.team and not indicator.is_total:
            found[normal(indicator.name), part].append(series)
    return found


def _namesakes(ledger: Ledger) -> dict[tuple[tuple[str, str], Part], list[Series]]:
    """The rows of one name on a sheet, in whatever sections: a measure by directorate, and in all."""
    found: dict[tuple[tuple[str, str], Part], list[Series]] = defaultdict(list)
    for (row, part), series in ledger.series.items():
        found[_name(ledger, row), part].append(series)
    return found


def _name(ledger: Ledger, row: int) -> tuple[str, str]:
    return ledger.rows[row].place.sheet, normal(ledger.rows[row].name)


def _shared(series: Series, parts: Sequence[Series]) -> list[Month]:
    return sorted(month for month in series.values if all(month in each.values for each in parts))


def _fits(series: Series, parts: Sequence[Series]) -> bool:
    """Whether the sum is the total in most months, with at least two parts that count for something."""
    months = _shared(series, parts)
    fitting = [month for month in months if series.values[month] and _gap(series, parts, month) == 0]
    if len(fitting) < LEAST_MONTHS or len(fitting) < USUALLY * len(months):
        return False
    return sum(any(each.values[month] for month in fitting) for each in parts) >= LEAST_PARTS


def _gap(series: Series, parts: Sequence[Series], month: Month) -> Fraction:
    return exact(series.values[month]) - sum((exact(each.values[month]) for each in parts), Fraction())


def _month(ledger: Ledger, series: Series, parts: Sequence[Series], month: Month) -> Relation:
    gap = _gap(series, parts, month)
    total = series.node(month)
    nodes = (total, *(each.node(month) for each in parts))
    if gap == 0:
        return Relation(TOTAL_RULE, nodes)
    repairs = {node: exact(ledger.value(node) or 0) + (-gap if node is total else gap) for node in nodes}

    def tell(node: Node) -> Telling:
        value = ledger.value(node) or 0
        whole, summed = plain(series.values[month]), plain(exact(series.values[month]) - gap)
        span = f"{parts[0].places[month].cell} to {parts[-1].places[month].cell}"
        if node == total:
            return Telling(f"says {whole}, but its parts ({span}) add up to {summed}", whole, summed)
        return Telling(
            f"says {plain(value)}, but with it the parts come to {summed}; their total ({total.place.cell}) is {whole}",
            plain(value),
            plain(repairs[node]),
        )

    return Relation(TOTAL_RULE, nodes, tell, (), repairs)
