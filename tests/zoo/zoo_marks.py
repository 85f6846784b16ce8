"""Workbooks of busy people: years in odd places, marks in the cells, columns that are no months."""

from __future__ import annotations

from datetime import datetime

from zoo_keeper import Cage, months_from, rows_run, run, shown, some, written


def year_from_july(cage: Cage) -> None:
    """A financial year from July, months without years."""
    sheet = cage.sheet(
        "Ambulance",
        [
            ["Ambulance activity 2022-23 (July to June)"],
            ["Measure", *written("{abc}", "2022-07", 12), "Total"],
            ["Calls", *some(1, 13)],
            ["Transports", *some(2, 13)],
        ],
    )
    cage.across(sheet, run("B", "2022-07", 12), {3: "Calls", 4: "Transports"})


def calendar_year_in_words(cage: Cage) -> None:
    """January - December 2021 in the title."""
    sheet = cage.sheet(
        "Report",
        [
            ["Monthly claims report, January - December 2021"],
            [],
            ["Type", *(m.upper() for m in written("{abc}", "2021-01", 12)), "TOTAL"],
            ["Motor", *some(1, 13)],
            ["Home", *some(2, 13)],
            ["TOTAL", *some(3, 13)],
        ],
    )
    cage.across(sheet, run("B", "2021-01", 12), {4: "Motor", 5: "Home", 6: "TOTAL"})


def number_and_share_columns(cage: Cage) -> None:
    """Number and % columns within each month; both are figures of the row."""
    header: list[str | None] = ["Category"]
    below: list[str | None] = [None]
    for month in written("{abc}-{yy}", "2022-01", 3):
        header += [month, None]
        below += ["Number", "%"]
    sheet = cage.sheet(
        "Reasons",
        [
            ["Reasons for referral"],
            header,
            below,
            ["Abuse", 30, 0.3, 33, 0.32, 31, 0.31],
            ["Neglect", 70, 0.7, 71, 0.68, 69, 0.69],
        ],
    )
    for area in ("B2:C2", "D2:E2", "F2:G2"):
        sheet.merge_cells(area)
    for area in ("C4:C5", "E4:E5", "G4:G5"):
        shown(sheet, area, "0%")
    cage.any_label = True
    for line in (4, 5):
        for column, month in zip("BDF", months_from("2022-01", 3), strict=True):
            share = chr(ord(column) + 1)
            cage.counts(
                sheet, f"{share}{line}", month, sheet[f"{share}{line}"].value, sheet[f"{column}{line}"].value, None
            )


def totals_of_many_names(cage: Cage) -> None:
    """Many columns after the months that are none."""
    after = [
        "Total",
        "Average",
        "FY22/23",
        "H1",
        "YTD 22/23",
        "YTD 21/22",
        "Variance",
        "% var",
        "Rolling 12 months",
        "Min",
        "Max",
        "Rank",
        "Trend",
        "Notes",
    ]
    sheet = cage.sheet(
        "KPIs",
        [
            ["Site", *written("{abc}-{yy}", "2022-04", 3), *after],
            ["Leeds", 1, 2, 3, *some(1, 11), 1, "↑", "fine"],
            ["York", 4, 5, 6, *some(2, 11), 2, "↓", None],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 3), {2: "Leeds", 3: "York"})


def last_year_block(cage: Cage) -> None:
    """Last year's months in one run, this year's in the next: one series of two years."""
    sheet = cage.sheet(
        "Bookings",
        [
            ["Venue", *written("{abc}-{yy}", "2021-04", 3), None, *written("{abc}-{yy}", "2022-04", 3)],
            ["Hall", 1, 2, 3, None, 4, 5, 6],
            ["Park", 7, 8, 9, None, 1, 2, 3],
        ],
    )
    cage.across(sheet, run("B", "2021-04", 3) | run("F", "2022-04", 3), {2: "Hall", 3: "Park"})


