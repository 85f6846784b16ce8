"""The lines behind a chart, month by month: figure, target, distance, limits and signals, each a line of chart data."""

from __future__ import annotations

from collections.abc import Iterable

from ..figures.results import ControlPoint, SpecialCause
from ..figures.targets import MONTHS_IN_YEAR, in_force, months_of_year, year_share
from ..model import Area, MeasureType, Month, Number, Polarity
from .at_hand import at_hand
from .judging import is_yearly
from .places import MOST_CHART_MONTHS, Plan, Row

FIGURE, TARGET, DISTANCE = "Figure", "Target", "Distance from target"
MEAN, LOWER, UPPER = "Mean", "Lower limit", "Upper limit"
IMPROVEMENT, CONCERN, SPECIAL = "Improvement", "Concern", "Special cause"
COMPARATORS = "Comparators"
SIGNALS = (IMPROVEMENT, CONCERN, SPECIAL)
MOST_STRETCHES = 4
"""Figures parted by more missing months than this are drawn as points without a line."""

AREA_LABELS = {
    Area.PREVIOUS_YEAR: "Last year",
    Area.SAME_MONTH_LAST_YEAR: "Same month last year",
    Area.NEIGHBOURS: "Neighbours",
    Area.REGION: "Region",
    Area.ENGLAND: "England",
    Area.OTHER: "Other",
}


@at_hand()
def series_of(row: Row) -> tuple[str, ...]:
    """The lines an indicator has, in order."""
    names = [FIGURE]
    if any(target_by_month(row, row.starts.plus(later)) is not None for later in range(MONTHS_IN_YEAR)):
        names += [TARGET, DISTANCE]
    if row.limits:
        names += [MEAN, LOWER, UPPER]
    names += [signal for signal in SIGNALS if any(signal == each for each in signals(row).values())]
    if comparator_values(row):
        names.append(COMPARATORS)
    return (*names, *figure_parts(row))


def figure_parts(row: Row) -> dict[str, tuple[Month, Month]]:
    """The stretches of figures between missing months, each a line of its own: its first month, and the next one's.

    Excel draws one line right across a month without a figure. Empty where no month is missing, or too many.
    """
    begins = _stretches(row)
    if not 1 < len(begins) <= MOST_STRETCHES:
        return {}
    ends = [*begins[1:], row.starts.plus(MONTHS_IN_YEAR)]
    return {f"{FIGURE}, part {part}": pair for part, pair in enumerate(zip(begins, ends, strict=True), start=1)}


def is_scattered(row: Row) -> bool:
    """Whether so many months are missing that the figures are points rather than lines."""
    return len(_stretches(row)) > MOST_STRETCHES


def _stretches(row: Row) -> list[Month]:
    """The first month of each stretch of figures that a chart can show."""
    earliest = row.starts.plus(MONTHS_IN_YEAR - MOST_CHART_MONTHS)
    known = sorted(month for month, figure in row.figures.items() if figure.value is not None and month >= earliest)
    return [month for at, month in enumerate(known) if at == 0 or month.since(known[at - 1]) > 1]


def signals(row: Row) -> dict[Month, str]:
    """Special causes by month, each as an improvement, a concern or neither; none while limits are on trial."""
    if row.result.control.trial:
        return {}
    points = list(row.limits.values())
    return {
        point.month: _signal(row.result.definition.polarity, _rises(points, position))
        for position, point in enumerate(points)
        if point.cause is not None
    }


@at_hand(MOST_CHART_MONTHS)
def target_by_month(row: Row, month: Month) -> tuple[Number, Number] | None:
    """A month's target in force, as set, and the share of it due by then; None without one.

    A year's target is due in twelfths or by its profile: those gone for a running total, the month's own for a flow.
    """
    target = in_force(row.indicator, month)
    if target is None or target.value is None:
        return None
    if not is_yearly(row):
        return target.value, 1
    running = row.result.definition.measure_type is MeasureType.CUMULATIVE
    years_on = month.since(row.starts) // MONTHS_IN_YEAR
    months = months_of_year(row.starts.plus(years_on * MONTHS_IN_YEAR), month) if running else [month]
    return target.value, float(year_share(months, row.result.profile, row.starts.month))


def has_steps(plan: Plan, row: Row) -> bool:
    """Whether the target itself changes among the months of the chart, rather than falling due bit by bit."""
    aims = [target_by_month(row, month) for month in plan.chart_months]
    return not is_yearly(row) and len({target[0] for target in aims if target}) > 1


def comparator_values(row: Row) -> dict[Area, float]:
    """What may be set beside the figure, by area (the first of each)."""
    found: dict[Area, float] = {}
    for gap in row.result.gaps:
        if gap.value is not None and gap.why_not is None and gap.area is not Area.OTHER:
            found.setdefault(gap.area, gap.value)
    return found


def areas_of(rows: Iterable[Row]) -> tuple[Area, ...]:
    """The areas that any of these indicators may be compared with, in their usual order."""
    present = {area for row in rows for area in comparator_values(row)}
    return tuple(area for area in AREA_LABELS if area in present)


def drawn_values(plan: Plan, row: Row) -> list[float]:
    """Everything a chart of the indicator draws."""
    months = set(plan.chart_months)
    values: list[float] = [
        float(each.value) for each in row.result.figures
        if each.value is not None and each.month in months
    ]  # fmt: skip
    targets = (target_by_month(row, month) for month in plan.chart_months)
    values += [float(target[0] * target[1]) for target in targets if target]
    for point in row.limits.values():
        values += [point.lower, point.upper]
    return values + list(comparator_values(row).values())


def _rises(points: list[ControlPoint], position: int) -> bool:
    """Whether a flagged point speaks for higher figures: by its step in a trend, else by its side of the mean."""
    point = points[position]
    if point.cause is SpecialCause.TREND:
        other = points[position - 1] if position else points[1]
        return (point.value > other.value) == bool(position)
    return point.value > point.centre


def _signal(polarity: Polarity, rises: bool) -> str:
    """What a special cause means where one way is better."""
    if polarity not in (Polarity.HIGH, Polarity.LOW):
        return SPECIAL
    return IMPROVEMENT if rises == (polarity is Polarity.HIGH) else CONCERN
