"""Sending through a real server: what arrived, what was said, and nothing twice."""

from __future__ import annotations

import email
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path

import pytest
import trustme
from post_office import PASSWORD, USER, PostOffice, free_port, saying, serving

from kpi_workbook.errors import CannotMail
from kpi_workbook.mail.delivery import Login, Outcome, Server, login_from
from kpi_workbook.mail.message import Message
from kpi_workbook.mail.outbox import State, open_outbox, usual_place
from kpi_workbook.mail.sending import message_to_send, send
from kpi_workbook.settings import MailSettings

NOW = datetime(2023, 1, 16, 9, 30, tzinfo=UTC)
TO = ("chair@council.gov.uk", "clerk@council.gov.uk")
LOGIN = Login(USER, PASSWORD)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture(scope="session")
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def plain(office: PostOffice) -> Iterator[Server]:
    """A server on this machine, without encryption and login."""
    with serving(office) as port:
        yield Server("localhost", port, 20, ssl.create_default_context())


@pytest.fixture
def message(scrutiny: Path, settings: MailSettings) -> Message:
    return message_to_send(scrutiny, TO, settings)


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    return tmp_path / "state" / "outbox.sqlite"


def toml_for(server: Server) -> str:
    """The settings file of an organisation that sends through this server."""
    allowed = 'domains = ["council.gov.uk"]\nsender = "kpi@council.gov.uk"'
    return f'[mail]\n{allowed}\nhost = "{server.host}"\nport = {server.port}\n'


def state(outbox: Path, message: Message) -> State | None:
    with open_outbox(outbox) as journal:
        entry = journal.entry(message)
    return entry and entry.state


def test_a_message_arrives_whole_and_once(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path
) -> None:
    assert send(message, settings, plain, outbox, NOW) == Outcome(State.SENT, "the server has taken it (250 taken)")
    assert send(message, settings, plain, outbox, NOW) == Outcome(
        State.SENT, "it was sent on 16/01/2023 at 09:30 already; nothing was sent now"
    )
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


def test_again_sends_again(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path
) -> None:
    for _ in range(2):
        assert send(message, settings, plain, outbox, NOW, again=True).state is State.SENT
    assert len(office.taken) == 2


def test_lines_that_begin_with_a_dot_arrive_as_they_are(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path
) -> None:
    send(replace(message, text=".\r\n..x\r\nend"), settings, plain, outbox, NOW)
    ((_, _, content),) = office.taken
    part = email.message_from_bytes(content, policy=default).get_body(("plain",))  # type: ignore[attr-defined]
    assert part.get_content().split() == [".", "..x", "end"]


@pytest.mark.parametrize(("answer", "left"), [("550 no such user", State.REFUSED), ("450 mailbox busy", State.QUEUED)])
def test_a_refused_recipient_stops_the_whole(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path, answer: str, left: State
) -> None:
    office.answers = {TO[1]: answer}
    assert send(message, settings, plain, outbox, NOW) == Outcome(
        left, "the server refused a recipient, so nobody was sent anything", (f"{TO[1]}: {answer}",)
    )
    assert (office.taken, state(outbox, message)) == ([], left)
    office.answers = {}
    assert send(message, settings, plain, outbox, NOW).state is State.SENT
    assert len(office.taken) == 1


@pytest.mark.parametrize(("answer", "left"), [("554 spam", State.REFUSED), ("451 try later", State.QUEUED)])
def test_a_refused_message_is_told_and_may_be_tried_again(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path, answer: str, left: State
) -> None:
    office.after_data = answer
    assert send(message, settings, plain, outbox, NOW) == Outcome(left, f"the server refused the message ({answer})")
    office.after_data = "250 taken"
    assert send(message, settings, plain, outbox, NOW).state is State.SENT
    assert len(office.taken) == 1


def test_a_connection_lost_after_the_last_line_is_in_doubt_and_not_sent_again(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path
) -> None:
    office.hang_up = True
    outcome = send(message, settings, plain, outbox, NOW)
    assert outcome.state is State.DOUBT
    assert outcome.words.startswith("the connection was lost before the server's last answer")
    office.hang_up = False
    with pytest.raises(CannotMail, match="it may have arrived on 16/01/2023 at 09:30"):
        send(message, settings, plain, outbox, NOW)
    assert len(office.taken) == 1
    assert send(message, settings, plain, outbox, NOW, again=True).state is State.SENT


