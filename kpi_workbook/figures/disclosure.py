"""Which cells the public edition must withhold, so that nobody can be recognised and nothing can be worked back.

First what is small in itself (counts, numerators, complements; with a small denominator one of them always is), then
what would give one of those back: the same measure elsewhere, rates and running totals of a withheld count, the other
parts of a total, summaries and words. Rounds go on until nothing more is withheld.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..model import Area, Indicator, KpiWorkbook, MeasureType, Month, Number, Observation, Place, Unit
from ..settings import Settings
from .definitions import Known, definitions
from .proofs import denominators, monthly_twins
from .redaction import passages_that_state
from .rounding import is_usable
from .suppression import Part, Reason, Suppression, Withheld
from .team_labels import labelled
from .totals import Sum, pinned, sums

OWN_FIGURES = (Area.PREVIOUS_YEAR, Area.SAME_MONTH_LAST_YEAR)
"""Comparators that are the council's own counts."""
_PEOPLE = (Unit.COUNT, Unit.UNKNOWN)
_MOST_ROUNDS = 50


class _Hidden:
    """Observations withheld so far, by row and month, each with the first reason found."""

    def __init__(self) -> None:
        self.reasons: dict[tuple[Place, Month], Reason] = {}

    def add(self, row: Indicator, month: Month, reason: Reason) -> bool:
        """Withholds a month of a row that has something in it; False where nothing changes."""
        key = (row.place, month)
        seen = row.at(month)
        if key in self.reasons or seen is None or (seen.value is None and seen.numerator is None):
            return False
        self.reasons[key] = reason
        return True

    def has(self, row: Indicator, month: Month) -> bool:
        return (row.place, month) in self.reasons


class _Rows(NamedTuple):
    """The rows, and how they hang together."""

    known: tuple[tuple[Indicator, Known], ...]
    same: dict[tuple[object, ...], list[Indicator]]
    rates: list[tuple[Indicator, list[Indicator]]]
    running: list[tuple[Indicator, Indicator | None]]
    sums: list[Sum]
    first_month: int


def suppress(book: KpiWorkbook, settings: Settings) -> Suppression:
    """What to withhold of a defined workbook; `redaction.apply` makes the workbook without it."""
    threshold = settings.disclosure.threshold
    book = labelled(book)
    rows = _rows(book, settings)
    hidden = _Hidden()
    below = _denominators_elsewhere(rows.known)
    for row, known in rows.known:
        for seen in row.observations:
            reason = _primary(seen, known, below.get((known.definition.denominator, seen.month)), threshold)
            if reason:
                hidden.add(row, seen.month, reason)
    for _ in range(_MOST_ROUNDS):
        if not _secondary(rows, hidden, threshold):
            break
    return Suppression(threshold=threshold, cells=tuple(_cells(book, rows, hidden, threshold)))


def _rows(book: KpiWorkbook, settings: Settings) -> _Rows:
    known = tuple(zip(book.indicators, definitions(book, settings), strict=True))
    same: dict[tuple[object, ...], list[Indicator]] = defaultdict(list)
    by_entry: dict[str, list[Indicator]] = defaultdict(list)
    for row, each in known:
        same[_identity(row, each)].append(row)
        if each.definition.entry and each.definition.certain:
            by_entry[each.definition.entry].append(row)
    rates = [
        (row, by_entry[each.definition.rate_of])
        for row, each in known
        if each.definition.rate_of in by_entry and row.unit is Unit.RATE
    ]
    twins = monthly_twins(book)
    running = [
        (row, twins.get(row.place))
        for row, each in known
        if each.definition.measure_type is MeasureType.CUMULATIVE and each.definition.unit in _PEOPLE
    ]
    repeated = {key: rows for key, rows in same.items() if len(rows) > 1}
    return _Rows(known, repeated, rates, running, sums(book), book.year_starts_in)


def _identity(row: Indicator, known: Known) -> tuple[object, ...]:
    """What two rows of one measure share; teams and unnamed groups are kept apart."""
    entry = known.definition.entry if known.definition.certain else None
    name = (entry,) if entry else (row.name, row.group)
    return (*name, row.team, known.definition.measure_type)


def _denominators_elsewhere(known: Iterable[tuple[Indicator, Known]]) -> dict[tuple[str | None, Month], Number]:
    """The figures of every catalogued counting row by month: what a percentage without counts is a percentage of."""
    found: dict[tuple[str | None, Month], Number] = {}
    for row, each in known:
        if not each.definition.certain or not each.definition.entry:
            continue
        if each.definition.unit is Unit.COUNT:
            for seen in row.observations:
                if seen.value is not None and is_usable(seen.value):
                    found.setdefault((each.definition.entry, seen.month), seen.value)
        elif each.definition.denominator:
            for month, value in denominators(row).items():
                found.setdefault((each.definition.denominator, month), value)
    return found


def _primary(seen: Observation, known: Known, base: Number | None, threshold: int) -> Reason | None:
    """Why a cell is disclosive in itself, None where it is not. Zero is never small."""
    unit = known.definition.unit
    if seen.numerator is not None and seen.denominator is not None and is_usable(seen.numerator):
        return _of_counts(seen.numerator, seen.denominator, threshold)
    if not is_usable(seen.value):
        return None
    if unit in _PEOPLE:
        return Reason.COUNT if _is_small(seen.value, threshold) else None
    if unit is Unit.PERCENTAGE and base is not None:
        implied = round(float(seen.value) * float(base))
        if _of_counts(implied, round(float(base)), threshold):
            return Reason.KNOWN_COUNTS
    return None


