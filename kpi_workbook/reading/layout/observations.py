"""From the cells of one month to an observation: a value, its counts in cells of their own, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Kind, Month, Number, Observation, Place, Status
from ..display import shown
from ..grid import Cell
from ..values import BLANK, Figure, read_figure
from .lens import Lens


@dataclass(frozen=True, slots=True)
class Site:
    """A place where something belongs and the cell that is seen there, if any."""

    place: Place
    cell: Cell | None
    hidden: bool = False

    @property
    def typed(self) -> str:
        return shown(self.cell) if self.cell else ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a month's value and its counts stand; at least one of them."""

    month: Month
    value: Site | None = None
    numerator: Site | None = None
    denominator: Site | None = None


def site_at(lens: Lens, line: int, position: int) -> Site:
    """A place of a table; a text merged over several places counts for each, a number for its own alone."""
    cell = lens.at(line, position)
    if cell is None:
        over = lens.seen(line, position)
        cell = over if over is not None and over.kind is Kind.TEXT and read_figure(over).value is None else None
    return Site(lens.place(line, position), cell, lens.hidden(line, position))


def figure_of(spot: Spot) -> Figure:
    """A month's figure with its counts, before any scale."""
    value = read_figure(spot.value.cell) if spot.value else BLANK
    if spot.numerator is None and spot.denominator is None:
        return value
    numerator = read_figure(spot.numerator.cell) if spot.numerator else BLANK
    denominator = read_figure(spot.denominator.cell) if spot.denominator else BLANK
    status = value.status
    if status is Status.BLANK:
        status = None if numerator.value is not None else numerator.status
    return Figure(
        value=value.value,
        numerator=_either(numerator.value, value.numerator),
        denominator=_either(denominator.value, value.denominator),
        status=status,
        kind=numerator.kind if value is BLANK else value.kind,
        decimals=value.decimals,
        percent=value.percent,
        money=value.money,
        days=value.days,
        note=value.note,
    )


def _either(first: Number | None, second: Number | None) -> Number | None:
    return second if first is None else first


def observation_of(spot: Spot, figure: Figure) -> Observation:
    """A month's observation: at the value's cell, at the numerator's where no value was typed."""
    site = spot.value
    if site is None or (site.cell is None and figure.numerator is not None):
        site = spot.numerator or spot.value or spot.denominator
    if site is None:
        raise ValueError("a spot needs the place of a value or of a count")
    return Observation(
        month=spot.month,
        place=site.place,
        typed=site.typed,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        status=figure.status,
        kind=figure.kind,
        decimals=figure.decimals,
        note=figure.note,
        formula=bool(site.cell and site.cell.formula),
        hidden=site.hidden,
        numerator_place=spot.numerator.place if spot.numerator else None,
        denominator_place=spot.denominator.place if spot.denominator else None,
    )
