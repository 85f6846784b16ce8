"""Workbooks as reporting systems and long-kept spreadsheets leave them: nested labels, thresholds, pairs of columns."""

from __future__ import annotations

from datetime import datetime, timedelta

from zoo_keeper import Cage, first_days, months_from, rows_run, run, shown, some, written


def label_headings_below(cage: Cage) -> None:
    """The headings of the label columns stand in the row below the months'."""
    sheet = cage.sheet(
        "Sales",
        [
            ["Sales by shop"],
            [None, None, *written("{abc}-{yy}", "2022-01", 4)],
            ["Region", "Shop"],
            ["North", "Leeds", *some(1, 4)],
            ["North", "York", *some(2, 4)],
            ["South", "Bath", *some(3, 4)],
        ],
    )
    cage.across(sheet, run("C", "2022-01", 4), {4: "North | Leeds", 5: "North | York", 6: "South | Bath"})


def current_month_named(cage: Cage) -> None:
    """The current month stands by itself before the run, under the same heading as in the run."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Indicator", "Dec-22", "Target", None, *written("{abc}-{yy}", "2022-04", 9)],
            ["Visits", 9, 10, None, *range(1, 10)],
            ["Calls", 19, 20, None, *range(11, 20)],
        ],
    )
    cage.across(sheet, run("E", "2022-04", 9), {2: "Visits", 3: "Calls"})
    cage.target(sheet, "C2", 10)


def benefit_statistics(cage: Cage) -> None:
    """A benefit system's export: months as 202204 (Apr-22), a label row above them, a total column, filters above."""
    sheet = cage.sheet(
        "Data Sheet 0",
        [
            ["Table 1 - Carer's Allowance"],
            ["Filters:"],
            ["Default Summation", "CA: Cases"],
            [],
            [None, "Month", "202204 (Apr-22)", "202205 (May-22)", "202206 (Jun-22)", "Total"],
            ["Gender"],
            [None, "Male", *some(1, 4)],
            [None, "Female", *some(2, 4)],
            [None, "Total", *some(3, 4)],
            [],
            ["Statistical disclosure control has been applied to this table."],
        ],
    )
    fair = {7: ("Male", "Gender | Male"), 8: ("Female", "Gender | Female"), 9: ("Total", "Gender | Total")}
    cage.across(sheet, run("C", "2022-04", 3), fair)


def books_nested_by_column(cage: Cage) -> None:
    """An accounting package's export: labels nested a column deeper each level, an empty column after each month."""
    sheet = cage.sheet(
        "Sheet1",
        [
            [None, None, None, None, "Jan 22", None, "Feb 22", None, "Mar 22", None, "TOTAL"],
            [None, "Ordinary Income/Expense"],
            [None, None, "Income"],
            [None, None, None, "Sales", 100, None, 110, None, 120, None, 330],
            [None, None, None, "Services", 40, None, 41, None, 42, None, 123],
            [None, None, "Total Income", None, 140, None, 151, None, 162, None, 453],
            [None, None, "Expense"],
            [None, None, None, "Rent", 20, None, 20, None, 20, None, 60],
            ["Net Income", None, None, None, 120, None, 131, None, 142, None, 393],
        ],
    )
    cage.any_label = True
    for line in (4, 5, 6, 8, 9):
        for column, month in run("E", "2022-01", 3, stride=2).items():
            cage.figure(sheet, f"{column}{line}", month, sheet[f"{column}{line}"].value)


def books_newest_first(cage: Cage) -> None:
    """An accounting package's profit and loss: newest month first, groups, totals, the period in words above."""
    sheet = cage.sheet(
        "Profit and Loss",
        [
            ["Profit and Loss"],
            ["Example Ltd"],
            ["For the 3 months ended 31 March 2023"],
            [],
            ["Account", "Mar 2023", "Feb 2023", "Jan 2023", "Total"],
            [],
            ["Turnover"],
            ["Sales", 10, 11, 12, 33],
            ["Other revenue", 1, 2, 3, 6],
            ["Total Turnover", 11, 13, 15, 39],
            [],
            ["Gross Profit", 9, 10, 12, 31],
        ],
    )
    fair = {
        8: ("Turnover | Sales",),
        9: ("Turnover | Other revenue",),
        10: ("Total Turnover", "Turnover | Total Turnover"),
        12: ("Gross Profit", "Turnover | Gross Profit"),
    }
    cage.across(sheet, run("B", "2023-03", 3, -1), fair)


