"""Who is sent what: those who may have it, who agreed to it, and each of them once."""

from __future__ import annotations

import email
import io
import sys
from dataclasses import replace
from datetime import timedelta
from email.policy import default
from itertools import count
from pathlib import Path

import pytest
from post_office import NOW, TO, PostOffice

from kpi_workbook.errors import CannotMail
from kpi_workbook.mail.addresses import together
from kpi_workbook.mail.carrier import Fate, State
from kpi_workbook.mail.message import Message
from kpi_workbook.mail.outbox import Outbox, open_outbox, usual_place
from kpi_workbook.mail.sending import messages_to_send, plan, send
from kpi_workbook.mail.smtp import Server
from kpi_workbook.settings import MailSettings

MEMBER = "member@example.org"
TAKEN = "the server has taken it (250 taken)"
ALREADY = "it was sent on 16/01/2023 at 09:30 already; nothing was sent now"


def toml_for(server: Server) -> str:
    """The settings file of an organisation that sends through this server."""
    allowed = 'domains = ["council.gov.uk"]\nsender = "kpi@council.gov.uk"'
    return f'[mail]\n{allowed}\nhost = "{server.host}"\nport = {server.port}\n'


def states(outbox: Path, message: Message) -> set[State]:
    """What the journal says of the message's recipients."""
    with open_outbox(outbox) as journal:
        return {entry.state for entry in journal.entries(message).values()}


def shown_to(office: PostOffice) -> list[tuple[list[str], str]]:
    """Of every message that arrived: to whom, and the addresses it shows."""
    return [(to, email.message_from_bytes(content, policy=default)["To"]) for _, to, content in office.taken]


def test_again_sends_again(office: PostOffice, plain: Server, post) -> None:
    for _ in range(2):
        assert post(plain, again=True) == (State.SENT, TAKEN)
    assert len(office.taken) == 2


def test_whoever_has_the_workbook_does_not_get_it_with_others_again(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path
) -> None:
    third = replace(message, to=(TO[1], "leader@council.gov.uk"))
    send([message], settings, plain, outbox, NOW)
    assert send([third], settings, plain, outbox, NOW + timedelta(days=1)) == (
        Fate(TO[1], State.SENT, ALREADY),
        Fate("leader@council.gov.uk", State.SENT, TAKEN),
    )
    assert shown_to(office) == [
        ([*TO], ", ".join(TO)),
        (["leader@council.gov.uk"], "leader@council.gov.uk"),
    ]


def test_another_workbook_goes_to_the_same_people(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path
) -> None:
    other = replace(message, digest=replace(message.digest, content=b"another month's"))
    for each in (message, other, other, message):
        send([each], settings, plain, outbox, NOW)
    assert len(office.taken) == 2


def test_people_outside_get_a_message_alone(
    office: PostOffice, plain: Server, public: Path, settings: MailSettings, outbox: Path
) -> None:
    messages = messages_to_send(public, [TO[0], MEMBER, TO[1]], settings)
    assert send(messages, settings, plain, outbox, NOW) == tuple(
        Fate(each, State.SENT, TAKEN) for each in (*TO, MEMBER)
    )
    assert shown_to(office) == [([*TO], ", ".join(TO)), ([MEMBER], MEMBER)]


def test_those_who_may_see_each_other(settings: MailSettings) -> None:
    assert together((MEMBER, *TO), settings) == (TO, (MEMBER,))
    assert together((MEMBER, *TO), settings, separately=True) == ((MEMBER,), (TO[0],), (TO[1],))
    assert together(TO, MailSettings()) == ((TO[0],), (TO[1],))


def test_one_refused_alone_does_not_stop_the_others_and_a_retry_goes_to_that_one(
    office: PostOffice, plain: Server, scrutiny: Path, settings: MailSettings, outbox: Path
) -> None:
    messages = messages_to_send(scrutiny, TO, settings, separately=True)
    office.answers = {TO[0]: "550 no such user"}
    assert send(messages, settings, plain, outbox, NOW) == (
        Fate(TO[0], State.REFUSED, "550 no such user"),
        Fate(TO[1], State.SENT, TAKEN),
    )
    office.answers = {}
    assert send(messages, settings, plain, outbox, NOW) == (
        Fate(TO[1], State.SENT, ALREADY),
        Fate(TO[0], State.SENT, TAKEN),
    )
    assert shown_to(office) == [([TO[1]], TO[1]), ([TO[0]], TO[0])]


def test_what_stops_one_message_stops_the_next(
    office: PostOffice, plain: Server, scrutiny: Path, settings: MailSettings, outbox: Path
) -> None:
    messages = messages_to_send(scrutiny, TO, settings, separately=True)
    office.after_data = "451 try later"
    assert send(messages, settings, plain, outbox, NOW) == (
        Fate(TO[0], State.QUEUED, "the server refused the message (451 try later)"),
        Fate(TO[1], State.QUEUED, "not tried, as the message before it did not get through"),
    )
    assert office.conversations == 1


