"""One small sheet for each way of laying figures out: what is read of it, whole."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from grid_builder import bold, cells_of, figures, percent, read, sheet, workbook

from kpi_workbook.model import Area, MeasureType, Month, Polarity, Role, Status, Unit

AMJ = ["Apr-22", "May-22", "Jun-22"]


def series(*values: float | None, first: str = "2022-04", step: int = 1) -> dict[str, float | None]:
    start = Month.parse(first)
    return {str(start.plus(n * step)): value for n, value in enumerate(values)}


LAYOUTS: dict[str, tuple[list[list[Any]], dict[str, Any], dict[str, dict[str, float | None]]]] = {
    "months down, a series a column": (
        [["Month", "Referrals", "Visits"], ["Apr-22", 1, 4], ["May-22", 2, 5], ["Jun-22", 3, 6]],
        {},
        {"Referrals": series(1, 2, 3), "Visits": series(4, 5, 6)},
    ),
    "months down under grouped headings": (
        [["Report 2022/23"], ["Month", "Claims", None, "Payments"], [None, "Male", "Female", "Male"],
         ["Apr", 1, 4, 7], ["May", 2, 5, 8], ["Jun", 3, 6, 9]],
        {"merges": ["B2:C2", "A1:D1"]},
        {"Claims > Male": series(1, 2, 3), "Claims > Female": series(4, 5, 6), "Payments > Male": series(7, 8, 9)},
    ),
    "a line of units under the headings": (
        [["Month", "Sales", "Profit"], [None, "£000", "£000"], ["Apr-22", 1, 4], ["May-22", 2, 5]],
        {},
        {"Sales": series(1, 2), "Profit": series(4, 5)},
    ),
    "years down, months across": (
        [["Rainfall"], ["Year", "Jan", "Feb", "Mar", "Annual"], [2020, 1, 2, 3, 6], [2021, 4, 5, "6(p)", 15]],
        {},
        {"Rainfall": series(1, 2, 3, first="2020-01") | series(4, 5, 6, first="2021-01")},
    ),
    "financial years down, months across": (
        [["Claims"], ["Financial year", "Nov", "Dec", "Jan"], ["2019/20", 1, 2, 3], ["2020/21", 4, 5, 6]],
        {},
        {"Claims": series(1, 2, 3, first="2019-11") | series(4, 5, 6, first="2020-11")},
    ),
    "months down, years across": (
        [[None, "Units", None, "Value", None], ["Month", 2020, 2021, 2020, 2021], ["Jan", 1, 3, 5, 7],
         ["Feb", 2, 4, 6, 8]],
        {"merges": ["B1:C1", "D1:E1"]},
        {"Units": series(1, 2, first="2020-01") | series(3, 4, first="2021-01"),
         "Value": series(5, 6, first="2020-01") | series(7, 8, first="2021-01")},
    ),
    "years and labels down": (
        [["Region", "Year", "Jan", "Feb"], ["North", 2020, 1, 2], [None, 2021, 3, 4], ["South", 2020, 5, 6],
         [None, 2021, 7, 8]],
        {},
        {"North": series(1, 2, first="2020-01") | series(3, 4, first="2021-01"),
         "South": series(5, 6, first="2020-01") | series(7, 8, first="2021-01")},
    ),
    "years among the months": (
        [["Period", "Units"], [2020, None], ["January", 1], ["February", 2], [2021, None], ["January", 3],
         ["February", 4]],
        {},
        {"Units": series(1, 2, first="2020-01") | series(3, 4, first="2021-01")},
    ),
    "the year only beside January": (
        [["Year", "Month", "Units"], [2020, "Nov", 1], [None, "Dec", 2], [2021, "Jan", 3], [None, "Feb", 4]],
        {},
        {"Units": series(1, 2, 3, 4, first="2020-11")},
    ),
    "years merged above the months": (
        [[None, 2022, None, None, 2023, None], ["Indicator", "Oct", "Nov", "Dec", "Jan", "Feb"],
         ["Calls", 1, 2, 3, 4, 5]],
        {"merges": ["B1:D1", "E1:F1"]},
        {"Calls": series(1, 2, 3, 4, 5, first="2022-10")},
    ),
    "a financial year in the title": (
        [["Scorecard 2022/23"], ["Measure", "Oct", "Nov", "Dec", "Jan", "Feb"], ["Calls", 1, 2, 3, 4, 5]],
        {},
        {"Calls": series(1, 2, 3, 4, 5, first="2022-10")},
    ),
    "newest first": (
        [["Report 2022"], ["Indicator", "Dec", "Nov", "Oct"], ["Calls", 3, 2, 1]],
        {},
        {"Calls": series(1, 2, 3, first="2022-10")},
    ),
    "the year in the sheet's name": (
        [["Measure", "Oct", "Nov"], ["Calls", 1, 2]], {"name": "KPIs 2022"}, {"Calls": series(1, 2, first="2022-10")},
    ),
    "several measures side by side": (
        [["Line", "Premium", None, "Claims", None], [None, "Jan-21", "Feb-21", "Jan-21", "Feb-21"],
         ["Motor", 1, 2, 3, 4]],
        {"merges": ["B1:C1", "D1:E1", "A1:A2"]},
        {"Motor | Premium": series(1, 2, first="2021-01"), "Motor | Claims": series(3, 4, first="2021-01")},
    ),
    "a measure in each heading": (
        [["Sales 2021"], ["Product", "Jan Sales", "Jan Units", "Feb Sales", "Feb Units"], ["Tea", 1, 2, 3, 4]],
        {},
        {"Tea | Sales": series(1, 3, first="2021-01"), "Tea | Units": series(2, 4, first="2021-01")},
    ),
    "one word in each heading": (
        [["2021"], ["Product", "Jan Sales", "Feb Sales"], ["Tea", 1, 2]], {}, {"Tea": series(1, 2, first="2021-01")},
    ),
    "labels in two columns, filled once": (
        [["Region", "Trust", *AMJ], ["North", "One", 1, 2, 3], [None, "Two", 4, 5, 6], ["South", "Three", 7, 8, 9]],
        {},
        {"North | One": series(1, 2, 3), "North | Two": series(4, 5, 6), "South | Three": series(7, 8, 9)},
    ),
    "group rows with the same names": (
        [["Region", *AMJ], ["North"], ["Male", 1, 2, 3], ["Female", 4, 5, 6], ["South"], ["Male", 7, 8, 9],
         ["Female", 1, 1, 1]],
        {},
        {"North > Male": series(1, 2, 3), "North > Female": series(4, 5, 6), "South > Male": series(7, 8, 9),
         "South > Female": series(1, 1, 1)},
    ),
    "groups in an outer column, a grand total": (
        [[None, None, *AMJ], ["North"], [None, "Male", 1, 2, 3], [None, "Female", 4, 5, 6],
         ["Grand total", None, 5, 7, 9]],
        {},
        {"North > Male": series(1, 2, 3), "North > Female": series(4, 5, 6), "Grand total": series(5, 7, 9)},
    ),
    "rows moved in": (
        [["KPI", *AMJ], ["Contacts", 5, 6, 7], ["  of which police", 1, 2, 3], ["Referrals", 4, 5, 6]],
        {},
        {"Contacts": series(5, 6, 7), "Contacts > of which police": series(1, 2, 3), "Referrals": series(4, 5, 6)},
    ),
    "names that are numbers": (
        [["Store", *AMJ], [1, 10, 20, 30], [2, 40, 50, 60]], {}, {"1": series(10, 20, 30), "2": series(40, 50, 60)},
    ),
    "names right of the months": (
        [[*AMJ, "Indicator"], [1, 2, 3, "Calls"], [4, 5, 6, "Visits"]], {},
         {"Calls": series(1, 2, 3), "Visits": series(4, 5, 6)},
    ),
    "headings above the months' line": (
        [["Indicator", None, None, None, "Target"], [None, *AMJ], ["Calls", 1, 2, 3, 4]], {},
         {"Calls": series(1, 2, 3)},
    ),
    "headings below the months' line": (
        [[None, *AMJ], ["Indicator", None, None, None, "Target"], ["Calls", 1, 2, 3, 4]], {},
         {"Calls": series(1, 2, 3)},
    ),
    "one month alone": ([["Indicator", "Apr-22", "Target"], ["Calls", 1, 2]], {}, {"Calls": series(1)}),
    "a table without months below": (
        [["P", *AMJ], ["Calls", 1, 2, 3], [], ["Grade", "Count"], ["Good", 5], ["Poor", 6]], {},
         {"Calls": series(1, 2, 3)},
    ),
    "notes above and below": (
        [*([f"Note {n}"] for n in range(40)), ["KPI", *AMJ], ["Calls", 1, 2, 3], [], ["Source: our system"],
         ["1. Excludes callers who rang off early"]],
        {},
        {"Calls": series(1, 2, 3)},
    ),
    "tidy, columns in any order": (
        [["Value", "Month", "Theme", "Indicator"], [1, "Apr-22", "S", "Calls"], [2, "Apr-22", "S", "Visits"],
         [3, "May-22", "S", "Calls"]],
        {},
        {"Calls": series(1, 3), "Visits": series(2)},
    ),
    "tidy, several values a row": (
        [["Region", "Period", "Units", "Revenue"], ["N", date(2022, 4, 30), 1, 2.5], ["S", date(2022, 4, 30), 3, 4.5],
         ["N", date(2022, 5, 31), 5, 6.5], ["S", date(2022, 5, 31), 7, 8.5]],
        {},
        {"N | Units": series(1, 5), "N | Revenue": series(2.5, 6.5), "S | Units": series(3, 7),
         "S | Revenue": series(4.5, 8.5)},
    ),
    "tidy, years and numbered months": (
        [["Year", "Month", "Store", "Sales"], [2021, 12, "A", 5], [2022, 1, "A", 6], [2021, 12, "B", 7],
         [2022, 1, "B", 8]],
        {},
        {"A": series(5, 6, first="2021-12"), "B": series(7, 8, first="2021-12")},
    ),
    "months misspelt": (
        [["KPI", "Apr-22", "May-22", "Jnue-22", "July-22"], ["Calls", 1, 2, 3, 4]], {}, {"Calls": series(1, 2, 3, 4)},
    ),
    "months out of order": (
        [["KPI", "Apr-22", "Jun-22", "May-22", "Jul-22", "Aug-22"], ["Calls", 1, 3, 2, 4, 5]], {},
         {"Calls": series(1, 2, 3, 4, 5)},
    ),
    "quarters, totals and years between": (
        [["2021"], ["P", "Jan", "Feb", "Mar", "Q1", "Apr", "Total", "2019/20"], ["Tea", 1, 2, 3, 6, 4, 10, 99]],
        {},
        {"Tea": series(1, 2, 3, 4, first="2021-01")},
    ),
    "financial years that start in October": (
        [[None, "FY 2022"], ["KPI", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"],
         ["Calls", *range(12)]],
        {"merges": ["B1:M1"]},
        {"Calls": series(*range(12), first="2021-10")},
    ),
    "a table of parts alone": (
        [["Visits in time"], ["", *AMJ], ["Numerator", 1, 2, 3], ["Denominator", 4, 4, 4], ["%", "25%", "50%", "75%"]],
        {},
        {"Visits in time": series(0.25, 0.5, 0.75)},
    ),
    "a number and a rate under one name": (
        [["KPI", "Measure", *AMJ], ["Care", "Number", 5, 6, 7], [None, "Rate per 10,000", 1.5, 1.6, 1.7]],
        {},
        {"Care | Number": series(5, 6, 7), "Care | Rate per 10,000": series(1.5, 1.6, 1.7)},
    ),
    "a list of months to look up": (
        [["KPI", *AMJ[:2]], ["Calls", 1, 2], [], ["Month", "No."],
         *([name, number] for number, name in enumerate([*AMJ, "Jul-22", "Aug-22", "Sep-22"], 1))],
        {},
        {"Calls": series(1, 2)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str) -> None:
    rows, more, expected = LAYOUTS[layout]
    assert figures(read(rows, **more)) == expected


@pytest.mark.parametrize(
    ("rows", "merges"),
    [
        ([["KPI", *AMJ[:2]], ["Visits", "21%", "22%"], ["Numerator", 57, 76], ["Denominator", 270, 340]], []),
        ([["KPI", *AMJ[:2]], ["Visits"], ["Numerator", 57, 76], ["Denominator", 270, 340], ["%", "21%", "22%"]], []),
        ([["KPI", "", *AMJ[:2]], ["Visits", "n", 57, 76], [None, "d", 270, 340], [None, "%", "21%", "22%"]], ["A2:A4"]),
        ([["KPI", "Apr-22", None, None, "May-22"], [None, "Num", "Den", "%", "Num", "Den", "%"],
          ["Visits", 57, 270, "21%", 76, 340, "22%"]], ["B1:D1", "E1:G1"]),
        ([["KPI", "Apr-22 %", "Apr-22 Num", "Apr-22 Den", "May-22 %", "May-22 Num", "May-22 Den"],
          ["Visits", "21%", 57, 270, "22%", 76, 340]], []),
        ([["Month", "Visits", None, None], [None, "Numerator", "Denominator", "%"], ["Apr-22", 57, 270, "21%"],
          ["May-22", 76, 340, "22%"]], ["B1:D1"]),
        ([["Month", "Indicator", "Numerator", "Denominator", "Value"], ["Apr-22", "Visits", 57, 270, "21%"],
          ["May-22", "Visits", 76, 340, "22%"]], []),
    ],
    ids=["below", "under a banner", "under a merged name", "within months", "in the headings", "months down", "tidy"],
)  # fmt: skip
def test_counts_in_cells_of_their_own(rows: list[list[Any]], merges: list[str]) -> None:
    (row,) = read(rows, merges=merges).indicators
    assert row.name == "Visits"
    assert row.unit is Unit.PERCENTAGE
    assert [(str(o.month), o.value, o.numerator, o.denominator) for o in row.observations] == [
        ("2022-04", 0.21, 57, 270),
        ("2022-05", 0.22, 76, 340),
    ]


def test_number_and_percent_rows_under_one_name() -> None:
    book = read([["KPI", "", *AMJ[:2]], ["Visits", "#", 57, 76], [None, "%", "21%", "22%"]], merges=["A2:A3"])
    assert [(r.name, [(o.place.cell, o.value, o.numerator) for o in r.observations]) for r in book.indicators] == [
        ("Visits", [("C3", 0.21, 57), ("D3", 0.22, 76)])
    ]


def test_a_count_beside_its_percentage_under_one_month() -> None:
    rows = [["KPI", "Apr-22", None, "May-22", None], ["Visits", 57, percent(0.21), 76, percent(0.22)]]
    (row,) = read(rows, merges=["B1:C1", "D1:E1"]).indicators
    assert [(o.place.cell, o.value, o.numerator) for o in row.observations] == [("C2", 0.21, 57), ("E2", 0.22, 76)]


def test_counts_alone_stand_at_the_numerator() -> None:
    (row,) = read(
        [["KPI", *AMJ[:1], "May-22"], ["Visits"], ["Numerator", 57, 76], ["Denominator", 270, 340]]
    ).indicators
    assert row.unit is Unit.PERCENTAGE
    assert [(o.place.cell, o.typed, o.value, o.numerator, o.denominator, o.status) for o in row.observations] == [
        ("B3", "57", None, 57, 270, None),
        ("C3", "76", None, 76, 340, None),
    ]


@pytest.mark.parametrize(
    ("rows", "typed", "month_targets"),
    [
        ([["KPI", *AMJ, "Target"], ["Visits", 1, 2, 3, "<10"]], ("E2", "<10", 10), []),
        ([["KPI", "Target", *AMJ], ["Visits", "<10", 1, 2, 3]], ("B2", "<10", 10), []),
        ([["KPI", *AMJ], ["Visits", 1, 2, 3], ["Target", 4, 5, 6]], ("D3", "6", 6), [4, 5, 6]),
        ([["KPI", "", *AMJ], ["Visits", "Actual", 1, 2, 3], [None, "Target", 4, 5, 6]], ("E3", "6", 6), [4, 5, 6]),
        (
            [["KPI", "Apr-22", "Apr-22 Target", "May-22", "May-22 Target"], ["Visits", 1, 4, 2, 5]],
            ("E2", "5", 5),
            [4, 5],
        ),
        ([["Month", "Visits"], ["Apr-22", 1], ["May-22", 2], ["Target", 10]], ("B4", "10", 10), []),
        ([["KPI", *AMJ, "Target 22/23", "Target 23/24"], ["Visits", 1, 2, 3, 10, 12]], ("E2", "10", 10), []),
    ],
)
def test_targets(rows: list[list[Any]], typed: tuple[str, str, float], month_targets: list[float]) -> None:
    (row,) = read(rows).indicators
    assert row.target is not None
    assert (row.target.place.cell, row.target.typed, row.target.value) == typed
    assert [target.value for target in row.monthly_targets] == month_targets


def test_all_that_stands_beside_the_months() -> None:
    header = ["Ref", "Indicator", "Good is", "Target", *AMJ, "Q1", "YTD", "RAG", "DoT", "Owner", "2021/22", "SN",
     "South East",
              "Eng.", "Jun-21", "Comments"]  # fmt: skip
    row = ["E1", "Calls", "Low", 5, 1, 2, 3, 6, 6, "G", "↑", "AB", 70, 80, 90, "..", 4, "as planned"]
    (calls,) = read([header, row]).indicators
    assert calls.polarity is Polarity.LOW
    assert [(c.name, c.area, c.value, c.status) for c in calls.comparators] == [
        ("2021/22", Area.PREVIOUS_YEAR, 70, None),
        ("SN", Area.NEIGHBOURS, 80, None),
        ("South East", Area.REGION, 90, None),
        ("Eng.", Area.ENGLAND, None, Status.NOT_AVAILABLE),
        ("Jun-21", Area.SAME_MONTH_LAST_YEAR, 4, None),
    ]
    assert [(e.role, e.name, e.typed) for e in calls.extras] == [
        (Role.REFERENCE, "Ref", "E1"), (Role.QUARTER, "Q1", "6"), (Role.YEAR_TO_DATE, "YTD", "6"), (Role.STATUS,
         "RAG", "G"),
        (Role.DIRECTION, "DoT", "↑"), (Role.OWNER, "Owner", "AB"), (Role.NARRATIVE, "Comments", "as planned"),
    ]  # fmt: skip
    assert calls.extras[1].months == (Month(2022, 4), Month(2022, 5), Month(2022, 6))


def test_comparators_under_one_heading() -> None:
    header = [["Indicator", *AMJ, "Comparators"], [None, None, None, None, "SN", "England"]]
    (row,) = read([*header, ["Calls", 1, 2, 3, 4, 5]], merges=["E1:F1"]).indicators
    assert [(c.name, c.value) for c in row.comparators] == [("SN", 4), ("England", 5)]


def test_a_text_merged_over_comparators_counts_for_each() -> None:
    header = ["Indicator", *AMJ, "Last year", "South East", "England"]
    rows = [header, ["Calls", 1, 2, 3, "Data not available"], ["Visits", 4, 5, 6]]
    book = read(rows, merges=["E2:G3"])
    assert [[(c.place.cell, c.typed, c.status) for c in row.comparators] for row in book.indicators] == [
        [(f"{column}{line}", "Data not available", Status.NOT_AVAILABLE) for column in "EFG"] for line in (2, 3)
    ]


def test_scales_are_decided_for_a_row() -> None:
    rows = [
        ["Indicator", *AMJ, "Target", "England"],
        ["Percentage of calls answered", 21.1, 20, 19.5, 25, 0.22],
        ["Percentage of visits", 0.211, 0.2, 0.19, "25%", 0.87],
        ["Reviews in time", percent(0.2111, "0.0%"), percent(0.25), "0.9%", 0.3, 0.28],
        ["Number of calls", 21, 20, 19, 25, 22],
        ["Rate per 10,000", 21.1, 20, 19, 25, 22],
        ["Cost of care", "£1,200", "£1.1k", "£900", "£1,000", None],
        ["Average days to complete", 12.5, 13, 14, 10, None],
    ]
    book = read(rows)
    assert [(r.unit, [o.value for o in r.observations],
     r.target and r.target.value, r.comparators[0].value) for r in book.indicators] == [
        (Unit.PERCENTAGE, [0.211, 0.2, 0.195], 0.25, 0.22),
        (Unit.PERCENTAGE, [0.211, 0.2, 0.19], 0.25, 0.87),
        (Unit.PERCENTAGE, [0.2111, 0.25, 0.009], 0.3, 0.28),
        (Unit.COUNT, [21, 20, 19], 25, 22),
        (Unit.RATE, [21.1, 20, 19], 25, 22),
        (Unit.MONEY, [1200, 1100, 900], 1000, None),
        (Unit.DAYS, [12.5, 13, 14], 10, None),
    ]  # fmt: skip


def test_why_months_hold_no_figure() -> None:
    rows = [
        ["Indicator", *AMJ, "Jul-22", "Aug-22"],
        ["Calls", "tbc", None, "(S)", "#DIV/0!", 5],
        ["Visits", "n/a", "..", "c", "odd", 6],
    ]
    book = read(rows)
    assert [[o.status for o in row.observations] for row in book.indicators] == [
        [Status.TO_BE_CONFIRMED, Status.BLANK, Status.SUPPRESSED, Status.ERROR, None],
        [Status.NOT_APPLICABLE, Status.NOT_AVAILABLE, Status.SUPPRESSED, Status.UNREADABLE, None],
    ]


def test_sections_by_banner_and_by_column() -> None:
    banners = read(
        [
            ["Indicator", *AMJ, "Target"],
            [bold("Effective")],
            ["Calls", 1, 2, 3, 4],
            [bold("Direct")],
            ["Visits", 1, 2, 3, 4],
        ]
    )
    column = read([["Theme", "Indicator", *AMJ], ["Effective", "Calls", 1, 2, 3], ["Direct", "Visits", 1, 2, 3]])
    for book in (banners, column):
        assert [(s.title, [r.name for r in s.indicators]) for s in book.sections] == [
            ("Effective", ["Calls"]),
            ("Direct", ["Visits"]),
        ]


def test_a_section_is_called_by_its_title_not_its_tab() -> None:
    table = [["Indicator", *AMJ], ["Calls", 1, 2, 3]]
    first = sheet([["Anytown Council"], ["Effective assessment"], *table], name="1 Effect")
    second = sheet([["Anytown Council"], ["Direct contact"], *table], name="2 Direct")
    book = workbook(first, second)
    assert [(s.title, s.place and s.place.cell) for s in book.sections] == [
        ("Effective assessment", "A2"),
        ("Direct contact", "A2"),
    ]
    assert book.organisation == "Anytown"


def test_tables_side_by_side_keep_their_titles() -> None:
    rows = [
        ["Effective", None, None, None, None, "Direct"],
        ["Indicator", *AMJ, None, "Indicator", *AMJ],
        ["Calls", 1, 2, 3, None, "Visits", 4, 5, 6],
    ]
    book = read(rows)
    assert [(s.title, [r.name for r in s.indicators]) for s in book.sections] == [
        ("Effective", ["Calls"]),
        ("Direct", ["Visits"]),
    ]
    assert cells_of(book, "Visits") == ["G3", "H3", "I3"]


@pytest.mark.parametrize(
    "words",
    [
        [["Effective"], ["Analysis"], ["It rose."], ["Actions"], ["Do it"], ["Direct"], ["Analysis"], ["It fell."]],
        [["Section", "Analysis", "Next steps"], ["Effective", "It rose.", "Do it"], ["Direct", "It fell.", None]],
    ],
    ids=["headings", "a table"],
)
def test_narrative_on_a_sheet_of_its_own(words: list[list[Any]]) -> None:
    table = [["Indicator", *AMJ], ["Calls", 1, 2, 3]]
    book = workbook(
        sheet([["Effective"], *table], name="1"), sheet([["Direct"], *table], name="2"), sheet(words, name="Commentary")
    )
    assert [(s.title, [p.text for p in s.analysis], [p.text for p in s.actions]) for s in book.sections] == [
        ("Effective", ["It rose."], ["Do it"]),
        ("Direct", ["It fell."], []),
    ]


def test_narrative_beside_the_table() -> None:
    rows = [["Indicator", *AMJ, "Analysis", "Actions"], ["Calls", 1, 2, 3, "It rose.", "Do it"], ["Visits", 1, 2, 3]]
    (section,) = read(rows, merges=["E2:E3", "F2:F3"]).sections
    assert [(p.place.cell, p.text) for p in section.analysis] == [("E2", "It rose.")]
    assert [(p.place.cell, p.text) for p in section.actions] == [("F2", "Do it")]


def test_sections_of_words_alone() -> None:
    prose = "A long paragraph about the quality of practice that this quarter's audits found, and why."
    book = workbook(sheet([["Overview"], [prose]], name="Overview"), sheet([["Indicator", *AMJ], ["Calls", 1, 2, 3]]))
    assert [(s.title, len(s.indicators), [p.text for p in s.analysis]) for s in book.sections] == [
        ("Overview", 0, [prose]),
        ("KPIs", 1, []),
    ]


def test_future_months_are_left_out() -> None:
    rows = [["Indicator", *AMJ, "Jul-22", "Aug-22"], ["Calls", 1, 2, 3, 0, None], ["Visits", 4, 0, 6, 0, None]]
    book = read(rows)
    assert [str(month) for month in book.months] == ["2022-04", "2022-05", "2022-06"]
    assert figures(book) == {"Calls": series(1, 2, 3), "Visits": series(4, 0, 6)}


def test_years_under_the_names_of_others() -> None:
    rows = [
        ["Indicator", *AMJ, "Statistical neighbours", None, "England", None],
        [None, None, None, None, "2020", "2021", 2020, 2021],
        ["Rate of referrals", 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5],
    ]
    (row,) = read(rows, merges=["A1:A2", "E1:F1", "G1:H1"]).indicators
    assert [(each.name, each.area, each.year, each.value) for each in row.comparators] == [
        ("Statistical neighbours 2020", Area.NEIGHBOURS, "2020", 4.5),
        ("Statistical neighbours 2021", Area.NEIGHBOURS, "2021", 5.5),
        ("England 2020", Area.ENGLAND, "2020", 6.5),
        ("England 2021", Area.ENGLAND, "2021", 7.5),
    ]


def test_years_right_of_the_name_of_others() -> None:
    rows = [
        [None, None, None, None, "Statistical neighbours", None, "England"],
        ["Indicator", *AMJ, "2020/21", "2021/22", "2020/21"],
        ["Rate of referrals", 1.5, 2.5, 3.5, 4.5, 5.5, 6.5],
    ]
    (row,) = read(rows).indicators
    assert [(each.area, each.year) for each in row.comparators] == [
        (Area.NEIGHBOURS, "2020/21"),
        (Area.NEIGHBOURS, "2021/22"),
        (Area.ENGLAND, "2020/21"),
    ]


def test_a_quarters_total_covers_the_months_before_it() -> None:
    rows = [["Indicator", *AMJ, "Qtr total", "Jul-22", "Aug-22", "Sep-22", "Qtr total"], ["Calls", *range(1, 9)]]
    assert [(each.role, [str(month) for month in each.months]) for each in read(rows).indicators[0].extras] == [
        (Role.QUARTER, ["2022-04", "2022-05", "2022-06"]),
        (Role.QUARTER, ["2022-07", "2022-08", "2022-09"]),
    ]


def test_a_total_on_a_years_own_line_is_of_that_year() -> None:
    rows = [["Indicator", "Year", "Apr", "May", "Jun", "Total"], ["Calls", "2021/22", 1, 2, 3, 6],
            [None, "2022/23", 4, 5, None, 9]]  # fmt: skip
    (row,) = read(rows).indicators
    assert [(each.place.cell, [str(month) for month in each.months]) for each in row.extras] == [
        ("F2", ["2021-04", "2021-05", "2021-06"]),
        ("F3", ["2022-04", "2022-05", "2022-06"]),
    ]


def test_a_column_says_how_the_months_relate() -> None:
    rows = [["Indicator", "Type", *AMJ], ["Homes", "Cumulative", 1, 2, 3], ["Empty homes", "Snapshot", 4, 5, 6],
            ["Calls", "In-month", 7, 8, 9]]  # fmt: skip
    assert [(row.name, row.measure_type) for row in read(rows).indicators] == [
        ("Homes", MeasureType.CUMULATIVE),
        ("Empty homes", MeasureType.SNAPSHOT),
        ("Calls", MeasureType.MONTHLY),
    ]
    asked = [["Indicator", "Cumulative?", *AMJ], ["Homes", "Y", 1, 2, 3], ["Calls", "N", 7, 8, 9]]
    assert [row.measure_type for row in read(asked).indicators] == [MeasureType.CUMULATIVE, MeasureType.UNKNOWN]
    twins = [["Indicator", "Type", *AMJ], ["Homes", "Cumulative", 1, 3, 6], ["Homes", "Monthly", 1, 2, 3]]
    assert [row.name for row in read(twins).indicators] == ["Homes | Cumulative", "Homes | Monthly"]


def test_the_side_of_the_target_that_is_good() -> None:
    rows = [["Indicator", "Above/below target is good", *AMJ], ["Calls", "Above", 1, 2, 3], ["Waits", "Below", 4, 5, 6]]
    assert [row.polarity for row in read(rows).indicators] == [Polarity.HIGH, Polarity.LOW]


@pytest.mark.parametrize("fact", [["Good is", "Low"], ["Polarity: lower is better"], ["Smaller is better"]])
def test_what_stands_over_a_table_of_one_indicator_is_its_own(fact: list[str]) -> None:
    one = read([["Calls abandoned"], fact, ["Target", 5], [None, *AMJ], [None, 1, 2, 3]]).indicators
    assert [(row.name, row.polarity, row.target and row.target.value) for row in one] == [
        ("Calls abandoned", Polarity.LOW, 5)
    ]
    several = read([["Calls"], fact, ["Measure", *AMJ], ["Abandoned", 1, 2, 3], ["Answered", 4, 5, 6]]).indicators
    assert [(row.name, row.polarity) for row in several] == [
        ("Abandoned", Polarity.UNKNOWN),
        ("Answered", Polarity.UNKNOWN),
    ]
