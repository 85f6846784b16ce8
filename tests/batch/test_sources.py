"""Which files of a folder are taken for workbooks, and why others are left out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from batch_books import small_book

from kpi_workbook import pipeline
from kpi_workbook.batch.sources import HIDDEN, LOCK, OURS, USUAL_PATTERNS, find_sources
from kpi_workbook.errors import UnreadableWorkbook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.XLSX", "a.xlsm", "c.ods", "sub/d.xlsb", "sub/deeper/e.xls", ".hidden/f.xlsx", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def found(folder: Path, *patterns: str, **more: bool) -> dict[str, str | None]:
    sources = find_sources(folder, folder / "out", patterns or USUAL_PATTERNS, **more)
    return {source.name: source.skip for source in sources}


def test_workbooks_of_every_kind_in_the_order_of_their_names(folder) -> None:
    assert list(found(folder)) == ["a.xlsm", "b.XLSX", "c.ods"]
    assert list(found(folder, recursive=True)) == ["a.xlsm", "b.XLSX", "c.ods", "sub/d.xlsb", "sub/deeper/e.xls"]


def test_patterns_narrow_or_widen(folder) -> None:
    assert list(found(folder, "B*", "*.txt")) == ["b.XLSX", "notes.txt"]
    with pytest.raises(UnreadableWorkbook, match=r"holds no file called kpi-\*\.xlsx.*--recursive"):
        found(folder, "kpi-*.xlsx")


def test_a_folder_that_cannot_be_looked_into_is_not_taken_for_empty(folder, monkeypatch) -> None:
    look = os.scandir

    def fails(path):
        if Path(path).name == "sub":
            raise OSError(5, "Input/output error", str(path))
        return look(path)

    monkeypatch.setattr(os, "scandir", fails)
    with pytest.raises(UnreadableWorkbook, match=r"sub: cannot be looked into \(Input/output error\)") as told:
        found(folder, recursive=True)
    assert told.value.code == "CANNOT_READ_FILE"


def test_lock_files_and_hidden_ones_are_left_out_and_said(folder) -> None:
    for name in ("~$a.xlsm", ".~lock.c.ods#", ".part-x1.xlsx", "._b.xlsx"):
        (folder / name).write_text("x")
    assert {name: why for name, why in found(folder).items() if why} == {
        "~$a.xlsm": LOCK,
        ".~lock.c.ods#": LOCK,
        ".part-x1.xlsx": HIDDEN,
        "._b.xlsx": HIDDEN,
    }


def test_our_own_are_told_by_their_content(tmp_path) -> None:
    small_book(tmp_path / "a.xlsx")
    pipeline.build(tmp_path / "a.xlsx", tmp_path / "renamed.xlsx")
    assert found(tmp_path) == {"a.xlsx": None, "renamed.xlsx": OURS}


def test_the_folder_written_to_is_never_read(tmp_path) -> None:
    small_book(tmp_path / "a.xlsx")
    small_book(tmp_path / "out" / "b.xlsx")
    assert found(tmp_path, recursive=True) == {"a.xlsx": None}


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_links_and_pipes_are_neither_followed_nor_waited_for(tmp_path) -> None:
    small_book(tmp_path / "a.xlsx")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "a.xlsx")
    (tmp_path / "round").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.xlsx")
    sources = find_sources(tmp_path, tmp_path / "out", recursive=True)
    assert {source.name: source.sha256 is None for source in sources} == {
        "a.xlsx": False,
        "link.xlsx": True,
        "pipe.xlsx": True,
    }
