"""The bridge through xlwings, on an engine of our own that stands in for Excel."""

from __future__ import annotations

import builtins
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import excel_engine
import pytest
import xlwings
from openpyxl.comments import Comment

from kpi_workbook import pipeline
from kpi_workbook.addin import live
from kpi_workbook.addin.live import MARK_START
from kpi_workbook.errors import CannotWrite, MissingExtra, UnreadableWorkbook
from kpi_workbook.model import Finding, Place, Severity

SHEET = "3 Management Support"


@pytest.fixture
def excel() -> Iterator[Any]:
    """The stand-in for Excel; gives its application object."""
    engine = excel_engine.start()
    yield engine.impl.apps.only
    xlwings.engines.engines.remove(engine)
    xlwings.engines.active = None
    if hasattr(xlwings.Book, "_mock_caller"):
        del xlwings.Book._mock_caller


@pytest.fixture
def book(excel: Any, tmp_path: Path, december: Path) -> xlwings.Book:
    excel.books.open(shutil.copy(december, tmp_path / "KPIs – Siân.xlsx"))
    return xlwings.books.active


def finding(cell: str, message: str, sheet: str = SHEET) -> Finding:
    place = Place(sheet, cell)
    return Finding(rule="A301", name="x", severity=Severity.ERROR, place=place, message=message)


def notes(book: xlwings.Book) -> dict[str, str]:
    sheets = book.impl.workbook.worksheets
    return {f"{s.title}!{c.coordinate}": c.comment.text for s in sheets for row in s for c in row if c.comment}


def test_check_sees_the_edits_that_are_not_saved(book: xlwings.Book, december: Path) -> None:
    saved = pipeline.check(known := pipeline.read(december), pipeline.recompute(known))
    book.impl.workbook[SHEET]["B8"] = "24% (52/218)"
    found = live.check_active_book()
    assert (SHEET, "B8") in [each.place for each in saved if each.rule == "A301"]
    assert (SHEET, "B8") not in [each.place for each in found if each.rule == "A301"]
    assert len(found) < len(saved)


@pytest.mark.usefixtures("book")
def test_check_heeds_the_settings_beside_the_workbook(tmp_path: Path) -> None:
    (tmp_path / "kpi-workbook.toml").write_text('[[silences]]\nrule = "A301"\nreason = "agreed"\n')
    assert "A301" not in {each.rule for each in live.check_active_book()}


@pytest.mark.usefixtures("book")
def test_build_writes_beside_the_workbook_and_never_over_an_earlier_one(tmp_path: Path) -> None:
    first, second = live.build_active_book(), live.build_active_book()
    assert first == tmp_path / "KPIs – Siân-scrutiny.xlsx"
    assert second == tmp_path / "KPIs – Siân-scrutiny (2).xlsx"
    assert first.is_file()
    assert second.is_file()


def test_build_of_a_workbook_in_the_cloud_asks_for_a_place(book: xlwings.Book, tmp_path: Path) -> None:
    book.impl.path = "https://council.sharepoint.com/sites/x/KPIs.xlsx"
    with pytest.raises(CannotWrite, match=r"KPIs\.xlsx"):
        live.build_active_book()
    assert live.build_active_book(tmp_path / "out.xlsx") == tmp_path / "out.xlsx"


def test_marks_say_the_findings_and_leave_the_officers_notes_alone(book: xlwings.Book) -> None:
    book.impl.workbook[SHEET]["C8"].comment = Comment("mine", "officer")
    marked = live.mark_findings(
        book, (finding("B8", "one"), finding("B8", "two"), finding("C8", "three"), finding("A1", "x", "No such sheet"))
    )
    assert marked == live.Marked(1, (Place(SHEET, "C8"), Place("No such sheet", "A1")))
    assert notes(book) == {
        f"{SHEET}!B8": f"{MARK_START} one (A301)\ntwo (A301)",
        f"{SHEET}!C8": "mine",
    }


def test_marking_again_replaces_and_clearing_removes_only_ours(book: xlwings.Book) -> None:
    book.impl.workbook[SHEET]["C8"].comment = Comment(f"see {MARK_START}", "officer")
    live.mark_findings(book, [finding("B8", "one"), finding("D8", "two")])
    live.mark_findings(book, [finding("E8", "three")])
    assert set(notes(book)) == {f"{SHEET}!C8", f"{SHEET}!E8"}
    assert live.clear_marks(book) == 1
    assert set(notes(book)) == {f"{SHEET}!C8"}


def test_a_button_of_xlwings_checks_and_marks_the_book_that_called(book: xlwings.Book, excel: Any) -> None:
    book.set_mock_caller()
    found = live.check_caller()
    places = {str(each.place) for each in found}
    assert set(notes(book)) == places
    assert len(excel.alerts) == 1
    assert excel.alerts[0].startswith(f"KPIs – Siân.xlsx: {len(found)} findings: ")
    assert excel.alerts[0].endswith(f"; {len(places)} cells marked.")


def test_a_button_of_xlwings_builds_and_opens_the_result(book: xlwings.Book, excel: Any, tmp_path: Path) -> None:
    book.set_mock_caller()
    target = live.build_caller()
    assert target == tmp_path / "KPIs – Siân-scrutiny.xlsx"
    assert [each.fullname for each in excel.books] == [str(tmp_path / "KPIs – Siân.xlsx"), str(target)]


@pytest.mark.usefixtures("excel")
def test_excel_without_a_workbook() -> None:
    with pytest.raises(UnreadableWorkbook, match="no workbook is open"):
        live.check_active_book()


def test_without_xlwings_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name == "xlwings":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtra, match=r"xlwings.*kpi-workbook\[excel\]"):
        live.check_active_book()
