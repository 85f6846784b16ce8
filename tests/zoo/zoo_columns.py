"""Tables whose columns come in pairs and triples, whose months come in blocks, and lists of figures."""

from __future__ import annotations

from zoo_keeper import Cage, run, shown, written


def baseline_and_months(cage: Cage) -> None:
    """A baseline column dated before the run is not a month of it."""
    sheet = cage.sheet(
        "Programme",
        [
            ["Benefit", "Baseline (2021/22)", *written("{abc}-{yy}", "2022-04", 4), "Target Mar-23", "Status"],
            ["Length of stay", 6.1, 6, 5.9, 5.8, 5.7, 5, "Green"],
            ["Readmissions", 80, 78, 81, 79, 70, 60, "Amber"],
        ],
    )
    cage.across(sheet, run("C", "2022-04", 4), {2: "Length of stay", 3: "Readmissions"})
    cage.target(sheet, "G2", 5)


def merged_month_pairs(cage: Cage) -> None:
    """Each month is merged over two columns though only the first holds figures."""
    header: list[str | None] = ["Team"]
    for month in written("{name} {yyyy}", "2022-04", 3):
        header += [month, None]
    sheet = cage.sheet(
        "Teams", [header, ["Red team", 1, None, 2, None, 3, None], ["Blue team", 4, None, 5, None, 6, None]]
    )
    for area in ("B1:C1", "D1:E1", "F1:G1", "B2:C2", "D2:E2", "F2:G2", "B3:C3", "D3:E3", "F3:G3"):
        sheet.merge_cells(area)
    cage.across(sheet, run("B", "2022-04", 3, stride=2), {2: "Red team", 3: "Blue team"})


def total_first(cage: Cage) -> None:
    """Total columns before the months, and total rows first in each group."""
    sheet = cage.sheet(
        "Trade",
        [
            ["Country", "2021 total", "2022 total", *written("{abc}-{yy}", "2022-01", 4)],
            ["World", 100, 110, 5, 6, 7, 8],
            ["EU total", 60, 66, 3, 3, 4, 4],
            ["  France", 30, 33, 1, 2, 2, 2],
            ["  Germany", 30, 33, 2, 1, 2, 2],
            ["Non-EU total", 40, 44, 2, 3, 3, 4],
        ],
    )
    cage.across(
        sheet,
        run("D", "2022-01", 4),
        {
            2: "World",
            3: "EU total",
            4: ("France", "EU total | France"),
            5: ("Germany", "EU total | Germany"),
            6: "Non-EU total",
        },
    )


def change_columns_within(cage: Cage) -> None:
    """A change column after each month; it is no month."""
    header: list[str] = ["Index", "Jan-22"]
    for month in written("{abc}-{yy}", "2022-02", 3):
        header += [month, "% change"]
    sheet = cage.sheet(
        "Indices",
        [header, ["Prices", 100, 101, 0.01, 103, 0.02, 104, 0.01], ["Wages", 100, 100, 0, 102, 0.02, 103, 0.01]],
    )
    cage.across(sheet, {"B": "2022-01", "C": "2022-02", "E": "2022-03", "G": "2022-04"}, {2: "Prices", 3: "Wages"})


def notes_under_names(cage: Cage) -> None:
    """Each indicator's definition stands in small print in the row below it."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Indicator", *written("{abc}-{yy}", "2022-04", 3)],
            ["Visits", 1, 2, 3],
            ["Counts every visit, whether announced or not, in the month it took place."],
            ["Calls", 4, 5, 6],
            ["Counts calls that were answered; abandoned calls are left out of this figure."],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 3), {2: "Visits", 4: "Calls"})
    cage.any_label = True


def long_month_gap(cage: Cage) -> None:
    """A survey held every third month: March, June, September, December are months like any."""
    sheet = cage.sheet(
        "Survey",
        [
            ["Satisfaction", "Mar-22", "Jun-22", "Sep-22", "Dec-22"],
            ["Tenants", 0.7, 0.71, 0.72, 0.73],
            ["Leaseholders", 0.5, 0.51, 0.52, 0.53],
        ],
    )
    shown(sheet, "B2:E3", "0%")
    months = dict(zip("BCDE", ("2022-03", "2022-06", "2022-09", "2022-12"), strict=True))
    cage.across(sheet, months, {2: "Tenants", 3: "Leaseholders"})


def reporting_year_cell(cage: Cage) -> None:
    """The year stands alone in a cell to the right of its label, far above the table; months in capitals with stops."""
    sheet = cage.sheet(
        "Input",
        [
            ["Service", "Fostering"],
            ["Manager", "A. Person"],
            ["Year", 2021],
            [],
            [],
            ["Measure", "JAN.", "FEB.", "MAR.", "APR."],
            ["Carers approved", 1, 2, 3, 4],
        ],
    )
    cage.across(sheet, run("B", "2021-01", 4), {7: "Carers approved"})


def rows_of_nothing(cage: Cage) -> None:
    """A row with a name and no figures at all, at the end and in the middle, with text in its target."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Indicator", *written("{abc}-{yy}", "2022-04", 3), "Target"],
            ["Visits", 1, 2, 3, 4],
            ["Adoptions", "N/A", "N/A", "N/A", "Not set"],
            ["Calls", 4, 5, 6, 7],
            ["Surveys", "TBC", "TBC", "TBC", "TBC"],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 3), {2: "Visits", 3: "Adoptions", 4: "Calls", 5: "Surveys"})


COLUMNS = (
    baseline_and_months, merged_month_pairs, total_first, change_columns_within, notes_under_names, long_month_gap,
    reporting_year_cell, rows_of_nothing,
)  # fmt: skip
