"""The same workbooks read by openpyxl: every value, format, merge and hidden row must agree, or differ for a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from random import Random

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from kpi_workbook.model import Kind
from kpi_workbook.reading.files import open_grids
from kpi_workbook.reading.grid import Cell, Grid
from kpi_workbook.reading.number_formats import is_date

FORMATS = ["General", "0%", "0.0%", "#,##0", "mmm-yy", "dd/mm/yyyy", "[$-809]dd mmmm yyyy;@", '"£"#,##0', "0.00", "@"]
WORDS = [
    "N/A",
    "TBC",
    "21% (57/270)",
    "  spaced  ",
    "line\nbreak",
    "£ – ‘é’ 😀",
    "=not a formula",
    "<10%",
    "a_x0041_b",
    "0123",
    "#N/A",
]


def by_xlsxwriter(path: Path, random: Random, *, from_1904: bool = False) -> None:
    """Every kind of cell and look that the writer knows."""
    with xlsxwriter.Workbook(path, {"date_1904": from_1904}) as book:
        looks = [book.add_format({"num_format": code, "bold": random.random() < 0.5}) for code in FORMATS]
        indented = book.add_format({"indent": 2, "bg_color": "#DDEEFF", "bold": True})
        white = book.add_format({"bg_color": "#FFFFFF"})
        for number in range(3):
            sheet = book.add_worksheet(f"Sheet & {number}")
            for row in range(40):
                sheet.write_string(row, 0, random.choice(WORDS), indented if row % 5 == 0 else white)
                for column in range(1, 14):
                    _write_by_xlsxwriter(sheet, row, column, random, random.choice(looks))
            sheet.merge_range(45, 0, 46, 3, "Merged", looks[0])
            sheet.write_rich_string(48, 0, "21%", looks[0], " (57/270)")
            sheet.set_row(7, None, None, {"hidden": True})
            sheet.set_column(5, 6, 12, None, {"hidden": True})
        book.get_worksheet_by_name("Sheet & 1").hide()
        book.get_worksheet_by_name("Sheet & 2").very_hidden()


def _write_by_xlsxwriter(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, random: Random, look: object
) -> None:
    kind = random.randrange(9)
    if kind == 0:
        sheet.write_blank(row, column, None, look)
    elif kind == 1:
        sheet.write_string(row, column, random.choice(WORDS), look)
    elif kind == 2:
        sheet.write_boolean(row, column, random.random() < 0.5, look)
    elif kind == 3:
        sheet.write_formula(row, column, "=1/3", look, random.choice([0.333333333333, "text", "#DIV/0!", 4]))
    elif kind == 4:
        sheet.write_number(row, column, random.choice([0, -1, 61, 44652, 44652.75, 2_950_000, 1e-7, 0.1 + 0.2]), look)
    else:
        sheet.write_number(
            row,
            column,
            random.choice([random.random(), random.randrange(30_000), 43_000 + random.randrange(2_000)]),
            look,
        )


def by_openpyxl(path: Path, random: Random, *, from_1904: bool = False) -> None:
    """openpyxl's own writing: inline rich texts, formulas without values, days as serials."""
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "KPIs"
    for row in range(1, 40):
        for column in range(1, 12):
            cell = sheet.cell(row, column)
            cell.value = random.choice(
                [random.random(), random.randrange(5000), *WORDS[:6], True, None, datetime(2022, 4, 1), "=1+1"]
            )
            cell.number_format = random.choice(FORMATS)
            cell.font = Font(bold=random.random() < 0.3)
    sheet["A45"] = CellRichText("21%", TextBlock(InlineFont(b=True), " (57/270)"))
    sheet["A46"].alignment, sheet["A46"].value = Alignment(indent=3), "indented"
    sheet["A47"].fill, sheet["A47"].value = PatternFill("solid", fgColor="FFFF00"), "filled"
    sheet.merge_cells("A50:D52")
    sheet["A50"] = "merged"
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.save(path)


def as_read(cell: Cell) -> tuple[object, ...]:
    return (cell.value, cell.kind, cell.look.number_format, cell.look.bold, cell.look.indent, cell.look.filled)


