"""Workbooks as businesses keep them: sales, budgets, profit and loss, hotels, insurers; totals and quarters between."""

from __future__ import annotations

from zoo_keeper import Cage, first_days, months_from, rows_run, run, shares, shown, some, written


def jan_sales_headings(cage: Cage) -> None:
    """Headings such as Jan Sales, the year in the sheet's name, label columns for an account's place."""
    sheet = cage.sheet(
        "Sales 2014",
        [
            ["account", "name", "city", *written("{abc} Sales", "2014-01", 3), "Total"],
            [211829, "Kerluke and Sons", "New York", 10_000, 62_000, 35_000, 107_000],
            [320563, "Walter-Trantow", "Portland", 95_000, 45_000, 35_000, 175_000],
        ],
    )
    for line, name, city, account in (
        (2, "Kerluke and Sons", "New York", 211829),
        (3, "Walter-Trantow", "Portland", 320563),
    ):
        fair = (f"{account} | {name} | {city}", f"{name} | {city}", f"{name}", f"{account} | {name}")
        cage.across(sheet, run("D", "2014-01", 3), {line: fair})


def sales_by_region(cage: Cage) -> None:
    """A sales template: money formats, region groups with a subtotal each, a grand total."""
    sheet = cage.sheet(
        "Sales report",
        [["Contoso monthly sales 2021"], [], ["Region / product", *written("{name}", "2021-01", 6), "H1 total"]],
    )
    line = 4
    for seed, region in enumerate(("North", "South")):
        cage.write(sheet, [[region]], f"A{line}")
        for i, product in enumerate(("Bikes", "Helmets", "Subtotal")):
            cage.write(sheet, [[product, *some(seed * 3 + i, 6), 1]], f"A{line + 1 + i}")
            fair = (f"{region} | {product}", product) if product != "Subtotal" else ("Subtotal", f"{region} | Subtotal")
            cage.across(sheet, run("B", "2021-01", 6), {line + 1 + i: fair})
        line += 4
    cage.write(sheet, [["Grand total", *some(9, 6), 1]], f"A{line}")
    cage.across(sheet, run("B", "2021-01", 6), {line: ("Grand total", "South | Grand total")})
    shown(sheet, "B4:H12", '"$"#,##0')


def profit_and_loss(cage: Cage) -> None:
    """A year ending in March in the title, months without years, quarters between and a total at the end."""
    months = written("{abc}", "2022-04", 12)
    header: list[str | None] = ["£"]
    for quarter in range(4):
        header += [*months[quarter * 3 : quarter * 3 + 3], f"Q{quarter + 1}"]
    header += ["Total"]
    sheet = cage.sheet("P&L", [["Profit and loss account"], ["For the year ending 31 March 2023"], [], header,
                               ["Revenue"], ["Product sales", *some(1, 17)], ["Service fees", *some(2, 17)],
                               ["Total revenue", *some(3, 17)], [], ["Costs"], ["Wages", *some(4, 17)],
                               ["Rent", *some(5, 17)], [], ["Net profit", "(1,250)", *some(6, 16)]])  # fmt: skip
    columns = run("B", "2022-04", 3) | run("F", "2022-07", 3) | run("J", "2022-10", 3) | run("N", "2023-01", 3)
    cage.across(sheet, columns, {6: ("Revenue | Product sales",), 7: ("Revenue | Service fees",)})
    cage.across(sheet, columns, {8: ("Total revenue", "Revenue | Total revenue")})
    cage.across(
        sheet, columns, {11: ("Costs | Wages",), 12: ("Costs | Rent",), 14: ("Net profit", "Costs | Net profit")}
    )


