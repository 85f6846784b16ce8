"""Each click is answered from its job folder, whatever happens, and leaves nothing behind that it should not."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from kpi_workbook import pipeline
from kpi_workbook.addin import actions
from kpi_workbook.addin.actions import ACTIONS
from kpi_workbook.addin.job import LOG_LIMIT_BYTES, run_job
from kpi_workbook.addin.protocol import Answer, findings_as_text, keys_as_text, read_keys
from kpi_workbook.errors import InvalidJob
from kpi_workbook.settings import Settings, load

NOW = datetime(2023, 1, 16, 9, 30, tzinfo=UTC)
NAME = "KPIs – Siân.xlsx"
Click = Callable[..., Path]


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    """Where the officer's workbook is saved."""
    folder = tmp_path / "Performance – Siân"
    folder.mkdir()
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def click(tmp_path: Path, home: Path, office_folder: Path, december: Path) -> Click:
    """Makes the folder that the ribbon makes for a click; keys given replace its own, None leaves one out."""
    count = 0

    def make(action: str, workbook: Path | None = december, previous: Path | None = None, **more: str | None) -> Path:
        nonlocal count
        count += 1
        folder = tmp_path / f"kpi-job-{count}"
        folder.mkdir()
        keys: dict[str, str | None] = {"action": action, "home": str(home), "saved_in": str(office_folder)}
        for key, source, name in (("workbook", workbook, "name"), ("previous", previous, "previous_name")):
            if source:
                shutil.copy(source, folder / f"{key}.xlsx")
                keys |= {key: f"{key}.xlsx", name: NAME if key == "workbook" else source.name}
        kept = {key: value for key, value in (keys | more).items() if value is not None}
        (folder / "job.txt").write_bytes(keys_as_text(kept).encode("ascii"))
        return folder

    return make


def result(folder: Path) -> dict[str, str]:
    return read_keys(folder / "result.txt")


def test_check_gives_the_findings_of_the_checks(click: Click, december: Path) -> None:
    folder = click("check")
    answer = run_job(folder, NOW)
    findings = pipeline.prepare(pipeline.read(december), Settings()).findings
    assert answer.exit_code == 0
    assert (folder / "findings.txt").read_bytes() == findings_as_text(findings).encode("ascii")
    assert result(folder)["status"] == "ok"
    assert result(folder)["message"].startswith(f"{NAME}: {len(findings)} findings: ")
    assert result(folder)["findings"] == str(folder / "findings.txt")
    assert "\t".join(("3 Management Support", "B8", "error")) in (folder / "findings.txt").read_text()


def test_the_copies_go_as_soon_as_the_click_is_answered(click: Click, october: Path) -> None:
    folder = click("check", previous=october)
    run_job(folder, NOW)
    assert {path.name for path in folder.iterdir()} == {"job.txt", "result.txt", "findings.txt"}


def test_settings_beside_the_original_count(click: Click, office_folder: Path, home: Path) -> None:
    silence = '[[silences]]\nrule = "A301"\nreason = "agreed in May"\n'
    home.mkdir()
    (home / "kpi-workbook.toml").write_text("no_such_key = 1\n")
    (office_folder / "kpi-workbook.toml").write_text(silence)
    folder = click("check")
    assert run_job(folder, NOW).ok
    assert "(A301)" not in (folder / "findings.txt").read_text()


def test_settings_of_the_user_count_where_the_workbook_has_none(click: Click, home: Path) -> None:
    home.mkdir()
    (home / "kpi-workbook.toml").write_text("no_such_key = 1\n")
    answer = run_job(click("check", saved_in="https://council.sharepoint.com/x"), NOW)
    assert not answer.ok
    assert "`no_such_key`" in answer.message


def test_build_writes_beside_the_original_and_never_over_an_earlier_one(click: Click, office_folder: Path) -> None:
    for name in ("KPIs – Siân-scrutiny.xlsx", "KPIs – Siân-scrutiny (2).xlsx"):
        folder = click("build")
        answer = run_job(folder, NOW)
        assert answer.ok, answer.message
        assert result(folder)["open"] == str(office_folder / name)
        assert (office_folder / name).is_file()
    assert (folder / "findings.txt").is_file()
    assert len(list(office_folder.iterdir())) == 2


