"""Puts a finished file in its place whole or not at all; what stood there stands until then.

A draft beside the target is written, forced to disk, read back and compared, and renamed in one step.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from .errors import CannotWrite
from .events import happened

PART_PREFIX = ".kpi-workbook-part-"
LONGEST_WRITING_SECONDS = 600
"""A draft older than this was left by somebody who was killed: no workbook takes so long to write."""
OPEN_ELSEWHERE = (("~$", ""), (".~lock.", "#"))
"""What Excel and LibreOffice put before and after the name of a workbook that is open, in a file beside it."""
WORKBOOK_ENDING = ".xlsx"


def put(content: bytes, target: Path, inputs: Collection[str] = ()) -> Path:
    """Writes the bytes of a finished file and returns its path.

    `inputs`: the SHA-256 of the files that were read, none of which may be the target, under whatever name. Raises
    CannotWrite; leaves nothing behind.
    """
    draft: Path | None = None
    try:
        _check_target(target, inputs)
        handle, name = tempfile.mkstemp(prefix=PART_PREFIX, suffix=target.suffix, dir=target.parent)
        draft = Path(name)
        _write(handle, content)
        if _digest_of(draft) != hashlib.sha256(content).digest():
            raise CannotWrite(f"{target}: the disk gives back other bytes than were written to it; choose another one")
        _give_usual_rights(draft, target)
        _sweep(draft)
        draft.replace(target)
    except OSError as cause:
        raise CannotWrite(f"{target}: cannot be written ({_reason(cause)}); {_remedy(cause)}") from cause
    finally:
        if draft is not None:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
    _settle(target.parent)
    happened("written", file=target, bytes=len(content))
    return target


def put_workbook(content: bytes, target: Path, inputs: Collection[str] = ()) -> Path:
    """As `put`, under a name that Excel opens: it takes no xlsx file that is called otherwise."""
    if target.suffix.lower() != WORKBOOK_ENDING:
        raise CannotWrite(
            f"{target}: give a name that ends in {WORKBOOK_ENDING}, or Excel will not open what is written"
        )
    return put(content, target, inputs)


def move(finished: Path, target: Path) -> Path:
    """Puts a finished file of the same disk in its place in one step. Raises CannotWrite."""
    try:
        _check_target(target, ())
        finished.replace(target)
    except OSError as cause:
        raise CannotWrite(f"{target}: cannot be written ({_reason(cause)}); {_remedy(cause)}") from cause
    _settle(target.parent)
    return target


def make_folder(folder: Path) -> Path:
    """A folder that outputs go into, made with those above it where it is not there yet. Raises CannotWrite."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise CannotWrite(f"{folder}: cannot be made a folder ({_reason(cause)}); name another") from cause
    return folder


def _check_target(target: Path, inputs: Collection[str]) -> None:
    """Refuses a place whose loss would hurt somebody."""
    if not os.path.lexists(target):
        return
    if target.is_dir():
        raise IsADirectoryError(None, "Is a directory")
    if not target.is_file():
        raise CannotWrite(f"{target}: is a device, a pipe or a broken link, not a file; choose another name")
    if not os.access(target, os.W_OK):
        raise PermissionError(None, "Write protected")
    if inputs and hashlib.sha256(target.read_bytes()).hexdigest() in inputs:
        raise CannotWrite(f"{target}: is the workbook that was read; choose another name for what is written")
    for before, after in OPEN_ELSEWHERE:
        lock = target.with_name(f"{before}{target.name}{after}")
        if lock.exists():
            raise CannotWrite(
                f"{target}: is open in another program; close it there, or delete {lock.name} beside it if nobody has "
                "it open"
            )


def _write(handle: int, content: bytes) -> None:
    """Nothing is renamed that the disk does not hold."""
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _digest_of(file: Path) -> bytes:
    """What the disk gives back, as its SHA-256: a large workbook is not held twice."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").digest()


def _give_usual_rights(part: Path, target: Path) -> None:
    """The rights a file would have had, not those of a private one."""
    if target.exists():
        part.chmod(target.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    part.chmod(0o666 & ~mask)


def _sweep(draft: Path) -> None:
    """Removes old drafts beside a new one, which tells what time it is on that disk."""
    now = draft.stat().st_mtime
    for other in draft.parent.glob(f"{PART_PREFIX}*"):
        with contextlib.suppress(OSError):  # somebody else's, or gone meanwhile
            if now - other.stat().st_mtime > LONGEST_WRITING_SECONDS:
                other.unlink()


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
    if cause.errno == errno.ENAMETOOLONG:
        return "choose a shorter name"
    return "make room or choose another folder; whatever stood there still stands"
