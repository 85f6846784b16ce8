"""Workbooks as hospitals and health services publish them: months down under notes, two-row headings, gaps."""

from __future__ import annotations

from datetime import datetime

from zoo_keeper import Cage, first_days, months_from, rows_run, run, shares, shown, some, written


def emergency_attendances(cage: Cage) -> None:
    """Label and value rows above a two-row heading; column A empty; two groups of columns; dashes early on."""
    sheet = cage.sheet(
        "Activity",
        [
            ["Title:", "A&E Attendances and Emergency Admissions"],
            ["Summary:", "Monthly figures for attendances and admissions"],
            [None],
            ["Period:", "August 2022 to January 2023"],
            ["Source:", "Monthly return"],
            ["Published:", datetime(2023, 2, 9)],
            ["Revised:", "-"],
            ["Contact:", "statistics@example.org"],
            [None],
        ],
        "B2",
    )
    cage.write(sheet, [["Period", "A&E attendances", None, None, None, "Emergency Admissions"]], "B12")
    cage.write(
        sheet,
        [[None, "Type 1 Departments - Major A&E", "Type 2 Departments - Single Specialty", "Type 3 Departments",
          "Total Attendances", "via Type 1 A&E", "Other Emergency Admissions",
          "Number of patients spending >12 hours"]],
        "B13",
    )  # fmt: skip
    sheet.merge_cells("C12:F12")
    sheet.merge_cells("G12:I12")
    sheet.merge_cells("B12:B13")
    for i, day in enumerate(first_days("2022-08", 6)):
        gap = "-" if i < 2 else 31 + i
        cage.write(sheet, [[day, 1_138_652 + i * 977, 54_371 + i, 651_000 + i * 31, 1_844_023 + i * 1009,
                            287_438 + i, 90_211 + i * 7, gap]], f"B{14 + i}")  # fmt: skip
    shown(sheet, "B14:B19", "mmm-yy")
    cage.write(sheet, [["Notes: figures are provisional"]], "B21")
    names = ("Type 1 Departments - Major A&E", "Type 2 Departments - Single Specialty", "Type 3 Departments",
             "Total Attendances")  # fmt: skip
    admissions = ("via Type 1 A&E", "Other Emergency Admissions", "Number of patients spending >12 hours")
    months = rows_run(14, "2022-08", 6)
    cage.down(sheet, months, {"CDEF"[i]: f"A&E attendances | {name}" for i, name in enumerate(names)})
    cage.down(sheet, months, {"GHI"[i]: f"Emergency Admissions | {name}" for i, name in enumerate(admissions)})


def activity_and_performance(cage: Cage) -> None:
    """Two sheets over the same months, the second of percentages under a per cent format; a contents sheet before."""
    cage.sheet("Contents", [["A&E time series"], ["Activity", "Monthly activity"], ["Performance", "Four hours"]])
    activity = cage.sheet("Activity", [["Attendances by month"], [], ["Month", "Attendances", "Admissions"]])
    performance = cage.sheet("Performance", [["Four hour standard"], [], ["Month", "Percentage in 4 hours or less"]])
    for i, day in enumerate(first_days("2021-11", 5)):
        cage.write(activity, [[day, 2000 + i, 480 + i]], f"A{4 + i}")
        cage.write(performance, [[day, 0.7421 - i / 100]], f"A{4 + i}")
    shown(activity, "A4:A8", "mmmm yyyy")
    shown(performance, "A4:A8", "mmmm yyyy")
    shown(performance, "B4:B8", "0.0%")
    months = rows_run(4, "2021-11", 5)
    cage.down(activity, months, {"B": "Attendances", "C": "Admissions"})
    cage.down(performance, months, {"B": "Percentage in 4 hours or less"})


def referral_to_treatment(cage: Cage) -> None:
    """A financial year column that is filled once a year beside the month; some columns start late."""
    sheet = cage.sheet(
        "Full Time Series",
        [
            ["RTT Overview Timeseries"],
            ["England"],
            [],
            ["Year", "Month", "Median wait (weeks)", "% within 18 weeks", "No. > 52 weeks", "Total waiting (mil)"],
        ],
        "B2",
    )
    years = {"2021-02": "2020/21", "2021-04": "2021/22"}
    for i, (month, day) in enumerate(zip(months_from("2021-02", 6), first_days("2021-02", 6), strict=True)):
        late = "-" if i < 3 else 300_000 + i
        cage.write(sheet, [[years.get(month), day, 11.1 + i / 10, 0.645 + i / 1000, late, 4.59 + i / 20]], f"B{6 + i}")
    shown(sheet, "C6:C11", "mmm-yy")
    shown(sheet, "E6:E11", "0.0%")
    names = {"D": "Median wait (weeks)", "E": "% within 18 weeks", "F": "No. > 52 weeks", "G": "Total waiting (mil)"}
    cage.down(sheet, rows_run(6, "2021-02", 6), names)


