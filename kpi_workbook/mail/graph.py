"""Sending through Microsoft Graph: one request, or a draft, its attachment in pieces, and the word to send it.

Sizes are Graph's own: a request takes an attachment of less than 3 MB; a larger one needs an upload session, in pieces
that are multiples of 320 KiB and at most 4 MB. A message is in doubt from just before the last byte of the request that
sends it until the answer, as with a mail server.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .carrier import NotTaken, Outcome, State
from .message import MIME_TYPE, Letter
from .sign_in import PUBLIC_CLOUD, Cloud

if TYPE_CHECKING:
    import requests

LARGEST_AT_ONCE = 3_000_000
PIECE = 10 * 320 * 1024
MOST_BYTES_SAID = 1024 * 1024
LONGEST_REPLY = 160
SHORTEST_SECONDS, SECONDS_TO_TIDY = 0.001, 10.0
DONE, TAKEN = 200, 202
BUSY = (429, 503)
"""Too much at once, and not just now: nothing was done, says Graph, and it may be asked again."""
ADVICE = {
    401: "; sign in again, or have the application's secret checked",
    403: "; the application needs the permission Mail.Send for this sender, and Mail.ReadWrite for a large workbook",
    413: "; put the workbook where readers can fetch it",
}
Signing = Callable[["requests.PreparedRequest"], "requests.PreparedRequest"]


class Step(StrEnum):
    """What was asked of Graph, in words."""

    DRAFT = "a draft"
    ATTACHMENT = "the attachment"
    SENDING = "the message"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Microsoft 365, signed in to. `seconds` is the longest for all of a letter's requests; `pause` waits where the
    service asks for it."""

    token: str = field(repr=False)
    seconds: float
    cloud: Cloud = PUBLIC_CLOUD
    pause: Callable[[float], None] = time.sleep

    def carry(self, letter: Letter, before_the_end: Callable[[], None]) -> Outcome:
        """Hands a letter over; see `Carrier`. Whom it cannot reach, the service tells the sender by mail."""
        import requests

        ended = False

        def end() -> None:
            nonlocal ended
            before_the_end()
            ended = True

        with requests.Session() as session:
            line = _Line(session, self, time.monotonic() + self.seconds)
            try:
                _hand_over(line, letter, end)
            except NotTaken as answer:
                return Outcome(answer.state, str(answer))
            except requests.RequestException as cause:
                if ended:
                    where = f"the Sent Items of {letter.sender} tell whether it went"
                    return Outcome(
                        State.DOUBT, f"the connection was lost before the answer ({_reason(cause)}); {where}"
                    )
                return Outcome(State.QUEUED, f"no whole conversation with Microsoft 365 ({_reason(cause)})")
        return Outcome(
            State.SENT, f"Microsoft 365 has taken it; {letter.sender} is told by mail of whomever it cannot reach"
        )


class _LastByteLater:
    """A request's body that calls `before_the_end` when all but its last byte has gone."""

    def __init__(self, content: bytes, before_the_end: Callable[[], None]) -> None:
        self._content, self._before_the_end = content, before_the_end

    def __len__(self) -> int:
        return len(self._content)

    def __iter__(self) -> Iterator[bytes]:
        yield self._content[:-1]
        self._before_the_end()
        yield self._content[-1:]


@dataclass(frozen=True, slots=True)
class _Line:
    """The requests about one letter, all of them within its time."""

    session: requests.Session
    mailbox: Mailbox
    until: float

    def ask(self, step: Step, method: str, path: str, body: Any = None) -> requests.Response:
        """Graph's answer. Raises NotTaken for one that is not 2xx."""

        def with_token(request: requests.PreparedRequest) -> requests.PreparedRequest:
            request.headers["Authorization"] = f"Bearer {self.mailbox.token}"
            return request

        headers = {"Content-Type": "application/json"}
        return self.request(step, method, self.mailbox.cloud.graph + path, body, headers, with_token)

    def request(
        self, step: Step, method: str, url: str, body: Any, headers: dict[str, str], sign: Signing | None = None
    ) -> requests.Response:
        """Any service's answer, asked again where it is busy and says for how long."""
        while True:
            answer = self.session.request(
                method,
                url,
                data=body,
                headers=headers,
                auth=sign or _unsigned,
                timeout=self._left(),
                allow_redirects=False,
                stream=True,
                verify=self.mailbox.cloud.authorities or True,
            )
            if DONE <= answer.status_code < 300:
                return answer
            wait = _wait_asked_for(answer)
            if wait is None or wait > self._left():
                raise _refusal(step, answer)
            answer.close()
            self.mailbox.pause(wait)

    def _left(self) -> float:
        return max(self.until - time.monotonic(), SHORTEST_SECONDS)


