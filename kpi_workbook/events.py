"""What the program did and how long it took, for whoever looks after it; never what a workbook says.

Nothing is kept unless `--log` asks for it, or the caller sets up Python's own logger `kpi_workbook`. The facts of an
event are counts, durations in seconds, codes (one word of ASCII letters and digits) and paths, of which the last name
is told: a name or a sentence of a workbook is refused as none of them.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from .errors import CannotWrite, KpiWorkbookError
from .filenames import printable

_HEADER = b"# kpi-workbook log\n"
ENDINGS = (".log", ".txt")
LOGGER = logging.getLogger("kpi_workbook")
_CODE = re.compile(r"[A-Za-z0-9_.:-]{1,60}")

Fact = int | float | str | Path


def happened(event: str, **facts: Fact) -> None:
    """Tells of an event. Raises ValueError for a text that is no code: it might come from a workbook."""
    if LOGGER.isEnabledFor(logging.INFO):
        LOGGER.info(" ".join([event, *(f"{name}={_shown(fact)}" for name, fact in facts.items())]))


@contextmanager
def step(event: str, **facts: Fact) -> Iterator[dict[str, Fact]]:
    """Tells of an event once it has ended, with the seconds it took and, where it was refused, the code; what is put
    into the mapping is told too."""
    began = time.perf_counter()
    more: dict[str, Fact] = {}
    try:
        yield more
    except KpiWorkbookError as problem:
        more["code"] = problem.code
        raise
    except BaseException as slip:
        more["code"] = type(slip).__name__
        raise
    finally:
        happened(event, **facts, **more, seconds=round(time.perf_counter() - began, 3))


def _shown(fact: Fact) -> str:
    if isinstance(fact, Path):
        return f"'{printable(fact.name)}'"
    if isinstance(fact, str) and not _CODE.fullmatch(fact):
        raise ValueError("an event's text is a code, and nothing else")
    return str(fact)


class _Lines:
    """The end of a log file: a line at a time in one write, so that several programs can share it."""

    def __init__(self, handle: int, path: Path) -> None:
        self._handle = handle
        self._path = path
        self._broken = False

    def write(self, line: str) -> None:
        if self._broken:
            return
        try:
            os.write(self._handle, line.encode("utf-8", "backslashreplace"))
        except OSError as cause:
            self._broken = True  # the work matters more than its log; told once
            words = f"{printable(self._path)}: no more can be logged ({cause.strerror}); the work goes on"
            sys.stderr.write(f"kpi-workbook: {words}\n")

    def flush(self) -> None:
        """Everything has gone already."""


@contextmanager
def logged_to(path: Path) -> Iterator[None]:
    """Adds every event to a file while within, made where there is none.

    Raises CannotWrite, also for a file that is not a log of ours: a mistyped name must not spoil a workbook.
    """
    handle = _opened(path)
    sink = logging.StreamHandler(_Lines(handle, path))
    sink.setFormatter(logging.Formatter("%(message)s"))
    sink.addFilter(_dated)
    level = LOGGER.level
    LOGGER.addHandler(sink)
    LOGGER.setLevel(logging.INFO)
    try:
        yield
    finally:
        LOGGER.removeHandler(sink)
        LOGGER.setLevel(level)
        with suppress(OSError):  # a network drive may tell of a lost write only now
            os.close(handle)


def _dated(record: logging.LogRecord) -> bool:
    """Puts time and process before the words."""
    moment = datetime.fromtimestamp(record.created, UTC)
    record.msg = f"{moment:%Y-%m-%dT%H:%M:%S}.{int(record.msecs):03d}Z {record.process} {record.msg}"
    return True


def _opened(path: Path) -> int:
    if path.suffix.lower() not in ENDINGS:
        raise CannotWrite(f"{path}: give a log a name that ends in {' or '.join(ENDINGS)}")
    try:
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600)
    except OSError as cause:
        reason = (cause.strerror or type(cause).__name__).lower()
        raise CannotWrite(f"{path}: the log cannot be written ({reason}); name another file with --log") from cause
    try:
        facts = os.fstat(handle)
        begins = os.read(handle, len(_HEADER)) if stat.S_ISREG(facts.st_mode) else b"no file"
        if not _HEADER.startswith(begins):
            raise CannotWrite(f"{path}: is not a log of kpi-workbook and is left alone; name another file with --log")
        missing = _HEADER[len(begins) :]  # more than nothing, where an earlier start found the disk full
        if os.write(handle, missing) < len(missing):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError as cause:
        os.close(handle)
        raise CannotWrite(f"{path}: the log cannot be written ({cause.strerror}); name another with --log") from cause
    except CannotWrite:
        os.close(handle)
        raise
    return handle
