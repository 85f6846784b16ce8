"""Where things stand in the benchmarking workbook, and what every sheet of it is written from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...figures.benchmark import Benchmark, Comparison, Entry
from ...model import Polarity, Unit
from ...settings import Settings
from ..cells import NOT_APPLICABLE, NOT_AVAILABLE, SUPPRESSED
from ..display import mark_of
from ..page import Page
from ..report import Edition
from .inputs import Input

COVER, FIGURES, RANKS, QUARTERS = "Cover", "Figures", "Ranks", "Quarters"
CHARTS, CHART_DATA, DETAILS, NOTES = "Charts", "Chart data", "Details", "Notes"
HEADING_ROW = 4
FIRST_ROW = HEADING_ROW + 1
INDICATOR, CLOCK, BETTER, HEADLINE, FIRST_ORGANISATION = range(5)
"""The columns that Figures, Ranks and Quarters share; the organisations follow."""
DETAIL_FIGURE, DETAIL_NUMERATOR, DETAIL_DENOMINATOR = 4, 5, 6
WIDTHS = (46, 20, 10, 10)
ORGANISATION_WIDTH = 12.0
ROW_PIXELS = 20
"""The height of a row without text, which charts are laid over."""
BETTER_WORDS = {
    Polarity.HIGH: "Higher",
    Polarity.LOW: "Lower",
    Polarity.NONE: "Neither",
    Polarity.UNKNOWN: "Not known",
}


@dataclass(frozen=True)
class Context:
    """`book` is the file library's workbook, for charts alone; `pages` by sheet name, in their order."""

    benchmark: Benchmark
    inputs: Sequence[Input]
    settings: Settings
    edition: Edition
    pages: Mapping[str, Page]
    book: Any
    version: str

    @property
    def organisations(self) -> tuple[str, ...]:
        return self.benchmark.organisations

    @property
    def last_organisation(self) -> int:
        """The last organisation's column."""
        return FIRST_ORGANISATION + len(self.organisations) - 1

    @cached_property
    def ranked(self) -> tuple[tuple[int, Comparison], ...]:
        """The lines with ranks, each with its row on Figures."""
        return tuple((FIRST_ROW + at, line) for at, line in enumerate(self.benchmark.lines) if line.is_ranked)

    @property
    def has_quarters(self) -> bool:
        """Whether any line has figures enough for quarters."""
        return any(line.upper is not None for _, line in self.ranked)

    @property
    def median_column(self) -> int:
        """The median's column on Figures; the lower quartile is before it, where there are quartiles."""
        return self.last_organisation + (2 if self.has_quarters else 1)

    def detail_row(self, at: int, number: int) -> int:
        """The row on Details of a line's entry, both counted from 0."""
        return FIRST_ROW + at * len(self.organisations) + number


def decimals_of(line: Comparison) -> int:
    """One digit after the point where ranks could hide behind rounding; none for whole numbers."""
    if line.unit is Unit.PERCENTAGE:
        return 1
    values = [each.value for each in line.entries if each.value is not None]
    return 0 if line.unit in (Unit.COUNT, Unit.MONEY) or all(float(each).is_integer() for each in values) else 1


def mark(entry: Entry) -> str:
    """What stands where an organisation has no figure to compare."""
    if entry.unlike:
        return NOT_APPLICABLE
    return mark_of(entry.status)


MARKS = (
    (NOT_AVAILABLE, "The organisation has no figure for this: Details says why."),
    (NOT_APPLICABLE, "Not compared or not ranked: its figure is not like the others', or too few have one."),
    (SUPPRESSED, "Suppressed, so that nobody can be recognised in a small number."),
)
