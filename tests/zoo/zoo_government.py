"""Workbooks as statistics offices and departments publish them: codes, metadata rows, marks, years of months."""

from __future__ import annotations

from datetime import datetime

from zoo_keeper import Cage, first_days, months_from, rows_run, run, shares, shown, some, written


def retail_census(cage: Cage) -> None:
    """Monthly retail trade: industry codes, a preliminary mark, sums beside the months, two banners, (S)."""
    header = ["NAICS  Code", "Kind of Business", *written("{abc}. {yyyy}", "2017-01", 8), "Sep. 2017(p)", "CY CUM",
              "PY CUM"]  # fmt: skip
    sheet = cage.sheet(
        "2017",
        [
            ["Estimates of Monthly Retail and Food Services Sales by Kind of Business: 2017"],
            ["[Estimates are shown in millions of dollars and are based on data from a survey.]"],
            [],
            header,
            [None, "NOT ADJUSTED"],
            [None, "Retail and food services sales, total", *some(1, 9, 400_000, 480_000), 4_000_000, 3_900_000],
            ["441", "Motor vehicle and parts dealers", *some(2, 9, 80_000, 99_000), 800_000, 790_000],
            ["44112", "Used car dealers", *some(3, 4, 8_000, 9_900), "(S)", *some(4, 4, 8_000, 9_900), 80_000, 79_000],
            [None, "ADJUSTED(2)"],
            [None, "Retail and food services sales, total", *some(5, 9, 400_000, 480_000), None, None],
            ["441", "Motor vehicle and parts dealers", *some(6, 9, 80_000, 99_000), None, None],
            [],
            ["(p) Preliminary estimate"],
            ["(S) Suppressed - Estimate does not meet publication standards."],
            ["(2) Estimates are adjusted for seasonal variations, but not for price changes."],
        ],
    )
    months = run("C", "2017-01", 9)
    motor, used = "Motor vehicle and parts dealers", "Used car dealers"
    total = "Retail and food services sales, total"
    cage.across(sheet, months, {6: (f"NOT ADJUSTED | {total}", total)})
    cage.across(
        sheet, months, {7: (f"NOT ADJUSTED | {motor}", f"NOT ADJUSTED | 441 | {motor}", motor, f"441 | {motor}")}
    )
    cage.across(
        sheet, months, {8: (f"NOT ADJUSTED | {used}", f"NOT ADJUSTED | 44112 | {used}", used, f"44112 | {used}")}
    )
    cage.across(sheet, months, {10: (f"ADJUSTED(2) | {total}", total)})
    cage.across(
        sheet, months, {11: (f"ADJUSTED(2) | {motor}", f"ADJUSTED(2) | 441 | {motor}", motor, f"441 | {motor}")}
    )


def retail_years_newest_first(cage: Cage) -> None:
    """One sheet a year, newest first, the year also in each heading."""
    for year in ("2021", "2020"):
        sheet = cage.sheet(
            year,
            [
                [f"Retail sales {year}"],
                ["Kind of Business", *written("{abc}. {yyyy}", f"{year}-01", 12), "TOTAL"],
                ["Furniture stores", *some(int(year), 12), 9_999],
                ["Clothing stores", *some(int(year) + 1, 12), 9_999],
            ],
        )
        cage.across(sheet, run("B", f"{year}-01", 12), {3: "Furniture stores", 4: "Clothing stores"})
    cage.labels = ["Furniture stores", "Clothing stores"]


def statistics_office_series(cage: Cage) -> None:
    """A downloaded series: metadata rows, then years, quarters and months one under another in column A."""
    rows = [
        ["Title", "RSI:Volume Seasonally Adjusted:All Retailers", "RSI:Value:All Retailers"],
        ["CDID", "J5EK", "J43S"],
        ["Source dataset ID", "DRSI", "DRSI"],
        ["PreUnit", None, None],
        ["Unit", "Index, base year = 100", "Index, base year = 100"],
        ["Release date", "20-01-2023", "20-01-2023"],
        ["Next release", "17 February 2023", "17 February 2023"],
        ["Important notes", None, None],
        ["2021", 105.9, 108.2],
        ["2022", 102.8, 112.1],
        ["2022 Q3", 101.7, 113.0],
        ["2022 Q4", 100.5, 113.5],
    ]
    rows += [
        [f"2022 {name}", 101.1 + i, 112.5 - i] for i, name in enumerate(("JUL", "AUG", "SEP", "OCT", "NOV", "DEC"))
    ]
    sheet = cage.sheet("data", rows)
    cage.down(sheet, rows_run(13, "2022-07", 6), {
        "B": ("RSI:Volume Seasonally Adjusted:All Retailers", "RSI:Volume Seasonally Adjusted:All Retailers | J5EK"),
        "C": ("RSI:Value:All Retailers", "RSI:Value:All Retailers | J43S"),
    })  # fmt: skip


