"""What somebody can work out who has the public edition before him, knows the rules, and has a computer.

The counts of a workbook hang together: parts make totals, months make years, a part and the rest make the whole. How
far may a withheld count lie from what it is, while all that is shown stays as it is? Everything is reckoned in
deviations from the true counts, so that the truth itself (no deviation) always answers, whatever was mistyped. A count
is taken to be safe only where other answers were found and checked, in whole numbers; a search that is given up counts
as found nothing. So the intruder is never underrated, only, in rare tangles, overrated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import NamedTuple

from ..model import Number
from .suppression import Cell, Reason

FAR = 1_000_000
"""No answer further from the truth than this is looked for."""
MOST_TRIALS, MOST_VISITS, MOST_VALUES = 60, 400, 6
"""How much is tried for one answer: guesses, looks at a relation, and guesses for one count."""
MOST_LOOKS, MOST_LOOKS_AT_EACH = 200_000, 200
"""Looks at a relation for a whole workbook, a second's worth, and what each of its counts adds; ordinary ones take a
few thousand. Where they are used up nothing more is found to be safe, so that a tangle, or a workbook made to be one,
has too much withheld and not too little."""
Bounds = dict[int, tuple[int, int]]


class Relation(NamedTuple):
    """Counts times whole numbers whose sum is known: how much it may deviate is from `low` to `high`.

    `shown_by`: the cell that tells the relation, where it is not told by the counts alone (a percentage of two rows).
    `reason`: why a cell is withheld that would let the relation give another one back.
    """

    terms: tuple[tuple[int, int], ...]
    reason: Reason
    low: int = 0
    high: int = 0
    shown_by: Cell | None = None

    def holds(self, moved: Bounds) -> bool:
        """Whether it holds where every count deviates as little as its bounds allow."""
        together = sum(times * _least(moved[count]) for count, times in self.terms if count in moved)
        return self.low <= together <= self.high


@dataclass(slots=True)
class System:
    """Counts by number: each one's size and the cell that shows it (None: nowhere, it only follows); the relations
    between them by count; and by cell the counts that it tells of."""

    sizes: list[Number] = field(default_factory=list)
    cells: list[Cell | None] = field(default_factory=list)
    by_count: dict[int, list[Relation]] = field(default_factory=lambda: defaultdict(list))
    by_cell: dict[Cell, list[int]] = field(default_factory=lambda: defaultdict(list))
    looks_left: int = field(default_factory=lambda: MOST_LOOKS)

    def add(self, size: Number, cell: Cell | None) -> int:
        """A new count's number."""
        count = len(self.sizes)
        self.looks_left += MOST_LOOKS_AT_EACH
        self.sizes.append(size)
        self.cells.append(cell)
        if cell is not None:
            self.by_cell[cell].append(count)
        return count

    def relate(self, relation: Relation) -> None:
        for count, _ in relation.terms:
            self.by_count[count].append(relation)
            if relation.shown_by is not None:
                self.by_cell[relation.shown_by].append(count)


class Intruder:
    """Somebody who sees a system's counts but for those of the hidden cells and of some more, and knows of each hidden
    one whether it is small: then it is from 1 to the threshold, else above it."""

    def __init__(
        self, system: System, hidden: Collection[Cell], threshold: int, more: Collection[Cell] = frozenset()
    ) -> None:
        self._system, self._hidden, self._more, self._threshold = system, hidden, more, threshold
        self.least = least_left(threshold)

    def pins_down(self, count: int) -> bool:
        """Whether a small count is left with too few values, or nobody has the patience to look."""
        if self._system.looks_left <= 0 or not self.misses(count) or count in self.determined(count):
            return True
        return len(self.values(count, self.least)) < self.least

    def misses(self, count: int) -> bool:
        """Whether a count is not shown."""
        cell = self._system.cells[count]
        return cell is None or self._hides(cell)

    def tells(self, relation: Relation) -> bool:
        """Whether a relation is known."""
        return relation.shown_by is None or not self._hides(relation.shown_by)

    def _hides(self, cell: Cell) -> bool:
        return cell in self._hidden or cell in self._more

    def around(self, count: int) -> tuple[list[int], list[Relation]]:
        """The counts not shown that hang together with one, itself first, and the known relations that tie them."""
        counts, relations = {count: None}, {}
        waiting = [count]
        for each in waiting:
            for relation in self._system.by_count.get(each, ()):
                if id(relation) in relations or not self.tells(relation):
                    continue
                relations[id(relation)] = relation
                new = [other for other, _ in relation.terms if other not in counts and self.misses(other)]
                counts.update(dict.fromkeys(new))
                waiting += new
        self._system.looks_left -= len(relations)
        return list(counts), list(relations.values())

    def determined(self, count: int) -> dict[int, Relation]:
        """The counts around one that follow exactly, each from a relation in which it is the only one left."""
        counts, relations = self.around(count)
        left = set(counts)
        found: dict[int, Relation] = {}
        exact = [each for each in relations if each.low == each.high]
        while True:
            alone = [
                (open_[0], each) for each in exact if len(open_ := [one for one, _ in each.terms if one in left]) == 1
            ]
            if not alone:
                return found
            for one, each in alone:
                found.setdefault(one, each)
                left.discard(one)

    def values(self, count: int, enough: int) -> list[int]:
        """Deviations that a count may have, none first, each with an answer for all counts around it; up to enough."""
        counts, relations = self.around(count)
        bounds = {each: self.bounds(each) for each in counts}
        low, high = bounds[count]
        found = [0]
        for size in range(1, 2 * max(enough, self._threshold)):
            for moved in (size, -size):
                if len(found) == enough:
                    return found
                if low <= moved <= high and _Search(self._system, relations).settles({**bounds, count: (moved, moved)}):
                    found.append(moved)
        return found

    def bounds(self, count: int) -> tuple[int, int]:
        """How far a count that is not shown may deviate, by what is known of it alone."""
        size, threshold = self._system.sizes[count], self._threshold
        if size < 0:
            return -FAR, FAR
        if 0 < size <= threshold:
            return min(0, ceil(1 - size)), max(0, floor(threshold - size)) if threshold > 1 else FAR
        least = threshold + 1 if size > threshold and self._system.cells[count] is not None else 0
        return min(0, ceil(least - size)), FAR


