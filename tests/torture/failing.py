"""Every call of the system that a command makes on its files fails once, in turn, until a run has none left to fail.

A C library, compiled here, is preloaded into a Python of its own, which imports the program once and then forks a child
for each failure: `python failing.py SEED SECONDS` prints what came of all as JSON.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE / "faulty_calls.c"
FAILURES = (
    ("full disk", errno.ENOSPC, True),
    ("disk error", errno.EIO, False),
    ("no permission", errno.EACCES, False),
    ("interrupted", errno.EINTR, False),
)
COMMANDS = {
    "build": ("build", "kpi.xlsx", "-o", "out.xlsx"),
    "build, public": ("build", "kpi.xlsx", "-o", "out.xlsx", "--edition", "public", "--previous", "before.xlsx"),
    "mark": ("check", "kpi.xlsx", "--mark", "out.xlsx"),
    "roll-forward": ("roll-forward", "kpi.xlsx", "-o", "out.xlsx"),
    "template": ("template", "out.xlsx", "--year", "2022"),
    "export": ("export", "kpi.xlsx", "-o", "out.csv"),
    "draft": ("email", "scrutiny.xlsx", "--to", "chair@council.gov.uk", "--draft", "out.eml"),
    "log": ("read", "kpi.xlsx", "--log", "out.log"),
}
INPUTS = ("kpi.xlsx", "before.xlsx", "scrutiny.xlsx", "kpi-workbook.toml")
OLD = b"what stood there"
WENT_ON, COULD_NOT = (0, 1), 2


@dataclass(frozen=True)
class Run:
    """One failure: of which call, and what is not as promised ("" where all is)."""

    command: str
    failure: str
    call: int
    wrong: str
    seconds: float


def compiler() -> str | None:
    """The C compiler of this machine, None where there is none."""
    return shutil.which("cc") or shutil.which("gcc")


def run(seed: int, seconds: float, only: tuple[str, ...] = tuple(COMMANDS)) -> list[Run]:
    """As many failures as fit into the time, in an order of the seed's; all of them where it is long enough."""
    with tempfile.TemporaryDirectory(prefix="kpi-failing-") as folder:
        library = Path(folder) / "faulty_calls.so"
        subprocess.run([compiler() or "cc", "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True)
        environment = os.environ | {"LD_PRELOAD": str(library), "PYTHONPATH": str(HERE.parents[1])}
        command = [sys.executable, __file__, str(seed), str(seconds), *only]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return [Run(**each) for each in json.loads(done.stdout)]


def main(seed: int, seconds: float, only: list[str]) -> None:
    """Runs inside the preloaded Python."""
    from kpi_workbook import pipeline  # noqa: F401 - imported once, before anything can fail
    from kpi_workbook.cli import main as program

    with tempfile.TemporaryDirectory(prefix="kpi-failing-") as name:
        bench = Bench(Path(name), program)
        print(json.dumps([asdict(each) for each in _within(seconds, bench, seed, only)]))


def _within(seconds: float, bench: Bench, seed: int, only: list[str]) -> Iterator[Run]:
    cases = []
    for command in only:
        calls = bench.measure(command)
        cases += [(command, failure, call) for failure in FAILURES for call in range(1, calls + 2)]
    random.Random(seed).shuffle(cases)
    until = time.monotonic() + seconds
    for command, failure, call in cases:
        if time.monotonic() > until:
            return
        yield bench.failing(command, failure, call)


class Bench:
    """A folder with a workbook, an old output, and the program to run on them."""

    def __init__(self, home: Path, program: object) -> None:
        self._library = ctypes.CDLL(None, use_errno=True)
        self._library.counted.restype = ctypes.c_long
        self._program = program
        self._said = home / "said"
        self._folder = home / "work"
        self._folder.mkdir()
        self._inputs = _inputs()
        self._whole: dict[str, bytes] = {}

    def measure(self, command: str) -> int:
        """How many calls the command makes; keeps the output that it is to have."""
        self._lay_out(command)
        calls = self._work(command, 0, 0, stays=False)[1]
        target = self._target(command)
        self._whole[command] = target.read_bytes()
        assert self._whole[command] != OLD, self._said.read_text()
        return calls

    def failing(self, command: str, failure: tuple[str, int, bool], call: int) -> Run:
        """What comes of the call's failure."""
        name, error, stays = failure
        self._lay_out(command)
        began = time.monotonic()
        code, _ = self._work(command, call, error, stays=stays)
        return Run(command, name, call, self._wrong(command, code), time.monotonic() - began)

    def _target(self, command: str) -> Path:
        name = next(each for each in COMMANDS[command] if each.startswith("out."))
        return self._folder / name

    def _lay_out(self, command: str) -> None:
        for path in self._folder.iterdir():
            path.unlink()
        for name, content in self._inputs.items():
            (self._folder / name).write_bytes(content)
            os.utime(self._folder / name, (1_600_000_000, 1_600_000_000))
        if command != "log":
            self._target(command).write_bytes(OLD)

    def _work(self, command: str, call: int, error: int, *, stays: bool) -> tuple[int, int]:
        """The exit code, and the calls that were made."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            self._be_child(command, call, error, stays, writer)
        os.close(writer)
        counted = os.read(reader, 20)
        os.close(reader)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status), int(counted or b"0")

    def _be_child(self, command: str, call: int, error: int, stays: bool, writer: int) -> None:
        """Runs the program and ends; nothing of ours runs after it."""
        said = os.open(self._said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        below = f"{self._folder}/".encode()
        names = [f"{self._folder}/{each}" if _is_file(each) else each for each in COMMANDS[command]]
        sys.argv = ["kpi-workbook", *names]
        self._library.arm(ctypes.c_long(call), error, int(stays), below)
        code = 0
        try:
            self._program()  # type: ignore[operator]
        except SystemExit as end:
            code = int(end.code or 0)
        except BaseException as slip:
            print(f"Traceback: {type(slip).__name__}")
            code = 99
        sys.stdout.flush()
        os.write(writer, str(self._library.counted()).encode())
        os._exit(code)

    def _wrong(self, command: str, code: int) -> str:
        """What is not as promised."""
        said = self._said.read_text(errors="replace")
        problems = []
        target = self._target(command)
        there = {path.name: path.read_bytes() for path in self._folder.iterdir()}
        made = there.pop(target.name, None)
        whole = made == self._whole[command]
        if "Traceback" in said or "mistake in the program" in said:
            problems.append("a slip of ours")
        if code not in (*WENT_ON, COULD_NOT):
            problems.append(f"exit code {code}")
        if code == COULD_NOT and not ("kpi-workbook: " in said or "Error: " in said):
            problems.append("no word about why")
        if there != self._inputs:
            problems.append(f"beside it lie {sorted(there.keys() ^ self._inputs.keys()) or 'changed inputs'}")
        if any((self._folder / name).stat().st_mtime != 1_600_000_000 for name in there.keys() & self._inputs.keys()):
            problems.append("an input has another time")
        if command != "log" and not (whole or made == OLD):
            problems.append("the output is torn")
        if command != "log" and code in WENT_ON and not whole:
            problems.append("said to be written and is not")
        return f"{'; '.join(problems)}: {said.strip()[-300:]}" if problems else ""


def _is_file(argument: str) -> bool:
    return argument in INPUTS or argument.startswith("out.")


def _inputs() -> dict[str, bytes]:
    import openpyxl

    from kpi_workbook import pipeline

    content = {}
    for name, figures in (("kpi.xlsx", (12, 3, 40)), ("before.xlsx", (12, 4))):
        book = openpyxl.Workbook()
        months = ("Apr-22", "May-22", "Jun-22")[: len(figures)]
        for line in (
            ("Indicator", *months, "Target"),
            ("Number of referrals", *figures, 30),
            ("Percentage of visits in time", *(f"{each}% ({each}/100)" for each in figures), "90%"),
        ):
            book.active.append(line)
        path = Path(tempfile.mkdtemp()) / name
        book.save(path)
        content[name] = path.read_bytes()
        scrutiny = path.with_name("scrutiny.xlsx")
        pipeline.build(path, scrutiny)
        content[scrutiny.name] = scrutiny.read_bytes()
        shutil.rmtree(path.parent)
    return content | {"kpi-workbook.toml": b'organisation = "Exeter"\n'}


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])