def cancer_waits(cage: Cage) -> None:
    """Months as text down the side; total, breaches and percentage under each merged cancer heading."""
    sheet = cage.sheet(
        "Monthly Performance",
        [
            ["CANCER WAITING TIMES STATISTICS"],
            ["Two month wait from urgent referral to first treatment"],
            [],
            [None, "ALL CANCERS", None, None, "BREAST", None, None],
            ["Monthly", "Total", "After target", "% on time", "Total", "After target", "% on time"],
        ],
    )
    sheet.merge_cells("B4:D4")
    sheet.merge_cells("E4:G4")
    for i, month in enumerate(written("{name} {yyyy}", "2022-04", 6)):
        cage.write(sheet, [[month, 14_000 + i, 3_000 + i, 0.785 - i / 1000, 900 + i, 40 + i, 0.95 - i / 100]],
                   f"A{6 + i}")  # fmt: skip
    shown(sheet, "D6:D11", "0.0%")
    shown(sheet, "G6:G11", "0.0%")
    columns = ("Total", "After target", "% on time")
    cage.down(sheet, rows_run(6, "2022-04", 6), {"BCD"[i]: f"ALL CANCERS | {name}" for i, name in enumerate(columns)})
    cage.down(sheet, rows_run(6, "2022-04", 6), {"EFG"[i]: f"BREAST | {name}" for i, name in enumerate(columns)})


def monthly_activity_return(cage: Cage) -> None:
    """Financial year in one column, month names in capitals without a year in the next, a total row a year."""
    sheet = cage.sheet("MAR Timeseries", [["Monthly hospital activity"], [], ["Year", "Period", "GP referrals made",
                                                                              "First attendances seen"]])  # fmt: skip
    rows = [("2020-21", name) for name in ("JANUARY", "FEBRUARY", "MARCH", "TOTAL")]
    rows += [("2021-22", name) for name in ("APRIL", "MAY", "JUNE")]
    for i, (year, period) in enumerate(rows):
        cage.write(sheet, [[year, period, 800_000 + i * 13, 1_200_000 + i * 17]], f"A{4 + i}")
    months = {4: "2021-01", 5: "2021-02", 6: "2021-03", 8: "2021-04", 9: "2021-05", 10: "2021-06"}
    cage.down(sheet, months, {"C": "GP referrals made", "D": "First attendances seen"})


def delayed_transfers(cage: Cage) -> None:
    """Calendar year filled once beside month names, with an annual row before each run."""
    sheet = cage.sheet("DTOC", [["Delayed days by responsible organisation"], ["Year", "Month", "NHS", "Social care",
                                                                               "Both", "Total"]])  # fmt: skip
    line = 3
    months = {}
    for year in (2018, 2019):
        cage.write(sheet, [[year, "Annual", 900_000, 500_000, 60_000, 1_460_000]], f"A{line}")
        for number, name in enumerate(("Jan", "Feb", "Mar", "Apr"), start=1):
            cage.write(sheet, [[None, name, 80_000 + number, 41_000 + number, 5_000 + number, 126_000 + 3 * number]],
                       f"A{line + number}")  # fmt: skip
            months[line + number] = f"{year}-{number:02d}"
        line += 5
    cage.down(sheet, months, {"C": "NHS", "D": "Social care", "E": "Both", "F": "Total"})


def bed_occupancy(cage: Cage) -> None:
    """Months down as dates at month end, a total column and a rate as a fraction; blank row under the heading."""
    sheet = cage.sheet("Beds", [["Average daily available and occupied beds"], [],
                                ["Month ending", "Available", "Occupied", "% Occupied"], []])  # fmt: skip
    ends = [datetime(2022, 10, 31), datetime(2022, 11, 30), datetime(2022, 12, 31), datetime(2023, 1, 31),
            datetime(2023, 2, 28)]  # fmt: skip
    for i, end in enumerate(ends):
        cage.write(sheet, [[end, 101_000 + i, 92_000 + i * 3, 0.911 + i / 1000]], f"A{5 + i}")
    shown(sheet, "A5:A9", "dd/mm/yyyy")
    shown(sheet, "D5:D9", "0.0%")
    cage.down(sheet, rows_run(5, "2022-10", 5), {"B": "Available", "C": "Occupied", "D": "% Occupied"})


