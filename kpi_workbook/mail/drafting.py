"""From a workbook to a draft beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..atomic import put
from ..errors import CannotMail
from ..settings import MailSettings
from .addresses import recipients, require_allowed
from .digest import read_digest
from .message import Message, compose, draft
from .protection import protected

ENDING = ".eml"


def write_draft(
    workbook: Path, to: Sequence[str], settings: MailSettings, target: Path | None = None, password: str | None = None
) -> tuple[Message, Path]:
    """The message about a scrutiny workbook and the `.eml` file it was written to, by default beside the workbook;
    the attachment behind the password where there is one.

    Whoever opens the draft sends it, so an organisation that has named no places yet may draft to any address; one
    that has is held to them. Raises UnreadableWorkbook, CannotMail, CannotWrite.
    """
    path = target or workbook.with_suffix(ENDING)
    if path.suffix.lower() != ENDING:
        raise CannotMail(f"{path}: a draft's name ends in {ENDING}, or no mail program will open it; name it so")
    addresses = recipients(to)
    digest = read_digest(workbook)
    if settings.domains or settings.addresses:
        require_allowed(addresses, settings, digest.public)
    message = compose(digest, addresses, protected(digest.content, password) if password else None)
    return message, put(draft(message, settings), path)
