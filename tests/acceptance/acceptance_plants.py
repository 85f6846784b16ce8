"""All classes of planted errors: `make(kind, seed)` gives the spoilt workbook of a class and a seed."""

from __future__ import annotations

import random

import plants_of_arithmetic
import plants_of_issues
import plants_of_publishing
import plants_of_structure
import plants_of_targets
import plants_of_values
import plants_of_words
from acceptance_drafts import PLANTS, Planted, Unsuited

ROOMS = (
    plants_of_structure, plants_of_values, plants_of_arithmetic, plants_of_targets, plants_of_words, plants_of_issues,
    plants_of_publishing,
)  # fmt: skip
"""Each puts its classes into PLANTS as it is read."""


def make(kind: str, seed: int) -> Planted:
    """The planted workbook of this class and seed; draws that have no place for the error are drawn again."""
    for attempt in range(200):
        rng = random.Random(f"{kind} {seed} {attempt}")
        try:
            planted = PLANTS[kind](rng)
        except (Unsuited, StopIteration):
            continue
        planted.kind = kind
        return planted
    raise AssertionError(f"no draw suits {kind} {seed}")
