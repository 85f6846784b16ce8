"""A lock on an open file, dropped by the system when its holder closes the file or dies, however it dies."""

from __future__ import annotations

import errno
import sys
from typing import BinaryIO

HELD = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
"""What the systems say of a lock that another process has."""

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # Windows lets nobody read locked bytes: lock one beyond the text

    def try_lock(file: BinaryIO) -> None:
        """Locks the file. Raises OSError, with one of HELD for `errno` where another process has it."""
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def try_lock(file: BinaryIO) -> None:
        """Locks the file. Raises OSError, with one of HELD for `errno` where another process has it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
