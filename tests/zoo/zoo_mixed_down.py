"""The report with months down, by choices that combine: sections, labels of months, parts, rows that are none."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields

from openpyxl.worksheet.worksheet import Worksheet
from zoo_council import MONTHS, Row, put_target, sections, sheet_name, typed
from zoo_keeper import Builder, Cage, Cell, first_days, written
from zoo_mixed import ENDS

CHOICES: dict[str, tuple[str, ...]] = {
    "sections": ("sheets", "stacked", "beside", "merged_over"),
    "heads": (
        "dates",
        "month_ends",
        "text",
        "long_text",
        "integers",
        "year_column",
        "financial_year_column",
        "newest_first",
        "year_rows",
        "names_in_title",
    ),
    "figures": ("printed", "fractions", "parts", "parts_first"),
    "rows": ("none", "quarters", "total", "target", "target_first", "average"),
    "corner": ("none", "right", "down", "both"),
    "rows_above": ("none", "units", "references"),
}
PARTS = {"parts": ("Numerator", "Denominator", "%"), "parts_first": ("%", "Num", "Den")}


@dataclass(frozen=True)
class DownHabits:
    """One choice for each question of `CHOICES`."""

    sections: str
    heads: str
    figures: str
    rows: str
    corner: str
    rows_above: str

    @classmethod
    def picked(cls, seed: int) -> DownHabits:
        dice = random.Random(seed)
        return cls(**{each.name: dice.choice(CHOICES[each.name]) for each in fields(cls)})

    def __str__(self) -> str:
        return ", ".join(f"{each.name} {getattr(self, each.name)}" for each in fields(self))

    @property
    def has_year_column(self) -> bool:
        return self.heads in ("year_column", "financial_year_column")


def month_label(habits: DownHabits, month: str) -> Cell:
    """How a row's month is written."""
    index = MONTHS.index(month)
    patterns = {
        "long_text": "{name} {yyyy}",
        "year_column": "{name}",
        "financial_year_column": "{abc}",
        "year_rows": "{name}",
        "names_in_title": "{name}",
    }
    if habits.heads == "dates":
        return first_days(month, 1)[0]
    if habits.heads == "month_ends":
        return ENDS[index]
    if habits.heads == "integers":
        return int(month.replace("-", ""))
    return written(patterns.get(habits.heads, "{abc}-{yy}"), month, 1)[0]


def spread(habits: DownHabits, rows: list[Row], left: int) -> list[tuple[Row, int, int]]:
    """Each row of the report with its first column and its number of columns."""
    placed, column = [], left
    for row in rows:
        width = 3 if row.is_percentage and habits.figures in PARTS else 1
        placed.append((row, column, width))
        column += width
    return placed


def lay_head(sheet: Worksheet, habits: DownHabits, placed: list[tuple[Row, int, int]], line: int, left: int) -> int:
    """Writes the heading rows; returns the first row below them."""
    labels = ["Year", "Month"] if habits.has_year_column else ["Month"]
    for offset, words in enumerate(labels):
        sheet.cell(line, left + offset).value = words
    for row, column, width in placed:
        sheet.cell(line, column).value = row.name
        if width == 3:
            sheet.merge_cells(start_row=line, end_row=line, start_column=column, end_column=column + 2)
            for offset, words in enumerate(PARTS[habits.figures]):
                sheet.cell(line + 1, column + offset).value = words
    line += 2 if habits.figures in PARTS and any(width == 3 for _, _, width in placed) else 1
    if habits.rows_above != "none" and habits.figures not in PARTS:
        for number, (row, column, _) in enumerate(placed, start=1):
            unit = "%" if row.is_percentage else "No."
            sheet.cell(line, column).value = unit if habits.rows_above == "units" else f"KPI{number}"
        if habits.rows_above == "references":
            sheet.cell(line, left).value = "Ref"
        line += 1
    return line


