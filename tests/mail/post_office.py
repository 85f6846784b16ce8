"""A real mail server on loopback, and one that reads its lines from a script."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

NOW = datetime(2023, 1, 16, 9, 30, tzinfo=UTC)
TO = ("chair@council.gov.uk", "clerk@council.gov.uk")
USER, PASSWORD = "kpi", "planted-secret-4711"


@dataclass
class PostOffice:
    """What the server answers, and what it took: sender, recipients and content of every message."""

    answers: dict[str, str] = field(default_factory=dict)
    after_data: str = "250 taken"
    hang_up: bool = False
    taken: list[tuple[str | None, list[str], bytes]] = field(default_factory=list)
    logins: int = 0
    conversations: int = 0

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: ARG002, N802
        self.conversations += 1
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: ARG002, N802
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        assert isinstance(envelope.content, bytes)
        if self.after_data.startswith("250"):
            self.taken.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        if self.hang_up:
            server.transport.abort()
        return self.after_data

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:  # noqa: ARG002
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        self.logins += right
        return AuthResult(success=right, handled=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(office: PostOffice, tls: ssl.SSLContext | None = None, largest: int = 33554432) -> Iterator[int]:
    """The server's port; with STARTTLS and login where it has a certificate."""
    port = free_port()
    controller = Controller(
        office, hostname="127.0.0.1", port=port, tls_context=tls, data_size_limit=largest,
        authenticator=office.authenticate if tls else None, auth_require_tls=True, auth_required=tls is not None,
    )  # fmt: skip
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def saying(piece: bytes, pause_seconds: float) -> Iterator[int]:
    """The port of a server whose greeting is this piece again and again, and never ends."""
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                while not stop.wait(pause_seconds):
                    connection.sendall(piece)
            except OSError:  # the other side has had enough
                return

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        stop.set()
        thread.join()
        listener.close()
