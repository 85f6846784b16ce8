"""The report's 37 rows laid out as other councils lay theirs out; every figure is expected in its cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet
from zoo_keeper import PERCENTAGE_OF, Cage, Cell, Label, first_days, months_from, reading_of, shown, written

FIGURES = Path(__file__).parents[2] / "examples" / "southampton_figures.csv"
MONTHS = months_from("2022-04", 9)
HEADINGS = written("{abc}-{yy}", "2022-04", 9)
COMPARATORS = ("southampton_2021_22", "statistical_neighbours", "south_east", "england")
COMPARATOR_HEADINGS = ("Southampton 21/22", "Statistical Neighbours", "South East", "England")


@dataclass(frozen=True)
class Row:
    """A row of the report: its section, name, nine figures as printed, target and comparators."""

    section: str
    name: str
    figures: tuple[str, ...]
    target: str
    comparators: tuple[str, ...]

    @property
    def is_percentage(self) -> bool:
        return bool(PERCENTAGE_OF.fullmatch(self.figures[0]))

    @property
    def counts(self) -> list[tuple[float | None, float | None, float | None]]:
        """Value, numerator, denominator of each month; three times None for TBC."""
        return [reading_of(figure) or (None, None, None) for figure in self.figures]


def rows_of_report() -> list[Row]:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return [
            Row(each["section"], each["indicator"], tuple(each[h] for h in HEADINGS), each["target"],
                tuple(each[c] for c in COMPARATORS))
            for each in csv.DictReader(file)
        ]  # fmt: skip


def sections() -> Iterator[tuple[str, list[Row]]]:
    for title, rows in groupby(rows_of_report(), key=lambda row: row.section):
        yield title, list(rows)


def typed(text: str) -> Cell:
    """As officers type it: whole numbers as numbers, the rest as text."""
    return (int(text) if re.fullmatch(r"\d+", text) else text) or None


def put_row(
    cage: Cage, sheet: Worksheet, line: int, first: int, row: Row, label: Label | None = None,
    columns: list[int] | None = None,
) -> None:  # fmt: skip
    """The nine figures of a row from column `first` (or in `columns`), each expected."""
    places = columns or list(range(first, first + 9))
    for column, figure in zip(places, row.figures, strict=True):
        sheet.cell(line, column).value = typed(figure)
    cage.expect(sheet, label or row.name, [(f"{letter(c)}{line}", m) for c, m in zip(places, MONTHS, strict=True)])


def put_target(cage: Cage, sheet: Worksheet, line: int, column: int, row: Row) -> None:
    """The target as printed, expected with its number, or None where it says that there is none."""
    sheet.cell(line, column).value = typed(row.target)
    if row.target:
        cage.target(sheet, f"{letter(column)}{line}", target_number(row.target))


def target_number(text: str) -> float | None:
    """`<10%`, `700 (accumulative)`, `<17K` as numbers; None for Not set, N/A and TBC."""
    found = re.fullmatch(r"<?(\d+)([%K]?)(?: \(accumulative\))?", text)
    return float(found[1]) * {"%": 0.01, "K": 1000, "": 1}[found[2]] if found else None


def put_comparators(cage: Cage, sheet: Worksheet, line: int, column: int, row: Row) -> None:
    """The four comparators as printed; texts over all four stay in the first cell."""
    for offset, text in enumerate(row.comparators):
        sheet.cell(line, column + offset).value = typed(text)
        if re.fullmatch(r"[\d.]+%?", text):
            value = float(text.rstrip("%")) / (100 if "%" in text else 1)
            cage.comparator(sheet, f"{letter(column + offset)}{line}", value)


def sheet_name(title: str, index: int) -> str:
    return f"{index} {title}"[:28]


def a_sheet_a_section(cage: Cage) -> None:
    """The commonest: title, empty row, header, rows, target and comparators after the months."""
    for index, (title, rows) in enumerate(sections(), start=1):
        sheet = cage.sheet(
            sheet_name(title, index), [[title], [], ["Indicator", *HEADINGS, "Target", *COMPARATOR_HEADINGS]]
        )
        for line, row in enumerate(rows, start=4):
            sheet.cell(line, 1).value = row.name
            put_row(cage, sheet, line, 2, row)
            put_target(cage, sheet, line, 11, row)
            put_comparators(cage, sheet, line, 12, row)
            cage.sections.append(title)


def all_stacked(cage: Cage) -> None:
    """One sheet: every section's title, header and rows, two empty rows between."""
    sheet = cage.sheet("KPIs")
    line = 1
    for title, rows in sections():
        cage.write(sheet, [[title], ["Indicator", *HEADINGS, "Target", *COMPARATOR_HEADINGS]], f"A{line}")
        for offset, row in enumerate(rows, start=line + 2):
            sheet.cell(offset, 1).value = row.name
            put_row(cage, sheet, offset, 2, row)
            put_target(cage, sheet, offset, 11, row)
            put_comparators(cage, sheet, offset, 12, row)
            cage.sections.append(title)
        line += len(rows) + 4


