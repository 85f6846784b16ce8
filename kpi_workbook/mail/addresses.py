"""Who may be written to: addresses as typed by a person, held against what the organisation allows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import CannotMail
from ..settings import ADDRESS, MailSettings

_ADDRESS = re.compile(ADDRESS)
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, without the brackets


def recipients(typed: Sequence[str]) -> tuple[str, ...]:
    """The addresses in lower case, each once, in the order typed. Raises CannotMail for what is no plain address.

    Only ASCII: a letter of another alphabet that looks like one of ours would go to somebody else.
    """
    for each in typed:
        if len(each) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(each):
            raise CannotMail(
                f"{each!a} is not an address such as name@example.gov.uk; give one plain address after each --to"
            )
    return tuple(dict.fromkeys(each.lower() for each in typed))


def require_allowed(addresses: Sequence[str], settings: MailSettings, public: bool) -> None:
    """Raises CannotMail, naming the addresses that the settings do not allow.

    An allowed domain allows its addresses, not those of its subdomains. An address allowed by itself may have the
    public edition; the internal one goes to allowed domains only.
    """
    domains = {each.lower() for each in settings.domains}
    single = {each.lower() for each in settings.addresses} if public else set()
    strangers = [each for each in addresses if each not in single and each.rpartition("@")[2] not in domains]
    if strangers:
        edition = "public" if public else "internal"
        where = "`mail.domains` or `mail.addresses`" if public else "`mail.domains`"
        raise CannotMail(
            f"{', '.join(strangers)}: the {edition} edition may not be mailed there; correct the address, or have its "
            f"place added to {where} in the settings"
        )


def together(addresses: Sequence[str], settings: MailSettings, separately: bool = False) -> tuple[tuple[str, ...], ...]:
    """The addresses, those together that may see each other in one message: the organisation's own, by its domains.

    Anybody else gets a message alone, and so does everybody where it is to go out separately.
    """
    domains = {each.lower() for each in settings.domains}
    colleagues = () if separately else tuple(each for each in addresses if each.rpartition("@")[2] in domains)
    alone = ((each,) for each in addresses if each not in colleagues)
    return (*((colleagues,) if colleagues else ()), *alone)
