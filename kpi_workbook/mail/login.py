"""Where passwords come from: the environment first, then the system's keyring; never a file, never the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..errors import CannotMail

USER = "KPI_WORKBOOK_SMTP_USER"
PASSWORD = "KPI_WORKBOOK_SMTP_PASSWORD"  # noqa: S105 - the name of a variable, not what it holds
SERVICE = "kpi-workbook"
Keyring = Callable[[str, str], str | None]
"""Looks a password up by service and user, None where it has none."""


@dataclass(frozen=True, slots=True)
class Login:
    """The server's account. The password shows in no printed form."""

    user: str
    password: str = field(repr=False)


def login_for(host: str, usual_user: str | None, environment: Mapping[str, str], keyring: Keyring) -> Login | None:
    """The login for a mail server, None where there is none. The keyring is asked for `kpi-workbook:HOST` and the user
    in the environment or, where it names none, the usual one. Raises CannotMail for a password without a user."""
    user, password = environment.get(USER), environment.get(PASSWORD)
    if password:
        if not user:
            raise CannotMail(f"{PASSWORD} is set without {USER}; set both, or neither for a server without login")
        return Login(user, password)
    named = user or usual_user
    kept = keyring(f"{SERVICE}:{host}", named) if named else None
    if named and kept:
        return Login(named, kept)
    if user:
        raise CannotMail(
            f"{USER} is set, and there is no password for it; set {PASSWORD}, or keep it with `keyring set "
            f"{SERVICE}:{host} {user}` (keyring comes with kpi-workbook[keyring])"
        )
    return None


def system_keyring(service: str, user: str) -> str | None:
    """The password that the system keeps, None where it keeps none, or there is no keyring here.

    Raises CannotMail where the keyring is there and does not open.
    """
    try:
        import keyring
        from keyring.errors import KeyringError, NoKeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(service, user)
    except NoKeyringError:
        return None
    except KeyringError as cause:
        raise CannotMail(
            f"the system's keyring does not open ({type(cause).__name__}); unlock it, or set the password in the "
            "environment"
        ) from None
