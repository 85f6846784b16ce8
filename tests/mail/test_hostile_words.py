"""Names and words that are up to something: none becomes a header, a recipient, a path, or a way round suppression."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from copies import edited, parsed
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from post_office import NOW, TO

from kpi_workbook import pipeline
from kpi_workbook.errors import CannotMail
from kpi_workbook.mail.addresses import recipients, require_allowed
from kpi_workbook.mail.digest import Digest, read_digest
from kpi_workbook.mail.message import LONGEST_SUBJECT, attachment_name, compose, draft, ready
from kpi_workbook.scrutiny.report import Edition
from kpi_workbook.settings import MailSettings

EVIL = "evil@example.net"
BETWEEN = (",", ";", " ", "\n", "\t")
ENDINGS = ("gov.au", "co.uk", "gov.uk.com", "org")
HEADERS = {"To", "Subject", "Message-ID", "MIME-Version", "Content-Type", "X-Unsent"}
DIGEST = Digest(
    file="x.xlsx", content=b"PK", title="Council", period="Figures to March 2023", public=False, headline=("Fine.",),
    exceptions=(), about_findings="Nothing was found.", findings=(),
)  # fmt: skip


@pytest.mark.parametrize(
    "end", ["\n", "\r", "\r\n", "\r\n\r\n", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1e", "_x000D_"]
)
def test_an_organisation_adds_no_header(scrutiny: Path, tmp_path: Path, end: str) -> None:
    name = f"Southampton{end}Bcc: {EVIL}{end}X-Unsent: 0: performance"
    legal = name if end not in "\x0b\x0c\x1e" else name.replace(end, " ")  # openpyxl writes none of these
    copy = edited(scrutiny, tmp_path / "copy.xlsx", {("Summary", "A1"): legal})
    message = parsed(draft(compose(read_digest(copy), TO), MailSettings()))
    assert set(message.keys()) == HEADERS
    assert (message["To"], message["X-Unsent"]) == (", ".join(TO), "1")
    assert message["Subject"].startswith("Southampton")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), st.text(max_size=40))
@effort(max_examples=30)
def test_no_words_break_the_headers(title: str, file: str) -> None:
    digest = replace(DIGEST, title=title, period=title, file=f"{file}.xlsx", headline=(title,), findings=(title,))
    message = parsed(ready(compose(digest, TO), "kpi@council.gov.uk", NOW, MailSettings()).content)
    assert set(message.keys()) == HEADERS - {"X-Unsent"} | {"From", "Date", "Auto-Submitted"}
    assert len(message["Subject"]) <= LONGEST_SUBJECT
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == attachment_name(digest.file)


@given(st.text(max_size=60))
@effort(max_examples=150)
def test_no_name_leaves_the_folder_it_is_saved_to(file: str) -> None:
    name = attachment_name(f"{file}.xlsx")
    assert name == Path(name).name
    assert name.isprintable()
    assert name.endswith(".xlsx")
    assert name[0] not in "-. "
    assert len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*%')


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("KPIs – Siân.xlsx", "KPIs – Siân.xlsx"),
        ("b\r\nBcc: x.xlsx", "b__Bcc_ x.xlsx"),
        ("../../etc/passwd.xlsx", "passwd.xlsx"),
        ("..hidden. .xlsx", "hidden.xlsx"),
        ("-rf.xlsx", "rf.xlsx"),
        ("nul.xlsx", "_nul.xlsx"),
        ("gnp\u202exslx.xlsx", "gnp_xslx.xlsx"),
        ("caf\udce9.xlsx", "caf_.xlsx"),
        ("???.xlsx", "scrutiny-workbook.xlsx"),
        ("x" * 300 + ".xlsx", "x" * 120 + ".xlsx"),
    ],
)
def test_attachments_have_safe_names(file: str, name: str) -> None:
    assert attachment_name(file) == name


@pytest.mark.parametrize("name", ["-dash\nline", "caf\udce9", " .hidden", "%s%n"])
def test_a_workbook_with_an_awkward_name_is_drafted(run, scrutiny: Path, tmp_path: Path, name: str) -> None:
    try:
        shutil.copy(scrutiny, tmp_path / f"{name}.xlsx")
    except (OSError, UnicodeError):
        pytest.skip("this file system has no such names")
    done = run("email", tmp_path / f"{name}.xlsx", "--to", TO[0])
    (attached,) = parsed((tmp_path / f"{name}.eml").read_bytes()).iter_attachments()
    assert done.code == 0
    assert attached.get_filename() == attachment_name(f"{name}.xlsx")


def test_small_numbers_withheld_from_the_public_are_in_no_mail(december: Path, tmp_path: Path) -> None:
    planted = openpyxl.load_workbook(december)
    for sheet, cell in (("1 Effective Assessment", "J5"), ("4 Right Service", "J4")):  # re-referrals in December
        planted[sheet][cell].value = "76% (3/4)"
    words = planted["1 Effective Assessment"]["A14"]
    words.value = f"{words.value} In December 2022 only 3 of 4 were re-referrals, which is 77%."
    planted.save(tmp_path / "planted.xlsx")
    for edition, told in ((Edition.INTERNAL, True), (Edition.PUBLIC, False)):
        written = tmp_path / f"{edition}.xlsx"
        pipeline.build(tmp_path / "planted.xlsx", written, edition=edition)
        message = compose(read_digest(written), TO)
        for said in ("75% in Dec-22", "76%", "3 of 4 "):
            assert (said in message.text, said in message.html) == (told, told), said
        assert not any(said in message.text for said in ("77%", "(3/4)")) or told


def _mistakes(chance: random.Random) -> dict[str, Callable[[str, str], str]]:
    """Ways to get an address of ours wrong so that it is somebody else's."""
    letters = "abcdefghijklmnopqrstuvwxyz-"
    lookalikes = str.maketrans({"o": "о", "c": "с", "i": "і", "l": "ӏ"})  # Cyrillic
    place = chance.randrange(7)  # within the name "council"
    return {
        "a letter too many": lambda name, domain: f"{name}@{domain[:place]}{chance.choice(letters)}{domain[place:]}",
        "a letter too few": lambda name, domain: f"{name}@{domain[:place]}{domain[place + 1 :]}",
        "another ending": lambda name, domain: f"{name}@{domain.replace('gov.uk', chance.choice(ENDINGS))}",
        "look-alike letters": lambda name, domain: f"{name}@{domain.translate(lookalikes)}",
        "a subdomain": lambda name, domain: f"{name}@{chance.choice(letters[:26])}.{domain}",
        "a display name": lambda name, domain: f'"{name}@{domain}" <{EVIL}>',
        "two in one": lambda name, domain: f"{name}@{domain}{chance.choice(BETWEEN)}{EVIL}",
        "two domains": lambda name, domain: f"{name}@{domain}@example.net",
        "a route": lambda name, domain: f"{name}%{domain}@example.net",
        "a comment": lambda name, domain: f"{name}({domain})@example.net",
    }


def test_five_hundred_mistakes_reach_nobody(settings: MailSettings) -> None:
    chance = random.Random(500)
    reached = []
    for _ in range(50):
        for kind, mistake in _mistakes(chance).items():
            wrong = mistake(chance.choice(("chair", "clerk", "j.o'brien")), "council.gov.uk")
            try:
                require_allowed(recipients([wrong]), settings, public=chance.random() < 0.5)
            except CannotMail:
                continue
            if wrong.lower().rpartition("@")[2] != "council.gov.uk":
                reached.append((kind, wrong))
    assert reached == []
