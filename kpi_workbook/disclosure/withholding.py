"""Which cells the public edition must withhold, so that nobody can be recognised and nothing can be worked back.

First what is small in itself (counts, numerators, complements; with a small denominator one of them always is), and
what follows by rule: the same measure elsewhere, rates of a withheld count, steps of running totals, summaries. Then
all that is shown is taken together as one system (`relations`), and whatever would let a withheld count be worked out
of it is withheld as well (`protecting`), until neither finds anything more. Last the texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..figures.definitions import Known, definitions
from ..figures.proofs import monthly_twins
from ..figures.rounding import is_usable
from ..figures.team_labels import labelled
from ..model import Indicator, KpiWorkbook, MeasureType, Month, Number, Observation, Place, Unit
from ..settings import Settings
from .counted import OWN_FIGURES, Beside, Ledger, cell_of, is_small
from .protecting import protect, why
from .redaction import passages_that_state
from .relations import Base, Rows, relate
from .suppression import PRIMARY, Cell, Part, Reason, Suppression, Withheld
from .ties import PEOPLE, months_of, rated
from .totals import sums

_MOST_ROUNDS = 50
Found = Iterator[tuple[Cell, Reason]]


class _Hidden:
    """Cells withheld so far, each with the first reason found, and the months of rows among them."""

    def __init__(self) -> None:
        self.reasons: dict[Cell, Reason] = {}
        self.months: dict[Place, set[Month]] = defaultdict(set)

    def add(self, found: Iterable[tuple[Cell, Reason]]) -> bool:
        """Withholds cells; False where all of them are already."""
        new = {cell: reason for cell, reason in found if cell not in self.reasons}
        self.reasons = {**new, **self.reasons}
        for cell in new:
            if cell.month is not None:
                self.months[cell.row].add(cell.month)
        return bool(new)

    def has(self, row: Indicator, month: Month) -> bool:
        return month in self.months[row.place]


class _Rates(NamedTuple):
    """A row of rates and the rows of what it may count."""

    row: Indicator
    counts: Sequence[Indicator]


def suppress(book: KpiWorkbook, settings: Settings) -> Suppression:
    """What to withhold of a defined workbook; `apply` makes the workbook without it."""
    threshold = settings.disclosure.threshold
    book = labelled(book)
    rows = _rows(book, settings)
    rates = _rates_of(rows)
    ledger = relate(rows, threshold)
    hidden = _Hidden()
    hidden.add(_small(rows, threshold))
    for _ in range(_MOST_ROUNDS):
        if not (_follows(rows, rates, hidden, threshold) or _audited(ledger, hidden, threshold)):
            break
    told = dict(_told(rows, rates, ledger, hidden))
    return Suppression(threshold=threshold, cells=tuple(_cells(book, told, threshold)))


def _rows(book: KpiWorkbook, settings: Settings) -> Rows:
    known = tuple(zip(book.indicators, definitions(book, settings), strict=True))
    same: dict[tuple[object, ...], list[Indicator]] = defaultdict(list)
    for row, each in known:
        same[_identity(row, each)].append(row)
    repeated = [rows for rows in same.values() if len(rows) > 1]
    return Rows(book, known, repeated, _running(book, known), sums(book), _wholes(known))


def _running(book: KpiWorkbook, known: Iterable[tuple[Indicator, Known]]) -> list[tuple[Indicator, Indicator | None]]:
    """Running totals of people, each with the row of its months where there is one."""
    totals = [
        row
        for row, each in known
        if each.definition.measure_type is MeasureType.CUMULATIVE and each.definition.unit in PEOPLE
    ]
    twins = monthly_twins(book) if totals else {}
    return [(row, twins.get(row.place) or months_of(row, book.indicators, book.year_starts_in)) for row in totals]


def _identity(row: Indicator, known: Known) -> tuple[object, ...]:
    """What two rows of one measure share; teams and unnamed groups are kept apart."""
    entry = known.definition.entry if known.definition.certain else None
    name = (entry,) if entry else (row.name, row.group)
    return (*name, row.team, known.definition.measure_type)


def _rates_of(rows: Rows) -> list[_Rates]:
    """Rates with what they count: as the catalogue names it, and as their figures show."""
    by_entry: dict[str, list[Indicator]] = defaultdict(list)
    for row, each in rows.known:
        if each.definition.entry and each.definition.certain:
            by_entry[each.definition.entry].append(row)
    named = [
        _Rates(row, by_entry[each.definition.rate_of])
        for row, each in rows.known
        if each.definition.rate_of in by_entry and row.unit is Unit.RATE
    ]
    found = (pair for section in rows.book.sections for pair in rated(section.indicators))
    return [*named, *(_Rates(rate, (counted,)) for rate, counted in found)]


def _wholes(known: Iterable[tuple[Indicator, Known]]) -> dict[tuple[str | None, Month], Base]:
    """By entry and month, the catalogued row that counts it or has it below the line: what a percentage without counts
    is a percentage of."""
    found: dict[tuple[str | None, Month], Base] = {}
    for row, each in known:
        if not each.definition.certain or not each.definition.entry:
            continue
        counts = each.definition.unit is Unit.COUNT
        entry = each.definition.entry if counts else each.definition.denominator
        for seen in row.observations if entry else ():
            if is_usable(seen.value if counts else seen.denominator):
                found.setdefault((entry, seen.month), (row, seen))
    return found


def _size_of(base: Base | None) -> Number | None:
    """How many there are of what a percentage is a percentage of."""
    if base is None:
        return None
    return base[1].value if base[1].denominator is None else base[1].denominator


def _small(rows: Rows, threshold: int) -> Found:
    """The cells that are disclosive in themselves."""
    for row, known in rows.known:
        for seen in row.observations:
            base = _size_of(rows.base.get((known.definition.denominator, seen.month)))
            reason = _primary(seen, known, base, threshold)
            if reason:
                yield cell_of(row, seen), reason
        is_count = known.definition.unit in PEOPLE
        for other in row.comparators:
            if other.area in OWN_FIGURES and is_count and is_usable(other.value) and is_small(other.value, threshold):
                yield cell_of(row, other), Reason.COUNT
        for extra in row.extras:
            if is_usable(extra.numerator) and is_usable(extra.denominator):
                reason = _of_counts(extra.numerator, extra.denominator, threshold)
            else:
                small = is_count and is_usable(extra.value) and is_small(extra.value, threshold)
                reason = Reason.COUNT if small else None
            if reason:
                yield cell_of(row, extra), reason


def _primary(seen: Observation, known: Known, base: Number | None, threshold: int) -> Reason | None:
    """Why a cell is disclosive in itself, None where it is not. Zero is never small."""
    unit = known.definition.unit
    if seen.numerator is not None and seen.denominator is not None and is_usable(seen.numerator):
        return _of_counts(seen.numerator, seen.denominator, threshold)
    if not is_usable(seen.value):
        return None
    if unit in PEOPLE:
        return Reason.COUNT if is_small(seen.value, threshold) else None
    if unit is Unit.PERCENTAGE and base is not None:
        implied = round(float(seen.value) * float(base))
        if _of_counts(implied, round(float(base)), threshold):
            return Reason.KNOWN_COUNTS
    return None


def _of_counts(numerator: Number, denominator: Number, threshold: int) -> Reason | None:
    if is_small(numerator, threshold):
        return Reason.NUMERATOR
    return Reason.COMPLEMENT if is_small(denominator - numerator, threshold) else None


def _follows(rows: Rows, rates: Sequence[_Rates], hidden: _Hidden, threshold: int) -> bool:
    """One round of what the rules withhold for what is withheld; whether anything was added."""
    added = hidden.add(_elsewhere(rows, hidden))
    added |= hidden.add(_of_withheld_counts(rates, hidden))
    added |= hidden.add(_steps(rows, hidden, threshold))
    return hidden.add(_summaries(rows, hidden)) or added


def _audited(ledger: Ledger, hidden: _Hidden, threshold: int) -> bool:
    """Withholds whatever would let a small count be worked out of all that is shown; whether anything was added."""
    return hidden.add(protect(ledger.system, {*hidden.reasons, *ledger.withheld_already}, threshold).items())


def _elsewhere(rows: Rows, hidden: _Hidden) -> Found:
    """The same measure in another section or on another sheet."""
    for twins in rows.same:
        months = set().union(*(hidden.months[row.place] for row in twins))
        for row in twins:
            yield from ((cell, Reason.ELSEWHERE) for cell in _figures(row, months))


def _of_withheld_counts(rates: Sequence[_Rates], hidden: _Hidden) -> Found:
    """A rate of a count that is withheld."""
    for rate, counts in rates:
        months = set().union(*(hidden.months[row.place] for row in counts))
        yield from ((cell, Reason.RATE) for cell in _figures(rate, months))


def _figures(row: Indicator, months: Iterable[Month]) -> Iterator[Cell]:
    """The row's cells of these months that have something in them."""
    for month in sorted(months):
        seen = row.at(month)
        if seen is not None and (seen.value is not None or seen.numerator is not None):
            yield cell_of(row, seen)


