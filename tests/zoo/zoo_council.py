"""The report's 37 rows laid out as other councils lay theirs out; every figure is expected in its cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
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


def stacked_tight(cage: Cage) -> None:
    """One sheet, no empty rows anywhere: the section's title stands in its header row instead of Indicator."""
    sheet = cage.sheet("KPIs")
    line = 1
    for title, rows in sections():
        cage.write(sheet, [[title, *HEADINGS, "Target"]], f"A{line}")
        for offset, row in enumerate(rows, start=line + 1):
            sheet.cell(offset, 1).value = row.name
            put_row(cage, sheet, offset, 2, row)
            put_target(cage, sheet, offset, 11, row)
            cage.sections.append(title)
        line += len(rows) + 1


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


def targets_before_months(cage: Cage) -> None:
    """Reference, indicator, target and last year's outturn stand before the months, comparators after."""
    sheet = cage.sheet(
        "KPIs", [["Ref", "Indicator", "2022/23 Target", "2021/22 Outturn", *HEADINGS, "SN", "SE", "Eng."]]
    )
    for line, row in enumerate(rows_of_report(), start=2):
        cage.write(sheet, [[f"KPI{line:02d}", row.name]], f"A{line}")
        put_target(cage, sheet, line, 3, row)
        put_row(cage, sheet, line, 5, row)
        own, *others = row.comparators
        put_comparators(cage, sheet, line, 14, Row("", "", (), "", tuple(others)))
        if re.fullmatch(r"\d+%?", own):
            sheet.cell(line, 4).value = typed(own)
            cage.comparator(sheet, f"D{line}", float(own.rstrip("%")) / (100 if "%" in own else 1))


def abbreviated_comparators(cage: Cage) -> None:
    """Comparators as LA 21/22, Stat. Neigh., South East region, National average; numeric percentages."""
    sheet = cage.sheet("KPIs", [["Indicator", *HEADINGS, "Tgt", "2021-22", "Stat Neigh Avg", "SE Region", "National"]])
    for line, row in enumerate(rows_of_report(), start=2):
        sheet.cell(line, 1).value = row.name
        put_row(cage, sheet, line, 2, row)
        put_target(cage, sheet, line, 11, row)
        put_comparators(cage, sheet, line, 12, row)


def group_rows(cage: Cage) -> None:
    """A sheet a section; rows gathered under group rows named for their kind."""
    for index, (title, rows) in enumerate(sections(), start=1):
        sheet = cage.sheet(sheet_name(title, index), [[title], ["Indicator", *HEADINGS, "Target"]])
        line = 3
        kinds = (("Volumes", False), ("Timeliness and quality", True))
        for kind, wanted in kinds:
            members = [row for row in rows if row.is_percentage is wanted]
            if not members:
                continue
            sheet.cell(line, 1).value = kind
            for offset, row in enumerate(members, start=line + 1):
                sheet.cell(offset, 1).value = f"   {row.name}"
                put_row(cage, sheet, offset, 2, row, f"{kind} | {row.name}")
                put_target(cage, sheet, offset, 11, row)
                cage.sections.append(title)
            line += len(members) + 1


def scorecard_columns(cage: Cage) -> None:
    """Reference, owner, good-is, RAG, direction and comment columns interleaved with months and target."""
    header = ["Ref", "Indicator", "Owner", "Good is", *HEADINGS, "YTD", "Target", "RAG", "DoT", "Comments"]
    sheet = cage.sheet("KPIs", [["Children's services scorecard"], [], header])
    for line, row in enumerate(rows_of_report(), start=4):
        cage.write(sheet, [[f"{line - 3}", row.name, "Head of Service", "Low" if line % 2 else "High"]], f"A{line}")
        put_row(cage, sheet, line, 5, row)
        cage.write(sheet, [[123]], f"N{line}")
        put_target(cage, sheet, line, 15, row)
        cage.write(sheet, [["Amber", "↑", "See analysis"]], f"P{line}")


