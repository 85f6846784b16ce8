"""One batch at a time in a folder: a lock that says who holds it, and that the system drops when its holder dies."""

from __future__ import annotations

import getpass
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from ..errors import CannotWrite

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # Windows lets nobody read locked bytes: lock one beyond the text

    def _try_lock(file: BinaryIO) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, now: datetime) -> Iterator[None]:
    """Holds the lock while within. Raises CannotWrite, naming the holder, where another process has it."""
    try:
        file = path.open("ab+")
    except OSError as cause:
        raise CannotWrite(
            f"{path}: cannot be written ({cause.strerror}); choose a folder that you may write to"
        ) from cause
    with file:
        try:
            _try_lock(file)
        except OSError as cause:
            file.seek(0)
            holder = file.read(500).decode(errors="replace").strip() or "another program"
            raise CannotWrite(
                f"{path.parent.parent}: a batch is at work here already ({holder}); wait until it has ended, or give "
                "another folder for the outputs"
            ) from cause
        file.truncate(0)
        file.write(f"{_user()} on {socket.gethostname()}, process {os.getpid()}, since {now:%Y-%m-%d %H:%M}".encode())
        file.flush()
        yield


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        return "somebody"
