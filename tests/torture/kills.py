"""`build` killed at random moments, from before it reads until after it has written."""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from failing import put_all_aside

OLD = b"what stood there"
A_DAY = 86_400


@dataclass(frozen=True)
class Kill:
    """One kill, and what was found after it: `wrong` says what is not as promised."""

    number: int
    result: str
    seconds: float
    wrong: str


def run(seed: int, seconds: float) -> list[Kill]:
    """As many kills as fit into the time, two at least, of small and large workbooks in turn. The program is imported
    once and forked."""
    from batch_books import small_book

    from kpi_workbook import pipeline  # noqa: F401 - before the forks
    from kpi_workbook.cli import main as program

    dice, kills = random.Random(seed), list[Kill]()
    with tempfile.TemporaryDirectory(prefix="kpi-kills-") as name:
        folder = Path(name)
        source, target = small_book(folder / "kpi.xlsx"), folder / "out.xlsx"
        works = [Work(program, source, target, large) for large in (False, True)]
        began = time.monotonic()
        wholes = [work.done() for work in works]
        usual, until = (time.monotonic() - began) / len(works), began + seconds
        before = (source.read_bytes(), source.stat().st_mtime_ns)
        while len(kills) < len(works) or time.monotonic() < until:
            target.write_bytes(OLD)
            which, moment = len(kills) % len(works), dice.random() * usual * 1.1
            works[which].killed(moment)
            kills.append(_found(len(kills) + 1, folder, target, wholes[which], moment))
            if (source.read_bytes(), source.stat().st_mtime_ns) != before:
                kills.append(Kill(len(kills) + 1, "input", 0, "the input was changed"))
        kills.append(_after_the_next(works[0], folder, wholes[0]))
    return kills


@dataclass(frozen=True)
class Work:
    """A build in a child. `large`: its long tables are put aside among the temporary files, beside the workbooks."""

    program: Callable[[], None]
    source: Path
    target: Path
    large: bool

    def done(self) -> bytes:
        """What it makes undisturbed."""
        _wait(self._started())
        return self.target.read_bytes()

    def killed(self, moment: float) -> None:
        child = self._started()
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
        _wait(child)

    def _started(self) -> int:
        child = os.fork()
        if child == 0:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            sys.argv = ["kpi-workbook", "build", str(self.source), "-o", str(self.target)]
            if self.large:
                put_all_aside(self.source.parent)
            try:
                self.program()
            finally:
                os._exit(0)
        return child


def _wait(child: int) -> None:
    os.waitpid(child, 0)


def _found(number: int, folder: Path, target: Path, whole: bytes, moment: float) -> Kill:
    """What the folder holds after a kill: at most a draft beside the rest."""
    made = target.read_bytes()
    strange = [path.name for path in _drafts(folder) if not path.name.startswith(".kpi-workbook-part-")]
    wrong = "" if made in (OLD, whole) else "the output is torn"
    if strange:
        wrong = wrong or f"beside it lies {strange}"
    return Kill(number, "new output" if made == whole else "old output", moment, wrong)


def _after_the_next(work: Work, folder: Path, whole: bytes) -> Kill:
    """Drafts that were left are swept once they are old."""
    for draft in _drafts(folder):
        os.utime(draft, (time.time() - A_DAY, time.time() - A_DAY))
    made = work.done()
    left = [path.name for path in _drafts(folder)]
    wrong = f"drafts are left: {left}" if left else "" if made == whole else "not built at last"
    return Kill(0, "swept", 0, wrong)


def _drafts(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name not in ("kpi.xlsx", "out.xlsx")]
