"""Signing in to Microsoft 365: as the registered application, or as the person at the screen.

What comes of it is held in memory only: nothing is written to a file, and no word of the service's is passed on but its
error code, since its sentences repeat what was sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import CannotMail, MissingExtra
from ..settings import GraphSettings
from .login import SERVICE, Keyring

if TYPE_CHECKING:
    import msal

SECRET = "KPI_WORKBOOK_GRAPH_SECRET"  # noqa: S105 - the name of a variable, not what it holds
SCOPE_OF_APPLICATION = "https://graph.microsoft.com/.default"
SCOPES_OF_PERSON = ("https://graph.microsoft.com/Mail.Send", "https://graph.microsoft.com/Mail.ReadWrite")
_CODE = re.compile(r"AADSTS[0-9]+")


@dataclass(frozen=True, slots=True)
class Cloud:
    """Where Microsoft's two services are, and the file of the certificates to believe (None: the usual ones)."""

    login: str = "https://login.microsoftonline.com"
    graph: str = "https://graph.microsoft.com/v1.0"
    authorities: str | None = None


PUBLIC_CLOUD = Cloud()


def application_secret(settings: GraphSettings, environment: Mapping[str, str], keyring: Keyring) -> str | None:
    """The registered application's secret, from the environment or the keyring (`kpi-workbook:graph`, the client's
    id); None where a person is to sign in."""
    return environment.get(SECRET) or keyring(f"{SERVICE}:graph", settings.client)


def sign_in(
    settings: GraphSettings, secret: str | None, show: Callable[[str], None], seconds: float, cloud: Cloud
) -> str:
    """An access token: the application's own where there is a secret; else a person's, whom `show` is told where to go
    and what code to type. `seconds` is the longest wait for each answer.

    Raises CannotMail where the service does not let us in, MissingExtra without msal.
    """
    try:
        import msal
        import requests
    except ImportError as cause:
        raise MissingExtra(
            "sending through Microsoft 365 needs the package msal; install it with `pip install kpi-workbook[graph]`"
        ) from cause
    place = {"authority": f"{cloud.login}/{settings.tenant}", "instance_discovery": False}
    options = {**place, "timeout": seconds, "verify": cloud.authorities or True}
    try:
        if secret:
            application = msal.ConfidentialClientApplication(settings.client, client_credential=secret, **options)
            answer = application.acquire_token_for_client([SCOPE_OF_APPLICATION])
        else:
            answer = _as_person(msal.PublicClientApplication(settings.client, **options), show)
    except (requests.RequestException, ValueError, LookupError, TypeError, AttributeError) as cause:
        # ValueError is msal's word for a tenant that is not there; the others come of an answer that is nonsense
        raise CannotMail(
            f"no signing in to Microsoft 365 ({type(cause).__name__}); check the network and `mail.graph.tenant`; "
            "nothing was sent"
        ) from None
    if token := answer.get("access_token"):
        return str(token)
    raise CannotMail(
        f"Microsoft 365 refused the signing in ({_reason(answer)}); have `mail.graph` and the secret or account "
        "checked; nothing was sent"
    )


def _as_person(application: msal.PublicClientApplication, show: Callable[[str], None]) -> dict[str, Any]:
    flow: dict[str, Any] = application.initiate_device_flow(list(SCOPES_OF_PERSON))
    if "user_code" not in flow:
        return flow
    show(f"To sign in, open {flow['verification_uri']} in a browser and type the code {flow['user_code']}")
    answer: dict[str, Any] = application.acquire_token_by_device_flow(flow)
    return answer


def _reason(answer: dict[str, Any]) -> str:
    """`invalid_client, AADSTS7000215`"""
    code = _CODE.search(str(answer.get("error_description", "")))
    name = re.sub(r"[^a-z_]", "", str(answer.get("error", "")))[:40]
    return ", ".join(each for each in (name, code and code[0]) if each) or "no reason given"
