"""Workbooks drawn for councils of all kinds by somebody who had not seen how they are read."""

from __future__ import annotations

from zoo_keeper import Cage, months_from, run, shown

APRIL = "2025-04"


def months_over_years(cage: Cage) -> None:
    """Each month is merged over last year, this year and the change between them."""
    heads = ["Apr", "May", "Jun"]
    sheet = cage.sheet(
        "Year on year",
        [
            ["Early help – this year and last"],
            ["Measure", *(each for head in heads for each in (head, None, None))],
            [None, *[2024, 2025, "Change"] * 3],
            ["Assessments opened", 81, 84, 3, 84, 90, 6, 87, 81, -6],
            ["Assessments closed", 85, 75, -10, 79, 74, -5, 75, 79, 4],
        ],
    )
    for area in ("A2:A3", "B2:D2", "E2:G2", "H2:J2"):
        sheet.merge_cells(area)
    cage.labels += ["Assessments opened", "Assessments closed"]
    for row in (4, 5):
        for first, columns in (("2024-04", "BEH"), (APRIL, "CFI")):
            for column, month in zip(columns, months_from(first, 3), strict=True):
                cage.figure(sheet, f"{column}{row}", month, sheet[f"{column}{row}"].value)


def months_beside_years(cage: Cage) -> None:
    """The same turned: each month merged down over its financial years, not all of them with figures yet."""
    sheet = cage.sheet(
        "Contacts",
        [["Month", "Year", "Contacts", "Referrals"]]
        + [
            [name if index == 0 else None, year, *figures]
            for name, years in (("January", ((40, 4), (41, 5))), ("February", ((42, 6), (43, 7))),
                                ("March", ((44, 8), (45, 9))))
            for index, (year, figures) in enumerate(zip(("2023/24", "2024/25"), years, strict=True))
        ],
    )  # fmt: skip
    for area in ("A2:A3", "A4:A5", "A6:A7"):
        sheet.merge_cells(area)
    for column, label in (("C", "Contacts"), ("D", "Referrals")):
        cage.labels.append(label)
        for row, month in enumerate(months_from("2024-01", 3)):
            cage.figure(sheet, f"{column}{2 * row + 2}", month, sheet[f"{column}{2 * row + 2}"].value)
            later = f"{column}{2 * row + 3}"
            cage.figure(sheet, later, f"2025{month[4:]}", sheet[later].value)


def counted_months_beside_last_years_outturn(cage: Cage) -> None:
    """`M1` is of the title's year, whatever year the outturn beside it is of; `P01` of another sheet as well."""
    children = cage.sheet(
        "Scorecard",
        [
            ["Children and Families Scorecard 2025/26"],
            ["Measure", "2024/25 outturn", "2025/26 target", *(f"M{n}" for n in range(1, 13))],
            ["Visits on time", 0.87, 0.9, 0.89, 0.88, 0.91],
        ],
    )
    shown(children, "B3:F3", "0%")
    cage.across(children, run("D", APRIL, 3), {3: "Visits on time"})
    cage.target(children, "C3", 0.9)
    cage.comparator(children, "B3", 0.87)
    roads = cage.sheet(
        "Highways",
        [
            ["Highways KPIs 2025/26"],
            ["Indicator", *(f"P{n:02d}" for n in range(1, 13))],
            ["Potholes repaired", 410, 398, 405],
        ],
    )
    cage.across(roads, run("B", APRIL, 3), {3: "Potholes repaired"})
    dated = cage.sheet("Waste", [["Indicator", "Apr-25", "May-25", "Jun-25"], ["Bins missed", 4, 5, 6]])
    cage.across(dated, run("B", APRIL, 3), {2: "Bins missed"})


def a_column_that_says_what_accumulates(cage: Cage) -> None:
    """`Type` is a unit's heading elsewhere; here it says how the months relate, and is no part of the names."""
    sheet = cage.sheet(
        "Growth",
        [
            ["Measure", "Type", "Annual target", "Apr-25", "May-25", "Jun-25"],
            ["Homes completed to date", "Cumulative", 500, 38, 77, 118],
            ["Homes completed in month", "Monthly", 42, 38, 39, 41],
            ["Vacant shops", "Snapshot", 60, 61, 63, 60],
        ],
    )
    cage.across(
        sheet, run("D", APRIL, 3), {2: "Homes completed to date", 3: "Homes completed in month", 4: "Vacant shops"}
    )


