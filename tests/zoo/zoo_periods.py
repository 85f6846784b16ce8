"""Headings of periods that are no plain months: numbered ones, school years, other tongues, single months, weeks."""

from __future__ import annotations

from datetime import datetime, timedelta

from zoo_headings import heading_row
from zoo_keeper import Cage, first_days, months_from, rows_run, run, shown, some, written

YEAR = months_from("2022-04", 12)
NUMBERED = (
    heading_row("period_m", [f"M{n}" for n in range(1, 13)], YEAR, title="Monitoring 2022/23"),
    heading_row("period_p", [f"P{n}" for n in range(1, 10)], YEAR[:9], title="Budget monitoring 2022-23"),
    heading_row("period_p_two_digits", [f"P{n:02d}" for n in range(1, 13)], YEAR, title="2022/23"),
    heading_row("period_words", [f"Period {n}" for n in range(1, 7)], YEAR[:6], title="Monitoring 2022/23"),
    heading_row("period_month_words", [f"Month {n}" for n in range(1, 7)], YEAR[:6], title="Month 6 report 2022/23"),

    heading_row("period_welsh", ["Ebrill 2022", "Mai 2022", "Mehefin 2022", "Gorffennaf 2022", "Awst 2022", "Medi 2022",
                                 "Hydref 2022", "Tachwedd 2022", "Rhagfyr 2022", "Ionawr 2023", "Chwefror 2023",
                                 "Mawrth 2023"], YEAR),
    heading_row("period_welsh_short", ["Ebr", "Mai", "Meh", "Gor", "Awst", "Medi"], YEAR[:6],
                title="Adroddiad 2022/23"),
    heading_row("period_bilingual", ["Ebrill / April", "Mai / May", "Mehefin / June"], YEAR[:3], title="2022/23"),
    heading_row("period_serials", [44652, 44682, 44713, 44743], YEAR[:4]),
    heading_row("period_financial", ["Dec 22/23", "Jan 22/23", "Feb 22/23"], YEAR[8:11], title="Report of 2024"),
    heading_row("period_financial_first", ["2022/23 Dec", "2022/23 Jan", "2022/23 Feb"], YEAR[8:11]),
    heading_row("period_financial_brackets", ["Dec (2022/23)", "Jan (2022/23)", "Feb (2022/23)"], YEAR[8:11]),
    heading_row("period_month_brackets", ["Month 1 (Apr)", "Month 2 (May)", "Month 3 (Jun)"], YEAR[:3],
                title="2022/23"),
    heading_row("period_to_date", ["Apr 22", "May 22", "Jun 22", "Jul 22"], YEAR[:4], title="Data to 31/07/2022"),
    heading_row("period_day_first", ["Fri 29 Apr 2022", "Tue 31 May 2022", "Thu 30 Jun 2022"], YEAR[:3]),
    heading_row("period_month_end", ["As at 30/04/2022", "As at 31/05/2022", "As at 30/06/2022"], YEAR[:3]),
    heading_row("period_ending", ["M/E Apr-22", "M/E May-22", "M/E Jun-22"], YEAR[:3]),

    heading_row("period_star", ["Apr-22", "May-22", "Jun-22 (provisional)", "Jul-22 (prov.)"], YEAR[:4]),


)  # fmt: skip


def school_year(cage: Cage) -> None:
    """School attendance: September to July under an academic year, August left out."""
    headings = written("{abc}", "2022-09", 11)
    sheet = cage.sheet(
        "Attendance",
        [
            ["School attendance academic year 2022/23"],
            ["Measure", *headings],
            ["Attendance primary %", *[94.1 + i / 10 for i in range(11)]],
            ["Attendance secondary %", *[90.1 + i / 10 for i in range(11)]],
        ],
    )
    cage.across(sheet, run("B", "2022-09", 11), {3: "Attendance primary %", 4: "Attendance secondary %"}, scale=0.01)


