"""The bench measures what it says; nothing here is timed."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

sys.path.append(str(Path(__file__).parent.parent / "scrutiny"))

from bench_books import make_book
from bench_opponents import tables_of, write_ours, write_with_openpyxl, write_with_pandas
from bench_recording import recorded, replayed
from bench_rows import Line
from bench_stages import STAGES, measure
from bench_timing import side_by_side
from report_builder import small

from kpi_workbook import pipeline
from kpi_workbook.scrutiny.render import render

LANGUAGE_PART = "docProps/core.xml"  # the language is put into it after the library has done


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist() if name != LANGUAGE_PART}


def shown(value: object) -> str:
    """A cell's value to as many digits as every writer keeps."""
    return f"{value:.12g}" if isinstance(value, int | float) else str(value)


def test_the_floor_writes_the_very_same_workbook() -> None:
    with recorded() as calls:
        content = render(small())
    assert parts_of(replayed(calls)[0]) == parts_of(content)
    assert parts_of(replayed(calls)[0]) == parts_of(content)  # and again: nothing recorded is used up


def test_both_take_turns_and_ratios_are_those_of_a_round() -> None:
    order: list[str] = []
    seconds = {"ours": iter([9.0, 2.0, 8.0, 3.0]), "theirs": iter([9.0, 1.0, 2.0, 3.0])}

    def timed(who: str) -> float:
        order.append(who)
        return next(seconds[who])

    duel = side_by_side(lambda: timed("ours"), lambda: timed("theirs"), rounds=3)
    assert order == ["ours", "theirs"] * 4
    assert (duel.ours, duel.theirs, duel.ratio) == (3.0, 2.0, 2.0)


def test_opponents_write_the_same_values() -> None:
    tables = tables_of(small())
    for write in (write_with_openpyxl, write_with_pandas):
        book = openpyxl.load_workbook(BytesIO(write(tables)))
        for sheet, (block, _) in zip(book.worksheets, tables, strict=True):
            headings = [column.heading for column in block.columns]
            lines = [[shown(cell.value) for cell in line] for line in block.lines]
            assert [[shown(cell.value) for cell in line] for line in sheet.rows] == [headings, *lines]
    ours = openpyxl.load_workbook(BytesIO(write_ours(tables)))
    assert [len(sheet.tables) for sheet in ours.worksheets] == [1] * len(tables)


def test_a_made_book_is_read_whole_and_every_stage_is_measured(tmp_path: Path) -> None:
    path = make_book(tmp_path / "made.xlsx", rows=9, months=36)
    book = pipeline.read(path)
    assert [len(row.observations) for row in book.indicators] == [36] * 9
    assert all(each.value is not None for row in book.indicators for each in row.observations)
    stages = measure(path)
    assert stages["observations"] == 9 * 36
    assert list(stages["seconds"]) == list(STAGES)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (Line("a", "b", "c", 1.3, 1.3), "yes"),
        (Line("a", "b", "c", 1.31, 1.3), "no"),
        (Line("a", "b", "c", 1.9, 1.8, at_least=True), "yes"),
        (Line("a", "b", "not installed"), ""),
    ],
)
def test_a_line_says_whether_it_reaches(line: Line, verdict: str) -> None:
    assert line.verdict == verdict
