"""No file, however small, may take long or fill the memory: each in a process of its own, measured."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_packages import packed_zeros
from raw_parts import ods, sheet_xml, xlsx, xlsx_parts

from kpi_workbook.reading.grid import column_letters

MOST_SECONDS = 15
MOST_MEGABYTES = 700

_MEASURE = """
import json, re, resource, sys, time
from pathlib import Path
from kpi_workbook.errors import UnreadableWorkbook
from kpi_workbook.reading.files import open_grids
begin = time.perf_counter()
try:
    outcome = sum(len(grid.cells) for grid in open_grids(Path(sys.argv[1])).sheets)
except UnreadableWorkbook as refusal:
    outcome = refusal.code
status = Path("/proc/self/status")
if status.exists():  # what getrusage tells begins with the memory of the process that started this one
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1])
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([outcome, time.perf_counter() - begin, peak / 1024]))
"""


def _empty_rows(count: int) -> bytes:
    return xlsx("".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(1, count + 1)))


def _merges(count: int) -> bytes:
    ranges = "".join(f'<mergeCell ref="A{row}:C{row}"/>' for row in range(1, count + 1))
    return xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', after=f"<mergeCells>{ranges}</mergeCells>")


def _strips() -> bytes:
    """Columns merged from top to bottom, over many rows: each cell lies under one of many."""
    strips = "".join(f'<mergeCell ref="{column_letters(c)}1:{column_letters(c)}1048576"/>' for c in range(1, 3000))
    rows = "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 50_000))
    return xlsx(rows, after=f"<mergeCells>{strips}</mergeCells>")


def _hidden_columns() -> bytes:
    spans = '<col min="1" max="16384" hidden="1"/>' * 20_000
    return xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', before=f"<cols>{spans}</cols>")


def _many_cells() -> bytes:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    return ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def _bomb() -> bytes:
    return packed_zeros(xlsx_parts(sheet_xml("")), "xl/worksheets/sheet1.xml", 256 << 20, declared=100_000)


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
CASES: dict[str, tuple[Callable[[], bytes], int | str]] = {
    "declares every cell": (lambda: xlsx(ONE, before='<dimension ref="A1:XFD1048576"/>'), 1),
    "one value in the last cell": (lambda: xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), 1),
    "one merge of every cell": (
        lambda: xlsx(ONE, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        1,
    ),
    "300,000 formatted empty rows": (lambda: _empty_rows(300_000), 0),
    "100,000 merges": (lambda: _merges(100_000), 1),
    "more merges than we read": (lambda: _merges(200_001), "TOO_MANY_MERGES"),
    "merges side by side over many rows": (_strips, 49_999),
    "the same columns hidden over and over": (_hidden_columns, "BAD_SHEET"),
    "an ods that repeats every cell": (_many_cells, "TOO_MANY_CELLS"),
    "256 MB behind a small size": (_bomb, "DAMAGED"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="measures with POSIX's getrusage")
@pytest.mark.parametrize("name", CASES)
def test_time_and_memory_stay_small(name: str, tmp_path: Path) -> None:
    make, expected = CASES[name]
    path = tmp_path / "kpi.xlsx"
    path.write_bytes(make())
    run = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(path)], capture_output=True, text=True, timeout=60, check=True
    )
    outcome, seconds, megabytes = json.loads(run.stdout)
    assert outcome == expected
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES
