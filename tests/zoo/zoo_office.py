"""What an office's workbook holds beside its figures: colours alone, plans, targets apart, headers printed again."""

from __future__ import annotations

from zoo_keeper import Cage, first_days, months_from, run, shown, some, written

THREE = written("{abc}-{yy}", "2022-04", 3)
SIX = written("{abc}-{yy}", "2022-04", 6)


def colours_alone(cage: Cage) -> None:
    """A sheet of figures, and one that gives each month's colour as a word: no figures there."""
    sheet = cage.sheet("Data", [["Indicator", *THREE], ["Visits", 5, 6, 7], ["Calls", 8, 9, 10]])
    cage.across(sheet, run("B", "2022-04", 3), {2: "Visits", 3: "Calls"})
    cage.sheet("RAG", [["Indicator", *THREE], ["Visits", "Red", "Amber", "Green"], ["Calls", "Green", "Green", "Red"]])


def dashboards(cage: Cage) -> None:
    """A dashboard of two tables with this month and the last, beside the sheet of all months."""
    sheet = cage.sheet("Data", [["Indicator", *THREE], ["Visits", 5, 6, 7], ["Calls", 8, 9, 10]])
    cage.across(sheet, run("B", "2022-04", 3), {2: "Visits", 3: "Calls"})
    rows = [["Measure", "This month", "Last month"], ["Visits", 7, 6]]
    cage.sheet("Dashboard", [["Reporting month: June 2022"], [], *rows, [], *rows])
    cage.kept = {"Dashboard!B4", "Dashboard!B7"}


def action_plan(cage: Cage) -> None:
    """A plan of actions with crosses under the months they run in: no figures there."""
    sheet = cage.sheet("Data", [["Indicator", *THREE], ["Visits", 5, 6, 7]])
    cage.across(sheet, run("B", "2022-04", 3), {2: "Visits"})
    cage.sheet(
        "Action plan", [["Action", "Owner", *THREE], ["Recruit", "AB", "x", "x", None], ["Train", "CD", None, "x", "x"]]
    )


def comments_by_month(cage: Cage) -> None:
    """A sheet of words, a sentence under each month."""
    sheet = cage.sheet("Data", [["Indicator", *THREE], ["Visits", 5, 6, 7]])
    cage.across(sheet, run("B", "2022-04", 3), {2: "Visits"})
    cage.sheet("Commentary", [["Indicator", *THREE], ["Visits", "Two staff left.", "One post was filled.", "Steady."]])


def targets_apart(cage: Cage) -> None:
    """The targets of each month on a sheet of their own, under the same names."""
    sheet = cage.sheet("Actuals", [["Indicator", *THREE], ["Visits", 5, 6, 7], ["Calls", 8, 9, 10]])
    cage.across(sheet, run("B", "2022-04", 3), {2: "Visits", 3: "Calls"})
    targets = cage.sheet("Targets", [["Indicator", *THREE], ["Visits", 6, 6, 8], ["Calls", 9, 9, 9],
                                         ["Letters", 1, 1, 1]])  # fmt: skip
    cage.target(targets, "D2", 8)
    cage.target(targets, "B3", 9)
    cage.said = {"Targets!A4"}


def header_again(cage: Cage) -> None:
    """The header is typed again after every few rows, for print."""
    sheet = cage.sheet("KPIs")
    line = 1
    for page in range(3):
        cage.write(sheet, [["Indicator", *THREE, "Target"]], f"A{line}")
        for offset in range(1, 4):
            name = f"Measure {page * 3 + offset}"
            cage.write(sheet, [[name, *some(page + offset, 3), 500]], f"A{line + offset}")
            cage.across(sheet, run("B", "2022-04", 3), {line + offset: name})
        line += 4


def empty_row_between_all(cage: Cage) -> None:
    """An empty row after every indicator, the table far from the corner, a key at the right."""
    sheet = cage.sheet("KPIs")
    cage.write(sheet, [["Housing scorecard"], [], ["Indicator", *SIX, "Target", None, "Key"]], "D6")
    for index, name in enumerate(("Voids", "Lets", "Arrears")):
        cage.write(sheet, [[name, *some(index, 6), 300, None, "Green: on target"]], f"D{9 + 2 * index}")
        cage.across(sheet, run("E", "2022-04", 6), {9 + 2 * index: name})
        cage.target(sheet, f"K{9 + 2 * index}", 300)


def quarters_over_months(cage: Cage) -> None:
    """Quarters merged over their months, and Year over all."""
    sheet = cage.sheet(
        "KPIs",
        [[None, "2022/23"], [None, "Q1", None, None, "Q2"], ["Indicator", *written("{abc}", "2022-04", 6), "Target"]],
    )
    for area in ("B1:G1", "B2:D2", "E2:G2"):
        sheet.merge_cells(area)
    cage.write(sheet, [["Visits", *some(1, 6), 300]], "A4")
    cage.across(sheet, run("B", "2022-04", 6), {4: "Visits"})
    cage.target(sheet, "H4", 300)