def expected(cell: openpyxl.cell.Cell, epoch: datetime) -> tuple[object, ...] | None:
    """What openpyxl's cell means in our words; None for one without content."""
    value, kind = cell.value, Kind.TEXT
    code = {"mm-dd-yy": "dd/mm/yyyy"}.get(cell.number_format, cell.number_format)
    if isinstance(value, bool):
        kind = Kind.BOOLEAN
    elif cell.data_type == "e":
        kind = Kind.ERROR
    elif not isinstance(value, str) and value is not None:
        # openpyxl makes a time, or a day before 1900, of what is less than 1; we leave those numbers.
        number = value if isinstance(value, int | float) else to_excel(value, epoch)
        if isinstance(value, time):
            value = datetime.combine(epoch, value)
        from_1904 = epoch.year == 1904
        is_day = is_date(code) and (number >= 0 if from_1904 else number >= 1)
        kind = Kind.DATE if is_day else Kind.NUMBER
        value = value if is_day else number
    if value is None or value == "":
        return None
    filled = cell.fill.patternType is not None and cell.fill.fgColor.rgb not in ("FFFFFFFF", "00FFFFFF")
    return (value, kind, code, bool(cell.font.b), int(cell.alignment.indent), filled)


def same(ours: tuple[object, ...], theirs: tuple[object, ...]) -> bool:
    first, second = ours[0], theirs[0]
    if isinstance(first, datetime) and isinstance(second, datetime | date):
        close = abs((first - datetime.fromisoformat(second.isoformat())).total_seconds()) < 0.002
    elif isinstance(first, int | float) and isinstance(second, int | float):
        a_millisecond_in_days = 1.2e-8  # to which openpyxl rounds what it takes for a time of day
        close = abs(first - second) <= (a_millisecond_in_days if is_date(str(ours[2])) else 0)
    else:
        close = first == second
    return close and ours[1:] == theirs[1:]


def differences(grid: Grid, sheet: Worksheet, formulas: Worksheet, epoch: datetime) -> list[str]:
    found = []
    seen = set()
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, openpyxl.cell.cell.MergedCell):
                continue
            ours = grid.at(cell.row, cell.column)
            theirs = expected(cell, epoch)
            formula = formulas.cell(cell.row, cell.column).data_type == "f"
            if theirs is None and formula:
                theirs = (None, Kind.BLANK, *expected_look(cell))
            seen.add((cell.row, cell.column))
            if (ours is None) != (theirs is None) or (ours and theirs and not same(as_read(ours), theirs)):
                found.append(f"{cell.coordinate}: {ours and as_read(ours)} is not {theirs}")
            elif ours and ours.formula != formula:
                found.append(f"{cell.coordinate}: formula is {ours.formula}")
    found += [cell.address for cell in grid if (cell.row, cell.column) not in seen]
    return found


def expected_look(cell: openpyxl.cell.Cell) -> tuple[object, ...]:
    filled = cell.fill.patternType is not None
    return (cell.number_format, bool(cell.font.b), int(cell.alignment.indent), filled)


@pytest.mark.parametrize("from_1904", [False, True], ids=["1900", "1904"])
@pytest.mark.parametrize("write", [by_xlsxwriter, by_openpyxl])
@pytest.mark.parametrize("seed", range(4))
def test_the_same_cells(write: Callable[..., None], seed: int, from_1904: bool, tmp_path: Path) -> None:
    path = tmp_path / "kpi.xlsx"
    write(path, Random(seed), from_1904=from_1904)
    theirs, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    ours = open_grids(path)
    assert [(grid.name, grid.hidden) for grid in ours.sheets] == [
        (sheet.title, sheet.sheet_state != "visible") for sheet in theirs
    ]
    assert sum(len(grid.cells) for grid in ours.sheets) > 200
    for grid, sheet in zip(ours.sheets, theirs.worksheets, strict=True):
        assert differences(grid, sheet, formulas[sheet.title], theirs.epoch) == []
        merges = {(each.top, each.left, each.bottom, each.right) for each in grid.merges}
        assert merges == {
            (each.min_row, each.min_col, each.max_row, each.max_col) for each in sheet.merged_cells.ranges
        }
        hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
        assert grid.hidden_rows == hidden


def test_our_own_mark_and_the_wish_to_be_recalculated(tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_number(0, 0, 1)
        book.set_custom_property("kpi_workbook", "0.1.0")
    assert (open_grids(path).ours, open_grids(path).recalculates) == (True, True)
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_number(0, 0, 1)
        book.set_custom_property("team", "kpi_workbook")
    assert open_grids(path).ours is False