def _steps(rows: Rows, hidden: _Hidden, threshold: int) -> Found:
    """Small steps between two visible months of a running total: of its count, or of a share's parts."""
    for row, known in rows.known:
        if known.definition.measure_type is not MeasureType.CUMULATIVE:
            continue
        before: tuple[Month, tuple[Number, ...]] | None = None
        for seen in sorted(row.observations, key=lambda each: each.month):
            counts = _running_counts(seen, known)
            if not counts or hidden.has(row, seen.month):
                continue
            start = seen.month.year_start(rows.book.year_starts_in)
            same_year = before is not None and before[0] >= start
            then = before[1] if before is not None and same_year else (0,) * len(counts)
            if any(is_small(now - earlier, threshold) for now, earlier in zip(counts, then, strict=False)):
                yield cell_of(row, seen), Reason.STEP
                continue
            before = (seen.month, counts)


def _running_counts(seen: Observation, known: Known) -> tuple[Number, ...]:
    """What grows in a running total: a share's numerator and its rest, else a count of people."""
    if is_usable(seen.numerator) and is_usable(seen.denominator):
        return seen.numerator, seen.denominator - seen.numerator
    return (seen.value,) if known.definition.unit in PEOPLE and is_usable(seen.value) else ()


def _summaries(rows: Rows, hidden: _Hidden) -> Found:
    """A row's totals, averages and years to date over a withheld month."""
    for row, _ in rows.known:
        months = hidden.months[row.place]
        for extra in row.extras if months else ():
            covered = not extra.months or not months.isdisjoint(extra.months)
            if covered and (extra.value is not None or extra.numerator is not None):
                yield cell_of(row, extra), Reason.SUMMARY


