"""Gaps to comparators, and rank among peers. A council's count is never set beside a region's or a country's.

A comparator is a year's figure, so the like of it is compared: the pooled year to date for a month's percentage, the
pace for the whole year for what accumulates, the latest for a snapshot.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ..model import Area, Comparator, Polarity, Status, Unit
from .results import Definition, Gap
from .rounding import exact, is_usable, say, say_distance
from .series import share

LARGER = (Area.REGION, Area.ENGLAND)
"""Areas so much larger than one council that counts cannot be compared with theirs."""
FEWEST_FOR_QUARTILES = 4
_AVERAGES = ("average", "mean", "median", "benchmark", "all authorities", "group", "best", "quartile")


class Rank(NamedTuple):
    """A position (1 is best) in a set of so many, the council counted; its quartile (1 is best) from four on."""

    position: int
    size: int
    quartile: int | None


class Own(NamedTuple):
    """The council's figure to compare, and what it is in words ("annualised", "year to date")."""

    value: Fraction | None
    what: str


def gaps(
    comparators: Sequence[Comparator], own: Own, latest: Own, definition: Definition, rate_row: str | None
) -> tuple[Gap, ...]:
    """One Gap a comparator, in order. `rate_row`: the row to look at instead, with its cell, where there is one."""
    return tuple(
        _gap(each, latest if each.area is Area.SAME_MONTH_LAST_YEAR else own, definition, rate_row)
        for each in comparators
    )


def rank(comparators: Sequence[Comparator], own: Own, definition: Definition, peers: Sequence[str] = ()) -> Rank | None:
    """The council's position among its peers; None without peers, polarity or a comparable figure."""
    if own.value is None or definition.polarity not in (Polarity.HIGH, Polarity.LOW) or definition.unit is Unit.COUNT:
        return None
    unit = definition.unit
    theirs = [exact(share(each.value, unit)) for each in comparators if is_peer(each, peers) and is_usable(each.value)]
    if not theirs:
        return None
    return position(theirs, own.value, definition.polarity)


def position(theirs: Sequence[Fraction], own: Fraction, polarity: Polarity) -> Rank:
    """A figure's position among others. Equal figures share the better one. `polarity` is high or low."""
    high = polarity is Polarity.HIGH
    ahead = sum(other > own if high else other < own for other in theirs)
    size = len(theirs) + 1
    return Rank(ahead + 1, size, ahead * 4 // size + 1 if size >= FEWEST_FOR_QUARTILES else None)


def is_peer(comparator: Comparator, peers: Sequence[str] = ()) -> bool:
    """Whether a comparator is another council on its own: as the settings name them, else as its heading reads."""
    name = comparator.name.casefold()
    if peers:
        return name in {each.casefold() for each in peers}
    return comparator.area is Area.OTHER and not any(word in name for word in _AVERAGES)


def _gap(comparator: Comparator, own: Own, definition: Definition, rate_row: str | None) -> Gap:
    unit = definition.unit
    theirs = share(comparator.value, unit) if is_usable(comparator.value) else None
    why_not = _why_not(comparator, own, definition, rate_row)
    if why_not or theirs is None or own.value is None:
        return Gap(
            name=comparator.name, area=comparator.area, place=comparator.place, year=comparator.year,
            value=None if theirs is None else float(theirs), words=why_not or "", why_not=why_not,
        )  # fmt: skip
    difference = own.value - exact(theirs)
    better = _is_better(difference, definition.polarity)
    return Gap(
        name=comparator.name,
        area=comparator.area,
        place=comparator.place,
        year=comparator.year,
        value=float(theirs),
        difference=float(difference),
        relative=float(difference / exact(theirs)) if theirs else None,
        better=better,
        words=_words(own, exact(theirs), comparator, unit, better),
    )


def _why_not(comparator: Comparator, own: Own, definition: Definition, rate_row: str | None) -> str | None:
    if not is_usable(comparator.value):
        published = comparator.status is not Status.NOT_AVAILABLE
        return "No figure is given" if published else "No comparable figure is published"
    if comparator.area in LARGER and not definition.comparable:
        pointer = f"; see {rate_row}" if rate_row else "; a rate would be comparable"
        return f"A count of {comparator.name} cannot be compared with one council's{pointer}"
    return f"No own figure to compare: {own.what}" if own.value is None else None


def _is_better(difference: Fraction, polarity: Polarity) -> bool | None:
    if difference == 0 or polarity not in (Polarity.HIGH, Polarity.LOW):
        return None
    return (difference > 0) == (polarity is Polarity.HIGH)


def _words(own: Own, theirs: Fraction, comparator: Comparator, unit: Unit, better: bool | None) -> str:
    """`26% (year to date) against England's 21%: 4.6 points higher, worse`."""
    difference = own.value - theirs if own.value is not None else Fraction()
    year = f" ({comparator.year})" if comparator.year else ""
    start = f"{say(own.value, unit)} ({own.what}) against {say(theirs, unit)} for {comparator.name}{year}"
    if difference == 0:
        return f"{start}: the same"
    side = "higher" if difference > 0 else "lower"
    verdict = {True: ", better", False: ", worse", None: ""}[better]
    return f"{start}: {say_distance(difference, unit)} {side}{verdict}"
