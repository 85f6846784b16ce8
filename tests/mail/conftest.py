"""A scrutiny workbook to mail: the example, built once; a message about it, and servers to send it through."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme
from post_office import NOW, TO, PostOffice, serving

from kpi_workbook import pipeline
from kpi_workbook.mail.carrier import State
from kpi_workbook.mail.message import Message
from kpi_workbook.mail.sending import messages_to_send, send
from kpi_workbook.mail.smtp import Server
from kpi_workbook.scrutiny.report import Edition
from kpi_workbook.settings import MailSettings

Post = Callable[..., tuple[State, str]]


@pytest.fixture(scope="session")
def scrutiny(tmp_path_factory: pytest.TempPathFactory, december: Path) -> Path:
    target = tmp_path_factory.mktemp("mail") / "kpis-scrutiny.xlsx"
    pipeline.build(december, target)
    return target


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory, december: Path) -> Path:
    target = tmp_path_factory.mktemp("mail") / "kpis-public.xlsx"
    pipeline.build(december, target, edition=Edition.PUBLIC)
    return target


@pytest.fixture(scope="session")
def settings() -> MailSettings:
    return MailSettings(domains=("council.gov.uk",), addresses=("member@example.org",), sender="kpi@council.gov.uk")


@pytest.fixture(scope="session")
def message(scrutiny: Path, settings: MailSettings) -> Message:
    """To two colleagues, in one message."""
    (made,) = messages_to_send(scrutiny, TO, settings)
    return made


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    return tmp_path / "state" / "outbox.sqlite"


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def plain(office: PostOffice) -> Iterator[Server]:
    """A server on this machine, without encryption and login."""
    with serving(office) as port:
        yield Server("localhost", port, 20, ssl.create_default_context())


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
def post(message: Message, settings: MailSettings, outbox: Path) -> Post:
    """Sends the message through a server, and tells what became of it, the same for both recipients or not at all."""

    def call(server: Server, again: bool = False) -> tuple[State, str]:
        told = send([message], settings, server, outbox, NOW, again)
        assert tuple(each.address for each in told) == TO
        ((state, words),) = {(each.state, each.words) for each in told}
        return state, words

    return call