def test_email_drafts_the_scrutiny_workbook_of_the_open_one(click: Click, office_folder: Path) -> None:
    folder = click("email")
    answer = run_job(folder, NOW)
    attached, draft = (office_folder / f"KPIs – Siân-scrutiny.{ending}" for ending in ("xlsx", "eml"))
    assert answer.ok, answer.message
    assert {key: result(folder)[key] for key in ("draft", "mail_to", "mail_subject", "mail_attachment")} == {
        "draft": str(draft),
        "mail_to": "",
        "mail_subject": "Southampton: performance for scrutiny, Figures to December 2022",
        "mail_attachment": str(attached),
    }
    assert result(folder)["mail_body"].startswith("Dear colleague,\n\nThe scrutiny workbook is attached: KPIs – Siân-s")
    assert str(draft) in answer.message
    assert str(attached) in answer.message
    (carried,) = message_from_bytes(draft.read_bytes(), policy=default).iter_attachments()
    assert carried.get_content() == attached.read_bytes()


def test_email_of_an_open_scrutiny_workbook_takes_it_as_it_was_saved(click: Click, office_folder: Path) -> None:
    run_job(click("build"), NOW)
    saved = office_folder / "KPIs – Siân-scrutiny.xlsx"
    for name in ("KPIs – Siân-scrutiny.eml", "KPIs – Siân-scrutiny (2).eml"):
        answer = run_job(click("email", workbook=saved, name=saved.name), NOW)
        assert (answer.draft, answer.mail["attachment"]) == (office_folder / name, str(saved)), answer.message
    unsaved = run_job(click("email", workbook=saved, name=saved.name, saved_in=None), NOW)
    assert not unsaved.ok
    assert unsaved.message == "save the scrutiny workbook in a folder of this computer first, then press Email again"


@pytest.mark.parametrize("saved_in", ["https://council.sharepoint.com/sites/x", "", None, "/no/such/folder"])
def test_build_of_a_workbook_in_the_cloud_goes_where_excel_saves(
    click: Click, tmp_path: Path, saved_in: str | None
) -> None:
    documents = tmp_path / "Documents"
    documents.mkdir()
    answer = run_job(click("build", saved_in=saved_in, documents=str(documents)), NOW)
    target = documents / "KPIs – Siân-scrutiny.xlsx"
    assert (answer.open, target.is_file()) == (target, True)
    assert str(target) in answer.message


def test_build_has_a_folder_of_its_own_where_nothing_else_can_be_written(click: Click, home: Path) -> None:
    answer = run_job(click("build", saved_in="/proc", documents="https://council.sharepoint.com/x"), NOW)
    target = home / "Scrutiny workbooks" / "KPIs – Siân-scrutiny.xlsx"
    assert (answer.open, target.is_file()) == (target, True)


def test_compare_takes_last_months_workbook(click: Click, october: Path, tmp_path: Path) -> None:
    answer = run_job(click("compare", previous=october), NOW)
    assert answer.ok
    assert f"compared with {october.name}" in answer.message
    damaged = tmp_path / "November – Siân.xlsx"
    damaged.write_bytes(b"PK\x03\x04 and nothing more")
    answer = run_job(click("compare", previous=damaged), NOW)
    assert (answer.ok, answer.message.startswith(f"{damaged.name}: ")) == (False, True)


def test_a_scrutiny_workbook_of_ours_is_refused_in_words(click: Click) -> None:
    built = run_job(click("build"), NOW).open
    assert built is not None
    answer = run_job(click("check", workbook=built), NOW)
    assert answer.exit_code == 2
    assert "scrutiny workbook" in answer.message


