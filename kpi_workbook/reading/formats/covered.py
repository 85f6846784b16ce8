"""Which cells lie under a merged one: in one sweep down the sheet, whatever the size and number of the merges."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from heapq import heappop, heappush

from ..grid import Range

_Strip = tuple[int, int, int]  # left, right and top of a merge that reaches the row


def covered(places: Sequence[tuple[int, int]], merges: Sequence[Range]) -> set[tuple[int, int]]:
    """The places, given in order of rows then columns, that a merge hides; its top left cell is not hidden.

    Of merges that overlap, which Excel never writes, the first counts.
    """
    waiting = sorted(merges, key=lambda merge: (merge.top, merge.left))[::-1]
    active: list[_Strip] = []
    ends: list[tuple[int, _Strip]] = []
    under = set()
    for row, column in places:
        while waiting and waiting[-1].top <= row:
            _open(waiting.pop(), active, ends)
        while ends and ends[0][0] < row:
            active.remove(heappop(ends)[1])
        index = bisect_right(active, (column, 1 << 30, 0)) - 1
        if index >= 0 and active[index][1] >= column and active[index][::2] != (column, row):
            under.add((row, column))
    return under


def _open(merge: Range, active: list[_Strip], ends: list[tuple[int, _Strip]]) -> None:
    """Lets a merge cover from its top row on, unless another already covers some of its columns there."""
    while ends and ends[0][0] < merge.top:
        active.remove(heappop(ends)[1])
    strip = (merge.left, merge.right, merge.top)
    index = bisect_right(active, strip)
    clear_left = index == 0 or active[index - 1][1] < merge.left
    clear_right = index == len(active) or active[index][0] > merge.right
    if clear_left and clear_right:
        insort(active, strip)
        heappush(ends, (merge.bottom, strip))