def _of_counts(numerator: Number, denominator: Number, threshold: int) -> Reason | None:
    if _is_small(numerator, threshold):
        return Reason.NUMERATOR
    return Reason.COMPLEMENT if _is_small(denominator - numerator, threshold) else None


def _is_small(count: Number, threshold: int) -> bool:
    return 0 < count <= threshold


def _secondary(rows: _Rows, hidden: _Hidden, threshold: int) -> bool:
    """One round of all that would give a withheld figure back; whether anything was added."""
    added = False
    for step in (_elsewhere, _rates, _running, _parts):
        for row, month, reason in list(step(rows, hidden, threshold)):
            added |= hidden.add(row, month, reason)
    return added


Finds = Iterator[tuple[Indicator, Month, Reason]]


def _elsewhere(rows: _Rows, hidden: _Hidden, threshold: int) -> Finds:  # noqa: ARG001 - one of the steps
    """The same measure in another section or on another sheet."""
    for twins in rows.same.values():
        months = {seen.month for row in twins for seen in row.observations if hidden.has(row, seen.month)}
        yield from ((row, month, Reason.ELSEWHERE) for row in twins for month in sorted(months))


def _rates(rows: _Rows, hidden: _Hidden, threshold: int) -> Finds:  # noqa: ARG001 - one of the steps
    """A rate of a count that is withheld."""
    for rate, counts in rows.rates:
        for seen in rate.observations:
            if any(hidden.has(row, seen.month) for row in counts):
                yield rate, seen.month, Reason.RATE


def _running(rows: _Rows, hidden: _Hidden, threshold: int) -> Finds:
    """Steps between two visible months of a running count, and months that a withheld monthly figure follows from."""
    for row, monthly in rows.running:
        before: tuple[Month, Number] | None = None
        for seen in sorted(row.observations, key=lambda each: each.month):
            if not is_usable(seen.value) or hidden.has(row, seen.month):
                continue
            starts = before is None or before[0].year_start(rows.first_month) != seen.month.year_start(rows.first_month)
            if _is_small(seen.value - (0 if starts or before is None else before[1]), threshold):
                yield row, seen.month, Reason.STEP
                continue
            before = (seen.month, seen.value)
        if monthly is not None:
            yield from _of_monthly(row, monthly, rows, hidden)


def _of_monthly(row: Indicator, monthly: Indicator, rows: _Rows, hidden: _Hidden) -> Finds:
    """From a withheld month on a running total is withheld to the year's end, since every later one gives it back;
    and a withheld step of the running total is withheld in the monthly row as well."""
    for seen in monthly.observations:
        if hidden.has(row, seen.month) and hidden.reasons[row.place, seen.month] is Reason.STEP:
            yield monthly, seen.month, Reason.ELSEWHERE
        if hidden.has(monthly, seen.month):
            year = seen.month.year_start(rows.first_month)
            for other in row.observations:
                if other.month >= seen.month and other.month.year_start(rows.first_month) == year:
                    yield row, other.month, Reason.RUNNING


def _parts(rows: _Rows, hidden: _Hidden, threshold: int) -> Finds:
    """Another part of a total wherever the withheld ones, or the total, could be worked out from the rest."""
    for each in rows.sums:
        for month in each.months:
            withheld = [row for row in each.parts if hidden.has(row, month)]
            if hidden.has(each.total, month) == bool(withheld):
                continue  # nothing is withheld, or neither side tells the other
            if withheld and not pinned(each, month, withheld, threshold):
                continue
            candidates = [row for row in each.parts if row not in withheld and each.size(row, month)]
            chosen = min(candidates, key=lambda row: (each.size(row, month), row.place.coordinates), default=each.total)
            yield chosen, month, Reason.TOTAL


def _cells(book: KpiWorkbook, rows: _Rows, hidden: _Hidden, threshold: int) -> Iterator[Withheld]:
    """All withheld cells: observations, own comparators, summaries over withheld months, and texts."""
    for row, known in rows.known:
        months = {seen.month for seen in row.observations if hidden.has(row, seen.month)}
        for seen in row.observations:
            if seen.month in months:
                yield Withheld(
                    part=Part.OBSERVATION, place=seen.place, reason=hidden.reasons[row.place, seen.month],
                    indicator=row.place, month=seen.month,
                )  # fmt: skip
        yield from _beside(row, known, months, threshold)
    for place in passages_that_state(book, hidden.reasons.keys(), threshold):
        yield Withheld(part=Part.PASSAGE, place=place, reason=Reason.TEXT)


def _beside(row: Indicator, known: Known, months: set[Month], threshold: int) -> Iterator[Withheld]:
    """A row's own small comparators, and its summaries that are small or cover a withheld month."""
    is_count = known.definition.unit in _PEOPLE
    for other in row.comparators:
        if other.area in OWN_FIGURES and is_count and is_usable(other.value) and _is_small(other.value, threshold):
            yield Withheld(part=Part.COMPARATOR, place=other.place, reason=Reason.COUNT, indicator=row.place)
    for extra in row.extras:
        covered = not extra.months or not months.isdisjoint(extra.months)
        counts = None
        if extra.numerator is not None and extra.denominator is not None:
            counts = _of_counts(extra.numerator, extra.denominator, threshold)
        small = is_count and is_usable(extra.value) and _is_small(extra.value, threshold)
        has_number = extra.value is not None or extra.numerator is not None
        if (months and covered and has_number) or small or counts:
            reason = Reason.SUMMARY if months and covered else counts or Reason.COUNT
            yield Withheld(part=Part.EXTRA, place=extra.place, reason=reason, indicator=row.place)
