"""A file is put in place whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest
from report_builder import small

from kpi_workbook.atomic import put, replacing
from kpi_workbook.errors import CannotWrite
from kpi_workbook.scrutiny import write_workbook


def test_the_file_stands_alone_with_usual_rights(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    assert put(b"whole", target) == target
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]
    assert target.read_bytes() == b"whole"
    mask = os.umask(0)
    os.umask(mask)
    assert target.stat().st_mode & 0o777 == 0o666 & ~mask


def test_a_full_disk_keeps_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match=r"out\.xlsx: cannot be written \(no space left on device\); make room"):
        put(b"new", target)
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]
    assert target.read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="make the folder first"):
        put(b"new", tmp_path / "none" / "out.xlsx")


def test_a_folder_as_target_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").mkdir()
    with pytest.raises(CannotWrite, match="name a file, not a folder"):
        put(b"new", tmp_path / "out.xlsx")


def test_a_writer_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def write_half() -> None:
        with replacing(tmp_path / "out.xlsx") as draft:
            draft.write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert list(tmp_path.iterdir()) == []


def test_the_input_is_never_written_over(tmp_path: Path) -> None:
    report = small()
    source = tmp_path / "kpi.xlsx"
    source.write_bytes(b"input")
    object.__setattr__(report.book, "sha256", hashlib.sha256(b"input").hexdigest())
    with pytest.raises(CannotWrite, match="is the workbook that was read"):
        write_workbook(report, source)
    with pytest.raises(CannotWrite, match="is the workbook that was read"):
        replacing(source, source).__enter__()
    assert source.read_bytes() == b"input"