def section_column(cage: Cage) -> None:
    """One table; the section in the first column of every row."""
    sheet = cage.sheet("Data", [["Priority area", "Indicator", *HEADINGS, "Target"]])
    for line, row in enumerate(rows_of_report(), start=2):
        cage.write(sheet, [[row.section, row.name]], f"A{line}")
        put_row(cage, sheet, line, 3, row)
        put_target(cage, sheet, line, 12, row)
        cage.sections.append(row.section)


def section_column_merged(cage: Cage) -> None:
    """One table; the section merged down its rows."""
    sheet = cage.sheet("Data", [["Section", "Measure", *HEADINGS, "Target"]])
    line = 2
    for title, rows in sections():
        sheet.cell(line, 1).value = title
        sheet.merge_cells(start_row=line, end_row=line + len(rows) - 1, start_column=1, end_column=1)
        for row in rows:
            sheet.cell(line, 2).value = row.name
            put_row(cage, sheet, line, 3, row)
            put_target(cage, sheet, line, 12, row)
            cage.sections.append(title)
            line += 1


def banner_rows(cage: Cage) -> None:
    """One header; the section's title in a merged row above its rows."""
    sheet = cage.sheet("Scorecard", [["Scrutiny scorecard December 2022"], [], ["KPI", *HEADINGS, "Target"]])
    line = 4
    for title, rows in sections():
        sheet.cell(line, 1).value = title
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=11)
        for offset, row in enumerate(rows, start=line + 1):
            sheet.cell(offset, 1).value = row.name
            put_row(cage, sheet, offset, 2, row)
            put_target(cage, sheet, offset, 11, row)
            cage.sections.append(title)
        line += len(rows) + 1


def months_down(cage: Cage) -> None:
    """A sheet a section, a row a month, a column an indicator, the target in a row below."""
    for index, (title, rows) in enumerate(sections(), start=1):
        sheet = cage.sheet(sheet_name(title, index), [[title], [], ["Month", *(row.name for row in rows)]])
        for line, heading in enumerate(HEADINGS, start=4):
            cage.write(sheet, [[heading, *(typed(row.figures[line - 4]) for row in rows)]], f"A{line}")
        cage.write(sheet, [["Target", *(typed(row.target) for row in rows)]], "A13")
        cage.down(
            sheet, {4 + i: m for i, m in enumerate(MONTHS)}, {letter(2 + i): row.name for i, row in enumerate(rows)}
        )
        cage.sections += [title] * len(rows)
        for i, row in enumerate(rows):
            put_target(cage, sheet, 13, 2 + i, row)


