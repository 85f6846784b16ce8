"""A share of the torture with a fixed seed; hostile and broken files, mail and batch have theirs beside their rooms."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.skipif(sys.platform != "linux", reason="forks and preloads")
def test_a_share_of_the_torture_is_as_promised() -> None:
    rows = ("mutated, the whole way", "failing calls", "killed builds")
    command = [sys.executable, "-m", "tests.torture", "--seed", "7", "--minutes", "0.05", "--only", *rows]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    table = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.stdout.splitlines() if "|" in line]
    assert done.returncode == 0, done.stdout + done.stderr
    assert table[0] == ["what", "how many", "result", "peak memory", "slowest"]
    assert [row[0] for row in table[2:]] == list(rows)
    for row in table[2:]:
        assert int(row[1].replace(",", "")) > 0
        assert row[2].startswith("all as promised")


def test_what_is_broken_is_said(monkeypatch, capsys) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    from tests.torture import __main__ as command
    from tests.torture.torture_rows import Tally

    tally = Tally()
    tally.add("case 3", "slip", 0.5, "KeyError: 3")
    tally.add("case 4", "read", 0.1)
    monkeypatch.setitem(command.ROWS, "hostile files", lambda *_: tally)
    found = command.one_row("hostile files", 1, 1)
    assert found == {"many": 2, "results": [("slip", 1), ("read", 1)], "slowest": 0.5, "wrong": ["case 3: KeyError: 3"]}
    monkeypatch.setattr(command, "in_its_own_process", lambda *_: (found, 12.3))
    assert command.main(["--only", "hostile files"]) == 1
    assert capsys.readouterr().out.splitlines()[2:] == [
        "| hostile files | 2 | **1 wrong** (slip, read) | 12 MB | 0.50 s |",
        "hostile files: case 3: KeyError: 3",
    ]
