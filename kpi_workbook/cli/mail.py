"""Email on the command line: a draft by default; sending only where `--send` says so and a person agrees."""

from __future__ import annotations

import os
import ssl
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import CannotMail
from .commands import app

if TYPE_CHECKING:
    from ..mail.delivery import Server
    from ..mail.message import Message
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
        help="Send it through the settings' mail server; a login is taken from KPI_WORKBOOK_SMTP_USER and "
        "KPI_WORKBOOK_SMTP_PASSWORD in the environment.",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Send without asking; needed where nobody can be asked.")]
Again = Annotated[bool, typer.Option("--again", help="Send even what was sent before, or may have been.")]
OutboxFile = Annotated[Path | None, typer.Option("--outbox", metavar="FILE", help="The journal of what was sent.")]


@app.command()
def email(
    context: typer.Context,
    workbook: Scrutiny,
    to: To,
    draft: DraftFile = None,
    send: Send = False,
    yes: Yes = False,
    again: Again = False,
    outbox: OutboxFile = None,
) -> None:
    """Write a draft message that carries a scrutiny workbook and says in words what it holds; or send it."""
    if send and draft:
        raise typer.BadParameter("give --draft or --send, not both")
    settings = context.obj.settings_for(workbook).mail
    if send:
        _send(workbook, to, settings, yes, again, outbox)
        return
    from ..mail.drafting import write_draft

    message, path = write_draft(workbook, to, settings, draft)
    print(path)
    if not context.obj.quiet:
        print(f"a draft to {', '.join(message.to)}: open it, read it, then press Send", file=sys.stderr)


def _send(workbook: Path, to: list[str], settings: MailSettings, yes: bool, again: bool, outbox: Path | None) -> None:
    """Raises CannotMail, saying what the server said, unless everybody's message was taken."""
    from ..mail.outbox import State, usual_place
    from ..mail.sending import message_to_send
    from ..mail.sending import send as send_message

    message, server = message_to_send(workbook, to, settings), _server(settings)
    if not yes:
        _ask(message, server)
    journal = outbox or usual_place(sys.platform, Path.home(), os.environ)
    outcome = send_message(message, settings, server, journal, datetime.now().astimezone(), again)
    if outcome.state is State.SENT:
        print(f"{message.name} to {', '.join(message.to)}: {outcome.words}")
        return
    remedy = {
        State.QUEUED: "nothing was sent; try again later",
        State.REFUSED: "nothing was sent; put right what was refused, then try again",
        State.DOUBT: "it may have arrived: ask a recipient, and give --again if it has not",
    }[outcome.state]
    raise CannotMail("; ".join((outcome.words, *outcome.refused, remedy)))


def _server(settings: MailSettings) -> Server:
    from ..mail.delivery import Server, login_from

    if settings.host is None:
        raise CannotMail("the settings name no mail server; set `mail.host`, or leave --send out to make a draft")
    return Server(settings.host, settings.port, settings.seconds, ssl.create_default_context(), login_from(os.environ))


def _ask(message: Message, server: Server) -> None:
    """Shows what would go to whom, and goes on only for a yes."""
    if not sys.stdin.isatty():
        raise CannotMail("nobody is here to agree to the sending; give --yes to send without being asked")
    print(message.text, file=sys.stderr)
    print(
        f"{message.name}, {message.digest.edition}, through {server.host}:{server.port} to:\n  "
        + "\n  ".join(message.to),
        file=sys.stderr,
    )
    print("Send it? Type yes: ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() != "yes":
        raise CannotMail("nothing was sent")
