"""A private folder for what another program must find by its name: a copy of a workbook tells of children.

It goes when its work is done. What a killed program left goes at the next build: the system drops the lock of a process
that has died, so whoever can take the lock in such a folder knows that nobody works there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .locking import try_lock

PREFIX = "kpi-workbook-private-"
LOCK = "held"
YOUNG_SECONDS = 60
"""A folder younger than this may be about to get its lock."""


@contextmanager
def private_folder() -> Iterator[Path]:
    """An empty folder among the temporary files that nobody else can look into. Raises OSError."""
    sweep()
    whole = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        with (whole / LOCK).open("ab") as lock:
            with suppress(OSError):  # a disk without locks: then nobody can take this one either
                try_lock(lock)
            inside = whole / "files"
            inside.mkdir()
            yield inside
    finally:
        shutil.rmtree(whole, ignore_errors=True)  # what another program still has open goes with the next sweep


def sweep() -> None:
    """Removes the private folders of programs that were killed."""
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        left = [Path(entry) for entry in entries if entry.name.startswith(PREFIX)]
        for folder in left:
            with suppress(OSError):  # somebody else's, still held, or gone meanwhile
                _sweep(folder)


def _sweep(folder: Path) -> None:
    if time.time() - folder.stat().st_mtime < YOUNG_SECONDS:
        return
    with (folder / LOCK).open("ab") as lock:
        try_lock(lock)
        shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)  # Windows keeps a file that is open
