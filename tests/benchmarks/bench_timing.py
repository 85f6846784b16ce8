"""Times two things side by side: in turn, in one run, so that a machine whose speed drifts slows both alike.

CPU seconds, since others may use the machine meanwhile; of a command, those of the whole process and its children.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
Timed = Callable[[], float]
"""Does the work once and says how many seconds it took."""

KILOBYTES_OF_PEAK = 1024 if sys.platform == "darwin" else 1  # what the system counts peak memory in


@dataclass(frozen=True, slots=True)
class Duel:
    """Median seconds of each, and the median of the ratios round by round."""

    ours: float
    theirs: float
    ratio: float


def side_by_side(ours: Timed, theirs: Timed, rounds: int) -> Duel:
    """Both in turn, so many times, after one round that is not counted."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    one, other = zip(*pairs, strict=True)
    return Duel(median(one), median(other), median(each / against for each, against in pairs))


def in_process(work: Callable[[], object]) -> Timed:
    """CPU seconds of a function, from a clean heap; what the bench itself holds costs neither side anything."""

    def timed() -> float:
        gc.collect()
        gc.freeze()
        began = time.process_time()
        work()
        return time.process_time() - began

    return timed


def whole_process(*arguments: str) -> Timed:
    """CPU seconds of this Python with these arguments, from its start to its end."""
    return lambda: usage_of(arguments)[0]


@cache
def _compiled() -> tempfile.TemporaryDirectory[str]:
    """Where compiled modules are kept while the bench runs."""
    return tempfile.TemporaryDirectory()


def as_installed() -> dict[str, str]:
    """This process's environment, with this checkout's package to be imported, compiled as an installed one is."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return kept | {"PYTHONPATH": path, "PYTHONPYCACHEPREFIX": _compiled().name}


def usage_of(arguments: Sequence[str]) -> tuple[float, int]:
    """CPU seconds of this Python with these arguments, and the peak kilobytes of its largest process."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, *arguments], env=as_installed(), **silent) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{arguments}: exit code {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // KILOBYTES_OF_PEAK