def claimant_count(cage: Cage) -> None:
    """Area names above area codes, months as full text; people and rate tables stacked with their own headings."""
    sheet = cage.sheet("Claimants", [["Claimant count by region"], ["Date", "North East", "North West", "London"],
                                     ["area code", "E12000001", "E12000002", "E12000007"]])  # fmt: skip
    for i, month in enumerate(written("{name} {yyyy}", "2022-06", 5)):
        cage.write(sheet, [[month, 81_000 + i, 190_500 + i, 305_010 + i]], f"A{4 + i}")
    fair = {"B": ("North East", "North East | E12000001"), "C": ("North West", "North West | E12000002"),
            "D": ("London", "London | E12000007")}  # fmt: skip
    cage.down(sheet, rows_run(4, "2022-06", 5), fair)


def recorded_crime(cage: Cage) -> None:
    """Months as whole numbers 202204; three label columns, no title."""
    sheet = cage.sheet(
        "MPS Borough Level Crime",
        [
            [
                "MajorText",
                "MinorText",
                "LookUp_BoroughName",
                *(int(m.replace("-", "")) for m in months_from("2022-11", 5)),
            ]
        ],
    )
    rows = [
        ("Burglary", "Burglary - Residential"),
        ("Burglary", "Burglary - Business"),
        ("Robbery", "Personal Property"),
    ]
    for i, (major, minor) in enumerate(rows):
        cage.write(sheet, [[major, minor, "Camden", *some(i, 5, 1, 200)]], f"A{2 + i}")
        cage.across(sheet, run("D", "2022-11", 5), {2 + i: (f"{major} | {minor} | Camden", f"{major} | {minor}")})


def tax_receipts(cage: Cage) -> None:
    """Notes in the headings, provisional months, a total column, notes and annual rows above the months."""
    sheet = cage.sheet("Receipts_Monthly", [
        ["HMRC tax receipts monthly (£ million)"],
        ["This worksheet contains one table. Some cells refer to notes."],
        ["Source: tax authority"],
        ["Month", "Total receipts", "Income Tax [note 1]", "Capital Gains Tax", "VAT [note 2]"],
    ])  # fmt: skip
    months = written("{name} {yyyy}", "2022-08", 6)
    months[-1] += " [provisional]"
    for i, month in enumerate(months):
        cage.write(sheet, [[month, 60_000 + i, 15_000 + i, 13 + i, "[x]" if i == 5 else 14_000 + i]], f"A{5 + i}")
    names = {"B": "Total receipts", "C": "Income Tax [note 1]", "D": "Capital Gains Tax", "E": "VAT [note 2]"}
    cage.down(sheet, rows_run(5, "2022-08", 6), names)


def vehicle_licensing(cage: Cage) -> None:
    """Year as a number and month as a word in two columns; newest first."""
    sheet = cage.sheet(
        "VEH0150",
        [
            ["Vehicles registered for the first time by body type"],
            ["Geography: United Kingdom"],
            ["Units: thousands"],
            [],
            ["Year", "Month", "Cars", "Motorcycles", "Buses & coaches"],
        ],
    )
    months = list(zip(months_from("2022-03", 6, -1), written("{name}", "2022-03", 6, -1), strict=True))
    for i, (month, name) in enumerate(months):
        cage.write(sheet, [[int(month[:4]), name, 160.5 + i, 8.25 + i, 0.4 + i]], f"A{6 + i}")
    cage.down(sheet, rows_run(6, "2022-03", 6, -1), {"C": "Cars", "D": "Motorcycles", "E": "Buses & coaches"})


def commodity_prices(cage: Cage) -> None:
    """Months down as 2022M01 without a heading of their own, units under the names, dots where none."""
    sheet = cage.sheet(
        "Monthly Prices",
        [
            ["World Bank Commodity Price Data (The Pink Sheet)"],
            ["monthly prices in nominal US dollars"],
            ["Updated on February 02, 2023"],
            [],
            [None, "Crude oil, Brent", "Coal, Australian", "Cocoa"],
            [None, "($/bbl)", "($/mt)", "($/kg)"],
        ],
    )
    for i, month in enumerate(written("{yyyy}M{mm}", "2022-01", 5)):
        cage.write(sheet, [[month, 85.53 + i, "…" if i < 2 else 196.9 + i, 2.47 + i]], f"A{7 + i}")
    fair = {
        "B": ("Crude oil, Brent", "Crude oil, Brent | ($/bbl)"),
        "C": ("Coal, Australian", "Coal, Australian | ($/mt)"),
        "D": ("Cocoa", "Cocoa | ($/kg)"),
    }
    cage.down(sheet, rows_run(7, "2022-01", 5), fair)


