"""A mail server that fails at every stage of the conversation in every way, and what sending through it comes to.

Each row of `run` says what was promised, what was told, and what arrived, and names what does not agree. Everything
stays on this machine.
"""

from __future__ import annotations

import asyncio
import logging
import random
import socket
import ssl
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from kpi_workbook.mail.carrier import State
from kpi_workbook.mail.digest import Digest
from kpi_workbook.mail.login import Login
from kpi_workbook.mail.message import Message, compose
from kpi_workbook.mail.sending import send
from kpi_workbook.mail.smtp import Server
from kpi_workbook.settings import MailSettings

NOW = datetime(2023, 1, 16, 9, 30, tzinfo=UTC)
LOGIN = Login("kpi", "planted-secret-4711")
SETTINGS = MailSettings(domains=("council.gov.uk",), sender="kpi@council.gov.uk")
TO = ("chair@council.gov.uk", "clerk@council.gov.uk", "leader@council.gov.uk")

REPLIES = ("banner", "ehlo", "starttls", "ehlo again", "auth", "mail", "first rcpt", "last rcpt", "data", "dot", "quit")
FAILURES = ("421", "451", "554", "cut", "half a line", "silent", "dripping", "nonsense", "endless")
BODY = (("body", "cut"), ("body", "silent"), ("body", "421"))
HANDSHAKE = tuple(("handshake", kind) for kind in ("cut", "silent", "dripping", "nonsense"))
ENCRYPTION = tuple(("encryption", kind) for kind in ("unknown authority", "expired", "other host", "not offered"))
FAULTS = (*product(REPLIES, FAILURES), *BODY, *HANDSHAKE, *ENCRYPTION)
WHOLE = len(FAULTS) * 2  # with one recipient and with three

