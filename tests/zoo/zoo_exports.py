"""Workbooks as programs and busy people make them: pivots, exports, years in odd places, marks in the cells."""

from __future__ import annotations

from datetime import datetime

from openpyxl.styles import Alignment
from zoo_keeper import Cage, first_days, months_from, rows_run, run, shown, some, written


def excel_pivot(cage: Cage) -> None:
    """A pivot table: `Sum of`, Column Labels, years over months, totals a year and over all, Row Labels."""
    sheet = cage.sheet(
        "Pivot",
        [
            ["Sum of Cases", "Column Labels"],
            [None, "2021", None, "2021 Total", "2022", None, "2022 Total", "Grand Total"],
            ["Row Labels", "Nov", "Dec", None, "Jan", "Feb", None, None],
            ["East", *some(1, 7)],
            ["West", *some(2, 7)],
            ["Grand Total", *some(3, 7)],
        ],
        "A3",
    )
    months = {"B": "2021-11", "C": "2021-12", "E": "2022-01", "F": "2022-02"}
    cage.across(sheet, months, {6: "East", 7: "West", 8: "Grand Total"})


def frame_export(cage: Cage) -> None:
    """A data frame as written by a program: unnamed index, dates with midnight as headings."""
    sheet = cage.sheet(
        "Sheet1", [[None, *first_days("2022-05", 5)], ["attendances", *some(1, 5)], ["admissions", *some(2, 5)]]
    )
    shown(sheet, "B1:F1", "yyyy-mm-dd hh:mm:ss")
    cage.across(sheet, run("B", "2022-05", 5), {2: "attendances", 3: "admissions"})


def frame_two_levels(cage: Cage) -> None:
    """A data frame with two levels of headings: years merged over months, then a row with the index's name."""
    sheet = cage.sheet(
        "Sheet1",
        [
            ["year", 2022, None, 2023, None],
            ["month", "Nov", "Dec", "Jan", "Feb"],
            ["measure"],
            ["calls", *some(1, 4)],
            ["visits", *some(2, 4)],
        ],
    )
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")
    cage.across(sheet, run("B", "2022-11", 4), {4: "calls", 5: "visits"})


def power_export(cage: Cage) -> None:
    """A visual's export: header at once, filters in words after an empty row."""
    sheet = cage.sheet("Export", [["Month", "Referrals", "Discharges"]])
    for i, month in enumerate(written("{name} {yyyy}", "2022-01", 4)):
        cage.write(sheet, [[month, 50 + i, 45 + i]], f"A{2 + i}")
    cage.write(sheet, [["Total", 206, 186], [], ["Applied filters:\nYear is 2022\nMonth is not blank"]], "A6")
    cage.down(sheet, rows_run(2, "2022-01", 4), {"B": "Referrals", "C": "Discharges"})


def year_banner_over_months_down(cage: Cage) -> None:
    """Months down; the year stands alone in a row above its months."""
    labels: list[object] = [2021, "October", "November", "December", 2022, "January", "February"]
    sheet = cage.sheet("Table 2", [["Starts and completions"], [], [None, "Starts", "Completions"]])
    for i, label in enumerate(labels):
        figures = [] if isinstance(label, int) else [70 + i, 60 + i]
        cage.write(sheet, [[label, *figures]], f"A{4 + i}")  # type: ignore[list-item]
    months = {5: "2021-10", 6: "2021-11", 7: "2021-12", 9: "2022-01", 10: "2022-02"}
    cage.down(sheet, months, {"B": "Starts", "C": "Completions"})


def year_on_first_month_down(cage: Cage) -> None:
    """Months down; only the first month of each year carries it."""
    sheet = cage.sheet("Prices", [["Period", "Diesel", "Petrol"]])
    for i, label in enumerate(["2021 Oct", "Nov", "Dec", "2022 Jan", "Feb", "Mar"]):
        cage.write(sheet, [[label, 150.1 + i, 145.2 + i]], f"A{2 + i}")
    cage.down(sheet, rows_run(2, "2021-10", 6), {"B": "Diesel", "C": "Petrol"})


def organisations_by_code(cage: Cage) -> None:
    """Organisation code and name before the months; a national total first; suppressed *."""
    sheet = cage.sheet(
        "Trusts",
        [
            ["Waiting list by provider"],
            [],
            ["Region", "Provider code", "Provider name", *written("{abc}-{yy}", "2022-10", 4)],
            [None, None, "England", *some(1, 4, 10_000, 20_000)],
            ["London", "RAL", "Royal North", *some(2, 4)],
            ["London", "RQM", "West Hospital", 5, "*", 7, 9],
            ["South", "RHM", "South Hospital", *some(3, 4)],
        ],
    )
    months = run("D", "2022-10", 4)
    cage.across(sheet, months, {4: "England"})
    rows = [
        (5, "London", "RAL", "Royal North"),
        (6, "London", "RQM", "West Hospital"),
        (7, "South", "RHM", "South Hospital"),
    ]
    for line, region, code, name in rows:
        fair = (f"{region} | {name}", f"{region} | {code} | {name}", f"{code} | {name}", name)
        cage.across(sheet, months, {line: fair})


def parents_with_figures(cage: Cage) -> None:
    """Parent rows have figures of their own and children named `of which`, indented by the cell's format."""
    sheet = cage.sheet(
        "Care",
        [
            ["Measure", *written("{abc}-{yy}", "2022-04", 3)],
            ["Children in need", 900, 905, 910],
            ["of which: under 5", 200, 201, 202],
            ["of which: disabled", 90, 91, 92],
            ["Children looked after", 500, 505, 510],
            ["of which: under 5", 100, 101, 102],
        ],
    )
    for line in (3, 4, 6):
        sheet[f"A{line}"].alignment = Alignment(indent=1)
    need, after = "Children in need", "Children looked after"
    cage.across(
        sheet,
        run("B", "2022-04", 3),
        {
            2: need,
            3: (f"{need} | of which: under 5", "of which: under 5"),
            4: (f"{need} | of which: disabled", "of which: disabled"),
            5: after,
            6: (f"{after} | of which: under 5", "of which: under 5"),
        },
    )


