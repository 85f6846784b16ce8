"""The report's 37 rows again: how councils type percentages and counts, and what else stands in their tables."""

from __future__ import annotations

import re
from datetime import datetime

from openpyxl.utils import get_column_letter as letter
from zoo_council import (
    HEADINGS,
    MONTHS,
    Row,
    put_comparators,
    put_row,
    put_target,
    rows_of_report,
    sections,
    sheet_name,
    typed,
)
from zoo_keeper import Cage, Cell, shown, written


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


COUNCIL_FIGURES = (
    targets_before_months, abbreviated_comparators, group_rows, scorecard_columns, quarters_between, year_row_above,
    year_in_title, year_in_sheet_name_only, days_swapped, future_months_blank, future_months_zero, newest_first,
    narrative_below, narrative_beside, narrative_sheet, hidden_section, sections_side_by_side, numbers_as_text,
    described_rows, target_row_below_each,
    stacked_tight,
)  # fmt: skip