def test_a_plan_tells_beforehand_what_would_be_sent(
    plain: Server, message: Message, settings: MailSettings, outbox: Path
) -> None:
    first = replace(message, to=TO[:1])
    send([first], settings, plain, outbox, NOW)
    planned = plan([message], outbox)
    assert [each.to for each in planned.messages] == [TO[1:]]
    assert planned.left_out == (Fate(TO[0], State.SENT, ALREADY),)
    assert planned.strangers == TO[1:]
    assert [each.to for each in plan([message], outbox, again=True).messages] == [TO]


def test_what_was_shown_is_sent_whatever_has_become_of_the_file(
    office: PostOffice, plain: Server, scrutiny: Path, public: Path, settings: MailSettings, tmp_path: Path,
    outbox: Path,
) -> None:  # fmt: skip
    workbook = tmp_path / "kpis-scrutiny.xlsx"
    workbook.write_bytes(public.read_bytes())
    messages = messages_to_send(workbook, TO, settings)
    workbook.write_bytes(scrutiny.read_bytes())  # the internal edition, after the public one was looked at
    send(messages, settings, plain, outbox, NOW)
    ((_, _, content),) = office.taken
    arrived = email.message_from_bytes(content, policy=default)
    (attached,) = arrived.iter_attachments()  # type: ignore[attr-defined]
    assert attached.get_content() == public.read_bytes()


def test_a_connection_lost_after_the_last_line_is_in_doubt_and_not_sent_again(
    office: PostOffice, plain: Server, post
) -> None:
    office.hang_up = True
    state, words = post(plain)
    assert state is State.DOUBT
    assert words.startswith("the connection was lost before the server's last answer")
    office.hang_up = False
    assert post(plain) == (State.DOUBT, f"it may have arrived on 16/01/2023 at 09:30 ({words}); nothing was sent now")
    assert len(office.taken) == 1
    assert post(plain, again=True)[0] is State.SENT


def test_somebody_in_doubt_does_not_keep_it_from_the_others(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path
) -> None:
    office.hang_up = True
    send([replace(message, to=TO[:1])], settings, plain, outbox, NOW)
    office.hang_up = False
    told = send([message], settings, plain, outbox, NOW)
    assert [(each.address, each.state) for each in told] == [(TO[0], State.DOUBT), (TO[1], State.SENT)]
    assert shown_to(office)[1:] == [([TO[1]], TO[1])]


@pytest.mark.parametrize(("stopped_at", "found"), [(State.SENDING, State.QUEUED), (State.DOUBT, State.DOUBT)])
def test_a_killed_program_leaves_what_is_known(message: Message, outbox: Path, stopped_at: State, found: State) -> None:
    with open_outbox(outbox) as journal:
        journal.record(message, [Fate(each, stopped_at, "") for each in TO], NOW)
    assert states(outbox, message) == {found}


def test_one_sends_at_a_time(plain: Server, post, outbox: Path) -> None:
    with open_outbox(outbox), pytest.raises(CannotMail, match="another message is being sent just now"):
        post(plain)


def test_a_journal_that_cannot_be_kept_stops_the_sending(office: PostOffice, plain: Server, post, outbox: Path) -> None:
    outbox.parent.mkdir()
    outbox.write_text("no database at all, and long enough to be looked at as one " * 20)
    with pytest.raises(CannotMail, match="the outbox cannot be kept"):
        post(plain)
    assert office.taken == []


@pytest.mark.parametrize(
    ("written", "told", "found", "arrived"),
    [(0, State.QUEUED, set(), 0), (1, State.QUEUED, {State.QUEUED}, 0), (2, State.SENT, {State.DOUBT}, 1)],
)
def test_what_is_told_is_true_where_the_journal_fails_on_the_way(
    office: PostOffice, plain: Server, message: Message, settings: MailSettings, outbox: Path, monkeypatch,
    written: int, told: State, found: set[State], arrived: int,
) -> None:  # fmt: skip
    record, lines = Outbox.record, count()

    def fails(*line) -> None:
        if next(lines) >= written:
            raise CannotMail("the outbox cannot be kept")
        record(*line)

    monkeypatch.setattr(Outbox, "record", fails)
    alone = replace(message, to=TO[:1])
    fates = send([alone, replace(message, to=TO[1:])], settings, plain, outbox, NOW)
    assert [each.state for each in fates] == [told, State.QUEUED]
    assert all("the outbox c" in each.words or each.words.startswith("not tried") for each in fates)
    assert len(office.taken) == arrived
    assert states(outbox, alone) == found


