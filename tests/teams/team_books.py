"""KPI workbooks broken down by team, the same figures in every layout that officers keep them in."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

MONTHS = ("Apr-22", "May-22", "Jun-22", "Jul-22", "Aug-22", "Sep-22")
TEAMS = ("North", "South", "East")
WHOLE = "All teams"
REFERRALS = "Number of referrals in the month"
ASSESSMENTS = "Percentage of assessments completed within 45 days"
CHILDREN = "Number of CLA at the end of the month"
VISITS = "Percentage of CLA visits on time"
SECTIONS = {"Front door": (REFERRALS, ASSESSMENTS), "Children in care": (CHILDREN, VISITS)}
TARGETS = {ASSESSMENTS: "85%", VISITS: "95%"}
Row = list[Any]
Figures = dict[str, dict[str, Row]]


def shown(part: int, of: int) -> str:
    return f"{int(part / of * 100 + 0.5)}% ({part}/{of})"


def figures(teams: Sequence[str] = TEAMS, whole: str | None = WHOLE, least: int = 60, most: int = 200) -> Figures:
    """Each indicator's months by team: counts, and percentages with their counts; the whole's add up or are pooled."""
    chance = random.Random(1)
    found: Figures = {}
    for name in (REFERRALS, CHILDREN):
        counts = {team: [chance.randint(least, most) for _ in MONTHS] for team in teams}
        if whole:
            counts[whole] = [sum(month) for month in zip(*counts.values(), strict=True)]
        found[name] = counts
    for name in (ASSESSMENTS, VISITS):
        pairs = {team: [_pair(chance, least, most) for _ in MONTHS] for team in teams}
        if whole:
            months = list(zip(*pairs.values(), strict=True))
            pairs[whole] = [(sum(part for part, _ in each), sum(of for _, of in each)) for each in months]
        found[name] = {team: [shown(*pair) for pair in row] for team, row in pairs.items()}
    return found


def _pair(chance: random.Random, least: int, most: int) -> tuple[int, int]:
    of = chance.randint(max(least, 1), most)
    return chance.randint(of // 2, of), of


def in_column(
    made: Figures | None = None, heading: str = "Team", first: bool = False, merged: bool = False
) -> Workbook:
    """A sheet a section, with a column that names the team, after the indicator or before it."""
    made = made or figures()
    book = _empty()
    for number, (section, names) in enumerate(SECTIONS.items(), start=1):
        sheet = book.create_sheet(f"{number} {section}")
        for line in ([section], [], [*_ordered("Indicator", heading, first), "Target", *MONTHS]):
            sheet.append(line)
        for name in names:
            top = sheet.max_row + 1
            for at, (team, row) in enumerate(made[name].items()):
                label = None if merged and at else name
                sheet.append([*_ordered(label, team, first), TARGETS.get(name, "N/A"), *row])
            if merged:
                sheet.merge_cells(start_row=top, end_row=sheet.max_row, start_column=1, end_column=1)
        for text in ("", "Analysis", f"{section} went well.", "Actions", "Go on with it."):
            sheet.append([text])
    return book


def _ordered(indicator: str | None, team: str, first: bool) -> Row:
    return [team, indicator] if first else [indicator, team]


def on_sheets(made: Figures | None = None, prefix: str = "", titled: bool = True) -> Workbook:
    """A sheet a team, its sections one below the other, or one table under the team's name."""
    made = made or figures()
    book = _empty()
    for team in made[REFERRALS]:
        sheet = book.create_sheet(prefix + team)
        if not titled:
            for line in ([f"{team}: performance 2022/23"], []):
                sheet.append(line)
        for section, names in SECTIONS.items():
            if titled or section == "Front door":
                for line in [[section], []] if titled else []:
                    sheet.append(line)
                sheet.append(["Indicator", "Target", *MONTHS])
            for name in names:
                sheet.append([name, TARGETS.get(name, "N/A"), *made[name][team]])
            if titled:
                sheet.append([])
    return book


def tidy(made: Figures | None = None, heading: str = "Team") -> Workbook:
    """A row a figure, with its team."""
    book = _empty()
    sheet = book.create_sheet("Data")
    sheet.append(["Month", heading, "Section", "Indicator", "Value", "Numerator", "Denominator"])
    for section, names in SECTIONS.items():
        for name in names:
            for team, row in (made or figures())[name].items():
                for month, value in zip(MONTHS, row, strict=True):
                    counts = [int(each) for each in value.split("(")[1][:-1].split("/")] if "(" in str(value) else []
                    figure = counts[0] / counts[1] if counts else value
                    sheet.append([month, team, section, name, figure, *(counts or (None, None))])
    return book


def under_banners(made: Figures | None = None) -> Workbook:
    """One table, the team's name on a line of its own over its rows."""
    made = made or figures()
    book = _empty()
    sheet = book.create_sheet("KPIs")
    sheet.append(["Indicator", "Target", *MONTHS])
    for team in made[REFERRALS]:
        sheet.append([team])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        for name, rows in made.items():
            sheet.append([name, TARGETS.get(name, "N/A"), *rows[team]])
    return book


def by_indicator(made: Figures | None = None, sheets: bool = False) -> Workbook:
    """A table an indicator under its name, a row a team; on one sheet or each on its own."""
    book = _empty()
    for number, (name, rows) in enumerate((made or figures()).items(), start=1):
        sheet = book.create_sheet(f"KPI {number}") if sheets or number == 1 else book.worksheets[0]
        for line in ([name], ["Team", "Target", *MONTHS]):
            sheet.append(line)
        for team, row in rows.items():
            sheet.append([team, TARGETS.get(name, "N/A"), *row])
        sheet.append([])
    return book


def _empty() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


LAYOUTS: dict[str, tuple[Callable[[], Workbook], str]] = {
    "a column after the indicator": (in_column, "team"),
    "a column before the indicator": (lambda: in_column(first=True), "team"),
    "a column beside merged names": (lambda: in_column(merged=True), "team"),
    "a column of managers": (lambda: in_column(heading="Team manager"), "manager"),
    "a column of areas": (lambda: in_column(heading="Area"), "area"),
    "a column of services": (lambda: in_column(heading="Service"), "Service"),
    "a column of localities": (lambda: in_column(heading="Locality"), "team"),
    "a column of wards": (lambda: in_column(heading="Ward", first=True), "ward"),
    "a column of social work teams": (lambda: in_column(heading="Social work team"), "team"),
    "a sheet a team": (on_sheets, "team"),
    "a sheet a team, asked for": (on_sheets, "sheet"),
    "sheets with something before the name": (lambda: on_sheets(prefix="KPIs "), "team"),
    "a sheet a team with its name in the title": (lambda: on_sheets(titled=False), "manager"),
    "a row a figure": (tidy, "team"),
    "a row a figure, by ward": (lambda: tidy(heading="Ward"), "ward"),
    "a row a figure, by manager": (lambda: tidy(heading="Manager"), "manager"),
    "banners": (under_banners, "team"),
    "a table an indicator": (by_indicator, "team"),
    "a table an indicator on its own sheet": (lambda: by_indicator(sheets=True), "team"),
}
"""Each layout with the word that tells its teams."""