def lay_cell(
    cage: Cage, sheet: Worksheet, habits: DownHabits, placed: tuple[Row, int, int], line: int, month: str
) -> None:
    """Writes one month's figure of one indicator and expects it."""
    row, column, width = placed
    index = MONTHS.index(month)
    value, numerator, denominator = row.counts[index]
    cell = sheet.cell(line, column)
    if width == 3:
        parts = {"Numerator": numerator, "Num": numerator, "Denominator": denominator, "Den": denominator, "%": value}
        for offset, words in enumerate(PARTS[habits.figures]):
            part = sheet.cell(line, column + offset)
            part.value = parts[words]
            if words == "%":
                part.number_format = "0%"
                cage.counts(sheet, part.coordinate, month, value, numerator or 0, denominator or 0)
        return
    if habits.figures == "fractions" and row.is_percentage:
        cell.value = (numerator or 0) / (denominator or 1)
        cell.number_format = "0.0%"
    else:
        cell.value = typed(row.figures[index])
    cage.figure(sheet, cell.coordinate, month, cell.value)


def lay_table(
    cage: Cage, sheet: Worksheet, habits: DownHabits, rows: list[Row], line: int, left: int
) -> tuple[int, int]:
    """Writes a table; returns the first row below it and the first column right of it."""
    first = left + (2 if habits.has_year_column else 1)
    placed = spread(habits, rows, first)
    line = lay_head(sheet, habits, placed, line, left)
    if habits.rows == "target_first":
        line = lay_targets(cage, sheet, placed, line, first - 1)
    cage.labels += [(row.name, f"{row.name} | %", f"KPI{n} | {row.name}", f"{row.name} | KPI{n}", f"{row.name} | No.")
                    for n, row in enumerate(rows, start=1)]  # fmt: skip
    if habits.heads == "year_rows":
        sheet.cell(line, left).value = 2022
        line += 1
    order = list(reversed(MONTHS)) if habits.heads == "newest_first" else MONTHS
    for index, month in enumerate(order, start=1):
        if habits.has_year_column:
            year: Cell = 2022 if habits.heads == "year_column" else "2022/23"
            sheet.cell(line, left).value = year if index == 1 or habits.rows == "none" else None
        label = sheet.cell(line, first - 1)
        label.value = month_label(habits, month)
        label.number_format = "mmm-yy" if habits.heads in ("dates", "month_ends") else "General"
        for each in placed:
            lay_cell(cage, sheet, habits, each, line, month)
        line += 1
        if habits.rows == "quarters" and index % 3 == 0 and habits.heads != "newest_first":
            line = lay_summary(sheet, placed, line, first - 1, f"Q{index // 3}")
    if habits.rows in ("total", "average"):
        line = lay_summary(sheet, placed, line, first - 1, "Total" if habits.rows == "total" else "Average")
    if habits.rows == "target":
        line = lay_targets(cage, sheet, placed, line, first - 1)
    return line, placed[-1][1] + placed[-1][2]


def lay_summary(sheet: Worksheet, placed: list[tuple[Row, int, int]], line: int, label: int, words: str) -> int:
    """A row that is no month."""
    sheet.cell(line, label).value = words
    for row, column, width in placed:
        sheet.cell(line, column + width - 1).value = typed(row.figures[1])
    return line + 1


def lay_targets(cage: Cage, sheet: Worksheet, placed: list[tuple[Row, int, int]], line: int, label: int) -> int:
    """The row of targets, under the percentage where there are parts."""
    sheet.cell(line, label).value = "Target"
    for row, column, width in placed:
        if width == 1:
            put_target(cage, sheet, line, column, row)
    return line + 1


def mixed_down(seed: int) -> Builder:
    """The builder of the workbook that a seed picks."""
    habits = DownHabits.picked(seed)

    def build(cage: Cage) -> None:
        left = 3 if habits.corner in ("right", "both") else 1
        top = 4 if habits.corner in ("down", "both") else 1
        line, column = top, left
        sheet: Worksheet | None = None
        for index, (name, rows) in enumerate(list(sections())[:3], start=1):
            if sheet is None or habits.sections in ("sheets", "merged_over"):
                sheet = cage.sheet(sheet_name(name, index))
                line, column = top, left
            title = f"{name} 2022/23" if habits.heads == "names_in_title" else name
            sheet.cell(line, column).value = title
            if habits.sections == "merged_over":
                sheet.merge_cells(start_row=line, end_row=line, start_column=column, end_column=column + 4)
            below, beyond = lay_table(cage, sheet, habits, rows, line + 2, column)
            cage.sections += [title] * len(rows)
            if habits.sections == "stacked":
                line = below + 2
            if habits.sections == "beside":
                column = beyond + 1

    build.__name__ = f"mixed_down_{seed}"
    build.__doc__ = str(habits)
    return build


MIXED_DOWN = tuple(mixed_down(seed) for seed in range(20))
