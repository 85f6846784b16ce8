"""The figures in a file of each format: the same table, whole, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from io import StringIO

import openpyxl
import pyarrow.parquet
import pytest

from kpi_workbook import pipeline
from kpi_workbook.errors import CannotWrite, MissingExtra
from kpi_workbook.export import export

COLUMNS = [
    "section", "group", "team", "indicator", "unit", "measure_type", "polarity", "month", "sheet", "cell", "typed",
    "value", "numerator", "denominator", "status",
]  # fmt: skip


def test_csv_holds_every_figure_and_opens_right_in_excel(run, december, tmp_path) -> None:
    target = tmp_path / "figures.csv"
    done = run("export", december, "-o", target)
    content = target.read_bytes()
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    frame = pipeline.read(december).to_frame()
    first = dict(zip(COLUMNS, lines[1], strict=True))
    assert (done.code, done.out.strip()) == (0, str(target))
    assert content.startswith(b"\xef\xbb\xbf")
    assert lines[0] == COLUMNS
    assert [line[10] for line in lines[1:]] == list(frame["typed"])
    assert (first["month"], first["sheet"], first["cell"]) == ("2022-04", frame["sheet"][0], frame["cell"][0])
    assert {path.name for path in tmp_path.iterdir()} == {"figures.csv"}


def test_json_is_a_list_of_records_with_nulls(december, tmp_path) -> None:
    records = json.loads(export(pipeline.read(december), tmp_path / "figures.JSON").read_text(encoding="utf-8"))
    frame = pipeline.read(december).to_frame()
    assert len(records) == len(frame)
    assert list(records[0]) == COLUMNS
    assert [each["value"] for each in records] == [None if value != value else value for value in frame["value"]]
    assert {each["month"] for each in records} == {f"2022-{month:02d}" for month in range(4, 13)}


def test_parquet_holds_the_same_table(december, tmp_path) -> None:
    table = pyarrow.parquet.read_table(export(pipeline.read(december), tmp_path / "figures.parquet"))
    frame = pipeline.read(december).to_frame()
    assert table.column_names == COLUMNS
    assert table["typed"].to_pylist() == list(frame["typed"])
    assert table["month"].to_pylist() == [str(month) for month in frame["month"]]


def test_without_pyarrow_the_extra_is_named(december, tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pyarrow.*kpi-workbook\[parquet\]"):
        export(pipeline.read(december), tmp_path / "figures.parquet")
    assert list(tmp_path.iterdir()) == []


def test_another_ending_is_refused(december, tmp_path) -> None:
    with pytest.raises(CannotWrite, match=r"figures\.pdf: give a name that ends in \.csv, \.parquet, \.json"):
        export(pipeline.read(december), tmp_path / "figures.pdf")


@pytest.fixture
def dangerous(tmp_path):
    """Indicators whose names a spreadsheet would run."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Indicator", "Apr-22", "May-22"))
    for name in ("=1+1", "+44 calls", "-5 days", "@SUM(A1)", 'Plain, with a "quote"'):
        sheet.append((name, 3, -4))
        sheet.cell(sheet.max_row, 1).data_type = "s"
    path = tmp_path / "dangerous.xlsx"
    book.save(path)
    return path


def test_text_that_looks_like_a_formula_is_only_text_in_csv(dangerous, tmp_path) -> None:
    book = pipeline.read(dangerous)
    lines = list(csv.reader(StringIO(export(book, tmp_path / "a.csv").read_text("utf-8-sig"), newline="")))
    names = [row.name for row in book.indicators]
    column = lines[0].index("indicator")
    shown = [line[column] for line in lines[1:]][::2]
    assert len(names) == 5
    assert shown == [f"'{name}" if name[0] in "=+-@" else name for name in names]
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line)
    assert [float(line[lines[0].index("value")]) for line in lines[1:]] == [3, -4] * 5
    assert [each["indicator"] for each in json.loads(export(book, tmp_path / "a.json").read_text())][::2] == names


@pytest.mark.parametrize("suffix", [".csv", ".json", ".parquet"])
def test_the_same_workbook_gives_the_same_bytes(december, tmp_path, suffix) -> None:
    one, two = (export(pipeline.read(december), tmp_path / f"{name}{suffix}") for name in "ab")
    assert one.read_bytes() == two.read_bytes()


def test_the_command_says_what_it_cannot_do_in_one_line(run, december, tmp_path) -> None:
    done = run("export", december, "-o", tmp_path / "none" / "figures.csv")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "make the folder first" in done.err


def test_pandas_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, kpi_workbook.export; print('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
