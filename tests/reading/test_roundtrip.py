"""What is written is read: any values, through XlsxWriter."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_workbook.model import Kind
from kpi_workbook.reading.files import open_grids

# XML has no control characters, and turns every kind of line end into one.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
NUMBERS = st.floats(-1e15, 1e15, allow_nan=False) | st.integers(-(10**12), 10**12)
DAYS = st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)).map(lambda day: day.replace(microsecond=0))
VALUES = TEXTS | NUMBERS | DAYS | st.booleans()
CELLS = st.dictionaries(st.tuples(st.integers(1, 50), st.integers(1, 30)), VALUES, max_size=20)
KINDS = {str: Kind.TEXT, bool: Kind.BOOLEAN, datetime: Kind.DATE, int: Kind.NUMBER, float: Kind.NUMBER}


@given(cells=CELLS, from_1904=st.booleans())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_same_values_come_back(cells: dict[tuple[int, int], object], from_1904: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kpi.xlsx"
        with xlsxwriter.Workbook(path, {"date_1904": from_1904}) as book:
            sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
            for (row, column), value in cells.items():
                if isinstance(value, datetime) and from_1904 and value.year < 1904:
                    continue
                _write(sheet, row - 1, column - 1, value, day)
        grid = open_grids(path).sheets[0]
    expected = {
        place: value
        for place, value in cells.items()
        if not (isinstance(value, datetime) and from_1904 and value.year < 1904)
    }
    assert {place: cell.kind for place, cell in grid.cells.items()} == {
        place: KINDS[type(value)] for place, value in expected.items()
    }
    for place, value in expected.items():
        assert _close(grid.cells[place].value, value)
    assert list(grid.cells) == sorted(grid.cells)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object, day: xlsxwriter.format.Format
) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, day)
    else:
        sheet.write_number(row, column, value)


def _close(ours: object, written: object) -> bool:
    """Equal; numbers to the sixteen digits that the writer gives them."""
    if isinstance(written, int | float) and not isinstance(written, bool):
        return isinstance(ours, int | float) and abs(ours - written) <= 1e-15 * abs(written)
    return ours == written