def tidy_counts(cage: Cage) -> None:
    """A row a figure, columns for section, indicator, month as a date, value, numerator, denominator."""
    sheet = cage.sheet("Tidy", [["Section", "Indicator", "Month", "Value", "Numerator", "Denominator"]])
    put_tidy(cage, sheet, lambda row, i, v, n, d: [row.section, row.name, first_days("2022-04", 9)[i], v, n, d], "D")
    shown(sheet, "C2:C400", "mmm-yy")


def tidy_other_names(cage: Cage) -> None:
    """A row a figure under other names and in another order, months as text."""
    sheet = cage.sheet("Extract", [["Period", "Num", "Den", "Result", "KPI", "Theme"]])
    put_tidy(cage, sheet, lambda row, i, v, n, d: [HEADINGS[i], n, d, v, row.name, row.section], "D")


def put_tidy(cage: Cage, sheet: Worksheet, cells: Callable[..., list[Any]], value_column: str) -> None:
    line = 2
    for row in rows_of_report():
        cage.labels.append(row.name)
        cage.sections.append(row.section)
        for i, (value, numerator, denominator) in enumerate(row.counts):
            cage.write(sheet, [cells(row, i, "TBC" if value is None else value, numerator, denominator)], f"A{line}")
            place = f"{value_column}{line}"
            if value is None:
                cage.figure(sheet, place, MONTHS[i], "TBC")
            elif numerator is None:
                cage.figure(sheet, place, MONTHS[i], value)
            else:
                cage.counts(sheet, place, MONTHS[i], value, numerator, denominator or 0)
            line += 1


def counts_below(cage: Cage) -> None:
    """Percentage rows are followed by a Numerator and a Denominator row."""
    sheet = cage.sheet("KPIs", [["Indicator", *HEADINGS, "Target"]])
    line = 2
    for row in rows_of_report():
        sheet.cell(line, 1).value = row.name
        put_target(cage, sheet, line, 11, row)
        if not row.is_percentage:
            put_row(cage, sheet, line, 2, row)
            line += 1
            continue
        cage.labels.append(row.name)
        cage.write(sheet, [["Numerator"], ["Denominator"]], f"A{line + 1}")
        for i, (value, numerator, denominator) in enumerate(row.counts):
            cage.write(sheet, [[value], [numerator], [denominator]], f"{letter(2 + i)}{line}")
            cage.counts(sheet, f"{letter(2 + i)}{line}", MONTHS[i], value, numerator or 0, denominator or 0)
        shown(sheet, f"B{line}:J{line}", "0%")
        line += 3


def number_and_percent_rows(cage: Cage) -> None:
    """The name merged over a # row and a % row; counts have a # row alone."""
    sheet = cage.sheet("KPIs", [["Indicator", "", *HEADINGS]])
    line = 2
    for row in rows_of_report():
        sheet.cell(line, 1).value = row.name
        if not row.is_percentage:
            sheet.cell(line, 2).value = "#"
            put_row(cage, sheet, line, 3, row, (row.name, f"{row.name} | #"))
            line += 1
            continue
        sheet.merge_cells(start_row=line, end_row=line + 1, start_column=1, end_column=1)
        cage.write(sheet, [["#"], ["%"]], f"B{line}")
        cage.labels.append((row.name, f"{row.name} | %"))
        for i, (value, numerator, _) in enumerate(row.counts):
            cage.write(sheet, [[numerator], [value]], f"{letter(3 + i)}{line}")
            key = f"{sheet.title}!{letter(3 + i)}{line + 1}"
            cage.months.add(MONTHS[i])
            cage.figures[key] = (MONTHS[i], value, numerator, None)
        shown(sheet, f"C{line + 1}:K{line + 1}", "0%")
        line += 2


