"""What the intruder can work out, held against trying every whole number."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from kpi_workbook.disclosure.intruder import Intruder, Relation, System, least_left
from kpi_workbook.disclosure.suppression import Cell, Part, Reason
from kpi_workbook.model import Place

THRESHOLD, MOST = 5, 24


def cell(at: int) -> Cell:
    return Cell(Part.OBSERVATION, Place("S", f"A{at + 1}"), Place("S", f"B{at + 1}"))


def system(sizes: list[int], *laws: dict[int, int]) -> System:
    made = System()
    for at, size in enumerate(sizes):
        made.add(size, cell(at))
    for terms in laws:
        made.relate(Relation(tuple(terms.items()), Reason.TOTAL))
    return made


def left(sizes: list[int], laws: list[dict[int, int]], hidden: list[int], count: int) -> int:
    """How many values a hidden count is left with, by trying all."""
    domains = [range(1, THRESHOLD + 1) if size <= THRESHOLD else range(THRESHOLD + 1, MOST) for size in sizes]
    shown = [[size] for size in sizes]
    tried = product(*(domains[at] if at in hidden else shown[at] for at in range(len(sizes))))
    sums = [sum(sizes[at] * times for at, times in law.items()) for law in laws]
    fits = (each for each in tried if [sum(each[at] * times for at, times in law.items()) for law in laws] == sums)
    return len({each[count] for each in fits})


def test_the_intruder_is_never_underrated_and_hardly_ever_overrated() -> None:
    open_ = shut = overrated = 0
    for seed in range(150):
        random = Random(seed)
        sizes = [random.choice((random.randint(1, 5), random.randint(6, 12))) for _ in range(5)]
        laws = [
            {at: random.choice((-2, -1, 1, 1, 2)) for at in random.sample(range(5), random.randint(2, 4))}
            for _ in range(random.randint(1, 3))
        ]
        hidden = random.sample(range(5), 3)
        intruder = Intruder(system(sizes, *laws), {cell(at) for at in hidden}, THRESHOLD)
        for count in (at for at in hidden if sizes[at] <= THRESHOLD):
            pinned = left(sizes, laws, hidden, count) < least_left(THRESHOLD)
            said = intruder.pins_down(count)
            assert said or not pinned, (seed, count)
            open_, shut, overrated = open_ + (not pinned), shut + pinned, overrated + (said and not pinned)
    assert min(open_, shut) > 40
    assert overrated <= 3


def test_two_relations_together_give_a_count_that_neither_gives() -> None:
    made = system([3, 8, 11, 14], {0: 1, 1: 1, 2: -1}, {0: 2, 1: 1, 3: -1})
    assert Intruder(made, {cell(0), cell(1)}, THRESHOLD).pins_down(0)
    assert not Intruder(made, {cell(0), cell(1), cell(3)}, THRESHOLD).pins_down(0)


@pytest.mark.parametrize(("threshold", "least"), [(1, 2), (2, 2), (3, 2), (5, 3), (10, 5)])
def test_how_many_values_must_be_left(threshold: int, least: int) -> None:
    assert least_left(threshold) == least


def test_at_a_threshold_of_one_a_withheld_count_may_be_any() -> None:
    made = system([1, 8, 9], {0: 1, 1: 1, 2: -1})
    assert Intruder(made, {cell(0)}, 1).pins_down(0)
    assert not Intruder(made, {cell(0), cell(1)}, 1).pins_down(0)
