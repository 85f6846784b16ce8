"""Months down the side, as officers stack and group them: regions in rows, blocks under one heading, targets on top."""

from __future__ import annotations

from zoo_keeper import Cage, Cell, first_days, months_from, rows_run, run, shown, some, written


def regions_in_rows(cage: Cage) -> None:
    """One heading row; under it a region's name alone, its months, the next region's name, its months."""
    sheet = cage.sheet("Food support", [["Month", "Applications", "Awards"]])
    line = 2
    for seed, region in enumerate(("Scotland", "Glasgow", "Highland")):
        cage.write(sheet, [[region]], f"A{line}")
        for index, month in enumerate(written("{abc}-{yy}", "2022-04", 4)):
            cage.write(sheet, [[month, *some(seed + index, 2)]], f"A{line + 1 + index}")
        cage.down(sheet, rows_run(line + 1, "2022-04", 4),
                  {"B": f"Applications | {region}", "C": f"Awards | {region}"})  # fmt: skip
        line += 5
    cage.any_order = True


def regions_in_rows_with_gaps(cage: Cage) -> None:
    """The same with an empty row before each region and a total after its months."""
    sheet = cage.sheet("Food support", [["Vouchers by area"], [], ["Month", "Issued", "Redeemed"]])
    line = 4
    for seed, region in enumerate(("North", "South")):
        cage.write(sheet, [[region]], f"A{line}")
        for index, month in enumerate(written("{name} {yyyy}", "2022-04", 3)):
            cage.write(sheet, [[month, *some(seed + index, 2)]], f"A{line + 1 + index}")
        cage.write(sheet, [["Total", 999, 888]], f"A{line + 4}")
        cage.down(sheet, rows_run(line + 1, "2022-04", 3), {"B": f"Issued | {region}", "C": f"Redeemed | {region}"})
        line += 6
    cage.any_order = True


def regions_beside_months(cage: Cage) -> None:
    """The region in a column of its own, once for all its months."""
    sheet = cage.sheet("Calls", [["Area", "Month", "Calls", "Emails"]])
    line = 2
    for seed, region in enumerate(("North", "South")):
        cage.write(sheet, [[region]], f"A{line}")
        for index, month in enumerate(first_days("2022-04", 3)):
            cage.write(sheet, [[month, *some(seed + index, 2)]], f"B{line + index}")
        sheet.merge_cells(start_row=line, end_row=line + 2, start_column=1, end_column=1)
        for column, name in (("C", "Calls"), ("D", "Emails")):
            places = [(f"{column}{row}", month) for row, month in rows_run(line, "2022-04", 3).items()]
            cage.expect(sheet, (f"{region} | {name}", f"{name} | {region}", name), places)
        line += 3
    shown(sheet, "B2:B7", "mmm-yy")
    cage.any_label = True


def statistics_office(cage: Cage) -> None:
    """An export of Europe's statistics office: TIME over the months, GEO (Labels) below, flags between."""
    cage.sheet("Summary", [["Data extracted on 10/01/2023 09:00:00"], ["Dataset:", "Unemployment by sex [UNE_RT_M]"]])
    sheet = cage.sheet(
        "Sheet 1",
        [
            ["Data extracted on 10/01/2023 09:00:00 from [ESTAT]"],
            ["Dataset: ", "Unemployment by sex and age [UNE_RT_M]"],
            ["Last updated: ", "09/01/2023 11:00"],
            [],
            ["Time frequency", None, "Monthly"],
            ["Unit of measure", None, "Percentage of population in the labour force"],
            [],
            ["TIME", "2022-04", None, "2022-05", None, "2022-06", None],
            ["GEO (Labels)"],
            ["Belgium", 5.5, None, 5.6, "b", 5.7, None],
            ["Denmark", 4.4, "p", 4.3, None, 4.2, None],
            ["Ireland", ":", None, 4.1, None, 4.0, None],
            [],
            ["Special value"],
            [":", "not available"],
            ["Observation flags:"],
            ["b", "break in time series"],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 3, stride=2), {10: "Belgium", 11: "Denmark", 12: "Ireland"})


def title_with_full_stop(cage: Cage) -> None:
    """Two blocks on a sheet, each under a title that ends in a full stop."""
    sheet = cage.sheet("KPIs")
    for line, title, name in ((1, "Table 1. Homelessness.", "Applications"), (7, "Table 2. Repairs.", "Jobs done")):
        cage.write(sheet, [[title], ["Indicator", *written("{abc}-{yy}", "2022-04", 3)], [name, 5, 6, 7]], f"A{line}")
        cage.across(sheet, run("B", "2022-04", 3), {line + 2: name})
    cage.sections = ["Table 1. Homelessness.", "Table 2. Repairs."]


def target_row_on_top(cage: Cage) -> None:
    """Under the headings a row of targets, then the months, then the average."""
    sheet = cage.sheet(
        "Timeliness",
        [
            ["Month", "Reviews on time", "Visits on time"],
            ["Target", 0.95, 0.9],
            *([month, 0.9 + i / 100, 0.8 + i / 100] for i, month in enumerate(written("{abc}-{yy}", "2022-04", 4))),
            ["Average", 0.915, 0.815],
        ],
    )
    shown(sheet, "B2:C7", "0%")
    cage.down(sheet, rows_run(3, "2022-04", 4), {"B": "Reviews on time", "C": "Visits on time"})
    cage.target(sheet, "B2", 0.95)
    cage.target(sheet, "C2", 0.9)


