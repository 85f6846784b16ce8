"""A mail server in a process of its own, and what is promised of `email --send` where its journal fails."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from mail_kills import SENT, serving

RECIPIENTS = 2


class PostOffice:
    """Takes mail in another process, since this one is forked over and over."""

    def __init__(self) -> None:
        self._line: Connection | None = None

    def ground(self, folder: Path) -> None:
        """Begins to serve; puts a scrutiny workbook and settings that name the server into a folder."""
        self._line, other = multiprocessing.Pipe()
        multiprocessing.get_context("fork").Process(target=_serve, args=(folder, other), daemon=True).start()
        os.environ.update(self._line.recv())

    def broken(self, again: bool, code: int, said: str) -> Iterator[str]:
        """What is not as promised, after a failure or, `again`, after the same command without one."""
        assert self._line is not None
        self._line.send(again)
        copies = Counter(self._line.recv())
        everybody = len(copies) == RECIPIENTS
        if any(each > 1 for each in copies.values()) or (copies and not everybody):
            yield f"not one copy each, but {dict(copies)}"
        if code == SENT and not everybody:
            yield "said to be sent and is not"
        if copies and code != SENT and ("nothing is sent" in said or "nothing was sent there" in said):
            yield "said not to be sent and is"
        if again and code != SENT and "may have arrived" not in said:
            yield "neither sent at last nor in doubt"


def _serve(folder: Path, line: Connection) -> None:
    """Tells who was sent something so far; forgets it where told to."""
    with serving(folder) as (post, _, environment):
        line.send({name: environment[name] for name in environment if os.environ.get(name) != environment[name]})
        while True:
            forget = line.recv()
            line.send(post.taken)
            if forget:
                post.taken.clear()
