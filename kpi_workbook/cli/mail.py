"""Email on the command line: a draft by default; sending only where `--send` says so and a person agrees."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import BadUsage, CannotMail
from .program import app

if TYPE_CHECKING:
    from ..mail.carrier import Carrier, Fate
    from ..mail.message import Message
    from ..mail.sending import Plan
    from ..settings import MailSettings

Scrutiny = Annotated[Path, typer.Argument(metavar="WORKBOOK", help="A scrutiny workbook that `build` wrote.")]
To = Annotated[list[str], typer.Option("--to", metavar="ADDRESS", help="A recipient; can be given repeatedly.")]
DraftFile = Annotated[
    Path | None, typer.Option("--draft", metavar="FILE.eml", help="Where the draft goes; default beside WORKBOOK.")
]
Send = Annotated[
    bool,
    typer.Option(
        "--send",
        help="Send it through the settings' mail server or Microsoft 365. A server's login is KPI_WORKBOOK_SMTP_USER "
        "(else `mail.sender`) and KPI_WORKBOOK_SMTP_PASSWORD in the environment, else the system's keyring has the "
        "password (`keyring set kpi-workbook:HOST USER`; extra `keyring`). Microsoft 365 (extra `graph`) takes the "
        "application's secret from KPI_WORKBOOK_GRAPH_SECRET or the keyring (`kpi-workbook:graph`, the client's id), "
        "else you sign in with a code in a browser.",
    ),
]
Separately = Annotated[
    bool,
    typer.Option(
        "--separately",
        help="With --send: a message of its own to everybody, so that nobody sees another's address. Addresses "
        "outside `mail.domains` always get one of their own.",
    ),
]
Encrypt = Annotated[
    bool,
    typer.Option(
        "--encrypt",
        help="Put a password on the attached workbook (extra `encrypt`), and say nothing in the message of what it "
        "holds. The password is KPI_WORKBOOK_ATTACHMENT_PASSWORD in the environment, else the keyring's "
        "(`kpi-workbook:attachment`, `mail.sender`), else you are asked. Tell it by telephone, never by email.",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Send without asking; needed where nobody can be asked.")]
Again = Annotated[
    bool, typer.Option("--again", help="Send even to those who were sent this workbook before, or may have been.")
]
OutboxFile = Annotated[Path | None, typer.Option("--outbox", metavar="FILE", help="The journal of what was sent.")]


@app.command()
def email(
    context: typer.Context,
    workbook: Scrutiny,
    to: To,
    draft: DraftFile = None,
    send: Send = False,
    separately: Separately = False,
    encrypt: Encrypt = False,
    yes: Yes = False,
    again: Again = False,
    outbox: OutboxFile = None,
) -> None:
    """Write a draft message that carries a scrutiny workbook and says in words what it holds; or send it."""
    if send and draft:
        raise BadUsage("give --draft or --send, not both")
    if separately and not send:
        raise BadUsage("--separately needs --send: a draft is one message")
    settings = context.obj.settings_for(workbook).mail
    password = _password(settings) if encrypt else None
    if send:
        from ..mail.sending import messages_to_send

        messages = messages_to_send(workbook, to, settings, separately, password)
        _send(messages, settings, outbox or _usual_outbox(), yes=yes, again=again)
        return
    from ..mail.drafting import write_draft

    message, path = write_draft(workbook, to, settings, draft, password)
    print(path)
    if not context.obj.quiet:
        _tell(f"a draft to {', '.join(message.to)}: open it, read it, then press Send")


def _password(settings: MailSettings) -> str:
    """The attachment's password, asked for twice where nothing else has it."""
    from ..mail.login import system_keyring
    from ..mail.protection import PASSWORD, attachment_password

    if kept := attachment_password(settings.sender, os.environ, system_keyring):
        return kept
    if not sys.stdin.isatty():
        raise CannotMail(f"nobody is here to type the workbook's password; set {PASSWORD}")
    password = getpass("The workbook's password: ")
    if getpass("The same again: ") != password:
        raise CannotMail("the two passwords differ; nothing was written or sent")
    return password


