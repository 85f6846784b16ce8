"""What a row's own months lead one to expect of one of them: medians and steps, so that one slip cannot hide itself.

Distances are measured from the span of the nearest months and counted in spreads: the median step of the other
months times 1.4826 (a normal distribution's standard deviation by its median deviation), never under what chance
alone does to a count of that size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from ...model import Month

MEDIAN_TO_DEVIATION = 1.4826
NEAREST = 2  # months on either side
LEAST_OTHERS = 4  # months that must be known beside the one judged
LEAST_SHARE = 0.005  # of the level: no spread is smaller


@dataclass(frozen=True)
class Around:
    """What the other months (so many) say of one: its neighbours' span, the usual and the widest step, and extremes."""

    low: float
    high: float
    spread: float
    widest: float
    least: float
    most: float
    middle: float
    others: int

    def distance(self, value: float) -> float:
        """How far outside the neighbours' span, 0 inside it."""
        return max(self.low - value, value - self.high, 0.0)

    def surprise(self, value: float) -> float:
        """The distance in spreads."""
        return self.distance(value) / self.spread


@dataclass(frozen=True)
class History:
    """A row's known figures in calendar order. `cumulative`: they add up within each financial year.

    `counts`: whole numbers, that chance alone moves by their square root.
    """

    months: tuple[Month, ...]
    values: tuple[float, ...]
    cumulative: bool
    counts: bool
    year_starts_in: int

    @cached_property
    def places(self) -> dict[Month, int]:
        return {month: index for index, month in enumerate(self.months)}

    def around(self, month: Month) -> Around | None:
        """What the other months say of this one, None where there are too few."""
        index = self.places.get(month)
        if index is None or len(self.values) <= LEAST_OTHERS:
            return None
        others = self.values[:index] + self.values[index + 1 :]
        steps = self._steps(index)
        low, high = self._span(index)
        middle = median(others)
        chance = max(abs(middle), 1.0) ** 0.5 / 2 if self.counts else 0.0
        spread = max(MEDIAN_TO_DEVIATION * median(steps), chance, LEAST_SHARE * abs(middle), 1e-6)
        return Around(low, high, spread, max(steps), min(others), max(others), middle, len(others))

    def same_month_other_years(self, month: Month) -> list[float]:
        """The figures of the same calendar month in other years."""
        return [
            value
            for other, value in zip(self.months, self.values, strict=True)
            if other.month == month.month and other != month
        ]

    def _steps(self, left_out: int) -> list[float]:
        """The sizes of the steps between the other months (for a cumulative row, how the steps differ)."""
        others = [index for index in range(len(self.values)) if index != left_out]
        pairs = pairwise(others)
        steps = [self.values[after] - self.values[before] for before, after in pairs if not self._new_year(after)]
        if self.cumulative:
            usual = median(steps) if steps else 0.0
            return [abs(step - usual) for step in steps] or [0.0]
        return [abs(step) for step in steps] or [0.0]

    def _new_year(self, index: int) -> bool:
        return self.cumulative and self._start(index) != self._start(index - 1)

    def _start(self, index: int) -> Month:
        return self.months[index].year_start(self.year_starts_in)

    def _span(self, index: int) -> tuple[float, float]:
        """The span of the nearest months; of a cumulative row, between the month before and the month after."""
        if self.cumulative:
            return self._cumulative_span(index)
        near = self.values[max(0, index - NEAREST) : index] + self.values[index + 1 : index + 1 + NEAREST]
        return min(near), max(near)

    def _cumulative_span(self, index: int) -> tuple[float, float]:
        before = self.values[index - 1] if index and self._start(index - 1) == self._start(index) else None
        has_next = index + 1 < len(self.values) and self._start(index + 1) == self._start(index)
        after = self.values[index + 1] if has_next else None
        step = self._usual_step(index)
        low = before if before is not None else 0.0
        high = after if after is not None else low + 2 * step
        return min(low, high), max(low, high)

    def _usual_step(self, left_out: int) -> float:
        others = [index for index in range(len(self.values)) if index != left_out]
        steps = [
            (self.values[after] - self.values[before]) / max(self.months[after].since(self.months[before]), 1)
            for before, after in pairwise(others)
            if not self._new_year(after)
        ]
        return median(steps) if steps else 0.0
