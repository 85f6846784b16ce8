"""A sheet for each month, each with this month's figures in a column: the year is the whole workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from zoo_keeper import NAMES, Cage, Cell, months_from, shown

ROWS = (("Referrals", 379, 300), ("Assessments completed", 120, 110), ("Complaints", 14, 10))


def write_month(cage: Cage, name: str, month: str, above: Sequence[Sequence[Cell]], headings: Sequence[Cell]) -> None:
    """A sheet of one month: what stands above, then indicator, the actual of the month, its target and a word."""
    sheet = cage.sheet(name, [*above, headings])
    first = len(above) + 2
    for offset, (row, figure, target) in enumerate(ROWS):
        value = figure + 3 * int(month[5:])
        cage.write(sheet, [[row, value, target, "Green", "A comment"]], f"A{first + offset}")
        cage.figure(sheet, f"B{first + offset}", month, value)
        cage.target(sheet, f"C{first + offset}", target)


HEADINGS = ("Indicator", "Actual", "Target", "RAG", "Comments")


def month_in_sheet_name(cage: Cage) -> None:
    """Apr 22, May 22 … each with Actual and Target; the same indicators on every sheet."""
    for month in months_from("2022-04", 6):
        write_month(cage, f"{NAMES[int(month[5:]) - 1][:3]} {month[2:4]}", month, (), HEADINGS)
    cage.labels = [name for name, _, _ in ROWS]


def month_name_only(cage: Cage) -> None:
    """April, May, June …, the year on the cover alone; a list to look up at the end."""
    cage.sheet("Cover", [["Performance pack 2022/23"]])
    for month in months_from("2022-04", 4):
        write_month(cage, NAMES[int(month[5:]) - 1], month, (), HEADINGS)
    cage.sheet("Lists", [["RAG"], ["Green"], ["Amber"], ["Red"]])
    cage.labels = [name for name, _, _ in ROWS]


def month_in_title(cage: Cage) -> None:
    """Sheets P1, P2, P3; each title says its month."""
    for index, month in enumerate(months_from("2022-11", 3), start=1):
        title = f"Children's services performance - {NAMES[int(month[5:]) - 1]} {month[:4]}"
        write_month(cage, f"P{index}", month, ([title], []), HEADINGS)
    cage.labels = [name for name, _, _ in ROWS]


def month_in_cell(cage: Cage) -> None:
    """A real date beside `Reporting month` on every sheet."""
    for index, month in enumerate(months_from("2022-04", 3), start=1):
        date = datetime(int(month[:4]), int(month[5:]), 1)
        write_month(cage, f"Month {index}", month, (["Reporting month", date], []), HEADINGS)
        shown(cage.book[f"Month {index}"], "B1:B1", "mmmm yyyy")
    cage.labels = [name for name, _, _ in ROWS]


def one_report(cage: Cage) -> None:
    """One sheet of one month, its name in the title: this month, target, last month's and last year's figure."""
    sheet = cage.sheet(
        "Scorecard",
        [
            ["Monthly scorecard: December 2022"],
            [],
            ["KPI", "This month", "Last month", "Same month last year", "YTD", "Target", "RAG"],
            ["Referrals", 379, 360, 350, 3300, 300, "Red"],
            ["Complaints", 14, 10, 9, 120, 10, "Amber"],
        ],
    )
    for line, name, figures in ((4, "Referrals", (379, 360)), (5, "Complaints", (14, 10))):
        cage.labels.append(name)
        cage.figure(sheet, f"B{line}", "2022-12", figures[0])
        cage.figure(sheet, f"C{line}", "2022-11", figures[1])
    cage.comparator(sheet, "D4", 350)
    cage.target(sheet, "F5", 10)


def counts_by_month_sheet(cage: Cage) -> None:
    """Each month's sheet gives numerator, denominator and percentage under two sections."""
    for month in months_from("2022-04", 3):
        sheet = cage.sheet(
            f"{NAMES[int(month[5:]) - 1]} {month[:4]}", [["Section", "Indicator", "Numerator", "Denominator", "%"]]
        )
        for line, (section, name, n) in enumerate((("Front door", "Re-referrals", 57), ("Care", "Reviews", 90)), 2):
            cage.write(sheet, [[section, name, n, 270, n / 270]], f"A{line}")
            sheet[f"E{line}"].number_format = "0%"
            cage.counts(sheet, f"E{line}", month, n / 270, n, 270)
    cage.labels = ["Re-referrals", "Reviews"]
    cage.sections = ["Front door", "Care"]