def quarters_between(cage: Cage) -> None:
    """A quarter column after every third month, a year-to-date column at the end."""
    header: list[Cell] = ["Indicator"]
    for quarter in range(3):
        header += [*HEADINGS[quarter * 3 : quarter * 3 + 3], f"Q{quarter + 1} 22/23"]
    sheet = cage.sheet("KPIs", [[*header, "Year to date", "Target"]])
    columns = [2, 3, 4, 6, 7, 8, 10, 11, 12]
    for line, row in enumerate(rows_of_report(), start=2):
        sheet.cell(line, 1).value = row.name
        put_row(cage, sheet, line, 0, row, columns=columns)
        for column in (5, 9, 13, 14):
            sheet.cell(line, column).value = typed(row.figures[0])
        put_target(cage, sheet, line, 15, row)


def year_row_above(cage: Cage) -> None:
    """2022 merged above month names."""
    sheet = cage.sheet("KPIs", [["", "2022"], ["Indicator", *written("{name}", "2022-04", 9)]])
    sheet.merge_cells("B1:J1")
    for line, row in enumerate(rows_of_report(), start=3):
        sheet.cell(line, 1).value = row.name
        put_row(cage, sheet, line, 2, row)


def year_in_title(cage: Cage) -> None:
    """Month names alone; the title says 2022-23."""
    sheet = cage.sheet(
        "KPIs", [["Children's services performance 2022-23"], [], ["Indicator", *written("{abc}", "2022-04", 9)]]
    )
    for line, row in enumerate(rows_of_report(), start=4):
        sheet.cell(line, 1).value = row.name
        put_row(cage, sheet, line, 2, row)


def year_in_sheet_name_only(cage: Cage) -> None:
    """Month names alone; the sheet is named KPIs 2022-23."""
    sheet = cage.sheet("KPIs 2022-23", [["Indicator", *written("{abc}", "2022-04", 9)]])
    for line, row in enumerate(rows_of_report(), start=2):
        sheet.cell(line, 1).value = row.name
        put_row(cage, sheet, line, 2, row)


def days_swapped(cage: Cage) -> None:
    """Month headings typed 01/04/2022 that Excel took for 4 January 2022 and so on."""
    sheet = cage.sheet("KPIs", [["Indicator", *(datetime(2022, 1, month) for month in range(4, 13))]])
    shown(sheet, "B1:J1", "dd/mm/yyyy")
    for line, row in enumerate(rows_of_report(), start=2):
        sheet.cell(line, 1).value = row.name
        put_row(cage, sheet, line, 2, row)


def future_months_blank(cage: Cage) -> None:
    """The whole year is headed, January to March still empty."""
    sheet = cage.sheet("KPIs", [["Indicator", *written("{abc}-{yy}", "2022-04", 12), "Target"]])
    for line, row in enumerate(rows_of_report(), start=2):
        sheet.cell(line, 1).value = row.name
        put_row(cage, sheet, line, 2, row)
        put_target(cage, sheet, line, 14, row)


def future_months_zero(cage: Cage) -> None:
    """The whole year is headed, January to March hold zeros put there by formulas."""
    sheet = cage.sheet("KPIs", [["Indicator", *written("{abc}-{yy}", "2022-04", 12), "Target"]])
    for line, row in enumerate(rows_of_report(), start=2):
        sheet.cell(line, 1).value = row.name
        put_row(cage, sheet, line, 2, row)
        cage.write(sheet, [[0, 0, 0]], f"K{line}")
        cage.ignored |= {f"KPIs!{column}{line}" for column in "KLM"}


def newest_first(cage: Cage) -> None:
    """December first, April last."""
    sheet = cage.sheet("KPIs", [["Indicator", "Target", *reversed(HEADINGS)]])
    for line, row in enumerate(rows_of_report(), start=2):
        sheet.cell(line, 1).value = row.name
        put_target(cage, sheet, line, 2, row)
        put_row(cage, sheet, line, 0, row, columns=list(range(11, 2, -1)))