def test_encryption_and_login(
    office: PostOffice, message: Message, settings: MailSettings, outbox: Path, tls: ssl.SSLContext,
    trusting: ssl.SSLContext,
) -> None:  # fmt: skip
    with serving(office, tls) as port:
        wrong = Server("localhost", port, 20, trusting, Login(USER, "another-secret"))
        refused = send(message, settings, wrong, outbox, NOW)
        sent = send(message, settings, replace(wrong, login=LOGIN), outbox, NOW)
    assert refused == Outcome(State.REFUSED, "the server refused the login (535)")
    assert (sent.state, office.logins, len(office.taken)) == (State.SENT, 1, 1)
    for written in (repr(wrong), repr(refused), repr(sent), outbox.read_bytes().decode("latin-1")):
        assert "secret" not in written


def test_a_certificate_of_somebody_else_is_not_believed(
    office: PostOffice, message: Message, settings: MailSettings, outbox: Path, tls: ssl.SSLContext
) -> None:
    with serving(office, tls) as port:
        outcome = send(
            message, settings, Server("localhost", port, 20, ssl.create_default_context(), LOGIN), outbox, NOW
        )
    assert outcome.state is State.QUEUED
    assert "its certificate is not believed" in outcome.words
    assert (office.logins, office.taken) == (0, [])


def test_nothing_is_said_in_the_clear(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path
) -> None:
    outcome = send(message, settings, replace(plain, login=LOGIN), outbox, NOW)
    assert outcome.state is State.REFUSED
    assert "nothing is sent in the clear" in outcome.words
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
    assert Server(host, 25, 1, ssl.create_default_context(), login).must_encrypt is encrypted


def test_a_message_larger_than_the_server_takes(
    office: PostOffice, message: Message, settings: MailSettings, outbox: Path
) -> None:
    with serving(office, largest=1000) as port:
        outcome = send(message, settings, Server("localhost", port, 20, ssl.create_default_context()), outbox, NOW)
    assert outcome.state is State.REFUSED
    assert outcome.words.endswith("and the server takes 1000")
    assert office.taken == []


def test_a_dripping_server_is_left_in_time(message: Message, settings: MailSettings, outbox: Path) -> None:
    began = time.monotonic()
    with saying(b"2", 0.05) as port:
        outcome = send(message, settings, Server("localhost", port, 0.5, ssl.create_default_context()), outbox, NOW)
    assert outcome.state is State.QUEUED
    assert time.monotonic() - began < 3


def test_a_server_that_says_too_much_is_left(message: Message, settings: MailSettings, outbox: Path) -> None:
    with saying(b"220-and\r\n" * 1000, 0) as port:
        outcome = send(message, settings, Server("localhost", port, 20, ssl.create_default_context()), outbox, NOW)
    assert outcome.state is State.QUEUED
    assert "the server says more than any server needs to" in outcome.words


def test_no_server_at_all(message: Message, settings: MailSettings, outbox: Path) -> None:
    port = free_port()
    outcome = send(message, settings, Server("127.0.0.1", port, 5, ssl.create_default_context()), outbox, NOW)
    assert outcome.state is State.QUEUED
    assert outcome.words.startswith(f"no whole conversation with 127.0.0.1:{port}")


@pytest.mark.parametrize(("stopped_at", "found"), [(State.SENDING, State.QUEUED), (State.DOUBT, State.DOUBT)])
def test_a_killed_program_leaves_what_is_known(message: Message, outbox: Path, stopped_at: State, found: State) -> None:
    with open_outbox(outbox) as journal:
        journal.record(message, stopped_at, "", NOW)
    assert state(outbox, message) is found


def test_killed_while_the_server_thinks_is_in_doubt_and_not_sent_again(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, scrutiny: Path, outbox: Path
) -> None:
    office.thinks_for_seconds = 30
    toml = outbox.parent.with_suffix(".toml")
    toml.write_text(toml_for(plain))
    command = (sys.executable, "-m", "kpi_workbook", "email", scrutiny, "--settings", toml, "--outbox", outbox)
    recipients = (word for address in TO for word in ("--to", address))
    with subprocess.Popen([*map(str, command), *recipients, "--send", "--yes"]) as program:
        deadline = time.monotonic() + 30
        while not office.taken and time.monotonic() < deadline:
            time.sleep(0.02)
        program.kill()
    with pytest.raises(CannotMail, match="the program was stopped while the server was taking it"):
        send(message, settings, plain, outbox, NOW)
    assert len(office.taken) == 1


