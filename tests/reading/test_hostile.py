"""Every hostile and odd file: the code that it must be refused by, or exactly the cells that it must be read as."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hostile import Case, cases

from kpi_workbook.errors import UnreadableWorkbook
from kpi_workbook.model import Kind
from kpi_workbook.reading.files import open_grids
from kpi_workbook.reading.grid import Cell
from kpi_workbook.reading.refusals import REFUSALS

CASES = list(cases(seed=20221231))
LONGEST_SECONDS = 10


def plain(cell: Cell) -> object:
    """A cell's value; an error's text behind `error:`."""
    return f"error:{cell.value}" if cell.kind is Kind.ERROR else cell.value


@pytest.mark.parametrize("case", CASES, ids=[case.name.encode("unicode_escape").decode() for case in CASES])
def test_refused_by_its_code_or_read_as_it_is(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(case.content)
    begin = time.perf_counter()
    if case.code:
        with pytest.raises(UnreadableWorkbook) as caught:
            open_grids(path)
        assert caught.value.code == case.code
        assert str(caught.value).startswith("hostile.xlsx: ")
        assert "\n" not in str(caught.value)
    else:
        grid = open_grids(path).sheets[0]
        assert {cell.address: plain(cell) for cell in grid} == case.values
        assert [type(cell.value) for cell in grid if not isinstance(cell.value, bool)].count(bool) == 0
    assert time.perf_counter() - begin < LONGEST_SECONDS


def test_there_are_more_than_two_hundred_and_each_has_a_name_of_its_own() -> None:
    assert len(CASES) > 250
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_code_but_those_of_the_disk_is_shown_by_a_case() -> None:
    of_the_disk = {
        "NOT_FOUND", "FOLDER", "LINK", "NOT_A_FILE", "LOCK_FILE", "FILE_TOO_LARGE", "NO_PERMISSION", "CANNOT_READ_FILE",
    }  # fmt: skip
    of_size = {"TOO_MANY_MERGES"}  # test_limits
    assert {case.code for case in CASES if case.code} == set(REFUSALS) - of_the_disk - of_size


def test_the_same_seed_makes_the_same_files() -> None:
    again = cases(seed=20221231)
    assert [(each.name, each.content) for each in again] == [(each.name, each.content) for each in CASES]
