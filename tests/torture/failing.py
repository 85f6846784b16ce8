"""Every call of the system that a command makes on its files fails once, in turn, until a run has none left to fail;
then the command is said again, and must end as if nothing had been.

A C library, compiled here, is preloaded into a Python of its own, which imports the program once and then forks a child
for each failure: `python failing.py SEED SECONDS [COMMAND ...]` prints what came of all as JSON. SQLite goes through
the same C library, so the calls on the journals of batch and mail fail like any other: opening, locking, reading,
writing, forcing to disk, cutting, removing. What a batch's worker does counts too. Its process is forked, so that it
need not be started anew for every failure; this, and clocks that stand still, so that two runs can be compared byte by
byte, is all that is not as in use.
"""

from __future__ import annotations

import ctypes
import errno
import importlib
import json
import multiprocessing
import os
import pkgutil
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE / "faulty_calls.c"
FAILURES = (
    ("full disk", errno.ENOSPC, True),
    ("disk error", errno.EIO, False),
    ("no permission", errno.EACCES, False),
    ("interrupted", errno.EINTR, False),
)
NO_FAILURE = ("", 0, False)
OLD = b"what stood there"
LONG_AGO = 1_600_000_000
DONE, COULD_NOT = 0, 2
SLIPS = ("Traceback", "please report", "its own fault")
"""Words of the program about mistakes of its own."""
LONGEST_SECONDS = 60

Files = dict[str, bytes]


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