def quarters_above_months(cage: Cage) -> None:
    """Three heading rows: financial year, quarters merged over their months, month names."""
    sheet = cage.sheet(
        "Plan",
        [
            ["Delivery plan"],
            ["Measure", "2022/23"],
            [None, "Quarter 3", None, None, "Quarter 4"],
            [None, "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"],
            ["Homes built", *some(1, 6)],
            ["Starts", *some(2, 6)],
        ],
    )
    for area in ("A2:A4", "B2:G2", "B3:D3", "E3:G3"):
        sheet.merge_cells(area)
    cage.across(sheet, run("B", "2022-10", 6), {5: "Homes built", 6: "Starts"})


def target_and_actual_pairs(cage: Cage) -> None:
    """One heading row of pairs: Apr-22 Target, Apr-22 Actual, May-22 Target …"""
    header: list[str] = ["Indicator"]
    for month in written("{abc}-{yy}", "2022-04", 3):
        header += [f"{month} Target", f"{month} Actual"]
    sheet = cage.sheet("KPIs", [header, ["Visits", 10, 9, 10, 11, 12, 12], ["Calls", 20, 25, 20, 19, 20, 21]])
    cage.across(sheet, run("C", "2022-04", 3, stride=2), {2: "Visits", 3: "Calls"})


def counts_in_single_headings(cage: Cage) -> None:
    """One heading row of triples: Apr-22 Num, Apr-22 Den, Apr-22 %."""
    header: list[str] = ["Indicator"]
    for month in written("{abc}-{yy}", "2022-04", 3):
        header += [f"{month} Num", f"{month} Den", f"{month} %"]
    sheet = cage.sheet(
        "KPIs",
        [
            header,
            ["Visits in time", 9, 10, 0.9, 12, 16, 0.75, 5, 20, 0.25],
            ["Reviews in time", 1, 2, 0.5, 3, 4, 0.75, 4, 5, 0.8],
        ],
    )
    cage.labels += ["Visits in time", "Reviews in time"]
    for line in (2, 3):
        for column, month in run("D", "2022-04", 3, stride=3).items():
            sheet[f"{column}{line}"].number_format = "0%"
            n, d = (sheet.cell(line, sheet[f"{column}1"].column - offset).value for offset in (2, 1))
            cage.counts(sheet, f"{column}{line}", month, sheet[f"{column}{line}"].value, n, d)


def weeks_and_days_beside(cage: Cage) -> None:
    """A weekly and a daily sheet are not months; the monthly sheet is."""
    weeks = [datetime(2022, 4, 4) + timedelta(days=7 * i) for i in range(12)]
    days = [datetime(2022, 4, 1) + timedelta(days=i) for i in range(40)]
    weekly = cage.sheet("Weekly", [["Measure", *weeks], ["Visits", *some(1, 12)]])
    shown(weekly, "B1:M1", "dd/mm/yyyy")
    daily = cage.sheet("Daily", [["Date", "Visits"], *([day, 5 + i] for i, day in enumerate(days))])
    shown(daily, "A2:A41", "dd/mm/yyyy")
    sheet = cage.sheet("Monthly", [["Measure", *written("{abc}-{yy}", "2022-04", 4)], ["Visits", *some(3, 4)]])
    cage.across(sheet, run("B", "2022-04", 4), {2: "Visits"})


def numbered_dates(cage: Cage) -> None:
    """Months as whole numbers 20220430 down the side."""
    sheet = cage.sheet("Open data", [["MonthEnding", "NumberOfAttendances", "NumberMeetingTarget"]])
    for i, day in enumerate((20220131, 20220228, 20220331, 20220430)):
        cage.write(sheet, [[day, 900 + i, 700 + i]], f"A{2 + i}")
    cage.down(sheet, rows_run(2, "2022-01", 4), {"B": "NumberOfAttendances", "C": "NumberMeetingTarget"})


