"""Workbooks as single services keep them: a block an indicator, months as blocks of a sheet, counts within months."""

from __future__ import annotations

from datetime import datetime, time

from zoo_keeper import NAMES, Cage, Cell, months_from, run, shown, some, written

FOUR = written("{abc}-{yy}", "2022-04", 4)


def chart_blocks(cage: Cage) -> None:
    """A block an indicator: its title, months, this year, target, last year, and a comment below."""
    sheet = cage.sheet("Housing", [["Housing performance 2022/23"]])
    line = 3
    for number, name in enumerate(("Rent collected", "Repairs in time"), start=1):
        title = f"KPI {number}: {name}"
        cage.write(sheet, [[title], ["", *written("{abc}", "2022-04", 4)], ["2022/23", *some(line, 4)],
                           ["Target", 500, 500, 500, 500], ["2021/22", *some(line + 1, 4)],
                           ["Comment: the new contractor started in June and has caught up."]], f"A{line}")  # fmt: skip
        for row, first in ((line + 2, "2022-04"), (line + 4, "2021-04")):
            for column, month in run("B", first, 4).items():
                cage.figure(sheet, f"{column}{row}", month, sheet[f"{column}{row}"].value)
        cage.target(sheet, f"E{line + 3}", 500)
        cage.labels.append((title, name))
        line += 8


def months_as_blocks(cage: Cage) -> None:
    """One sheet, a block a month: the month's name, a header with Actual, the rows."""
    sheet = cage.sheet("Monthly returns", [["Contact centre returns"]])
    line = 3
    for month in months_from("2022-04", 3):
        cage.write(sheet, [[f"{NAMES[int(month[5:]) - 1]} {month[:4]}"], ["Indicator", "Actual", "Target"]], f"A{line}")
        for offset, name in enumerate(("Calls", "Emails"), start=2):
            cage.write(sheet, [[name, 10 * offset + int(month[5:]), 30]], f"A{line + offset}")
            cage.figure(sheet, f"B{line + offset}", month, 10 * offset + int(month[5:]))
        line += 5
    cage.labels = ["Calls", "Emails"]


def sections_of_a_month_sheet(cage: Cage) -> None:
    """A sheet a month, three titled tables on each with the same header."""
    for month in months_from("2022-04", 2):
        sheet = cage.sheet(f"{NAMES[int(month[5:]) - 1]} 2022")
        line = 1
        for title, name in (("Housing", "Voids"), ("Planning", "Appeals"), ("Waste", "Missed bins")):
            cage.write(sheet, [[title], ["KPI", "Actual", "Target", "RAG"], [name, 5 + line, 9, "Green"]], f"A{line}")
            cage.figure(sheet, f"B{line + 2}", month, 5 + line)
            line += 4
    cage.labels = ["Voids", "Appeals", "Missed bins"]
    cage.sections = ["Housing", "Planning", "Waste"]


def compliance_in_months(cage: Cage) -> None:
    """Each month over properties, compliant ones and the percentage."""
    sheet = cage.sheet("Compliance", [["Check"]])
    for i, month in enumerate(FOUR):
        cage.write(sheet, [[month], ["No. compliant", "Total properties", "% compliant"]], f"{'BEHK'[i]}1")
        sheet.merge_cells(start_row=1, end_row=1, start_column=2 + 3 * i, end_column=4 + 3 * i)
    for line, name in enumerate(("Gas", "Electrical"), start=3):
        cells: list[Cell] = [each for i in range(4) for each in (90 + i, 100, (90 + i) / 100)]
        cage.write(sheet, [[name, *cells]], f"A{line}")
        cage.labels.append(name)
        for i, month in enumerate(months_from("2022-04", 4)):
            place = f"{'DGJM'[i]}{line}"
            sheet[place].number_format = "0%"
            cage.counts(sheet, place, month, (90 + i) / 100, 90 + i, 100)


def stages_and_directorates(cage: Cage) -> None:
    """Complaints: stages as banners, directorates as rows, a total for each stage."""
    sheet = cage.sheet("Complaints", [["Directorate", *FOUR, "YTD"]])
    line = 2
    for stage in ("Stage 1", "Stage 2"):
        cage.write(sheet, [[stage], ["People", 5, 6, 7, 8, 26], ["Place", 1, 2, 3, 4, 10], ["Total", 6, 8, 10, 12, 36]],
                   f"A{line}")  # fmt: skip
        cage.across(sheet, run("B", "2022-04", 4), {line + offset: f"{stage} | {name}" for offset, name in
                                                    ((1, "People"), (2, "Place"), (3, "Total"))})  # fmt: skip
        line += 4


def averages_between(cage: Cage) -> None:
    """Fire and rescue: beside each month the three-year average of that month."""
    headings = [each for month in FOUR for each in (month, "3 yr average")]
    sheet = cage.sheet("Incidents", [["Incident", *headings], ["Fires", *some(1, 8)], ["False alarms", *some(2, 8)]])
    cage.across(sheet, run("B", "2022-04", 4, stride=2), {2: "Fires", 3: "False alarms"})


def change_between_years(cage: Cage) -> None:
    """Police: each month of last year and this with the change between."""
    headings = [each for month in ("Apr", "May", "Jun") for each in (f"{month} 2021", f"{month} 2022", "% change")]
    sheet = cage.sheet("Crime", [["Offence", *headings], ["Theft", 10, 12, 0.2, 11, 11, 0, 20, 10, -0.5],
                                 ["Arson", 1, 2, 1, 2, 2, 0, 4, 2, -0.5]])  # fmt: skip
    turns = dict(zip("BEH", months_from("2021-04", 3), strict=True)) | dict(
        zip("CFI", months_from("2022-04", 3), strict=True)
    )
    cage.across(sheet, turns, {2: "Theft", 3: "Arson"})