def economic_series(cage: Cage) -> None:
    """A downloaded graph: prose rows, `observation_date`, one column of figures."""
    sheet = cage.sheet("FRED Graph", [["FRED Graph Observations"], ["Federal Reserve Economic Data"],
                                      ["Link: https://example.org"], [], ["Frequency: Monthly"],
                                      ["observation_date", "UNRATE"]])  # fmt: skip
    for i, day in enumerate(first_days("2022-01", 8)):
        cage.write(sheet, [[day, 4.0 - i / 10]], f"A{7 + i}")
    shown(sheet, "A7:A14", "yyyy-mm-dd")
    cage.down(sheet, rows_run(7, "2022-01", 8), {"B": "UNRATE"})


def labour_matrix(cage: Cage) -> None:
    """One series, a row a year and a column a month, with an annual average beside."""
    sheet = cage.sheet(
        "BLS Data Series",
        [
            ["Labor Force Statistics from the Current Population Survey"],
            ["Series Id:", "LNS14000000"],
            ["Series title:", "(Seas) Unemployment Rate"],
            [],
            ["Year", *written("{abc}", "2020-01", 12), "Annual"],
        ],
    )
    for i, year in enumerate((2020, 2021, 2022)):
        cage.write(sheet, [[year, *(x / 10 for x in shares(i, 12)), 5.5]], f"A{6 + i}")
        for column, month in run("B", f"{year}-01", 12).items():
            cage.figure(sheet, f"{column}{6 + i}", month, sheet[f"{column}{6 + i}"].value)
    cage.any_label = True


def small_boats(cage: Cage) -> None:
    """Two rows of headings, calendar years merged over months, a total a year, sub-groups down."""
    sheet = cage.sheet("Irr_02", [["Table Irr_02: Irregular arrivals by month"], ["Back to contents"], [],
                                  ["Method of entry", "2021", None, None, None, "2022", None, None, None],
                                  [None, "October", "November", "December", "Total", "January", "February", "March",
                                   "Total"]])  # fmt: skip
    sheet.merge_cells("B4:E4")
    sheet.merge_cells("F4:I4")
    sheet.merge_cells("A4:A5")
    names = ("Small boat arrivals", "Inadequately documented air arrivals", "Recorded detections in the UK")
    for i, name in enumerate(names):
        cage.write(sheet, [[name, *some(i, 3), 2_000, *some(i + 9, 3), 2_500]], f"A{6 + i}")
    months = {"B": "2021-10", "C": "2021-11", "D": "2021-12", "F": "2022-01", "G": "2022-02", "H": "2022-03"}
    cage.across(sheet, months, {6 + i: name for i, name in enumerate(names)})


def financial_years_merged(cage: Cage) -> None:
    """Financial years merged over their months: January to March belong to the year's second half."""
    sheet = cage.sheet(
        "Libraries",
        [
            ["Library visits by branch"],
            ["Branch", "2021/22", None, None, None, "2022/23", None, None, None],
            [None, "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul"],
            ["Central", *some(1, 8)],
            ["Eastpark", *some(2, 8)],
            ["All branches", *some(3, 8)],
        ],
    )
    sheet.merge_cells("B2:E2")
    sheet.merge_cells("F2:I2")
    cage.across(sheet, run("B", "2021-12", 8), {4: "Central", 5: "Eastpark", 6: "All branches"})


def housing_two_labels(cage: Cage) -> None:
    """Two label columns, the first merged down its rows; a total row; counts suppressed as c and <5."""
    sheet = cage.sheet(
        "Homelessness",
        [
            ["Homelessness applications"],
            ["Area", "Decision", *written("{abc} {yy}", "2022-05", 4)],
            ["North", "Accepted", 12, "c", 14, 9],
            [None, "Refused", 7, 8, "<5", 6],
            ["South", "Accepted", 22, 21, 24, 29],
            [None, "Refused", 17, 18, 13, "*"],
            ["Total", None, 58, 61, 62, 63],
        ],
    )
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("A5:A6")
    cage.across(
        sheet,
        run("C", "2022-05", 4),
        {
            3: ("North | Accepted", "Accepted"),
            4: ("North | Refused", "Refused"),
            5: ("South | Accepted", "Accepted"),
            6: ("South | Refused", "Refused"),
            7: "Total",
        },
    )


def planning_side_by_side(cage: Cage) -> None:
    """Two tables side by side on one sheet, each with its own title, header row and months."""
    sheet = cage.sheet("Planning")
    for left, title, names in (("A", "Major applications", ("Received", "Decided")),
                               ("H", "Minor applications", ("Received", "Withdrawn"))):  # fmt: skip
        cage.write(
            sheet,
            [
                [title],
                ["Measure", *written("{abc}-{yy}", "2022-10", 4)],
                *([name, *some(i + len(title) + ord(left), 4)] for i, name in enumerate(names)),
            ],
            f"{left}1",
        )
        first = {"A": "B", "H": "I"}[left]
        fair = {3 + i: (name, f"{title} | {name}") for i, name in enumerate(names)}
        cage.across(sheet, run(first, "2022-10", 4), fair)