def months_down_with_weeks(cage: Cage) -> None:
    """Months down in the third column, after quarter and number-of-days columns; totals right."""
    sheet = cage.sheet("Sales", [["Quarter", "Days", "Month", "Units", "Returns", "Total"]])
    for i, month in enumerate(written("{abc}-{yy}", "2022-01", 6)):
        cage.write(sheet, [[f"Q{i // 3 + 1}" if i % 3 == 0 else None, 30, month, 5 + i, 1, 6 + i]], f"A{2 + i}")
    cage.any_label = True
    cage.labels = []
    for column in "DEF":
        for line, month in rows_run(2, "2022-01", 6).items():
            cage.figure(sheet, f"{column}{line}", month, sheet[f"{column}{line}"].value)
    cage.ignored |= {f"Sales!B{line}" for line in range(2, 8)}


def two_targets(cage: Cage) -> None:
    """Last year's and this year's target; this year's is the target."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Measure", "Target 2021/22", "Target 2022/23", *written("{abc}-{yy}", "2022-04", 3)],
            ["Visits", 100, 120, 110, 125, 130],
            ["Calls", 50, 45, 41, 42, 43],
        ],
    )
    cage.across(sheet, run("D", "2022-04", 3), {2: "Visits", 3: "Calls"})
    cage.target(sheet, "C2", 120)
    cage.target(sheet, "C3", 45)


def target_beneath_months_down(cage: Cage) -> None:
    """Months down with a Target and a Last year row above the months."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Month", "Visits", "Calls"],
            ["Target", 100, 50],
            ["2021/22", 95, 55],
            *([m, 90 + i, 40 + i] for i, m in enumerate(written("{abc}-{yy}", "2022-04", 5))),
        ],
    )
    cage.down(sheet, rows_run(4, "2022-04", 5), {"B": "Visits", "C": "Calls"})
    cage.target(sheet, "B2", 100)
    cage.target(sheet, "C2", 50)


def header_at_row_fifty(cage: Cage) -> None:
    """Guidance fills fifty rows before the table begins."""
    words = [[f"{i}. Enter the figure for each month by the tenth working day."] for i in range(1, 49)]
    sheet = cage.sheet("Return", [["Monthly return"], *words])
    cage.write(
        sheet,
        [["Line", *written("{abc}-{yy}", "2022-04", 4)], ["Contacts", 1, 2, 3, 4], ["Referrals", 5, 6, 7, 8]],
        "B52",
    )
    cage.across(sheet, run("C", "2022-04", 4), {53: "Contacts", 54: "Referrals"})


def chart_sheet_between(cage: Cage) -> None:
    """A chart sheet and an empty sheet stand among the sheets of figures."""
    sheet = cage.sheet("Figures", [["Measure", *written("{abc}-{yy}", "2022-04", 4)], ["Contacts", 1, 2, 3, 4]])
    cage.book.create_chartsheet("Chart")
    cage.book.create_sheet("Empty")
    cage.across(sheet, run("B", "2022-04", 4), {2: "Contacts"})


def codes_row_above(cage: Cage) -> None:
    """Months down under names, with series codes above the names and units below, dates at month end."""
    sheet = cage.sheet(
        "Series",
        [[None, "LNB1", "LNB2"], ["Date", "House price index", "Mortgage approvals"], [None, "2015=100", "000s"]],
    )
    ends = [datetime(2022, 1, 31), datetime(2022, 2, 28), datetime(2022, 3, 31), datetime(2022, 4, 30)]
    for i, end in enumerate(ends):
        cage.write(sheet, [[end, 130.5 + i, 70.25 + i]], f"A{4 + i}")
    shown(sheet, "A4:A7", "dd mmm yyyy")
    cage.any_label = True
    for column in "BC":
        for line, month in rows_run(4, "2022-01", 4).items():
            cage.figure(sheet, f"{column}{line}", month, sheet[f"{column}{line}"].value)


