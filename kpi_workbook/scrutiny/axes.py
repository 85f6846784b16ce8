"""Where a chart's value axis starts and ends: a rule, so that no chart is stretched to impress.

The axis starts at 0 unless the figures' whole spread is under a third of the highest: then it starts at a round number
below them, and the chart says so. Percentages end at 100% at the latest, where none is higher.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEAST_SHARE_FILLED = 1 / 3
HEADROOM = 0.04
"""Room for the label of the highest point."""
ROUND_STEPS = (1, 2, 2.5, 5, 10)
LEAST_QUARTER = 25
"""A step of 25 is round, one of 2.5 is not: its labels would need a digit more than those of 2 or 5."""
STEPS_WANTED = 5


@dataclass(frozen=True, slots=True)
class Axis:
    """The ends and the step of a value axis; None leaves an end to the program."""

    least: float
    most: float
    step: float

    @property
    def starts_above_zero(self) -> bool:
        """Whether a reader must be told."""
        return self.least > 0

    def decimals(self, percentage: bool) -> int:
        """How many digits after the point tell one step from the next."""
        shown = self.step * 100 if percentage else self.step
        return max(0, -math.floor(math.log10(shown) + 1e-9))


def value_axis(values: Sequence[float], percentage: bool) -> Axis:
    """The axis for all values a chart draws, the target and the limits among them."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    cramped = low > 0 and high - low < high * LEAST_SHARE_FILLED
    floor = low - (high - low) / 2 if cramped else min(low, 0.0)
    ceiling = high + (high - floor) * HEADROOM if high > floor else floor + (abs(floor) or 1.0)
    step = _round_step((ceiling - floor) / STEPS_WANTED, 100 if percentage else 1)
    least = math.floor(floor / step + 1e-9) * step
    most = math.ceil(ceiling / step - 1e-9) * step
    if percentage and high <= 1:
        most = min(most, 1.0)
    return Axis(_tidy(max(least, 0.0) if low >= 0 else least), _tidy(most), step)


def _round_step(wanted: float, shown_times: int) -> float:
    """The next round number at or above a wanted step; labels show it so many times as large."""
    if wanted <= 0:
        return 1.0
    size = 10 ** math.floor(math.log10(wanted))
    rounds = (step * size for step in ROUND_STEPS if step != 2.5 or step * size * shown_times >= LEAST_QUARTER - 1e-9)
    return next(_tidy(step) for step in rounds if step >= wanted * (1 - 1e-9))


def _tidy(value: float) -> float:
    """Floating dust brushed off."""
    return float(f"{value:.10g}")
