"""Killed at any moment, then resumed: nothing torn, nothing missing, nothing built twice."""

from __future__ import annotations

import getpass
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from batch_books import NOW, small_book
from batch_torture import killed_and_resumed, marks, outputs, start

from kpi_workbook.batch.lock import locked
from kpi_workbook.batch.running import STATE_FOLDER
from kpi_workbook.errors import CannotWrite

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


def test_killed_again_and_again_then_resumed_it_is_as_if_undisturbed(finished, tmp_path) -> None:
    held = killed_and_resumed(finished.folder, finished.output, tmp_path / "out", seed=20221231, kills=3)
    assert [each for each in held if not each.held] == []


def test_ctrl_c_ends_it_cleanly_and_what_is_built_stays(finished, tmp_path) -> None:
    out = tmp_path / "out"
    work = start(finished.folder, out)
    for _ in range(8):
        work.stdout.readline()
    os.killpg(work.pid, signal.SIGINT)
    said = work.communicate(timeout=30)[1]
    assert work.returncode == 130
    assert said == "stopped; what is built stays, and --resume goes on from here\n"
    assert 0 < len(outputs(out)) < len(outputs(finished.output))
    assert outputs(out).items() <= outputs(finished.output).items()
    with closing(sqlite3.connect(out / STATE_FOLDER / "journal.sqlite")) as journal:
        assert journal.execute("pragma integrity_check").fetchone() == ("ok",)
        (noted,) = journal.execute("select count(*) from workbook where line like '%\"built\"%'").fetchone()
    assert noted - len(outputs(out)) in (0, 1)  # one may wait to be put in its place


def test_a_second_batch_on_the_folder_is_told_who_is_at_work_and_touches_nothing(finished, tmp_path) -> None:
    first = start(finished.folder, tmp_path / "out")
    first.stdout.readline()
    os.killpg(first.pid, signal.SIGSTOP)
    before = marks(tmp_path / "out")
    second = start(finished.folder, tmp_path / "out")
    said = second.communicate(timeout=60)[1]
    assert (second.returncode, marks(tmp_path / "out")) == (2, before)
    assert f"a batch is at work here already ({getpass.getuser()}" in said
    assert f"process {first.pid}, since" in said
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate(timeout=60)


def test_workers_end_when_their_batch_is_killed(finished, tmp_path) -> None:
    work = start(finished.folder, tmp_path / "out")
    for _ in range(6):
        work.stdout.readline()
    session = os.getsid(work.pid)
    work.kill()
    work.communicate(timeout=30)
    deadline = time.monotonic() + 20
    while _alive_in(session) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _alive_in(session) == []


def _alive_in(session: int) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "sid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    lines = [line.split(maxsplit=2) for line in listed.splitlines()]
    return [" ".join(line) for line in lines if line[0] == str(session) and not line[1].startswith("Z")]


def test_a_killed_holder_leaves_the_lock_free(tmp_path) -> None:
    path = tmp_path / "lock"
    code = (
        "import sys, time\nfrom datetime import datetime\nfrom pathlib import Path\n"
        "from kpi_workbook.batch.lock import locked\n"
        "with locked(Path(sys.argv[1]), datetime(2023, 1, 9)):\n    print('held', flush=True)\n    time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(CannotWrite, match=f"process {holder.pid}"), locked(path, NOW):
        pass
    holder.kill()
    holder.communicate()
    with locked(path, NOW):
        assert f"process {os.getpid()}" in path.read_text()


def test_killed_between_the_journal_and_the_move_only_the_move_is_left_to_do(tmp_path, monkeypatch) -> None:
    from batch_books import carry_out

    from kpi_workbook.batch import running

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    small_book(tmp_path / "in" / "a.xlsx")
    with monkeypatch.context() as patch:
        patch.setattr(running.Batch, "_put_in_place", die)
        with pytest.raises(Killed):
            carry_out(tmp_path / "in", tmp_path / "out")
    assert outputs(tmp_path / "out") == {}
    (staged,) = (tmp_path / "out" / STATE_FOLDER / "staging").iterdir()
    made = staged.read_bytes()
    built = staged.stat().st_mtime_ns
    rows = carry_out(tmp_path / "in", tmp_path / "out", resume=True)
    assert outputs(tmp_path / "out") == {rows["a.xlsx"].output: made}
    assert (tmp_path / "out" / "a-scrutiny.xlsx").stat().st_mtime_ns == built
