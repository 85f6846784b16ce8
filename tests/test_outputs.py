"""Whatever is in the way of an output gives a sentence, and everything stays as it was."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import openpyxl
import pytest

OLD = b"what stood there"
WRITERS = {
    "build": ("build", "kpi.xlsx", "-o", "out.xlsx"),
    "mark": ("check", "kpi.xlsx", "--mark", "out.xlsx"),
    "roll-forward": ("roll-forward", "kpi.xlsx", "-o", "out.xlsx"),
    "template": ("template", "out.xlsx"),
    "export": ("export", "kpi.xlsx", "-o", "out.csv"),
    "draft": ("email", "scrutiny.xlsx", "--to", "chair@council.gov.uk", "--draft", "out.eml"),
    "batch": ("batch", "in", "-o", "out", "--jobs", "1", "--resume"),
}
TARGETS = {name: next(each for each in command if each.startswith("out")) for name, command in WRITERS.items()}
TARGETS["batch"] = "out/kpi-scrutiny.xlsx"
READERS = ("build", "mark", "roll-forward")
Folder = dict[str, bytes]


@pytest.fixture(scope="module")
def made(run_once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with this month's workbook, last month's and a scrutiny workbook."""
    folder = tmp_path_factory.mktemp("made")
    for name, figures in (("kpi.xlsx", (100, 120, 130)), ("before.xlsx", (100, 120))):
        book = openpyxl.Workbook()
        book.active.append(("Indicator", *("Apr-22", "May-22", "Jun-22")[: len(figures)], "Target"))
        book.active.append(("Number of referrals", *figures, 150))
        book.save(folder / name)
    (folder / "in").mkdir()
    shutil.copy(folder / "kpi.xlsx", folder / "in" / "kpi.xlsx")
    run_once("build", folder / "kpi.xlsx", "-o", folder / "scrutiny.xlsx")
    return folder


@pytest.fixture(scope="module")
def run_once():
    from kpi_workbook.cli import main

    def call(*arguments: object) -> None:
        before, sys.argv = sys.argv, ["kpi-workbook", *map(str, arguments), "--quiet"]
        try:
            with pytest.raises(SystemExit):
                main()
        finally:
            sys.argv = before

    return call


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file's bytes and time, but a batch's own notes."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and ".kpi-workbook-batch" not in path.parts and not path.name.startswith("batch-summary")
    }


def refused(run, name: str, *more: str) -> str:
    """The sentence of a command that could not write."""
    done = run(*WRITERS[name], *more)
    assert done.code == (1 if name == "batch" else 2), done.err
    said = done.out if name == "batch" else done.err
    assert said.count("\n") == 1
    assert "mistake in the program" not in said
    return said


@contextmanager
def small_files_only(size: int) -> Iterator[None]:
    """A disk on which no file can grow beyond so many bytes."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX systems")
@pytest.mark.parametrize("name", [name for name in WRITERS if name not in ("batch", "export")])
def test_a_full_disk(run, folder: Path, name: str) -> None:
    (folder / TARGETS[name]).write_bytes(OLD)
    before = state(folder)
    with small_files_only(2000):
        said = refused(run, name)
    assert "cannot be written (file too large); make room or choose another folder" in said
    assert state(folder) == before


@pytest.mark.parametrize("name", WRITERS)
def test_an_output_that_is_open_elsewhere(run, folder: Path, name: str) -> None:
    target = folder / TARGETS[name]
    target.write_bytes(OLD)
    target.with_name(f"~${target.name}").write_bytes(b"clerk")
    before = state(folder)
    assert "is open in another program; close it there, or delete ~$" in refused(run, name)
    assert state(folder) == before


@pytest.mark.parametrize("name", WRITERS)
def test_an_output_that_may_not_be_replaced(run, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows while Excel has it open."""
    target = folder / TARGETS[name]
    target.write_bytes(OLD)
    before, replace = state(folder), os.replace

    def denied(source: object, to: object, **more: object) -> None:
        if Path(str(to)).name == target.name:
            raise PermissionError(13, "Permission denied")
        replace(source, to, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", denied)
    assert "(permission denied); close it if it is open in Excel" in refused(run, name)
    assert state(folder) == before


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that even root may not write to")
@pytest.mark.parametrize("name", ["build", "mark", "export", "draft"])
def test_a_folder_that_may_not_be_written_to(run, folder: Path, name: str) -> None:
    before = state(folder)
    command = [each.replace("out.", "/sys/out.") for each in WRITERS[name]]
    done = run(*command)
    assert done.code == 2
    assert "/sys/out" in done.err
    assert "cannot be written (" in done.err
    assert state(folder) == before


def test_a_batch_into_a_folder_that_may_not_be_written_to(run, folder: Path) -> None:
    before = state(folder)
    assert run("batch", "in", "-o", "/sys/kpi-out").code == 2
    assert state(folder) == before


@pytest.mark.parametrize(
    ("name", "how"),
    [*product(READERS, ("itself", "link", "hard link", "other spelling")), ("build", "previous")],
)
def test_an_output_that_is_the_input(run, folder: Path, name: str, how: str) -> None:
    target = folder / "out.xlsx"
    if how == "link":
        target.symlink_to(folder / "kpi.xlsx")
    elif how == "hard link":
        target.hardlink_to(folder / "kpi.xlsx")
    to = {"itself": "kpi.xlsx", "other spelling": "in/../kpi.xlsx", "previous": "before.xlsx"}.get(how, "out.xlsx")
    before = state(folder)
    more = ("--previous", "before.xlsx") if how == "previous" else ()
    done = run(*(to if each == "out.xlsx" else each for each in WRITERS[name]), *more)
    assert done.code == 2
    assert "is the workbook that was read; choose another name" in done.err
    assert state(folder) == before


def test_an_export_over_its_input_under_another_ending(run, folder: Path) -> None:
    (folder / "kpi.xlsx").rename(folder / "kpi.csv")
    before = state(folder)
    done = run("export", "kpi.csv", "-o", "kpi.csv")
    assert (done.code, "is the workbook that was read" in done.err) == (2, True)
    assert state(folder) == before


@pytest.mark.parametrize("name", ["build", "export", "draft"])
def test_a_folder_that_is_not_there_and_one_in_the_place_of_the_file(run, folder: Path, name: str) -> None:
    ending = Path(TARGETS[name]).suffix
    (folder / f"taken{ending}").mkdir()
    for target, words in (
        (f"none/out{ending}", "make the folder first"),
        (f"taken{ending}", "name a file, not a folder"),
    ):
        done = run(*(target if each == TARGETS[name] else each for each in WRITERS[name]))
        assert done.code == 2
        assert words in done.err
