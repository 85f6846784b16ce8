"""What the public edition withholds: each cell with its reason, and nothing of what stood in it."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import NamedTuple

from pydantic.dataclasses import dataclass

from ..model import Month, Place


class Part(StrEnum):
    """What kind of cell is withheld."""

    OBSERVATION = "observation"
    COMPARATOR = "comparator"
    EXTRA = "extra"
    PASSAGE = "passage"


class Reason(StrEnum):
    """Why a cell is withheld. The first four are disclosive in themselves, the others would give one of them back."""

    COUNT = "a small count"
    NUMERATOR = "a percentage of a small number"
    COMPLEMENT = "a percentage that all but a small number reach"
    KNOWN_COUNTS = "a percentage whose small count follows from another row"
    RATE = "a rate or percentage of a withheld count"
    STEP = "a running total whose step is a small count"
    RUNNING = "a running total that would give a withheld month back"
    ELSEWHERE = "the same measure as a withheld figure"
    TOTAL = "one of the parts of a total, which would give a withheld part back"
    REST = "a count that less another would leave a small one"
    STOCK = "a figure that with those who came and went would give a withheld one back"
    SUMMARY = "a total, average or year to date over a withheld month"
    TEXT = "a text that states a withheld number"


class Cell(NamedTuple):
    """A cell that may be withheld: `row` is the place of its indicator's name, `month` None for what has no month.

    Where a table has its months' figures below each other, several share a place."""

    part: Part
    row: Place
    place: Place
    month: Month | None = None


PRIMARY = frozenset({Reason.COUNT, Reason.NUMERATOR, Reason.COMPLEMENT, Reason.KNOWN_COUNTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A cell that the public edition does not show. `indicator` is None for a text, `month` for what has no month."""

    part: Part
    place: Place
    reason: Reason
    indicator: Place | None = None
    month: Month | None = None

    @property
    def is_primary(self) -> bool:
        """Whether the cell is disclosive in itself."""
        return self.reason in PRIMARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """All that is withheld, in document order; counts of 1 to `threshold` are small."""

    threshold: int
    cells: tuple[Withheld, ...] = ()

    @property
    def by_reason(self) -> tuple[tuple[Reason, int], ...]:
        """How many cells are withheld for each reason, as the notes list them: never which value."""
        counts = Counter(each.reason for each in self.cells)
        return tuple((reason, counts[reason]) for reason in Reason if counts[reason])
