"""An indicator's control chart: which series is charted, by which limits, and what its latest point says.

A running total is differenced into its months first; twelve-month figures are not charted, since neighbours share
eleven months and are never independent. Percentages take P' limits where a denominator lies far from their mean, XmR
else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import NamedTuple

from ..model import MeasureType, Month, Number, Polarity, Unit
from ..settings import ControlSettings, Rebase
from .results import Assurance, ControlChart, ControlPoint, Figure, SpecialCause, Variation
from .rounding import exact
from .spc import Limits, assurance, p_prime, special_causes, variation, xmr

FEWEST = 4
"""Fewer figures have no limits worth drawing."""
VARYING = 0.25
"""Denominators within 25% of their mean may share one pair of limits (Montgomery, Introduction to Statistical Quality
Control; Provost and Murray, The Health Care Data Guide); beyond it limits must follow the denominator."""
BETTER = {Polarity.HIGH: 1, Polarity.LOW: -1}


class Point(NamedTuple):
    """A month to chart, with its counts where it is a percentage."""

    month: Month
    value: float
    numerator: Number | None = None
    denominator: Number | None = None


def control_chart(
    figures: Sequence[Figure],
    unit: Unit,
    measure_type: MeasureType,
    polarity: Polarity,
    target: float | None,
    settings: ControlSettings,
    rebases: Sequence[Rebase] = (),
    first_month: int = 4,
) -> ControlChart:
    """The chart of all months given, last year's too. `target`: the one for a month, None where there is none."""
    running = measure_type is MeasureType.CUMULATIVE
    if measure_type is MeasureType.ROLLING:
        return ControlChart(method="XmR", why_not="Neighbouring twelve-month figures share eleven months")
    points = list(_steps(figures, unit, first_month) if running else _points(figures))
    if len(points) < FEWEST:
        return ControlChart(method="XmR", of_steps=running, why_not=f"Fewer than {FEWEST} months have a figure")
    stretches = _stretches(points, rebases)
    drawn, method = _draw(stretches, unit, settings)
    trial = len(stretches[-1]) < settings.least_points
    better = BETTER.get(polarity, 0)
    return ControlChart(
        method=method,
        points=tuple(drawn),
        trial=trial,
        of_steps=running,
        variation=Variation.NONE if trial else _variation(drawn, better),
        assurance=Assurance.NONE if trial or target is None or running else _assurance(target, drawn[-1], better),
    )


def _points(figures: Sequence[Figure]) -> Iterable[Point]:
    for each in figures:
        if each.value is not None:
            yield Point(each.month, float(each.value), each.numerator, each.denominator)


def _steps(figures: Sequence[Figure], unit: Unit, first_month: int) -> Iterable[Point]:
    """A running total's months; a month after a gap is left out, since its step would span two."""
    before: Figure | None = None
    for each in figures:
        if each.value is None:
            continue
        starts = each.month == each.month.year_start(first_month)
        follows = before is not None and before.month.plus(1) == each.month
        if starts or follows:
            point = _step(each, None if starts else before, unit)
            if point is not None:
                yield point
        before = each


def _step(figure: Figure, before: Figure | None, unit: Unit) -> Point | None:
    if figure.value is None:
        return None
    if unit is not Unit.PERCENTAGE:
        earlier = exact(before.value) if before is not None and before.value is not None else 0
        return Point(figure.month, float(exact(figure.value) - earlier))
    if figure.numerator is None or figure.denominator is None:
        return None
    numerator = figure.numerator - ((before.numerator or 0) if before else 0)
    denominator = figure.denominator - ((before.denominator or 0) if before else 0)
    return Point(figure.month, numerator / denominator, numerator, denominator) if denominator > 0 else None


def _draw(
    stretches: Sequence[Sequence[Point]], unit: Unit, settings: ControlSettings
) -> tuple[list[ControlPoint], str]:
    """Limits and causes of each stretch between step changes, on its own; and the method of the last."""
    drawn: list[ControlPoint] = []
    method = ""
    for stretch in stretches:
        method, limits = _limits(stretch, unit, settings)
        values = [each.value for each in stretch]
        causes = special_causes(values, limits, settings.run_length, settings.two_of_three_beyond_limits)
        drawn += [_drawn(*each) for each in zip(stretch, limits, causes, strict=True)]
    return drawn, method


def _drawn(point: Point, limits: Limits, cause: SpecialCause | None) -> ControlPoint:
    return ControlPoint(
        month=point.month, value=point.value, centre=limits.centre, lower=limits.lower, upper=limits.upper, cause=cause
    )


def _stretches(points: Sequence[Point], rebases: Sequence[Rebase]) -> list[list[Point]]:
    """The points parted where a step change starts new limits."""
    if not rebases:
        return [list(points)]
    starts = [Month.parse(each.month) for each in rebases]
    parted: dict[int, list[Point]] = {}
    for point in points:
        parted.setdefault(sum(start <= point.month for start in starts), []).append(point)
    return list(parted.values())


def _limits(points: Sequence[Point], unit: Unit, settings: ControlSettings) -> tuple[str, list[Limits]]:
    counts = [(each.numerator, each.denominator) for each in points]
    whole = [(float(n), float(d)) for n, d in counts if n is not None and d is not None and 0 <= n <= d and d > 0]
    fits = unit is Unit.PERCENTAGE and len(whole) == len(points)
    if fits and (settings.percentages == "p_prime" or (settings.percentages == "auto" and _vary(whole))):
        return "P'", p_prime(whole, settings.screen_outliers)
    return "XmR", xmr([each.value for each in points], settings.screen_outliers)


def _vary(counts: Sequence[tuple[float, float]]) -> bool:
    mean = fmean(d for _, d in counts)
    return any(abs(d - mean) > VARYING * mean for _, d in counts)


def _variation(points: Sequence[ControlPoint], better: int) -> Variation:
    """The latest point's icon: a trend points where it goes, all else where the point lies from the mean."""
    last = points[-1]
    rises = last.value > last.centre
    if last.cause is SpecialCause.TREND:
        rises = last.value > points[-2].value
    return variation(last.cause, rises, better)


def _assurance(target: float, point: ControlPoint, better: int) -> Assurance:
    return assurance(target, Limits(point.centre, point.lower, point.upper), better)