def two_months_alone(cage: Cage) -> None:
    """A month's report: this month, the month before and the same month of last year, then target and England."""
    sheet = cage.sheet(
        "Report",
        [
            ["Performance report December 2022"],
            [],
            ["Indicator", "Nov-22", "Dec-22", "Dec-21", "Target", "England"],
            ["Referrals", 379, 410, 350, 300, 400],
            ["Assessments", 120, 130, 125, 110, 128],
        ],
    )
    cage.across(sheet, {"B": "2022-11", "C": "2022-12"}, {4: "Referrals", 5: "Assessments"})
    cage.comparator(sheet, "D4", 350)
    cage.comparator(sheet, "F4", 400)
    cage.target(sheet, "E4", 300)


def years_in_turns(cage: Cage) -> None:
    """Each month twice, last year's figure before this year's."""
    headings = [each for month in ("Apr", "May", "Jun", "Jul") for each in (f"{month}-21", f"{month}-22")]
    sheet = cage.sheet("Crime", [["Measure", *headings], ["Burglary", *some(1, 8)], ["Theft", *some(2, 8)]])
    turns = run("B", "2021-04", 4, stride=2) | run("C", "2022-04", 4, stride=2)
    cage.across(sheet, turns, {2: "Burglary", 3: "Theft"})


def this_month_and_last_years(cage: Cage) -> None:
    """One month beside the same month of last year."""
    sheet = cage.sheet("Report", [["Indicator", "Dec-22", "Dec-21", "Target"], ["Referrals", 379, 350, 300]])
    cage.across(sheet, {"B": "2022-12"}, {2: "Referrals"})
    cage.comparator(sheet, "C2", 350)
    cage.target(sheet, "D2", 300)


def pivot_table(cage: Cage) -> None:
    """A pivot table's values pasted: Sum of, Column Labels, Row Labels and Grand Total."""
    sheet = cage.sheet(
        "Pivot",
        [
            ["Sum of Cases", "Column Labels"],
            ["Row Labels", *written("{abc}-{yy}", "2022-04", 4), "Grand Total"],
            ["Assault", 5, 6, 7, 8, 26],
            ["Burglary", 4, 3, 2, 1, 10],
            ["Grand Total", 9, 9, 9, 9, 36],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 4), {3: "Assault", 4: "Burglary", 5: "Grand Total"})


def twelve_months_to(cage: Cage) -> None:
    """Police: columns of twelve months to a month beside the months themselves."""
    sheet = cage.sheet(
        "Crime",
        [
            ["Crime type", *written("{abc}-{yy}", "2022-04", 4), "12 months to Jul-22", "12 months to Jul-21"],
            ["Assault", 50, 51, 52, 53, 600, 580],
            ["Theft", 20, 21, 22, 23, 240, 250],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 4), {2: "Assault", 3: "Theft"})
    cage.kept = {"Crime!F2", "Crime!G2"}


