"""A watched folder: what is saved is built once it stands still, and no more often than it changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from batch_books import NOW, in_this_process, small_book

from kpi_workbook.batch import Order, open_batch, watch
from kpi_workbook.settings import beside


def looks(folder: Path, out: Path, *changes) -> list[list[tuple[str, str]]]:
    """What each look did, with one change to the folder after each but the last."""
    waiting = list(changes)

    def pause() -> bool:
        if not waiting:
            return False
        waiting.pop(0)()
        return True

    order = Order(folder=folder, output=out, settings_for=beside, resume=True)
    with open_batch(order, NOW) as batch:
        return [[(row.source, str(row.outcome)) for row in rows] for rows in watch(batch, in_this_process, pause)]


def nothing() -> None:
    pass


def test_a_file_is_built_when_it_stands_still_and_again_when_it_changes(tmp_path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    done = looks(
        folder,
        out,
        lambda: small_book(folder / "a.xlsx"),
        nothing,
        nothing,
        lambda: small_book(folder / "b.xlsx"),
        lambda: small_book(folder / "a.xlsx", 7),
        nothing,
        lambda: (folder / "b.xlsx").unlink(),
    )
    assert done == [[], [], [("a.xlsx", "built")], [], [], [("b.xlsx", "built")], [("a.xlsx", "built")], []]
    assert looks(folder, out, nothing, nothing) == [[], [], []]


def test_a_broken_file_is_told_once(tmp_path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "bad.xlsx").write_text("figures")
    (folder / "~$bad.xlsx").write_text("clerk")
    done = looks(folder, tmp_path / "out", nothing, nothing, nothing)
    assert done == [[], [("bad.xlsx", "refused")], [], []]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_the_command_watches_until_it_is_stopped(tmp_path) -> None:
    small_book(tmp_path / "in" / "a.xlsx")
    command = [sys.executable, "-m", "kpi_workbook", "watch", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
    work = subprocess.Popen(
        [*command, "--every", "0.1", "--jobs", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert work.stdout.readline().startswith("built     a.xlsx -> a-scrutiny.xlsx (2 indicators")
    work.send_signal(signal.SIGINT)
    _, said = work.communicate(timeout=30)
    assert work.returncode == 130
    assert "Traceback" not in said
    assert (tmp_path / "out" / "a-scrutiny.xlsx").is_file()
