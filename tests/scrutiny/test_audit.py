"""The audit sees what it says it sees: each promise broken once in a finished file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from report_builder import small

from kpi_workbook.scrutiny.audit import AuditFailed, audit, must_open, must_pass
from kpi_workbook.scrutiny.render import render

CONTENT = render(small())
SECTION, COVER, STYLES = "xl/worksheets/sheet3.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"


def broken(part: str, old: str, new: str) -> bytes:
    """The file with one change in one part."""
    return rewritten(part, lambda text: re.sub(old, new, text, count=1, flags=re.S))


def rewritten(part: str, change: Callable[[str], str]) -> bytes:
    """The file with one part rewritten; the change must change something."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(CONTENT)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                assert change(text.decode()) != text.decode()
                text = change(text.decode()).encode()
            new.writestr(name, text)
    return made.getvalue()


def test_a_whole_file_passes() -> None:
    assert audit(CONTENT) == []
    assert must_pass(CONTENT) is CONTENT


@pytest.mark.parametrize(
    ("part", "old", "new", "problems"),
    [
        (SECTION, "IFERROR", "XLOOKUP", ["1 Direct work!B7: unknown function XLOOKUP"]),
        (SECTION, r"(<f>IFERROR\(B16/B17[^<]*</f>)<v>[^<]*</v>", r"\1", [
            "1 Direct work, table Figures_1_Direct_work: 1 empty cells, the first B7",
            "1 Direct work!B7: formula without its value"]),
        (SECTION, r'(<c r="B8"[^>]*)><v>100</v>', r'\1 t="e"><v>#REF!</v>', [
            "1 Direct work!B8: shows the error #REF!"]),
        (SECTION, r"<pageSetup [^>]*>", "", [
            "1 Direct work: does not print landscape", "1 Direct work: does not print one page wide"]),
        (SECTION, r"&amp;P", "", ["1 Direct work: prints no page numbers"]),
        (SECTION, r'<row r="8".*?</row>', "", [
            "1 Direct work, table Figures_1_Direct_work: 19 empty cells, the first A8"]),
        (COVER, r'(<row r="9")', r'\1 hidden="1"', ["Cover: has hidden rows or columns"]),
        (COVER, "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>', [
            "Cover: has merged cells"]),
        ("xl/workbook.xml", 'name="Summary"', 'name="Sum:mary"', ["'Sum:mary': is no legal sheet name"]),
        ("xl/workbook.xml", 'name="Summary"', 'name="COVER"', [
            "'Cover': two sheets have this name", "'COVER': two sheets have this name"]),
        ("xl/workbook.xml", 'name="Summary"', 'name="Summary" state="hidden"', ["Summary: is hidden"]),
        ("xl/tables/table1.xml", 'displayName="Status"', 'displayName="AB12"', [
            "Cover: table name 'AB12' is not legal or not unique"]),
        ("xl/tables/table1.xml", 'name="Forecast"', 'name="Guess"', [
            "Cover, table Status: heading 'Guess' is not its cell's 'Forecast'"]),
        ("xl/tables/table6.xml", 'ref="A6:S10"', 'ref="A6:S15"', [
            "1 Direct work: two tables overlap",
            "1 Direct work, table Figures_1_Direct_work: 80 empty cells, the first A11"]),
        ("docProps/core.xml", "<dc:language>en-GB</dc:language>", "", ["docProps/core.xml: no language"]),
        ("xl/drawings/drawing1.xml", ' descr="[^"]*"', "", [
            "xl/drawings/drawing1.xml: Chart 1 has no text alternative"]),
        ("xl/charts/chart1.xml", "<c:title>.*?</c:title>", "", ["xl/charts/chart1.xml: has no title"]),
        (STYLES, 'rgb="FF595959"', 'rgb="FFBBBBBB"', ["text #BBBBBB on #FFFFFF has a contrast of 1.92"]),
    ],
)  # fmt: skip
def test_a_broken_promise_is_seen(part: str, old: str, new: str, problems: list[str]) -> None:
    content = broken(part, old, new)
    assert audit(content) == problems
    with pytest.raises(AuditFailed, match="failed its own audit"):
        must_pass(content)


def test_a_file_that_does_not_open_or_lacks_a_sheet_is_not_put_in_place() -> None:
    with zipfile.ZipFile(BytesIO(CONTENT)) as archive:
        sheets = sum(name.startswith("xl/worksheets/sheet") for name in archive.namelist())
    assert must_open(CONTENT, sheets) == CONTENT
    for content, words in (
        (CONTENT[:-100], r"cannot be read back \(DAMAGED\)"),
        (CONTENT, f"has {sheets} sheets and not"),
    ):
        with pytest.raises(AuditFailed, match=words):
            must_open(content, sheets + 1)