def test_one_sends_at_a_time(plain: Server, message: Message, settings: MailSettings, outbox: Path) -> None:
    with open_outbox(outbox), pytest.raises(CannotMail, match="another message is being sent just now"):
        send(message, settings, plain, outbox, NOW)


def test_a_journal_that_cannot_be_kept_stops_the_sending(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, tmp_path: Path
) -> None:
    (tmp_path / "outbox.sqlite").write_text("no database at all, and long enough to be looked at as one " * 20)
    with pytest.raises(CannotMail, match="the outbox cannot be kept"):
        send(message, settings, plain, tmp_path / "outbox.sqlite", NOW)
    assert office.taken == []


def test_nobody_outside_the_allow_list(
    office: PostOffice, plain: Server, scrutiny: Path, public: Path, settings: MailSettings, message: Message,
    outbox: Path,
) -> None:  # fmt: skip
    with pytest.raises(CannotMail, match=r"member@example\.org: the internal edition may not be mailed there"):
        message_to_send(scrutiny, ["member@example.org"], settings)
    with pytest.raises(CannotMail, match="may not be mailed there"):
        send(replace(message, to=("friend@example.net",)), settings, plain, outbox, NOW)
    with pytest.raises(CannotMail, match="may not be mailed there"):
        message_to_send(scrutiny, TO, MailSettings(sender="kpi@council.gov.uk"))
    with pytest.raises(CannotMail, match="the settings name no sender"):
        message_to_send(scrutiny, TO, MailSettings(domains=("council.gov.uk",)))
    assert office.taken == []
    allowed = message_to_send(public, ["member@example.org"], settings)
    assert send(allowed, settings, plain, outbox, NOW).state is State.SENT


def test_half_a_login_is_refused() -> None:
    assert login_from({}) is None
    assert login_from({"KPI_WORKBOOK_SMTP_USER": USER, "KPI_WORKBOOK_SMTP_PASSWORD": PASSWORD}) == LOGIN
    with pytest.raises(CannotMail, match="only one of"):
        login_from({"KPI_WORKBOOK_SMTP_USER": USER})


def test_the_usual_place_of_the_outbox() -> None:
    home = Path("/home/me")
    assert usual_place("linux", home, {}) == home / ".local/state/kpi_workbook/outbox.sqlite"
    assert usual_place("linux", home, {"XDG_STATE_HOME": "/s"}) == Path("/s/kpi_workbook/outbox.sqlite")
    assert usual_place("darwin", home, {}) == home / "Library/Application Support/kpi_workbook/outbox.sqlite"
    assert usual_place("win32", home, {"LOCALAPPDATA": "/l"}) == Path("/l/kpi_workbook/outbox.sqlite")


def test_the_command_sends_only_when_told_and_agreed(
    run, office: PostOffice, plain: Server, scrutiny: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "mine.toml"
    settings.write_text(toml_for(plain))
    common = ("email", scrutiny, "--to", TO[0], "--settings", settings, "--outbox", tmp_path / "outbox.sqlite")
    unasked = run(*common, "--send")
    assert (unasked.code, "give --yes" in unasked.err, office.taken) == (2, True, [])
    assert run(*common, "--send", "--draft", tmp_path / "x.eml").code == 2
    assert run(*common, "--draft", tmp_path / "x.eml").code == 0
    assert office.taken == []
    office.answers = {TO[0]: "550 no such user"}
    refused = run(*common, "--send", "--yes")
    assert (refused.code, f"{TO[0]}: 550 no such user; nothing was sent" in refused.err) == (2, True)
    office.answers = {}
    sent = run(*common, "--send", "--yes")
    assert (sent.code, sent.out) == (0, f"kpis-scrutiny.xlsx to {TO[0]}: the server has taken it (250 taken)\n")
    assert run(*common, "--send", "--yes").code == 0
    assert len(office.taken) == 1