def month_and_year_to_date(cage: Cage) -> None:
    """Each month's figure followed by the year to date of the same month."""
    headings = [each for month in THREE for each in (month, f"{month} YTD")]
    sheet = cage.sheet("KPIs", [["Indicator", *headings], ["Visits", 5, 5, 6, 11, 7, 18], ["Calls", 1, 1, 2, 3, 3, 6]])
    cage.across(sheet, run("B", "2022-04", 3, stride=2), {2: "Visits", 3: "Calls"})


def rolling_year_headings(cage: Cage) -> None:
    """Every heading is of twelve months to a month: a rolling measure, a figure a month."""
    sheet = cage.sheet("Crime", [["Crime type", *written("12 months to {abc}-{yy}", "2022-04", 4)],
                                 ["Assault", *some(1, 4)], ["Theft", *some(2, 4)]])  # fmt: skip
    cage.across(sheet, run("B", "2022-04", 4), {2: "Assault", 3: "Theft"})


def figure_merged_over_quarter(cage: Cage) -> None:
    """A quarter's figure merged over its three months is no month's figure."""
    sheet = cage.sheet(
        "KPIs", [["Indicator", *SIX], ["Visits", 5, 6, 7, 8, 9, 10], ["Survey score", 71, None, None, 74]]
    )
    sheet.merge_cells("B3:D3")
    sheet.merge_cells("E3:G3")
    cage.across(sheet, run("B", "2022-04", 6), {2: "Visits"})
    cage.labels.append("Survey score")
    cage.kept = {"KPIs!B3", "KPIs!E3"}


def weeks_across(cage: Cage) -> None:
    """Weeks across are no months."""
    sheet = cage.sheet("Data", [["Indicator", *THREE], ["Visits", 5, 6, 7]])
    cage.across(sheet, run("B", "2022-04", 3), {2: "Visits"})
    cage.sheet("Weekly", [["Indicator", "w/c 4 Apr", "w/c 11 Apr", "w/c 18 Apr", "w/c 25 Apr"], ["Visits", 1, 2, 1, 1]])
    cage.said = {"Weekly!B2"}


def heading_lines_broken(cage: Cage) -> None:
    """Headings broken over three lines within a cell, and a unit column of signs."""
    headings = [f"{month}\n2022\nActual" for month in ("Apr", "May", "Jun")]
    sheet = cage.sheet("KPIs", [["KPI\nref", "KPI\nname", "Unit", *headings, "Target\n22/23"],
                                ["1a", "Spend", "£", 1200, 1300, 1400, 1500],
                                ["1b", "On time", "%", 91, 92, 93, 95]])  # fmt: skip
    cage.across(sheet, run("D", "2022-04", 3), {2: "Spend"})
    cage.across(sheet, run("D", "2022-04", 3), {3: "On time"}, scale=0.01)
    cage.target(sheet, "G2", 1500)
    cage.target(sheet, "G3", 0.95)


def forecast_after(cage: Cage) -> None:
    """Actuals to September, then months headed as forecasts."""
    headings = [*written("{abc}-{yy}", "2022-04", 3), *written("{abc}-{yy} (forecast)", "2022-07", 3)]
    sheet = cage.sheet("Finance", [["Service", *headings, "Budget"], ["Adults", 5, 6, 7, 8, 9, 10, 90]])
    cage.across(sheet, run("B", "2022-04", 3), {2: "Adults"})
    cage.target(sheet, "H2", 90)


def forecast_over_months(cage: Cage) -> None:
    """Actual and Forecast merged over the months they are of."""
    sheet = cage.sheet("Finance", [["", "Actual", None, None, "Forecast"], ["Service", *SIX], ["Adults", *some(1, 6)]])
    sheet.merge_cells("B1:D1")
    sheet.merge_cells("E1:G1")
    cage.across(sheet, run("B", "2022-04", 3), {3: "Adults"})
    cage.kept = {"Finance!E3", "Finance!G3"}


def named_years_down(cage: Cage) -> None:
    """Months down without a year; headings name a measure and a year each."""
    headings = ["Visits 2021/22", "Visits 2022/23", "Loans 2021/22", "Loans 2022/23"]
    rows = [[month, *some(index, 4)] for index, month in enumerate(written("{name}", "2022-04", 4))]
    sheet = cage.sheet("Parks", [["Month", *headings], *rows])
    for column, first in (("B", 2021), ("C", 2022), ("D", 2021), ("E", 2022)):
        for row, month in enumerate(months_from(f"{first}-04", 4), start=2):
            cage.figure(sheet, f"{column}{row}", month, sheet[f"{column}{row}"].value)
    cage.labels = ["Visits", "Loans"]


