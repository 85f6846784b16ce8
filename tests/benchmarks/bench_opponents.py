"""The tables of a scrutiny workbook, written by us and by the tools that others would use; no charts anywhere.

Ours are Excel tables with live formulas, links, row heights and number formats, audited; theirs are the values.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO
from typing import Any, NamedTuple
from unittest import mock

import openpyxl
import xlsxwriter
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from kpi_workbook.scrutiny.audit import audit
from kpi_workbook.scrutiny.cells import Block, Cell
from kpi_workbook.scrutiny.naming import TableNames
from kpi_workbook.scrutiny.page import Page, Styles
from kpi_workbook.scrutiny.render import render
from kpi_workbook.scrutiny.report import Report
from kpi_workbook.scrutiny.styles import looks
from kpi_workbook.scrutiny.worksheet import PlainSheet
from kpi_workbook.settings import Theme

TITLE = "Tables"
UPRIGHT = {"vcenter": "center", "top": "top", "bottom": "bottom"}
"""openpyxl's words for how a text stands in a high row."""


class Table(NamedTuple):
    """A table of the scrutiny workbook and the widths of its sheet's columns."""

    block: Block
    widths: tuple[float, ...]


class Opponent(NamedTuple):
    """Another way to write the same tables, and the package that it needs."""

    name: str
    package: str
    write: Callable[[list[Table]], bytes]


def tables_of(report: Report) -> list[Table]:
    """Every table that the report's workbook holds."""
    found: list[Table] = []
    write = Page.table

    def noted(page: Page, top: int, block: Block, left: int = 0) -> str:
        block = Block(block.name, block.about, block.columns, tuple(block.lines), block.filters)
        found.append(Table(block, tuple(page._widths[left:])))
        return write(page, top, block, left)

    with mock.patch.object(Page, "table", noted):
        render(report)
    return found


def write_ours(tables: list[Table]) -> bytes:
    """A sheet a table, as in the scrutiny workbook, read back by the audit."""
    made, theme = BytesIO(), Theme()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        styles, names = Styles(book, theme), TableNames()
        for number, (block, widths) in enumerate(tables, start=1):
            page = Page(book.add_worksheet(f"{TITLE} {number}", PlainSheet), styles, names, theme)
            page.widths(*widths)
            page.say(0, block.name, "title")
            page.table(2, block)
            page.finish()
        book.set_properties({"title": TITLE})
    content = made.getvalue()
    audit(content)
    return content


def write_with_gptables(tables: list[Table]) -> bytes:
    """A sheet a table, with title, scope and source. It takes no cell of signs alone."""
    import pandas
    from gptables import GPTable, write_workbook

    made = BytesIO()
    sheets = {
        f"{TITLE} {number}": GPTable(
            table=pandas.DataFrame(_spoken(block), columns=_headings(block)), table_name=f"table_{number}",
            title=block.name, subtitles=[block.about], scope="A council", source="Its own figures",
        )
        for number, (block, _) in enumerate(tables, start=1)
    }  # fmt: skip
    write_workbook(made, sheets, contentsheet_label=None)
    return made.getvalue()


def write_with_pandas(tables: list[Table]) -> bytes:
    """A sheet a table, in pandas' own look, by openpyxl."""
    import pandas

    made = BytesIO()
    with pandas.ExcelWriter(made, engine="openpyxl") as writer:
        for number, (block, _) in enumerate(tables, start=1):
            frame = pandas.DataFrame(_values(block), columns=_headings(block))
            frame.to_excel(writer, sheet_name=f"{TITLE} {number}", index=False)
    return made.getvalue()


def write_with_openpyxl(tables: list[Table]) -> bytes:
    """A sheet a table, every cell in the look that it has in ours, row by row as openpyxl is quickest."""
    book, made = openpyxl.Workbook(write_only=True), BytesIO()
    dressed = {name: _dress(properties) for name, properties in looks(Theme()).items()}
    for number, (block, widths) in enumerate(tables, start=1):
        sheet = book.create_sheet(f"{TITLE} {number}")
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = width
        heading = tuple(Cell(column.heading, column.look) for column in block.columns)
        for line in (heading, *block.lines):
            sheet.append([_formatted(sheet, cell, dressed) for cell in line])
    book.save(made)
    return made.getvalue()


OPPONENTS = (
    Opponent("gptables", "gptables", write_with_gptables),
    Opponent("pandas to_excel with openpyxl", "pandas", write_with_pandas),
    Opponent("openpyxl with the same formats", "openpyxl", write_with_openpyxl),
)


def is_installed(opponent: Opponent) -> bool:
    """Whether its package is there."""
    return find_spec(opponent.package) is not None


def _headings(block: Block) -> list[str]:
    return [column.heading for column in block.columns]


def _values(block: Block) -> list[list[Any]]:
    return [[cell.value for cell in line] for line in block.lines]


def _spoken(block: Block) -> list[list[Any]]:
    """The values, with a word where a text has no letter or digit."""
    return [
        ["none" if isinstance(value, str) and not any(map(str.isalnum, value)) else value for value in line]
        for line in _values(block)
    ]


def _dress(look: dict[str, Any]) -> dict[str, Any]:
    """openpyxl's objects for a look."""
    fill = PatternFill("solid", fgColor=look["bg_color"].lstrip("#")) if "bg_color" in look else PatternFill()
    line = Side("thin", look["bottom_color"].lstrip("#")) if "bottom_color" in look else Side()
    colour = look["font_color"].lstrip("#")
    return {
        "font": Font(look["font_name"], look["font_size"], bold=look.get("bold"), color=colour),
        "fill": fill,
        "border": Border(bottom=line),
        "alignment": Alignment(
            look.get("align"), UPRIGHT[look["valign"]], wrap_text=look.get("text_wrap"), indent=look.get("indent", 0)
        ),
    }


def _formatted(sheet: Any, cell: Cell, dressed: dict[str, dict[str, Any]]) -> WriteOnlyCell:
    """A cell as openpyxl writes it."""
    theirs = WriteOnlyCell(sheet, cell.value)
    for part, made in dressed[cell.look].items():
        setattr(theirs, part, made)
    if cell.form:
        theirs.number_format = cell.form
    return theirs