def narrative_below(cage: Cage) -> None:
    """Analysis and actions stand below each section's table on one sheet."""
    sheet = cage.sheet("Report")
    line = 1
    for title, rows in sections():
        cage.write(sheet, [[title], ["Indicator", *HEADINGS, "Target"]], f"A{line}")
        for offset, row in enumerate(rows, start=line + 2):
            sheet.cell(offset, 1).value = row.name
            put_row(cage, sheet, offset, 2, row)
            cage.sections.append(title)
        line += len(rows) + 3
        words = [f"What happened in {title} this quarter, in a sentence.", f"What {title} will do next, by whom."]
        cage.write(sheet, [["Analysis"], [words[0]], ["Actions"], [words[1]]], f"A{line}")
        cage.narrative += [(title, word) for word in words]
        line += 6


def narrative_beside(cage: Cage) -> None:
    """A sheet a section, an Analysis and an Action box merged beside the table."""
    for index, (title, rows) in enumerate(sections(), start=1):
        sheet = cage.sheet(sheet_name(title, index), [[title], ["Indicator", *HEADINGS, "Target"]])
        for line, row in enumerate(rows, start=3):
            sheet.cell(line, 1).value = row.name
            put_row(cage, sheet, line, 2, row)
            cage.sections.append(title)
        words = [f"What happened in {title} this quarter, in a sentence.", f"What {title} will do next, by whom."]
        cage.write(sheet, [["Analysis"], [words[0]]], "M2")
        cage.write(sheet, [["Actions"], [words[1]]], "O2")
        cage.narrative += [(title, word) for word in words]


def narrative_sheet(cage: Cage) -> None:
    """A table of words on a sheet of its own: section, analysis, actions."""
    sheet = cage.sheet("KPIs", [["Section", "Indicator", *HEADINGS]])
    for line, row in enumerate(rows_of_report(), start=2):
        cage.write(sheet, [[row.section, row.name]], f"A{line}")
        put_row(cage, sheet, line, 3, row)
        cage.sections.append(row.section)
    words = cage.sheet("Commentary", [["Section", "Analysis", "Actions"]])
    for line, (title, _) in enumerate(sections(), start=2):
        texts = [f"What happened in {title} this quarter, in a sentence.", f"What {title} will do next, by whom."]
        cage.write(words, [[title, *texts]], f"A{line}")
        cage.narrative += [(title, text) for text in texts]


def hidden_section(cage: Cage) -> None:
    """A sheet a section, one of them hidden, another with hidden rows."""
    for index, (title, rows) in enumerate(sections(), start=1):
        state = "hidden" if index == 3 else "visible"
        sheet = cage.sheet(sheet_name(title, index), [[title], ["Indicator", *HEADINGS]], state=state)
        for line, row in enumerate(rows, start=3):
            sheet.cell(line, 1).value = row.name
            put_row(cage, sheet, line, 2, row)
            cage.sections.append(title)
        if index == 2:
            sheet.row_dimensions[4].hidden = True


def sections_side_by_side(cage: Cage) -> None:
    """Two sections side by side on one sheet, an empty column between."""
    sheet = cage.sheet("KPIs")
    left = 1
    for title, rows in list(sections())[:2]:
        cage.write(sheet, [[title], ["Indicator", *HEADINGS, "Target"]], f"{letter(left)}1")
        for line, row in enumerate(rows, start=3):
            sheet.cell(line, left).value = row.name
            put_row(cage, sheet, line, left + 1, row)
            put_target(cage, sheet, line, left + 10, row)
            cage.sections.append(title)
        left += 12


def numbers_as_text(cage: Cage) -> None:
    """Every figure stored as text, thousands with a comma, odd spaces around."""
    sheet = cage.sheet("KPIs", [["Indicator", *HEADINGS]])
    for line, row in enumerate(rows_of_report(), start=2):
        sheet.cell(line, 1).value = row.name
        for i, figure in enumerate(row.figures):
            sheet.cell(line, 2 + i).value = f" {int(figure):,} " if figure.isdigit() else figure
        cage.expect(sheet, row.name, [(f"{letter(2 + i)}{line}", m) for i, m in enumerate(MONTHS)])