def themes_over_columns(cage: Cage) -> None:
    """Themes merged over the indicators' headings, months down, a colour beside each figure."""
    sheet = cage.sheet(
        "Fire",
        [
            ["", "Prevention", None, None, None, "Response"],
            ["Month", "Home visits", "RAG", "Alarms fitted", "RAG", "Fires", "RAG"],
            *([m, 10 + i, "G", 20 + i, "A", 30 + i, "R"] for i, m in enumerate(written("{abc}-{yy}", "2022-04", 4))),
        ],
    )
    sheet.merge_cells("B1:E1")
    sheet.merge_cells("F1:G1")
    cage.down(sheet, rows_run(3, "2022-04", 4), {
        "B": "Prevention | Home visits", "D": "Prevention | Alarms fitted", "F": "Response | Fires"})  # fmt: skip


def counts_and_share_down(cage: Cage) -> None:
    """A sheet an indicator: numerator, denominator, percentage, target, status and a comment for each month."""
    for name in ("Care plans reviewed", "Visits made"):
        sheet = cage.sheet(
            name, [[name], [], ["Month", "Number in time", "Total", "% in time", "Target", "RAG", "Comment"]]
        )
        for index, month in enumerate(months_from("2022-04", 4)):
            n, d = 80 + index, 100 + index
            text = written("{name} {yyyy}", month, 1)[0]
            cage.write(sheet, [[text, n, d, n / d, 0.9, "Red", "Two staff left"]], f"A{4 + index}")
            sheet[f"D{4 + index}"].number_format = sheet[f"E{4 + index}"].number_format = "0%"
            cage.counts(sheet, f"D{4 + index}", month, n / d, n, d)
        cage.target(sheet, "E7", 0.9)
    cage.labels = [("Care plans reviewed",), ("Visits made",)]


def rows_newest_first(cage: Cage) -> None:
    """Newest month on top, the year in a column beside, months as names."""
    rows: list[list[Cell]] = [
        [int(month[:4]), written("{name}", month, 1)[0], 100 + int(month[5:])]
        for month in months_from("2023-02", 6, -1)
    ]
    sheet = cage.sheet("Visitors", [["Year", "Month", "Visitors"], *rows])
    cage.down(sheet, rows_run(2, "2023-02", 6, -1), {"C": "Visitors"})


def dates_of_every_working_day(cage: Cage) -> None:
    """Daily rows are no months: said, not read; the sheet of months is read."""
    sheet = cage.sheet("KPI", [["Measure", *written("{abc}-{yy}", "2022-04", 3)], ["Calls", 400, 410, 420]])
    cage.across(sheet, run("B", "2022-04", 3), {2: "Calls"})
    daily = cage.sheet("Daily", [["Date", "Calls", "Abandoned"]])
    from datetime import datetime, timedelta

    for index in range(20):
        cage.write(daily, [[datetime(2022, 4, 4) + timedelta(days=index), 20 + index, index]], f"A{2 + index}")
    cage.said = {"Daily!B2"}


def two_tables_side_by_side_down(cage: Cage) -> None:
    """Two tables with months down beside each other, each with its own title and heading."""
    sheet = cage.sheet("KPIs")
    for column, title, name in (("A", "Complaints", "Received"), ("D", "Compliments", "Praise")):
        rows = [[m, 3 + i] for i, m in enumerate(written("{abc}-{yy}", "2022-04", 4))]
        cage.write(sheet, [[title], ["Month", name], *rows], f"{column}1")
    cage.down(sheet, rows_run(3, "2022-04", 4), {"B": ("Received", "Complaints | Received"),
                                                "E": ("Praise", "Compliments | Praise")})  # fmt: skip


def priorities_across(cage: Cage) -> None:
    """Repairs by priority, P1 to P3, months down: the priorities are no periods; nor are they on a list of limits."""
    rows = [[month, *some(index, 3)] for index, month in enumerate(written("{abc}-{yy}", "2022-04", 4))]
    sheet = cage.sheet("Repairs", [["Repairs 2022/23"], ["Month", "P1", "P2", "P3"], *rows])
    cage.down(sheet, rows_run(3, "2022-04", 4), {"B": "P1", "C": "P2", "D": "P3"})
    cage.sheet("Limits", [["", "P1", "P2", "P3"], ["Days allowed", 1, 5, 28]])
    cage.said = {"Limits!B2"}


def month_and_cumulative_down(cage: Cage) -> None:
    """This year's and last year's figures beside each other, months down without a year, the years over the columns."""
    sheet = cage.sheet(
        "Waste",
        [
            ["Recycling rate"],
            ["Month", "2021/22", "2022/23", "Target"],
            *([m, 40 + i, 42 + i, 45] for i, m in enumerate(written("{name}", "2022-04", 6))),
        ],
    )
    for row, month in rows_run(3, "2021-04", 6).items():
        cage.figure(sheet, f"B{row}", month, sheet[f"B{row}"].value)
    for row, month in rows_run(3, "2022-04", 6).items():
        cage.figure(sheet, f"C{row}", month, sheet[f"C{row}"].value)
    cage.target(sheet, "D8", 45)
    cage.labels = [("Recycling rate", "Waste")]


DOWN = (
    regions_in_rows, regions_in_rows_with_gaps, regions_beside_months, statistics_office, title_with_full_stop,
    target_row_on_top, themes_over_columns, counts_and_share_down, rows_newest_first, dates_of_every_working_day,
    two_tables_side_by_side_down, priorities_across, month_and_cumulative_down,
)  # fmt: skip
