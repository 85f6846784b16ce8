"""The file on the disk: an ordinary one, of a sane size, read once, so that every later step sees the same bytes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from .. import limits
from ..refusals import Refusal

# Excel, LibreOffice and Word while a document is open.
_LOCK_PREFIXES = ("~$", ".~lock", "~WRL")

# Not following a link and not waiting for a pipe; binary on Windows. Each is missing on some system.
_OPEN_FLAGS = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))


def snapshot(path: Path) -> bytes:
    """The bytes of an ordinary file. Raises Refusal."""
    if path.name.startswith(_LOCK_PREFIXES):
        raise Refusal("LOCK_FILE")
    try:
        _check_kind(path.lstat())
        with os.fdopen(os.open(path, _OPEN_FLAGS), "rb") as file:
            # Once more on what was opened, in case the name has come to mean something else.
            _check_kind(os.fstat(file.fileno()))
            content = file.read(limits.FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as cause:
        raise Refusal("NOT_FOUND") from cause
    except PermissionError as cause:
        raise Refusal("NO_PERMISSION") from cause
    except (OSError, ValueError) as cause:  # ValueError: a NUL in the name
        reason = getattr(cause, "strerror", None) or cause
        raise Refusal("CANNOT_READ_FILE", f"the file could not be read from the disk ({reason})") from cause
    if len(content) > limits.FILE_BYTES:
        raise _too_large(len(content))
    if not content:
        raise Refusal("EMPTY_FILE")
    return content


def _check_kind(facts: os.stat_result) -> None:
    if stat.S_ISLNK(facts.st_mode):
        raise Refusal("LINK")
    if stat.S_ISDIR(facts.st_mode):
        raise Refusal("FOLDER")
    if not stat.S_ISREG(facts.st_mode):
        raise Refusal("NOT_A_FILE")
    if facts.st_size > limits.FILE_BYTES:
        raise _too_large(facts.st_size)


def _too_large(size: int) -> Refusal:
    limit = limits.FILE_BYTES // limits.MEGABYTE
    return Refusal("FILE_TOO_LARGE", f"the file has {size // limits.MEGABYTE} MB, and {limit} MB is the most we read")
