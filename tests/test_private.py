"""A private folder goes with its work, or at the next build where the work was killed."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from kpi_workbook.private import LOCK, PREFIX, YOUNG_SECONDS, private_folder, sweep
from kpi_workbook.scrutiny.pdf import write_pdf

POSIX = pytest.mark.skipif(os.name != "posix", reason="rights and signals of POSIX")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def grown_old(folder: Path) -> Path:
    os.utime(folder, (time.time() - YOUNG_SECONDS - 1,) * 2)
    return folder


@POSIX
def test_nobody_else_looks_into_it_and_it_goes_with_its_work(temporary: Path) -> None:
    with private_folder() as folder:
        (folder / "figures.xlsx").write_bytes(b"figures")
        (whole,) = temporary.iterdir()
        assert stat.S_IMODE(whole.stat().st_mode) == 0o700
        assert folder.parent == whole
    assert list(temporary.iterdir()) == []


def test_it_goes_when_the_work_fails(temporary: Path) -> None:
    with pytest.raises(ZeroDivisionError), private_folder():
        1 / 0  # noqa: B018
    assert list(temporary.iterdir()) == []


def test_one_at_work_is_not_swept() -> None:
    with private_folder() as folder:
        grown_old(folder.parent)
        sweep()
        assert folder.is_dir()


def test_one_that_may_be_about_to_get_its_lock_is_not_swept(temporary: Path) -> None:
    young, old, other = temporary / f"{PREFIX}young", temporary / f"{PREFIX}old", temporary / "kpi-workbook-other"
    for folder in (young, old, other):
        (folder / "files").mkdir(parents=True)
        (folder / LOCK).touch()
    for folder in (old, other):
        grown_old(folder)
    sweep()
    assert sorted(temporary.iterdir()) == [other, young]


def test_there_may_be_no_place_for_temporary_files(temporary: Path) -> None:
    temporary.rmdir()
    sweep()
    with pytest.raises(FileNotFoundError), private_folder():
        pass


@POSIX
def test_what_a_killed_pdf_left_goes_at_the_next_build(temporary: Path, tmp_path: Path) -> None:
    """LibreOffice's stand-in kills the program that waits for it."""
    book, office = tmp_path / "figures.xlsx", tmp_path / "soffice"
    book.write_bytes(b"figures")
    office.write_text("#!/bin/sh\nkill -9 $PPID\n")
    office.chmod(0o755)
    work = f"write_pdf(Path({str(book)!r}), Path({str(tmp_path / 'figures.pdf')!r}), {str(office)!r})"
    done = subprocess.run(
        [sys.executable, "-c", f"from pathlib import Path; from {write_pdf.__module__} import write_pdf; {work}"],
        env=os.environ | {"TMPDIR": str(temporary)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    (left,) = temporary.iterdir()
    assert (left / "files" / "figures.xlsx").read_bytes() == b"figures"
    grown_old(left)
    sweep()
    assert list(temporary.iterdir()) == []