def _told(rows: Rows, rates: Sequence[_Rates], ledger: Ledger, hidden: _Hidden) -> Found:
    """The withheld cells with the reasons to be told: by which cells are withheld, not by the order in which they were
    found, which what is in them has a part in."""
    follow = dict((*_summaries(rows, hidden), *_of_withheld_counts(rates, hidden), *_elsewhere(rows, hidden)))
    for cell, reason in hidden.reasons.items():
        first = reason if reason in PRIMARY or reason is Reason.STEP else follow.get(cell)
        yield cell, first or why(ledger.system, cell, hidden.reasons.keys()) or reason


def _cells(book: KpiWorkbook, told: Mapping[Cell, Reason], threshold: int) -> Iterator[Withheld]:
    """All withheld cells, row by row, and the texts that state one."""
    rows = {cell.row for cell in told}
    for row in (each for each in book.indicators if each.place in rows):
        cells: tuple[Beside, ...] = (*row.observations, *row.comparators, *row.extras)
        for cell in (cell_of(row, seen) for seen in cells):
            if cell in told:
                yield Withheld(
                    part=cell.part, place=cell.place, reason=told[cell], indicator=cell.row, month=cell.month
                )  # fmt: skip
    withheld = {(cell.row, cell.month) for cell in told if cell.month is not None}
    for place in passages_that_state(book, withheld, threshold):
        yield Withheld(part=Part.PASSAGE, place=place, reason=Reason.TEXT)
