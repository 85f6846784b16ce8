"""Scorecards with the furniture of offices: headings over headings, teams, numbered rows, lookups and dashboards."""

from __future__ import annotations

from datetime import datetime

from zoo_keeper import Cage, first_days, months_from, rows_run, run, shown, some, written


def merged_comparator_heading(cage: Cage) -> None:
    """Comparators and targets stand under merged headings of their own, two rows of headings in all."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Indicator", "2022/23", None, None, "Targets", None, "Comparators 2021/22"],
            [None, "Apr", "May", "Jun", "Target", "Floor", "SN", "England"],
            ["Visits in time", 0.9, 0.91, 0.92, 0.95, 0.85, 0.88, 0.87],
            ["Reviews in time", 0.8, 0.81, 0.82, 0.9, 0.75, 0.78, 0.77],
        ],
    )
    for area in ("A1:A2", "B1:D1", "E1:F1", "G1:H1"):
        sheet.merge_cells(area)
    shown(sheet, "B3:H4", "0%")
    cage.across(sheet, run("B", "2022-04", 3), {3: "Visits in time", 4: "Reviews in time"})
    cage.target(sheet, "E3", 0.95)
    cage.comparator(sheet, "G3", 0.88)
    cage.comparator(sheet, "H4", 0.77)


def teams_in_a_column(cage: Cage) -> None:
    """One indicator broken down by team, a row a team, the name repeated."""
    sheet = cage.sheet(
        "Teams",
        [
            ["Indicator", "Team", *written("{abc}-{yy}", "2022-04", 3), "Target"],
            ["Visits in time", "North", 1, 2, 3, 5],
            ["Visits in time", "South", 4, 5, 6, 5],
            ["Visits in time", "All teams", 5, 7, 9, 10],
            ["Reviews", "North", 7, 8, 9, 5],
        ],
    )
    names = {
        2: ("Visits in time", "North"),
        3: ("Visits in time", "South"),
        4: ("Visits in time", "All teams"),
        5: ("Reviews", "North"),
    }
    for line, (name, team) in names.items():
        cage.across(sheet, run("C", "2022-04", 3), {line: (f"{name} | {team}", name)})


def numbered_rows(cage: Cage) -> None:
    """Rows numbered 1.1, 1.2, 1.10 as numbers and as text, under numbered headings of their own."""
    sheet = cage.sheet(
        "Plan",
        [
            ["Council plan 2022/23"],
            ["No.", "Measure", *written("{abc}-{yy}", "2022-04", 3)],
            [1, "Homes"],
            [1.1, "Homes let", 10, 11, 12],
            [1.2, "Homes repaired", 20, 21, 22],
            [2, "Roads"],
            [2.1, "Potholes filled", 30, 31, 32],
            ["2.10", "Signs mended", 40, 41, 42],
        ],
    )
    cage.across(
        sheet,
        run("C", "2022-04", 3),
        {
            4: ("Homes | Homes let", "Homes let"),
            5: ("Homes | Homes repaired", "Homes repaired"),
            7: ("Roads | Potholes filled", "Potholes filled"),
            8: ("Roads | Signs mended", "Signs mended"),
        },
    )


def lookup_lists(cage: Cage) -> None:
    """A sheet of lists for drop-downs: months, statuses and owners without figures; a sheet of instructions."""
    cage.sheet(
        "Lists",
        [
            ["Months", "Status", "Owner"],
            *(
                [month, status, "A. Person"]
                for month, status in zip(
                    written("{abc}-{yy}", "2022-04", 4), ("Green", "Amber", "Red", "Grey"), strict=True
                )
            ),
        ],
    )
    cage.sheet(
        "Read me",
        [["How to fill in this workbook"], ["1. Go to the sheet KPIs."], ["2. Enter April 2022 in column B."]],
    )
    sheet = cage.sheet("KPIs", [["Indicator", *written("{abc}-{yy}", "2022-04", 4)], ["Visits", 1, 2, 3, 4]])
    cage.across(sheet, run("B", "2022-04", 4), {2: "Visits"})


def names_in_two_lines(cage: Cage) -> None:
    """Names with a line break, with spaces after, very long ones, and one that looks like a month."""
    long = "Percentage of children in care for at least twelve months whose health assessments " * 3
    sheet = cage.sheet(
        "KPIs",
        [
            ["Indicator", *written("{abc}-{yy}", "2022-04", 3)],
            ["Visits\nin time", 1, 2, 3],
            ["Calls  ", 4, 5, 6],
            [long.strip(), 0.5, 0.6, 0.7],
            ["March of progress", 7, 8, 9],
            ["May", 1, 1, 1],
        ],
    )
    shown(sheet, "B4:D4", "0%")
    cage.across(
        sheet,
        run("B", "2022-04", 3),
        {2: "Visits in time", 3: "Calls", 4: long.strip(), 5: "March of progress", 6: "May"},
    )


def ytd_before_months(cage: Cage) -> None:
    """Year to date, quarter to date and last year stand before the months."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Measure", "Unit", "2021/22", "YTD", "Target YTD", "Annual target", *written("{abc}-{yy}", "2022-04", 4)],
            ["Births", "No.", 900, 310, 300, 900, 70, 80, 80, 80],
            ["Deaths", "No.", 800, 290, 280, 850, 70, 70, 75, 75],
        ],
    )
    cage.across(sheet, run("G", "2022-04", 4), {2: ("Births", "Births | No."), 3: ("Deaths", "Deaths | No.")})
    cage.comparator(sheet, "C2", 900)