def merged_months_over_rows(cage: Cage) -> None:
    """A month merged down over its indicators' rows, the figure beside each."""
    sheet = cage.sheet("Returns", [["Month", "Indicator", "Actual", "Target"]])
    line = 2
    for month, text in zip(months_from("2022-04", 3), written("{name} {yyyy}", "2022-04", 3), strict=True):
        for offset, name in enumerate(("Calls", "Emails", "Visits")):
            cage.write(sheet, [[text if offset == 0 else None, name, 5 + line + offset, 9]], f"A{line + offset}")
            cage.figure(sheet, f"C{line + offset}", month, 5 + line + offset)
        sheet.merge_cells(start_row=line, end_row=line + 2, start_column=1, end_column=1)
        line += 3
    cage.labels = ["Calls", "Emails", "Visits"]


def months_once_for_several_rows(cage: Cage) -> None:
    """The same without a merge: a month stands once, the rows below it have none; a total stands at the end."""
    sheet = cage.sheet("Returns", [["Month", "Indicator", "Actual"]])
    line = 2
    for month, text in zip(months_from("2022-04", 3), written("{name} {yyyy}", "2022-04", 3), strict=True):
        for offset, name in enumerate(("Calls", "Emails", "Visits")):
            cage.write(sheet, [[text if offset == 0 else None, name, 5 + line + offset]], f"A{line + offset}")
            cage.figure(sheet, f"C{line + offset}", month, 5 + line + offset)
        line += 3
    cage.write(sheet, [["Total", None, 999]], f"A{line}")
    cage.labels = ["Calls", "Emails", "Visits"]


def year_column_and_month_column(cage: Cage) -> None:
    """Tidy: a financial year, a month's name, a service, a measure, the value and the target."""
    rows: list[list[Cell]] = []
    for month in months_from("2022-11", 4):
        for service, name in (("Housing", "Voids"), ("Waste", "Missed bins")):
            rows.append(["2022/23", NAMES[int(month[5:]) - 1][:3], service, name, 5 + len(rows), 9])
    sheet = cage.sheet("Data", [["Financial year", "Month", "Service", "Measure", "Value", "Target"], *rows])
    for index, month in enumerate(month for month in months_from("2022-11", 4) for _ in range(2)):
        cage.figure(sheet, f"E{2 + index}", month, 5 + index)
    cage.labels = ["Voids", "Missed bins"]
    cage.sections = ["Housing", "Waste"]


def call_times(cage: Cage) -> None:
    """Stored times beside percentages and counts, the target a time too."""
    waits = [*[time(0, 2, 30)] * 4, time(0, 2, 0)]
    sheet = cage.sheet("Calls", [["Indicator", *FOUR, "Target"], ["Average wait", *waits],
                                 ["Answered", 0.9, 0.91, 0.92, 0.93, 0.95],
                                 ["Calls", 900, 910, 920, 930, 950]])  # fmt: skip
    shown(sheet, "B2:F2", "hh:mm:ss")
    shown(sheet, "B3:F3", "0%")
    cage.labels = ["Average wait"]
    for column, month in run("B", "2022-04", 4).items():
        cage.figure(sheet, f"{column}2", month, 150 / 86400)
    cage.across(sheet, run("B", "2022-04", 4), {3: "Answered", 4: "Calls"})
    cage.target(sheet, "F2", 120 / 86400)


def calendar_year(cage: Cage) -> None:
    """SEND: a calendar year's months as real dates, an indicator in the notes column's own words."""
    days = [datetime(2022, month, 28) for month in range(1, 13)]
    sheet = cage.sheet("SEND", [["EHC plans - calendar year 2022"],
                                ["Measure", *days, "Total 2022", "2021", "England 2021"],
                                ["Plans issued", *some(4, 12), 5000, 4800, 60000]])  # fmt: skip
    shown(sheet, "B2:M2", "mmm")
    cage.across(sheet, run("B", "2022-01", 12), {3: "Plans issued"})
    cage.comparator(sheet, "O3", 4800)
    cage.comparator(sheet, "P3", 60000)


def empty_months_ahead(cage: Cage) -> None:
    """Twelve months headed, six filled, formulas' errors ahead and dashes for what is not due."""
    sheet = cage.sheet("KPIs", [["Indicator", *written("{abc}-{yy}", "2022-04", 12), "Target"],
                                ["Visits", *some(1, 6), *["#DIV/0!"] * 6, 300],
                                ["Calls", *some(2, 6), *["-"] * 6, 300]])  # fmt: skip
    cage.across(sheet, run("B", "2022-04", 6), {2: "Visits", 3: "Calls"})


def long_headings_in_two_rows(cage: Cage) -> None:
    """Headings in two rows for the columns beside, months in the first, figures' kind in the second."""
    sheet = cage.sheet("KPIs", [["Ref", "Indicator", "Good", *FOUR, "Year to", "Target", "Comparators", None],
                                [None, None, "to be", *["Actual"] * 4, "date", "22/23", "SN", "England"],
                                ["A1", "Visits", "High", 5, 6, 7, 8, 26, 30, 6, 7]])  # fmt: skip
    sheet.merge_cells("J1:K1")
    cage.across(sheet, run("D", "2022-04", 4), {3: "Visits"})
    cage.target(sheet, "I3", 30)
    cage.comparator(sheet, "J3", 6)
    cage.comparator(sheet, "K3", 7)


SERVICES = (
    chart_blocks, months_once_for_several_rows,
    months_as_blocks, sections_of_a_month_sheet, compliance_in_months, stages_and_directorates,
    averages_between, change_between_years, merged_months_over_rows, year_column_and_month_column, call_times,
    calendar_year, empty_months_ahead, long_headings_in_two_rows,
)  # fmt: skip
