"""Scorecards as performance teams of different councils draw them: what stands beside, over and between the months."""

from __future__ import annotations

from zoo_keeper import Cage, months_from, rows_run, run, shown, written

APRIL = "2025-04"


def quarters_behind_the_year(cage: Cage) -> None:
    """The quarters stand behind all months, a column of directors before them."""
    sheet = cage.sheet(
        "Report",
        [
            ["KPI name", "Responsible Director", "Desired trend", *written("{abc}-{yy}", APRIL, 9),
             "Q1 2025/26", "Q2 2025/26", "Q3 2025/26"],
            ["Homes let", "Director of Place", "Up", 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 24, 33],
            ["Appeals lodged", "Director of Place", "Down", 2, 1, 3, 2, 2, 1, 4, 1, 2, 6, 5, 7],
        ],
    )  # fmt: skip
    cage.across(sheet, run("D", APRIL, 9), {2: "Homes let", 3: "Appeals lodged"})
    cage.kept |= {"Report!M2", "Report!O3"}


def names_under_one_banner(cage: Cage) -> None:
    """`Benchmarking` is merged over the comparators, whose names stand below it; ranks are no figures of anybody."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Indicator", "Target", *written("{abc}-{yy}", APRIL, 4), "Benchmarking"],
            [None] * 6 + ["West Midlands 2024", "England 2024", "CIPFA median", "Telford", "Rank", "Quartile"],
            ["Percentage of visits on time", "90%", *["91%"] * 4, "88%", "87%", "89%", "90%", "3/14", "2nd"],
            ["Number of visits", None, 410, 420, 405, 415, None, None, 398, 402, "4/14", "Top"],
        ],
    )  # fmt: skip
    sheet.merge_cells("G1:L1")
    cage.across(sheet, run("C", APRIL, 4), {3: "Percentage of visits on time", 4: "Number of visits"})
    cage.target(sheet, "B3", 0.9)
    for address, value in {"G3": 0.88, "H3": 0.87, "I3": 0.89, "J3": 0.9, "I4": 398, "J4": 402}.items():
        cage.comparator(sheet, address, value)


def others_averages_and_earlier_totals(cage: Cage) -> None:
    """`MSG average` and last year's total are comparators; a forecast is neither, nor whose workbook it is."""
    sheet = cage.sheet(
        "Safety",
        [
            ["Measure", *written("{abc}-{yy}", APRIL, 3), "YTD 2025/26", "YTD 2024/25", "2024/25 total",
             "Forecast 2025/26", "MSG average", "Monthly average"],
            ["Incidents", 20, 22, 24, 66, 70, 290, 264, 25, 22],
            ["Visits", 120, 122, 124, 366, 350, 1490, 1464, 125, 122],
        ],
    )  # fmt: skip
    cage.across(sheet, run("B", APRIL, 3), {2: "Incidents", 3: "Visits"})
    for address, value in {"F2": 70, "G2": 290, "I2": 25, "I3": 125}.items():
        cage.comparator(sheet, address, value)
    cage.kept |= {"Safety!E2", "Safety!J2"}


def signs_in_number_formats(cage: Cage) -> None:
    """The sign of a percentage stands in the format, behind a number in points; a unit's own column outdoes a rate."""
    sheet = cage.sheet(
        "Contact",
        [
            ["Measure", "Unit of measure", "Target", *written("{abc}-{yy}", APRIL, 3)],
            ["Calls answered", "Percent", 92, 92.1, 93.3, 91.2],
            ["Unemployment rate", "%", None, 4.1, 4.0, 1.2],
            ["Day visits", "000s", None, 412, 402, 433],
        ],
    )  # fmt: skip
    shown(sheet, "C2:F2", '0.0"%"')
    cage.across(sheet, run("D", APRIL, 3), {2: "Calls answered", 3: "Unemployment rate"}, scale=0.01)
    cage.across(sheet, run("D", APRIL, 3), {4: "Day visits"})
    cage.target(sheet, "C2", 0.92)