def month_merged_two_rows(cage: Cage) -> None:
    """Month headings merged down two rows beside headings that have a second row."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Measure", *written("{abc}-{yy}", "2022-04", 3), "Outturn"],
            [None, None, None, None, "YTD", "Forecast"],
            ["Births", 1, 2, 3, 6, 24],
            ["Deaths", 4, 5, 6, 15, 60],
        ],
    )
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"):
        sheet.merge_cells(area)
    cage.across(sheet, run("B", "2022-04", 3), {3: "Births", 4: "Deaths"})


def dashboard_and_data(cage: Cage) -> None:
    """A dashboard of single figures with labels, then the data sheet."""
    cage.sheet(
        "Dashboard",
        [
            ["Performance dashboard"],
            ["Reporting month", datetime(2022, 7, 1)],
            [],
            ["Measure", "This month", "Last month", "Change"],
            ["Visits", 4, 3, 1],
            ["Calls", 8, 7, 1],
        ],
    )
    sheet = cage.sheet("Data", [["Measure", *first_days("2022-04", 4)], ["Visits", 1, 2, 3, 4], ["Calls", 5, 6, 7, 8]])
    shown(sheet, "B1:E1", "mmm-yy")
    cage.across(sheet, run("B", "2022-04", 4), {2: "Visits", 3: "Calls"})


def footnotes_with_numbers(cage: Cage) -> None:
    """Footnotes straight below the table without an empty row; a source line with a year."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Measure", *written("{abc}-{yy}", "2022-04", 3)],
            ["Births", 1, 2, 3],
            ["Deaths", 4, 5, 6],
            ["* Provisional. Figures may change by 5% or more."],
            ["Source: registrar, 2022"],
            ["Contact: 01234 567890"],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 3), {2: "Births", 3: "Deaths"})


def two_years_stacked(cage: Cage) -> None:
    """Last year's table under this year's on one sheet, the same names, months with their years."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["2022/23"],
            ["Measure", *written("{abc}-{yy}", "2022-04", 3)],
            ["Births", 1, 2, 3],
            ["Deaths", 4, 5, 6],
            [],
            ["2021/22"],
            ["Measure", *written("{abc}-{yy}", "2021-04", 3)],
            ["Births", 7, 8, 9],
            ["Deaths", 3, 2, 1],
        ],
    )
    cage.any_label = True
    for line, first in ((3, "2022-04"), (4, "2022-04"), (8, "2021-04"), (9, "2021-04")):
        for column, month in run("B", first, 3).items():
            cage.figure(sheet, f"{column}{line}", month, sheet[f"{column}{line}"].value)


def two_years_stacked_without_years(cage: Cage) -> None:
    """The same, months as names only: each title says its year."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Performance 2022/23"],
            ["Measure", *written("{abc}", "2022-04", 3)],
            ["Births", 1, 2, 3],
            [],
            ["Performance 2021/22"],
            ["Measure", *written("{abc}", "2021-04", 3)],
            ["Births", 7, 8, 9],
        ],
    )
    cage.any_label = True
    for line, first in ((3, "2022-04"), (7, "2021-04")):
        for column, month in run("B", first, 3).items():
            cage.figure(sheet, f"{column}{line}", month, sheet[f"{column}{line}"].value)


