"""The findings' sheet: each finding leads to its cell in the input and to its figure here; none leads nowhere."""

from __future__ import annotations

from dataclasses import replace

from dumping import opened
from openpyxl.worksheet.worksheet import Worksheet
from report_builder import FIRST, finding, indicator, report, section

from kpi_workbook.model import Place, Severity, Sheet
from kpi_workbook.scrutiny.audit import audit
from kpi_workbook.scrutiny.render import render
from kpi_workbook.scrutiny.report import Edition, Report

FOUND = (
    finding("C5", "wrong", indicator="Visits", section="Work", month=FIRST.plus(1)),
    finding("A1", "a heading misspelt", Severity.WARNING, section="Work"),
    replace(finding("B2", "the whole file", Severity.INFO), place=Place("Hidden 'one'", "B2")),
    finding("B5", "doubtful", Severity.WARNING, indicator="Visits", section="Work", month=FIRST),
)


def of(found: Report) -> Worksheet:
    """The findings' sheet of a report, audited."""
    content = render(found)
    assert audit(content) == []
    return opened(content)["Findings"]


def made(file: str = "kpi.xlsx", **more: object) -> Report:
    """A report with the findings above."""
    whole = replace(report(section("Work", indicator("Visits", [0.5, 0.6]))), findings=FOUND, **more)
    sheets = (*whole.book.sheets, Sheet(name="Hidden 'one'", hidden=True))
    return replace(whole, book=replace(whole.book, file=file, sheets=sheets))


def links(sheet: Worksheet, column: str, first: int) -> list[tuple[str, str | None, str | None]]:
    """What a column shows from a row down: text, file and place of the link."""
    cells = [row[0] for row in sheet[f"{column}{first}:{column}{sheet.max_row}"]]
    return [(each.value, each.hyperlink.target, each.hyperlink.location) for each in cells]


def test_each_leads_to_its_cell_and_to_its_figure() -> None:
    sheet = of(made("KPI #7 50%.xlsx"))
    file = "KPI%20%237%2050%25.xlsx"
    assert links(sheet, "G", 11) == [
        ("C5", file, "'1 Sheet'!C5"), ("A1", file, "'1 Sheet'!A1"), ("B5", file, "'1 Sheet'!B5"),
        ("B2", file, "'Hidden ''one'''!B2"),
    ]  # fmt: skip
    assert links(sheet, "A", 11) == [
        ("Section 1", None, "'1 Work'!C7"), ("Section 1", None, "'1 Work'!A1"), ("Section 1", None, "'1 Work'!B7"),
        ("Workbook", None, "'Cover'!A1"),
    ]  # fmt: skip


def test_they_are_counted_by_section() -> None:
    assert [[cell.value for cell in row] for row in of(made())["A5:E7"]] == [
        ["Section", "Error", "Warning", "Info", "Title"],
        ["Section 1", 1, 2, 0, "Work"],
        ["Workbook", 0, 0, 1, "What is about no one section"],
    ]


def test_the_public_edition_leads_to_no_file() -> None:
    sheet = of(made(edition=Edition.PUBLIC))
    assert [row[0].hyperlink for row in sheet["G11:G14"]] == [None] * 4
