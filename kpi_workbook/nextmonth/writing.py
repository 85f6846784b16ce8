"""From a plan to the bytes of an input workbook: the same plan gives the same bytes. All text is data, never a formula.

No cells are merged and none hidden; headings are protected without a password, everything to type into is not.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from ..model import Month
from ..scrutiny.audit import must_open
from ..scrutiny.naming import clean_text
from ..scrutiny.package import Book
from ..settings import Settings
from .asking import comparator_asked, figure_asked, target_asked, text_asked
from .guidance import GUIDANCE_SHEET
from .looks import Looks
from .plan import Column, Entry, InputBook, InputSheet, Use

FIXED_DATE = datetime(2000, 1, 1)  # the same input gives the same bytes
GUIDANCE_TITLE = "How to fill in this workbook"  # no month in it, which would look like a heading of figures
HEADING_ROW, FIRST_ROW = 2, 3  # from 0: title, note, headings
WIDTHS = {Use.LABEL: 18, Use.FIGURE: 15, Use.TARGET: 15, Use.COMPARATOR: 16, Use.ASIDE: 24}  # characters
FIRST_WIDTH = 60
GUIDANCE_WIDTH = 100
LINE_HEIGHT = 16.5  # points, of one line of body text
EMPTY_BOXES = 3
HIGHEST_ROW = 409  # points, Excel's limit
PAPER = {"A3": 8, "A4": 9}  # Excel's numbers
MAY = {
    "format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True,
    "insert_hyperlinks": True,
}  # fmt: skip
ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
"""Excel's errors. Each is its own formula; as text `#N/A` would say not applicable."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LOOKS = {Use.LABEL: "label", Use.FIGURE: "figure", Use.TARGET: "figure", Use.COMPARATOR: "figure", Use.ASIDE: "label"}


def render(plan: InputBook, settings: Settings) -> bytes:
    """The workbook of a plan: the guidance first, then a sheet a section."""
    made = BytesIO()
    with Book(made, OPTIONS) as book:
        looks = Looks(book, settings.theme)
        guidance = book.add_worksheet(GUIDANCE_SHEET)
        for section in plan.sheets:
            sheet = book.add_worksheet(section.name)
            _write_section(sheet, looks, section)
            _finish(sheet, settings)
        _write_guidance(guidance, looks, plan)
        _finish(guidance, settings)
        book.set_properties(
            {
                "title": plan.title,
                "subject": "Key performance indicators",
                "author": clean_text(settings.organisation or "kpi-workbook"),
                "created": FIXED_DATE,
            }
        )
    return must_open(made.getvalue(), 1 + len(plan.sheets))


def _write_guidance(sheet: Any, looks: Looks, plan: InputBook) -> None:
    """The guidance, a sentence a row, and a link to every section's sheet."""
    sheet.set_column(0, 0, GUIDANCE_WIDTH)
    sheet.write_string(0, 0, GUIDANCE_TITLE, looks.of("title"))
    row = 2
    for heading, sentences in plan.guidance:
        sheet.write_string(row, 0, heading, looks.of("part"))
        for offset, words in enumerate(sentences, 1):
            _write_words(sheet, row + offset, words, looks.of("text"), GUIDANCE_WIDTH)
        row += len(sentences) + 2
    sheet.write_string(row, 0, "Sheets", looks.of("part"))
    for section in plan.sheets:
        row += 1
        link = "internal:'" + section.name.replace("'", "''") + "'!A1"
        sheet.write_url(row, 0, link, looks.of("link"), f"Sheet {section.name}", "Go to this sheet")


def _write_section(sheet: Any, looks: Looks, section: InputSheet) -> None:
    """Title, note, the table if there is one, and the boxes for words."""
    sheet.set_column(0, 0, FIRST_WIDTH)
    title = clean_text(section.title)
    sheet.write_string(0, 0, title, looks.of("title", value=title))
    sheet.write_string(1, 0, section.note, looks.of("note"))
    row = HEADING_ROW
    if section.columns:
        _write_table(sheet, looks, section)
        row = FIRST_ROW + len(section.rows) + 1
    row = _write_box(sheet, looks, row, "Analysis", section.analysis)
    _write_box(sheet, looks, row, "Action/next steps", section.actions)


