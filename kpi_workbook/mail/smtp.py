"""The conversation with a mail server: everybody gets the message or nobody does, and what is not certain is said.

Written out step by step: `smtplib.sendmail` delivers to some when others are refused, and starts encryption with
anybody. Servers' codes are RFC 5321's: 4xx may be tried again, 5xx is final.
"""

from __future__ import annotations

import ipaddress
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from .carrier import Fate, NotTaken, Outcome, State
from .login import PASSWORD, USER, Login
from .message import Letter

LONGEST_REPLY = 160
MOST_BYTES_SAID = 1024 * 1024
GREETED, READY, DONE, FORWARDED, GO_AHEAD = 220, 220, 250, 251, 354
CLOSING, LOGIN_WANTED = 421, 530


@dataclass(frozen=True, slots=True)
class Server:
    """Where to send. `seconds`: the longest to be connected, and again for all the rest; `context`: whose certificates
    are believed."""

    host: str
    port: int
    seconds: float
    context: ssl.SSLContext
    login: Login | None = None

    @property
    def must_encrypt(self) -> bool:
        """Always, but to a program on this very machine that asks for no login."""
        return self.login is not None or not _is_loopback(self.host)

    @property
    def place(self) -> str:
        """`smtp.council.gov.uk:587`"""
        return f"{self.host}:{self.port}"

    def why_closed(self) -> str | None:
        """Why no message can be brought here, None where one can. Greets and logs in, and hands nothing over."""
        try:
            with self._conversation() as client:
                _enter(client, self)
                client.quit()
        except (NotTaken, _Lost) as reason:
            return str(reason)
        return None

    def carry(self, letter: Letter, before_the_end: Callable[[], None]) -> Outcome:
        """Hands a letter over, to all recipients or to none; see `Carrier`. RFC 5321, 4.1.1.4: no server may deliver
        before it has had the last line."""
        ended = False

        def end() -> None:
            nonlocal ended
            before_the_end()
            ended = True

        try:
            with self._conversation() as client:
                return _converse(client, self, letter, end)
        except NotTaken as answer:
            return Outcome(answer.state, str(answer))
        except _Lost as why:
            if ended:
                return Outcome(State.DOUBT, f"the connection was lost before the server's last answer ({why})")
            return Outcome(State.QUEUED, f"no whole conversation with {self.place} ({why})")

    @contextmanager
    def _conversation(self) -> Iterator[smtplib.SMTP]:
        """A connection for as long as the server may take, and closed behind; raises `_Lost` where it is lost."""
        client, late = smtplib.SMTP(timeout=self.seconds), threading.Event()
        watchdog = threading.Timer(self.seconds, _cut, (client, late))
        watchdog.daemon = True
        try:
            _listen(client, socket.create_connection((self.host, self.port), self.seconds))
            watchdog.start()
            yield client
        except OSError as cause:  # smtplib's errors too
            raise _Lost(f"it took longer than {self.seconds:g} seconds" if late.is_set() else _reason(cause)) from cause
        finally:
            watchdog.cancel()
            client.close()


class _Lost(Exception):
    """The connection was never made or ended too early, and why."""


