"""A real mail server on this machine: what arrives, what is said, and nothing in the clear."""

from __future__ import annotations

import email
import ssl
import time
from dataclasses import replace
from email.policy import default
from pathlib import Path

import pytest
from post_office import NOW, PASSWORD, TO, USER, PostOffice, free_port, saying, serving

from kpi_workbook.mail.carrier import Fate, State
from kpi_workbook.mail.login import Login
from kpi_workbook.mail.message import Message
from kpi_workbook.mail.sending import send
from kpi_workbook.mail.smtp import Server
from kpi_workbook.settings import MailSettings

LOGIN = Login(USER, PASSWORD)
STRANGERS = ssl.create_default_context()
"""Believes no certificate that these tests make."""


def test_a_message_arrives_whole_and_once(office: PostOffice, plain: Server, message: Message, post) -> None:
    assert post(plain) == (State.SENT, "the server has taken it (250 taken)")
    assert post(plain) == (State.SENT, "it was sent on 16/01/2023 at 09:30 already; nothing was sent now")
    ((sender, to, content),) = office.taken
    arrived = email.message_from_bytes(content, policy=default)
    assert (sender, tuple(to)) == ("kpi@council.gov.uk", TO)
    assert {name: arrived[name] for name in ("From", "To", "Date", "Message-ID", "X-Unsent")} == {
        "From": "kpi@council.gov.uk",
        "To": ", ".join(TO),
        "Date": "Mon, 16 Jan 2023 09:30:00 +0000",
        "Message-ID": message.message_id,
        "X-Unsent": None,
    }
    (attached,) = arrived.iter_attachments()  # type: ignore[attr-defined]
    assert attached.get_content() == message.digest.content


def test_lines_that_begin_with_a_dot_arrive_as_they_are(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path
) -> None:
    send([replace(message, text=".\r\n..x\r\nend")], settings, plain, outbox, NOW)
    ((_, _, content),) = office.taken
    part = email.message_from_bytes(content, policy=default).get_body(("plain",))  # type: ignore[attr-defined]
    assert part.get_content().split() == [".", "..x", "end"]


@pytest.mark.parametrize(("answer", "left"), [("550 no such user", State.REFUSED), ("450 mailbox busy", State.QUEUED)])
def test_a_refused_recipient_stops_the_whole(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path, answer: str, left: State
) -> None:
    office.answers = {TO[1]: answer}
    assert send([message], settings, plain, outbox, NOW) == (
        Fate(TO[0], State.QUEUED, "the server refused a recipient, so nobody was sent anything"),
        Fate(TO[1], left, answer),
    )
    assert office.taken == []
    office.answers = {}
    assert {each.state for each in send([message], settings, plain, outbox, NOW)} == {State.SENT}
    assert len(office.taken) == 1


@pytest.mark.parametrize(("answer", "left"), [("554 spam", State.REFUSED), ("451 try later", State.QUEUED)])
def test_a_refused_message_is_told_and_may_be_tried_again(
    office: PostOffice, plain: Server, post, answer: str, left: State
) -> None:
    office.after_data = answer
    for _ in range(2):
        assert post(plain) == (left, f"the server refused the message ({answer})")
    office.after_data = "250 taken"
    assert post(plain)[0] is State.SENT
    assert len(office.taken) == 1


def test_encryption_and_login(
    office: PostOffice, outbox: Path, post, tls: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    with serving(office, tls) as port:
        wrong = Server("localhost", port, 20, trusting, Login(USER, "another-secret"))
        refused = post(wrong)
        sent = post(replace(wrong, login=LOGIN))
    assert refused == (State.REFUSED, "the server refused the login (535)")
    assert (sent[0], office.logins, len(office.taken)) == (State.SENT, 1, 1)
    for written in (repr(wrong), *refused, *sent, outbox.read_bytes().decode("latin-1")):
        assert "secret" not in written


def test_a_login_that_is_wanted_and_not_there(
    office: PostOffice, post, tls: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    with serving(office, tls) as port:
        state, words = post(Server("localhost", port, 20, trusting))
    assert state is State.REFUSED
    assert words.startswith("the server refused the sender (530 ")
    assert words.endswith("set KPI_WORKBOOK_SMTP_USER and KPI_WORKBOOK_SMTP_PASSWORD")


def test_a_certificate_of_somebody_else_is_not_believed(office: PostOffice, post, tls: ssl.SSLContext) -> None:
    with serving(office, tls) as port:
        state, words = post(Server("localhost", port, 20, STRANGERS, LOGIN))
    assert state is State.QUEUED
    assert "its certificate is not believed" in words
    assert (office.logins, office.taken) == (0, [])


def test_nothing_is_said_in_the_clear(office: PostOffice, plain: Server, post) -> None:
    assert post(replace(plain, login=LOGIN)) == (
        State.REFUSED,
        "the server does not offer to encrypt, and nothing is sent in the clear",
    )
    assert office.taken == []


@pytest.mark.parametrize(
    ("host", "login", "encrypted"),
    [
        ("localhost", None, False),
        ("127.0.0.2", None, False),
        ("::1", None, False),
        ("localhost", LOGIN, True),
        ("smtp.council.gov.uk", None, True),
        ("localhost.evil.example", None, True),
        ("10.0.0.1", None, True),
    ],
)
def test_only_this_machine_may_do_without_encryption(host: str, login: Login | None, encrypted: bool) -> None:
    assert Server(host, 25, 1, STRANGERS, login).must_encrypt is encrypted


def test_a_message_larger_than_the_server_takes(office: PostOffice, post) -> None:
    with serving(office, largest=1000) as port:
        state, words = post(Server("localhost", port, 20, STRANGERS))
    assert state is State.REFUSED
    assert words.endswith("and the server takes 1000")
    assert office.taken == []


def test_a_dripping_server_is_left_in_time(post) -> None:
    began = time.monotonic()
    with saying(b"2", 0.05) as port:
        state, _ = post(Server("localhost", port, 0.5, STRANGERS))
    assert state is State.QUEUED
    assert time.monotonic() - began < 3


def test_a_server_that_says_too_much_is_left(post) -> None:
    with saying(b"220-and\r\n" * 1000, 0) as port:
        state, words = post(Server("localhost", port, 20, STRANGERS))
    assert state is State.QUEUED
    assert "the server says more than any server needs to" in words


def test_no_server_at_all(post) -> None:
    port = free_port()
    state, words = post(Server("127.0.0.1", port, 5, STRANGERS))
    assert state is State.QUEUED
    assert words.startswith(f"no whole conversation with 127.0.0.1:{port}")
