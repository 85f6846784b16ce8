"""A local HTTPS server that plays Microsoft's login and Graph: tokens, mail, drafts, uploads; and their faults."""

from __future__ import annotations

import json
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote

TENANT, CLIENT, SECRET = "council.gov.uk", "01234567-89ab-cdef-0123-456789abcdef", "planted-secret-4711"
TOKEN = "planted-token-0815"  # noqa: S105 - of no use anywhere
Answer = tuple[int, dict[str, str], Any]
CUT, CUT_AFTERWARDS, SILENT = "cut", "cut afterwards", "silent"
SILENCE_SECONDS = 1.5


@dataclass
class Microsoft:
    """What it answers: `faults` by step, each used up in turn, before all goes well again. `sent` is what went out."""

    faults: dict[str, list[Answer | str]] = field(default_factory=dict)
    sent: list[dict[str, Any]] = field(default_factory=list)
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    """Requests that carry a token where none belongs, or lack one."""
    waits_for_person: int = 1
    base: str = ""

    def answer(self, step: str) -> Answer | str | None:
        self.asked.append(step)
        waiting = self.faults.get(step)
        return waiting.pop(0) if waiting else None


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        return

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        step, work = self._step(unquote(self.path))
        fault = self.server.office.answer(step)
        if fault == CUT:
            self._cut()
            return
        if fault == SILENT:
            time.sleep(SILENCE_SECONDS)
            self._cut()
            return
        if isinstance(fault, tuple):
            self._say(*fault)
            return
        answer = work(body)
        if fault == CUT_AFTERWARDS:
            self._cut()
            return
        self._say(*answer)

    do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815

    def _step(self, path: str) -> tuple[str, Callable[[bytes], Answer]]:
        signed = self.headers.get("Authorization")
        if path.startswith("/v1.0/") and signed != f"Bearer {TOKEN}":
            self.server.office.strangers.append(path)
            return "unsigned", lambda _: (401, {}, {"error": {"code": "InvalidAuthenticationToken"}})
        if path.startswith("/upload/") and signed is not None:
            self.server.office.strangers.append(path)
        for step, pattern, work in self._steps():
            if found := re.fullmatch(pattern, f"{self.command} {path}"):
                return step, partial(_with, work, found.groups())
        return "unknown", lambda _: (404, {}, {"error": {"code": "NotFound", "message": path}})

    def _steps(self) -> tuple[tuple[str, str, Callable[..., Answer]], ...]:
        messages = r"/v1\.0/users/kpi@council\.gov\.uk/messages"
        return (
            ("discovery", rf"GET /{TENANT}/v2\.0/\.well-known/openid-configuration", self._discovery),
            ("device", rf"POST /{TENANT}/oauth2/v2\.0/devicecode", self._device),
            ("token", rf"POST /{TENANT}/oauth2/v2\.0/token", self._token),
            ("sendMail", r"POST /v1\.0/users/kpi@council\.gov\.uk/sendMail", self._send_mail),
            ("draft", rf"POST {messages}", self._draft),
            ("session", rf"POST {messages}/(.+)/attachments/createUploadSession", self._session),
            ("piece", r"PUT /upload/(.+)", self._piece),
            ("send", rf"POST {messages}/(.+)/send", self._send),
            ("remove", rf"DELETE {messages}/(.+)", self._remove),
        )

    def _discovery(self, _: bytes) -> Answer:
        login = f"{self.server.office.base}/{TENANT}"
        return 200, {}, {
            "issuer": f"{login}/v2.0", "authorization_endpoint": f"{login}/oauth2/v2.0/authorize",
            "token_endpoint": f"{login}/oauth2/v2.0/token",
            "device_authorization_endpoint": f"{login}/oauth2/v2.0/devicecode",
        }  # fmt: skip

    def _device(self, _: bytes) -> Answer:
        return 200, {}, {
            "device_code": "planted-device-code", "user_code": "ABCD1234", "interval": 0, "expires_in": 900,
            "verification_uri": "https://microsoft.com/devicelogin", "message": "…",
        }  # fmt: skip

    def _token(self, body: bytes) -> Answer:
        form = {key: values[0] for key, values in parse_qs(body.decode()).items()}
        self.server.office.forms.append(form)
        if form["grant_type"] == "client_credentials" and form.get("client_secret") != SECRET:
            words = f"AADSTS7000215: Invalid client secret provided: {form.get('client_secret')}"
            return 401, {}, {"error": "invalid_client", "error_description": words}
        if form["grant_type"].endswith("device_code") and self.server.office.waits_for_person:
            self.server.office.waits_for_person -= 1
            return 400, {}, {"error": "authorization_pending"}
        return 200, {}, {"token_type": "Bearer", "expires_in": 3599, "access_token": TOKEN}

    def _send_mail(self, body: bytes) -> Answer:
        self.server.office.sent.append(json.loads(body)["message"])
        return 202, {}, None

    def _draft(self, body: bytes) -> Answer:
        name = f"AAMk+draft/{len(self.server.office.drafts)}="
        self.server.office.drafts[name] = {"message": json.loads(body), "content": b""}
        return 201, {}, {"id": name}

    def _session(self, body: bytes, name: str) -> Answer:
        self.server.office.drafts[name]["item"] = json.loads(body)["AttachmentItem"]
        return 201, {}, {"uploadUrl": f"{self.server.office.base}/upload/{name}", "nextExpectedRanges": ["0-"]}

    def _piece(self, body: bytes, name: str) -> Answer:
        draft, total = self.server.office.drafts[name], self.server.office.drafts[name]["item"]["size"]
        begin = len(draft["content"])
        assert self.headers["Content-Range"] == f"bytes {begin}-{begin + len(body) - 1}/{total}"
        draft["content"] += body
        return (201 if len(draft["content"]) == total else 200), {}, {"nextExpectedRanges": []}

    def _send(self, _: bytes, name: str) -> Answer:
        self.server.office.sent.append(self.server.office.drafts.pop(name))
        return 202, {}, None

    def _remove(self, _: bytes, name: str) -> Answer:
        del self.server.office.drafts[name]
        return 204, {}, None

    def _say(self, code: int, headers: dict[str, str], content: Any) -> None:
        body = content if isinstance(content, bytes) else b"" if content is None else json.dumps(content).encode()
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _cut(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


def _with(work: Callable[..., Answer], names: tuple[str, ...], body: bytes) -> Answer:
    return work(body, *names)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, office: Microsoft) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.office = office

    def handle_error(self, *_: object) -> None:
        """A connection that was cut is no news."""


@contextmanager
def serving(office: Microsoft, tls: ssl.SSLContext) -> Iterator[str]:
    """The server's address, `https://localhost:…`."""

    with _Server(office) as server:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        office.base = f"https://localhost:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield office.base
        finally:
            server.shutdown()
            thread.join()
