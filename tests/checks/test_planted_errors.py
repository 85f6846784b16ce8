"""The mutation bench on a fixed share of its workbooks: clean ones stay silent, planted errors are found in place.

`python tests/checks/mutation_bench.py 60` is the long form.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from bench_errors import ERRORS
from bench_workbook import make
from mutation_bench import Score, address, bench_clean, examine, score

CLEAN = range(200, 216)
SEEDS = range(100, 130)
PLANTED_EACH = 2
RECALL_FLOOR, PRECISION_FLOOR = 0.99, 0.99
SMALL_NUMBERS = 2
"""What may slip through of so few: an error too small to be seen."""


def test_clean_workbooks_are_silent(tmp_path: Path) -> None:
    assert bench_clean(CLEAN, tmp_path) == {}


@pytest.fixture(scope="module")
def total(tmp_path_factory: pytest.TempPathFactory) -> Score:
    """Every class planted in the first workbooks that have a place for it."""
    folder, all_classes = tmp_path_factory.mktemp("bench"), Score()
    for name, mutate in ERRORS.items():
        planted = 0
        for seed in SEEDS:
            book = make(seed)
            places = mutate(random.Random(f"{seed} {name}"), book)
            if places is None:
                continue
            found = examine(book.write(folder / "planted.xlsx"))
            score(all_classes, f"{name}, seed {seed}", {address(place) for place in places}, found, name)
            planted += 1
            if planted == PLANTED_EACH:
                break
    return all_classes


def test_planted_errors_are_found(total: Score) -> None:
    assert total.planted > 1.5 * len(ERRORS)
    assert len(total.misses) <= max(SMALL_NUMBERS, (1 - RECALL_FLOOR) * total.planted), "\n".join(total.misses)


def test_nothing_else_is_found(total: Score) -> None:
    assert len(total.strays) <= max(SMALL_NUMBERS, (1 - PRECISION_FLOOR) * total.findings), "\n".join(total.strays)
