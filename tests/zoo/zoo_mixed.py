"""The report's rows laid out by choices that combine: headings, sections, figures, targets, columns between, offsets.

A choice for each question below makes one workbook; a seed picks one choice each, so that two habits which are
read well alone are also read well together.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, fields
from datetime import datetime

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet
from zoo_council import COMPARATOR_HEADINGS, MONTHS, Row, put_comparators, put_target, sections, sheet_name, typed
from zoo_keeper import Builder, Cage, Cell, first_days, written

CHOICES: dict[str, tuple[str, ...]] = {
    "sections": ("sheets", "stacked", "banners", "column", "merged_column"),
    "heads": ("dates", "month_ends", "text", "long_text", "integers", "names_in_title", "year_row", "newest_first"),
    "figures": ("printed", "fractions", "points", "rows_below", "rows_labelled", "within", "counts"),
    "targets": ("none", "before", "after"),
    "beside": ("none", "comparators", "rag", "owner_and_comment"),
    "between": ("none", "quarters", "empty"),
    "leading": ("none", "reference", "good_is"),
    "corner": ("none", "right", "down", "both"),
    "ahead": ("none", "blank"),
}
ENDS = [
    datetime(2022, 4, 30),
    datetime(2022, 5, 31),
    datetime(2022, 6, 30),
    datetime(2022, 7, 31),
    datetime(2022, 8, 31),
    datetime(2022, 9, 30),
    datetime(2022, 10, 31),
    datetime(2022, 11, 30),
    datetime(2022, 12, 31),
    datetime(2023, 1, 31),
    datetime(2023, 2, 28),
    datetime(2023, 3, 31),
]


@dataclass(frozen=True)
class Habits:
    """One choice for each question of `CHOICES`."""

    sections: str
    heads: str
    figures: str
    targets: str
    beside: str
    between: str
    leading: str
    corner: str
    ahead: str

    @classmethod
    def picked(cls, seed: int) -> Habits:
        dice = random.Random(seed)
        return cls(**{each.name: dice.choice(CHOICES[each.name]) for each in fields(cls)})

    @property
    def banners_may_be_groups(self) -> bool:
        """Without targets or comparators a plain banner may as well head a group of an ordinary table."""
        return self.sections == "banners" and self.targets == "none" and self.beside != "comparators"

    def __str__(self) -> str:
        return ", ".join(f"{each.name} {getattr(self, each.name)}" for each in fields(self))


@dataclass(frozen=True)
class Columns:
    """Where everything stands in a table: columns by number, month headings with their columns in sheet order."""

    section: int | None
    leading: int | None
    label: int
    part: int | None
    before: int | None
    months: tuple[tuple[str, int], ...]
    between: tuple[tuple[str, int], ...]
    after: int | None
    beside: int


def planned(habits: Habits, left: int) -> Columns:
    """The columns that these habits give a table whose first column is `left`."""
    column = left
    section = leading = before = part = after = None
    if "column" in habits.sections:
        section, column = column, column + 1
    if habits.leading != "none":
        leading, column = column, column + 1
    label, column = column, column + 1
    if habits.figures == "rows_labelled":
        part, column = column, column + 1
    if habits.targets == "before":
        before, column = column, column + 1
    months, between = [], []
    order = list(MONTHS) + (["2023-01", "2023-02", "2023-03"] if habits.ahead == "blank" else [])
    if habits.heads == "newest_first":
        order.reverse()
    for index, month in enumerate(order, start=1):
        months.append((month, column))
        column += 3 if habits.figures == "within" else 1
        if habits.between == "empty" and index < len(order):
            column += 1
        if habits.between == "quarters" and index % 3 == 0 and habits.heads != "newest_first":
            between.append((f"Q{index // 3}", column))
            column += 1
    if habits.targets == "after":
        after, column = column, column + 1
    return Columns(section, leading, label, part, before, tuple(months), tuple(between), after, column)


def heading_of(habits: Habits, month: str) -> Cell:
    """How a month is headed."""
    index = (int(month[:4]) - 2022) * 12 + int(month[5:]) - 4
    styles = {"long_text": "{name} {yyyy}", "names_in_title": "{abc}", "year_row": "{name}"}
    if habits.heads == "dates":
        return first_days(month, 1)[0]
    if habits.heads == "month_ends":
        return ENDS[index]
    if habits.heads == "integers":
        return int(month.replace("-", ""))
    return written(styles.get(habits.heads, "{abc}-{yy}"), month, 1)[0]


def head(sheet: Worksheet, habits: Habits, columns: Columns, line: int) -> int:
    """Writes the heading rows from `line`; returns the first row below them."""
    if habits.heads == "year_row":
        for month, column in columns.months:
            if month in ("2022-04", "2023-01"):
                sheet.cell(line, column).value = int(month[:4])
        line += 1
    plain = {
        columns.section: "Priority area",
        columns.label: "Indicator",
        columns.before: "Target",
        columns.after: "Target",
    }
    plain[columns.leading] = "Ref" if habits.leading == "reference" else "Good is"
    for column, words in plain.items():
        if column is not None:
            sheet.cell(line, column).value = words
    for month, column in columns.months:
        sheet.cell(line, column).value = heading_of(habits, month)
        sheet.cell(line, column).number_format = "mmm-yy" if habits.heads in ("dates", "month_ends") else "General"
        if habits.figures == "within":
            sheet.merge_cells(start_row=line, end_row=line, start_column=column, end_column=column + 2)
            for offset, words in enumerate(("Num", "Den", "%")):
                sheet.cell(line + 1, column + offset).value = words
    for words, column in columns.between:
        sheet.cell(line, column).value = words
    beside = {"comparators": COMPARATOR_HEADINGS, "rag": ("RAG", "DoT"), "owner_and_comment": ("Owner", "Comments")}
    for offset, words in enumerate(beside.get(habits.beside, ())):
        sheet.cell(line, columns.beside + offset).value = words
    return line + (2 if habits.figures == "within" else 1)


def lay_row(cage: Cage, sheet: Worksheet, habits: Habits, columns: Columns, line: int, row: Row) -> int:
    """Writes a row of the report with its expectations; returns the first row below it."""
    sheet.cell(line, columns.label).value = row.name
    if columns.section:
        sheet.cell(line, columns.section).value = row.section
    if columns.leading:
        sheet.cell(line, columns.leading).value = f"R{line}" if habits.leading == "reference" else "Low"
    for target in (columns.before, columns.after):
        if target:
            put_target(cage, sheet, line, target, row)
    if habits.beside == "comparators":
        put_comparators(cage, sheet, line, columns.beside, row)
    elif habits.beside != "none":
        words = ("Green", "↑") if habits.beside == "rag" else ("Head of Service", "See the analysis of this quarter")
        for offset, word in enumerate(words):
            sheet.cell(line, columns.beside + offset).value = word
    for _, column in columns.between:
        sheet.cell(line, column).value = typed(row.figures[2])
    fair = (row.name, f"{row.name} | %", f"{row.name} | #")
    cage.labels.append((*fair, *(f"{row.section} | {name}" for name in fair)) if habits.banners_may_be_groups else fair)
    places = dict(columns.months)
    height = 1
    for month, figure, counts in zip(MONTHS, row.figures, row.counts, strict=True):
        height = lay_figure(cage, sheet, habits, columns, (line, places[month]), month, figure, counts)
    return line + height


def lay_figure(
    cage: Cage, sheet: Worksheet, habits: Habits, columns: Columns, place: tuple[int, int], month: str, figure: str,
    counts: tuple[float | None, float | None, float | None],
) -> int:  # fmt: skip
    """Writes one month's figure in the way of these habits; returns how many rows it took."""
    line, column = place
    value, numerator, denominator = counts
    cell = sheet.cell(line, column)
    if not numerator or not denominator:
        if habits.figures == "within":
            cell = sheet.cell(line, column + 2)
        if habits.figures == "rows_labelled" and columns.part:
            sheet.cell(line, columns.part).value = "#"
        cell.value = typed(figure)
        cage.figure(sheet, cell.coordinate, month, cell.value)
        return 1
    share = numerator / denominator
    if habits.figures == "printed":
        cell.value = figure
        cage.figure(sheet, cell.coordinate, month, figure)
    elif habits.figures in ("fractions", "points"):
        points = habits.figures == "points"
        cell.value = round(100 * share, 1) if points else share
        cell.number_format = "General" if points else "0.0%"
        cage.figure(sheet, cell.coordinate, month, cell.value, 0.01 if points else 1.0)
    elif habits.figures == "counts":
        cell.value = f"{numerator:.0f}/{denominator:.0f}"
        cage.counts(sheet, cell.coordinate, month, None, numerator, denominator)
        cage.either(sheet, cell.coordinate, None, share)
    elif habits.figures == "within":
        for offset, number in enumerate((numerator, denominator, value)):
            sheet.cell(line, column + offset).value = number
        sheet.cell(line, column + 2).number_format = "0%"
        cage.counts(sheet, f"{letter(column + 2)}{line}", month, value, numerator, denominator)
    else:
        return lay_rows(cage, sheet, columns, place, month, (value, numerator, denominator))
    return 1


