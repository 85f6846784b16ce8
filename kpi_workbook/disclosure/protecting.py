"""Which further cells to withhold, and as few as may be, so that no small count can be worked out of what is shown.

For each small count that an intruder pins down, the smallest set of cells that stops him is looked for: one cell, else
two, else three; then what has become needless is shown again. Of several, those of the latest month are taken, and of
these the smallest: so what one issue has shown the next does not withhold in vain, and two side by side tell no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, islice
from math import inf

from ..model import Month, Number
from .intruder import Intruder, Relation, System
from .suppression import Cell, Reason

MOST_AT_ONCE = 3
"""Cells looked for together: a small count where rows and columns have totals needs three more, the corners of a
rectangle."""
MOST_TRIED, MOST_TRIED_IN_ALL = 300, 20_000
"""Sets of cells tried for one count, and for a workbook, before one is withheld without knowing that it is the best."""
Choice = dict[Cell, Reason]


def protect(system: System, hidden: Collection[Cell], threshold: int) -> Choice:
    """The cells to withhold beside the hidden ones, each with its reason, until no small count can be worked out."""
    return _Guard(system, set(hidden), threshold).choose()


def why(system: System, cell: Cell, hidden: Collection[Cell]) -> Reason | None:
    """Why a cell is withheld beside the other hidden ones: of what it would give back with them, the first in the order
    of reasons; told by which cells are hidden, never by what is in them."""
    ties = chain.from_iterable(system.by_count.get(count, ()) for count in system.by_cell[cell])
    reasons = {
        each.reason
        for each in ties
        if each.shown_by == cell
        or any(system.cells[count] in hidden and system.cells[count] != cell for count, _ in each.terms)
    }
    return min(reasons, key=list(Reason).index, default=None)


class _Guard:
    def __init__(self, system: System, hidden: set[Cell], threshold: int) -> None:
        self._system, self._hidden, self._threshold = system, hidden, threshold
        self._small = [
            count for count, size in enumerate(system.sizes)
            if 0 < size <= threshold and count in system.by_count
        ]  # fmt: skip
        self._tries = iter(range(MOST_TRIED_IN_ALL))

    def choose(self) -> Choice:
        chosen: Choice = {}
        for count in self._small:
            while self._intruder(chosen).pins_down(count):
                if self._system.looks_left <= 0:
                    return chosen | self._all_tied()
                more = self._best(count, chosen)
                if not more:
                    break  # whatever could be withheld is
                chosen |= more
        return self._needed(chosen)

    def _all_tied(self) -> Choice:
        """Every cell that hangs together with a small count, however far."""
        found: Choice = {}
        reached = dict.fromkeys(self._small)
        waiting = list(reached)
        for count in waiting:
            for relation in self._system.by_count.get(count, ()):
                others = [other for other, _ in relation.terms]
                cells = [self._system.cells[other] for other in others if self._system.sizes[other]]
                found.update((cell, relation.reason) for cell in (relation.shown_by, *cells) if cell)
                waiting += [other for other in others if other not in reached]
                reached.update(dict.fromkeys(others))
        return {cell: reason for cell, reason in found.items() if cell not in self._hidden}

    def _intruder(self, chosen: Collection[Cell]) -> Intruder:
        return Intruder(self._system, self._hidden, self._threshold, more=chosen)

    def _best(self, count: int, chosen: Choice) -> Choice:
        """The fewest and smallest cells that make a count safe; where none were found, the first to try."""
        for most in range(1, MOST_AT_ONCE + 1):
            tries = islice(self._tries, MOST_TRIED)
            found = self._found(count, chosen, most, tries)
            if found:
                return found
        return dict(list(self._candidates(count, chosen).items())[:1])

    def _found(self, count: int, chosen: Choice, most: int, tries: Iterator[int]) -> Choice | None:
        """So many cells at most that make a count safe, None where there are none or too much was tried."""
        for cell, reason in self._candidates(count, chosen).items():
            if next(tries, None) is None or self._system.looks_left <= 0:
                return None
            with_it = {**chosen, cell: reason}
            if not self._intruder(with_it).pins_down(count):
                return {cell: reason}
            further = self._found(count, with_it, most - 1, tries) if most > 1 else None
            if further:
                return {cell: reason, **further}
        return None

    def _candidates(self, count: int, chosen: Choice) -> Choice:
        """The cells shown that help to work a count out: those that tell a relation, then late ones, then small."""
        intruder = self._intruder(chosen)
        if not intruder.misses(count):
            return {cell: Reason.COUNT for cell in (self._system.cells[count],) if cell}
        followed = intruder.determined(count)
        relations = _behind(count, followed) if count in followed else intruder.around(count)[1]
        telling = {each.shown_by: each.reason for each in relations if each.shown_by}
        order: dict[Cell, tuple[Number, ...]] = {}
        shown: Choice = {}
        for each in relations:
            for other, _ in each.terms:
                cell, size = self._system.cells[other], self._system.sizes[other]
                if cell and size and not intruder.misses(other):
                    shown.setdefault(cell, each.reason)
                    order.setdefault(cell, (_age(cell.month), abs(size), *cell.place.coordinates))
        return telling | {cell: shown[cell] for cell in sorted(shown, key=order.__getitem__)}

    def _needed(self, chosen: Choice) -> Choice:
        """Of the cells chosen, those without which some count could be worked out; the last chosen is tried first."""
        for cell in reversed(list(chosen)):
            without = {each: reason for each, reason in chosen.items() if each != cell}
            intruder = self._intruder(without)
            near = set(chain.from_iterable(Intruder.around(intruder, one)[0] for one in self._system.by_cell[cell]))
            if not any(intruder.pins_down(count) for count in self._small if count in near):
                chosen = without
        return chosen


def _age(month: Month | None) -> float:
    """Less for later months, least for what has none: a summary is another in each issue."""
    return -inf if month is None else -(12 * month.year + month.month)


def _behind(count: int, followed: dict[int, Relation]) -> list[Relation]:
    """The relations that a count follows from, its own first, then those of the counts in it."""
    relations: list[Relation] = []
    waiting = [count]
    for each in waiting:
        relation = followed.get(each)
        if relation is not None and relation not in relations:
            relations.append(relation)
            waiting += [other for other, _ in relation.terms if other != each]
    return relations