def described_rows(cage: Cage) -> None:
    """Between name and months stand a unit column and a long definition; they are not the name."""
    sheet = cage.sheet("KPIs", [["No.", "Indicator", "Definition", "Unit", *HEADINGS]])
    for line, row in enumerate(rows_of_report(), start=2):
        words = f"Counts children at the end of the period, as defined in return {line}."
        cage.write(sheet, [[line - 1, row.name, words, "%" if row.is_percentage else "Number"]], f"A{line}")
        put_row(cage, sheet, line, 5, row)


def target_row_below_each(cage: Cage) -> None:
    """Each indicator has an Actual row and a Target row under a merged name."""
    sheet = cage.sheet("KPIs", [["Indicator", "", *HEADINGS]])
    line = 2
    for row in (r for r in rows_of_report() if re.fullmatch(r"\d+%", r.target)):
        sheet.cell(line, 1).value = row.name
        sheet.merge_cells(start_row=line, end_row=line + 1, start_column=1, end_column=1)
        cage.write(sheet, [["Actual"], ["Target"]], f"B{line}")
        put_row(cage, sheet, line, 3, row, (row.name, f"{row.name} | Actual"))
        for i in range(9):
            sheet.cell(line + 1, 3 + i).value = row.target
            cage.target(sheet, f"{letter(3 + i)}{line + 1}", float(row.target[:-1]) / 100)
        line += 2


def block_an_indicator(cage: Cage) -> None:
    """Every percentage is a small table of its own: its name above, months down, numerator, denominator, percentage."""
    sheet = cage.sheet("KPIs")
    line = 1
    for row in (r for r in rows_of_report()[:14] if r.is_percentage):
        cage.write(sheet, [[row.name], ["Month", "Numerator", "Denominator", "Percentage"]], f"A{line}")
        cage.labels.append((row.name, f"{row.name} | Percentage", "Percentage"))
        for i, (value, numerator, denominator) in enumerate(row.counts):
            cage.write(sheet, [[HEADINGS[i], numerator, denominator, value]], f"A{line + 2 + i}")
            sheet.cell(line + 2 + i, 4).number_format = "0%"
            cage.counts(sheet, f"D{line + 2 + i}", MONTHS[i], value, numerator or 0, denominator or 0)
        line += 13


def counts_in_columns_after(cage: Cage) -> None:
    """A block of percentage columns, then a block of numerators and one of denominators, each with its months."""
    sheet = cage.sheet("KPIs", [["", "Percentage"], ["Indicator", *HEADINGS, *HEADINGS, *HEADINGS]])
    cage.write(sheet, [["Numerator"]], "K1")
    cage.write(sheet, [["Denominator"]], "T1")
    for area in ("B1:J1", "K1:S1", "T1:AB1"):
        sheet.merge_cells(area)
    for line, row in enumerate((r for r in rows_of_report() if r.is_percentage), start=3):
        sheet.cell(line, 1).value = row.name
        cage.labels.append(row.name)
        for i, (value, numerator, denominator) in enumerate(row.counts):
            for column, figure in ((2, value), (11, numerator), (20, denominator)):
                sheet.cell(line, column + i).value = figure
            sheet.cell(line, 2 + i).number_format = "0%"
            cage.counts(sheet, f"{letter(2 + i)}{line}", MONTHS[i], value, numerator or 0, denominator or 0)


COUNCIL = (
    a_sheet_a_section, all_stacked, section_column, section_column_merged, banner_rows, months_down, tidy_counts,
    tidy_other_names, counts_below, number_and_percent_rows, counts_within_months, numeric_percentages,
    general_percentages, percent_with_decimal_text, counts_alone, targets_before_months, abbreviated_comparators,
    group_rows, scorecard_columns, quarters_between, year_row_above, year_in_title, year_in_sheet_name_only,
    days_swapped, future_months_blank, future_months_zero, newest_first, narrative_below, narrative_beside,
    narrative_sheet, hidden_section, sections_side_by_side, numbers_as_text, described_rows, target_row_below_each,
)  # fmt: skip
