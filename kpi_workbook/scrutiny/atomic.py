"""Puts a finished file in its place whole or not at all; what stood there stands until then."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from ..errors import CannotWrite

PART_PREFIX = ".part-"


def put(content: bytes, target: Path) -> Path:
    """Writes beside the target, forces it to disk, then renames. Raises CannotWrite; leaves nothing behind."""
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=PART_PREFIX, suffix=target.suffix, dir=target.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _give_usual_rights(part, target)
        part.replace(target)
    except OSError as cause:
        if part is not None:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        raise CannotWrite(f"{target}: cannot be written ({_reason(cause)}); {_remedy(cause)}") from cause
    _settle(target.parent)
    return target


def _give_usual_rights(part: Path, target: Path) -> None:
    """The rights a file would have had, not those of a private one."""
    if target.exists():
        part.chmod(target.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    part.chmod(0o666 & ~mask)


def _settle(folder: Path) -> None:
    """Forces the new name to disk too, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(cause: OSError) -> str:
    """What the system says."""
    return (cause.strerror or type(cause).__name__).lower()


def _remedy(cause: OSError) -> str:
    """What to do about it."""
    if isinstance(cause, FileNotFoundError | NotADirectoryError):
        return "make the folder first, or name another"
    if isinstance(cause, PermissionError):
        return "close it if it is open in Excel, or choose a folder that you may write to"
    if isinstance(cause, IsADirectoryError):
        return "name a file, not a folder"
    return "make room or choose another folder; whatever stood there still stands"