def named_years_across(cage: Cage) -> None:
    """Chart data: a row for last year, one for this year, one for the target, beneath each measure's name."""
    sheet = cage.sheet("Chart data", [["Charts"], ["", *written("{abc}", "2022-04", 4)]])
    line = 3
    for name in ("Visits", "Loans"):
        rows = [
            [f"{name} 2021/22", *some(line, 4)],
            [f"{name} 2022/23", *some(line + 1, 4)],
            [f"{name} target", 9, 9, 9, 9],
        ]
        cage.write(sheet, rows, f"A{line}")
        for row, first in ((line, "2021-04"), (line + 1, "2022-04")):
            for column, month in run("B", first, 4).items():
                cage.figure(sheet, f"{column}{row}", month, sheet[f"{column}{row}"].value)
        cage.target(sheet, f"E{line + 2}", 9)
        line += 3
    cage.labels = ["Visits", "Loans"]


def targets_by_name(cage: Cage) -> None:
    """Beneath each indicator a row called after it and `target`."""
    sheet = cage.sheet("KPIs", [["Indicator", *THREE]])
    for line, name in ((2, "Visits made"), (4, "Calls answered")):
        cage.write(sheet, [[name, 5, 6, 7], [f"{name} - target", 8, 8, 9]], f"A{line}")
        cage.across(sheet, run("B", "2022-04", 3), {line: name})
        cage.target(sheet, f"D{line + 1}", 9)


def scottish_benchmarks(cage: Cage) -> None:
    """A Scottish council: family group, Scotland and the council ranked."""
    sheet = cage.sheet("LGBF", [["PI", *THREE, "Target", "Family Group", "Scotland", "Rank"],
                                ["Rent arrears %", 5.1, 5.2, 5.3, 5.0, 6.1, 6.3, 12]])  # fmt: skip
    cage.across(sheet, run("B", "2022-04", 3), {2: "Rent arrears %"}, scale=0.01)
    cage.comparator(sheet, "F2", 0.061)
    cage.comparator(sheet, "G2", 0.063)
    cage.target(sheet, "E2", 0.05)


def welsh_scorecard(cage: Cage) -> None:
    """A Welsh council's scorecard: headings in Welsh, Wales as the comparator."""
    sheet = cage.sheet("Cerdyn sgorio", [["Dangosydd", *("Ebr-22", "Mai-22", "Meh-22"), "Targed", "Cymru", "Statws"],
                                         ["Ymweliadau", 5, 6, 7, 8, 9, "Gwyrdd"]])  # fmt: skip
    cage.across(sheet, run("B", "2022-04", 3), {2: "Ymweliadau"})
    cage.target(sheet, "E2", 8)
    cage.comparator(sheet, "F2", 9)


def tables_with_different_months(cage: Cage) -> None:
    """Two tables side by side, each with names of its own and months of its own."""
    sheet = cage.sheet("KPIs", [["Indicator", *THREE, None, "Indicator", *written("{abc}-{yy}", "2021-04", 3)],
                                ["Visits", 5, 6, 7, None, "Calls", 1, 2, 3]])  # fmt: skip
    cage.across(sheet, run("B", "2022-04", 3), {2: "Visits"})
    cage.across(sheet, run("G", "2021-04", 3), {2: "Calls"})


def numerators_apart(cage: Cage) -> None:
    """Three blocks on a sheet, titled Percentage, Numerator and Denominator, the same rows in each."""
    sheet = cage.sheet("KPIs")
    for line, title, values in (
        (1, "Percentage", (0.5, 0.6, 0.7)),
        (6, "Numerator", (5, 6, 7)),
        (11, "Denominator", (10, 10, 10)),
    ):
        cage.write(sheet, [[title], ["Indicator", *THREE], ["Visits in time", *values]], f"A{line}")
        cage.across(sheet, run("B", "2022-04", 3), {line + 2: "Visits in time"})
    shown(sheet, "B3:D3", "0%")


def dates_as_real_month_ends(cage: Cage) -> None:
    """Real dates of month ends, the last three months hidden and empty."""
    from datetime import timedelta

    ends = [day - timedelta(days=1) for day in first_days("2022-05", 9)]
    sheet = cage.sheet("KPIs", [["Indicator", *ends], ["Visits", *some(1, 6)]])
    shown(sheet, "B1:J1", "mmm\\ yyyy")
    for column in "HIJ":
        sheet.column_dimensions[column].hidden = True
    cage.across(sheet, run("B", "2022-04", 6), {2: "Visits"})


OFFICE = (
    colours_alone, dashboards, action_plan, comments_by_month, targets_apart, header_again, empty_row_between_all,
    quarters_over_months, month_and_year_to_date, rolling_year_headings, figure_merged_over_quarter, weeks_across,
    targets_by_name, forecast_over_months, heading_lines_broken, forecast_after, named_years_down, named_years_across,
    scottish_benchmarks, welsh_scorecard,
    tables_with_different_months, numerators_apart, dates_as_real_month_ends,
)  # fmt: skip