def ytd_beside_month(cage: Cage) -> None:
    """Each sheet has the month's figure and the year to date; a new indicator appears in the third month."""
    for index, month in enumerate(months_from("2022-04", 3)):
        name = NAMES[int(month[5:]) - 1]
        sheet = cage.sheet(f"{name[:3]}-22", [["Measure", f"{name} 2022", "YTD", "Target"]])
        rows = ("Births", "Deaths", "Weddings")[: 3 if index == 2 else 2]
        for line, row in enumerate(rows, start=2):
            cage.write(sheet, [[row, 70 + line + index, 70 * (index + 1), 80]], f"A{line}")
            cage.figure(sheet, f"B{line}", month, 70 + line + index)
    cage.labels = ["Births", "Deaths", "Weddings"]


def sheets_of_months_beside_a_trend(cage: Cage) -> None:
    """Sheets of months beside a sheet that holds all months: what the trend sheet gives is not given twice."""
    trend = cage.sheet("Trend", [["Indicator", "Apr-22", "May-22"]])
    cage.write(trend, [[name, figure + 12, figure + 15] for name, figure, _ in ROWS], "A2")
    cage.across(trend, {"B": "2022-04", "C": "2022-05"}, {line + 2: row[0] for line, row in enumerate(ROWS)})
    for month, name in (("2022-04", "April 22"), ("2022-05", "May 22")):
        sheet = cage.sheet(name, [HEADINGS])
        for line, (row, figure, target) in enumerate(ROWS, start=2):
            cage.write(sheet, [[row, figure + 3 * int(month[5:]), target, "Green", ""]], f"A{line}")
            cage.ignored.add(f"{name}!B{line}")
    cage.any_label = True


def quarters_as_sheets(cage: Cage) -> None:
    """A sheet for each quarter with its three months; two sections by banner on each."""
    for quarter in range(3):
        first = f"2022-{4 + 3 * quarter:02d}"
        months = months_from(first, 3)
        headings = [NAMES[int(month[5:]) - 1][:3] for month in months]
        sheet = cage.sheet(f"Q{quarter + 1} 2022-23", [["Measure", *headings, "Target"]])
        for line, row in enumerate(("Births", "Deaths"), start=2):
            cage.write(sheet, [[row, 70 + line, 71 + line, 72 + quarter, 80]], f"A{line}")
            for column, month in zip("BCD", months, strict=True):
                cage.figure(sheet, f"{column}{line}", month, sheet[f"{column}{line}"].value)
    cage.labels = ["Births", "Deaths"]


def services_by_month(cage: Cage) -> None:
    """Two services, a sheet for each in each month, with rows of the same names."""
    for service, seed in (("Housing", 1), ("Planning", 2)):
        for month in months_from("2022-04", 2):
            sheet = cage.sheet(f"{service} {NAMES[int(month[5:]) - 1]} 2022", [["KPI", "Actual", "Target"]])
            for line, row in enumerate(("Complaints", "Vacancies"), start=2):
                cage.write(sheet, [[row, 10 * seed + int(month[5:]) + line, 9]], f"A{line}")
                cage.figure(sheet, f"B{line}", month, sheet[f"B{line}"].value)
    cage.labels = ["Complaints", "Vacancies"] * 2
    cage.sections = ["Housing"] * 2 + ["Planning"] * 2


MONTHLY_SHEETS = (
    quarters_as_sheets, services_by_month,
    month_in_sheet_name, month_name_only, month_in_title, month_in_cell, one_report, counts_by_month_sheet,
    ytd_beside_month, sheets_of_months_beside_a_trend,
)  # fmt: skip
