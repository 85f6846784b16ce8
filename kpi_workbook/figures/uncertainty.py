"""How far chance alone may move a percentage: Wilson's score interval.

Source: E. B. Wilson (1927), Probable inference, JASA 22; the interval that the Office for Health Improvement and
Disparities uses for proportions. It stays within 0 and 1 and behaves for small denominators.
"""

from __future__ import annotations

import math

from ..model import Number

Z_95 = 1.959963984540054
"""The normal distribution's 97.5th percentile."""


def wilson(numerator: Number, denominator: Number, z: float = Z_95) -> tuple[float, float] | None:
    """The interval's two ends as fractions; None where the counts are not a share (0 to d, d above zero)."""
    if denominator <= 0 or not 0 <= numerator <= denominator:
        return None
    share = numerator / denominator
    spread = z * math.sqrt(share * (1 - share) / denominator + z * z / (4 * denominator * denominator))
    middle, scale = share + z * z / (2 * denominator), 1 + z * z / denominator
    low = 0.0 if numerator == 0 else max(0.0, (middle - spread) / scale)
    high = 1.0 if numerator == denominator else min(1.0, (middle + spread) / scale)
    return low, high
