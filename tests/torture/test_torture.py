"""A share of the torture with a fixed seed; hostile and broken files, mail and batch have theirs beside their rooms."""

from __future__ import annotations

import os
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


@pytest.mark.parametrize(
    ("left", "code", "said", "wrong"),
    [
        ({"out.xlsx": b"whole"}, 0, "out.xlsx", ""),
        ({"out.xlsx": b"what stood there"}, 2, "kpi-workbook: the disk is full", ""),
        ({"out.xlsx": b"who"}, 2, "kpi-workbook: the disk is full", "out.xlsx is torn or not as said"),
        ({"out.xlsx": b"what stood there"}, 0, "out.xlsx", "out.xlsx is torn or not as said"),
        ({}, 0, "out.xlsx", "said to be written and is not: ['out.xlsx']"),
        ({"out.xlsx": b"whole", ".part": b"w"}, 0, "out.xlsx", "beside the rest lies .part"),
        ({"out.xlsx": b"whole", "kpi.xlsx": b"x"}, 0, "out.xlsx", "kpi.xlsx was changed"),
        ({"out.xlsx": b"what stood there"}, 2, "", "no word about why"),
        ({"out.xlsx": b"what stood there"}, 2, "Traceback (most recent", "a slip of ours"),
        ({"out.xlsx": b"what stood there"}, -9, "", "exit code -9"),
    ],
)
def test_what_a_failing_call_leaves_is_judged(tmp_path, monkeypatch, left, code, said, wrong) -> None:
    for room in ("torture", "batch", "mail", "teams"):
        monkeypatch.syspath_prepend(str(ROOT / "tests" / room))
    from failing import LONG_AGO, Bench
    from failing_commands import COMMANDS

    bench = Bench.__new__(Bench)
    bench._command, bench._folder, bench._said = COMMANDS["build"], tmp_path / "work", tmp_path / "said"
    bench._inputs, bench._whole = {"kpi.xlsx": b"figures"}, {"out.xlsx": b"whole"}
    bench._folder.mkdir()
    bench._said.write_text(said)
    for name, content in ({"kpi.xlsx": b"figures"} | left).items():
        (bench._folder / name).write_bytes(content)
        os.utime(bench._folder / name, (LONG_AGO, LONG_AGO))
    assert [each.removesuffix(f": {said[-300:]}") for each in bench._wrong(code, again=False)] == [wrong] * bool(wrong)


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
