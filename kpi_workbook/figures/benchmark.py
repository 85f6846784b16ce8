"""The nouns of a comparison of several organisations: who is compared, an organisation's figure, a line, the whole."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pydantic.dataclasses import dataclass

from ..model import KpiWorkbook, Month, Number, Place, Polarity, Status, Unit
from .results import Results


class Clock(StrEnum):
    """What a line of the comparison stands for: the month alone, or the year up to it."""

    MONTH = "In month"
    YEAR = "Year to date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An organisation's workbook, cut at the month that is compared, with what was recomputed of it."""

    organisation: str
    book: KpiWorkbook
    results: Results


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An organisation's figure in a line, unrounded, with the row it comes from; or why there is none to compare.

    `numerator`, `denominator`: of a percentage, for the year added up. `low`, `high`: its Wilson 95% interval.
    `mark`: what stands where there is no figure at all. `unlike`: there is one, which is not like the others'.
    """

    organisation: str
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    low: float | None = None
    high: float | None = None
    rank: int | None = None
    quarter: int | None = None
    name: str | None = None
    file: str | None = None
    place: Place | None = None
    status: Status | None = None
    unlike: bool = False
    why_not: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A line: one indicator on one clock, an entry an organisation in the order of all lines.

    `months` are those that went in. `median`, `lower`, `upper` as Excel's MEDIAN and QUARTILE.INC; None with too few
    figures, or where the figures grow with an organisation's size. `why_not`: why nobody is ranked. `headline`: the one
    line of its indicator that a count of ranks should take.
    """

    name: str
    clock: Clock
    months: tuple[Month, ...]
    unit: Unit
    polarity: Polarity
    entries: tuple[Entry, ...]
    median: Number | None = None
    lower: Number | None = None
    upper: Number | None = None
    why_not: str | None = None
    headline: bool = False

    @property
    def is_ranked(self) -> bool:
        return self.why_not is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """The whole comparison, as at `month`. `alone`: indicators that one organisation only has, with its name."""

    month: Month
    organisations: tuple[str, ...]
    lines: tuple[Comparison, ...]
    alone: tuple[tuple[str, str], ...] = ()


def months_in_words(months: Sequence[Month]) -> str:
    """`Apr-22 to Dec-22`, `Dec-22`, `Apr-22 to Dec-22 without Jun-22`."""
    if not months:
        return "no month"
    span = [months[0].plus(step) for step in range(months[-1].since(months[0]) + 1)]
    missing = ", ".join(month.label for month in span if month not in months)
    words = months[0].label if len(span) == 1 else f"{months[0].label} to {months[-1].label}"
    return f"{words} without {missing}" if missing else words