def counts_within_months(cage: Cage) -> None:
    """Each month merged over three columns: numerator, denominator and percentage; counts in the last."""
    header: list[Cell] = ["Indicator"]
    below: list[Cell] = [None]
    for heading in HEADINGS:
        header += [heading, None, None]
        below += ["Num", "Den", "%"]
    sheet = cage.sheet("KPIs", [["Percentages and their counts"], header, below])
    for i in range(9):
        sheet.merge_cells(start_row=2, end_row=2, start_column=2 + 3 * i, end_column=4 + 3 * i)
    line = 4
    for row in (each for each in rows_of_report() if each.is_percentage):
        sheet.cell(line, 1).value = row.name
        cage.labels.append(row.name)
        for i, (value, numerator, denominator) in enumerate(row.counts):
            cage.write(sheet, [[numerator, denominator, value]], f"{letter(2 + 3 * i)}{line}")
            cage.counts(sheet, f"{letter(4 + 3 * i)}{line}", MONTHS[i], value, numerator or 0, denominator or 0)
            sheet.cell(line, 4 + 3 * i).number_format = "0%"
        line += 1


def numeric_percentages(cage: Cage) -> None:
    """Percentages as unrounded fractions under a 0% format."""
    put_percentages(cage, lambda n, d: n / d, "0%", 1.0)


def general_percentages(cage: Cage) -> None:
    """Percentages as 21.1 under General; only the name says per cent."""
    put_percentages(cage, lambda n, d: round(100 * n / d, 1), "General", 0.01)


def put_percentages(cage: Cage, share: Callable[[float, float], float], number_format: str, scale: float) -> None:
    sheet = cage.sheet("KPIs", [["Indicator", *HEADINGS]])
    for line, row in enumerate(rows_of_report(), start=2):
        sheet.cell(line, 1).value = row.name
        if not row.is_percentage:
            put_row(cage, sheet, line, 2, row)
            continue
        for i, (_, numerator, denominator) in enumerate(row.counts):
            sheet.cell(line, 2 + i).value = share(numerator or 0, denominator or 1)
            sheet.cell(line, 2 + i).number_format = number_format
        cage.expect(sheet, row.name, [(f"{letter(2 + i)}{line}", m) for i, m in enumerate(MONTHS)], scale)


def percent_with_decimal_text(cage: Cage) -> None:
    """Percentages as text with one decimal: 21.1%."""
    sheet = cage.sheet("KPIs", [["Indicator", *HEADINGS]])
    for line, row in enumerate((r for r in rows_of_report() if r.is_percentage), start=2):
        sheet.cell(line, 1).value = row.name
        for i, (_, numerator, denominator) in enumerate(row.counts):
            sheet.cell(line, 2 + i).value = f"{100 * (numerator or 0) / (denominator or 1):.1f}%"
        cage.expect(sheet, row.name, [(f"{letter(2 + i)}{line}", m) for i, m in enumerate(MONTHS)])


def counts_alone(cage: Cage) -> None:
    """Percentages typed as their counts alone: 57/270 in one section, 57 of 270 in the next."""
    sheet = cage.sheet("KPIs", [["Indicator", *HEADINGS]])
    for line, row in enumerate((r for r in rows_of_report() if r.is_percentage), start=2):
        sheet.cell(line, 1).value = row.name
        cage.labels.append(row.name)
        for i, (_, numerator, denominator) in enumerate(row.counts):
            between = "/" if line % 2 else " of "
            sheet.cell(line, 2 + i).value = f"{numerator:.0f}{between}{denominator:.0f}"
            cage.counts(sheet, f"{letter(2 + i)}{line}", MONTHS[i], None, numerator or 0, denominator or 0)
            cage.either(sheet, f"{letter(2 + i)}{line}", None, (numerator or 0) / (denominator or 1))


COUNCIL = (
    a_sheet_a_section, all_stacked, section_column, section_column_merged, banner_rows, months_down, tidy_counts,
    tidy_other_names, counts_below, number_and_percent_rows, counts_within_months, numeric_percentages,
    general_percentages, percent_with_decimal_text, counts_alone,
)  # fmt: skip
