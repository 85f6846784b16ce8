"""What stands between a path and the bytes of a workbook, and the names of files and sheets."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from binary_writers import SheetToWrite, xls, xlsb, zipped
from raw_parts import ods, sheet_xml, xlsx, xlsx_parts

from kpi_workbook.errors import UnreadableWorkbook
from kpi_workbook.reading import limits
from kpi_workbook.reading.files import open_grids
from kpi_workbook.reading.refusals import REASONS, REFUSALS

ONE = '<row r="1"><c r="A1"><v>84</v></c></row>'


def refused(path: Path) -> tuple[str, str]:
    with pytest.raises(UnreadableWorkbook) as caught:
        open_grids(path)
    return caught.value.code, str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "kpi.xlsx") == (
        "NOT_FOUND",
        "kpi.xlsx: there is no such file; check the folder and the spelling",
    )
    assert refused(tmp_path / "nowhere" / "kpi.xlsx")[0] == "NOT_FOUND"


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path)[0] == "FOLDER"


def test_a_lock_file_is_known_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "~$kpi.xlsx"
    path.write_bytes(xlsx(ONE))
    assert refused(path)[0] == "LOCK_FILE"


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX systems")
def test_links_pipes_and_devices(tmp_path: Path) -> None:
    target = tmp_path / "kpi.xlsx"
    target.write_bytes(xlsx(ONE))
    (tmp_path / "link.xlsx").symlink_to(target)
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert refused(tmp_path / "link.xlsx")[0] == "LINK"
    assert refused(tmp_path / "pipe.xlsx")[0] == "NOT_A_FILE"
    assert refused(Path("/dev/null"))[0] == "NOT_A_FILE"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "kpi.xlsx"
    path.write_bytes(xlsx(ONE))
    path.chmod(0)
    assert refused(path)[0] == "NO_PERMISSION"


def test_a_file_that_is_open_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kpi.xlsx"
    path.write_bytes(xlsx(ONE))

    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    assert refused(path) == (
        "NO_PERMISSION",
        "kpi.xlsx: the file may not be read, or is open elsewhere; close it there, or ask for permission to read it",
    )


def test_a_name_that_no_disk_takes(tmp_path: Path) -> None:
    assert refused(tmp_path / ("x" * 300 + ".xlsx"))[0] == "CANNOT_READ_FILE"
    assert refused(tmp_path / "a\0b.xlsx")[0] == "CANNOT_READ_FILE"


def test_a_file_of_65_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "kpi.xlsx"
    with path.open("wb") as file:
        file.truncate(limits.FILE_BYTES + limits.MEGABYTE)
    assert refused(path) == (
        "FILE_TOO_LARGE",
        "kpi.xlsx: the file has 65 MB, and 64 MB is the most we read; keep only the KPI sheets in a copy",
    )


def test_the_ending_of_the_name_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "kpi.csv"
    path.write_bytes(xlsx(ONE))
    assert open_grids(path).format == "xlsx"


def test_text_under_an_excel_name_is_called_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "kpi.xlsx"
    path.write_text("Indicator,Apr-22\n")
    assert refused(path)[1] == (
        "kpi.xlsx: the content is comma-separated or other plain text, not a workbook, whatever the name says; "
        "save it as .xlsx and use that"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are Linux's")
@pytest.mark.parametrize(
    ("name", "printed"),
    [
        (b"line\nbreak.xlsx", "line\\nbreak.xlsx"),
        (b"-dash.xlsx", "-dash.xlsx"),
        (b"not-\xff-utf8.xlsx", "not-\\udcff-utf8.xlsx"),
        ("é.xlsx".encode(), "é.xlsx"),
        (b"\x1b[31mred.xlsx", "\\x1b[31mred.xlsx"),
    ],
)
def test_awkward_file_names_are_read_and_printed(name: bytes, printed: str, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_bytes(xlsx(ONE))
    assert open_grids(path).file == printed
    path.write_bytes(b"text")
    assert refused(path)[1].startswith(f"{printed}: the content is")


def test_sheets_are_told_apart(tmp_path: Path) -> None:
    """Twins by capitals or accents' spelling, empty and unprintable names: each sheet has a name of its own."""
    names = ["KPIs", "kpis", "KPIS", "", "a&#10;b", "caf\u00e9", "cafe\u0301", "x" * 31, "X" * 31]
    path = tmp_path / "kpi.xlsx"
    path.write_bytes(zipped(xlsx_parts(*[sheet_xml(ONE)] * len(names), names=names)))
    assert [sheet.name for sheet in open_grids(path).sheets] == [
        "KPIs", "kpis (2)", "KPIS (3)", "Sheet4", "a\\nb", "café", "cafe\u0301 (2)", "x" * 31, "X" * 26 + " (2)",
    ]  # fmt: skip


def test_hidden_sheets_rows_and_columns(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="C1"><v>1</v></c><c r="D1"><v>1</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>'
        '<row r="3" ht="0" customHeight="1"><c r="A3"><v>1</v></c></row>'
        '<row r="4" hidden="true"/>'
    )
    columns = '<cols><col min="2" max="2" hidden="1"/><col min="4" max="16384" width="0"/></cols>'
    sheet = sheet_xml(rows, before=columns)
    path = tmp_path / "kpi.xlsx"
    path.write_bytes(zipped(xlsx_parts(sheet, sheet, sheet, states={2: "hidden", 3: "veryHidden"})))
    grids = open_grids(path)
    assert [grid.hidden for grid in grids.sheets] == [False, True, True]
    assert grids.sheets[0].hidden_rows == {2, 3}
    assert grids.sheets[0].hidden_columns == {2, 4}


def test_every_refusal_says_what_and_what_to_do() -> None:
    assert list(REFUSALS) == list(REASONS)
    for code, reason in REASONS.items():
        assert code == code.upper()
        assert reason.meaning[0].islower()
        assert reason.remedy[0].islower()
        assert not reason.meaning.endswith(".")
        assert REFUSALS[code] == f"{reason.meaning}; {reason.remedy}"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            xlsx('<row r="1"><c r="A2"><v>1</v></c></row>'),
            "kpi.xlsx: on sheet 'S1' a cell says it is 'A2' but stands in row 1; "
            "open it in Excel or LibreOffice, save a copy as .xlsx and use the copy",
        ),
        (
            ods('<table:table-row table:number-rows-repeated="x"/>'),
            "kpi.xlsx: on sheet 'S1' a row, column or cell repeats 'x' times; "
            "open it in Excel or LibreOffice, save a copy as .xlsx and use the copy",
        ),
        (
            xls([SheetToWrite("KPIs", {(1, 1): 1}, merges=((2, 1, 1, 1),))]),
            "kpi.xlsx: on sheet 'KPIs' a range is merged that no sheet has; "
            "open it in Excel or LibreOffice, save a copy as .xlsx and use the copy",
        ),
        (
            xlsb([SheetToWrite("KPIs", {(1, 1): 1}, merges=((2, 1, 1, 1),))]),
            "kpi.xlsx: on sheet 'KPIs' a range is merged that no sheet has; "
            "open it in Excel or LibreOffice, save a copy as .xlsx and use the copy",
        ),
    ],
    ids=["xlsx", "ods", "xls", "xlsb"],
)
def test_a_refusal_names_the_sheet(content: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "kpi.xlsx"
    path.write_bytes(content)
    assert refused(path)[1] == sentence