def a_list_of_targets(cage: Cage) -> None:
    """A list without months gives each indicator, by its name or its code, the target of the months' year."""
    sheet = cage.sheet(
        "Monthly data",
        [
            ["Code", "Indicator", "Apr-25", "May-25", "Jun-25"],
            ["EN1", "Percentage of waste recycled", 45.6, 47.9, 44.9],
            ["EN2", "Fly-tips cleared", 90, 91, 92],
        ],
    )
    cage.across(sheet, run("C", APRIL, 3), {2: "Percentage of waste recycled"}, scale=0.01)
    cage.across(sheet, run("C", APRIL, 3), {3: "Fly-tips cleared"})
    listed = cage.sheet(
        "Targets",
        [
            ["Targets agreed by Cabinet"],
            ["Code", "Measure", "2024/25 target", "2025/26 target", "Good is"],
            ["EN1", "Percentage of waste recycled", 46, 48, "High"],
            ["EN2", "Tips cleared (fly)", 90, 95, "High"],
            ["EN9", "Something else", 1, 2, "Low"],
        ],
    )
    cage.target(listed, "D3", 0.48)
    cage.target(listed, "D4", 95)


def cards(cage: Cage) -> None:
    """A card an indicator: its title, a line of facts, two years by months; the facts of the next end the table."""
    sheet = cage.sheet("Cards", [["Adult Social Care – indicator cards"]])
    for top, title, facts in (
        (3, "ASC 1: Percentage of people still at home", ["Target", 0.9, None, "Polarity", "Higher is better"]),
        (9, "ASC 2: Percentage of reviews on time", ["Target: 85%", None, "Good is: high", None, None]),
    ):
        years = [["2024/25", 0.81, 0.82, 0.83, 0.84], ["2025/26", 0.85, 0.86]]
        cage.write(sheet, [[title], facts, ["Year", "Apr", "May", "Jun", "Jul"], *years], f"A{top}")
        shown(sheet, f"B{top + 3}:E{top + 4}", "0%")
        places = zip("BCDEBC", months_from("2024-04", 4) + months_from(APRIL, 2), strict=True)
        lines = [top + 3] * 4 + [top + 4] * 2
        cage.expect(
            sheet, title, [(f"{column}{line}", month) for (column, month), line in zip(places, lines, strict=True)]
        )
    cage.target(sheet, "B4", 0.9)
    cage.target(sheet, "A10", 0.85)


def others_on_their_own_lines(cage: Cage) -> None:
    """`Area` heads sections elsewhere; here it says whose figures each line under an indicator gives."""
    sheet = cage.sheet(
        "Participation",
        [
            ["Indicator", "Area", "Apr-25", "May-25"],
            ["Percentage not in education", "Our council", "3.1%", "3.2%"],
            [None, "South West", "3.0%", "3.0%"],
            [None, "England", "3.2%", "3.3%"],
            ["Percentage not known", "Our council", "1.1%", "1.2%"],
            [None, "South West", "1.0%", "1.0%"],
            [None, "England", "1.2%", "1.3%"],
        ],
    )
    for row in range(2, 8):
        name = ("Percentage not in education", "Percentage not known")[row > 4]
        cage.across(sheet, run("C", APRIL, 2), {row: f"{name} | {sheet.cell(row, 2).value}"})


def a_quarters_total_within_it(cage: Cage) -> None:
    """A quarter is merged over its months and its total, a comment stands after each month's figure of another."""
    sheet = cage.sheet(
        "Employment",
        [
            ["Measure", "Quarter 1", None, None, None, "Quarter 2"],
            [None, "Apr-25", "May-25", "Jun-25", "Qtr total", "Jul-25", "Qtr total"],
            ["Starts", 34, 35, 36, 105, 33, 33],
        ],
    )
    for area in ("A1:A2", "B1:E1", "F1:G1"):
        sheet.merge_cells(area)
    cage.across(sheet, {**run("B", APRIL, 3), "F": "2025-07"}, {3: "Starts"})
    cage.kept |= {"Employment!E3"}
    plain = cage.sheet(
        "Exceptions",
        [
            ["KPI", "Apr-25", "Apr-25 comment", "May-25", "May-25 comment"],
            ["Visits", 4, None, 5, "Pressure continues."],
        ],
    )
    cage.across(plain, run("B", APRIL, 2, stride=2), {2: "Visits"})


def words_that_define_and_answer(cage: Cage) -> None:
    """What a numerator counts, and whether a row accumulates, is no part of its name."""
    sheet = cage.sheet(
        "Framework",
        [
            ["PI title", "Numerator", "Denominator", "Cumulative?", "Apr-25", "May-25"],
            ["Percentage of places taken", "Children placed", "Children eligible", "N", "76%", "77%"],
            ["Homes retrofitted", "Homes done", "–", "Y", 31, 66],
        ],
    )
    cage.across(sheet, run("E", APRIL, 2), {2: "Percentage of places taken", 3: "Homes retrofitted"})


OTHER_COUNCILS = (
    months_over_years, months_beside_years, counted_months_beside_last_years_outturn,
    a_column_that_says_what_accumulates, a_list_of_targets, cards, others_on_their_own_lines,
    a_quarters_total_within_it, words_that_define_and_answer,
)  # fmt: skip