def stacked_own_headers(cage: Cage) -> None:
    """Three tables one under another, each with title and header row, and different months in the last."""
    sheet = cage.sheet("Waste")
    line = 1
    for seed, (title, first) in enumerate(
        (("Recycling", "2022-04"), ("Landfill", "2022-04"), ("Missed bins", "2022-06"))
    ):
        cage.write(sheet, [[title], ["Depot", *written("{name} {yyyy}", first, 4)],
                           ["East depot", *some(seed, 4)], ["West depot", *some(seed + 4, 4)]], f"A{line}")  # fmt: skip
        fair = {line + 2: ("East depot", f"{title} | East depot"), line + 3: ("West depot", f"{title} | West depot")}
        cage.across(sheet, run("B", first, 4), fair)
        line += 6


def stacked_without_headers(cage: Cage) -> None:
    """One header row, then titled blocks without headers of their own, an empty row between them."""
    sheet = cage.sheet("Highways", [["Measure", *written("{abc}-{yy}", "2022-04", 4)]])
    line = 2
    for seed, title in enumerate(("Roads", "Footways", "Street lighting")):
        cage.write(
            sheet, [[title], ["Defects reported", *some(seed, 4)], ["Defects repaired", *some(seed + 4, 4)]], f"A{line}"
        )
        fair = {
            line + 1 + i: (f"{title} | {name}", name) for i, name in enumerate(("Defects reported", "Defects repaired"))
        }
        cage.across(sheet, run("B", "2022-04", 4), fair)
        line += 4


def energy_long_series(cage: Cage) -> None:
    """Ten years of months down as dates, with a blank row after each year."""
    sheet = cage.sheet("Month", [["Electricity supplied (GWh)"], [], ["Month", "Coal", "Gas", "Wind"]])
    months: dict[int, str] = {}
    line = 4
    for month, day in zip(months_from("2012-01", 120), first_days("2012-01", 120), strict=True):
        cage.write(sheet, [[day, *some(line, 3)]], f"A{line}")
        sheet[f"A{line}"].number_format = "mmm yyyy"
        months[line] = month
        line += 2 if month.endswith("12") else 1
    cage.down(sheet, months, {"B": "Coal", "C": "Gas", "D": "Wind"})


def council_tax_hidden(cage: Cage) -> None:
    """Hidden rows and columns of figures, a hidden sheet with its own table."""
    sheet = cage.sheet(
        "Revenues",
        [
            ["Collection", *written("{abc}-{yy}", "2022-04", 6)],
            ["Council tax £000", *some(1, 6)],
            ["Business rates £000", *some(2, 6)],
            ["Debt £000", *some(3, 6)],
        ],
    )
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    hidden = cage.sheet("Old", [["Collection", *written("{abc}-{yy}", "2022-04", 6)], ["Fines £000", *some(4, 6)]],
                        state="hidden")  # fmt: skip
    cage.across(sheet, run("B", "2022-04", 6), {2: "Council tax £000", 3: "Business rates £000", 4: "Debt £000"})
    cage.across(hidden, run("B", "2022-04", 6), {2: "Fines £000"})


def decoy_sheets(cage: Cage) -> None:
    """A cover with dates, an annual table and a quarterly table that are not months, then the real one."""
    cage.sheet(
        "Cover",
        [
            ["Statistics release"],
            ["Published", datetime(2023, 1, 26)],
            ["Next release", datetime(2023, 2, 23)],
            ["Enquiries", "020 7946 0000"],
        ],
    )
    cage.sheet("Annual", [["Year", "2019", "2020", "2021", "2022"], ["Applications", 100, 200, 300, 400]])
    cage.sheet(
        "Quarterly", [["Measure", "Q1 2022", "Q2 2022", "Q3 2022", "Q4 2022"], ["Applications", 90, 95, 100, 115]]
    )
    sheet = cage.sheet("Monthly", [["Measure", *written("{abc} {yyyy}", "2022-09", 4)], ["Applications", *some(7, 4)],
                                   ["Decisions", *some(8, 4)]])  # fmt: skip
    cage.across(sheet, run("B", "2022-09", 4), {2: "Applications", 3: "Decisions"})


GOVERNMENT = (
    retail_census, retail_years_newest_first, statistics_office_series, claimant_count, recorded_crime,
    tax_receipts, vehicle_licensing, commodity_prices, economic_series, labour_matrix, small_boats,
    financial_years_merged, housing_two_labels, planning_side_by_side, stacked_own_headers, stacked_without_headers,
    energy_long_series, council_tax_hidden, decoy_sheets,
)  # fmt: skip