SLOW = ("silent", "dripping")
SECONDS_FOR_SLOW, SECONDS = 1.0, 30.0
GRACE_SECONDS = 10.0
SMALL_BUFFER = 64 * 1024
FILLS_EVERY_BUFFER = 8 * 1024 * 1024  # more than the sockets hold, so that a body cannot have gone when it is cut
OTHERWISE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One conversation with a fault in it, and what a retry through a sound server came to.

    `promised` and `told` are states; `arrived` counts the copies that the server took, `arrived_at_last` those after
    the retry. `wrong` says what is not as promised, "" where all is.
    """

    stage: str
    kind: str
    recipients: int
    promised: State
    told: State
    words: str
    arrived: int
    arrived_at_last: int
    seconds: float
    wrong: str


@dataclass
class Post:
    """What the server does wrong next, and whose mail it took."""

    contexts: dict[str, ssl.SSLContext]
    stage: str = ""
    kind: str = ""
    expected_recipients: int = 1
    taken: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def context(self) -> ssl.SSLContext | None:
        if self.stage != "encryption":
            return self.contexts["sound"]
        return self.contexts.get(self.kind)

    async def handle_DATA(self, server: FaultyServer, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        server.stage = "dot"
        if not (self.stage == "dot" and self.kind in ("421", "451", "554")):
            self.taken.append(tuple(envelope.rcpt_tos))
        return "250 taken"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:  # noqa: ARG002
        right = isinstance(data, LoginPassword) and data == LoginPassword(LOGIN.user.encode(), LOGIN.password.encode())
        return AuthResult(success=right, handled=False)


class FaultyServer(SMTP):
    """aiosmtpd, with one reply gone wrong."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.stage = "banner"
        encryption = {"tls_context": post.context, "authenticator": post.authenticate, "auth_require_tls": True}
        super().__init__(post, data_size_limit=None, enable_SMTPUTF8=False, **encryption)  # type: ignore[arg-type]

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802
        self.stage = "ehlo again" if self.session and self.session.ssl else "ehlo"
        await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802
        self.stage = "starttls"
        if self.post.stage == "handshake":
            await super().push("220 ready")
            await self._fail()
        await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802
        self.stage = "auth"
        await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802
        self.stage = "mail"
        await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802
        place = len(self.envelope.rcpt_tos) + 1  # type: ignore[union-attr]
        wanted = 1 if self.post.stage == "first rcpt" else self.post.expected_recipients
        self.stage = self.post.stage if place == wanted and self.post.stage.endswith("rcpt") else "rcpt"
        await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        self.stage = "data"
        await super().smtp_DATA(arg)

    async def smtp_QUIT(self, arg: str) -> None:  # noqa: N802
        self.stage = "quit"
        await super().smtp_QUIT(arg)

    async def push(self, status: str | bytes) -> None:
        """Every reply goes through here."""
        if self.stage == self.post.stage:
            if str(status)[3:4] != "-":  # once for a reply of several lines
                await self._fail()
            return
        await super().push(status)
        if self.stage == "data" and self.post.stage == "body":
            await self._reader.readexactly(OTHERWISE // 2)  # type: ignore[union-attr]
            await self._fail()

    async def _fail(self) -> None:
        kind = self.post.kind
        if kind in ("451", "554"):
            await super().push(f"{kind} not now")
        elif kind == "nonsense":
            await super().push("\x01 what? \x7f")
        else:
            transport = self.transport
            try:
                await self._fall_silent(kind)
            finally:  # aiosmtpd ends the task once the other side has gone
                transport.abort()
            await asyncio.Event().wait()

    async def _fall_silent(self, kind: str) -> None:
        """The last that is heard of the server; it goes once the other side has gone."""
        assert self._writer is not None
        assert self._reader is not None
        if kind == "421":
            await super().push("421 going away")
        elif kind == "half a line":
            self._writer.write(b"25")
            await self._writer.drain()
        elif kind == "dripping":
            while not self._reader.at_eof():
                self._writer.write(b"2")
                await asyncio.sleep(0.02)
        elif kind == "endless":
            while not self._reader.at_eof():
                self._writer.write(b"250-and\r\n" * 1000)
                await self._writer.drain()
                await asyncio.sleep(0)  # draining alone never lets the news in that the other side has gone
        elif kind == "silent" and self.post.stage == "body":
            await asyncio.sleep(SECONDS_FOR_SLOW + GRACE_SECONDS / 4)  # without reading on
        elif kind == "silent":
            await self._reader.read()


def run(seed: int, rounds: int) -> list[Row]:
    """`rounds` conversations in an order drawn by the seed; the whole matrix has `WHOLE`, more begin it again."""
    chance = random.Random(seed)
    cells = list(product(FAULTS, (1, len(TO))))
    chance.shuffle(cells)
    with tempfile.TemporaryDirectory() as folder, _serving() as (post, port, trusting):
        return [
            _converse(post, port, trusting, Path(folder) / "outbox.sqlite", cells[number % len(cells)], chance)
            for number in range(rounds)
        ]


def _converse(
    post: Post, port: int, trusting: ssl.SSLContext, outbox: Path, cell: tuple[tuple[str, str], int],
    chance: random.Random,
) -> Row:  # fmt: skip
    (stage, kind), recipients = cell
    message = _message(chance.randbytes(FILLS_EVERY_BUFFER if stage == "body" else OTHERWISE), TO[:recipients])
    seconds = SECONDS_FOR_SLOW if kind in SLOW else SECONDS
    server = Server("localhost", port, seconds, trusting, LOGIN)
    post.stage, post.kind, post.expected_recipients = stage, kind, recipients
    post.taken.clear()
    began = time.monotonic()
    fates = send([message], SETTINGS, server, outbox, NOW)
    took, arrived = time.monotonic() - began, len(post.taken)
    told = max((each.state for each in fates), key=(State.QUEUED, State.REFUSED, State.DOUBT, State.SENT).index)
    post.stage = post.kind = ""
    sound = Server("localhost", port, SECONDS, trusting, LOGIN)
    retried = {each.state for each in send([message], SETTINGS, sound, outbox, NOW)}
    promised = _promise(stage, kind)
    words = "; ".join(sorted({each.words for each in fates}))
    agreed = {
        f"{promised} was promised": told is promised,
        "told otherwise than it is": arrived == {State.SENT: 1}.get(told, arrived if told is State.DOUBT else 0),
        "a retry did not end as it should": retried == {State.DOUBT if told is State.DOUBT else State.SENT},
        "it did not arrive, or twice": len(post.taken) == 1 or (told is State.DOUBT and not arrived),
        "it arrived at some only": set(post.taken) <= {message.to},
        "it took too long": took < (seconds + GRACE_SECONDS if kind in SLOW else SECONDS),
        "the password was told": LOGIN.password not in words and LOGIN.password.encode() not in outbox.read_bytes(),
    }
    wrong = "; ".join(each for each, holds in agreed.items() if not holds)
    return Row(
        stage=stage, kind=kind, recipients=recipients, promised=promised, told=told, words=words, arrived=arrived,
        arrived_at_last=len(post.taken), seconds=took, wrong=wrong,
    )  # fmt: skip


def _promise(stage: str, kind: str) -> State:
    """Only an answer to the whole message can leave it in doubt; before, nothing was sent, and afterwards it was."""
    if stage == "quit":
        return State.SENT
    if kind == "554" or (stage, kind) == ("encryption", "not offered"):
        return State.REFUSED
    if kind in ("421", "451") or stage != "dot":
        return State.QUEUED
    return State.DOUBT


def _message(content: bytes, to: tuple[str, ...]) -> Message:
    digest = Digest(
        file="scrutiny.xlsx", content=content, title="Council: for scrutiny", period="Figures to March 2023",
        public=False, headline=("All is well.",), exceptions=(), about_findings="Nothing was found.", findings=(),
    )  # fmt: skip
    return compose(digest, to)


@contextmanager
def _serving() -> Iterator[tuple[Post, int, ssl.SSLContext]]:
    """The server, its port, and whose certificates are believed."""
    authority = trustme.CA()
    past = datetime(2020, 1, 1, tzinfo=UTC)
    issued = {
        "sound": authority.issue_cert("localhost"),
        "unknown authority": trustme.CA().issue_cert("localhost"),
        "expired": authority.issue_cert("localhost", not_before=past, not_after=past.replace(year=2021)),
        "other host": authority.issue_cert("mail.example.org"),
    }
    contexts = {name: ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) for name in issued}
    for name, certificate in issued.items():
        certificate.configure_cert(contexts[name])
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    post = Post(contexts)

    class Faulty(Controller):
        def factory(self) -> FaultyServer:
            return FaultyServer(post)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Faulty(post, hostname="127.0.0.1", port=port)
    controller.start()
    for listener in controller.server.sockets:  # type: ignore[union-attr]
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)  # of the connections to come
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd's own
    try:
        yield post, port, trusting
    finally:
        logging.getLogger("mail.log").setLevel(logging.NOTSET)
        controller.stop()