def lay_rows(
    cage: Cage, sheet: Worksheet, columns: Columns, place: tuple[int, int], month: str,
    counts: tuple[float | None, float, float],
) -> int:  # fmt: skip
    """The value with its counts on the rows below, or # and % rows where there is a column for their labels."""
    line, column = place
    value, numerator, denominator = counts
    if columns.part:
        for offset, (words, number) in enumerate((("#", numerator), ("%", value))):
            sheet.cell(line + offset, columns.part).value = words
            sheet.cell(line + offset, column).value = number
        sheet.cell(line + 1, column).number_format = "0%"
        cage.counts(sheet, f"{letter(column)}{line + 1}", month, value, numerator, None)
        return 2
    sheet.cell(line, column).value = value
    sheet.cell(line, column).number_format = "0%"
    for offset, (words, number) in enumerate((("Numerator", numerator), ("Denominator", denominator)), start=1):
        sheet.cell(line + offset, columns.label).value = words
        sheet.cell(line + offset, column).value = number
    cage.counts(sheet, f"{letter(column)}{line}", month, value, numerator, denominator)
    return 3


def mixed(seed: int) -> Builder:
    """The builder of the workbook that a seed picks."""
    habits = Habits.picked(seed)

    def build(cage: Cage) -> None:
        left = 3 if habits.corner in ("right", "both") else 1
        top = 4 if habits.corner in ("down", "both") else 1
        columns = planned(habits, left)
        one_sheet = habits.sections != "sheets"
        sheet = cage.sheet("KPIs") if one_sheet else None
        title = "Children's services scorecard 2022/23"
        line = top
        if sheet:
            sheet.cell(line, left).value = title
            line = head(sheet, habits, columns, line + 2) if habits.sections != "stacked" else line + 2
        for index, (name, rows) in enumerate(sections(), start=1):
            if not one_sheet:
                sheet = cage.sheet(sheet_name(name, index))
                sheet.cell(top, left).value = f"{name}"
                sheet.cell(top + 1, left).value = "Reporting year 2022/23"
                line = head(sheet, habits, columns, top + 3)
            assert sheet is not None
            if habits.sections == "stacked":
                sheet.cell(line, left).value = name
                line = head(sheet, habits, columns, line + 1)
            if habits.sections == "banners":
                sheet.cell(line, columns.label).value = name
                line += 1
            first = line
            for row in rows:
                line = lay_row(cage, sheet, habits, columns, line, row)
                if not habits.banners_may_be_groups:
                    cage.sections.append(name)
            if habits.sections == "merged_column" and columns.section:
                for each in range(first + 1, line):
                    sheet.cell(each, columns.section).value = None
                sheet.merge_cells(
                    start_row=first, end_row=line - 1, start_column=columns.section, end_column=columns.section
                )
            line += 2 if habits.sections == "stacked" else 0

    build.__name__ = f"mixed_{seed}"
    build.__doc__ = str(habits)
    return build


MIXED = tuple(mixed(seed) for seed in range(20))
