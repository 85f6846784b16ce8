"""The outbox's journal: what became of every message, on the disk before the server can act on it.

A message is in doubt from the moment before its last line goes out until the server's answer is written down, so
whatever stops us in between leaves it in doubt, and a person decides. Anything earlier is certainly not delivered.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ..errors import CannotMail
from .message import Message

FOLDER = "kpi_workbook"
FILE = "outbox.sqlite"
SECONDS_TO_WAIT = 2.0
_SCHEMA = """
create table if not exists outbox (
    key text primary key, message_id text not null, recipients text not null, file text not null,
    state text not null, words text not null, at text not null
) without rowid
"""


class State(StrEnum):
    """What is known of a message. QUEUED: certainly not taken by the server, and may be tried again."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Entry:
    """The last that happened to a message, and when."""

    state: State
    words: str
    at: datetime


class Outbox:
    """The journal, held by one process at a time. Every method raises CannotMail where the disk does not play along."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self._path = path

    def entry(self, message: Message) -> Entry | None:
        """What became of a message, None where it was never tried."""
        with _in_words(self._path):
            query = "select state, words, at from outbox where key = ?"
            found = self._database.execute(query, (message.key,)).fetchone()
        return found and Entry(State(found[0]), found[1], datetime.fromisoformat(found[2]))

    def record(self, message: Message, state: State, words: str, now: datetime) -> None:
        """Writes what becomes of a message; it is on the disk when this returns."""
        with _in_words(self._path), self._database:
            recipients = json.dumps(message.to)
            self._database.execute(
                "insert or replace into outbox values (?, ?, ?, ?, ?, ?, ?)",
                (message.key, message.message_id, recipients, message.name, state, words, now.isoformat()),
            )


def usual_place(platform: str, home: Path, environment: Mapping[str, str]) -> Path:
    """This user's outbox, one for all workbooks. `platform` is `sys.platform`."""
    if platform == "win32":
        folder = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        folder = Path(environment.get("XDG_STATE_HOME") or home / ".local" / "state")
    return folder / FOLDER / FILE


@contextmanager
def open_outbox(path: Path) -> Iterator[Outbox]:
    """The outbox at a path, for this process alone. Raises CannotMail where another is sending, or it cannot be kept.

    Nobody else can be sending now, so whoever left a message at SENDING was stopped before it was in doubt.
    """
    with _in_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # it names recipients
        database = sqlite3.connect(path, timeout=SECONDS_TO_WAIT)
    try:
        with _in_words(path):
            for setting in ("locking_mode = exclusive", "journal_mode = wal", "synchronous = full"):
                database.execute(f"pragma {setting}")
            with database:
                database.execute(_SCHEMA)
                database.execute("update outbox set state = ? where state = ?", (State.QUEUED, State.SENDING))
        yield Outbox(database, path)
    finally:
        database.close()


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as cause:
        if "locked" in str(cause):
            raise CannotMail(
                "another message is being sent just now; wait until that has ended, then try again"
            ) from cause
        raise CannotMail(
            f"{path}: the outbox cannot be kept ({cause}), and nothing is sent without; make room on the disk or name "
            "another place with --outbox"
        ) from cause
