"""Scorecards as a council's directorates keep them: colours, quarters, targets and comparators among the months."""

from __future__ import annotations

from openpyxl.styles import Font
from zoo_keeper import Cage, Cell, months_from, run, shown, some, written


def colour_after_each_month(cage: Cage) -> None:
    """A RAG column and an arrow after every month, under headings that repeat."""
    headings = [each for month in written("{abc}-{yy}", "2022-04", 4) for each in (month, "RAG", "DoT")]
    sheet = cage.sheet("Housing", [["Ref", "Performance indicator", "Target", *headings]])
    for line, (ref, name, target, figures) in enumerate(
        (("H1", "Void properties", 40, (45, 42, 41, 39)), ("H2", "Lettings made", 30, (28, 31, 33, 30))), start=2
    ):
        cells: list[Cell] = [each for figure in figures for each in (figure, "Amber", "↑")]
        cage.write(sheet, [[ref, name, target, *cells]], f"A{line}")
        cage.across(sheet, run("D", "2022-04", 4, stride=3), {line: name})
        cage.target(sheet, f"C{line}", target)


def quarters_between(cage: Cage) -> None:
    """Quarter columns between the months, year to date, target and colour after them."""
    headings: list[Cell] = []
    for index, month in enumerate(written("{abc}", "2022-04", 9), start=1):
        headings += [month] + ([f"Q{index // 3}"] if index % 3 == 0 else [])
    sheet = cage.sheet(
        "Scorecard",
        [
            ["Corporate scorecard 2022/23"],
            [],
            ["PI", *headings, "YTD", "Target 22/23", "RAG"],
            ["Missed bins", 5, 6, 7, 18, 8, 9, 10, 27, 11, 12, 13, 36, 81, 120, "Green"],
            ["Fly-tips cleared", 50, 60, 70, 180, 80, 90, 10, 180, 11, 12, 13, 36, 396, 500, "Red"],
        ],
    )
    columns = dict(zip("BCDFGHJKL", months_from("2022-04", 9), strict=True))
    cage.across(sheet, columns, {4: "Missed bins", 5: "Fly-tips cleared"})
    cage.target(sheet, "O4", 120)


def actual_target_colour_in_months(cage: Cage) -> None:
    """Each month merged over Actual, Target and RAG, and the year to date over the same three."""
    sheet = cage.sheet("ASC")
    cage.write(sheet, [["Adult social care 2022-23"], ["Measure", "Good is"]])
    names = (*written("{abc} {yyyy}", "2022-04", 3), "YTD")
    for i, name in enumerate(names):
        cage.write(sheet, [[name], ["Actual", "Target", "RAG"]], f"{'CFIL'[i]}2")
        sheet.merge_cells(start_row=2, end_row=2, start_column=3 + 3 * i, end_column=5 + 3 * i)
    for line, (name, good) in enumerate((("Reviews in year", "High"), ("Delayed discharges", "Low")), start=4):
        figures = [each for i in range(4) for each in (50 + line + i, 60, "A")]
        cage.write(sheet, [[name, good, *figures]], f"A{line}")
        cage.across(sheet, run("C", "2022-04", 3, stride=3), {line: name})
        for column in "DGJ":
            cage.target(sheet, f"{column}{line}", 60)


def themes_merged_at_the_left(cage: Cage) -> None:
    """Themes merged down the first column, the indicator beside, an owner between."""
    sheet = cage.sheet("Plan", [["Theme", "Indicator", "Lead", *written("{abc}-{yy}", "2022-04", 3), "Target"]])
    rows = (("Safe", "Fires in homes", 5), ("Safe", "Accidental deaths", 1), ("Green", "Solar panels", 9),
            ("Green", "Trees planted", 70))  # fmt: skip
    for line, (theme, name, figure) in enumerate(rows, start=2):
        first = line in (2, 4)
        cage.write(sheet, [[theme if first else None, name, "AB", figure, figure + 1, figure + 2, 8]], f"A{line}")
        cage.across(sheet, run("D", "2022-04", 3), {line: name})
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:A5")
    cage.sections = ["Safe", "Safe", "Green", "Green"]


