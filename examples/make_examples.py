"""Writes the two example workbooks from the real report's figures, quirks and all: `python examples/make_examples.py`.

`southampton_figures.csv` holds the figures as printed (April to December 2022), `southampton_texts.toml` the words.
The October issue is the December one cut at October, with the re-referrals as they stood before their revision.
"""

from __future__ import annotations

import csv
import re
import tomllib
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

HERE = Path(__file__).parent
MONTHS = ("Apr-22", "May-22", "Jun-22", "Jul-22", "Aug-22", "Sep-22", "Oct-22", "Nov-22", "Dec-22")
COMPARATORS = ("Statistical Neighbours", "South East", "England")
COMPARATOR_KEYS = ("southampton_2021_22", "statistical_neighbours", "south_east", "england")
MISNAMED_SECTION = "Purposeful Direct Contact"  # its heading says Southam 21/22
SECTIONS_WITH_STRAY_COLUMN = ("Purposeful Direct Contact", "Management Support for better Practice")
BEFORE_REVISION = {
    "Percentage of re-referrals within 12 months": {
        "Aug-22": "26% (74/286)",
        "Sep-22": "28% (88/314)",
        "Oct-22": "25% (69/276)",
    }
}

Row = dict[str, str]


def main() -> None:
    """Both issues, beside this script."""
    for issue, months, revised in (("2022-12", MONTHS, {}), ("2022-10", MONTHS[:7], BEFORE_REVISION)):
        path = HERE / f"southampton-{issue}.xlsx"
        write_issue(path, issue, months, revised)
        print(path)


def write_issue(path: Path, issue: str, months: tuple[str, ...], revised: dict[str, dict[str, str]]) -> None:
    """One issue of the workbook: a sheet for each of the eight parts."""
    texts = tomllib.loads((HERE / "southampton_texts.toml").read_text(encoding="utf-8"))[issue]
    rows = [{**row, **revised.get(row["indicator"], {})} for row in read_figures()]
    by_section = {title: list(group) for title, group in groupby(rows, key=lambda row: row["section"])}
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": texts["title"], "created": datetime(2023, 1, 16, 9, 0)})
        looks = make_looks(book)
        for title, words in texts["sections"].items():
            sheet = book.add_worksheet(words["sheet"])
            write_section(sheet, looks, title, words, by_section.get(title, []), months)


def read_figures() -> list[Row]:
    """The 37 rows as printed."""
    with (HERE / "southampton_figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def make_looks(book: Any) -> dict[str, Any]:
    """The formats of the officers' workbook."""
    edge = {"border": 1, "valign": "vcenter", "text_wrap": True}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "heading": book.add_format({**edge, "bold": True, "bg_color": "#D9E2F3", "align": "center"}),
        "label": book.add_format(edge),
        "figure": book.add_format({**edge, "align": "center"}),
        "percent": book.add_format({**edge, "align": "center", "num_format": "0%"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "bold": book.add_format({"bold": True}),
    }


def write_section(
    sheet: Any, looks: dict[str, Any], title: str, words: dict[str, Any], rows: list[Row], months: tuple[str, ...]
) -> None:
    """A sheet: title, table if the part has one, analysis and actions below it."""
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 15, 13)
    sheet.write_string(0, 0, title, looks["title"])
    top = 2
    if "subtitle" in words:
        sheet.write_string(1, 0, words["subtitle"])
        top = 3
    last_column = len(months) + 5
    if rows:
        write_table(sheet, looks, title, rows, months, top)
        top += len(rows) + 2
    for heading, paragraphs in (("Analysis", words["analysis"]), ("Action/next steps", words["actions"])):
        if paragraphs:
            sheet.write_string(top, 0, heading, looks["bold"])
            for offset, paragraph in enumerate(paragraphs, start=1):
                sheet.merge_range(top + offset, 0, top + offset, last_column, paragraph, looks["text"])
                sheet.set_row(top + offset, 32)
            top += len(paragraphs) + 2


def write_table(
    sheet: Any, looks: dict[str, Any], title: str, rows: list[Row], months: tuple[str, ...], top: int
) -> None:
    """The KPI table, its heading in row `top` (from 0)."""
    own = "Southam 21/22" if title == MISNAMED_SECTION else "Southampton 21/22"
    headings = ["Indicator", *months, "Target", own, *COMPARATORS]
    if title in SECTIONS_WITH_STRAY_COLUMN:
        headings.append("")
    for column, heading in enumerate(headings):
        sheet.write(top, column, heading, looks["heading"])
    for offset, row in enumerate(rows, start=1):
        sheet.write_string(top + offset, 0, row["indicator"], looks["label"])
        for column, month in enumerate(months, start=1):
            write_figure(sheet, looks, top + offset, column, row[month])
        write_figure(sheet, looks, top + offset, len(months) + 1, row["target"])
    write_comparators(sheet, looks, rows, top + 1, len(months) + 2)


def write_comparators(sheet: Any, looks: dict[str, Any], rows: list[Row], top: int, left: int) -> None:
    """The four comparator columns; a "not available" text is merged over them and over the empty rows below it."""
    index = 0
    while index < len(rows):
        texts = [rows[index][key] for key in COMPARATOR_KEYS]
        height = 1
        if texts[0] and not any(texts[1:]):
            while index + height < len(rows) and not any(rows[index + height][key] for key in COMPARATOR_KEYS):
                height += 1
            sheet.merge_range(top + index, left, top + index + height - 1, left + 3, texts[0], looks["figure"])
        else:
            for offset, text in enumerate(texts):
                write_figure(sheet, looks, top + index, left + offset, text)
        index += height


def write_figure(sheet: Any, looks: dict[str, Any], row: int, column: int, text: str) -> None:
    """A figure as Excel would hold it: whole numbers, decimals and bare percentages as numbers, the rest as text."""
    if re.fullmatch(r"\d+%", text):
        sheet.write_number(row, column, int(text[:-1]) / 100, looks["percent"])
    elif re.fullmatch(r"\d+(\.\d+)?", text):
        sheet.write_number(row, column, float(text), looks["figure"])
    elif text:
        sheet.write_string(row, column, text, looks["figure"])
    else:
        sheet.write_blank(row, column, None, looks["figure"])


if __name__ == "__main__":
    main()
