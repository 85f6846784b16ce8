"""xls and xlsb: every kind of cell, from files that python-calamine reads the same way."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from binary_writers import SheetToWrite, ole, record, record12, xls, xls_95, xls_stream, xlsb
from python_calamine import CalamineWorkbook

from kpi_workbook.errors import UnreadableWorkbook
from kpi_workbook.model import Kind
from kpi_workbook.reading.files import open_grids
from kpi_workbook.reading.formats.xlsb_styles import styles
from kpi_workbook.reading.grid import Look, Range

WRITERS = {"xls": xls, "xlsb": xlsb}

SHEETS = (
    SheetToWrite(
        "KPIs",
        {
            (1, 1): "Indicator", (1, 2): (44652, "mmm-yy"), (1, 3): (44682, "mmm-yy"),
            (2, 1): "Re-referrals £ – “é”", (2, 2): (0.2111, "0%"), (2, 3): (0.25, "0%"),
            (3, 1): "Children looked after", (3, 2): 543, (3, 3): -7,
            (4, 1): "Audits", (4, 2): True, (4, 3): "#DIV/0!",
            (5, 1): "Calculated", (5, 2): 84.5, (5, 3): "TBC", (5, 4): "#N/A",
            (6, 1): None, (6, 2): 1e300, (6, 3): 0,
            (8, 1): "Merged title", (8, 2): "under it", (9, 4): 12,
        },
        merges=((8, 1, 8, 3),),
        hidden_rows=(9,),
        hidden_columns=(4,),
        formulas=((5, 2), (5, 3), (5, 4)),
    ),
    SheetToWrite("Notes", {(1, 1): "x"}, hidden=True),
)  # fmt: skip


@pytest.fixture(params=WRITERS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "workbook.any"
    path.write_bytes(content)
    return path


def test_calamine_reads_what_the_writers_write(kind: str) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(WRITERS[kind](SHEETS)))
    rows = book.get_sheet_by_name("KPIs").to_python(skip_empty_area=False)
    assert book.sheet_names == ["KPIs", "Notes"]
    assert rows[1][:3] == ["Re-referrals £ – “é”", 0.2111, 0.25]
    assert rows[2][:3] == ["Children looked after", 543, -7]
    assert rows[4][:3] == ["Calculated", 84.5, "TBC"]


def test_every_kind_of_cell(kind: str, tmp_path: Path) -> None:
    grids = open_grids(written(tmp_path, WRITERS[kind](SHEETS)))
    sheet = grids.sheets[0]
    found = {cell.address: (cell.value, cell.kind, cell.look.number_format, cell.formula) for cell in sheet}
    assert grids.format == kind
    assert found == {
        "A1": ("Indicator", Kind.TEXT, "General", False),
        "B1": (datetime(2022, 4, 1), Kind.DATE, "mmm-yy", False),
        "C1": (datetime(2022, 5, 1), Kind.DATE, "mmm-yy", False),
        "A2": ("Re-referrals £ – “é”", Kind.TEXT, "General", False),
        "B2": (0.2111, Kind.NUMBER, "0%", False),
        "C2": (0.25, Kind.NUMBER, "0%", False),
        "A3": ("Children looked after", Kind.TEXT, "General", False),
        "B3": (543, Kind.NUMBER, "General", False),
        "C3": (-7, Kind.NUMBER, "General", False),
        "A4": ("Audits", Kind.TEXT, "General", False),
        "B4": (True, Kind.BOOLEAN, "General", False),
        "C4": ("#DIV/0!", Kind.ERROR, "General", False),
        "A5": ("Calculated", Kind.TEXT, "General", False),
        "B5": (84.5, Kind.NUMBER, "General", True),
        "C5": ("TBC", Kind.TEXT, "General", True),
        "D5": ("#N/A", Kind.ERROR, "General", True),
        "B6": (1e300, Kind.NUMBER, "General", False),
        "C6": (0, Kind.NUMBER, "General", False),
        "A8": ("Merged title", Kind.TEXT, "General", False),
        "D9": (12, Kind.NUMBER, "General", False),
    }
    assert (sheet.merges, sheet.covered) == ((Range(8, 1, 8, 3),), frozenset({(8, 2)}))
    assert (sheet.hidden_rows, sheet.hidden_columns) == (frozenset({9}), frozenset({4}))
    assert [(each.name, each.hidden) for each in grids.sheets] == [("KPIs", False), ("Notes", True)]


def test_days_from_1904(kind: str, tmp_path: Path) -> None:
    writer: Callable[..., bytes] = WRITERS[kind]
    path = written(tmp_path, writer([SheetToWrite("S", {(1, 1): (43190, "dd/mm/yyyy")})], from_1904=True))
    assert open_grids(path).sheets[0].at(1, 1).value == datetime(2022, 4, 1)


def test_an_xls_text_that_runs_over_into_a_second_record(tmp_path: Path) -> None:
    """The table of shared texts breaks in the middle of a text, which goes on in narrow characters."""
    stream = xls_stream([SheetToWrite("S", {(1, 1): "abcdef"})])
    whole = record(0x00FC, b"\x01\0\0\0\x01\0\0\0" + b"\x06\0\x01" + "abcdef".encode("utf-16-le"))
    assert whole in stream
    broken = record(0x00FC, b"\x01\0\0\0\x01\0\0\0" + b"\x06\0\x01" + "abc".encode("utf-16-le"))
    broken += record(0x003C, b"\x00def")
    shift = len(broken) - len(whole)
    stream = stream.replace(whole, broken)
    place = stream.index(b"\x85\x00") + 4
    offset = int.from_bytes(stream[place : place + 4], "little") + shift
    stream = stream[:place] + offset.to_bytes(4, "little") + stream[place + 4 :]
    assert open_grids(written(tmp_path, ole({"Workbook": stream}))).sheets[0].at(1, 1).value == "abcdef"


def test_a_password_on_an_xls_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, xls([SheetToWrite("S", {(1, 1): 1})], extra=record(0x002F, bytes(54))))
    with pytest.raises(UnreadableWorkbook, match="protected by a password; open it, save a copy without") as caught:
        open_grids(path)
    assert caught.value.code == "ENCRYPTED"


def test_excel_95_with_its_code_page(tmp_path: Path) -> None:
    cells = {(1, 1): "Показатель", (1, 2): 44652.0, (2, 1): "доля", (2, 2): 44682.0}
    content = xls_95("Лист", cells, "mmm-yy", code_page=1251)
    theirs = CalamineWorkbook.from_filelike(BytesIO(content))
    sheet = open_grids(written(tmp_path, content)).sheets[0]
    assert sheet.name == theirs.sheet_names[0] == "Лист"
    assert [row[0] for row in theirs.get_sheet_by_index(0).to_python()] == ["Показатель", "доля"]
    assert {cell.address: cell.value for cell in sheet} == {
        "A1": "Показатель", "B1": datetime(2022, 4, 1), "A2": "доля", "B2": datetime(2022, 5, 1),
    }  # fmt: skip
    assert sheet.at(1, 2).look == Look(number_format="mmm-yy", bold=True, filled=True)


def _font(weight: int) -> bytes:
    return record12(43, struct.pack("<HHHHBBBB", 220, 0, weight, 0, 0, 2, 0, 0) + bytes(9) + struct.pack("<I", 0))


def _fill(pattern: int, red: int, green: int, blue: int) -> bytes:
    colour = struct.pack("<BBhBBBB", (2 << 1) | 1, 0, 0, red, green, blue, 255)
    return record12(45, struct.pack("<I", pattern) + colour * 2 + bytes(48))


def _cell_format(*, font: int = 0, fill: int = 0, indent: int = 0) -> bytes:
    return record12(47, struct.pack("<HHHHHBBHH", 0, 9, font, fill, 0, 0, indent, 1, 0x3F))


def test_the_looks_of_an_xlsb() -> None:
    """Bold, filled (white is not) and indented: LibreOffice reads the same from these records."""
    parts = [record12(278), _font(400), _font(700), _fill(0, 0, 0, 0), _fill(1, 10, 200, 30), _fill(1, 255, 255, 255)]
    parts += [record12(626), _cell_format(font=1, fill=1, indent=9), record12(627)]  # named styles, not cells'
    parts += [record12(617), _cell_format(), _cell_format(font=1), _cell_format(fill=1), _cell_format(fill=2)]
    parts += [_cell_format(indent=2), _cell_format(font=9, fill=9), record12(618)]
    assert [style.look for style in styles(b"".join(parts))] == [
        Look(number_format="0%"),
        Look(number_format="0%", bold=True),
        Look(number_format="0%", filled=True),
        Look(number_format="0%"),
        Look(number_format="0%", indent=2),
        Look(number_format="0%"),
    ]
