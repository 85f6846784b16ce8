"""One workbook in five formats gives one picture: converted by LibreOffice, and written by our own small writers."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from binary_writers import SheetToWrite, xls, xlsb
from raw_parts import ods, xlsx

from kpi_workbook.reading.display import shown
from kpi_workbook.reading.files import open_grids
from kpi_workbook.reading.grid import Grid

MONTHS = [datetime(2022, month, 1) for month in range(4, 13)]
FIGURES = {
    "Re-referrals": ("0%", [0.2111, 0.25, 0.3, 0.26, 0.27, 0.24, 0.22, 0.21, 0.2]),
    "Assessments": ("0.0%", [0.745, 0.751, 0.8, 0.7, 0.699, 0.75, 0.76, 0.77, 0.1]),
    "Contacts": ("#,##0", [1487, 1794, 1428, 15682, 0, 12, 1000, 999, 1001]),
    "Spend": ('"£"#,##0', [1200, 1300.5, 0, 999999, 1, 2, 3, 4, 5]),
    "Rate": ("0.00", [96.004, 100, 53.5, 67.25, 1, 2, 3, 4, 5]),
    "Waiting": ("[h]:mm", [1.5, 0.25, 2, 3, 4, 5, 6, 7, 8.125]),
    "Plain": ("General", [0.1, 543, -7, 84.5, 1e-5, 0, 3, 4, 5]),
}


def write_workbook(path: Path) -> None:
    """Titles, months, percentages, words, merges, hidden rows, columns and sheets, formulas and errors."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("KPIs 2022-23")
        heading = book.add_format({"bold": True, "bg_color": "#BDD7EE", "num_format": "mmm-yy"})
        sheet.merge_range(1, 0, 1, 9, "Effective Assessment & Intervention", heading)
        sheet.write_string(3, 0, "Indicator", heading)
        for column, month in enumerate(MONTHS, start=1):
            sheet.write_datetime(3, column, month, heading)
        for row, (name, (code, figures)) in enumerate(FIGURES.items(), start=4):
            sheet.write_string(row, 0, name, book.add_format({"indent": 1 if row % 2 else 0}))
            for column, figure in enumerate(figures, start=1):
                sheet.write_number(row, column, figure, book.add_format({"num_format": code}))
        sheet.write_row(12, 0, ["Supervision", "21% (57/270)", "TBC", "N/A", "<10%", "  spaced  ", "two\nlines"])
        sheet.write_formula(13, 1, "=B5+C5", book.add_format({"num_format": "0%"}), 0.4611)
        sheet.write_formula(13, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(13, 3, "=NA()", None, "#N/A")
        sheet.merge_range(15, 6, 17, 9, "Comparative data are not available", heading)
        sheet.set_row(8, None, None, {"hidden": True})
        sheet.set_column(4, 4, None, None, {"hidden": True})
        book.add_worksheet("Workings").hide()
        book.get_worksheet_by_name("Workings").write_number(4, 2, 7)


CODES = [
    "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "0.00E+00", "# ?/?", "dd/mm/yyyy", "d-mmm-yy", "d-mmm", "mmm-yy",
    "mmmm yyyy", "h:mm AM/PM", "h:mm:ss", "dd/mm/yyyy hh:mm", "#,##0;[Red]-#,##0", "#,##0_);(#,##0)", "[h]:mm:ss",
    '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', "[mm]:ss",
    "@",
    '0.0,"K"', '0.0,,"m"', '[>=1000]#,##0,"K";0', "[$£-809]#,##0", "[$-809]dddd d mmmm yyyy", "yyyy-mm-dd", "0.0#",
    "000",
    '0" days"', "+0;-0;0", "+0%;-0%;0%", '"up "0;"down "0;"same"', "mmm", "yyyy", '[>0.995]">99%";[<0.005]"<1%";0%',
    '#,##0.0;-#,##0.0;"-"', '0.0"%"', "£#,##0", '0.0" per 10,000"', "d/m/yy",
]  # fmt: skip
NUMBERS = [0, 1, -1, 0.2111, 0.999, 1234.5, -1234.567, 44652.6042, 0.5, 1234567]


def write_codes(path: Path) -> None:
    """Every number under every code."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Codes")
        for row, code in enumerate(CODES):
            sheet.write_row(row, 0, NUMBERS, book.add_format({"num_format": code}))


def converted(source: Path, ending: str, folder: Path) -> Path:
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", ending,
         "--outdir", str(folder / ending), str(source)],
        check=True, capture_output=True, timeout=90,
    )  # fmt: skip
    return folder / ending / source.with_suffix(f".{ending}").name


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("formats") / "kpi.xlsx"
    write_workbook(path)
    return path


def picture(grid: Grid) -> dict[str, object]:
    """All that matters of a sheet; what is shown stands for the number format, which each program spells its way."""
    cells = {
        cell.address: (
            cell.value,
            cell.kind,
            shown(cell),
            cell.formula,
            cell.look.bold,
            cell.look.indent,
            cell.look.filled,
        )
        for cell in grid
    }
    return {
        "name": grid.name, "cells": cells, "merges": set(grid.merges), "hidden": grid.hidden,
        "rows": grid.hidden_rows, "columns": grid.hidden_columns, "covered": grid.covered,
    }  # fmt: skip


@pytest.mark.libreoffice
@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("KPI_REQUIRE_LIBREOFFICE"), reason="needs LibreOffice"
)
@pytest.mark.parametrize("ending", ["ods", "xls", "xlsx"])
def test_libreoffice_saves_the_same_picture(ending: str, workbook: Path) -> None:
    copy = open_grids(converted(workbook, ending, workbook.parent))
    original = open_grids(workbook)
    assert copy.format == ending
    assert len(original.sheets) == len(copy.sheets) == 2
    for theirs, ours in zip(copy.sheets, original.sheets, strict=True):
        assert picture(theirs) == picture(ours)


@pytest.mark.libreoffice
@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("KPI_REQUIRE_LIBREOFFICE"), reason="needs LibreOffice"
)
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_every_number_format_shows_the_same(ending: str, tmp_path: Path) -> None:
    write_codes(tmp_path / "codes.xlsx")
    original = open_grids(tmp_path / "codes.xlsx").sheets[0]
    copy = open_grids(converted(tmp_path / "codes.xlsx", ending, tmp_path)).sheets[0]
    assert len(original.cells) == len(CODES) * len(NUMBERS)
    different = [
        (CODES[cell.row - 1], cell.value, shown(cell), shown(copy.cells[cell.row, cell.column]))
        for cell in original
        if shown(cell) != shown(copy.cells[cell.row, cell.column])
    ]
    assert different == []


def test_the_binary_formats_give_the_picture_of_the_others(tmp_path: Path) -> None:
    """The same four cells in each: a word, a month, a percentage and a number under a merge's right neighbour."""
    cells = {(1, 1): "Indicator", (1, 2): (44652, "mmm-yy"), (2, 1): (0.2111, "0%"), (2, 4): 543}
    sheet = SheetToWrite("S1", cells, merges=((2, 1, 2, 3),))
    rows = (
        '<row r="1"><c r="A1" t="str"><v>Indicator</v></c><c r="B1" s="2"><v>44652</v></c></row>'
        '<row r="2"><c r="A2" s="1"><v>0.2111</v></c><c r="D2"><v>543</v></c></row>'
    )
    table = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Indicator</text:p></table:table-cell>'
        '<table:table-cell table:style-name="m" office:value-type="date" office:date-value="2022-04-01"/>'
        "</table:table-row>"
        '<table:table-row><table:table-cell table:style-name="p" table:number-columns-spanned="3" '
        'office:value-type="percentage" office:value="0.2111"/><table:covered-table-cell '
        'table:number-columns-repeated="2"/><table:table-cell office:value-type="float" office:value="543"/>'
        "</table:table-row>"
    )
    styles = (
        '<number:date-style style:name="N1"><number:month number:textual="true"/><number:text>-</number:text>'
        '<number:year/></number:date-style><number:percentage-style style:name="N2"><number:number '
        'number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text>'
        "</number:percentage-style>"
        '<style:style style:name="m" style:family="table-cell" style:data-style-name="N1"/>'
        '<style:style style:name="p" style:family="table-cell" style:data-style-name="N2"/>'
    )
    contents = {
        "xlsx": xlsx(rows, after='<mergeCells><mergeCell ref="A2:C2"/></mergeCells>'),
        "xls": xls([sheet]),
        "xlsb": xlsb([sheet]),
        "ods": ods(table, styles),
    }
    pictures = []
    for kind, content in contents.items():
        path = tmp_path / kind
        path.write_bytes(content)
        grids = open_grids(path)
        assert grids.format == kind
        pictures.append(picture(grids.sheets[0]))
    assert pictures[0]["cells"]["D2"][:3] == (543, "number", "543")
    assert all(each == pictures[0] for each in pictures)