def workforce(cage: Cage) -> None:
    """Staff groups down with indented sub-groups, month ends across as dates, a footnote block."""
    sheet = cage.sheet("1. FTE", [["Table 1: Hospital and community staff by group, full-time equivalent"],
                                  ["England, as at the last day of the month"], []])  # fmt: skip
    ends = [datetime(2022, 6, 30), datetime(2022, 7, 31), datetime(2022, 8, 31), datetime(2022, 9, 30)]
    names = ("Total", "Professionally qualified clinical staff", "  HCHS doctors", "  Nurses & health visitors",
             "Support to clinical staff")  # fmt: skip
    cage.write(sheet, [[None, *ends]], "A4")
    shown(sheet, "B4:E4", "mmmm yyyy")
    for i, name in enumerate(names):
        cage.write(sheet, [[name, *some(i, 4, 100_000, 900_000)]], f"A{5 + i}")
    cage.write(sheet, [["Notes"], ["1. Figures are rounded to the nearest whole number."],
                       ["Source: staff record, 24 November 2022"]], "A12")  # fmt: skip
    fair = {
        5: "Total",
        6: "Professionally qualified clinical staff",
        7: ("HCHS doctors", "Professionally qualified clinical staff | HCHS doctors"),
        8: ("Nurses & health visitors", "Professionally qualified clinical staff | Nurses & health visitors"),
        9: "Support to clinical staff",
    }
    cage.across(sheet, run("B", "2022-06", 4), fair)


def appointments(cage: Cage) -> None:
    """Months run together as APR2022; a rate and marked gaps [x] [c]."""
    sheet = cage.sheet(
        "Table 1",
        [
            ["Appointments in general practice"],
            [],
            ["Month", "Total appointments", "Attended", "Did not attend", "Unknown"],
        ],
    )
    for i, month in enumerate(written("{abc}{yyyy}", "2022-04", 5)):
        cage.write(sheet, [[month.upper(), 24_000 + i, 21_000 + i, "[c]" if i == 2 else 900 + i,
                            "[x]" if i == 0 else 1_100 + i]], f"A{4 + i}")  # fmt: skip
    names = {"B": "Total appointments", "C": "Attended", "D": "Did not attend", "E": "Unknown"}
    cage.down(sheet, rows_run(4, "2022-04", 5), names)


def annual_columns_first(cage: Cage) -> None:
    """Whole years stand before the months of the current year in the same heading row."""
    sheet = cage.sheet(
        "Admissions",
        [
            ["Admissions to hospital"],
            [],
            ["Measure", "2019-20", "2020-21", "2021-22", *written("{abc} {yyyy}", "2022-04", 5)],
            ["Elective", 12_000, 8_000, 11_000, *some(1, 5)],
            ["Emergency", 14_000, 12_500, 13_800, *some(2, 5)],
        ],
    )
    cage.across(sheet, run("E", "2022-04", 5), {4: "Elective", 5: "Emergency"})


def board_scorecard(cage: Cage) -> None:
    """Domain merged down, reference, good-is, target, twelve months, year to date, RAG, trend and lead."""
    header = ["Domain", "Ref", "KPI", "Good is", "Target", *written("{abc}-{yy}", "2022-01", 12), "YTD", "RAG",
              "Trend", "Exec lead"]  # fmt: skip
    rows = [
        ["Safe", "S1", "Falls with harm", "Low", 5, *some(3, 12, 1, 9), 57, "G", "↑", "Chief Nurse"],
        [None, "S2", "Pressure ulcers", "Low", "<=10", *some(4, 12, 4, 20), 99, "A", "↓", "Chief Nurse"],
        ["Responsive", "R1", "% seen in 4 hours", "High", 0.95, *(x / 100 for x in shares(5, 12)), 0.81, "R", "→",
         "Chief Operating Officer"],
        [None, "R2", "Cancelled operations", "Low", "N/A", *some(6, 12, 10, 70), 480, "-", "↔",
         "Chief Operating Officer"],
    ]  # fmt: skip
    sheet = cage.sheet("Scorecard", [["Integrated performance report: December 2022"], [], header, *rows])
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("A6:A7")
    shown(sheet, "E6:R6", "0.0%")
    domain = {4: "Safe", 5: "Safe", 6: "Responsive", 7: "Responsive"}
    names = {4: "Falls with harm", 5: "Pressure ulcers", 6: "% seen in 4 hours", 7: "Cancelled operations"}
    for line in names:
        cage.across(sheet, run("F", "2022-01", 12), {line: (f"{domain[line]} | {names[line]}", names[line])})
    for cell, value in {"E4": 5, "E5": 10, "E6": 0.95, "E7": None}.items():
        cage.target(sheet, cell, value)


