"""What the month's commands print, and where: lines, JSON, a bar on a terminal only."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import openpyxl
import pytest

from kpi_workbook.cli.progress import line_of
from kpi_workbook.scrutiny.batch_summary import BatchRow, Outcome


@pytest.fixture
def folder(tmp_path):
    """One small workbook and one that is none."""
    book = openpyxl.Workbook()
    for line in (("Indicator", "Apr-22", "May-22"), ("Number of referrals", 100, 120)):
        book.worksheets[0].append(line)
    path = tmp_path / "in"
    path.mkdir()
    book.save(path / "kpi.xlsx")
    (path / "empty.xlsx").touch()
    return path


def test_json_stands_alone_on_standard_output(run, folder, tmp_path) -> None:
    done = run("batch", folder, "-o", tmp_path / "out", "--format", "json", "--jobs", "1")
    document = json.loads(done.out)
    assert done.code == 1
    assert [(row["source"], row["outcome"]) for row in document["workbooks"]] == [
        ("empty.xlsx", "refused"),
        ("kpi.xlsx", "built"),
    ]
    assert document == json.loads((tmp_path / "out" / "batch-summary.json").read_text())
    assert sum(line.startswith(("built ", "refused ")) for line in done.err.splitlines()) == 2


def test_quiet_tells_only_of_what_was_not_built(run, folder, tmp_path) -> None:
    done = run("batch", folder, "-o", tmp_path / "out", "--quiet", "--jobs", "1")
    assert [line.split()[0] for line in done.out.splitlines()] == ["refused"]
    assert (done.code, done.err) == (1, "")


def test_all_built_is_exit_code_0_and_settings_named_on_the_line_must_be_right(run, folder, tmp_path) -> None:
    (folder / "empty.xlsx").unlink()
    assert run("batch", folder, "-o", tmp_path / "out", "--pattern", "KPI*", "--jobs", "1").code == 0
    (tmp_path / "mine.toml").write_text("colour = 'red'\n")
    done = run("batch", folder, "-o", tmp_path / "out", "--settings", tmp_path / "mine.toml")
    assert (done.code, done.out) == (2, "")
    assert "`colour`" in done.err


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_terminal_shows_a_bar_and_the_lines_above_it(folder, tmp_path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kpi_workbook", "batch", folder, "-o", tmp_path / "out", "--jobs", "1"]
    work = subprocess.Popen(
        command, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    )
    os.close(theirs)
    shown = b""
    try:
        while some := os.read(ours, 65536):
            shown += some
    except OSError:  # Linux says so when the other side has closed
        pass
    os.close(ours)
    assert work.wait(timeout=30) == 1
    text = shown.decode()
    assert "2/2" in text
    assert "/min" in text
    assert re.search(r"built     kpi\.xlsx -> kpi-scrutiny\.xlsx \(1 indicators", text)


def test_a_line_is_one_line_whatever_the_name() -> None:
    row = BatchRow(source="a\u202e\x1b[31mb.xlsx", outcome=Outcome.REFUSED, code="X", why="no\nfigures")
    assert line_of(row) == "refused   a [31mb.xlsx: no figures"
