"""Which rows of a workbook arithmetic proves to be running totals, and by which other row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model import Indicator, KpiWorkbook, Month, Number, Place
from .measure_type import Step, could_accumulate, starts_again, steps, steps_match
from .population import rounding_unit
from .rounding import is_usable

NEIGHBOURS = 80
"""Counting rows of one sheet that a running rate is tried against; more would make a long sheet slow."""


class Series(NamedTuple):
    """A row's figures, or its denominators, by month."""

    indicator: Indicator
    place: Place
    counts: dict[Month, Number]
    of_denominators: bool = False

    @property
    def words(self) -> str:
        """How a sentence names the series."""
        return f"the denominators of {self.indicator.name!r}" if self.of_denominators else repr(self.indicator.name)


class Proof(NamedTuple):
    """Why a row is a running total, in words, and the series it runs up (None where no other row was needed)."""

    words: str
    series: Series | None = None


def values(indicator: Indicator) -> list[tuple[Month, Number]]:
    """A row's usable figures in calendar order."""
    return sorted(
        (each.month, each.value) for each in indicator.observations if each.value is not None and is_usable(each.value)
    )


def denominators(indicator: Indicator) -> dict[Month, Number]:
    """A row's usable denominators by month."""
    return {
        each.month: each.denominator
        for each in indicator.observations
        if each.denominator is not None and is_usable(each.denominator)
    }


def running_totals(book: KpiWorkbook) -> dict[Place, Proof]:
    """Rows proved to be running totals, by the place of their name."""
    suspects = [row for row in book.indicators if _is_suspect(row, book.year_starts_in)]
    if not suspects:
        return {}
    index = _Index(book)
    proofs = ((row, _proof(row, index, book.year_starts_in)) for row in suspects)
    return {row.place: proof for row, proof in proofs if proof}


def monthly_twins(book: KpiWorkbook) -> dict[Place, Indicator]:
    """For each running total, by the place of its name, the row whose monthly figures are exactly its steps."""
    suspects = [row for row in book.indicators if _is_suspect(row, book.year_starts_in)]
    index = _Index(book) if suspects else None
    found: dict[Place, Indicator] = {}
    for row in suspects:
        added = steps(values(row), rounding_unit(row.observations), book.year_starts_in)
        same = index.with_steps(added, row.place) if index else None
        if same is not None:
            found[row.place] = same.indicator
    return found


def _is_suspect(row: Indicator, first_month: int) -> bool:
    """Whether a row of plain figures never falls within a year and grows."""
    return not any(each.denominator for each in row.observations) and could_accumulate(values(row), first_month)


def _proof(row: Indicator, index: _Index, first_month: int) -> Proof | None:
    found = values(row)
    added = steps(found, rounding_unit(row.observations), first_month)
    same = index.with_steps(added, row.place) if len(added) == len(found) else None
    if same is not None:
        return Proof(f"each month it grows by exactly that month's figure of {same.words}", same)
    for series in index.near(row):
        if steps_match(added, series.counts):
            return Proof(f"its steps are the monthly figures of {series.words} over one population", series)
    if starts_again(found, first_month):
        return Proof("it never falls within a year and starts again with each new one")
    return None


class _Index:
    """Counting series by their figures and by their sheet, so that no row is set against the whole workbook."""

    def __init__(self, book: KpiWorkbook) -> None:
        self._by_sheet: dict[str, list[Series]] = defaultdict(list)
        self._by_figures: dict[tuple[Number, ...], list[Series]] = defaultdict(list)
        self._elsewhere: list[Series] = []
        for series in _distinct(book.indicators):
            self._by_sheet[series.place.sheet].append(series)
            self._by_figures[_signature(sorted(series.counts.items()))].append(series)

    def with_steps(self, added: Sequence[Step], place: Place) -> Series | None:
        """Another row whose monthly figures are exactly these steps."""
        key = _signature([(each.month, each.size) for each in added])
        return next((each for each in self._by_figures.get(key, ()) if each.place != place), None)

    def near(self, row: Indicator) -> Iterator[Series]:
        """The counting series of the row's sheet first, then those of the others, up to `NEIGHBOURS`."""
        own = self._by_sheet.get(row.place.sheet, [])
        tried = 0
        for sheet in (own, *(each for name, each in self._by_sheet.items() if name != row.place.sheet)):
            for series in sheet:
                if tried == NEIGHBOURS:
                    return
                if series.place != row.place:
                    tried += 1
                    yield series


def _signature(found: Sequence[tuple[Month, Number]]) -> tuple[Number, ...]:
    """Months and figures as one key; what is typed 12 and 12.0 is the same."""
    return tuple(part for month, value in found for part in (month.year, month.month, round(value, 6)))


def _distinct(rows: Iterable[Indicator]) -> Iterator[Series]:
    """Each row's figures (plain counts) or denominators, once: the same row in two sections is one series."""
    seen: set[tuple[Number, ...]] = set()
    for row in rows:
        below = denominators(row)
        counts = below or {month: value for month, value in values(row) if value >= 0}
        key = _signature(sorted(counts.items()))
        if counts and key not in seen:
            seen.add(key)
            yield Series(row, row.place, counts, bool(below))