def actual_and_target_lines(cage: Cage) -> None:
    """Each indicator's name merged over a line of actuals, one of targets and one of last year's."""
    sheet = cage.sheet("Contact centre", [["Indicator", "", *written("{abc} {yy}", "2022-04", 4)]])
    line = 2
    for name, start in (("Calls answered", 900), ("Emails answered", 300)):
        cage.write(
            sheet,
            [[name, "Actual", *some(start, 4)], [None, "Target", 500, 500, 500, 500],
             [None, "2021/22", *some(start + 1, 4)]],
            f"A{line}",
        )  # fmt: skip
        sheet.merge_cells(start_row=line, end_row=line + 2, start_column=1, end_column=1)
        cage.expect(sheet, (name, f"{name} | Actual"), [(f"{c}{line}", m) for c, m in run("C", "2022-04", 4).items()])
        cage.target(sheet, f"F{line + 1}", 500)
        for column, month in run("C", "2021-04", 4).items():
            cage.figure(sheet, f"{column}{line + 2}", month, sheet[f"{column}{line + 2}"].value)
        line += 3
    cage.any_label = True


def years_side_by_side(cage: Cage) -> None:
    """Two financial years side by side under merged years, the same month names under each."""
    sheet = cage.sheet("Planning", [["", "2021/22", *[None] * 11, "2022/23"]])
    cage.write(sheet, [["Measure", *written("{abc}", "2021-04", 24)]], "A2")
    sheet.merge_cells("B1:M1")
    sheet.merge_cells("N1:Y1")
    cage.write(
        sheet, [["Major applications in time", *some(1, 24)], ["Minor applications in time", *some(2, 24)]], "A3"
    )
    cage.across(sheet, run("B", "2021-04", 24), {3: "Major applications in time", 4: "Minor applications in time"})


def hidden_past_years(cage: Cage) -> None:
    """Last year's months are hidden columns; they are figures all the same."""
    sheet = cage.sheet("HR", [["Measure", *written("{abc}-{yy}", "2021-04", 18)], ["Leavers", *some(3, 18)]])
    for column in "BCDEFGHIJKLM":
        sheet.column_dimensions[column].hidden = True
    cage.across(sheet, run("B", "2021-04", 18), {2: "Leavers"})


def comment_after_each_month(cage: Cage) -> None:
    """Every month has its comment column; a comment may hold a number."""
    headings = [each for month in written("{name} {yyyy}", "2022-04", 3) for each in (month, "Comments")]
    sheet = cage.sheet(
        "Libraries",
        [
            ["Indicator", *headings],
            ["Visits", 900, "Closed 3 days", 950, None, 990, "12 more than planned"],
            ["Loans", 500, None, 480, "7", 510, "Strike"],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 3, stride=2), {2: "Visits", 3: "Loans"})


def councils_in_columns(cage: Cage) -> None:
    """Other councils by name after the target, each a comparator of its own."""
    sheet = cage.sheet(
        "Benchmark",
        [
            ["Indicator", *written("{abc}-{yy}", "2022-04", 3), "Target", "Portsmouth", "Bristol", "Derby", "England"],
            ["Re-referrals", 0.21, 0.22, 0.23, 0.2, 0.25, 0.19, 0.22, 0.215],
            ["Reviews in time", 0.91, 0.92, 0.93, 0.95, 0.9, 0.94, 0.89, 0.9],
        ],
    )
    shown(sheet, "B2:I3", "0.0%")
    cage.across(sheet, run("B", "2022-04", 3), {2: "Re-referrals", 3: "Reviews in time"})
    for column, value in (("F", 0.25), ("G", 0.19), ("H", 0.22), ("I", 0.215)):
        cage.comparator(sheet, f"{column}2", value)


def last_year_of_our_own_name(cage: Cage) -> None:
    """The council's own name with its year, over the outturn of the very year that the months lie in too."""
    sheet = cage.sheet(
        "KPIs",
        [
            ["Indicator", *written("{abc}-{yy}", "2021-04", 12), "Target", "Southampton 20/21", "Southampton 21/22"],
            ["Visits", *some(5, 12), 300, 310, 320],
        ],
    )
    cage.across(sheet, run("B", "2021-04", 12), {2: "Visits"})
    cage.comparator(sheet, "O2", 310)
    cage.comparator(sheet, "P2", 320)