def target_beside_the_years(cage: Cage) -> None:
    """Headings stand on the line of the years, above that of the months; the target is merged down an indicator."""
    sheet = cage.sheet(
        "Finance",
        [
            ["Indicator", None, "Target", "2024/25", *[None] * 11, "2025/26"],
            [None, None, None, *written("{abc}", APRIL, 12), *written("{abc}", APRIL, 2)],
            ["Invoices paid", "Numerator", "95%", *range(81, 95)],
            [None, "Denominator", None, *[100] * 14],
            [None, "%", None, *[each / 100 for each in range(81, 95)]],
        ],
    )
    for area in ("D1:O1", "P1:Q1", "A3:A5", "C3:C5"):
        sheet.merge_cells(area)
    cage.labels.append("Invoices paid")
    for column, month in run("D", "2024-04", 14).items():
        count = sheet[f"{column}3"].value
        cage.counts(sheet, f"{column}5", month, count / 100, count, 100)
    cage.target(sheet, "C3", 0.95)


def columns_that_name_nothing(cage: Cage) -> None:
    """Words under an unknown heading belong to no names that differ anyhow; `Direction` may say which way is good."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Indicator", "Why it matters", "Direction", *written("{abc}-{yy}", APRIL, 3)],
            ["Reviews held", "Residents expect it", "Higher is better", 5, 6, 7],
            ["Vacancies", "It costs money", "Lower is better", 3, 2, 1],
        ],
    )
    cage.across(sheet, run("D", APRIL, 3), {2: "Reviews held", 3: "Vacancies"})


def numbered_months_with_a_slip(cage: Cage) -> None:
    """`P5` and `P6` changed places: they are months all the same."""
    numbers = [1, 2, 3, 4, 6, 5, 7]
    sheet = cage.sheet(
        "Highways 2025-26",
        [["KPI", *(f"P{number}" for number in numbers)], ["Potholes mended", *range(20, 27)], ["Claims", *range(7)]],
    )
    months = months_from(APRIL, 12)
    columns = {column: months[number - 1] for column, number in zip("BCDEFGH", numbers, strict=True)}
    cage.across(sheet, columns, {2: "Potholes mended", 3: "Claims"})
    cage.said.add("Highways 2025-26!F1")


def a_date_among_figures(cage: Cage) -> None:
    """A figure that Excel took for a date makes no row of headings of its row, nor of the months beside it."""
    rows = [
        [f"Measure {letter}", month, value]
        for letter in "AB"
        for month, value in zip(written("{name} {yyyy}", APRIL, 4), (11, 12, 13, 14), strict=True)
    ]
    sheet = cage.sheet("Export", [["Measure", "Month", "Sum of Actual"], *rows])
    for name, first in (("Measure A", 2), ("Measure B", 6)):
        cage.labels.append(name)
        for row, month in rows_run(first, APRIL, 4).items():
            cage.figure(sheet, f"C{row}", month, sheet[f"C{row}"].value)
    sheet["C4"] = "12/05/2025"
    cage.ignored.add("Export!C4")
    del cage.figures["Export!C4"]


def side_by_side_with_their_own_names(cage: Cage) -> None:
    """A second table to the right repeats the months; its year is not the next one."""
    months = written("{abc}", APRIL, 3)
    sheet = cage.sheet(
        "Overview 2025-26",
        [
            ["Measure", *months, None, None, "Measure", *months],
            ["Inspections", 1, 2, 3, None, None, "Burials", 7, 8, 9],
            ["Requests", 4, 5, 6, None, None, "Cremations", 17, 18, 19],
        ],
    )
    cage.across(sheet, run("B", APRIL, 3), {2: "Inspections", 3: "Requests"})
    cage.across(sheet, run("H", APRIL, 3), {2: "Burials", 3: "Cremations"})


def words_between_the_rows(cage: Cage) -> None:
    """Comments merged over a line of their own are no sections, rows or targets."""
    said = "Commentary: performance was 92% in June 2025, above the month before."
    noted = "Three visits were late because of the flood in June 2025."
    sheet = cage.sheet(
        "Directorate",
        [
            ["Indicator", "Target", *written("{abc}-{yy}", APRIL, 3)],
            ["Visits on time %", "90%", "90%", "91%", "92%"],
            [said],
            ["Visits", None, 30, 31, 32],
            ["Comment", noted],
            ["Calls", None, 130, 131, 132],
        ],
    )
    sheet.merge_cells("A3:E3")
    sheet.merge_cells("B5:E5")
    cage.across(sheet, run("C", APRIL, 3), {2: "Visits on time %", 4: "Visits", 6: "Calls"})
    cage.sections += ["Directorate"] * 3
    cage.narrative += [("Directorate", said), ("Directorate", noted)]


def a_card_with_a_month_twice(cage: Cage) -> None:
    """One indicator a sheet, months down, with a comment a month: a month named twice makes no list of it."""
    months = ("Apr-25", "May-25", "May-25", "Jul-25", "Aug-25", "Sep-25")
    rows = [[month, count, 50, count / 50, "Green", f"As in week {count}"] for count, month in enumerate(months, 40)]
    sheet = cage.sheet("Calls answered", [["Month", "Numerator", "Denominator", "Actual", "RAG", "Comment"], *rows])
    cage.any_label = True
    for row, month in {2: "2025-04", 3: "2025-05", 5: "2025-07", 6: "2025-08", 7: "2025-09"}.items():
        cage.counts(sheet, f"D{row}", month, (38 + row) / 50, 38 + row, 50)
    cage.said.add("Calls answered!A4")


def a_list_with_a_row_twice_and_one_missing(cage: Cage) -> None:
    """In a list a month may be given twice for one indicator, and left out for another."""
    rows = [[name, month, value] for name, value in (("Bins missed", 20), ("Forms sent", 90))
            for month in written("{abc}-{yy}", APRIL, 5)]  # fmt: skip
    rows[3][1], rows[7:8] = "Jun-25", []
    sheet = cage.sheet("Export", [["KPI", "Month", "Value"], *rows])
    cage.labels += ["Bins missed", "Forms sent"]
    for row, (_, month, value) in enumerate(rows, 2):
        cage.figure(sheet, f"C{row}", f"2025-{written('{abc}-{yy}', '2025-01', 12).index(str(month)) + 1:02d}", value)
    cage.said |= {"Export!B5", "Export!B9"}


def banners_over_targets_and_comparators(cage: Cage) -> None:
    """`Targets` is merged over `Contract` and `Stretch`, on the line above the months."""
    sheet = cage.sheet(
        "Waste 2025-26",
        [
            ["KPI", "Targets", None, "Actual performance", None, None, "Comparison", None],
            [None, "Contract", "Stretch", *written("{abc}", APRIL, 3), "2024/25", "2023/24"],
            ["Percentage of bins emptied", 0.95, 0.97, 0.94, 0.93, 0.95, 0.92, 0.91],
            ["Missed bins", 40, 36, 41, 44, 39, 47, 52],
        ],
    )
    for area in ("A1:A2", "B1:C1", "D1:F1", "G1:H1"):
        sheet.merge_cells(area)
    cage.across(sheet, run("D", APRIL, 3), {3: "Percentage of bins emptied", 4: "Missed bins"})
    for row, aim, last_year in ((3, 0.95, 0.92), (4, 40, 47)):
        cage.target(sheet, f"B{row}", aim)
        cage.comparator(sheet, f"G{row}", last_year)


def monthly_sheets_that_repeat_the_month_before(cage: Cage) -> None:
    """Each month's sheet gives last month's figures too; the first sheet's are months like any other."""
    for month, (name, before) in enumerate((("Apr 25", 19), ("May 25", 20), ("Jun 25", 21))):
        now = before + 1
        sheet = cage.sheet(
            name,
            [["Measure", "This month", "Last month"], ["Calls", now, before], ["Letters", 2 * now, 2 * before]],
        )
        for row in (2, 3):
            cage.figure(sheet, f"B{row}", f"2025-0{4 + month}", sheet[f"B{row}"].value)
            if month == 0:
                cage.figure(sheet, f"C{row}", "2025-03", sheet[f"C{row}"].value)
    cage.labels += ["Calls", "Letters"]


PERFORMANCE_TEAMS = (
    quarters_behind_the_year, names_under_one_banner, others_averages_and_earlier_totals, signs_in_number_formats,
    target_beside_the_years, columns_that_name_nothing, numbered_months_with_a_slip, a_date_among_figures,
    side_by_side_with_their_own_names, words_between_the_rows, a_card_with_a_month_twice,
    a_list_with_a_row_twice_and_one_missing, banners_over_targets_and_comparators,
    monthly_sheets_that_repeat_the_month_before,
)  # fmt: skip