def stacked_months_down(cage: Cage) -> None:
    """Two small tables with months down, one under another, each with a title and a header."""
    sheet = cage.sheet("KPIs")
    for line, title, names in ((1, "Visits", ("Planned", "Made")), (9, "Calls", ("Answered", "Missed"))):
        cage.write(
            sheet,
            [
                [title],
                ["Month", *names],
                *([m, 10 + i, 9 + i] for i, m in enumerate(written("{abc}-{yy}", "2022-04", 4))),
            ],
            f"A{line}",
        )
        cage.down(
            sheet,
            rows_run(line + 2, "2022-04", 4),
            {"B": (names[0], f"{title} | {names[0]}"), "C": (names[1], f"{title} | {names[1]}")},
        )


def different_months_by_sheet(cage: Cage) -> None:
    """Sheets that cover different spans; the workbook's months are all of them."""
    for name, first, count in (("Long", "2021-10", 9), ("Short", "2022-04", 3)):
        sheet = cage.sheet(
            name, [["Measure", *written("{abc} {yyyy}", first, count)], [f"{name} visits", *some(count, count)]]
        )
        cage.across(sheet, run("B", first, count), {2: f"{name} visits"})


def indicator_a_sheet(cage: Cage) -> None:
    """A sheet an indicator: facts about it in rows of label and value, then months down with counts."""
    for seed, name in enumerate(("Visits in time", "Reviews in time")):
        sheet = cage.sheet(
            name,
            [
                ["Indicator", name],
                ["Owner", "Head of Service"],
                ["Target", 0.9],
                ["Good is", "High"],
                [],
                ["Month", "Numerator", "Denominator", "Percentage"],
            ],
        )
        cage.labels.append((name, f"{name} | Percentage", "Percentage"))
        for i, month in enumerate(months_from("2022-04", 4)):
            n, d = 10 + i + seed, 20
            cage.write(sheet, [[written("{abc}-{yy}", month, 1)[0], n, d, n / d]], f"A{7 + i}")
            sheet[f"D{7 + i}"].number_format = "0%"
            cage.counts(sheet, f"D{7 + i}", month, n / d, n, d)


def status_row_below(cage: Cage) -> None:
    """Beneath each indicator's row stands its row of status words."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Indicator", *written("{abc}-{yy}", "2022-04", 3), "Target"],
            ["Visits", 1, 2, 3, 3],
            ["RAG", "Red", "Amber", "Green"],
            ["Calls", 4, 5, 6, 5],
            ["RAG", "Amber", "Green", "Green"],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 3), {2: "Visits", 4: "Calls"})


def previous_year_row_below(cage: Cage) -> None:
    """Beneath each indicator's row stand last year's figures for the same months and a target row."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Indicator", "", *written("{abc}-{yy}", "2022-04", 3)],
            ["Visits", "Actual", 1, 2, 3],
            [None, "Last year", 7, 8, 9],
            [None, "Target", 2, 2, 2],
            ["Calls", "Actual", 4, 5, 6],
            [None, "Last year", 3, 2, 1],
            [None, "Target", 5, 5, 5],
        ],
    )
    cage.labels = ["Visits", "Calls"]
    for line, first in ((2, "2022-04"), (3, "2021-04"), (5, "2022-04"), (6, "2021-04")):
        for column, month in run("C", first, 3).items():
            cage.figure(sheet, f"{column}{line}", month, sheet[f"{column}{line}"].value)
    cage.target(sheet, "C4", 2)


SCORECARDS = (
    merged_comparator_heading, teams_in_a_column, numbered_rows, lookup_lists, names_in_two_lines,
    ytd_before_months, month_merged_two_rows, dashboard_and_data, footnotes_with_numbers, two_years_stacked,
    two_years_stacked_without_years, stacked_months_down, different_months_by_sheet, indicator_a_sheet,
    status_row_below, previous_year_row_below,
)  # fmt: skip
