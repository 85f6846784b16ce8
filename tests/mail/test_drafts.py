"""Drafts: what they say, what is attached, whom they may name; and what is never mailed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from copies import edited, parsed

from kpi_workbook.errors import CannotMail, InvalidSettings, UnreadableWorkbook
from kpi_workbook.mail.addresses import recipients, require_allowed
from kpi_workbook.mail.digest import read_digest
from kpi_workbook.mail.drafting import write_draft
from kpi_workbook.mail.message import compose, draft
from kpi_workbook.reading.files import open_grids
from kpi_workbook.settings import MailSettings, load

TO = ("chair@council.gov.uk", "clerk@council.gov.uk")


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return part.get_content().replace("\r\n", "\n")


def test_a_draft_is_unsent_and_carries_the_very_workbook(scrutiny: Path, settings: MailSettings) -> None:
    content = draft(compose(read_digest(scrutiny), TO), settings)
    message = parsed(content)
    (attached,) = message.iter_attachments()
    assert {name: message[name] for name in ("X-Unsent", "To", "Subject", "From", "Date")} == {
        "X-Unsent": "1",
        "To": "chair@council.gov.uk, clerk@council.gov.uk",
        "Subject": "Southampton: performance for scrutiny, Figures to December 2022",
        "From": None,
        "Date": None,
    }
    assert attached.get_filename() == "kpis-scrutiny.xlsx"
    assert attached.get_content() == scrutiny.read_bytes()
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 79


def test_the_same_workbook_to_the_same_people_is_the_same_message(scrutiny: Path, settings: MailSettings) -> None:
    first, second, other = (compose(read_digest(scrutiny), to) for to in (TO, TO[::-1], TO[:1]))
    assert draft(first, settings) == draft(compose(read_digest(scrutiny), TO), settings)
    assert first.message_id == second.message_id
    assert first.message_id != other.message_id


def test_the_message_says_what_the_workbook_says(scrutiny: Path, settings: MailSettings) -> None:
    message = parsed(draft(compose(read_digest(scrutiny), TO), settings))
    text = body(message, "plain")
    assert "Of 17 indicators held against a target in December 2022, 5 met it, 2 came near and 10 missed it." in text
    assert (
        "- Percentage of re-referrals within 12 months: 30% in Dec-22, target ≤ 23%; missed in the month, near for the "
        "year to date, forecast to come near; worsening (Section 2)\n"
    ) in text
    assert (
        "- error: percentage of care leavers who had their supervision and was within the timescale, apr-22: says 25%, "
        "but 52 of 218 is 24% (23.85%) (3 management support b8, a301)\n"
    ) in text.lower()
    assert "please do not pass it on" in text
    assert "$" not in text + body(message, "html")


def test_errors_go_before_warnings_and_the_rest_is_counted(scrutiny: Path) -> None:
    digest = read_digest(scrutiny)
    kinds = [line.partition(":")[0] for line in digest.findings]
    assert kinds == sorted(kinds)
    assert set(kinds) == {"Error", "Warning"}
    assert f"and {len(kinds) - 12} more (error or warning): see the sheet Findings" in compose(digest, TO).text


def test_words_of_the_workbook_are_no_markup(scrutiny: Path) -> None:
    planted = replace(read_digest(scrutiny), title="A & <b>", headline=("<script>",), findings=("$period <i>",))
    message = compose(planted, TO)
    assert "<title>A &amp; &lt;b&gt;</title>" in message.html
    assert "<p>&lt;script&gt;</p>" in message.html
    assert "<li>$period &lt;i&gt;</li>" in message.html
    assert "- $period <i>" in message.text


def test_what_is_edited_in_the_workbook_is_what_is_said(scrutiny: Path, tmp_path: Path) -> None:
    copy = edited(scrutiny, tmp_path / "copy.xlsx", {("Summary", "A3"): "All is\nwell.", ("Summary", "A4"): None})
    digest = read_digest(copy)
    assert digest.headline == ("All is well.",)
    assert digest.exceptions == read_digest(scrutiny).exceptions
    assert not digest.public


def test_both_pages_must_say_public(public: Path, tmp_path: Path) -> None:
    assert read_digest(public).public
    one = edited(public, tmp_path / "one.xlsx", {("Cover", "A2"): "Figures to December 2022"})
    assert not read_digest(one).public


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("Summary", "A12"), "its part 'What needs attention' has gone"),
        (("Summary", "D17"), "row 17 of its sheet 'Summary' has no 'In month'"),
        (("Summary", "B16"), "the table in row 15 of its sheet 'Summary' is empty"),
        (("Findings", ""), "has lost its sheet 'Findings'"),
    ],
)
def test_a_workbook_whose_words_are_gone_is_refused(
    scrutiny: Path, tmp_path: Path, place: tuple[str, str], words: str
) -> None:
    with pytest.raises(CannotMail, match=words):
        read_digest(edited(scrutiny, tmp_path / "lost.xlsx", {place: None}))


def test_a_finding_without_words_is_refused(scrutiny: Path, tmp_path: Path) -> None:
    (heading,) = (
        cell
        for grid in open_grids(scrutiny).sheets
        if grid.name == "Findings"
        for cell in grid
        if cell.value == "In words"
    )
    below = heading.address.replace(str(heading.row), str(heading.row + 1))
    with pytest.raises(CannotMail, match=f"row {heading.row + 1} of its sheet 'Findings' has no 'In words'"):
        read_digest(edited(scrutiny, tmp_path / "lost.xlsx", {("Findings", below): None}))


def test_nothing_but_a_scrutiny_workbook_is_mailed(december: Path, scrutiny: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotMail, match="is not a scrutiny workbook"):
        read_digest(december)
    renamed = tmp_path / "scrutiny.xlsm"
    shutil.copy(scrutiny, renamed)
    with pytest.raises(CannotMail, match="is not a scrutiny workbook"):
        read_digest(renamed)
    with pytest.raises(CannotMail, match="is not a scrutiny workbook"):
        read_digest(edited(scrutiny, tmp_path / "alike.xlsx", {}, marked=False))
    with pytest.raises(UnreadableWorkbook):
        read_digest(tmp_path / "none.xlsx")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "chair",
        "chair@council",
        "chair@council.gov.uk\nevil@example.net",
        "chair@council.gov.uk,evil@example.net",
        '"chair@council.gov.uk" <evil@example.net>',
        "chаir@council.gov.uk",  # a Cyrillic а
        "chair@@council.gov.uk",
        "chair@-council.gov.uk",
        ".chair@council.gov.uk",
        "chair@council.gov.uk ",
        f"{'a' * 250}@council.gov.uk",
    ],
)
def test_only_plain_addresses_are_taken(typed: str) -> None:
    with pytest.raises(CannotMail, match="is not an address"):
        recipients([typed])


def test_an_address_counts_once_however_it_is_written() -> None:
    assert recipients(["Chair@Council.gov.uk", "clerk@council.gov.uk", "chair@council.gov.uk"]) == TO


@pytest.mark.parametrize(
    ("address", "public", "allowed"),
    [
        ("chair@council.gov.uk", False, True),
        ("chair@council.gov.uk", True, True),
        ("member@example.org", True, True),
        ("member@example.org", False, False),
        ("other@example.org", True, False),
        ("chair@sub.council.gov.uk", True, False),
        ("chair@evil-council.gov.uk", True, False),
    ],
)
def test_the_allow_list_is_exact(settings: MailSettings, address: str, public: bool, allowed: bool) -> None:
    if allowed:
        require_allowed([address], settings, public)
    else:
        with pytest.raises(CannotMail, match=address):
            require_allowed([address], settings, public)


def test_a_draft_is_held_to_an_allow_list_where_there_is_one(scrutiny: Path, tmp_path: Path) -> None:
    stranger, target = ["friend@example.net"], tmp_path / "draft.eml"
    assert write_draft(scrutiny, stranger, MailSettings(), target)[1] == target
    with pytest.raises(CannotMail, match=r"friend@example\.net: the internal edition may not be mailed there"):
        write_draft(scrutiny, stranger, MailSettings(domains=("council.gov.uk",)), target)


def test_a_message_too_large_is_refused(scrutiny: Path) -> None:
    heavy = replace(read_digest(scrutiny), content=bytes(800_000))
    with pytest.raises(CannotMail, match=r"would have 1\.\d MB, and the settings allow 1 MB"):
        draft(compose(heavy, TO), MailSettings(largest_megabytes=1))


def test_a_name_in_any_language_arrives_whole(scrutiny: Path, settings: MailSettings) -> None:
    message = parsed(draft(compose(replace(read_digest(scrutiny), file="KPIs – Siân ŵ.xlsx"), TO), settings))
    assert [each.get_filename() for each in message.iter_attachments()] == ["KPIs – Siân ŵ.xlsx"]


@pytest.mark.parametrize("text", ['[mail]\ndomains = ["@council.gov.uk"]', '[mail]\npassword = "x"'])
def test_mail_settings_are_strict(tmp_path: Path, text: str) -> None:
    (tmp_path / "mine.toml").write_text(text)
    with pytest.raises(InvalidSettings, match=r"mail\.(domains|password)"):
        load(tmp_path / "mine.toml")


def test_the_command_drafts_beside_the_workbook(run, scrutiny: Path, tmp_path: Path) -> None:
    copy = tmp_path / "mine.xlsx"
    shutil.copy(scrutiny, copy)
    done = run("email", copy, "--to", TO[0], "--to", TO[1])
    assert (done.code, done.out) == (0, f"{tmp_path / 'mine.eml'}\n")
    assert parsed((tmp_path / "mine.eml").read_bytes())["To"] == ", ".join(TO)
    assert run("email", copy, "--to", TO[0], "--draft", tmp_path / "mine.txt").code == 2
    assert run("email", copy).code == 2
