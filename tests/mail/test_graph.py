"""Microsoft Graph, played by a real HTTPS server on this machine: what goes out, what is told, and nothing twice."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Iterator
from dataclasses import replace
from functools import partialmethod
from pathlib import Path

import pytest
import trustme
from microsoft import CLIENT, CUT, CUT_AFTERWARDS, SECRET, SILENT, TENANT, TOKEN, Microsoft, serving
from post_office import NOW, TO

from kpi_workbook.errors import CannotMail
from kpi_workbook.mail.carrier import State
from kpi_workbook.mail.graph import LARGEST_AT_ONCE, PIECE, Mailbox
from kpi_workbook.mail.message import Message, ready
from kpi_workbook.mail.sending import send
from kpi_workbook.mail.sign_in import Cloud, application_secret, sign_in
from kpi_workbook.settings import GraphSettings, MailSettings

GRAPH = GraphSettings(tenant=TENANT, client=CLIENT)
TAKEN = "Microsoft 365 has taken it; kpi@council.gov.uk is told by mail of whomever it cannot reach"


@pytest.fixture
def microsoft() -> Microsoft:
    return Microsoft()


@pytest.fixture
def cloud(
    microsoft: Microsoft, tls: ssl.SSLContext, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Cloud]:
    for other in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(other, raising=False)
    believed = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(believed))
    with serving(microsoft, tls) as base:
        yield Cloud(login=base, graph=f"{base}/v1.0", authorities=str(believed))


@pytest.fixture
def waits() -> list[float]:
    """How long the service had us wait."""
    return []


@pytest.fixture
def mailbox(cloud: Cloud, waits: list[float]) -> Mailbox:
    return Mailbox(TOKEN, 20, cloud, waits.append)


@pytest.fixture
def large(message: Message) -> Message:
    """A message about a workbook too large for one request."""
    return replace(message, digest=replace(message.digest, content=bytes(range(256)) * 16_000))


def test_the_application_signs_in_with_its_secret(microsoft: Microsoft, cloud: Cloud) -> None:
    assert sign_in(GRAPH, SECRET, pytest.fail, 10, cloud) == TOKEN
    ((form),) = microsoft.forms
    assert {key: form[key] for key in ("grant_type", "client_id", "client_secret", "scope")} == {
        "grant_type": "client_credentials",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "scope": "https://graph.microsoft.com/.default",
    }


def test_a_person_signs_in_with_a_code(microsoft: Microsoft, cloud: Cloud) -> None:
    shown: list[str] = []
    assert sign_in(GRAPH, None, shown.append, 10, cloud) == TOKEN
    assert shown == ["To sign in, open https://microsoft.com/devicelogin in a browser and type the code ABCD1234"]
    assert microsoft.asked == ["discovery", "device", "token", "token"]


def test_a_refused_secret_is_told_without_it(cloud: Cloud) -> None:
    with pytest.raises(CannotMail, match=r"refused the signing in \(invalid_client, AADSTS7000215\)") as caught:
        sign_in(GRAPH, "planted-wrong-secret", pytest.fail, 10, cloud)
    assert "planted" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_refused_person(microsoft: Microsoft, cloud: Cloud) -> None:
    microsoft.faults = {"token": [(400, {}, {"error": "authorization_declined"})]}
    with pytest.raises(CannotMail, match=r"refused the signing in \(authorization_declined\)"):
        sign_in(GRAPH, None, lambda _: None, 10, cloud)
    microsoft.faults = {"device": [(400, {}, {"error": "invalid_request"})]}
    with pytest.raises(CannotMail, match=r"refused the signing in \(invalid_request\)"):
        sign_in(GRAPH, None, pytest.fail, 10, cloud)


@pytest.mark.parametrize(
    "fault", [CUT, (404, {}, {"error": "invalid_tenant"}), (200, {}, b"<html>"), (200, {}, {}), (200, {}, [1])]
)
def test_no_login_service(microsoft: Microsoft, cloud: Cloud, fault: object) -> None:
    microsoft.faults = {"discovery": [fault] * 3}  # type: ignore[dict-item]
    with pytest.raises(CannotMail, match="no signing in to Microsoft 365"):
        sign_in(GRAPH, SECRET, pytest.fail, 10, cloud)


@pytest.mark.parametrize("step", ["device", "token"])
@pytest.mark.parametrize("content", [b"<html>", b"[]", b"{}", b'{"user_code": "A"}', b'{"access_token": ""}'])
def test_a_login_service_that_says_nonsense(microsoft: Microsoft, cloud: Cloud, step: str, content: bytes) -> None:
    microsoft.faults = {step: [(200, {}, content)]}
    with pytest.raises(CannotMail, match="Microsoft 365"):
        sign_in(GRAPH, None, lambda _: None, 10, cloud)


def test_a_login_service_of_somebody_else_is_not_believed(microsoft: Microsoft, cloud: Cloud) -> None:
    with pytest.raises(CannotMail, match=r"no signing in to Microsoft 365 \(SSLError\)"):
        sign_in(GRAPH, SECRET, pytest.fail, 10, replace(cloud, authorities=None))
    assert microsoft.forms == []


def test_where_the_secret_comes_from() -> None:
    kept = {("kpi-workbook:graph", CLIENT): "from the keyring"}
    keyring = lambda service, user: kept.get((service, user))  # noqa: E731
    assert application_secret(GRAPH, {"KPI_WORKBOOK_GRAPH_SECRET": "from outside"}, keyring) == "from outside"
    assert application_secret(GRAPH, {}, keyring) == "from the keyring"
    assert application_secret(GRAPH, {}, lambda *_: None) is None


def test_a_message_goes_out_whole_and_once(
    microsoft: Microsoft, mailbox: Mailbox, message: Message, post, outbox: Path
) -> None:
    assert post(mailbox) == (State.SENT, TAKEN)
    assert post(mailbox)[1] == "it was sent on 16/01/2023 at 09:30 already; nothing was sent now"
    (sent,) = microsoft.sent
    (attached,) = sent.pop("attachments")
    assert sent == {
        "subject": message.subject,
        "body": {"contentType": "HTML", "content": message.html},
        "toRecipients": [{"emailAddress": {"address": each}} for each in TO],
        "internetMessageId": message.message_id,
    }
    assert base64.b64decode(attached.pop("contentBytes")) == message.digest.content
    assert attached == {
        "@odata.type": "#microsoft.graph.fileAttachment",
        "name": "kpis-scrutiny.xlsx",
        "contentType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    assert microsoft.asked == ["sendMail"]
    assert TOKEN not in repr(mailbox) + outbox.read_bytes().decode("latin-1")


def test_a_large_workbook_goes_in_pieces(
    microsoft: Microsoft, mailbox: Mailbox, large: Message, settings: MailSettings, outbox: Path
) -> None:
    assert len(large.attachment) > max(LARGEST_AT_ONCE, PIECE)
    told = send([large], settings, mailbox, outbox, NOW)
    assert {(each.state, each.words) for each in told} == {(State.SENT, TAKEN)}
    ((sent),) = microsoft.sent
    assert sent["content"] == large.attachment
    assert sent["message"]["subject"] == large.subject
    assert (sent["item"]["name"], sent["item"]["size"]) == (large.name, len(large.attachment))
    assert microsoft.asked == ["draft", "session", "piece", "piece", "send"]
    assert (microsoft.strangers, microsoft.drafts) == ([], {})


@pytest.mark.parametrize("code", [429, 503])
def test_a_busy_service_is_asked_again_when_it_says(
    microsoft: Microsoft, mailbox: Mailbox, post, waits: list[float], code: int
) -> None:
    microsoft.faults = {"sendMail": [(code, {"Retry-After": "7"}, None), (code, {"Retry-After": "3"}, None)]}
    assert post(mailbox) == (State.SENT, TAKEN)
    assert (waits, len(microsoft.sent)) == ([7, 3], 1)


@pytest.mark.parametrize(
    ("headers", "words"), [({"Retry-After": "600"}, "429 TooMany: slow down"), ({}, "429 TooMany: slow down")]
)
def test_a_service_that_is_busy_for_long_is_left(
    microsoft: Microsoft, mailbox: Mailbox, post, waits: list[float], headers: dict[str, str], words: str
) -> None:
    microsoft.faults = {"sendMail": [(429, headers, {"error": {"code": "TooMany", "message": "slow down"}})]}
    assert post(mailbox) == (State.QUEUED, f"Microsoft 365 refused the message ({words})")
    assert (waits, microsoft.sent) == ([], [])
    assert post(mailbox) == (State.SENT, TAKEN)


@pytest.mark.parametrize(
    ("fault", "state", "words"),
    [
        ((400, {}, {"error": {"code": "ErrorInvalidRecipients"}}), State.REFUSED, "(400 ErrorInvalidRecipients)"),
        ((401, {}, {"error": {"code": "InvalidAuthenticationToken"}}), State.REFUSED, "sign in again"),
        ((403, {}, {"error": {"code": "ErrorAccessDenied"}}), State.REFUSED, "the permission Mail.Send"),
        ((413, {}, None), State.REFUSED, "(413); put the workbook where readers can fetch it"),
        ((500, {}, {"error": "nonsense"}), State.DOUBT, "(500)"),
        ((504, {}, b"<html>gateway</html>"), State.DOUBT, "(504)"),
        ((302, {"Location": "https://example.net/"}, None), State.DOUBT, "(302)"),
        ((200, {}, {}), State.DOUBT, "answered 200, which does not say whether it was sent"),
        (CUT, State.DOUBT, "the connection was lost before the answer"),
        (CUT_AFTERWARDS, State.DOUBT, "the connection was lost before the answer"),
    ],
)  # fmt: skip
def test_what_an_answer_means(
    microsoft: Microsoft, mailbox: Mailbox, post, fault: object, state: State, words: str
) -> None:
    microsoft.faults = {"sendMail": [fault]}  # type: ignore[list-item]
    told = post(mailbox)
    assert (told[0], words in told[1]) == (state, True)
    assert len(microsoft.sent) == (fault == CUT_AFTERWARDS)
    retried, _ = post(mailbox)
    assert retried is (State.DOUBT if state is State.DOUBT else State.SENT)
    assert len(microsoft.sent) == (fault == CUT_AFTERWARDS or state is State.REFUSED)


@pytest.mark.parametrize("step", ["draft", "session", "piece"])
@pytest.mark.parametrize(
    ("fault", "state"),
    [((403, {}, None), State.REFUSED), ((500, {}, None), State.QUEUED), (CUT, State.QUEUED)],
)
def test_a_large_workbook_that_stops_on_the_way_is_not_sent_and_leaves_no_draft(
    microsoft: Microsoft, mailbox: Mailbox, large: Message, settings: MailSettings, outbox: Path, step: str,
    fault: object, state: State,
) -> None:  # fmt: skip
    microsoft.faults = {step: [fault]}  # type: ignore[list-item]
    assert {each.state for each in send([large], settings, mailbox, outbox, NOW)} == {state}
    assert (microsoft.sent, microsoft.drafts) == ([], {})
    assert {each.state for each in send([large], settings, mailbox, outbox, NOW)} == {State.SENT}
    assert len(microsoft.sent) == 1


@pytest.mark.parametrize(("fault", "state"), [((403, {}, None), State.REFUSED), ((429, {}, None), State.QUEUED)])
def test_a_large_workbook_refused_at_its_end_leaves_no_draft(
    microsoft: Microsoft, mailbox: Mailbox, large: Message, settings: MailSettings, outbox: Path, fault: object,
    state: State,
) -> None:  # fmt: skip
    microsoft.faults = {"send": [fault], "remove": [(500, {}, None)]}  # type: ignore[list-item]
    assert {each.state for each in send([large], settings, mailbox, outbox, NOW)} == {state}
    assert (microsoft.asked[-1], len(microsoft.drafts)) == ("remove", 1)
    microsoft.faults = {"send": [fault]}  # type: ignore[list-item]
    send([large], settings, mailbox, outbox, NOW)
    assert (len(microsoft.drafts), microsoft.sent) == (1, [])


@pytest.mark.parametrize(("fault", "arrived"), [(CUT, 0), (CUT_AFTERWARDS, 1), ((502, {}, None), 0)])
def test_a_large_workbook_is_in_doubt_only_at_its_end(
    microsoft: Microsoft, mailbox: Mailbox, large: Message, settings: MailSettings, outbox: Path, fault: object,
    arrived: int,
) -> None:  # fmt: skip
    microsoft.faults = {"send": [fault]}  # type: ignore[list-item]
    for _ in range(2):
        assert {each.state for each in send([large], settings, mailbox, outbox, NOW)} == {State.DOUBT}
    assert len(microsoft.sent) == arrived


@pytest.mark.parametrize(("step", "lacks"), [("draft", "id"), ("session", "uploadUrl")])
@pytest.mark.parametrize("content", [b"[]", b"<html>", b"{}", b" " * 2_000_000])
def test_an_answer_without_what_is_needed(
    microsoft: Microsoft, mailbox: Mailbox, large: Message, settings: MailSettings, outbox: Path, step: str,
    lacks: str, content: bytes,
) -> None:  # fmt: skip
    microsoft.faults = {step: [(201, {}, content)]}
    told = send([large], settings, mailbox, outbox, NOW)
    assert {(each.state, each.words) for each in told} == {(State.QUEUED, f"Microsoft 365's answer has no {lacks}")}


@pytest.mark.parametrize(("step", "state"), [("draft", State.QUEUED), ("piece", State.QUEUED), ("send", State.DOUBT)])
def test_a_silent_service_is_left_in_time(
    microsoft: Microsoft, mailbox: Mailbox, large: Message, settings: MailSettings, outbox: Path, step: str,
    state: State,
) -> None:  # fmt: skip
    microsoft.faults = {step: [SILENT]}
    told = send([large], settings, replace(mailbox, seconds=0.5), outbox, NOW)
    assert {each.state for each in told} == {state}
    assert all("no answer in time" in each.words for each in told)
    assert (microsoft.sent, len(microsoft.drafts)) == ([], step == "send")


def test_nothing_goes_to_a_place_in_the_clear(
    microsoft: Microsoft, mailbox: Mailbox, large: Message, settings: MailSettings, outbox: Path
) -> None:
    microsoft.faults = {"session": [(201, {}, {"uploadUrl": "http://localhost/upload"})]}
    told = send([large], settings, mailbox, outbox, NOW)
    assert {each.words for each in told} == {
        "Microsoft 365 names a place in the clear for the attachment, and nothing is sent there"
    }


def test_a_server_of_somebody_else_gets_nothing(microsoft: Microsoft, cloud: Cloud, post) -> None:
    state, words = post(Mailbox(TOKEN, 20, replace(cloud, authorities=None)))
    assert (state, "its certificate is not believed" in words, microsoft.asked) == (State.QUEUED, True, [])


def test_a_journal_that_fails_at_the_end_keeps_the_message(
    microsoft: Microsoft, mailbox: Mailbox, message: Message
) -> None:
    def fail() -> None:
        raise CannotMail("the disk is full")

    letter = ready(message, "kpi@council.gov.uk", NOW, MailSettings())
    with pytest.raises(CannotMail, match="the disk is full"):
        mailbox.carry(letter, fail)
    assert microsoft.sent == []


@pytest.fixture
def command(run, scrutiny: Path, cloud: Cloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs `email --send` about the scrutiny workbook, through the server that plays Microsoft."""
    monkeypatch.setattr("kpi_workbook.mail.sign_in.PUBLIC_CLOUD", cloud)
    monkeypatch.setattr(Mailbox, "__init__", partialmethod(Mailbox.__init__, cloud=cloud))
    settings = tmp_path / "mine.toml"
    settings.write_text(
        '[mail]\ndomains = ["council.gov.uk"]\nsender = "kpi@council.gov.uk"\n'
        f'[mail.graph]\ntenant = "{TENANT}"\nclient = "{CLIENT}"\n'
    )
    common = (
        "email",
        scrutiny,
        "--settings",
        settings,
        "--outbox",
        tmp_path / "outbox.sqlite",
        "--to",
        TO[0],
        "--send",
    )
    return lambda *options: run(*common, *options)