def hotel_occupancy(cage: Cage) -> None:
    """Months down as dates, a year-to-date row at the bottom, percentages as numbers under names with %."""
    sheet = cage.sheet("STR", [["Hotel performance"], ["Month", "Occupancy %", "ADR (£)", "RevPAR (£)", "Rooms sold"]])
    for i, day in enumerate(first_days("2019-01", 6)):
        cage.write(sheet, [[day, 61.2 + i, 88.45 + i, 54.1 + i, 10_400 + i]], f"A{3 + i}")
    shown(sheet, "A3:A8", "mmm-yy")
    cage.write(sheet, [["YTD", 63.7, 90.9, 56.6, 62_415], ["Average", 63.7, 90.9, 56.6, 10_402]], "A9")
    months = rows_run(3, "2019-01", 6)
    cage.down(sheet, months, {"B": "Occupancy %"}, scale=0.01)
    cage.down(sheet, months, {"C": "ADR (£)", "D": "RevPAR (£)", "E": "Rooms sold"})


def insurance_premium(cage: Cage) -> None:
    """Premium by product: two label columns, accounting format, year in the title, total row and column."""
    sheet = cage.sheet("GWP", [["Gross written premium by class of business, 2021 (£'000)"], [],
                               ["Class", "Channel", *written("{abc}", "2021-01", 12), "Total 2021"]])  # fmt: skip
    rows = [("Motor", "Broker"), ("Motor", "Direct"), ("Household", "Broker"), ("Household", "Direct"), ("Total", None)]
    for i, (kind, channel) in enumerate(rows):
        cage.write(sheet, [[kind, channel, *some(i, 12, 1000, 9000), 55_000]], f"A{4 + i}")
        label = " | ".join(part for part in (kind, channel) if part)
        cage.across(sheet, run("C", "2021-01", 12), {4 + i: label})
    shown(sheet, "C4:O8", "#,##0_);(#,##0)")


def enrolment_by_state(cage: Cage) -> None:
    """Health cover enrolment: states down, months across with a preliminary mark, a percentage change at the end."""
    header = ["State", "September 2022", "October 2022", "November 2022", "December 2022 (Preliminary)",
              "% Change November to December", "State Expanded Medicaid"]  # fmt: skip
    sheet = cage.sheet(
        "Enrollment",
        [
            ["Total Medicaid and CHIP enrollment"],
            header,
            ["Alabama", 1_100_012, 1_105_000, 1_110_233, 1_118_000, 0.007, "N"],
            ["Alaska", 254_010, "n/a", 256_000, 257_001, 0.004, "Y"],
            ["Total, all states", 91_000_000, 91_300_000, 91_700_001, 92_300_000, 0.006, None],
            ["Note: totals include non-reporting states"],
        ],
    )
    shown(sheet, "F3:F5", "0.0%")
    cage.across(sheet, run("B", "2022-09", 4), {3: "Alabama", 4: "Alaska", 5: "Total, all states"})


def claims_newest_first(cage: Cage) -> None:
    """Insurance claims, newest month at the top, money and percentages by number format."""
    sheet = cage.sheet("Claims", [["Claims experience"], ["Month", "Lodged", "Closed", "Paid", "Loss ratio"]])
    for i, day in enumerate(first_days("2022-12", 9, -1)):
        cage.write(sheet, [[day, 310 + i, 290 - i, 1_250_000.5 + i, 0.615 + i / 100]], f"A{3 + i}")
    shown(sheet, "A3:A11", "mmm yyyy")
    shown(sheet, "D3:D11", "£#,##0.00")
    shown(sheet, "E3:E11", "0.0%")
    cage.down(sheet, rows_run(3, "2022-12", 9, -1), {"B": "Lodged", "C": "Closed", "D": "Paid", "E": "Loss ratio"})


def household_budget(cage: Cage) -> None:
    """A budget template: months in the heading of every group, which the corner names; totals and averages after."""
    sheet = cage.sheet("Budget", [["PERSONAL BUDGET 2023"]])
    line = 3
    for seed, (group, names) in enumerate(
        (("INCOME", ("Wages", "Interest")), ("HOME", ("Rent", "Power", "TOTAL HOME")))
    ):
        cage.write(
            sheet, [[group, *(m.upper() for m in written("{abc}", "2023-01", 12)), "TOTAL", "AVERAGE"]], f"A{line}"
        )
        for i, name in enumerate(names):
            cage.write(sheet, [[name, *some(seed + i, 12), 9_999, 833]], f"A{line + 1 + i}")
            fair = (name, f"{group} | {name}")
            cage.across(sheet, run("B", "2023-01", 12), {line + 1 + i: fair})
        line += len(names) + 2


