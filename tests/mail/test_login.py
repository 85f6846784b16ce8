"""Logins come from the environment, else from the keyring, and from nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked
from post_office import PASSWORD, USER

from kpi_workbook.errors import CannotMail
from kpi_workbook.mail.login import Login, login_for, system_keyring

HOST = "smtp.council.gov.uk"
SENDER = "kpi@council.gov.uk"


class Kept(KeyringBackend):
    """A keyring in memory; a locked one keeps nothing for anybody."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, locked: bool = False) -> None:
        super().__init__()
        self.locked = locked
        self.passwords: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked(f"{PASSWORD} would be told")
        return self.passwords.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.passwords[service, username] = password


@pytest.fixture
def kept() -> Iterator[Kept]:
    before = keyring.get_keyring()
    backend = Kept()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def test_the_environment_comes_first(kept: Kept) -> None:
    kept.set_password(f"kpi-workbook:{HOST}", USER, "from the keyring")
    both = {"KPI_WORKBOOK_SMTP_USER": USER, "KPI_WORKBOOK_SMTP_PASSWORD": PASSWORD}
    assert login_for(HOST, SENDER, both, system_keyring) == Login(USER, PASSWORD)
    only_user = {"KPI_WORKBOOK_SMTP_USER": USER}
    assert login_for(HOST, SENDER, only_user, system_keyring) == Login(USER, "from the keyring")


def test_the_keyring_is_asked_for_the_sender(kept: Kept) -> None:
    kept.set_password(f"kpi-workbook:{HOST}", SENDER, "from the keyring")
    assert login_for(HOST, SENDER, {}, system_keyring) == Login(SENDER, "from the keyring")
    assert login_for("another.council.gov.uk", SENDER, {}, system_keyring) is None
    assert login_for(HOST, None, {}, system_keyring) is None


def test_half_a_login_is_refused(kept: Kept) -> None:  # noqa: ARG001
    with pytest.raises(CannotMail, match="KPI_WORKBOOK_SMTP_PASSWORD is set without KPI_WORKBOOK_SMTP_USER"):
        login_for(HOST, SENDER, {"KPI_WORKBOOK_SMTP_PASSWORD": PASSWORD}, system_keyring)
    with pytest.raises(CannotMail, match=f"`keyring set kpi-workbook:{HOST} {USER}`"):
        login_for(HOST, SENDER, {"KPI_WORKBOOK_SMTP_USER": USER}, system_keyring)


def test_a_locked_keyring_is_said_without_its_words(kept: Kept) -> None:
    kept.locked = True
    with pytest.raises(CannotMail, match=r"the system's keyring does not open \(KeyringLocked\)") as caught:
        login_for(HOST, SENDER, {}, system_keyring)
    assert PASSWORD not in str(caught.value)


def test_no_keyring_is_no_login(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    keyring.set_keyring(NoKeyring())
    assert login_for(HOST, SENDER, {}, system_keyring) is None
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert login_for(HOST, SENDER, {}, system_keyring) is None


def test_a_password_shows_in_no_printed_form() -> None:
    assert PASSWORD not in repr(Login(USER, PASSWORD))