def test_the_command_sends_through_microsoft(
    command, microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("KPI_WORKBOOK_GRAPH_SECRET", raising=False)
    nobody = command("--yes")
    assert (nobody.code, "nobody is here to sign in" in nobody.err, microsoft.asked) == (2, True, [])
    monkeypatch.setenv("KPI_WORKBOOK_GRAPH_SECRET", SECRET)
    sent = command("--yes")
    assert (sent.code, sent.out) == (0, f"kpis-scrutiny.xlsx to {TO[0]}: {TAKEN}\n")
    assert microsoft.asked == ["discovery", "token", "sendMail"]
    again = command("--yes")
    assert (again.code, len(microsoft.asked), len(microsoft.sent)) == (0, 3, 1)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert not any(word.encode() in file.read_bytes() for word in (SECRET, TOKEN))
    assert not any(word in done.out + done.err for word in (SECRET, TOKEN) for done in (nobody, sent, again))


def test_two_ways_to_send_are_one_too_many(command, tmp_path: Path) -> None:
    settings = tmp_path / "mine.toml"
    settings.write_text(settings.read_text().replace("[mail.graph]", 'host = "smtp.council.gov.uk"\n[mail.graph]'))
    done = command("--yes")
    assert (done.code, "keep either `mail.host` or `mail.graph`" in done.err) == (2, True)
