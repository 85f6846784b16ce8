"""What carries a message, and what can be said of it afterwards: the words that every way of sending shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from .message import Letter


class State(StrEnum):
    """What is known of a message to somebody. QUEUED: certainly not taken by the server, and may be tried again."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a message to one recipient, in words for the person who sent it."""

    address: str
    state: State
    words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a letter; `refused` are the recipients because of whom nobody was sent anything."""

    state: State
    words: str
    refused: tuple[Fate, ...] = ()

    def fates(self, to: Sequence[str]) -> tuple[Fate, ...]:
        """The same, recipient by recipient."""
        refused = {each.address: each for each in self.refused}
        return tuple(refused.get(address) or Fate(address, self.state, self.words) for address in to)


class NotTaken(Exception):
    """The server does not let us go on, which leaves the message in `state`."""

    def __init__(self, words: str, state: State = State.REFUSED) -> None:
        super().__init__(words)
        self.state = state


class Carrier(Protocol):
    """A way to send: a mail server or a service."""

    def carry(self, letter: Letter, before_the_end: Callable[[], None]) -> Outcome:
        """Hands a letter over, to all its recipients or to none.

        `before_the_end` is called when all but the last of it has gone: until then nobody can deliver it, afterwards
        only the answer tells. So a failure is QUEUED before, DOUBT after. Never sends when `before_the_end` raises.
        """
