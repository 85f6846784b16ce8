"""A journal's database belongs to one process, and a file that is none is left closed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kpi_workbook import database

SCHEMA = "create table if not exists line (words text not null)"


def test_what_was_written_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    for words in ("one", "two"):
        with closing(database.connect(tmp_path / "journal.sqlite", SCHEMA)) as opened, opened:
            opened.execute("insert into line values (?)", (words,))
    with closing(database.connect(tmp_path / "journal.sqlite", SCHEMA)) as opened:
        assert opened.execute("select words from line").fetchall() == [("one",), ("two",)]
        assert opened.execute("pragma journal_mode").fetchone() == ("wal",)


def test_nobody_else_gets_in_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "SECONDS_TO_WAIT", 0.01)
    with (
        closing(database.connect(tmp_path / "journal.sqlite", SCHEMA)),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        database.connect(tmp_path / "journal.sqlite", SCHEMA)


def test_a_file_that_is_no_database_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_bytes(b"not a database at all" * 50)
    with pytest.raises(sqlite3.DatabaseError):
        database.connect(path, SCHEMA)
    path.unlink()
    assert list(tmp_path.iterdir()) == []
