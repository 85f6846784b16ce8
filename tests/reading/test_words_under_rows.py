"""Texts on lines of their own: kept wherever they stand in a table, and said of the one row that they stand under."""

from __future__ import annotations

from typing import Any

import pytest
from grid_builder import bold, read

from kpi_workbook.model import KpiWorkbook

MONTHS = ("Indicator", "Apr-23", "May-23", "Jun-23", "Target")
CALLS, VISITS, FINES = ("Calls", 64, 71, 58, 70), ("Visits", 221, 239, 248, 230), ("Fines", 34, 35, 37, 30)
FELL = "Fell to 58 in June after a poor spring for the switchboard."
ROSE = "Rose to 248 as the new branch opened its doors to everyone."
MORE = "Up again to 37 in June, and the wardens expect many more fines all through the summer."


def told(book: KpiWorkbook) -> list[tuple[str, str | None]]:
    """Each text's cell with the cell of the row it is about."""
    texts = [each for section in book.sections for each in (*section.analysis, *section.actions)]
    return [(each.place.cell, each.about.cell if each.about else None) for each in texts]


def under_each(*texts: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """A table with the lines of a text under each of its rows."""
    lines = texts or ((FELL,), (ROSE,), (MORE,))
    rows = zip((CALLS, VISITS, FINES), lines, strict=True)
    return [MONTHS, *(line for row, text in rows for line in (row, text))]


@pytest.mark.parametrize(
    ("rows", "merges", "column"),
    [
        (under_each(), (), "A"),
        (under_each(), ("A3:E3", "A5:E5", "A7:E7"), "A"),
        (under_each(*((None, text) for text in (FELL, ROSE, MORE))), ("A2:A3", "A4:A5", "A6:A7"), "B"),
        (under_each(*(("Commentary", text) for text in (FELL, ROSE, MORE))), ("B3:E3", "B5:E5", "B7:E7"), "B"),
        (under_each(*((f"Comments: {text}",) for text in (FELL, ROSE, MORE))), (), "A"),
        (under_each(("Comments: up.",), ("Comments: down.",), ("Comments: no change.",)), (), "A"),
    ],
    ids=["bare", "merged", "names merged down", "headed beside", "headed within", "short"],
)
def test_a_text_under_each_row(rows: list[tuple[Any, ...]], merges: tuple[str, ...], column: str) -> None:
    book = read(rows, merges=merges)
    assert [(each.name, each.place.cell) for each in book.indicators] == [
        ("Calls", "A2"),
        ("Visits", "A4"),
        ("Fines", "A6"),
    ]
    assert [section.title for section in book.sections] == ["KPIs"]
    assert told(book)[:2] == [(f"{column}3", "A2"), (f"{column}5", "A4")]
    assert told(book)[2:] in ([(f"{column}7", "A6")], [])


def test_blank_lines_between_a_row_and_its_text() -> None:
    rows = [MONTHS, CALLS, [], [FELL], [], VISITS, [], [ROSE], [], FINES, [], [MORE]]
    assert told(read(rows)) == [("A4", "A2"), ("A8", "A6"), ("A12", "A10")]


def test_a_text_of_two_lines_is_about_one_row() -> None:
    rows = [MONTHS, CALLS, [FELL], ["The team has had two new starters since the first of May."], VISITS, [ROSE], FINES]
    assert told(read(rows)) == [("A3", "A2"), ("A4", "A2"), ("A6", "A5")]


def test_a_text_under_two_rows_is_about_neither_for_certain() -> None:
    assert told(read([MONTHS, CALLS, VISITS, [ROSE], FINES])) == [("A4", None)]


def test_a_text_under_the_last_of_several_rows_may_be_about_all_of_them() -> None:
    assert told(read([MONTHS, CALLS, [FELL], VISITS, FINES, ["Analysis"], [MORE]])) == [("A3", "A2"), ("A7", None)]
    apart = [MONTHS, CALLS, [FELL], VISITS, [ROSE], FINES, [], [], ["Analysis"], ["All three are better than in May."]]
    assert told(read(apart)) == [("A3", "A2"), ("A5", "A4"), ("A10", None)]


def test_texts_that_stand_over_their_rows() -> None:
    book = read([MONTHS, [FELL], CALLS, [ROSE], VISITS, [MORE], FINES])
    assert told(book) == [("A4", None), ("A6", None)]


def test_tables_of_one_row_each_with_their_texts() -> None:
    first, second = [["Phones"], MONTHS, CALLS, ["Analysis"], [FELL]], [["Libraries"], MONTHS, VISITS]
    assert told(read([*first, [], *second, ["Analysis"], [ROSE]])) == [("A5", "A3"), ("A11", "A9")]
    assert told(read([*first, [], *second])) == [("A5", None)]
    assert told(read([*first[:3], [], *second, ["Analysis"], [ROSE]])) == [("A9", None)]


def test_banners_with_one_row_each() -> None:
    rows = [MONTHS, [bold("Phones")], CALLS, ["Analysis", FELL], [bold("Libraries")], VISITS, ["Analysis", ROSE]]
    book = read(rows)
    assert [(each.title, len(each.analysis)) for each in book.sections] == [("Phones", 1), ("Libraries", 1)]
    assert told(book) == [("B4", "A3"), ("B7", "A6")]


@pytest.mark.parametrize(
    "line",
    [
        "Percentage of residents who are satisfied with the way that calls are handled.",
        "Note: figures for June are provisional until the end of the next quarter.",
        "Customer services",
    ],
)
def test_a_name_without_figures_or_a_note_is_no_text(line: str) -> None:
    assert told(read([MONTHS, CALLS, [line], VISITS])) == []


def test_a_text_beside_its_row_needs_no_more() -> None:
    assert told(read([(*MONTHS, "Commentary"), (*CALLS, FELL), (*VISITS, ROSE)])) == [("F2", None), ("F3", None)]
