"""The outbox's journal: what became of every workbook to every recipient, on the disk before a server can act on it.

A message is in doubt from the moment before its last line goes out until the server's answer is written down, so
whatever stops us in between leaves it in doubt, and a person decides. Anything earlier is certainly not delivered.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..database import connect
from ..errors import CannotMail
from .carrier import Fate, State
from .message import Message

FOLDER = "kpi_workbook"
FILE = "outbox.sqlite"
_SCHEMA = """
create table if not exists delivery (
    workbook text not null, recipient text not null, message_id text not null, file text not null,
    state text not null, words text not null, at text not null, primary key (workbook, recipient)
) without rowid
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """The last that happened to a workbook on its way to a recipient, and when."""

    state: State
    words: str
    at: datetime


class Outbox:
    """The journal, held by one process at a time. Every method raises CannotMail where the disk does not play along."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self._path = path

    def entries(self, message: Message) -> dict[str, Entry]:
        """What became of this workbook, by recipient; whoever it was never tried for is not in it."""
        query = "select recipient, state, words, at from delivery where workbook = ?"
        with _in_words(self._path):
            found = self._database.execute(query, (message.digest.sha256,)).fetchall()
        known = {row[0]: Entry(State(row[1]), row[2], datetime.fromisoformat(row[3])) for row in found}
        return {address: known[address] for address in message.to if address in known}

    def mailed(self) -> frozenset[str]:
        """Everybody who was ever sent something."""
        with _in_words(self._path):
            query = "select distinct recipient from delivery where state = ?"
            return frozenset(row[0] for row in self._database.execute(query, (State.SENT,)))

    def record(self, message: Message, fates: Sequence[Fate], now: datetime) -> None:
        """Writes what becomes of a message to these recipients; it is on the disk when this returns."""
        what = (message.digest.sha256, message.message_id, message.name, now.isoformat())
        rows = [(what[0], each.address, what[1], what[2], each.state, each.words, what[3]) for each in fates]
        with _in_words(self._path), self._database:
            self._database.executemany("insert or replace into delivery values (?, ?, ?, ?, ?, ?, ?)", rows)


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
        database = connect(path, _SCHEMA)
    with closing(database):
        with _in_words(path), database:
            database.execute("update delivery set state = ? where state = ?", (State.QUEUED, State.SENDING))
        yield Outbox(database, path)


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
