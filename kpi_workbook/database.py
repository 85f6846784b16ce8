"""A journal's database: SQLite, held by one process, on the disk when a transaction has ended.

In write-ahead mode and locked for one process, SQLite needs no shared memory, which network drives do not have.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

SECONDS_TO_WAIT = 2.0  # for another process that holds it


def connect(path: Path, schema: str) -> sqlite3.Connection:
    """The database at a path, made with the schema (`create table if not exists …`) where there is none.

    Raises sqlite3.DatabaseError where another process holds it, or it cannot be used; nothing is left open then.
    """
    database = sqlite3.connect(path, timeout=SECONDS_TO_WAIT)
    try:
        for setting in ("locking_mode = exclusive", "journal_mode = wal", "synchronous = full"):
            database.execute(f"pragma {setting}")
        with database:
            database.execute(schema)
    except BaseException:
        database.close()
        raise
    return database
