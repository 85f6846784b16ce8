"""A large workbook is put aside on its way rather than kept in memory, and holds what a small one would."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
from itertools import count
from pathlib import Path

import pytest
from dumping import opened
from openpyxl import Workbook
from report_builder import indicator, section, small
from report_builder import report as small_report
from xlsxwriter.worksheet import Worksheet

from kpi_workbook import pipeline
from kpi_workbook.errors import CannotWrite
from kpi_workbook.model import Unit
from kpi_workbook.scrutiny.audit import audit
from kpi_workbook.scrutiny.render import render
from kpi_workbook.scrutiny.report import Report
from kpi_workbook.scrutiny.worksheet import StreamedSheet
from kpi_workbook.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "examples" / "southampton-2022-12.xlsx"
MODULE = sys.modules[render.__module__]


@pytest.fixture(scope="module")
def report() -> Report:
    return pipeline.prepare(pipeline.read(EXAMPLE), Settings())


def content_of(book: Workbook) -> dict[str, object]:
    """Everything in cells, the tables, and how high each row stands."""
    return {
        sheet.title: (
            [[(cell.value, cell.number_format, cell.font.b, cell.fill.fgColor.rgb) for cell in row] for row in sheet],
            dict(sheet.tables.items()),
            {number: row.height for number, row in sheet.row_dimensions.items() if row.height},
        )
        for sheet in book
    }


def test_a_large_workbook_holds_what_a_small_one_would(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = render(report)
    monkeypatch.setattr(MODULE, "MOST_KEPT", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    streamed = render(report)
    assert kept != streamed
    assert content_of(opened(streamed)) == content_of(opened(kept))
    assert audit(streamed) == []
    assert list(tmp_path.iterdir()) == []


def test_any_text_is_a_text_in_a_large_workbook_too(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "<r><t>Visits</t></r> & more \x01 "
    report = small_report(section("Part", indicator(name, [3, 4, 5], unit=Unit.COUNT)))
    kept = render(report)
    monkeypatch.setattr(MODULE, "MOST_KEPT", 0)
    streamed = render(report)
    assert content_of(opened(streamed)) == content_of(opened(kept))
    assert "<r><t>Visits</t></r> & more" in [cell.value for cell in opened(streamed)["Data"]["E"]]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
@pytest.mark.parametrize("moment", ["row", "part"])
def test_killed_it_leaves_no_figures_behind(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Killed while rows are put aside, or parts are packed."""
    monkeypatch.setattr(MODULE, "MOST_KEPT", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    where, method = (StreamedSheet, "_write_single_row") if moment == "row" else (Worksheet, "_write_page_setup")
    real, calls = getattr(where, method), count(1)

    def killed(sheet: Worksheet, *arguments: object) -> None:
        real(sheet, *arguments)
        if next(calls) == (300 if moment == "row" else 5):
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(where, method, killed)
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            render(report)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert list(tmp_path.iterdir()) == []


def test_a_part_beyond_what_excel_opens_is_refused(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MODULE, "MOST_KEPT", 0)
    monkeypatch.setattr("zipfile.ZIP64_LIMIT", 300_000)
    with pytest.raises(CannotWrite, match="a sheet larger than Excel opens"):
        render(report)


def test_no_room_for_a_large_workbook_is_said(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MODULE, "MOST_KEPT", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(CannotWrite, match="a large workbook needs room in the folder of temporary files"):
        render(report)


def test_sheets_are_written_as_the_library_writes_them(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = render(report), render(small())
    monkeypatch.setattr(MODULE, "PlainSheet", Worksheet)
    assert (render(report), render(small())) == ours