def _write_table(sheet: Any, looks: Looks, section: InputSheet) -> None:
    for position, column in enumerate(section.columns):
        if position:
            sheet.set_column(position, position, WIDTHS[column.use])
        _write_heading(sheet, looks, position, column)
        look = "open" if column.open else "stale" if column.stale else LOOKS[column.use]
        for row, line in enumerate(section.rows, FIRST_ROW):
            _write_entry(sheet, looks, row, position, line.entries[position], look)
            if column.use is Use.FIGURE:
                sheet.data_validation(
                    row, position, row, position, figure_asked(xl_rowcol_to_cell(row, position), line.unit)
                )
        _prompt(sheet, position, column, FIRST_ROW + len(section.rows) - 1)
    headings = (each.heading if isinstance(each.heading, str) else "" for each in section.columns)
    _fit(sheet, HEADING_ROW, section, tuple(headings))
    for row, line in enumerate(section.rows, FIRST_ROW):
        _fit(sheet, row, section, tuple(str(entry.value or "") for entry in line.entries))
    sheet.freeze_panes(FIRST_ROW, sum(1 for column in section.columns if column.use is Use.LABEL))
    sheet.repeat_rows(HEADING_ROW)


def _fit(sheet: Any, row: int, section: InputSheet, texts: tuple[str, ...]) -> None:
    """Makes a row high enough for its longest text, bold headings and short lines allowed for."""
    widths = (FIRST_WIDTH, *(WIDTHS[column.use] for column in section.columns[1:]))
    lines = max(1 + len(text) * 5 // (width * 4) for text, width in zip(texts, widths, strict=True))
    sheet.set_row(row, min(HIGHEST_ROW, LINE_HEIGHT * lines))


def _prompt(sheet: Any, position: int, column: Column, last: int) -> None:
    asked = {Use.TARGET: target_asked(), Use.COMPARATOR: comparator_asked()}.get(column.use)
    if asked:
        sheet.data_validation(FIRST_ROW, position, last, position, asked)


def _write_heading(sheet: Any, looks: Looks, position: int, column: Column) -> None:
    """A month as a real date, so that its year is never in doubt; headings of others' figures may be retyped."""
    if isinstance(column.heading, Month):
        first = datetime(column.heading.year, column.heading.month, 1)
        sheet.write_datetime(HEADING_ROW, position, first, looks.of("heading", "mmm-yy"))
        return
    look = "open heading" if column.use in (Use.TARGET, Use.COMPARATOR, Use.ASIDE) else "heading"
    words = clean_text(column.heading)
    sheet.write_string(HEADING_ROW, position, words, looks.of(look, value=words))


def _write_entry(sheet: Any, looks: Looks, row: int, position: int, entry: Entry, look: str) -> None:
    if entry.value is None:
        sheet.write_blank(row, position, None, looks.of(look, entry.form))
    elif entry.error and entry.value in ERRORS:
        sheet.write_formula(row, position, f"={entry.value}", looks.of(look), entry.value)
    elif isinstance(entry.value, str):
        words = clean_text(entry.value)
        sheet.write_string(row, position, words, looks.of(look, entry.form, words))
    else:
        sheet.write_number(row, position, entry.value, looks.of(look, entry.form))


def _write_box(sheet: Any, looks: Looks, row: int, heading: str, paragraphs: tuple[str, ...]) -> int:
    """A heading, what was carried, and empty boxes; the row after them and a gap."""
    sheet.write_string(row, 0, heading, looks.of("part"))
    for offset, words in enumerate(paragraphs, 1):
        text = clean_text(words)
        _write_words(sheet, row + offset, text, looks.of("stale box", value=text), FIRST_WIDTH)
    first = row + len(paragraphs) + 1
    last = first + EMPTY_BOXES - 1
    for empty in range(first, last + 1):
        sheet.write_blank(empty, 0, None, looks.of("box"))
    sheet.data_validation(first, 0, last, 0, text_asked(heading))
    return last + 2


def _write_words(sheet: Any, row: int, words: str, look: Any, width: int) -> None:
    """A text in a row high enough for it: Excel does not fit rows in files it has not laid out."""
    lines = sum(1 + len(line) // width for line in words.split("\n"))
    sheet.set_row(row, min(HIGHEST_ROW, LINE_HEIGHT * lines))
    sheet.write_string(row, 0, words, look)


def _finish(sheet: Any, settings: Settings) -> None:
    """Protection without a password, and how the sheet prints."""
    sheet.protect("", MAY)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(PAPER[settings.theme.paper])
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&RPage &P of &N")