def tidy_area_indicator(cage: Cage) -> None:
    """A row a figure with codes, period text, counts and value, as a profile download writes them."""
    sheet = cage.sheet(
        "Data",
        [["Indicator ID", "Indicator Name", "Area Code", "Area Name", "Time period", "Value", "Count", "Denominator"]],
    )
    line = 2
    for seed, name in enumerate(("Smoking at delivery", "Breastfeeding at 6 weeks")):
        cage.labels.append(
            (
                name,
                f"{seed + 1} | {name} | E06000045 | Southampton",
                f"{name} | Southampton",
                f"{seed + 1} | {name}",
                f"Southampton | {name}",
            )
        )
        for i, month in enumerate(written("{abc} {yyyy}", "2022-04", 3)):
            count, most = 40 + i, 400 + seed
            cage.write(
                sheet,
                [[seed + 1, name, "E06000045", "Southampton", month, 100 * count / most, count, most]],
                f"A{line}",
            )
            cage.counts(sheet, f"F{line}", months_from("2022-04", 3)[i], 100 * count / most, count, most)
            cage.either(sheet, f"F{line}", 100 * count / most, count / most)
            line += 1


def tidy_wide_keys(cage: Cage) -> None:
    """A row a figure with directorate, service and KPI, month as a date, actual and target."""
    sheet = cage.sheet("Export", [["Directorate", "Service", "KPI", "Date", "Actual", "Target"]])
    line = 2
    for service, kpi in (("Housing", "Repairs in time"), ("Housing", "Voids"), ("Planning", "Majors in time")):
        cage.labels.append((kpi, f"Place | {service} | {kpi}", f"{service} | {kpi}"))
        for i, day in enumerate(first_days("2022-04", 3)):
            cage.write(sheet, [["Place", service, kpi, day, 10 + line, 15]], f"A{line}")
            cage.figure(sheet, f"E{line}", months_from("2022-04", 3)[i], 10 + line)
            line += 1
    shown(sheet, "D2:D10", "dd/mm/yyyy")


def maternity_dashboard(cage: Cage) -> None:
    """A clinical dashboard: category and indicator labels, goal, red flag, measure and source before the months."""
    sheet = cage.sheet(
        "Dashboard",
        [
            ["Maternity clinical dashboard 2022/23"],
            [],
            ["Category", "Indicator", "Goal", "Red flag", "Measure", "Data source", *written("{abc}", "2022-04", 6)],
            ["Activity", "Births", 480, 500, "Number", "System", *some(1, 6)],
            [None, "Bookings", 520, 600, "Number", "System", *some(2, 6)],
            ["Outcomes", "Caesarean sections", 0.25, 0.3, "%", "Coding", 0.24, 0.26, 0.31, 0.22, 0.2, 0.27],
        ],
    )
    shown(sheet, "C6:L6", "0%")
    cage.across(
        sheet,
        run("G", "2022-04", 6),
        {
            4: ("Activity | Births", "Births"),
            5: ("Activity | Bookings", "Bookings"),
            6: ("Outcomes | Caesarean sections", "Caesarean sections"),
        },
    )
    cage.target(sheet, "C4", 480)
    cage.target(sheet, "C6", 0.25)


def threshold_columns(cage: Cage) -> None:
    """Green, amber and red thresholds before the months."""
    sheet = cage.sheet(
        "Quality",
        [
            ["Measure", "Green", "Amber", "Red", *written("{abc}-{yy}", "2022-04", 4)],
            ["Hand hygiene", "≥95%", "90-95%", "<90%", 0.97, 0.93, 0.96, 0.99],
            ["Falls", "≤5", "6-8", ">8", 3, 4, 9, 2],
        ],
    )
    shown(sheet, "E2:H2", "0%")
    cage.across(sheet, run("E", "2022-04", 4), {2: "Hand hygiene", 3: "Falls"})


def years_across_months_down(cage: Cage) -> None:
    """A cross table: month names down, years across, one series; a total row and an average column."""
    sheet = cage.sheet(
        "Visitors",
        [
            ["Visitors to the museum"],
            ["Month", 2019, 2020, 2021, "Average"],
            *([name, *some(i, 4)] for i, name in enumerate(written("{name}", "2019-01", 12))),
            ["Total", 1, 2, 3, 2],
        ],
    )
    cage.any_label = True
    for column, year in zip("BCD", (2019, 2020, 2021), strict=True):
        for line, month in rows_run(3, f"{year}-01", 12).items():
            cage.figure(sheet, f"{column}{line}", month, sheet[f"{column}{line}"].value)


REPORTS = (
    label_headings_below, current_month_named, benefit_statistics, books_nested_by_column, books_newest_first,
    quarters_above_months, target_and_actual_pairs, counts_in_single_headings, weeks_and_days_beside,
    numbered_dates, tidy_area_indicator, tidy_wide_keys,
    years_across_months_down, maternity_dashboard, threshold_columns,
)  # fmt: skip
