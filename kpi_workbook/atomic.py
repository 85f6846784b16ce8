"""Puts a finished file in its place whole or not at all; what stood there stands until then."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .errors import CannotWrite

PART_PREFIX = ".part-"


def put(content: bytes, target: Path) -> Path:
    """Writes the bytes of a finished file. Raises CannotWrite; leaves nothing behind."""
    with replacing(target) as draft:
        draft.write_bytes(content)
    return target


@contextlib.contextmanager
def replacing(target: Path, source: Path | None = None) -> Iterator[Path]:
    """A draft beside the target, to be written within the `with`; then forced to disk and renamed in one step.

    `source` is the input, which must never be the target. Raises CannotWrite; leaves no draft behind.
    """
    if source is not None and target.exists() and source.exists() and target.samefile(source):
        raise CannotWrite(f"{target}: is the workbook that was read; choose another name for what is written")
    draft: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=PART_PREFIX, suffix=target.suffix, dir=target.parent)
        os.close(handle)
        draft = Path(name)
        yield draft
        _force_to_disk(draft)
        _give_usual_rights(draft, target)
        draft.replace(target)
    except OSError as cause:
        raise CannotWrite(f"{target}: cannot be written ({_reason(cause)}); {_remedy(cause)}") from cause
    finally:
        if draft is not None:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
    _settle(target.parent)


def _force_to_disk(draft: Path) -> None:
    """Nothing is renamed that the disk does not hold."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


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
