"""KPI workbooks of any size: rows of counts, percentages and percentages over counts, with targets, months across."""

from __future__ import annotations

import random
from pathlib import Path

import xlsxwriter

FIRST_YEAR = 2021
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
SUBJECTS = (
    "Contacts received", "Referrals", "Assessments completed in time", "Visits on time", "Plans reviewed",
    "Children looked after", "Health assessments up to date", "Placements in the area", "Care leavers in touch",
    "Repeat referrals",
)  # fmt: skip


def make_book(path: Path, rows: int, months: int, seed: int = 0) -> Path:
    """One sheet of so many indicators and months from April 2021 on; the same seed gives the same figures."""
    chance = random.Random(seed)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        percent = book.add_format({"num_format": "0%"})
        sheet = book.add_worksheet("KPIs")
        sheet.write_row(0, 0, ["Children's services: key performance indicators"])
        labels = [f"{MONTHS[at % 12]}-{(FIRST_YEAR + (at + 3) // 12) % 100}" for at in range(months)]
        sheet.write_row(1, 0, ["Indicator", *labels, "Target"])
        for at in range(rows):
            _write_row(sheet, at, months, percent, chance)
    return path


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet, at: int, months: int, percent: object, chance: random.Random
) -> None:
    """An indicator: by its number counts, percentages, or percentages with the counts beside them."""
    row, subject, kind = at + 2, SUBJECTS[at % len(SUBJECTS)], at % 3
    opening = "Number of" if kind == 0 else "Percentage of"
    sheet.write_string(row, 0, f"{opening} {subject.lower()}, team {at // len(SUBJECTS) + 1}")
    for column in range(1, months + 1):
        if kind == 0:
            sheet.write_number(row, column, chance.randint(80, 140))
        elif kind == 1:
            sheet.write_number(row, column, chance.randint(70, 95) / 100, percent)
        else:
            whole = chance.randint(60, 200)
            part = chance.randint(whole // 2, whole)
            sheet.write_string(row, column, f"{(200 * part + whole) // (2 * whole)}% ({part}/{whole})")
    sheet.write_string(row, months + 1, ("120", "85%", "80%")[kind])
