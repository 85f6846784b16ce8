"""Months over years: `April` over `2024` and `2025`, where each month of each year is a column of its own."""

from __future__ import annotations

from collections.abc import Sequence

from ..grid import Cell
from ..months import Guess, MonthReading
from ..years import Span, heading_span
from .candidates import Candidate
from .lens import Lens

LEAST_YEARS = 2  # beneath each month
LEAST_MONTHS = 2
MOST_YEARS = 12  # from the first to the last; numbers further apart are figures

_Dated = tuple[int, Cell, Span]


def months_over_years(
    lens: Lens, line: int, candidates: Sequence[Candidate], year_starts_in: int
) -> list[Candidate] | None:
    """A month for each year that stands beneath it; None where not all months have the same number of years."""
    if len(candidates) < LEAST_MONTHS or any(reading.dated or not reading.sure for _, _, reading in candidates):
        return None
    beneath = _beneath(lens, line, [position for position, _, _ in candidates])
    if not _are_years(beneath):
        return None
    return [
        (position, cell, _in_year(reading, span, year_starts_in))
        for (_, _, reading), years in zip(candidates, beneath, strict=True)
        for position, cell, span in years
    ]


def _beneath(lens: Lens, line: int, positions: Sequence[int]) -> list[list[_Dated]]:
    """The years on the next line from each month to the one before the next."""
    stops = [*(after - 1 for after in positions[1:]), 2 * positions[-1] - positions[-2] - 1]
    return [
        [
            (place, cell, span)
            for place, cell in lens.within(line + 1, first, stop)
            if (span := heading_span(cell.value))
        ]
        for first, stop in zip(positions, stops, strict=True)
    ]


def _are_years(beneath: Sequence[Sequence[_Dated]]) -> bool:
    """Whether the numbers beneath months are the same few years over and over (or the next, from January on)."""
    firsts = [[span.first for _, _, span in years] for years in beneath]
    width = len(firsts[0])
    return (
        width >= LEAST_YEARS
        and all(len(years) == width == len(set(years)) for years in firsts)
        and all(max(years) - min(years) < MOST_YEARS for years in firsts)
        and all(year - first in (0, 1) for years in firsts for year, first in zip(years, firsts[0], strict=True))
    )


def _in_year(reading: MonthReading, span: Span, year_starts_in: int) -> MonthReading:
    month = reading.guesses[0].month
    return MonthReading((Guess(month, span.year_of(month, year_starts_in)),), rest=reading.rest)
