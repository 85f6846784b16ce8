"""Moving a table about changes no figure, only addresses."""

from __future__ import annotations

from typing import Any

import pytest
from grid_builder import sheet, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_workbook.errors import UnreadableWorkbook
from kpi_workbook.model import KpiWorkbook
from kpi_workbook.reading.grid import Grid

Rows = list[list[Any]]
TABLES: dict[str, Rows] = {
    "across": [
        ["Indicator", "Apr-22", "May-22", "Jun-22", "Target", "England"],
        ["Calls", 270, 370, 334, "Not set", "N/A"],
        ["Visits in time", "21% (57/270)", "21% (76/370)", "24% (79/334)", "23%", "21%"],
        ["Reviews", 5, None, "tbc", 8, 9],
    ],
    "down": [
        ["Month", "Calls", "Visits in time"],
        ["Apr-22", 270, "21% (57/270)"],
        ["May-22", 370, "21% (76/370)"],
        ["Jun-22", 334, "24% (79/334)"],
        ["Target", "Not set", "23%"],
    ],
    "tidy": [
        ["Month", "Indicator", "Value", "Numerator", "Denominator"],
        ["Apr-22", "Visits", "21%", 57, 270],
        ["May-22", "Visits", "21%", 76, 370],
        ["Apr-22", "Calls", 270, None, None],
        ["May-22", "Calls", 370, None, None],
    ],
    "counts below": [
        ["Indicator", "Apr-22", "May-22", "Jun-22"],
        ["Visits", "21%", "21%", "24%"],
        ["Numerator", 57, 76, 79],
        ["Denominator", 270, 370, 334],
    ],
}


def told(book: KpiWorkbook) -> list[Any]:
    """All that is read of a workbook but where it stands and what its sections are called."""
    return [
        (row.group, row.name, row.unit, row.target and (row.target.value, row.target.status),
         [(c.name, c.value, c.status) for c in row.comparators],
         [(o.month, o.value, o.numerator, o.denominator, o.status, o.typed) for o in row.observations])
        for row in book.indicators
    ]  # fmt: skip


def moved(rows: Rows, down: int, right: int) -> Rows:
    return [[]] * down + [[None] * right + row for row in rows]


def with_empty_column(rows: Rows, at: int) -> Rows:
    return [[*row[:at], None, *row[at:]] for row in rows]


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=25, deadline=None)
@given(down=st.integers(0, 20), right=st.integers(0, 8))
def test_moving_a_table(name: str, down: int, right: int) -> None:
    rows = TABLES[name]
    assert told(workbook(sheet(moved(rows, down, right)))) == told(workbook(sheet(rows)))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_an_empty_column(name: str, at: int) -> None:
    rows = TABLES[name]
    assert told(workbook(sheet(with_empty_column(rows, at)))) == told(workbook(sheet(rows)))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_an_empty_row(name: str, at: int) -> None:
    rows = TABLES[name]
    assert told(workbook(sheet([*rows[:at], [], *rows[at:]]))) == told(workbook(sheet(rows)))


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=20, deadline=None)
@given(
    titles=st.lists(
        st.sampled_from(["Children's services", "Performance report", "Updated 5 January 2023", "As at 31/12/2022",
                         "Anytown Council", "Official"]), max_size=3, unique=True),
)  # fmt: skip
def test_titles_above(name: str, titles: list[str]) -> None:
    rows = TABLES[name]
    above: Rows = [[title] for title in titles]
    assert told(workbook(sheet([*above, [], *rows]))) == told(workbook(sheet(rows)))


@pytest.mark.parametrize("first", TABLES)
@pytest.mark.parametrize("second", TABLES)
def test_the_order_of_sheets(first: str, second: str) -> None:
    one, other = sheet(TABLES[first], name="One"), sheet(TABLES[second], name="Other")

    def sorted_rows(*sheets: Grid) -> list[str]:
        return sorted(map(str, told(workbook(*sheets))))

    assert sorted_rows(one, other) == sorted_rows(other, one)


CELLS = st.one_of(
    st.none(),
    st.sampled_from(["Apr-22", "May-22", "Jun", "2022", "Indicator", "Target", "n/a", "21% (57/270)", "Analysis",
        "Total", ""]),
    st.integers(-5, 202212), st.floats(0, 100, allow_nan=False).map(lambda number: round(number, 3)),
        st.text(max_size=8),
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(rows=st.lists(st.lists(CELLS, max_size=7), max_size=9))
def test_any_cells_are_read_or_refused_in_words(rows: Rows) -> None:
    try:
        book = workbook(sheet(rows))
    except UnreadableWorkbook as refusal:
        codes = {refusal.code}
    else:
        codes = set()
        assert book.months
        assert book.months[-1] == book.reporting_month
    assert codes <= {"NO_MONTHS", "NO_YEAR", "NO_FIGURES"}
