"""The message: plain words and HTML from the templates, the workbook attached; the same workbook, the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from pathlib import Path
from string import Template

from ..errors import CannotMail
from ..filenames import legal_stem
from ..scrutiny.naming import one_line, shorten
from ..settings import MailSettings
from ..shipped import template
from .digest import Digest

MOST_LINES = 12
"""Of exceptions, and of findings: a message is read on a telephone; the attachment holds the rest."""

XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIME_TYPE = f"application/{XLSX}"
MEGABYTE = 1024 * 1024
LONGEST_SUBJECT = 200
INTERNAL_CARE = "This is the internal edition: please do not pass it on outside the organisation."
NO_EXCEPTIONS = "No indicator missed its target, is forecast to miss it or shows a signal of concern."


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What would be sent, to whom; `protected` is the workbook behind a password. `key` is the same for the same
    workbook to the same people, however often it is composed: it makes the Message-ID."""

    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    name: str
    digest: Digest
    protected: bytes | None = None

    @property
    def key(self) -> str:
        what = json.dumps([sorted(self.to), self.digest.sha256])
        return hashlib.sha256(what.encode("ascii")).hexdigest()

    @property
    def attachment(self) -> bytes:
        """The workbook as it is attached."""
        return self.protected or self.digest.content

    @property
    def message_id(self) -> str:
        return f"<{self.key[:40]}@kpi-workbook.invalid>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message ready to be handed over: `content` is all of it in MIME, dated, with CRLF line ends."""

    message: Message
    sender: str
    content: bytes


def compose(digest: Digest, to: Sequence[str], protected: bytes | None = None) -> Message:
    """The message about a workbook, from `templates/message.txt` (its first line the subject) and `message.html`.

    `protected` is the workbook behind a password; `message.protected.*` then say nothing of what it holds.
    """
    name, kind = attachment_name(digest.file), "message.protected" if protected else "message"
    first, _, body = template(f"{kind}.txt").read_text(encoding="utf-8").partition("\n\n")
    plain = _plain(digest, name)
    return Message(
        to=tuple(to),
        subject=shorten(one_line(Template(first.removeprefix("Subject: ")).substitute(plain)), LONGEST_SUBJECT),
        text=Template(body).substitute(plain),
        html=Template(template(f"{kind}.html").read_text(encoding="utf-8")).substitute(_html(digest, name)),
        name=name,
        digest=digest,
        protected=protected,
    )


def draft(message: Message, settings: MailSettings) -> bytes:
    """The message as an `.eml` file that mail programs open as one not yet sent; whoever opens it is its sender.

    Raises CannotMail where it is larger than the settings allow.
    """
    made = _email(message)
    made["X-Unsent"] = "1"
    return _bytes(made, settings)


def ready(message: Message, sender: str, now: datetime, settings: MailSettings) -> Letter:
    """The message as it is handed over. Raises CannotMail where it is larger than the settings allow."""
    made = _email(message)
    made["From"] = sender
    made["Date"] = format_datetime(now)
    made["Auto-Submitted"] = "auto-generated"
    return Letter(message=message, sender=sender, content=_bytes(made, settings))


def attachment_name(file: str) -> str:
    """A name that every mail program and file system takes, from the workbook's own."""
    printable = "".join(each if each.isprintable() else "_" for each in Path(file).name)
    stem = legal_stem(Path(printable.replace("%", "_"))).lstrip("-. ")
    return f"{stem if stem.strip('_ ') else 'scrutiny-workbook'}.xlsx"


def _plain(digest: Digest, name: str) -> dict[str, str]:
    def points(lines: Sequence[str]) -> str:
        return "\n".join(f"- {line}" for line in lines)

    return _filled(digest, name, str, "\n\n".join(digest.headline), points)


def _html(digest: Digest, name: str) -> dict[str, str]:
    def points(lines: Sequence[str]) -> str:
        return "<ul>\n" + "".join(f"<li>{escape(line)}</li>\n" for line in lines) + "</ul>"

    return _filled(digest, name, escape, "\n".join(f"<p>{escape(each)}</p>" for each in digest.headline), points)


def _filled(
    digest: Digest, name: str, written: Callable[[str], str], headline: str, points: Callable[[Sequence[str]], str]
) -> dict[str, str]:
    """What the templates' words stand for. `written` and `points` write a text and a list as each template needs."""
    return {
        "title": written(digest.title),
        "period": written(digest.period),
        "edition": digest.edition,
        "care": "" if digest.public else INTERNAL_CARE,
        "file": written(name),
        "headline": headline,
        "exceptions": points(_shortened(digest.exceptions, "indicator", "Summary") or (NO_EXCEPTIONS,)),
        "findings": points((digest.about_findings, *_shortened(digest.findings, "error or warning", "Findings"))),
    }


def _shortened(lines: Sequence[str], noun: str, sheet: str) -> tuple[str, ...]:
    rest = len(lines) - MOST_LINES
    return (*lines[:MOST_LINES], *((f"and {rest} more ({noun}): see the sheet {sheet}",) if rest > 0 else ()))


def _email(message: Message) -> EmailMessage:
    """Headers and parts. Everything is ASCII on the wire, so that no server on the way needs to change a byte."""
    made = EmailMessage(policy=SMTP)
    if message.to:
        made["To"] = ", ".join(message.to)
    made["Subject"] = message.subject
    made["Message-ID"] = message.message_id
    made.set_content(message.text, cte="quoted-printable")
    made.add_alternative(message.html, subtype="html", cte="quoted-printable")
    made.add_attachment(message.attachment, maintype="application", subtype=XLSX, filename=message.name)
    for number, part in enumerate(each for each in made.walk() if each.is_multipart()):
        part.set_boundary(f"=_{number}_{message.key[:40]}")  # else they would be drawn by chance
    return made


def _bytes(made: EmailMessage, settings: MailSettings) -> bytes:
    written = made.as_bytes()
    if len(written) > settings.largest_megabytes * MEGABYTE:
        raise CannotMail(
            f"the message would have {len(written) / MEGABYTE:.1f} MB, and the settings allow "
            f"{settings.largest_megabytes} MB (`mail.largest_megabytes`); put the workbook where readers can fetch it"
        )
    return written