def _unsigned(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """No login: else one would be looked for in the person's home."""
    return request


def _hand_over(line: _Line, letter: Letter, end: Callable[[], None]) -> None:
    mailbox = f"/users/{quote(letter.sender, safe='@')}"
    if len(letter.message.attachment) < LARGEST_AT_ONCE:
        whole = _LastByteLater(_json({"message": _content(letter) | {"attachments": [_attachment(letter)]}}), end)
        _want_taken(line.ask(Step.SENDING, "POST", f"{mailbox}/sendMail", whole))
        return
    made = line.ask(Step.DRAFT, "POST", f"{mailbox}/messages", _json(_content(letter)))
    draft = f"{mailbox}/messages/{quote(_said(made, 'id'), safe='')}"
    try:
        _attach(line, letter, draft)
        end()
    except Exception:
        _remove(line, draft)
        raise
    try:
        _want_taken(line.ask(Step.SENDING, "POST", f"{draft}/send"))
    except NotTaken as answer:
        if answer.state is not State.DOUBT:
            _remove(line, draft)
        raise


def _remove(line: _Line, draft: str) -> None:
    """Takes away a draft that was not sent, so that nobody sends it by hand besides."""
    with suppress(NotTaken, OSError):  # what matters more is on its way to the person already
        replace(line, until=time.monotonic() + SECONDS_TO_TIDY).ask(Step.DRAFT, "DELETE", draft)


def _attach(line: _Line, letter: Letter, draft: str) -> None:
    content = letter.message.attachment
    item = {"attachmentType": "file", "name": letter.message.name, "contentType": MIME_TYPE, "size": len(content)}
    session = line.ask(
        Step.ATTACHMENT, "POST", f"{draft}/attachments/createUploadSession", _json({"AttachmentItem": item})
    )
    place = _said(session, "uploadUrl")
    if not place.startswith("https://"):
        raise NotTaken("Microsoft 365 names a place in the clear for the attachment, and nothing is sent there")
    for start in range(0, len(content), PIECE):
        piece = content[start : start + PIECE]
        headers = {
            "Content-Range": f"bytes {start}-{start + len(piece) - 1}/{len(content)}",
            "Content-Type": "application/octet-stream",
        }
        line.request(Step.ATTACHMENT, "PUT", place, piece, headers).close()


def _content(letter: Letter) -> dict[str, Any]:
    """Graph's `message`, without its attachment. Graph makes the plain words from the HTML."""
    message = letter.message
    return {
        "subject": message.subject,
        "body": {"contentType": "HTML", "content": message.html},
        "toRecipients": [{"emailAddress": {"address": address}} for address in message.to],
        "internetMessageId": message.message_id,
    }


def _attachment(letter: Letter) -> dict[str, str]:
    return {
        "@odata.type": "#microsoft.graph.fileAttachment",
        "name": letter.message.name,
        "contentType": MIME_TYPE,
        "contentBytes": base64.b64encode(letter.message.attachment).decode("ascii"),
    }


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode("ascii")


def _want_taken(answer: requests.Response) -> None:
    if answer.status_code != TAKEN:
        raise NotTaken(
            f"Microsoft 365 answered {answer.status_code}, which does not say whether it was sent", State.DOUBT
        )


def _said(answer: requests.Response, key: str) -> str:
    """A text in an answer of 2xx."""
    value = _read(answer).get(key)
    if not isinstance(value, str) or not value:
        raise NotTaken(f"Microsoft 365's answer has no {key}", State.QUEUED)
    return value


def _read(answer: requests.Response) -> dict[str, Any]:
    """An answer's JSON; empty for anything that is no object of JSON, or too long for one."""
    content = b""
    for piece in answer.iter_content(MOST_BYTES_SAID // 16):
        content += piece
        if len(content) > MOST_BYTES_SAID:
            return {}
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _wait_asked_for(answer: requests.Response) -> float | None:
    """How many seconds to wait before asking again; None where it is not to be asked again."""
    said = answer.headers.get("Retry-After", "")
    return float(said) if answer.status_code in BUSY and said.isascii() and said.isdecimal() else None


def _refusal(step: Step, answer: requests.Response) -> NotTaken:
    """What an answer other than 2xx means, in its own words where it has any."""
    code = answer.status_code
    error = _read(answer).get("error")
    details = [str(error.get(key, "")) for key in ("code", "message")] if isinstance(error, dict) else []
    said = "".join(each for each in ": ".join(filter(None, details)) if each.isprintable())[:LONGEST_REPLY]
    return NotTaken(
        f"Microsoft 365 refused {step} ({f'{code} {said}'.strip()}){ADVICE.get(code, '')}", _state_after(step, code)
    )


def _state_after(step: Step, code: int) -> State:
    if 400 <= code < 500 and code not in BUSY:
        return State.REFUSED
    return State.DOUBT if step is Step.SENDING and code not in BUSY else State.QUEUED


def _reason(cause: requests.RequestException) -> str:
    import requests

    if isinstance(cause, requests.Timeout):
        return "no answer in time"
    if isinstance(cause, requests.exceptions.SSLError):
        return "its certificate is not believed"
    return "none was to be had, or it was cut" if isinstance(cause, requests.ConnectionError) else type(cause).__name__