def survey_by_question(cage: Cage) -> None:
    """Questions that mention months and years in their names; answers as percentages by format."""
    sheet = cage.sheet(
        "Survey",
        [
            ["Patient survey 2022"],
            ["Question", *written("{abc} {yy}", "2022-05", 4)],
            ["Would you recommend us (since April 2021)?", 0.9, 0.91, 0.92, 0.93],
            ["Seen in March or later", 0.5, 0.51, 0.52, 0.53],
            ["May we contact you?", 0.4, 0.41, 0.42, 0.43],
        ],
    )
    shown(sheet, "B3:E5", "0%")
    cage.across(
        sheet,
        run("B", "2022-05", 4),
        {3: "Would you recommend us (since April 2021)?", 4: "Seen in March or later", 5: "May we contact you?"},
    )


def one_month_only(cage: Cage) -> None:
    """The first issue of a year: one month so far, with target and comparators."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Children's services KPIs"],
            ["Indicator", "Apr-22", "Target", "England"],
            ["Referrals", 270, 300, None],
            ["Re-referrals", "21% (57/270)", "23%", "21%"],
        ],
    )
    cage.across(sheet, {"B": "2022-04"}, {3: "Referrals", 4: "Re-referrals"})
    cage.target(sheet, "C4", 0.23)
    cage.comparator(sheet, "D4", 0.21)


def two_months_of_three_sheets(cage: Cage) -> None:
    """The same table on sheets for two boroughs, with different months reported."""
    for name, count in (("Northton", 3), ("Southby", 2)):
        sheet = cage.sheet(
            name,
            [[f"{name} Council"], ["KPI", *written("{abc}-{yy}", "2022-10", 3)], ["Complaints", *some(count, count)]],
        )
        cage.across(sheet, run("B", "2022-10", 3), {3: "Complaints"})


def notes_column_with_months(cage: Cage) -> None:
    """A comments column with sentences that begin with months; a due-date column of real dates."""
    sheet = cage.sheet(
        "Actions",
        [
            ["Measure", *written("{abc}-{yy}", "2022-04", 3), "Due date", "Comment"],
            ["Visits", 1, 2, 3, datetime(2022, 9, 30), "May was low because of strikes"],
            ["Calls", 4, 5, 6, datetime(2022, 10, 31), "March 2023 is the deadline"],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 3), {2: "Visits", 3: "Calls"})


def constant_day_eight(cage: Cage) -> None:
    """Jan-08 typed in 2009, which Excel took for the eighth of January 2009 and shows as 8-Jan."""
    sheet = cage.sheet(
        "Claims", [["Product", *(datetime(2009, month, 8) for month in range(1, 13))], ["Motor", *some(1, 12)]]
    )
    shown(sheet, "B1:M1", "d-mmm")
    cage.across(sheet, run("B", "2008-01", 12), {2: "Motor"})


def percent_points_in_title(cage: Cage) -> None:
    """Occupancy of wards: figures under a per cent format beside counts under the same names."""
    sheet = cage.sheet(
        "Wards",
        [
            ["Ward", "Metric", *written("{abc}-{yy}", "2022-04", 3)],
            ["Ash", "Beds", 20, 21, 22],
            [None, "Occupancy", 0.95, 0.97, 1],
            ["Elm", "Beds", 10, 11, 12],
            [None, "Occupancy", 0.9, 1.02, 0.88],
        ],
    )
    for line in (3, 5):
        shown(sheet, f"C{line}:E{line}", "0%")
    cage.across(
        sheet, run("C", "2022-04", 3), {2: "Ash | Beds", 3: "Ash | Occupancy", 4: "Elm | Beds", 5: "Elm | Occupancy"}
    )


MARKS = (
    year_from_july, calendar_year_in_words, number_and_share_columns, totals_of_many_names, last_year_block,
    months_down_with_weeks, two_targets, target_beneath_months_down, header_at_row_fifty, chart_sheet_between,
    codes_row_above, survey_by_question, one_month_only, two_months_of_three_sheets, notes_column_with_months,
    constant_day_eight, percent_points_in_title,
)  # fmt: skip