def test_a_workbook_that_cannot_be_read_is_called_by_its_name_in_excel(click: Click, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.xlsx"
    damaged.write_bytes(b"PK\x03\x04 and nothing more")
    folder = click("check", workbook=damaged)
    assert run_job(folder, NOW).exit_code == 2
    assert result(folder)["status"] == "problem"
    assert result(folder)["message"].startswith(f"{NAME}: ")
    assert "findings" not in result(folder)


def test_a_click_without_its_copy_is_told_what_to_do(click: Click) -> None:
    answer = run_job(click("check", workbook=None), NOW)
    assert (answer.ok, "save it once" in answer.message) == (False, True)


def test_a_slip_of_ours_is_answered_and_told_in_full_in_the_log(
    click: Click, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slip(_: object) -> Answer:
        raise ZeroDivisionError("a slip")

    monkeypatch.setitem(ACTIONS, "check", slip)
    folder = click("check")
    assert run_job(folder, NOW).exit_code == 2
    assert str(home / "log.txt") in result(folder)["message"]
    assert "ZeroDivisionError: a slip" in (home / "log.txt").read_text()
    assert {path.name for path in folder.iterdir()} == {"job.txt", "result.txt"}


def test_roll_forward_writes_next_months_input_beside_the_original(click: Click, office_folder: Path) -> None:
    folder = click("roll-forward")
    answer = run_job(folder, NOW)
    target = office_folder / "KPIs – Siân-2023-01.xlsx"
    assert answer.message == (f"The workbook for January 2023 is {target}; its sheet Guidance says what to update.")
    assert result(folder)["open"] == str(target)
    assert len(pipeline.read(target).indicators) == 37


def test_every_button_that_asks_the_program_is_answered() -> None:
    source = (Path(__file__).parents[2] / "macros" / "KpiRibbon.bas").read_text()
    asked = set(re.findall(r'RunAction "([a-z-]+)"', source))
    assert asked == set(ACTIONS)


def test_an_unknown_action_is_refused(click: Click) -> None:
    answer = run_job(click("dance"), NOW)
    assert not answer.ok
    assert "'dance'" in answer.message


def test_a_folder_that_is_no_job_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(InvalidJob):
        run_job(tmp_path, NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_settings_begin_as_the_template_with_every_default(click: Click, home: Path) -> None:
    answer = run_job(click("settings", workbook=None), NOW)
    path = home / "kpi-workbook.toml"
    assert answer.edit == path
    assert load(path) == Settings(source=path)
    assert "[tolerance]" in path.read_text(encoding="utf-8")


def test_settings_shows_the_ones_in_force(click: Click, office_folder: Path) -> None:
    mine = office_folder / "kpi-workbook.toml"
    mine.write_text("year_starts_in = 1\n")
    assert run_job(click("settings"), NOW).edit == mine
    assert mine.read_text() == "year_starts_in = 1\n"


def test_batch_builds_every_workbook_of_the_folder_that_was_picked(
    click: Click, december: Path, tmp_path: Path
) -> None:
    picked = tmp_path / "Council – Siân"
    picked.mkdir()
    (picked / "first.xlsx").write_bytes(december.read_bytes())
    (picked / "second.xlsx").write_text("not a workbook")
    done = run_job(click("batch", folder=str(picked)), NOW)
    output = picked / "Scrutiny workbooks"
    assert done.ok
    assert done.message.startswith(f"2 workbooks: 1 built, 1 refused. They are in {output}")
    assert done.open is not None
    assert done.open.parent == output
    assert (output / "first-scrutiny.xlsx").is_file()


def test_the_log_tells_every_click_in_order(click: Click, home: Path) -> None:
    run_job(click("settings"), NOW)
    run_job(click("batch"), NOW + timedelta(minutes=1))
    first, second = (home / "log.txt").read_text().splitlines()
    assert first.startswith("2023-01-16 09:30:00 settings, done: The settings in force are")
    assert second.startswith("2023-01-16 09:31:00 batch, problem: the folder you picked cannot")


def test_the_log_does_not_grow_for_ever(click: Click, home: Path) -> None:
    home.mkdir()
    (home / "log.txt").write_text("an old line\n" * (LOG_LIMIT_BYTES // 12))
    run_job(click("settings"), NOW)
    kept = (home / "log.txt").read_text()
    assert LOG_LIMIT_BYTES * 0.4 < len(kept) < LOG_LIMIT_BYTES * 0.6
    assert kept.splitlines()[-1].startswith("2023-01-16 09:30:00 settings")


def test_folders_of_clicks_long_answered_go_and_nothing_else(click: Click, tmp_path: Path) -> None:
    old, young, with_more, foreign = click("check"), click("check"), click("check"), tmp_path / "kpi-job-x"
    foreign.mkdir()
    (with_more / "my notes.docx").write_bytes(b"x")
    for folder, hours in ((old, 25), (young, 23), (with_more, 25), (foreign, 99)):
        then = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(folder, (then, then))
    run_job(click("settings"), NOW)
    assert not old.exists()
    assert (young / "workbook.xlsx").is_file()
    assert [path.name for path in with_more.iterdir()] == ["my notes.docx"]
    assert foreign.is_dir()


def test_a_full_list_is_counted_in_words() -> None:
    assert actions.summary(()) == "nothing found"