def _send(messages: Sequence[Message], settings: MailSettings, outbox: Path, yes: bool, again: bool) -> None:
    """Prints who was sent it. Raises CannotMail, saying what the server said, unless that is everybody."""
    from ..mail.carrier import State
    from ..mail.sending import plan, send

    way = _way(settings)
    planned = plan(messages, outbox, again)
    if not yes:
        _ask(planned, way)
    fates = planned.left_out
    if planned.messages:
        fates = send(messages, settings, _carrier(settings), outbox, datetime.now().astimezone(), again)
    name = messages[0].name
    for line in _lines(each for each in fates if each.state is State.SENT):
        print(f"{name} to {line}")
    if missed := [each for each in fates if each.state is not State.SENT]:
        raise CannotMail(f"{name} to {'; '.join((*_lines(missed), *_remedies(missed)))}")


def _lines(fates: Iterable[Fate]) -> list[str]:
    """`a@council.gov.uk, b@council.gov.uk: the server has taken it`: a line for all of whom the same is to be said."""
    alike: dict[str, list[str]] = {}
    for each in fates:
        alike.setdefault(each.words, []).append(each.address)
    return [f"{', '.join(addresses)}: {words}" for words, addresses in alike.items()]


def _remedies(missed: Sequence[Fate]) -> list[str]:
    """What to do, once for each way that it can go wrong."""
    from ..mail.carrier import State

    remedy = {
        State.REFUSED: "put right what was refused, then try again",
        State.QUEUED: "nothing was sent there; try again later, and only those who have not got it are sent it",
        State.DOUBT: "where it may have arrived, ask the recipient, and give --again with that address if it has not",
    }
    return [words for state, words in remedy.items() if any(each.state is state for each in missed)]


def _usual_outbox() -> Path:
    from ..mail.outbox import usual_place

    return usual_place(sys.platform, Path.home(), os.environ)


def _way(settings: MailSettings) -> str:
    """Through what it would go, in words. Raises CannotMail unless the settings name one."""
    if settings.graph and settings.host:
        raise CannotMail("the settings name two ways to send; keep either `mail.host` or `mail.graph`")
    if settings.graph:
        return f"Microsoft 365 as {settings.sender}"
    if settings.host:
        return f"{settings.host}:{settings.port}"
    raise CannotMail(
        "the settings name no way to send; set `mail.host` or `mail.graph`, or leave --send out to make a draft"
    )


def _carrier(settings: MailSettings) -> Carrier:
    """The mail server, or Microsoft 365 signed in to. Raises CannotMail, MissingExtra."""
    from ..mail.graph import Mailbox
    from ..mail.login import login_for, system_keyring
    from ..mail.sign_in import PUBLIC_CLOUD, application_secret, sign_in
    from ..mail.smtp import Server

    if settings.graph:
        secret = application_secret(settings.graph, os.environ, system_keyring)
        if not secret and not sys.stdin.isatty():
            raise CannotMail(
                "nobody is here to sign in to Microsoft 365; set KPI_WORKBOOK_GRAPH_SECRET, the registered "
                "application's secret, for sending without a person"
            )
        token = sign_in(settings.graph, secret, _tell, settings.seconds, PUBLIC_CLOUD)
        return Mailbox(token, settings.seconds)
    import ssl

    assert settings.host is not None  # noqa: S101 - `_way` has seen to it
    login = login_for(settings.host, settings.sender, os.environ, system_keyring)
    return Server(settings.host, settings.port, settings.seconds, ssl.create_default_context(), login)


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _ask(plan: Plan, way: str) -> None:
    """Shows what would go to whom, and goes on only for a yes; and for a second one where somebody is new."""
    if not sys.stdin.isatty():
        raise CannotMail("nobody is here to agree to the sending; give --yes to send without being asked")
    for line in _lines(plan.left_out):
        _tell(line)
    if not plan.messages:
        return
    _tell(plan.messages[0].text)
    for message in plan.messages:
        to = "\n  ".join(message.to)
        _tell(f"{message.name}, {message.digest.edition}, through {way} to:\n  {to}")
    _want_yes("Send it?")
    if plan.strangers:
        _want_yes(f"Never mailed from here before: {', '.join(plan.strangers)}. Is every letter right?")


def _want_yes(question: str) -> None:
    print(f"{question} Type yes: ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() != "yes":
        raise CannotMail("nothing was sent")
