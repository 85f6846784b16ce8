"""An indicator's figures as a statement may honestly give them: exact or as printed, pooled, summed, averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean, pstdev

from ...figures.results import Figure, IndicatorResult
from ...model import Area, Comparator, Indicator, MeasureType, Month, Polarity, Unit
from .claims import Pooling

_SHARE_AT_MOST = 1.5
"""A percentage above this was typed in points (84.5), not as a fraction."""


@dataclass(frozen=True)
class Series:
    """One row with what was recomputed of it."""

    indicator: Indicator
    result: IndicatorResult

    @cached_property
    def _figures(self) -> dict[Month, Figure]:
        return {each.month: each for each in self.result.figures if each.value is not None}

    @cached_property
    def _said(self) -> dict[Month, tuple[float, ...]]:
        """What may be said of each month with a figure: its exact one first."""
        exact = {month: float(each.value) for month, each in self._figures.items() if each.value is not None}
        seen = {each.month: each.value for each in reversed(self.indicator.observations)}
        return {
            month: (value, *self._typed(seen.get(month)), *self._step(value, exact.get(month.plus(-1))))
            for month, value in exact.items()
        }

    @property
    def months(self) -> tuple[Month, ...]:
        """The months with a figure, in order."""
        return tuple(self._figures)

    @property
    def largest(self) -> float:
        """The largest figure of any month, whatever its sign; 0 without any."""
        return max((abs(said[0]) for said in self._said.values()), default=0.0)

    @property
    def unit(self) -> Unit:
        return self.result.definition.unit

    @property
    def kind(self) -> MeasureType:
        return self.result.definition.measure_type

    @property
    def polarity(self) -> Polarity:
        return self.result.definition.polarity

    @property
    def is_share(self) -> bool:
        """True of a percentage."""
        return self.unit is Unit.PERCENTAGE

    @property
    def is_days(self) -> bool:
        """True of a time in days."""
        return self.unit is Unit.DAYS or "day" in self.indicator.name.lower()

    def figure(self, month: Month) -> Figure | None:
        """The month's figure, None where there is none."""
        return self._figures.get(month)

    def at(self, month: Month) -> tuple[float, ...]:
        """What may be said of a month: the exact figure, the one as typed, and a running total's own month."""
        return self._said.get(month, ())

    def _typed(self, seen: float | None) -> tuple[float, ...]:
        """The figure as it stands in its cell."""
        return () if seen is None else (self.share(float(seen)),)

    def _step(self, value: float, before: float | None) -> tuple[float, ...]:
        """A running total's growth in the month."""
        return () if self.kind is not MeasureType.CUMULATIVE or before is None else (value - before,)

    def exact(self, month: Month) -> float | None:
        """The month's exact figure."""
        said = self._said.get(month)
        return None if said is None else said[0]

    def pairs(self, months: Sequence[Month]) -> list[tuple[float, float]]:
        """Numerators and denominators of the months that have both."""
        found = [self._figures[month] for month in months if month in self._figures]
        return [
            (float(each.numerator), float(each.denominator))
            for each in found
            if each.numerator is not None and each.denominator
        ]

    def whole(self, months: Sequence[Month], pooling: Pooling = Pooling.NONE) -> tuple[float, ...]:
        """What may be said of several months together: pooled counts, a sum, an average or the latest."""
        if len(months) == 1 and pooling is not Pooling.TOTAL:
            return self.at(months[0])
        values = [value for month in months if (value := self.exact(month)) is not None]
        if not values:
            return ()
        if self.is_share:
            return self._pooled(months, values)
        mean, total, latest = fmean(values), sum(values), values[-1]
        if pooling is Pooling.AVERAGE:
            return (mean,)
        match self.kind:
            case MeasureType.SNAPSHOT | MeasureType.ROLLING:
                return latest, mean
            case MeasureType.CUMULATIVE:
                before = self.exact(months[0].plus(-1)) or 0.0
                return latest, latest - before
            case MeasureType.MONTHLY:
                return (total,) if self.unit in (Unit.COUNT, Unit.MONEY) else (mean, latest, total)
            case MeasureType.UNKNOWN:
                return total, mean, latest

    def _pooled(self, months: Sequence[Month], values: Sequence[float]) -> tuple[float, ...]:
        pairs = self.pairs(months)
        if len(pairs) < len(values) or self.kind is MeasureType.ROLLING:
            return fmean(values), values[-1]
        pooled = sum(n for n, _ in pairs) / sum(d for _, d in pairs)
        return (pooled, values[-1]) if self.kind is MeasureType.CUMULATIVE else (pooled,)

    def mean(self, months: Sequence[Month]) -> float | None:
        """The plain mean of the months' figures."""
        values = [value for month in months if (value := self.exact(month)) is not None]
        return fmean(values) if values else None

    def spread(self, months: Sequence[Month]) -> float:
        """How far the months' figures lie apart (their standard deviation); 0 for none."""
        values = [value for month in months if (value := self.exact(month)) is not None]
        return pstdev(values) if values else 0.0

    def has_counts(self, months: Sequence[Month]) -> bool:
        """True where every month that has a figure has its counts."""
        present = [month for month in months if month in self._figures]
        return bool(present) and len(self.pairs(present)) == len(present)

    def annualised(self) -> tuple[float, ...]:
        """The year to date and where the year will end, where they are known."""
        found = (self.result.year_to_date.value, self.result.forecast.figure)
        return tuple(value for value in found if value is not None)

    def comparators(self, area: Area | None, name: str = "") -> tuple[Comparator, ...]:
        """The comparators of an area with a figure; of all areas but last year for None; of a name where one fits."""
        known = [each for each in self.indicator.comparators if each.value is not None]
        if area is None:
            return tuple(each for each in known if each.area not in (Area.PREVIOUS_YEAR, Area.SAME_MONTH_LAST_YEAR))
        inside = [each for each in known if each.area is area]
        named = [each for each in inside if name and name.lower() in each.name.lower()]
        return tuple(named or inside)

    def share(self, value: float) -> float:
        """A comparator's or a target's percentage as a fraction, also where it was typed in points."""
        return value / 100 if self.is_share and value > _SHARE_AT_MOST else value

    def last_year(self) -> tuple[float, ...]:
        """Last year's figure as the comparators give it."""
        return tuple(
            self.share(float(each.value)) for each in self.comparators(Area.PREVIOUS_YEAR) if each.value is not None
        )
