"""What is done: one line a workbook, on the disk before anything is put in place, whole whenever we are killed.

Only the holder of the folder's lock writes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from ..database import connect
from ..errors import CannotWrite
from ..scrutiny.batch_summary import BatchRow

_SCHEMA = """
create table if not exists workbook (
    identity text primary key, name text not null, output text, made_with text not null, line text not null
) without rowid
"""
_ROW = TypeAdapter(BatchRow)


class Entry(NamedTuple):
    """A line: what became of a workbook, under which output name, and with what settings and version."""

    row: BatchRow
    output: str | None
    made_with: str


class Journal:
    """The lines by the identity of their source. Every method raises CannotWrite where the disk does not play along."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self._path = path

    def entry(self, identity: str) -> Entry | None:
        """What is written of a source."""
        with _in_words(self._path):
            query = "select line, output, made_with from workbook where identity = ?"
            found = self._database.execute(query, (identity,)).fetchone()
        return found and Entry(_ROW.validate_json(found[0]), *found[1:])

    def record(self, identity: str, entry: Entry) -> None:
        """Writes a line, or writes it anew; it is on the disk when this returns."""
        line = _ROW.dump_json(entry.row).decode()
        with _in_words(self._path), self._database:
            self._database.execute(
                "insert or replace into workbook values (?, ?, ?, ?, ?)",
                (identity, entry.row.source, entry.output, entry.made_with, line),
            )

    def keep_only(self, identities: Collection[str]) -> None:
        """Forgets the sources that are no longer there."""
        with _in_words(self._path), self._database:
            gone = [
                each for (each,) in self._database.execute("select identity from workbook") if each not in identities
            ]
            self._database.executemany("delete from workbook where identity = ?", ((each,) for each in gone))

    def outputs(self) -> dict[str, str]:
        """The output names given so far, by source."""
        with _in_words(self._path):
            return dict(self._database.execute("select identity, output from workbook where output is not null"))

    def rows(self) -> list[BatchRow]:
        """Every line, in the order of the sources' names."""
        with _in_words(self._path):
            lines = self._database.execute("select line from workbook order by name, identity")
            return [_ROW.validate_json(line) for (line,) in lines]


@contextmanager
def open_journal(path: Path, afresh: bool) -> Iterator[Journal]:
    """The journal at a path, emptied where `afresh`. Raises CannotWrite where that cannot be."""
    if afresh:
        for ending in ("", "-wal", "-shm"):
            with _in_words(path):
                path.with_name(path.name + ending).unlink(missing_ok=True)
    with _in_words(path):
        database = connect(path, _SCHEMA)
    with closing(database):
        yield Journal(database, path)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as cause:
        raise CannotWrite(
            f"{path}: the batch's journal cannot be used ({cause}); make room on the disk if it is full, else run the "
            "batch without --resume, which starts a new one"
        ) from cause
    except OSError as cause:
        raise CannotWrite(
            f"{path}: the batch's journal cannot be replaced ({cause.strerror}); ask for permission to write there"
        ) from cause
