"""Where the reporting month's figure is written in a chart: where fewest lines run through it."""

from __future__ import annotations

from collections.abc import Iterator

from .axes import Axis
from .places import Plan, Row
from .series import target_by_month

HALF_HEIGHT, OFFSET = 0.05, 0.08
"""Of a label, and from its point to the middle of one above or below it, as shares of the plot's height."""
LEFT_END = 0.25
"""How far a label above or below its point reaches back, in months."""
OFFSETS = {"right": 0.0, "above": OFFSET, "below": -OFFSET}


def label_position(plan: Plan, row: Row, axis: Axis) -> str:
    """`right` of the point where that is free, else `above` or `below`; at the chart's edge there is no right."""
    figure = row.figures.get(plan.month)
    if figure is None or figure.value is None:
        return "above"
    value, height = float(figure.value), axis.most - axis.least
    positions = [each for each in OFFSETS if each != "right" or plan.month != plan.chart_months[-1]]

    def crossings(position: str) -> int:
        middle = value + OFFSETS[position] * height
        lines = _beyond(plan, row) if position == "right" else _over_and_under(plan, row, value)
        return sum(abs(line - middle) < HALF_HEIGHT * height for line in lines)

    return min(positions, key=crossings)


def _beyond(plan: Plan, row: Row) -> Iterator[float]:
    """How high the lines are that go on to the next month: the target, halfway."""
    aims = [target_by_month(row, month) for month in (plan.month, plan.month.plus(1))]
    known = [float(value * share) for value, share in filter(None, aims)]
    if known:
        yield sum(known) / len(known)


def _over_and_under(plan: Plan, row: Row, value: float) -> Iterator[float]:
    """How high the lines are that end at the reporting month or pass it, the figures' own among them."""
    aim, point = target_by_month(row, plan.month), row.limits.get(plan.month)
    before = row.figures.get(plan.month.plus(-1))
    if aim is not None:
        yield float(aim[0] * aim[1])
    if point is not None:
        yield from (point.centre, point.lower, point.upper)
    if before is not None and before.value is not None:
        yield value + LEFT_END * (float(before.value) - value)
