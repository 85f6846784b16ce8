"""Broken workbooks are read or refused in words: nothing else may come out, and none may take long.

A longer run: `python tests/reading/test_mutations.py 20000` prints what came of each.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest
from mutations import mutations, seeds

from kpi_workbook.errors import UnreadableWorkbook
from kpi_workbook.reading.display import shown
from kpi_workbook.reading.files import open_grids
from kpi_workbook.reading.refusals import REFUSALS

LONGEST_SECONDS = 5


def outcome(path: Path) -> str:
    """`read`, or the code of the refusal; everything read can also be shown."""
    try:
        grids = open_grids(path)
    except UnreadableWorkbook as refusal:
        return refusal.code if str(refusal).isprintable() else "a sentence that cannot be printed"
    for grid in grids.sheets:
        for cell in grid:
            shown(cell)
    return "read"


def test_the_seeds_are_sound(tmp_path: Path) -> None:
    for kind, content in seeds().items():
        path = tmp_path / kind
        path.write_bytes(content)
        assert outcome(path) == "read"
        assert open_grids(path).format == kind
        assert len(open_grids(path).sheets[0].cells) > 3


@pytest.mark.parametrize("seed", range(4))
def test_read_or_refused(seed: int, tmp_path: Path) -> None:
    outcomes = Counter()
    for kind, number, content in mutations(seed, each=150):
        path = tmp_path / "broken.xlsx"
        path.write_bytes(content)
        begin = time.perf_counter()
        try:
            outcomes[outcome(path)] += 1
        except Exception as cause:
            raise AssertionError(f"{kind} {number} of seed {seed}") from cause
        assert time.perf_counter() - begin < LONGEST_SECONDS
    assert set(outcomes) <= {"read", *REFUSALS}
    assert outcomes["read"] > 50
    assert len(outcomes) > 8


def long_run(each: int) -> None:
    """Prints the outcomes of so many mutations of each format, and the slowest."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "broken.xlsx"
        for kind in seeds():
            outcomes: Counter[str] = Counter()
            slowest = 0.0
            for this, number, content in mutations(seed=each, each=each):
                if this != kind:
                    continue
                path.write_bytes(content)
                begin = time.perf_counter()
                try:
                    outcomes[outcome(path)] += 1
                except Exception as cause:
                    raise AssertionError(f"{kind} {number} of {each}") from cause
                slowest = max(slowest, time.perf_counter() - begin)
            sys.stdout.write(
                f"{kind}: {sum(outcomes.values())}, slowest {slowest:.2f} s, {dict(outcomes.most_common())}\n"
            )


if __name__ == "__main__":
    long_run(int(sys.argv[1]))