def outturns_before(cage: Cage) -> None:
    """Outturns of three years before the months, and the target of this year and the next after them."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Measure", "2019/20", "2020/21", "2021/22", *written("{abc}-{yy}", "2022-04", 3), "Target 2022/23",
             "Target 2023/24"],
            ["Births", 900, 910, 920, 70, 80, 90, 930, 940],
            ["Deaths", 800, 810, 820, 60, 61, 62, 830, 840],
        ],
    )  # fmt: skip
    cage.across(sheet, run("E", "2022-04", 3), {2: "Births", 3: "Deaths"})
    for column, value in (("B", 900), ("C", 910), ("D", 920)):
        cage.comparator(sheet, f"{column}2", value)
    cage.target(sheet, "H2", 930)


def chart_sheets(cage: Cage) -> None:
    """Sheets that are charts alone, a cover and a list to look up, around the sheet of figures."""
    from openpyxl.chart import LineChart, Reference

    cage.sheet("Cover", [["Performance workbook"], ["Reporting month", "July 2022"], ["Prepared by", "Insight team"]])
    sheet = cage.sheet("Data", [["Measure", *first_days("2022-04", 4)], ["Visits", 1, 2, 3, 4]])
    shown(sheet, "B1:E1", "mmm-yy")
    cage.across(sheet, run("B", "2022-04", 4), {2: "Visits"})
    chart = LineChart()
    chart.add_data(Reference(sheet, min_col=2, max_col=5, min_row=2), from_rows=True)
    cage.book.create_chartsheet("Chart").add_chart(chart)
    cage.sheet("Lookups", [["Ward", "Code"], ["Bargate", "E05002455"], ["Bevois", "E05002457"]])


def weekly_rows(cage: Cage) -> None:
    """Weeks down the side are no months: the monthly table beside is read, the weekly one is said to be left."""
    sheet = cage.sheet("Monthly", [["Measure", *written("{abc}-{yy}", "2022-04", 3)], ["Calls", 400, 410, 420]])
    cage.across(sheet, run("B", "2022-04", 3), {2: "Calls"})
    start = datetime(2022, 4, 4)
    weekly = cage.sheet("Weekly", [["Week commencing", "Calls", "Emails"]])
    for index in range(12):
        cage.write(weekly, [[start + timedelta(days=7 * index), 90 + index, 50 + index]], f"A{2 + index}")
    shown(weekly, "A2:A13", "dd/mm/yyyy")
    cage.said = {"Weekly!B2"}


def quarters_alone(cage: Cage) -> None:
    """A sheet of quarters beside a sheet of months: the quarters' figures are said to be left."""
    sheet = cage.sheet("Monthly", [["Measure", *written("{abc}-{yy}", "2022-04", 3)], ["Calls", 400, 410, 420]])
    cage.across(sheet, run("B", "2022-04", 3), {2: "Calls"})
    cage.sheet("Quarterly", [["Measure", "22/23 Q1", "22/23 Q2", "22/23 Q3"], ["Complaints", 40, 41, 42]])
    cage.said = {"Quarterly!B2"}


def comparators_across_months_down(cage: Cage) -> None:
    """A sheet an indicator: months down, and across them us, the neighbours, the region and England."""
    for name, seed in (("Re-referrals", 1), ("Timeliness", 2)):
        sheet = cage.sheet(name, [[f"{name} (%)"], [], ["Month", "Southampton", "Stat. neighbours", "England"]])
        for index, month in enumerate(written("{abc}-{yy}", "2022-04", 4)):
            cage.write(sheet, [[month, 20 + seed + index, 25, 22]], f"A{4 + index}")
        cage.down(sheet, rows_run(4, "2022-04", 4),
                  {"B": (name, "Southampton"), "C": "Stat. neighbours", "D": "England"}, scale=0.01)  # fmt: skip
    cage.any_label = True


def part_years_in_rows(cage: Cage) -> None:
    """Months down under a row for each year, quarters and totals between, three measures across."""
    sheet = cage.sheet("Fire", [["Month", "Fires", "False alarms", "Rescues"]])
    line = 2
    for year in (2021, 2022):
        cage.write(sheet, [[f"{year}/{year % 100 + 1}"]], f"A{line}")
        for index, month in enumerate(written("{name}", f"{year}-04", 12)):
            cage.write(sheet, [[month, *some(year + index, 3)]], f"A{line + 1 + index}")
        cage.write(sheet, [["Total", 9, 9, 9]], f"A{line + 13}")
        for column in "BCD":
            for row, month in rows_run(line + 1, f"{year}-04", 12).items():
                cage.figure(sheet, f"{column}{row}", month, sheet[f"{column}{row}"].value)
        line += 14
    cage.labels = ["Fires", "False alarms", "Rescues"]


PERIODS = (
    *NUMBERED, school_year, two_months_alone, years_in_turns,
    this_month_and_last_years, pivot_table, twelve_months_to, outturns_before, chart_sheets, weekly_rows,
    quarters_alone, comparators_across_months_down, part_years_in_rows,
)  # fmt: skip