def least_left(threshold: int) -> int:
    """How many values a small count is left with at least: half of those from 1 to the threshold, and more than one."""
    return max(2, (threshold + 1) // 2)


class _Search:
    """A search for one answer in whole numbers, near the truth."""

    def __init__(self, system: System, relations: Sequence[Relation]) -> None:
        self._system, self._relations = system, relations
        self._about: dict[int, set[int]] = defaultdict(set)
        for at, each in enumerate(relations):
            for count, _ in each.terms:
                self._about[count].add(at)
        self._trials = 0

    def settles(self, bounds: Bounds) -> bool:
        """Whether an answer within the bounds was found."""
        narrowed = self._narrowed(bounds)
        if narrowed is None:
            return False
        broken = next((each for each in self._relations if not each.holds(narrowed)), None)
        if broken is None:
            return True
        count, times = min(
            ((count, times) for count, times in broken.terms if count in narrowed and _span(narrowed[count])),
            key=lambda term: (self._ties(term[0]), _span(narrowed[term[0]])),
            default=(None, 0),
        )
        if count is None:
            return False
        for value in _guesses(broken, count, times, narrowed):
            self._trials += 1
            if self._trials > MOST_TRIALS:
                return False
            if self.settles({**narrowed, count: (value, value)}):
                return True
        return False

    def _ties(self, count: int) -> int:
        return len(self._about[count])

    def _narrowed(self, bounds: Bounds) -> Bounds | None:
        """The bounds drawn in until no relation draws them further; None where nothing is left or it takes too long."""
        found = dict(bounds)
        waiting = list(range(len(self._relations)))
        for _ in range(MOST_VISITS):
            if not waiting or self._system.looks_left <= 0:
                break
            self._system.looks_left -= 1
            at = waiting.pop()
            touched = _draw_in(found, self._relations[at])
            if touched is None:
                return None
            again = set().union(*(self._about[count] for count in touched))
            waiting += sorted(again.difference(waiting, [at]))
        return None if waiting else found


def _guesses(relation: Relation, count: int, times: int, bounds: Bounds) -> Iterator[int]:
    """What a count might be: first what mends the relation, then as it is, then near by."""
    now = sum(factor * _least(bounds[other]) for other, factor in relation.terms if other in bounds)
    missing = relation.low - now if now < relation.low else relation.high - now
    low, high = bounds[count]
    still = _least((low, high))
    mended = min(high, max(low, still + (missing // times if missing % times == 0 else round(missing / times))))
    near = [mended, still]
    for step in range(1, MOST_VALUES):
        near += [mended + step, mended - step]
    yield from [each for each in dict.fromkeys(near) if low <= each <= high][:MOST_VALUES]


def _least(bounds: tuple[int, int]) -> int:
    """The smallest deviation within bounds."""
    low, high = bounds
    return low if low > 0 else min(high, 0)


def _span(bounds: tuple[int, int]) -> int:
    return bounds[1] - bounds[0]


def _draw_in(bounds: Bounds, relation: Relation) -> set[int] | None:
    """Narrows the bounds of a relation's counts to what the others leave; which were narrowed, None where none is."""
    terms = [(count, times) for count, times in relation.terms if count in bounds]
    least = sum(times * bounds[count][0 if times > 0 else 1] for count, times in terms)
    most = sum(times * bounds[count][1 if times > 0 else 0] for count, times in terms)
    if least > relation.high or most < relation.low:
        return None
    touched = set()
    for count, times in terms:
        low, high = bounds[count]
        own_least, own_most = (times * low, times * high) if times > 0 else (times * high, times * low)
        room_up, room_down = relation.high - (least - own_least), relation.low - (most - own_most)
        up, down = (room_up, room_down) if times > 0 else (-room_down, -room_up)
        new_low, new_high = max(low, -(-down // abs(times))), min(high, up // abs(times))
        if new_low > new_high:
            return None
        if (new_low, new_high) != (low, high):
            bounds[count] = (new_low, new_high)
            touched.add(count)
    return touched
