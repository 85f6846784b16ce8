"""Figures that may be set side by side: a row's figure on a clock, and which of several are not like the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from ..model import Indicator, MeasureType, Month, Number, Status, Unit
from .benchmark import Clock, Entry, months_in_words
from .population import per
from .results import Definition, IndicatorResult
from .rounding import as_number, exact, is_usable
from .series import exact_value
from .uncertainty import wilson
from .year_to_date import accumulates


class Reading(NamedTuple):
    """A row of somebody's workbook, whose year starts in this month of the calendar. `measure_type`: as the workbook's
    own definition has it, else as all organisations' catalogue does."""

    organisation: str
    file: str
    year_starts_in: int
    measure_type: MeasureType
    row: Indicator
    result: IndicatorResult

    @property
    def definition(self) -> Definition:
        return self.result.definition


class Candidate(NamedTuple):
    """An entry that may be compared, with its exact figure and the months it covers."""

    reading: Reading
    entry: Entry
    value: Fraction | None
    months: tuple[Month, ...]


Trait = Callable[[Candidate], Hashable]


def best(readings: Sequence[Reading], clock: Clock) -> Candidate:
    """The first row with a figure, of the newest workbook that has one; else the first row, which says why not."""
    candidates = [_candidate(each, clock) for each in readings]
    return next((each for each in candidates if each.value is not None), candidates[0])


def _candidate(reading: Reading, clock: Clock) -> Candidate:
    return _of_month(reading) if clock is Clock.MONTH else _of_year(reading)


def _of_month(reading: Reading) -> Candidate:
    latest = reading.result.figures[-1]
    seen = reading.row.at(latest.month)
    value = exact_value(latest)
    entry = replace(
        _entry(reading, value, latest.numerator, latest.denominator),
        place=latest.place,
        status=seen.status if seen else None,
        why_not=f"no figure for {latest.month.title}" if value is None else None,
    )
    return Candidate(reading, entry, value, (latest.month,))


def _of_year(reading: Reading) -> Candidate:
    year = reading.result.year_to_date
    value = None if year.value is None or not is_usable(year.value) else exact(year.value)
    if value is not None and year.numerator is not None and year.denominator:
        value = exact(year.numerator) / exact(year.denominator)
    withheld = any(each.status is Status.SUPPRESSED for each in reading.row.observations)
    entry = replace(
        _entry(reading, value, year.numerator, year.denominator),
        place=reading.row.place,
        status=Status.SUPPRESSED if value is None and withheld else None,
        why_not=f"no year to date ({year.method.removeprefix('not known: ')})" if value is None else None,
    )
    return Candidate(reading, entry, value, _months_of_year(reading))


def _months_of_year(reading: Reading) -> tuple[Month, ...]:
    """The months that went into a year to date; into a running total, all up to its latest."""
    months = reading.result.year_to_date.months
    if not months or reading.measure_type is not MeasureType.CUMULATIVE:
        return months
    start = months[-1].year_start(reading.year_starts_in)
    return tuple(start.plus(step) for step in range(months[-1].since(start) + 1))


def _entry(reading: Reading, value: Fraction | None, numerator: Number | None, denominator: Number | None) -> Entry:
    """What both clocks have alike."""
    counted = value is not None and reading.definition.unit is Unit.PERCENTAGE and bool(denominator)
    interval = wilson(numerator, denominator) if counted and numerator is not None and denominator else None
    low, high = interval or (None, None)
    return Entry(
        organisation=reading.organisation,
        value=None if value is None else as_number(value),
        numerator=numerator if counted else None,
        denominator=denominator if counted else None,
        low=low,
        high=high,
        name=reading.row.name,
        file=reading.file,
    )


def _traits(clock: Clock) -> tuple[tuple[Trait, Callable[[Candidate], str]], ...]:
    """What must be alike, with the words for a figure that differs."""

    def kind(each: Candidate) -> Hashable:
        reading = each.reading
        adds_up = clock is Clock.YEAR and accumulates(reading.definition.unit, reading.measure_type)
        return "adds up" if adds_up else reading.measure_type

    return (
        (lambda each: each.reading.definition.unit, lambda each: f"its unit is {each.reading.definition.unit}"),
        (_people, lambda each: f"its rate is per {_people(each):,}"),
        (kind, lambda each: f"its kind of measure is {each.reading.measure_type}"),
        (lambda each: each.months, lambda each: f"it covers {months_in_words(each.months)}"),
    )


def _people(each: Candidate) -> int:
    """What a rate is counted per; 1 for what is none."""
    return per(each.reading.row.name) if each.reading.definition.unit is Unit.RATE else 1


def like_with_like(candidates: Sequence[Candidate], clock: Clock) -> list[Candidate]:
    """The candidates; a figure that differs in a trait from what most have is taken out, with the reason."""
    kept = list(candidates)
    for trait, words in _traits(clock):
        seen = Counter(trait(each) for each in kept if each.value is not None)
        if len(seen) < 2:
            continue
        usual = seen.most_common(1)[0][0]
        kept = [
            each
            if each.value is None or trait(each) == usual
            else _taken_out(each, f"not like the others: {words(each)}")
            for each in kept
        ]
    return kept


def _taken_out(each: Candidate, why: str) -> Candidate:
    bare = replace(
        each.entry, value=None, numerator=None, denominator=None, low=None, high=None, unlike=True, why_not=why
    )
    return each._replace(entry=bare, value=None)
