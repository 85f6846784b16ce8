"""Sending a workbook once: allowed, written down, handed over, and never again unless a person says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ..errors import CannotMail
from ..settings import MailSettings
from .addresses import recipients, require_allowed
from .delivery import Outcome, Server, deliver
from .digest import read_digest
from .message import Message, compose, ready
from .outbox import Entry, Outbox, State, open_outbox


def message_to_send(workbook: Path, to: Sequence[str], settings: MailSettings) -> Message:
    """The message about a scrutiny workbook, to people who may have it. Raises UnreadableWorkbook, CannotMail."""
    message = compose(read_digest(workbook), recipients(to))
    _require_sendable(message, settings)
    return message


def send(
    message: Message, settings: MailSettings, server: Server, outbox: Path, now: datetime, again: bool = False
) -> Outcome:
    """Sends a message that was not sent yet; what was is told as SENT, and the server is left alone.

    `outbox` is the journal's file. `again`: also what was sent, or may have been (the Message-ID stays, by which many
    mail programs show it once). Raises CannotMail for what may not be sent, is in doubt, or cannot be written down.
    """
    sender = _require_sendable(message, settings)
    content = ready(message, sender, now, settings)
    with open_outbox(outbox) as journal:
        earlier = journal.entry(message)
        if earlier is not None and not again:
            if earlier.state is State.SENT:
                return Outcome(
                    State.SENT, f"it was sent on {earlier.at:%d/%m/%Y at %H:%M} already; nothing was sent now"
                )
            _refuse_doubt(earlier)
        return _hand_over(message, content, sender, server, journal, now)


def _hand_over(
    message: Message, content: bytes, sender: str, server: Server, journal: Outbox, now: datetime
) -> Outcome:
    def before_the_end() -> None:
        journal.record(message, State.DOUBT, "the program was stopped while the server was taking it", now)

    journal.record(message, State.SENDING, "", now)
    outcome = deliver(server, sender, message.to, content, before_the_end)
    journal.record(message, outcome.state, outcome.words, now)
    return outcome


def _require_sendable(message: Message, settings: MailSettings) -> str:
    """The sender. Raises CannotMail where there is none, nobody to write to, or somebody who may not have it."""
    if not message.to:
        raise CannotMail("there is nobody to send it to; give one address after each --to")
    if settings.sender is None:
        raise CannotMail("the settings name no sender; set `mail.sender`, or leave --send out to make a draft")
    require_allowed(message.to, settings, message.digest.public)
    return settings.sender


def _refuse_doubt(earlier: Entry) -> None:
    if earlier.state is State.DOUBT:
        raise CannotMail(
            f"it may have arrived on {earlier.at:%d/%m/%Y at %H:%M} ({earlier.words}); ask a recipient, and give "
            "--again if it has not"
        )
