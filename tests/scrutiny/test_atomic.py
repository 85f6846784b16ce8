"""A file is put in place whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from kpi_workbook.atomic import PART_PREFIX, put, put_workbook
from kpi_workbook.errors import CannotWrite


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


def test_a_disk_that_gives_back_other_bytes_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    monkeypatch.setattr(hashlib, "file_digest", lambda file, name: hashlib.new(name, file.read()[:-1]))
    with pytest.raises(CannotWrite, match="gives back other bytes"):
        put(b"new", target)
    monkeypatch.undo()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out.xlsx", b"old")]


def test_what_was_read_is_never_written_over_under_any_name(tmp_path: Path) -> None:
    source = tmp_path / "kpi.xlsx"
    source.write_bytes(b"input")
    (tmp_path / "link.xlsx").symlink_to(source)
    (tmp_path / "hard.xlsx").hardlink_to(source)
    read = {hashlib.sha256(b"input").hexdigest()}
    for name in ("kpi.xlsx", "link.xlsx", "hard.xlsx"):
        with pytest.raises(CannotWrite, match=f"{name}: is the workbook that was read"):
            put(b"new", tmp_path / name, read)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(
        ("kpi.xlsx", "link.xlsx", "hard.xlsx"), b"input"
    )


@pytest.mark.parametrize("lock", ["~$out.xlsx", ".~lock.out.xlsx#"])
def test_a_file_that_is_open_elsewhere_is_left_alone(lock: str, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    (tmp_path / lock).touch()
    put(b"old", target)  # nobody can have a file open that is not there
    with pytest.raises(CannotWrite) as caught:
        put(b"new", target)
    assert str(caught.value) == (
        f"{target}: is open in another program; close it there, or delete {lock} beside it if nobody has it open"
    )
    assert target.read_bytes() == b"old"


def test_devices_pipes_broken_links_and_protected_files_are_left_alone(tmp_path: Path, monkeypatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to(tmp_path / "nothing")
    for path in (tmp_path / "pipe", tmp_path / "broken", Path("/dev/null")):
        with pytest.raises(CannotWrite, match="is a device, a pipe or a broken link"):
            put(b"new", path)
    (tmp_path / "protected").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(CannotWrite, match=r"cannot be written \(write protected\); close it"):
        put(b"new", tmp_path / "protected")
    assert (tmp_path / "protected").read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"pipe", "broken", "protected"}


def test_a_name_too_long_for_the_disk(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"file name too long.*choose a shorter name"):
        put(b"new", tmp_path / ("x" * 252 + ".xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_what_killed_writers_left_is_swept_and_what_others_write_now_is_not(tmp_path: Path) -> None:
    old, new, foreign = (tmp_path / name for name in (f"{PART_PREFIX}a.xlsx", f"{PART_PREFIX}b.xlsx", ".part-c.xlsx"))
    for path in (old, new, foreign):
        path.touch()
    for path in (old, foreign):
        os.utime(path, (0, 0))
    put(b"whole", tmp_path / "out.xlsx")
    assert {path.name for path in tmp_path.iterdir()} == {new.name, foreign.name, "out.xlsx"}


@pytest.mark.parametrize("name", ["out.xls", "out", "out.xlsm", "out.xlsx.bak"])
def test_a_workbook_is_called_what_excel_opens(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"give a name that ends in \.xlsx"):
        put_workbook(b"whole", tmp_path / name)
    assert list(tmp_path.iterdir()) == []
    assert put_workbook(b"whole", tmp_path / "OUT.XLSX").read_bytes() == b"whole"