class _Replies:
    """The server's lines, for `smtplib` to read: it would keep a reply that never ends until memory is full."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lines = connection.makefile("rb")
        self._left = MOST_BYTES_SAID

    def readline(self, most: int) -> bytes:
        line = self._lines.readline(most)
        self._left -= len(line)
        if self._left < 0:
            raise OSError("the server says more than any server needs to")
        return line

    def close(self) -> None:
        self._lines.close()

    def go_on(self) -> bool:
        """Whether more has come than was read."""
        seconds = self._connection.gettimeout()
        self._connection.setblocking(False)
        try:
            return bool(self._lines.peek())
        finally:
            self._connection.settimeout(seconds)


def _enter(client: smtplib.SMTP, server: Server) -> None:
    """Greets, encrypts and logs in."""
    _want("the connection", client.getreply(), GREETED)
    _want("to talk", client.ehlo(), DONE)
    if server.must_encrypt:
        _encrypt(client, server)
    if server.login:
        _log_in(client, server.login)


def _converse(client: smtplib.SMTP, server: Server, letter: Letter, end: Callable[[], None]) -> Outcome:
    _enter(client, server)
    most = _largest(client)
    size = len(letter.content)
    if 0 < most < size:
        return Outcome(State.REFUSED, f"the message has {size} bytes, and the server takes {most}")
    _want("the sender", client.mail(letter.sender, [f"size={size}"] if most else []), DONE)
    if refused := tuple(_refused_recipients(client, letter.message.to)):
        with suppress(OSError):  # nothing was handed over, whether or not the server hears this
            client.rset()
        return Outcome(State.QUEUED, "the server refused a recipient, so nobody was sent anything", refused)
    _want("the message", client.docmd("DATA"), GO_AHEAD)
    client.send(_with_dots_doubled(letter.content))
    end()
    client.send(b".\r\n")
    return _last_answer(client)


def _last_answer(client: smtplib.SMTP) -> Outcome:
    """What the server says to a whole message. An answer that is none leaves it in doubt."""
    code, reply = client.getreply()
    if 400 <= code < 600:
        raise _refusal("the message", code, reply)
    if code != DONE:
        return Outcome(State.DOUBT, f"the server's last answer was {_said(code, reply)}")
    with suppress(OSError):  # it is sent, whatever comes of saying goodbye
        client.quit()
    return Outcome(State.SENT, f"the server has taken it ({_said(code, reply)})")


def _largest(client: smtplib.SMTP) -> int:
    """The most bytes that the server takes, 0 where it names no limit."""
    said = client.esmtp_features.get("size", "")
    return int(said) if said.isascii() and said.isdecimal() else 0


def _listen(client: smtplib.SMTP, connection: socket.socket) -> None:
    """Goes on over this connection; what was read ahead from another is forgotten."""
    client.sock = connection
    client.file = _Replies(connection)


def _encrypt(client: smtplib.SMTP, server: Server) -> None:
    """STARTTLS, with the certificate held against the host's name; all that was said before is forgotten."""
    if not client.has_extn("starttls"):
        raise NotTaken("the server does not offer to encrypt, and nothing is sent in the clear")
    _want("to encrypt", client.docmd("STARTTLS"), READY)
    assert client.sock is not None  # noqa: S101 - connected above
    assert isinstance(client.file, _Replies)  # noqa: S101 - as `_listen` has it
    if client.file.go_on():
        raise _Lost("it went on in the clear where encryption was to begin")
    _listen(client, server.context.wrap_socket(client.sock, server_hostname=server.host))
    client.esmtp_features = {}
    _want("to talk", client.ehlo(), DONE)


def _log_in(client: smtplib.SMTP, login: Login) -> None:
    """Only over an encrypted connection, as `must_encrypt` has it. No word of the server's answer is passed on."""
    try:
        client.login(login.user, login.password)
    except smtplib.SMTPResponseException as cause:
        raise _refusal("the login", cause.smtp_code) from None
    except (smtplib.SMTPNotSupportedError, ValueError):  # ValueError: a challenge that is no Base64
        raise NotTaken("the server offers no way to log in with this user and password") from None


def _refused_recipients(client: smtplib.SMTP, to: Sequence[str]) -> Iterator[Fate]:
    for address in to:
        code, reply = client.rcpt(address)
        if code == CLOSING:
            raise _refusal("to go on", code, reply)
        if code not in (DONE, FORWARDED):
            yield Fate(address, _state_after(code), _said(code, reply))


def _want(step: str, answer: tuple[int, bytes], code: int) -> None:
    if answer[0] != code:
        raise _refusal(step, *answer)


def _refusal(step: str, code: int, reply: bytes = b"") -> NotTaken:
    """What an answer means. One out of turn, or cut off in the middle, refuses nothing for good."""
    advice = f"; it wants a login: set {USER} and {PASSWORD}" if code == LOGIN_WANTED else ""
    return NotTaken(f"the server refused {step} ({_said(code, reply)}){advice}", _state_after(code))


def _said(code: int, reply: bytes) -> str:
    """`550 no such user`"""
    words = "".join(each for each in " ".join(reply.decode("ascii", "replace").split()) if each.isprintable())
    return f"{code} {words[:LONGEST_REPLY]}".strip() if 200 <= code < 600 else "an answer that is none"


def _state_after(code: int) -> State:
    return State.REFUSED if code >= 500 else State.QUEUED


def _with_dots_doubled(content: bytes) -> bytes:
    """RFC 5321, 4.5.2: a line's first dot is doubled, or it would end the message."""
    return re.sub(rb"(?m)^\.", b"..", content) + (b"" if content.endswith(b"\r\n") else b"\r\n")


def _cut(client: smtplib.SMTP, late: threading.Event) -> None:
    """Ends a conversation that takes too long: a timeout holds for each wait, and a server may drip for ever."""
    late.set()
    if client.sock is not None:
        with suppress(OSError):
            socket.socket.shutdown(client.sock, socket.SHUT_RDWR)


def _reason(cause: OSError) -> str:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not believed: {cause.verify_message}"
    if isinstance(cause, ssl.SSLError):
        return f"no encryption could be agreed on: {cause.reason or 'no answer'}"
    if isinstance(cause, smtplib.SMTPServerDisconnected):
        return str(cause.__context__ or "it was cut")
    return cause.strerror or type(cause).__name__


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