def call_centre(cage: Cage) -> None:
    """A status word beside each month's figure; a target before the months; owner after."""
    header = ["KPI", "Target"]
    for month in written("{abc}-{yy}", "2022-10", 3):
        header += [month, "RAG"]
    sheet = cage.sheet(
        "Contact centre",
        [
            ["Contact centre dashboard"],
            [],
            [*header, "Owner"],
            ["Calls answered", ">90%", 0.91, "Green", 0.88, "Amber", 0.79, "Red", "Team A"],
            ["Calls offered", None, 1200, None, 1310, None, 1250, None, "Team A"],
            ["Complaints", "<12", 11, "Green", 14, "Red", 9, "Green", "Team B"],
        ],
    )
    shown(sheet, "C4:G4", "0%")
    cage.across(sheet, run("C", "2022-10", 3, stride=2), {4: "Calls answered", 5: "Calls offered", 6: "Complaints"})
    cage.target(sheet, "B4", 0.9)
    cage.target(sheet, "B6", 12)


def subscriptions_text_numbers(cage: Cage) -> None:
    """Numbers stored as text: thousands separators, money, percentages with a space, thousands as k."""
    sheet = cage.sheet("Subscribers", [["Metric", *written("{abc} {yyyy}", "2021-06", 3)],
                                       ["Active subscribers", "12,345", "12,900", "13,001"],
                                       ["Revenue", "£1,234.50", "£1,300.00", "£1,299.99"],
                                       ["Churn rate", "2.5 %", "3.1 %", "2.9 %"],
                                       ["Page views", "1.2k", "0.9k", "1.5k"],
                                       ["Margin", "(200)", "150", "-20"]])  # fmt: skip
    cage.across(sheet, run("B", "2021-06", 3), {2: "Active subscribers", 3: "Revenue", 4: "Churn rate", 5: "Page views",
                                                6: "Margin"})  # fmt: skip


def errors_of_excel(cage: Cage) -> None:
    """Error values among the figures, and empty months at the end that are not months yet."""
    sheet = cage.sheet("Store KPIs", [["Store", *written("{abc}-{yy}", "2022-07", 6)],
                                      ["Leeds", 10, 11, "#DIV/0!", 13, None, None],
                                      ["York", 20, "#N/A", 22, 23, None, None]])  # fmt: skip
    for cell in ("D2", "C3"):
        sheet[cell].data_type = "e"
    cage.across(sheet, run("B", "2022-07", 6), {2: "Leeds", 3: "York"})


def far_corner(cage: Cage) -> None:
    """The table stands far from A1, below a letterhead and prose, with a note at its side."""
    sheet = cage.sheet("Sheet1", [["Acme Leisure Ltd"], ["12 High Street"], ["Prepared May 2023 for the board"]], "F2")
    cage.write(sheet, [["Membership has grown since April and the March offer was a success."]], "F9")
    cage.write(sheet, [["Site", *written("{abc} {yyyy}", "2022-11", 6)], ["Pool", *some(1, 6)], ["Gym", *some(2, 6)],
                       ["Courts", *some(3, 6)]], "G38")  # fmt: skip
    cage.across(sheet, run("H", "2022-11", 6), {39: "Pool", 40: "Gym", 41: "Courts"})


def spacer_columns(cage: Cage) -> None:
    """An empty narrow column between every two months."""
    header: list[str | None] = ["Line"]
    for month in written("{abc}-{yy}", "2022-01", 4):
        header += [month, None]
    rows = [["Freight", 5, None, 6, None, 7, None, 8], ["Parcels", 15, None, 16, None, 17, None, 18]]
    sheet = cage.sheet("Volumes", [["Volumes (tonnes)"], header, *rows])
    cage.across(sheet, run("B", "2022-01", 4, stride=2), {3: "Freight", 4: "Parcels"})