def blood_orders(cage: Cage) -> None:
    """A report of crossed headings: year row, month row with sums, specialty above its statuses, total rows."""
    sheet = cage.sheet("CBS", [["Orders"], ["By Order Status within Consultant Specialty"],
                               [None, None, "2017", None, None, "2018", None, None],
                               [None, None, "Nov", "Dec", "Sum:", "Jan", "Feb", "Sum:"]])  # fmt: skip
    line = 5
    for seed, specialty in enumerate(("Haematology", "Surgery")):
        for i, status in enumerate(("Fulfilled", "Cancelled", "Total:")):
            a, b, c, d = some(seed * 3 + i, 4)
            cage.write(sheet, [[specialty if i == 0 else None, status, a, b, a + b, c, d, c + d]], f"A{line}")
            fair = (f"{specialty} | {status}",)
            months = {"C": "2017-11", "D": "2017-12", "F": "2018-01", "G": "2018-02"}
            cage.across(sheet, months, {line: fair})
            line += 1


def wards_by_sheet(cage: Cage) -> None:
    """One sheet a ward, the same indicators in each, with a fixed target column after the months."""
    for seed, ward in enumerate(("Ash Ward", "Beech Ward", "Cedar Ward")):
        sheet = cage.sheet(ward, [[ward], ["Indicator", *written("{name}", "2023-01", 4), "Target"],
                                  ["Length of stay (days)", *(x / 10 for x in some(seed, 4, 20, 99)), 5],
                                  ["Complaints", *some(seed + 5, 4, 0, 9), 3],
                                  ["Year: 2023"]])  # fmt: skip
        cage.across(sheet, run("B", "2023-01", 4), {3: "Length of stay (days)", 4: "Complaints"})
        cage.target(sheet, "F3", 5)
        cage.target(sheet, "F4", 3)


def call_handling(cage: Cage) -> None:
    """An urgent-care call centre: percentages as numbers under a General format whose names say per cent."""
    sheet = cage.sheet("111", [["NHS 111 minimum data set"], ["Metric", *written("{abc} {yy}", "2022-09", 4)],
                               ["Calls offered", *some(1, 4, 90_000, 99_000)],
                               ["% calls answered within 60 seconds", *shares(2, 4)],
                               ["Average time to answer (secs)", *some(3, 4, 40, 200)],
                               ["Abandonment rate (%)", 5.1, 12.25, 9, 21.1]])  # fmt: skip
    months = run("B", "2022-09", 4)
    cage.across(sheet, months, {3: "Calls offered"})
    cage.across(sheet, months, {4: "% calls answered within 60 seconds"}, scale=0.01)
    cage.across(sheet, months, {5: "Average time to answer (secs)"})
    cage.across(sheet, months, {6: "Abandonment rate (%)"}, scale=0.01)


def units_row(cage: Cage) -> None:
    """A row of units between the headings and the figures, and an empty spacer column between groups."""
    sheet = cage.sheet("Theatre", [["Theatre utilisation 2022/23"],
                                   ["Month", "Sessions", None, "Late starts", "Utilisation"],
                                   [None, "No.", None, "No.", "%"]])  # fmt: skip
    for i, month in enumerate(written("{abc}-{yy}", "2022-04", 5)):
        cage.write(sheet, [[month, 200 + i, None, 12 + i, 0.81 + i / 100]], f"A{4 + i}")
    shown(sheet, "E4:E8", "0%")
    fair = {"B": ("Sessions", "Sessions | No."), "D": ("Late starts", "Late starts | No."),
            "E": ("Utilisation", "Utilisation | %")}  # fmt: skip
    cage.down(sheet, rows_run(4, "2022-04", 5), fair)


HEALTH = (
    emergency_attendances, activity_and_performance, referral_to_treatment, cancer_waits, monthly_activity_return,
    delayed_transfers, bed_occupancy, workforce, appointments, annual_columns_first, board_scorecard, blood_orders,
    wards_by_sheet, call_handling, units_row,
)  # fmt: skip
