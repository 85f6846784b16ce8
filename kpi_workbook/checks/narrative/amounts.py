"""Whether a stated number is honest about a figure: as many digits as it prints, as much room as its hedge leaves."""

from __future__ import annotations

from .numbers import Hedge, Measure, Quantity

_NOISE = 1e-9
_ABOUT_SHARE = 0.06
_ABOUT_POINTS = 0.03
_JUST = 0.10
_JUST_POINTS = 0.04
_MONEY_SCALES = (1.0, 1e3, 1e6)
_MOST_TIMES = 3.0
"""A sum of money this many times a row's largest figure is given in another unit than the row."""


def fits(said: Quantity, figure: float) -> bool:
    """True where the stated number is the figure rounded to the digits stated, or as near as its hedge says."""
    if said.is_nought:
        return figure == 0
    half = said.step / 2 + _NOISE
    match said.hedge:
        case Hedge.NONE:
            return abs(figure - said.value) <= half
        case Hedge.ABOUT:
            return abs(figure - said.value) <= max(half, _room(said, _ABOUT_SHARE, _ABOUT_POINTS))
        case Hedge.OVER:
            return figure >= said.value - half
        case Hedge.JUST_OVER:
            return -half <= figure - said.value <= _room(said, _JUST, _JUST_POINTS) + half
        case Hedge.UNDER:
            return figure <= said.value + half
        case Hedge.NEARLY:
            return -_room(said, _JUST, _JUST_POINTS) - half <= figure - said.value <= half
        case Hedge.RANGE:
            return said.value - half <= figure <= (said.upper or said.value) + half


def in_units_of(said: Quantity, largest: float) -> Quantity:
    """Money as a row gives it: £3.79m in a row of millions whose largest figure is 3.79 is 3.79 there."""
    scale = next((each for each in _MONEY_SCALES if said.value / each <= _MOST_TIMES * abs(largest)), 1.0)
    return said._replace(value=said.value / scale, step=said.step / scale) if scale > 1 else said


def is_sharp(said: Quantity) -> bool:
    """True of a number that could hardly fit a wrong figure by chance: unhedged, with two digits or more."""
    return (
        said.hedge is Hedge.NONE
        and said.value / said.step >= 10
        and not (said.spelt and said.measure is Measure.PERCENT)
    )


def _room(said: Quantity, share: float, points: float) -> float:
    """How far a softened number may lie off: a share of it, round ones more; some points of a percentage."""
    if said.measure in (Measure.PERCENT, Measure.POINTS):
        return points
    return max(abs(said.value) * share, _roundness(said.value) / 2)


def _roundness(value: float) -> float:
    """The power of ten that a number is round to: 100 for 1,400."""
    power = 1.0
    while value and value % (power * 10) == 0 and power < value:
        power *= 10
    return power
