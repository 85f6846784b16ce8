"""`_x0041_` in a name is read back as that, wherever Excel would take it for the letter A."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

import pytest
import xlsxwriter
from report_builder import indicator, report, section

from kpi_workbook.model import Area
from kpi_workbook.reading.files import grids_in
from kpi_workbook.scrutiny.audit import audit
from kpi_workbook.scrutiny.cells import Block, Cell, Column
from kpi_workbook.scrutiny.naming import TableNames
from kpi_workbook.scrutiny.page import Page, Styles
from kpi_workbook.scrutiny.render import render
from kpi_workbook.scrutiny.worksheet import PlainSheet, StreamedSheet
from kpi_workbook.settings import Theme

SIGN = "_x0041_"
ESCAPE = re.compile("_x005F_x[0-9A-F]{4}_|_x[0-9A-F]{4}_")
NOT_READ = {"descr"}
"""Attributes of drawings, which know no escapes."""


def unescaped(content: bytes) -> Iterator[tuple[str, str, str]]:
    """Part, element and attribute ("" for its text) of what would be read as another text."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                for element in ElementTree.fromstring(package.read(name)).iter():
                    for place, text in (("", element.text or ""), *element.attrib.items()):
                        if place not in NOT_READ and SIGN in ESCAPE.findall(text):
                            yield name, element.tag.rpartition("}")[2], place


@pytest.mark.parametrize("most_kept", [20_000, 0])
def test_it_is_escaped_wherever_it_would_be_read(monkeypatch: pytest.MonkeyPatch, most_kept: int) -> None:
    monkeypatch.setattr(sys.modules[render.__module__], "MOST_KEPT", most_kept)
    row = indicator(
        f"Rate {SIGN} b", [0.5, 0.6, 0.7], target=0.9, comparators=[(Area.ENGLAND, 0.8)], group=f"Group {SIGN}",
        team=f"Team {SIGN}",
    )  # fmt: skip
    made = render(
        report(section(f"Part {SIGN}", row, analysis=[f"It rose {SIGN}."]), organisation=f"Borough {SIGN}"),
    )
    assert list(unescaped(made)) == []
    assert audit(made) == []
    grids = grids_in(made, "out.xlsx")
    shown = {str(cell.value) for grid in grids.sheets for cell in grid}
    for text in (f"Rate {SIGN} b", f"Group {SIGN}", f"Team {SIGN}", f"It rose {SIGN}.", f"Part {SIGN}"):
        assert text in shown
    title = f"Group {SIGN} – Rate {SIGN} b – Team {SIGN}: 70% in June 2022, 20.0 points below target"
    assert title in shown


@pytest.mark.parametrize("kind", [PlainSheet, StreamedSheet])
def test_it_is_escaped_in_headings_tips_and_prompts(kind: type[PlainSheet]) -> None:
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = Page(book.add_worksheet("One", kind), Styles(book, Theme()), TableNames(), Theme())
        page.widths(20, 20)
        columns = (Column(f"Borough {SIGN}", "heading"), Column("Other", "heading"))
        lines = [(Cell("a", "label", link="'One'!A1", tip=f"Go to {SIGN}"), Cell(1, "figure"))]
        page.table(0, Block(f"Table {SIGN}", f"About {SIGN}", columns, lines, filters=False))
        page.box(3, 0, f"Words {SIGN}", f"Type {SIGN}", 30)
        page.finish()
    assert list(unescaped(made.getvalue())) == []
    with zipfile.ZipFile(made) as package:
        parts = "".join(package.read(name).decode() for name in ("xl/tables/table1.xml", "xl/worksheets/sheet1.xml"))
    for text in ("Borough", "About", "Table", "Go to", "Words", "Type"):
        assert f'"{text} _x005F_x0041_"' in parts