def same_name_in_groups(cage: Cage) -> None:
    """Group rows head rows of the same names; an overall row stands outside any group at the end."""
    sheet = cage.sheet("HR", [["Workforce report"], ["", *written("{abc} {yyyy}", "2022-07", 3)]])
    line = 3
    for _seed, group in enumerate(("Adults", "Children", "Place")):
        cage.write(sheet, [[group], ["Sickness %", 0.045, 0.05, 0.041], ["Turnover %", 0.1, 0.11, 0.12]], f"A{line}")
        shown(sheet, f"B{line}:D{line + 2}", "0.0%")
        cage.across(
            sheet, run("B", "2022-07", 3), {line + 1: f"{group} | Sickness %", line + 2: f"{group} | Turnover %"}
        )
        line += 3


def headings_repeated_for_print(cage: Cage) -> None:
    """The header row comes again in the middle of one table, as for a second page."""
    header = ["Indicator", *written("{abc}-{yy}", "2022-04", 3), "Target"]
    sheet = cage.sheet(
        "KPIs",
        [
            ["Performance pack"],
            header,
            ["Visits", 1, 2, 3, 4],
            ["Calls", 5, 6, 7, 8],
            header,
            ["Letters", 9, 8, 7, 6],
            ["Emails", 5, 4, 3, 2],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 3), {3: "Visits", 4: "Calls", 6: "Letters", 7: "Emails"})


def marks_in_cells(cage: Cage) -> None:
    """Marks and notes stand in the cells with the numbers; words stand for gaps."""
    sheet = cage.sheet(
        "Data",
        [
            ["Measure", *written("{abc} {yyyy}", "2022-04", 5)],
            ["Exclusions", "45*", "1,234 (p)", "87 [r]", "12 r", 30],
            ["Absence", "No data", "Not collected", "awaiting data", "not yet available", 7],
            ["Suspensions", "x", "z", "c", ":", 9],
            ["Nil returns", "nil", 0, 4, "N/K", 5],
        ],
    )
    months = months_from("2022-04", 5)
    cage.labels += ["Exclusions", "Absence", "Suspensions", "Nil returns"]
    for line, values in {
        2: (45, 1234, 87, 12, 30),
        3: (None, None, None, None, 7),
        4: (None, None, None, None, 9),
        5: (0, 0, 4, None, 5),
    }.items():
        for column, month, value in zip("BCDEF", months, values, strict=True):
            if value is None:
                cage.ignored.add(f"Data!{column}{line}")
                continue
            cage.figure(sheet, f"{column}{line}", month, value)


def finance_months(cage: Cage) -> None:
    """Headings of a finance team: M1 Apr, M2 May, a year-end forecast after; the year in a label cell."""
    sheet = cage.sheet(
        "Finance",
        [
            ["Financial year", "2022/23"],
            ["Period", "Month 4"],
            [],
            ["Cost centre", "M1 Apr", "M2 May", "M3 Jun", "M4 Jul", "YTD", "Forecast outturn"],
            ["Wards", *some(1, 6)],
            ["Theatres", *some(2, 6)],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 4), {5: "Wards", 6: "Theatres"})


def year_in_target_heading(cage: Cage) -> None:
    """No title; the year is only in the headings of the outturn and target columns."""
    sheet = cage.sheet(
        "Sheet1",
        [
            ["Measure", "2021/22 outturn", "2022/23 target", *written("{name}", "2022-04", 5), "Status"],
            ["Households housed", 120, 130, *some(1, 5), "On track"],
            ["Repairs in time", 95, 96, *some(2, 5), "Off track"],
        ],
    )
    cage.across(sheet, run("D", "2022-04", 5), {2: "Households housed", 3: "Repairs in time"})
    cage.target(sheet, "C2", 130)
    cage.comparator(sheet, "B2", 120)


def quarter_four_title(cage: Cage) -> None:
    """January to March under a title that says Quarter 4 2022/23."""
    sheet = cage.sheet(
        "Q4",
        [
            ["Corporate scorecard: Quarter 4 2022/23"],
            ["Measure", "January", "February", "March", "Q4 total"],
            ["Visits", 1, 2, 3, 6],
            ["Calls", 4, 5, 6, 15],
        ],
    )
    cage.across(sheet, run("B", "2023-01", 3), {3: "Visits", 4: "Calls"})


def signed_off_rows(cage: Cage) -> None:
    """A blank row between every two rows, an approval block beneath the table with dates."""
    sheet = cage.sheet(
        "Return",
        [
            ["Return"],
            ["Line", *written("{name} {yyyy}", "2022-04", 3)],
            [],
            ["Contacts", 1, 2, 3],
            [],
            ["Referrals", 4, 5, 6],
            [],
            [],
            ["Signed off by", "Head of Service", datetime(2022, 7, 8)],
            ["Version", 2],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 3), {4: "Contacts", 6: "Referrals"})


EXPORTS = (
    excel_pivot, frame_export, frame_two_levels, power_export, year_banner_over_months_down,
    year_on_first_month_down, organisations_by_code, parents_with_figures, same_name_in_groups,
    headings_repeated_for_print, marks_in_cells, finance_months, year_in_target_heading, quarter_four_title,
    signed_off_rows,
)  # fmt: skip