def run(seed: int, seconds: float, only: tuple[str, ...]) -> list[Run]:
    """As many failures as fit into the time, in an order of the seed's; all of them where it is long enough."""
    with tempfile.TemporaryDirectory(prefix="kpi-failing-") as folder:
        library = Path(folder) / "faulty_calls.so"
        subprocess.run([compiler() or "cc", "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True)
        rooms = [HERE.parents[1], *(HERE.parent / room for room in ("torture", "batch", "mail", "teams"))]
        environment = os.environ | {"LD_PRELOAD": str(library), "PYTHONPATH": os.pathsep.join(map(str, rooms))}
        command = [sys.executable, __file__, str(seed), str(seconds), *only]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return [Run(**each) for each in json.loads(done.stdout)]


def main(seed: int, seconds: float, only: list[str]) -> None:
    """Runs inside the preloaded Python."""
    from kpi_workbook.cli import main as program

    _make_ready()
    with tempfile.TemporaryDirectory(prefix="kpi-failing-") as name:
        home = Path(name).resolve()
        benches = [Bench(each, home / str(number), program) for number, each in enumerate(only)]
        print(json.dumps([asdict(each) for each in _within(seconds, benches, seed)]))


def _make_ready() -> None:
    """Imports all that is ours, once and before anything can fail, and makes two runs comparable."""
    import kpi_workbook
    from kpi_workbook.batch import crew

    for module in pkgutil.walk_packages(kpi_workbook.__path__, "kpi_workbook."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    crew._new_processes = lambda: multiprocessing.get_context("fork")
    time.perf_counter = lambda: 0.0


def _within(seconds: float, benches: list[Bench], seed: int) -> Iterator[Run]:
    cases = [(bench, failure, call) for bench in benches for failure in FAILURES for call in range(1, bench.calls + 2)]
    random.Random(seed).shuffle(cases)
    until = time.monotonic() + seconds
    for bench, failure, call in cases:
        if time.monotonic() > until:
            return
        yield bench.failing(failure, call)


class Bench:
    """A folder with what a command finds and has to make, and the program to run there."""

    def __init__(self, name: str, home: Path, program: Callable[[], None]) -> None:
        """Lets the command run twice undisturbed, first on fresh ground."""
        from failing_commands import ALL, in_its_place

        self._name, self._command = name, ALL[name]
        importlib.import_module(self._command.loads)
        self._library = ctypes.CDLL(None, use_errno=True)
        self._library.counted.restype = ctypes.c_long
        self._program = program
        self._said = home / "said"
        self._executable = home / "kpi-workbook"
        self._folder = home / "work"
        self._folder.mkdir(parents=True)
        self._executable.touch(mode=0o755)
        self._words = in_its_place(self._command.words, self._folder)
        self._command.ground(self._folder)
        self._inputs, self._whole = _files(self._folder), Files()
        self._run_undisturbed()
        self._whole = self._made()
        self.calls = self._run_undisturbed()
        assert self._made() == self._whole, f"{name}: two runs differ"

    def failing(self, failure: tuple[str, int, bool], call: int) -> Run:
        """What comes of the call's failure."""
        self._lay_out()
        began = time.monotonic()
        code, _ = self._work(self._words, failure, call)
        wrong = self._wrong(code, again=False)
        if self._command.again is not None:
            code, _ = self._work([*self._words, *self._command.again], NO_FAILURE, 0)
            wrong += [f"said again: {each}" for each in self._wrong(code, again=True)]
        return Run(self._name, failure[0], call, "; ".join(wrong), time.monotonic() - began)

    def _run_undisturbed(self) -> int:
        """How many calls the command makes."""
        self._lay_out()
        code, calls = self._work(self._words, NO_FAILURE, 0)
        assert code == DONE, f"{self._name}: exit code {code}: {self._said.read_text()}"
        if self._command.promise:
            assert not list(self._command.promise(True, code, ""))
        return calls

    def _lay_out(self) -> None:
        """The folder as the command finds it."""
        shutil.rmtree(self._folder)
        old = dict.fromkeys(self._whole, OLD) if self._command.replaces else {}
        for name, content in (old | self._inputs).items():
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            os.utime(path, (LONG_AGO, LONG_AGO))
        self._folder.mkdir(exist_ok=True)

    def _made(self) -> Files:
        """What lies in the folder now and is a command's output."""
        own = self._command.own
        found = {name: content for name, content in _files(self._folder).items() if not _fits(name, own)}
        return {name: content for name, content in found.items() if name not in self._inputs}

    def _work(self, words: list[str], failure: tuple[str, int, bool], call: int) -> tuple[int, int]:
        """The exit code, and the calls that were made."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            self._be_child(words, failure, call, writer)
        os.close(writer)
        counted = os.read(reader, 20)
        os.close(reader)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status), int(counted or b"0")

    def _be_child(self, words: list[str], failure: tuple[str, int, bool], call: int, writer: int) -> None:
        """Runs the program and ends; nothing of ours runs after it."""
        signal.alarm(LONGEST_SECONDS)
        said = os.open(self._said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        _, error, stays = failure
        os.environ |= {"HOME": str(self._folder), "PATH": ""}
        sys.platform = self._command.platform or sys.platform
        if self._command.large:
            put_all_aside(self._folder)
        sys.argv = [str(self._executable), *words]
        self._library.arm(ctypes.c_long(call), error, int(stays), os.fsencode(self._folder))
        code = 0
        try:
            self._program()
        except SystemExit as end:
            code = int(end.code or 0)
        except BaseException:
            traceback.print_exc()
            code = 99
        sys.stdout.flush()
        os.write(writer, str(self._library.counted()).encode())
        os._exit(code)

    def _wrong(self, code: int, *, again: bool) -> list[str]:
        """What is not as promised, after the failure or after the command was said again."""
        said = self._said.read_text(errors="replace")
        command, problems = self._command, list[str]()
        if any(each in said for each in SLIPS):
            problems.append("a slip of ours")
        if code not in (DONE, command.partly, COULD_NOT) or (again and code != DONE and not command.promise):
            problems.append(f"exit code {code}")
        if code == COULD_NOT and not said.strip():
            problems.append("no word about why")
        problems += self._wrong_files(code == DONE != command.partly, again)
        problems += command.promise(again, code, said) if command.promise else ()
        return [f"{'; '.join(problems)}: {said.strip()[-300:]}"] if problems else []

    def _wrong_files(self, well: bool, again: bool) -> Iterator[str]:
        """What should not lie in the folder as it does; `well`: the command said that it did all of its work."""
        command, there = self._command, _files(self._folder)
        for name, content in self._inputs.items():
            if _fits(name, (*command.own, *command.passing)):
                continue
            if there.get(name) != content or self._was_touched(name):
                yield f"{name} was changed"
        for name, content in self._made().items():
            if name not in self._whole:
                if again or not _fits(name, command.passing):
                    yield f"beside the rest lies {name}"
            elif content != self._whole[name] and (well or not self._may_be(name, content)):
                yield f"{name} is torn or not as said"
        if well and (missing := self._whole.keys() - there.keys()):
            yield f"said to be written and is not: {sorted(missing)}"

    def _was_touched(self, name: str) -> bool:
        """An output of an earlier run may be written anew, the same again."""
        return not name.startswith("out") and (self._folder / name).stat().st_mtime != LONG_AGO

    def _may_be(self, name: str, content: bytes) -> bool:
        """Whether this may stand in the place of an output when something failed: the old one, or a sound other."""
        return (content == OLD and self._command.replaces) or (
            _fits(name, self._command.telling) and _is_sound(self._folder / name)
        )


def put_all_aside(temporary: Path) -> None:
    """From now on this process writes every workbook as a large one, with its temporary files in that folder."""
    importlib.import_module("kpi_workbook.scrutiny.render").MOST_KEPT = 0
    tempfile.tempdir = str(temporary)


def _files(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def _is_sound(path: Path) -> bool:
    """Whether a file is whole as one of its kind."""
    content = path.read_bytes()
    if path.suffix == ".json":
        return content.endswith(b"}") and bool(json.loads(content))
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    return content.endswith(b"\r\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])
