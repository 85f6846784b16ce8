"""One batch at a time in a folder: a lock that says who holds it, and that the system drops when its holder dies."""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from ..errors import CannotWrite
from ..locking import HELD, try_lock


@contextmanager
def locked(path: Path, now: datetime) -> Iterator[None]:
    """Holds the lock while within. Raises CannotWrite, naming the holder, where another process has it."""
    file = _held(path, now)
    try:
        yield
    finally:
        with suppress(OSError):  # the lock is dropped all the same
            file.close()


def _held(path: Path, now: datetime) -> BinaryIO:
    """The lock's file, ours for as long as it is open."""
    try:
        file = path.open("ab+", buffering=0)
        try:
            _lock(file, path)
            file.truncate(0)
            words = f"{_user()} on {socket.gethostname()}, process {os.getpid()}, since {now:%Y-%m-%d %H:%M}"
            file.write(words.encode())
        except BaseException:
            file.close()
            raise
    except OSError as cause:
        raise CannotWrite(
            f"{path}: cannot be written ({cause.strerror}); make room there, or choose a folder that you may write to"
        ) from cause
    return file


def _lock(file: BinaryIO, path: Path) -> None:
    """Raises CannotWrite where another process has it, OSError where the disk knows no locks."""
    try:
        try_lock(file)
    except OSError as cause:
        if cause.errno not in HELD:
            raise
        file.seek(0)
        holder = file.read(500).decode(errors="replace").strip() or "another program"
        raise CannotWrite(
            f"{path.parent.parent}: a batch is at work here already ({holder}); wait until it has ended, or give "
            "another folder for the outputs"
        ) from cause


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        return "somebody"