def rolling_thirteen(cage: Cage) -> None:
    """Thirteen months ending in the reporting month, then the change on a month and on a year."""
    sheet = cage.sheet(
        "Rolling 13",
        [
            ["Airline punctuality"],
            ["Measure", *written("{abc}-{yy}", "2021-12", 13), "MoM change", "YoY change", "12 month average"],
            ["On time departures %", *(x / 100 for x in shares(1, 13)), -0.01, 0.02, 0.7],
            ["Bags mishandled", *some(2, 13), 5, -11, 320],
        ],
    )
    shown(sheet, "B3:Q3", "0.0%")
    cage.across(sheet, run("B", "2021-12", 13), {3: "On time departures %", 4: "Bags mishandled"})


def tidy_measures(cage: Cage) -> None:
    """A row a figure: period as a date, region, measure and value, sorted by period."""
    rows: list[list[object]] = [["Period", "Region", "Measure", "Value"]]
    sheet = cage.sheet("data")
    for i, day in enumerate(first_days("2022-01", 3)):
        for region in ("North", "South"):
            for measure in ("Orders", "Returns"):
                rows.append([day, region, measure, 100 * i + len(rows)])
    cage.write(sheet, rows)  # type: ignore[arg-type]
    shown(sheet, "A2:A13", "yyyy-mm-dd")
    for position, (region, measure) in enumerate((r, m) for r in ("North", "South") for m in ("Orders", "Returns")):
        places = [(f"D{2 + position + 4 * i}", month) for i, month in enumerate(months_from("2022-01", 3))]
        cage.expect(sheet, (f"{region} | {measure}", f"{measure} | {region}"), places)
    cage.any_order = True


def tidy_year_and_month(cage: Cage) -> None:
    """A row a month with year and month numbers in two columns, several figures beside: months down, in truth."""
    sheet = cage.sheet("Sales", [["Year", "Month", "Units", "Revenue"]])
    for i, month in enumerate(months_from("2021-10", 6)):
        cage.write(sheet, [[int(month[:4]), int(month[5:]), 40 + i, 900.5 + i]], f"A{2 + i}")
    cage.down(sheet, rows_run(2, "2021-10", 6), {"C": "Units", "D": "Revenue"})


def product_year_matrix(cage: Cage) -> None:
    """A row a product and year, the months across without years."""
    sheet = cage.sheet("Rainfall", [["Station", "Year", *written("{abc}", "2020-01", 12), "Annual"]])
    for i, (station, year) in enumerate((s, y) for s in ("Leuchars", "Oban") for y in (2020, 2021)):
        cage.write(sheet, [[station, year, *some(i, 12), 1111]], f"A{2 + i}")
        for column, month in run("C", f"{year}-01", 12).items():
            cage.figure(sheet, f"{column}{2 + i}", month, sheet[f"{column}{2 + i}"].value)
    cage.any_label = True


def budget_and_actual(cage: Cage) -> None:
    """Budget, actual and variance within each month; the actual is the month's figure."""
    header: list[str | None] = ["Department"]
    below: list[str | None] = [None]
    for month in written("{abc}-{yy}", "2022-04", 3):
        header += [month, None, None]
        below += ["Budget", "Actual", "Variance"]
    rows = [["Pay", 100, 98, 2, 100, 103, -3, 100, 101, -1], ["Supplies", 40, 41, -1, 40, 38, 2, 40, 44, -4]]
    sheet = cage.sheet("Finance", [["Directorate finance report (£000)"], header, below, *rows])
    for merged in ("B2:D2", "E2:G2", "H2:J2"):
        sheet.merge_cells(merged)
    cage.across(sheet, run("C", "2022-04", 3, stride=3), {4: "Pay", 5: "Supplies"})


COMMERCE = (
    jan_sales_headings, sales_by_region, profit_and_loss, hotel_occupancy, insurance_premium, enrolment_by_state,
    claims_newest_first, household_budget, call_centre, subscriptions_text_numbers, errors_of_excel, far_corner,
    spacer_columns, rolling_thirteen, tidy_measures, tidy_year_and_month, product_year_matrix, budget_and_actual,
)  # fmt: skip
