"""The log tells what happened and how long it took, and nothing that a workbook says."""

from __future__ import annotations

import os
import re
from pathlib import Path

import openpyxl
import pytest

from kpi_workbook import events
from kpi_workbook.errors import CannotWrite

MARK = "Planted"
FIGURE, OTHER = 84731, 90817
LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \d+ [a-z]+( [a-z_]+=([A-Za-z0-9_.:-]+|'[^']*'))*",
)


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A workbook with a mark in every text, name and figure; only its file's name has none."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = f"{MARK} sheet"
    for line in (
        (f"{MARK} council: key performance indicators",),
        ("Indicator", "Apr-22", "May-22", "Target", f"{MARK} neighbours"),
        (f"Number of {MARK} referrals", FIGURE, OTHER, f"<{FIGURE}", FIGURE),
        (f"Percentage of {MARK}", f"12% ({OTHER}/{FIGURE})", "x", "90%", "N/A"),
        ("Analysis",),
        (f"{MARK} referrals rose by {FIGURE}.",),
    ):
        sheet.append(line)
    book.create_sheet(f"{MARK} hidden").sheet_state = "hidden"
    book.properties.creator = f"{MARK} author"
    path = tmp_path / "kpi.xlsx"
    book.save(path)
    (tmp_path / "kpi-workbook.toml").write_text(f'organisation = "{MARK}"\n[mail]\nsender = "{MARK}@example.org"\n')
    (tmp_path / "broken.xlsx").write_bytes(f"{MARK},{FIGURE}\n".encode())
    return path


def commands(planted: Path, out: Path) -> list[tuple[object, ...]]:
    return [
        ("read", planted),
        ("check", planted, "--mark", out / "marked.xlsx"),
        ("build", planted, "-o", out / "scrutiny.xlsx", "--previous", planted),
        ("export", planted, "-o", out / "figures.csv"),
        ("roll-forward", planted, "-o", out / "next.xlsx"),
        ("email", out / "scrutiny.xlsx", "--to", f"{MARK}@example.org"),
        ("batch", planted.parent, "-o", out / "batch", "--jobs", "1"),
        ("read", planted.parent / "broken.xlsx"),
        ("read", planted, "--settings", planted.parent / f"{MARK}.toml"),
        ("explain", MARK),
        ("build", planted, "-o", out / "wrong.doc"),
    ]


def test_no_mark_of_a_workbook_is_in_the_log(run, planted: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("KPI_WORKBOOK_SMTP_USER", "secret-user")
    monkeypatch.setenv("KPI_WORKBOOK_SMTP_PASSWORD", "secret-word")
    out, log = tmp_path / "out", tmp_path / "kpi.log"
    out.mkdir()
    for command in commands(planted, out):
        run(*command, "--log", log)
    text = log.read_text()
    lines = text.splitlines()
    assert lines[0] == "# kpi-workbook log"
    assert [line for line in lines[1:] if not LINE.fullmatch(line)] == []
    for secret in (MARK, str(FIGURE), str(OTHER), "secret", "neighbours"):
        assert secret.lower() not in text.lower()
    told = {line.split()[2] for line in lines[1:]}
    assert told == {
        "started",
        "command",
        "read",
        "recomputed",
        "checked",
        "wrote",
        "written",
        "workbook",
        "ended",
        "refused",
    }
    assert "code=WRONG_FORMAT" in text
    assert "outcome=built" in text
    assert "exit=1" in text


def test_without_being_asked_nothing_is_kept(run, planted: Path, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    run("read", planted)
    assert set(tmp_path.rglob("*")) == before


def test_a_log_is_added_to(run, planted: Path, tmp_path: Path) -> None:
    for _ in range(2):
        run("read", planted, f"--log={tmp_path / 'kpi.txt'}")
    text = (tmp_path / "kpi.txt").read_text()
    assert text.count("# kpi-workbook log") == 1
    assert text.count("ended exit=0") == 2


def test_a_slip_of_ours_is_logged_by_its_kind_and_place(run, planted: Path, tmp_path: Path, monkeypatch) -> None:
    def slip(*_: object) -> None:
        raise ZeroDivisionError(f"{FIGURE} children")

    monkeypatch.setattr("kpi_workbook.pipeline.define", slip)
    run("read", planted, "--log", tmp_path / "kpi.log")
    text = (tmp_path / "kpi.log").read_text()
    assert re.search(r"stopped code=ZeroDivisionError at=test_log:\d+\n$", text)
    assert str(FIGURE) not in text


@pytest.mark.parametrize("name", ["kpi.xlsx", "other.log", "folder.log", "none/kpi.log", "pipe.log"])
def test_what_is_no_log_is_left_alone(run, planted: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "other.log").write_text("somebody else's")
    (tmp_path / "folder.log").mkdir()
    os.mkfifo(tmp_path / "pipe.log")
    before = planted.read_bytes()
    done = run("read", planted, "--log", tmp_path / name)
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert planted.read_bytes() == before
    assert (tmp_path / "other.log").read_text() == "somebody else's"


def test_a_full_disk_ends_the_log_and_not_the_work(tmp_path: Path, monkeypatch, capsys) -> None:
    path = tmp_path / "kpi.log"
    with events.logged_to(path):
        events.happened("first", count=1)

        def full(*_: object) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "write", full)
        events.happened("second")
        events.happened("third")
        monkeypatch.undo()
    assert capsys.readouterr().err == (
        f"kpi-workbook: {path}: no more can be logged (No space left on device); the work goes on\n"
    )
    assert path.read_text().count("\n") == 2


def test_a_log_whose_disk_was_full_at_its_first_line_goes_on(tmp_path: Path, monkeypatch) -> None:
    path, write = tmp_path / "kpi.log", os.write
    monkeypatch.setattr(os, "write", lambda handle, text: write(handle, text[:7]))
    with pytest.raises(CannotWrite, match="No space left on device"), events.logged_to(path):
        pass
    assert path.read_text() == "# kpi-w"
    monkeypatch.undo()
    with events.logged_to(path):
        events.happened("first", count=1)
    assert re.fullmatch(r"# kpi-workbook log\n\S+ \d+ first count=1\n", path.read_text())


def test_a_text_is_no_fact(tmp_path: Path) -> None:
    with events.logged_to(tmp_path / "kpi.log"), pytest.raises(ValueError, match="is a code"):
        events.happened("read", name="52 children")


def test_a_name_is_told_as_it_can_be_printed(tmp_path: Path) -> None:
    with events.logged_to(tmp_path / "kpi.log"):
        events.happened("read", file=Path("a\n\x1b[31m\u202eb.xlsx"))
    assert (tmp_path / "kpi.log").read_text().endswith("read file='a\\n\\x1b[31m\\u202eb.xlsx'\n")


def test_an_error_within_a_step_is_told_by_its_code(tmp_path: Path) -> None:
    with events.logged_to(tmp_path / "kpi.log"), pytest.raises(CannotWrite), events.step("wrote"):
        raise CannotWrite("out.xlsx: no room")
    assert re.search(r" wrote code=CANNOT_WRITE seconds=0\.\d+\n$", (tmp_path / "kpi.log").read_text())
