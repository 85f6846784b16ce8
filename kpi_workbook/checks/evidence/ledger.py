"""Every number of the workbook with its cell, row by row: what relations between cells are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from ...figures.measure_type import from_words
from ...figures.results import IndicatorResult, Results
from ...figures.rounding import is_usable
from ...model import Indicator, KpiWorkbook, MeasureType, Month, Number, Observation, Place, Unit
from .history import History


class Part(StrEnum):
    """Which number of an observation."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class Node(NamedTuple):
    """One number: its cell and which number of that cell. `row` is the indicator's position in the workbook."""

    place: Place
    part: Part
    row: int
    month: Month | None


@dataclass(frozen=True, slots=True)
class Series:
    """One number of a row through the months."""

    row: int
    part: Part
    values: Mapping[Month, Number]
    places: Mapping[Month, Place]

    def node(self, month: Month) -> Node:
        """A month's number."""
        return Node(self.places[month], self.part, self.row, month)


@dataclass(frozen=True)
class Ledger:
    """All series of a workbook, by row and part."""

    book: KpiWorkbook
    results: Results
    series: Mapping[tuple[int, Part], Series]

    @cached_property
    def rows(self) -> tuple[Indicator, ...]:
        return self.book.indicators

    @cached_property
    def memory(self) -> dict[tuple[int, Part], History]:
        """Histories made so far."""
        return {}

    def result(self, row: int) -> IndicatorResult:
        return self.results.indicators[row]

    def measure_type(self, row: int) -> MeasureType:
        """How a row's months relate; a name that says "cumulative" outright is believed before any catalogue."""
        said = from_words(self.rows[row].name)
        if said and said[0] is MeasureType.CUMULATIVE:
            return MeasureType.CUMULATIVE
        return self.result(row).definition.measure_type

    def value(self, node: Node) -> Number | None:
        """A node's number; None for a cell that is no month's (a total column)."""
        if node.month is None:
            return None
        return self.series[node.row, node.part].values.get(node.month)

    def history(self, row: int, part: Part) -> History | None:
        """The history of a series, made when first asked for."""
        if (row, part) not in self.series:
            return None
        if (row, part) not in self.memory:
            self.memory[row, part] = self._history(self.series[row, part])
        return self.memory[row, part]

    def _history(self, series: Series) -> History:
        months = tuple(sorted(series.values))
        values = tuple(float(series.values[month]) for month in months)
        definition = self.result(series.row).definition
        percentages = series.part is Part.VALUE and definition.unit is Unit.PERCENTAGE
        cumulative = self.measure_type(series.row) is MeasureType.CUMULATIVE and not percentages
        counts = all(value == int(value) for value in values) and not percentages
        return History(months, values, cumulative, counts, self.book.year_starts_in)


def open_ledger(book: KpiWorkbook, results: Results, last_of: Callable[[str], Month]) -> Ledger:
    """The ledger of a workbook up to the last month that each sheet reports."""
    series: dict[tuple[int, Part], Series] = {}
    for row, indicator in enumerate(book.indicators):
        last = last_of(indicator.place.sheet)
        for part in Part:
            places: dict[Month, Place] = {}
            values: dict[Month, Number] = {}
            for observation, place, value in _numbers(indicator, part):
                if observation.month <= last and observation.month not in values:
                    places[observation.month], values[observation.month] = place, value
            if values:
                series[row, part] = Series(row, part, values, places)
    return Ledger(book, results, series)


def _numbers(indicator: Indicator, part: Part) -> Iterator[tuple[Observation, Place, Number]]:
    for each in indicator.observations:
        place, value = place_and_value(each, part)
        if value is not None and is_usable(value):
            yield each, place, value


def place_and_value(observation: Observation, part: Part) -> tuple[Place, Number | None]:
    """The cell that holds a number of an observation, and the number."""
    if part is Part.NUMERATOR:
        return observation.numerator_place or observation.place, observation.numerator
    if part is Part.DENOMINATOR:
        return observation.denominator_place or observation.place, observation.denominator
    return observation.place, observation.value


def cells_of(observation: Observation) -> tuple[Place, ...]:
    """Every cell that an observation is spread over."""
    spread = (observation.place, observation.numerator_place, observation.denominator_place)
    return tuple(dict.fromkeys(place for place in spread if place is not None))
