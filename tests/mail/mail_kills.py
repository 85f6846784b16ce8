"""`email --send` killed at random moments and tried again: nobody gets it twice, and an unsure delivery is told as one.

Each round sends the same workbook to people who were never written to, kills the program at moments drawn by the seed,
which the server's side of the conversation helps to find, and then lets it run to its end.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from kpi_workbook import pipeline
from kpi_workbook.shipped import example

USER, PASSWORD = "kpi", "planted-secret-4711"
MOMENTS = ("starting", "mail", "rcpt", "taken", "answered")
"""Before anything is said; after the sender, a recipient, the whole message; after the server's answer to that."""
STARTING_SECONDS, PAUSE_SECONDS, LIMIT_SECONDS = 0.6, 0.02, 60.0
HOLD_SECONDS = 10.0
MOST_KILLS = 3
SENT, COULD_NOT = 0, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A round: when the program was killed, how the last try ended, and how many copies each recipient got.

    `wrong` says what is not as promised, "" where all is.
    """

    moments: tuple[str, ...]
    recipients: int
    told: str
    copies: tuple[int, ...]
    wrong: str


@dataclass
class Post:
    """Takes mail, and tells whoever waits how far a conversation has come."""

    awaited: str = ""
    reached: threading.Event = field(default_factory=threading.Event)
    taken: list[str] = field(default_factory=list)

    def tell(self, moment: str) -> None:
        if moment == self.awaited:
            self.reached.set()

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: ARG002, N802
        self.tell("mail")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: ARG002, N802
        self.tell("rcpt")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        self.taken += envelope.rcpt_tos
        self.tell("taken")
        if self.awaited == "taken":
            await asyncio.sleep(HOLD_SECONDS)  # ends with the connection, as the program is killed
        return "250 taken"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        self.tell("answered")
        return "221 Bye"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:  # noqa: ARG002
        return AuthResult(success=data == LoginPassword(USER.encode(), PASSWORD.encode()), handled=False)


def run(seed: int, rounds: int) -> list[Row]:
    """`rounds` sendings, each killed up to `MOST_KILLS` times at moments drawn by the seed."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as (post, command, environment):
        return [_round(number, post, command, environment, chance) for number in range(rounds)]


def _round(number: int, post: Post, command: list[str], environment: dict[str, str], chance: random.Random) -> Row:
    to = tuple(f"r{number}-{each}@council.gov.uk" for each in range(chance.choice((1, 3))))
    post.taken.clear()
    whole = [*command, *(word for each in to for word in ("--to", each))]
    moments = tuple(chance.choice(MOMENTS) for _ in range(chance.randint(1, MOST_KILLS)))
    for moment in moments:
        _kill(whole, environment, post, moment, chance)
    post.awaited = ""
    last = subprocess.run(whole, env=environment, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False)
    copies = tuple(post.taken.count(each) for each in to)
    unsure = last.returncode == COULD_NOT and "may have arrived" in last.stderr
    agreed = {
        "somebody has it twice": max(copies) <= 1,
        "some have it and some not": len(set(copies)) == 1,
        "neither sent nor unsure": unsure or last.returncode == SENT,
        "told as sent, and not there": last.returncode != SENT or set(copies) == {1},
        "a traceback": "Traceback" not in last.stderr,
        "the password was told": PASSWORD not in last.stdout + last.stderr,
    }
    told = "unsure" if unsure else "sent" if last.returncode == SENT else last.stderr
    wrong = "; ".join(each for each, holds in agreed.items() if not holds)
    return Row(moments=moments, recipients=len(to), told=told, copies=copies, wrong=wrong)


def _kill(command: list[str], environment: dict[str, str], post: Post, moment: str, chance: random.Random) -> None:
    """Runs the command, and kills it a little after the moment; where that never comes, it ends by itself."""
    post.awaited = moment
    post.reached.clear()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment, **quiet) as program:
        if moment == "starting":
            time.sleep(chance.random() * STARTING_SECONDS)
        else:
            while not post.reached.wait(PAUSE_SECONDS / 4) and program.poll() is None:
                pass
            time.sleep(chance.random() * PAUSE_SECONDS)
        program.kill()


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Post, list[str], dict[str, str]]]:
    """A server with encryption and login, the command that sends through it, and the environment to run it in."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(folder / "authority.pem")
    pipeline.build(example("southampton-2022-12.xlsx"), folder / "scrutiny.xlsx")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    (folder / "settings.toml").write_text(
        '[mail]\ndomains = ["council.gov.uk"]\nsender = "kpi@council.gov.uk"\n'
        f'host = "localhost"\nport = {port}\nseconds = 30\n'
    )
    options = ("--settings", folder / "settings.toml", "--outbox", folder / "outbox.sqlite", "--send", "--yes")
    program = (sys.executable, "-m", "kpi_workbook", "email", folder / "scrutiny.xlsx")
    login = {"KPI_WORKBOOK_SMTP_USER": USER, "KPI_WORKBOOK_SMTP_PASSWORD": PASSWORD}
    post = Post()
    controller = Controller(
        post, hostname="127.0.0.1", port=port, tls_context=context, authenticator=post.authenticate,
        auth_required=True, auth_require_tls=True,
    )  # fmt: skip
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd's own
    controller.start()
    try:
        yield post, [str(word) for word in (*program, *options)], {
            **os.environ, **login, "SSL_CERT_FILE": str(folder / "authority.pem"),
        }  # fmt: skip
    finally:
        controller.stop()
        logging.getLogger("mail.log").setLevel(logging.NOTSET)
