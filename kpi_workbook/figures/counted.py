"""The counts that cells show: each number of a cell is one count of a system, however often it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..model import Area, Comparator, Extra, Indicator, Number, Observation
from .intruder import Relation, System
from .rounding import is_usable
from .suppression import Cell, Part, Reason
from .ties import PEOPLE

OWN_FIGURES = (Area.PREVIOUS_YEAR, Area.SAME_MONTH_LAST_YEAR)
"""Comparators that are the council's own counts."""
Beside = Observation | Extra | Comparator


class Counted(NamedTuple):
    """The counts of a cell: what adds up (a numerator, else the figure itself), and of a share the others."""

    adds: int
    whole: int | None = None
    rest: int | None = None


class Ledger:
    """A system in the making, cell by cell."""

    def __init__(self) -> None:
        self.system = System()
        self.withheld_already: set[Cell] = set()
        self._counted: dict[Cell, Counted | None] = {}

    def of(self, row: Indicator, seen: Beside | None) -> Counted | None:
        """The counts of a row's cell; None where it shows no count."""
        if seen is None:
            return None
        cell = cell_of(row, seen)
        if cell not in self._counted:
            self._counted[cell] = self._enter(row, seen, cell)
        return self._counted[cell]

    def _enter(self, row: Indicator, seen: Beside, cell: Cell) -> Counted | None:
        numerator, denominator = (None, None) if isinstance(seen, Comparator) else (seen.numerator, seen.denominator)
        if is_usable(numerator) and is_usable(denominator):
            return self.share(cell, numerator, denominator)
        if row.unit in PEOPLE and is_usable(seen.value):
            return Counted(self.system.add(seen.value, cell))
        return None

    def share(self, cell: Cell, part: Number, whole: Number, whole_count: int | None = None) -> Counted:
        """A part and the rest of a whole, which may have a count already."""
        add = self.system.add
        all_ = add(whole, cell) if whole_count is None else whole_count
        own, rest = add(part, cell), add(whole - part, cell)
        found = Counted(own, all_, rest)
        self.relate({own: 1, rest: 1, all_: -1}, Reason.REST)
        self._counted[cell] = found
        return found

    def withheld(self, row: Indicator, seen: Observation, size: Number) -> Counted:
        """The count of a cell that the workbook itself withholds, though it follows from others."""
        cell = cell_of(row, seen)
        self.withheld_already.add(cell)
        found = Counted(self.system.add(size, cell))
        self._counted[cell] = found
        return found

    def same(self, one: int | None, other: int | None, reason: Reason) -> None:
        """Two counts of one thing."""
        if one is not None and other is not None and one != other:
            self.relate({one: 1, other: -1}, reason)

    def step(self, now: int, then: int) -> None:
        """What a running total grew by, which no cell shows."""
        grown = self.system.add(self.system.sizes[now] - self.system.sizes[then], None)
        self.relate({now: 1, then: -1, grown: -1}, Reason.STEP)

    def relate(self, terms: Mapping[int, int], reason: Reason) -> None:
        self.system.relate(Relation(tuple(terms.items()), reason))


def cell_of(row: Indicator, seen: Beside) -> Cell:
    if isinstance(seen, Observation):
        return Cell(Part.OBSERVATION, row.place, seen.place, seen.month)
    return Cell(Part.EXTRA if isinstance(seen, Extra) else Part.COMPARATOR, row.place, seen.place)
