"""What the reader says of odd workbooks, what it asks for, and what the settings can pin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from grid_builder import figures, read, sheet, workbook

from kpi_workbook.errors import InvalidSettings, UnreadableWorkbook
from kpi_workbook.model import Kind, Month, RemarkKind, Role
from kpi_workbook.reading.grid import Cell, Grid, Grids
from kpi_workbook.reading.layout.assemble import understand
from kpi_workbook.settings import ReadingSettings, Settings

AMJ = ["Apr-22", "May-22", "Jun-22"]
CALLS = ["Calls", 1, 2, 3, 4, 5, 6]


def remarks(rows: list[list[Any]], **more: Any) -> list[tuple[RemarkKind, str]]:
    return [(remark.kind, remark.place.cell) for remark in read(rows, **more).remarks]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Apr-22", "May-22", "Jnue-22"], [(RemarkKind.MISSPELT_MONTH, "D1")]),
        (["Oct-22", "Nov-22", "Dec-22", "Jan-22", "Feb-22"], [(RemarkKind.WRONG_YEAR, "E1")]),
        (["Apr-22", "May-22", "Jul-22", "Aug-22"], [(RemarkKind.MISSING_MONTH, "D1")]),
        (["Apr-22", "Jun-22", "May-22", "Jul-22", "Aug-22"], [(RemarkKind.MISORDERED_MONTH, "C1")]),
        (["Apr-22", "May-22", "Jun-22", "Jun-22"], [(RemarkKind.TWO_COLUMNS_OF_A_MONTH, "E1")]),
        ([datetime(2009, month, 8) for month in range(1, 7)], [(RemarkKind.SWAPPED_DAY_AND_MONTH, "B1")]),
        (AMJ, []),
    ],
)
def test_headings(headings: list[Any], expected: list[tuple[RemarkKind, str]]) -> None:
    assert remarks([["KPI", *headings], CALLS[: len(headings) + 1]]) == expected


def test_one_cause_on_many_sheets_is_one_remark() -> None:
    sheets = [sheet([["KPI", "Apr-22", "Mya-22", "Jun-22"], ["Calls", 1, 2, 3]], name=str(n)) for n in range(5)]
    (remark,) = workbook(*sheets).remarks
    assert remark.words == (
        "The heading 'Mya-22' was read as May 2022 (also at 1!C1, 2!C1, 3!C1 and 1 more); correct its spelling."
    )
    assert (remark.month, remark.found, remark.expected) == (Month(2022, 5), "Mya-22", "May-22")


def test_a_year_from_the_title_is_said() -> None:
    (remark,) = read([["Scorecard 2022/23"], ["KPI", "Apr", "May"], ["Calls", 1, 2]]).remarks
    assert remark.kind is RemarkKind.YEAR_INFERRED
    assert remark.words == "The months name no year; 'Scorecard 2022/23' makes them April 2022 to May 2022."


def test_zeros_to_come_and_hidden_parts() -> None:
    rows = [["KPI", *AMJ, "Jul-22"], ["Calls", 1, 2, 3, 0]]
    assert remarks(rows) == [(RemarkKind.PLACEHOLDER_ZEROS, "E2")]
    assert remarks([*rows[:1], ["Calls", 1, 2, 3, 4]], hidden=True) == [(RemarkKind.HIDDEN, "A1")]
    assert remarks([*rows[:1], ["Calls", 1, 2, 3, 4]], hidden_columns=frozenset({3})) == [(RemarkKind.HIDDEN, "C1")]


def test_what_stands_beside_the_figures_of_earlier_sheets() -> None:
    """Told once for all sheets, and only of what was typed."""
    months = [
        sheet([["KPI", "Actual", "YTD", "RAG", "England"], ["Calls", number, 9, "Red", None], ["Visits", number, 9],
               [], ["Analysis"], [f"So it was in {name}."]], name=name)
        for number, name in enumerate(("Apr 22", "May 22", "Jun 22", "Jul 22", "Aug 22", "Sep 22"), start=1)
    ]  # fmt: skip
    book = workbook(*months)
    assert [(each.place.sheet, each.text) for each in book.sections[0].analysis] == [("Sep 22", "So it was in Sep 22.")]
    to_date = [each for each in book.indicators[0].extras if each.name == "YTD"]
    assert [(each.place.sheet, str(each.months[0]), str(each.months[-1])) for each in to_date] == [
        (month.label.replace("-", " "), "2022-04", str(month)) for month in reversed(book.months)
    ]
    (remark,) = book.remarks
    assert (remark.kind, str(remark.place), remark.expected) == (RemarkKind.LEFT_OUT, "Apr 22!A6", None)
    assert remark.words == (
        "Tables of different months were read as one, and what stands beside their figures is the latest table's: "
        "analysis and 'RAG' on 'Apr 22', 'May 22', 'Jun 22' and 2 more were left out."
    )
    bare = [sheet([["KPI", "Actual"], ["Calls", 1]], name=name) for name in ("Apr 22", "May 22")]
    assert workbook(*bare).remarks == ()


def test_figures_under_no_heading() -> None:
    assert remarks([["KPI", *AMJ, None], ["Calls", 1, 2, 3, 9]]) == [(RemarkKind.STRAY_COLUMN, "E2")]


def test_hidden_figures_are_marked() -> None:
    book = read([["KPI", *AMJ], ["Calls", 1, 2, 3]], hidden_columns=frozenset({3}))
    assert [o.hidden for o in book.indicators[0].observations] == [False, True, False]


def test_a_sheet_whose_months_head_nothing() -> None:
    empty = sheet([["", *AMJ]], name="Q3")
    (remark,) = workbook(sheet([["KPI", *AMJ], ["Calls", 1, 2, 3]]), empty).remarks
    assert (remark.kind, str(remark.place)) == (RemarkKind.EMPTY_SECTION, "Q3!B1")


def test_a_section_without_rows_below_another_of_the_same_months() -> None:
    rows = [["One"], ["KPI", *AMJ], ["Calls", 1, 2, 3], [], ["Two"], ["KPI", *AMJ], [], ["Analysis"], ["All is well."]]
    assert remarks(rows) == [(RemarkKind.EMPTY_SECTION, "B6")]


def refusal(*sheets: Grid, **settings: Any) -> UnreadableWorkbook:
    with pytest.raises(UnreadableWorkbook) as caught:
        workbook(*sheets, settings=Settings(reading=ReadingSettings(**settings)))
    return caught.value


def test_a_workbook_of_quarters_is_told_apart() -> None:
    found = refusal(sheet([["KPI", "Q1 22/23", "Q2 22/23"], ["Calls", 1, 2]]))
    assert found.code == "NO_MONTHS"
    assert "headed by quarters ('Q1 22/23' at KPIs!B1), not by months" in str(found)


def test_no_year_asks_for_it() -> None:
    found = refusal(sheet([["KPI", "Apr", "May", "Jun"], ["Calls", 1, 2, 3]]))
    assert found.code == "NO_YEAR"
    assert "'Apr' at KPIs!B1" in str(found)
    assert "--year YYYY" in str(found)


def test_the_year_can_be_given() -> None:
    rows = [["KPI", "Nov", "Dec", "Jan"], ["Calls", 1, 2, 3]]
    book = read(rows, settings=Settings(reading=ReadingSettings(year=2021)))
    assert figures(book) == {"Calls": {"2021-11": 1, "2021-12": 2, "2022-01": 3}}


def test_months_without_names_are_the_best_candidate() -> None:
    found = refusal(sheet([[], AMJ], name="Q3"))
    assert found.code == "NO_MONTHS"
    assert "Row 2 of 'Q3' looks like months from Q3!A2 but has no indicator names" in str(found)


def test_no_months_at_all() -> None:
    found = refusal(sheet([["Grade", "Count"], ["Good", 5]], name="Audits"))
    assert found.code == "NO_MONTHS"
    assert "no table of months was found on 'Audits'" in str(found)


def test_formulas_that_were_never_calculated() -> None:
    grid = sheet([["KPI", *AMJ], ["Calls"]])
    cells = {(2, column): Cell(2, column, None, Kind.NUMBER, formula=True) for column in (2, 3, 4)}
    grid.cells.update(cells)
    found = refusal(grid)
    assert found.code == "NOT_CALCULATED"
    assert "the first at KPIs!B2" in str(found)


def test_some_formulas_never_calculated() -> None:
    grid = sheet([["KPI", *AMJ], ["Calls", 1, 2]])
    grid.cells[2, 4] = Cell(2, 4, None, Kind.NUMBER, formula=True)
    (remark,) = workbook(grid).remarks
    assert (remark.kind, remark.place.cell) == (RemarkKind.FORMULA_WITHOUT_VALUE, "D2")


def test_our_own_output_is_recognised() -> None:
    with pytest.raises(UnreadableWorkbook) as caught:
        understand(Grids("out.xlsx", "xlsx", "0", (), ours=True), Settings())
    assert caught.value.code == "OWN_OUTPUT"


TWO_HEADERS = [["KPI", *AMJ], ["Calls", 1, 2, 3], [], ["KPI", *AMJ], ["Visits", 4, 5, 6]]


def test_pins_of_sheets_rows_and_columns() -> None:
    one, other = sheet(TWO_HEADERS, name="One"), sheet([["KPI", *AMJ, "X"], ["Reviews", 7, 8, 9, 5]], name="Other")

    def names(**reading: Any) -> list[str]:
        book = workbook(one, other, settings=Settings(reading=ReadingSettings(**reading)))
        return [row.name for row in book.indicators]

    assert names() == ["Calls", "Visits", "Reviews"]
    assert names(sheets=("Other",)) == ["Reviews"]
    assert names(skip_sheets=("Other",)) == ["Calls", "Visits"]
    assert names(header_row={"One": 4}) == ["Visits", "Reviews"]
    columns = {"Other": {"E": Role.TARGET, "D": Role.IGNORED}}
    book = workbook(other, settings=Settings(reading=ReadingSettings(columns=columns)))
    assert figures(book) == {"Reviews": {"2022-04": 7, "2022-05": 8}}
    assert book.indicators[0].target is not None
    assert book.indicators[0].target.value == 5


def test_pinned_sheets_that_are_not_there() -> None:
    with pytest.raises(
        InvalidSettings, match=r"`reading\.sheets`: kpi\.xlsx has none of the sheets Missing; it has KPIs"
    ):
        read(TWO_HEADERS, settings=Settings(reading=ReadingSettings(sheets=("Missing",))))
