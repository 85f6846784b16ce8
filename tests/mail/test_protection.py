"""The workbook behind a password: it opens with it, holds the same, and the message says nothing of what it holds."""

from __future__ import annotations

import email
import io
import sys
import zipfile
from email.policy import default
from pathlib import Path
from typing import Any

import libreoffice
import msoffcrypto
import pytest
from msoffcrypto.exceptions import InvalidKeyError
from post_office import NOW, TO, PostOffice

from kpi_workbook.errors import CannotMail, MissingExtra
from kpi_workbook.mail.carrier import State
from kpi_workbook.mail.digest import read_digest
from kpi_workbook.mail.protection import attachment_password, protected
from kpi_workbook.mail.sending import messages_to_send, send
from kpi_workbook.mail.smtp import Server
from kpi_workbook.settings import MailSettings

CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PASSWORD = "correct horse £ ŵ"  # noqa: S105 - made for these tests


def opened(content: bytes, password: str) -> bytes:
    file, out = msoffcrypto.OfficeFile(io.BytesIO(content)), io.BytesIO()
    file.load_key(password=password, verify_password=True)
    file.decrypt(out, verify_integrity=True)
    return out.getvalue()


def test_the_password_gives_the_same_bytes_back(scrutiny: Path) -> None:
    content = scrutiny.read_bytes()
    behind = protected(content, PASSWORD)
    assert opened(behind, PASSWORD) == content
    assert b"Southampton" not in behind
    assert behind != protected(content, PASSWORD)
    with pytest.raises(InvalidKeyError):
        opened(behind, PASSWORD.upper())


@pytest.mark.parametrize("password", ["", "short", "x" * 256, "twelve letters\n"])
def test_a_password_worth_the_name(password: str) -> None:
    with pytest.raises(CannotMail, match="12 to 255 printable characters"):
        protected(b"", password)


def test_what_does_not_open_again_is_not_sent() -> None:
    small = io.BytesIO()
    with zipfile.ZipFile(small, "w") as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{CONTENT_TYPES}"/>')
    for content in (small.getvalue(), b"no workbook at all"):
        with pytest.raises(CannotMail, match="cannot be protected"):
            protected(content, PASSWORD)


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msoffcrypto.exceptions", None)
    monkeypatch.delattr(msoffcrypto, "exceptions")  # where UNO's own import would still find it
    with pytest.raises(MissingExtra, match=r"pip install kpi-workbook\[encrypt\]"):
        protected(b"", PASSWORD)


@pytest.mark.libreoffice
def test_libreoffice_opens_it_with_the_password_only(
    calculator: libreoffice.Calculator, december: Path, tmp_path: Path
) -> None:
    file = tmp_path / "protected.xlsx"
    file.write_bytes(protected(december.read_bytes(), PASSWORD))
    behind, before = (cells(calculator, each, PASSWORD) for each in (file, december))
    assert behind == before
    assert "30% (89/299)" in before
    assert cells(calculator, file, "another password") is None


def cells(calculator: libreoffice.Calculator, path: Path, password: str) -> list[str] | None:
    """The texts of a sheet as LibreOffice shows them, None where it does not open."""
    from com.sun.star.beans import PropertyValue
    from com.sun.star.lang import IllegalArgumentException

    options: list[Any] = []
    for name, value in (("Hidden", True), ("Password", password)):
        option = PropertyValue()
        option.Name, option.Value = name, value
        options.append(option)
    try:
        document = calculator._desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, tuple(options))
    except IllegalArgumentException:  # its word for a file that it cannot load
        return None
    try:
        sheet = document.Sheets.getByName("1 Effective Assessment")
        return [sheet.getCellByPosition(column, row).String for row in range(20) for column in range(12)]
    finally:
        document.close(True)


def test_a_protected_message_says_nothing_of_what_it_holds(
    office: PostOffice, plain: Server, scrutiny: Path, settings: MailSettings, outbox: Path
) -> None:
    messages = messages_to_send(scrutiny, TO, settings, password=PASSWORD)
    assert {each.state for each in send(messages, settings, plain, outbox, NOW)} == {State.SENT}
    ((_, _, content),) = office.taken
    arrived = email.message_from_bytes(content, policy=default)
    (attached,) = arrived.iter_attachments()  # type: ignore[attr-defined]
    assert (attached.get_filename(), opened(attached.get_content(), PASSWORD)) == (
        "kpis-scrutiny.xlsx",
        scrutiny.read_bytes(),
    )
    digest = read_digest(scrutiny)
    for kind in ("plain", "html"):
        text = arrived.get_body((kind,)).get_content()  # type: ignore[attr-defined]
        assert "opens with a password, which reaches you in another way" in text
        assert not any(said in text for said in (*digest.headline, *digest.exceptions, *digest.findings, "%", PASSWORD))
    assert PASSWORD.encode() not in content + outbox.read_bytes()


def test_where_the_password_comes_from() -> None:
    def keyring(service: str, user: str) -> str | None:
        return {("kpi-workbook:attachment", "kpi@council.gov.uk"): "from the keyring"}.get((service, user))

    named = {"KPI_WORKBOOK_ATTACHMENT_PASSWORD": PASSWORD}
    assert attachment_password("kpi@council.gov.uk", named, keyring) == PASSWORD
    assert attachment_password("kpi@council.gov.uk", {}, keyring) == "from the keyring"
    assert attachment_password("clerk@council.gov.uk", {}, keyring) is None
    assert attachment_password(None, {}, keyring) is None


def test_the_command_drafts_behind_a_password(
    run, scrutiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "draft.eml"
    command = ("email", scrutiny, "--to", TO[0], "--draft", target, "--encrypt")
    monkeypatch.delenv("KPI_WORKBOOK_ATTACHMENT_PASSWORD", raising=False)
    nobody = run(*command)
    assert (nobody.code, "set KPI_WORKBOOK_ATTACHMENT_PASSWORD" in nobody.err, target.exists()) == (2, True, False)
    monkeypatch.setenv("KPI_WORKBOOK_ATTACHMENT_PASSWORD", PASSWORD)
    done = run(*command)
    (attached,) = email.message_from_bytes(target.read_bytes(), policy=default).iter_attachments()  # type: ignore[attr-defined]
    assert (done.code, opened(attached.get_content(), PASSWORD)) == (0, scrutiny.read_bytes())
    assert PASSWORD not in done.out + done.err


def test_the_command_asks_for_the_password_twice(
    run, scrutiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = iter([PASSWORD, "another password", PASSWORD, PASSWORD])
    monkeypatch.delenv("KPI_WORKBOOK_ATTACHMENT_PASSWORD", raising=False)
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("kpi_workbook.cli.mail.getpass", lambda _: next(typed))
    command = ("email", scrutiny, "--to", TO[0], "--draft", tmp_path / "draft.eml", "--encrypt")
    assert (run(*command).code, run(*command).code) == (2, 0)