def test_nobody_outside_the_allow_list(
    office: PostOffice, plain: Server, scrutiny: Path, public: Path, settings: MailSettings, message: Message,
    outbox: Path,
) -> None:  # fmt: skip
    with pytest.raises(CannotMail, match=r"member@example\.org: the internal edition may not be mailed there"):
        messages_to_send(scrutiny, [MEMBER], settings)
    with pytest.raises(CannotMail, match="may not be mailed there"):
        send([message, replace(message, to=("friend@example.net",))], settings, plain, outbox, NOW)
    with pytest.raises(CannotMail, match="may not be mailed there"):
        messages_to_send(scrutiny, TO, MailSettings(sender="kpi@council.gov.uk"))
    with pytest.raises(CannotMail, match="the settings name no sender"):
        messages_to_send(scrutiny, TO, MailSettings(domains=("council.gov.uk",)))
    with pytest.raises(CannotMail, match="there is nobody to send it to"):
        messages_to_send(scrutiny, [], settings)
    assert office.taken == []
    allowed = messages_to_send(public, [MEMBER], settings)
    assert send(allowed, settings, plain, outbox, NOW) == (Fate(MEMBER, State.SENT, TAKEN),)


def test_the_usual_place_of_the_outbox() -> None:
    home = Path("/home/me")
    assert usual_place("linux", home, {}) == home / ".local/state/kpi_workbook/outbox.sqlite"
    assert usual_place("linux", home, {"XDG_STATE_HOME": "/s"}) == Path("/s/kpi_workbook/outbox.sqlite")
    assert usual_place("darwin", home, {}) == home / "Library/Application Support/kpi_workbook/outbox.sqlite"
    assert usual_place("win32", home, {"LOCALAPPDATA": "/l"}) == Path("/l/kpi_workbook/outbox.sqlite")


@pytest.fixture
def command(run, plain: Server, scrutiny: Path, tmp_path: Path):
    """Runs `email` about the scrutiny workbook, through the server, with an outbox of its own."""
    settings = tmp_path / "mine.toml"
    settings.write_text(toml_for(plain))

    def call(*options: object):
        return run("email", scrutiny, "--settings", settings, "--outbox", tmp_path / "outbox.sqlite", *options)

    return call


def test_the_command_sends_only_when_told_and_agreed(command, office: PostOffice, tmp_path: Path) -> None:
    to = ("--to", TO[0])
    unasked = command(*to, "--send")
    assert (unasked.code, "give --yes" in unasked.err, office.taken) == (2, True, [])
    assert command(*to, "--send", "--draft", tmp_path / "x.eml").code == 2
    assert command(*to, "--separately").code == 2
    assert command(*to, "--draft", tmp_path / "x.eml").code == 0
    assert office.taken == []
    office.answers = {TO[0]: "550 no such user"}
    refused = command(*to, "--send", "--yes")
    assert refused.code == 2
    assert refused.err.startswith(
        f"kpi-workbook: kpis-scrutiny.xlsx to {TO[0]}: 550 no such user; put right what was refused, then try again"
    )
    office.answers = {}
    sent = command(*to, "--send", "--yes")
    assert (sent.code, sent.out) == (0, f"kpis-scrutiny.xlsx to {TO[0]}: {TAKEN}\n")
    assert command(*to, "--send", "--yes").code == 0
    assert len(office.taken) == 1


def test_the_command_says_what_became_of_each(command, office: PostOffice) -> None:
    office.answers = {TO[0]: "450 mailbox busy"}
    done = command("--to", TO[0], "--to", TO[1], "--send", "--yes", "--separately")
    assert (done.code, done.out) == (2, f"kpis-scrutiny.xlsx to {TO[1]}: {TAKEN}\n")
    assert done.err.startswith(
        f"kpi-workbook: kpis-scrutiny.xlsx to {TO[0]}: 450 mailbox busy; nothing was sent there; try again later, and "
        "only those who have not got it are sent it"
    )


class Terminal(io.StringIO):
    """A person who types these lines."""

    def isatty(self) -> bool:
        return True


def test_the_command_asks_and_once_more_for_somebody_new(
    command, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typed(lines: str, *to: str):
        monkeypatch.setattr(sys, "stdin", Terminal(lines))
        return command(*(word for each in to for word in ("--to", each)), "--send")

    for lines in ("no\n", "", "yes\n", "yes\nno\n"):
        refused = typed(lines, TO[0])
        assert (refused.code, "kpi-workbook: nothing was sent" in refused.err) == (2, True)
    assert office.taken == []
    first = typed("yes\nYES\n", TO[0])
    assert (first.code, f"Never mailed from here before: {TO[0]}. Is every letter right?" in first.err) == (0, True)
    second = typed("yes\nyes\n", *TO)
    assert (second.code, second.err.count("Type yes")) == (0, 2)
    assert f"{TO[0]}: it was sent on " in second.err
    assert second.err.count(f"Never mailed from here before: {TO[1]}.") == 1
    known = typed("yes\n", *TO)
    assert (known.code, "Type yes" in known.err) == (0, False)
    assert shown_to(office) == [([TO[0]], TO[0]), ([TO[1]], TO[1])]