def integrated_performance_report(cage: Cage) -> None:
    """A health trust's report: target before the months, then the words of variation and assurance, mean and limits."""
    sheet = cage.sheet(
        "IPR",
        [
            ["Integrated Performance Report - Responsive"],
            [],
            ["Metric", "Exec Lead", "Standard", *written("{abc}-{yy}", "2022-04", 6), "Mean", "LPL", "UPL",
             "Variation", "Assurance"],
            ["A&E 4 hour wait", "COO", "95%", *("71.2%", "70.1%", "69.9%", "68.0%", "70.2%", "69.5%"), 0.7, 0.66, 0.74,
             "Common cause", "Fail"],
            ["12 hour trolley waits", "COO", 0, 110, 120, 95, 130, 125, 118, 116, 80, 150, "Concerning", "Fail"],
        ],
    )  # fmt: skip
    cage.across(sheet, run("D", "2022-04", 6), {4: "A&E 4 hour wait", 5: "12 hour trolley waits"})
    cage.target(sheet, "C4", 0.95)
    cage.target(sheet, "C5", 0)


def notes_between_rows(cage: Cage) -> None:
    """A line of notes below each indicator, in the name's column and over all."""
    sheet = cage.sheet(
        "YOT",
        [
            ["Youth justice indicators"],
            ["Indicator", *written("{abc}-{yy}", "2022-04", 3), "Target"],
            ["First time entrants (1)", 4, 6, 3, 5],
            ["Note: counted by date of the decision, so that May includes cases of April."],
            ["Custody rate †", 1, 0, 2, 1],
            ["* One case is under appeal."],
            ["Reoffending*", 12, 11, 10, 9],
            ["(1) Police data, provisional"],
            ["† per 1,000 aged 10 to 17"],
        ],
    )
    cage.across(sheet, run("B", "2022-04", 3), {3: "First time entrants (1)", 5: "Custody rate †", 7: "Reoffending*"})


def indented_teams_below(cage: Cage) -> None:
    """Under each indicator its teams moved in, the council's own row first."""
    sheet = cage.sheet("CIN", [["Indicator", *written("{abc}-{yy}", "2022-04", 3)]])
    line = 2
    for name in ("Children in need", "Visits in time"):
        cage.write(sheet, [[name, 30, 33, 36]], f"A{line}")
        sheet[f"A{line}"].font = Font(bold=True)
        cage.across(sheet, run("B", "2022-04", 3), {line: name})
        for offset, team in enumerate(("North", "South", "East"), start=1):
            cage.write(sheet, [[f"   {team}", 10, 11, 12]], f"A{line + offset}")
            cage.across(sheet, run("B", "2022-04", 3), {line + offset: f"{name} | {team}"})
        line += 4


def budget_and_actual(cage: Cage) -> None:
    """Finance: a month over Budget, Actual and Variance, in thousands of pounds."""
    sheet = cage.sheet("Finance", [["Revenue monitoring £000"], ["Service"]])
    for i, month in enumerate(written("{abc}-{yy}", "2022-04", 3)):
        cage.write(sheet, [[month], ["Budget", "Actual", "Variance"]], f"{'BEH'[i]}2")
        sheet.merge_cells(start_row=2, end_row=2, start_column=2 + 3 * i, end_column=4 + 3 * i)
    for line, name in enumerate(("Adult care", "Highways"), start=4):
        cage.write(sheet, [[name, *(each for i in range(3) for each in (100 + i, 105 + i, 5))]], f"A{line}")
        cage.across(sheet, run("C", "2022-04", 3, stride=3), {line: name})
        cage.target(sheet, f"B{line}", 100)


def rolling_columns(cage: Cage) -> None:
    """Sickness: the month and the rolling year side by side, two measures of one month."""
    sheet = cage.sheet("Sickness", [["Directorate"]])
    for i, month in enumerate(written("{abc}-{yy}", "2022-04", 3)):
        cage.write(sheet, [[month], ["In month", "Rolling 12 months"]], f"{'BDF'[i]}1")
        sheet.merge_cells(start_row=1, end_row=1, start_column=2 + 2 * i, end_column=3 + 2 * i)
    for line, name in enumerate(("People", "Place"), start=3):
        cage.write(sheet, [[name, *(each for i in range(3) for each in (0.8 + i / 10, 9.1 + i / 10))]], f"A{line}")
        cage.across(sheet, run("B", "2022-04", 3, stride=2), {line: f"{name} | In month"})
        cage.across(sheet, run("C", "2022-04", 3, stride=2), {line: f"{name} | Rolling 12 months"})


DIRECTORATES = (
    colour_after_each_month, quarters_between, actual_target_colour_in_months, themes_merged_at_the_left,
    actual_and_target_lines, years_side_by_side, hidden_past_years, comment_after_each_month, councils_in_columns,
    last_year_of_our_own_name, integrated_performance_report, notes_between_rows, indented_teams_below,
    budget_and_actual, rolling_columns,
)  # fmt: skip
