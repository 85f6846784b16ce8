"""The counts that cells show: each number of a cell is one count of a system, however often it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..figures.rounding import is_usable
from ..model import Area, Comparator, Extra, Indicator, Month, Number, Observation, Place
from .intruder import Relation, System
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


class Sizes(NamedTuple):
    """How large the counts of a cell are."""

    adds: Number
    whole: Number | None = None
    rest: Number | None = None


class Ledger:
    """A system in the making: a cell's counts are entered when they are first asked for."""

    def __init__(self) -> None:
        self.system = System()
        self.withheld_already: set[Cell] = set()
        self._counted: dict[Cell, Counted | None] = {}
        self._implied: dict[Place, dict[Cell, Sizes]] = defaultdict(dict)

    def of(self, row: Indicator, seen: Beside | None) -> Counted | None:
        """The counts of a row's cell; None where it shows no count."""
        if seen is None:
            return None
        cell = cell_of(row, seen)
        if cell not in self._counted:
            self._counted[cell] = self._enter(row, seen, cell)
        return self._counted[cell]

    def by_month(self, row: Indicator) -> dict[Month, Counted]:
        """The counts of a row's months that show any."""
        return {seen.month: each for seen in row.observations if (each := self.of(row, seen))}

    def sizes(self, row: Indicator, seen: Beside) -> Sizes | None:
        """How large the counts of a row's cell are, without entering it; None where it shows no count."""
        implied = self._implied.get(row.place)
        found = implied.get(cell_of(row, seen)) if implied else None
        return found or _shown(row, seen)

    def sizes_by_month(self, row: Indicator) -> dict[Month, Sizes]:
        """How large the counts of a row's months are that show any, without entering them."""
        return {seen.month: each for seen in row.observations if (each := self.sizes(row, seen))}

    def _enter(self, row: Indicator, seen: Beside, cell: Cell) -> Counted | None:
        shown = _shown(row, seen)
        if shown is None:
            return None
        if shown.whole is None or shown.rest is None:
            return Counted(self.system.add(shown.adds, cell))
        return self._share(cell, shown.adds, self.system.add(shown.whole, cell), shown.rest)

    def share(self, cell: Cell, part: Number, whole: int) -> None:
        """A part, which the cell implies, of a whole that another cell counts."""
        size = self.system.sizes[whole]
        rest = round(size) - part
        self._counted[cell] = self._share(cell, part, whole, rest)
        self._implied[cell.row][cell] = Sizes(part, size, rest)

    def _share(self, cell: Cell, part: Number, whole: int, rest: Number) -> Counted:
        own, left = self.system.add(part, cell), self.system.add(rest, cell)
        self.relate({own: 1, left: 1, whole: -1}, Reason.REST)
        return Counted(own, whole, left)

    def withheld(self, row: Indicator, seen: Observation, size: Number) -> Counted:
        """The count of a cell that the workbook itself withholds, though it follows from others."""
        cell = cell_of(row, seen)
        self.withheld_already.add(cell)
        found = Counted(self.system.add(size, cell))
        self._counted[cell] = found
        self._implied[row.place][cell] = Sizes(size)
        return found

    def same(self, one: int | None, other: int | None, reason: Reason) -> None:
        """Two counts of one thing."""
        if one is not None and other is not None and one != other:
            self.system.relate(Relation(((one, 1), (other, -1)), reason))

    def step(self, now: int, then: int) -> None:
        """What a running total grew by, which no cell shows."""
        grown = self.system.add(self.system.sizes[now] - self.system.sizes[then], None)
        self.relate({now: 1, then: -1, grown: -1}, Reason.STEP)

    def relate(self, terms: Mapping[int, int], reason: Reason) -> None:
        self.system.relate(Relation(tuple(terms.items()), reason))


def is_small(count: Number, threshold: int) -> bool:
    return 0 < count <= threshold


def any_small(counts: Iterable[Number | None], threshold: int) -> bool:
    return any(count is not None and is_small(count, threshold) for count in counts)


def _shown(row: Indicator, seen: Beside) -> Sizes | None:
    if not isinstance(seen, Comparator) and is_usable(seen.numerator) and is_usable(seen.denominator):
        return Sizes(seen.numerator, seen.denominator, seen.denominator - seen.numerator)
    return Sizes(seen.value) if row.unit in PEOPLE and is_usable(seen.value) else None


def cell_of(row: Indicator, seen: Beside) -> Cell:
    if isinstance(seen, Observation):
        return Cell(Part.OBSERVATION, row.place, seen.place, seen.month)
    return Cell(Part.EXTRA if isinstance(seen, Extra) else Part.COMPARATOR, row.place, seen.place)
