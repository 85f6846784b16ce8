"""Sending a workbook once: allowed, written down, handed over, and never again unless a person says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ..errors import CannotMail
from ..events import happened
from ..settings import MailSettings
from .addresses import recipients, require_allowed, together
from .carrier import Carrier, Fate, Outcome, State
from .digest import read_digest
from .message import Letter, Message, compose, ready
from .outbox import Entry, Outbox, open_outbox
from .protection import protected

NOT_WRITTEN_DOWN = "the outbox could not be kept any more, and will say of this that it may have arrived"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sending would do: the messages, to those who have not got them; whom it leaves out, and why; and who of
    the rest was never mailed before."""

    messages: tuple[Message, ...]
    left_out: tuple[Fate, ...]
    strangers: tuple[str, ...]


def messages_to_send(
    workbook: Path, to: Sequence[str], settings: MailSettings, separately: bool = False, password: str | None = None
) -> tuple[Message, ...]:
    """The messages about a scrutiny workbook, to people who may have it: one to colleagues, and one to each of the
    others (`separately`: to everybody); the attachment behind the password where there is one.

    Raises UnreadableWorkbook, CannotMail, MissingExtra.
    """
    digest = read_digest(workbook)
    groups = together(recipients(to), settings, separately)
    messages = tuple(compose(digest, group) for group in groups)
    _require_sendable(messages, settings)
    if password is None:
        return messages
    behind = protected(digest.content, password)
    return tuple(compose(digest, group, behind) for group in groups)


def plan(messages: Sequence[Message], outbox: Path, again: bool = False) -> Plan:
    """What `send` would do now. Raises CannotMail where the outbox cannot be read."""
    with open_outbox(outbox) as journal:
        waiting, left_out = _sorted_out(messages, journal, again)
        mailed = journal.mailed()
    return Plan(waiting, left_out, tuple(each for message in waiting for each in message.to if each not in mailed))


def send(
    messages: Sequence[Message],
    settings: MailSettings,
    carrier: Carrier,
    outbox: Path,
    now: datetime,
    again: bool = False,
) -> tuple[Fate, ...]:
    """Sends messages to those who have not got them, and tells what is known of every recipient.

    `outbox` is the journal's file. `again`: also to those who have got it, or may have (the Message-ID stays, by which
    many mail programs show it once). Raises CannotMail for what may not be sent, or where there can be no outbox.
    """
    sender = _require_sendable(messages, settings)
    with open_outbox(outbox) as journal:
        waiting, left_out = _sorted_out(messages, journal, again)
        letters = [(message, ready(message, sender, now, settings)) for message in waiting]
        return (*left_out, *_hand_over(letters, carrier, journal, now))


def _sorted_out(
    messages: Sequence[Message], journal: Outbox, again: bool
) -> tuple[tuple[Message, ...], tuple[Fate, ...]]:
    """The messages to those who are to get them now, and what is known of the others."""
    waiting: list[Message] = []
    left_out: list[Fate] = []
    for message in messages:
        known = {} if again else journal.entries(message)
        settled = {address: fate for address, entry in known.items() if (fate := _settled(address, entry))}
        left_out += settled.values()
        if to := tuple(address for address in message.to if address not in settled):
            waiting.append(replace(message, to=to))
    return tuple(waiting), tuple(left_out)


def _settled(address: str, earlier: Entry) -> Fate | None:
    """Why a recipient is sent nothing now, None for one who certainly has not got it."""
    at = f"{earlier.at:%d/%m/%Y at %H:%M}"
    if earlier.state is State.SENT:
        return Fate(address, State.SENT, f"it was sent on {at} already; nothing was sent now")
    if earlier.state is State.DOUBT:
        return Fate(address, State.DOUBT, f"it may have arrived on {at} ({earlier.words}); nothing was sent now")
    return None


def _hand_over(
    letters: Sequence[tuple[Message, Letter]], carrier: Carrier, journal: Outbox, now: datetime
) -> Iterator[Fate]:
    """One after the other; where one does not get through for no recipient's sake, the next would not either."""
    stopped = False
    for message, letter in letters:
        if stopped:
            yield from Outcome(State.QUEUED, "not tried, as the message before it did not get through").fates(
                message.to
            )
            continue
        outcome = _hand_over_one(message, letter, carrier, journal, now)
        stopped = outcome.state is not State.SENT and not outcome.refused
        yield from outcome.fates(message.to)


def _hand_over_one(message: Message, letter: Letter, carrier: Carrier, journal: Outbox, now: datetime) -> Outcome:
    """What is known afterwards, even where it could not be written down."""

    def write_down(outcome: Outcome) -> None:
        journal.record(message, outcome.fates(message.to), now)

    killed = Outcome(State.DOUBT, "the program was stopped while the server was taking it")
    try:
        write_down(Outcome(State.SENDING, ""))
        outcome = carrier.carry(letter, before_the_end=lambda: write_down(killed))
    except CannotMail as problem:  # the outbox's, before the end: nothing has gone
        return Outcome(State.QUEUED, str(problem))
    try:
        write_down(outcome)
    except CannotMail:
        outcome = replace(outcome, words=f"{outcome.words}; {NOT_WRITTEN_DOWN}")
    happened("mailed", state=outcome.state, recipients=len(message.to))
    return outcome


def _require_sendable(messages: Sequence[Message], settings: MailSettings) -> str:
    """The sender. Raises CannotMail where there is none, nobody to write to, or somebody who may not have it."""
    if not messages:
        raise CannotMail("there is nobody to send it to; give one address after each --to")
    if settings.sender is None:
        raise CannotMail("the settings name no sender; set `mail.sender`, or leave --send out to make a draft")
    for public in (False, True):
        to = [address for each in messages if each.digest.public is public for address in each.to]
        require_allowed(to, settings, public)
    return settings.sender
