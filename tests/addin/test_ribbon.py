"""LibreOffice runs the add-in's real macros: every button, on an open workbook with unsaved edits.

Only the host module is replaced (see KpiHost_libreoffice.bas). LibreOffice hides compile errors, so every test asserts
something that only a macro that ran to its end can have done.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from desk import Ribbon

from kpi_workbook.addin.protocol import keys_as_text, read_keys, unescaped

pytestmark = pytest.mark.libreoffice

NAME = "KPIs – Siân.xlsx"
SHEET = "3 Management Support"
WRONG, RIGHT = "25% (52/218)", "24% (52/218)"  # what the example says in B8 of that sheet, and what it should say
PLANTED = "91% (1/2)"
FINDINGS = "One\tB2\terror\tbad \\u00A3 (A1)\r\nTwo\tA1\twarning\tother (A2)\r\nOne\tB2\tinfo\tmore (A3)\r\n"


def cell(book: Any, sheet: str, address: str) -> Any:
    return book.Sheets.getByName(sheet).getCellRangeByName(address)


def comments(book: Any) -> dict[str, str]:
    """Every comment by its place, such as `One!B2`."""
    found = {}
    for sheet in book.Sheets:
        for note in sheet.Annotations:
            place = sheet.getCellByPosition(note.Position.Column, note.Position.Row).AbsoluteName
            found[place.replace("$", "").replace("'", "").replace(".", "!")] = note.String
    return found


def selected(book: Any) -> str:
    return str(book.CurrentSelection.AbsoluteName).replace("$", "").replace("'", "").replace(".", "!")


def program(ribbon: Ribbon, body: str) -> Path:
    """A program of another kind in the place of kpi-workbook; `folder` is the job's."""
    path = ribbon.folder / "program"
    head = f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\nfolder = Path(sys.argv[2])\n"
    path.write_text(head + body)
    path.chmod(0o755)
    ribbon.install(path)
    return path


def answering(ribbon: Ribbon, **result: str) -> None:
    """A program that gives this answer to every click."""
    answer = keys_as_text({"status": "ok", "message": "done", **result}).encode("ascii")
    program(ribbon, f"(folder / 'result.txt').write_bytes({answer!r})\n")


def listed(ribbon: Ribbon, december: Path, text: str = FINDINGS) -> Any:
    """An open workbook with the sheets One and Two, and a list of findings about it."""
    book = ribbon.open(december, NAME)
    book.Sheets.insertNewByName("Two", 0)
    book.Sheets.insertNewByName("One", 0)
    path = ribbon.folder / "list.txt"
    path.write_bytes(text.encode("ascii"))
    answering(ribbon, findings=str(path))
    assert ribbon.press("KpiOnCheck") == ["ok|done"]
    return book


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('KpiText.Escaped("Si" & ChrW(226) & "n \\ " & ChrW(373))', "Si\\u00E2n \\u005C \\u0175"),
        ('KpiText.Unescaped("Si\\u00E2n \\u005C \\uD83D\\uDE00")', "Siân \\ 😀"),
        ('KpiText.Unescaped(KpiText.Escaped("£5 – “ŵ”" & vbLf & vbTab))', "£5 – “ŵ”\n\t"),
        ('KpiText.Unescaped("C:\\users\\u00\\u00E2\\u")', "C:\\users\\u00â\\u"),
        ('KpiText.Shortened("0123456789", 10)', "0123456789"),
        ('KpiText.Shortened("0123456789x", 10)', "012345 ..."),
        ('KpiText.Counted(1, "finding")', "1 finding"),
        ('KpiText.Counted(0, "finding")', "0 findings"),
        ('KpiFiles.Extension("KPIs.2022.XLSM")', ".xlsm"),
        ('KpiFiles.Extension("Book1")', ".xlsx"),
        ('KpiFiles.Extension("Jan. figures for all")', ".xlsx"),
        ('KpiFiles.LeafOf("C:\\x\\KPIs.xlsx")', "KPIs.xlsx"),
        ('KpiFiles.LeafOf("https://council.sharepoint.com/x/KPIs.xlsx")', "KPIs.xlsx"),
        ('KpiFiles.LeafOf("KPIs.xlsx")', "KPIs.xlsx"),
        ('KpiFiles.JoinPath("C:\\x", "y")', "C:\\x\\y"),
        ('KpiFiles.JoinPath("C:\\x\\", "y")', "C:\\x\\y"),
        ('KpiFiles.JoinPath("/x", "y")', "/x/y"),
        ('KpiFiles.FileThere("/no/such/file")', False),
        ('KpiFindings.IsOurs("KPI Workbook check: x")', True),
        ('KpiFindings.IsOurs("See KPI Workbook check: x")', False),
    ],
)
def test_words_and_paths(ribbon: Ribbon, expression: str, value: object) -> None:
    assert ribbon.macros.evaluate(expression) == value


def test_check_sees_unsaved_edits(ribbon: Ribbon, december: Path) -> None:
    book = ribbon.open(december, NAME)
    assert cell(book, SHEET, "B8").String == WRONG
    cell(book, SHEET, "B8").String = RIGHT
    cell(book, SHEET, "C8").String = PLANTED
    (told,) = ribbon.press("KpiOnCheck")
    assert told.startswith(f"ok|{NAME}: ")
    assert " findings: " in told
    (listing,) = ribbon.desk.jobs.glob("*/findings.txt")
    found = [line.split("\t") for line in listing.read_text().splitlines()]
    arithmetic = [(each[0], each[1]) for each in found if each[3].endswith("(A301)")]
    assert (SHEET, "C8") in arithmetic
    assert (SHEET, "B8") not in arithmetic
    assert told.startswith(f"ok|{NAME}: {len(found)} findings: ")


def test_check_then_next_goes_to_the_first_finding(ribbon: Ribbon, december: Path) -> None:
    book = ribbon.open(december, NAME)
    ribbon.press("KpiOnCheck")
    (listing,) = ribbon.desk.jobs.glob("*/findings.txt")
    lines = listing.read_text().splitlines()
    sheet, address, severity, message = (unescaped(part) for part in lines[0].split("\t"))
    assert ribbon.press("KpiOnNextFinding") == [f"ok|1 of {len(lines)} ({severity}), {sheet}!{address}: {message}"]
    assert selected(book) == f"{sheet}!{address}"


def test_build_writes_beside_the_workbook_and_opens_it(ribbon: Ribbon, december: Path) -> None:
    ribbon.open(december, NAME)
    target = ribbon.folder / "workbooks" / "KPIs – Siân-scrutiny.xlsx"
    (told,) = ribbon.press("KpiOnBuild")
    assert told.startswith(f"ok|{NAME}: ")
    assert told.endswith(f"The scrutiny workbook is {target}.")
    assert ribbon.opened() == [target]
    assert target.as_uri() in [document.URL for document in ribbon.desk.office.desktop.Components]


def test_check_of_the_scrutiny_workbook_is_refused_in_words(ribbon: Ribbon, december: Path) -> None:
    ribbon.open(december, NAME)
    ribbon.press("KpiOnBuild")
    (told,) = ribbon.press("KpiOnCheck")
    assert told.startswith("problem|KPIs – Siân-scrutiny.xlsx: ")


def test_compare_asks_for_last_month_and_uses_it(ribbon: Ribbon, december: Path, october: Path) -> None:
    ribbon.open(december, NAME)
    ribbon.choose(workbook=str(october))
    (told,) = ribbon.press("KpiOnCompare")
    assert f", compared with {october.name}." in told
    assert told.startswith("ok|")
    assert "no previous workbook was given" not in (ribbon.desk.home / "log.txt").read_text()
    assert len(ribbon.opened()) == 1


@pytest.mark.parametrize("button", ["KpiOnCompare", "KpiOnBatch"])
def test_cancel_in_a_dialogue_does_nothing(ribbon: Ribbon, december: Path, button: str) -> None:
    ribbon.open(december, NAME)
    assert ribbon.press(button) == []
    assert list(ribbon.desk.jobs.iterdir()) == []
    assert ribbon.press("KpiOnLog")[0].startswith("problem|Nothing has been logged yet.")


def test_next_and_previous_walk_round_the_list(ribbon: Ribbon, december: Path) -> None:
    book = listed(ribbon, december)
    seen = [(ribbon.press("KpiOnNextFinding"), selected(book)) for _ in range(4)]
    first = ["ok|1 of 3 (error), One!B2: bad £ (A1)"]
    assert seen == [
        (first, "One!B2"),
        (["ok|2 of 3 (warning), Two!A1: other (A2)"], "Two!A1"),
        (["ok|3 of 3 (info), One!B2: more (A3)"], "One!B2"),
        (first, "One!B2"),
    ]
    assert ribbon.press("KpiOnPreviousFinding")[0].startswith("ok|3 of 3")
    assert ribbon.press("KpiOnPreviousFinding")[0].startswith("ok|2 of 3")


def test_a_finding_on_a_sheet_that_has_gone_is_told_all_the_same(ribbon: Ribbon, december: Path) -> None:
    listed(ribbon, december, "Gone\tA1\terror\tx (A1)\r\n")
    assert ribbon.press("KpiOnNextFinding") == [
        "ok|1 of 1 (error), Gone!A1: x (A1)\n\n(The cell could not be shown: its sheet is hidden, renamed or gone.)"
    ]


def test_a_finding_on_a_hidden_sheet_is_told_all_the_same(ribbon: Ribbon, december: Path) -> None:
    book = listed(ribbon, december)
    book.Sheets.getByName("One").IsVisible = False
    assert ribbon.press("KpiOnNextFinding") == [
        "ok|1 of 3 (error), One!B2: bad £ (A1)\n\n(The cell could not be shown: its sheet is hidden, renamed or gone.)"
    ]


def test_walking_needs_a_list_and_its_workbook(ribbon: Ribbon, december: Path) -> None:
    assert ribbon.press("KpiOnNextFinding") == ["problem|Press Check first: there is no list of findings yet."]
    listed(ribbon, december).close(True)
    assert ribbon.press("KpiOnNextFinding") == [f"problem|{NAME} is no longer open. Open it and press Check again."]
    listed(ribbon, december, "")
    assert ribbon.press("KpiOnPreviousFinding") == [f"ok|The last check of {NAME} found nothing."]


def test_a_new_check_replaces_the_list(ribbon: Ribbon, december: Path) -> None:
    listed(ribbon, december)
    ribbon.press("KpiOnNextFinding")
    (ribbon.folder / "list.txt").write_bytes(b"Two\tC3\terror\tnew (A9)\r\n")
    ribbon.press("KpiOnCheck")
    assert ribbon.press("KpiOnNextFinding") == ["ok|1 of 1 (error), Two!C3: new (A9)"]


def test_marks_are_comments_and_the_officers_own_stay(ribbon: Ribbon, december: Path) -> None:
    book = listed(ribbon, december)
    place = cell(book, "Two", "A1").CellAddress
    book.Sheets.getByName("Two").Annotations.insertNew(place, "mine, see KPI Workbook check:")
    mine = {"Two!A1": "mine, see KPI Workbook check:"}
    for _ in range(2):  # marking twice is marking once
        assert ribbon.press("KpiOnMark") == [
            "problem|2 findings marked as comments; 1 could not be: those cells carry comments of your own, "
            "or their sheets are protected."
        ]
        assert comments(book) == mine | {"One!B2": "KPI Workbook check: bad £ (A1)\nmore (A3)"}
    assert ribbon.press("KpiOnClearMarks") == [
        "ok|1 comment of this add-in removed; yours, and those on protected sheets, are untouched."
    ]
    assert comments(book) == mine


def test_marks_on_a_protected_sheet_stay_and_are_not_counted(ribbon: Ribbon, december: Path) -> None:
    book = listed(ribbon, december)
    ribbon.press("KpiOnMark")
    book.Sheets.getByName("One").protect("secret")
    assert ribbon.press("KpiOnClearMarks") == [
        "ok|1 comment of this add-in removed; yours, and those on protected sheets, are untouched."
    ]
    assert set(comments(book)) == {"One!B2"}


def test_all_marked_is_said_without_a_problem(ribbon: Ribbon, december: Path) -> None:
    book = listed(ribbon, december)
    assert ribbon.press("KpiOnMark") == ["ok|3 findings marked as comments."]
    assert len(comments(book)) == 2


@pytest.mark.parametrize(
    ("outlook", "drafts"), [("yes", ["a@b.example|KPIs – £|Dear all,\nhere.|/x/s.xlsx"]), ("", [])]
)
def test_email_shows_a_draft_in_outlook_or_as_a_file(
    ribbon: Ribbon, december: Path, outlook: str, drafts: list[str]
) -> None:
    ribbon.open(december, NAME)
    answering(
        ribbon, draft="/x/draft.eml", mail_to="a@b.example", mail_subject="KPIs – £", mail_body="Dear all,\nhere.",
        mail_attachment="/x/s.xlsx",
    )  # fmt: skip
    ribbon.choose(outlook=outlook)
    assert ribbon.press("KpiOnEmail") == ["ok|done"]
    assert ribbon.drafts() == drafts
    assert ribbon.opened() == ([] if drafts else [Path("/x/draft.eml")])


def test_batch_builds_the_folder_that_was_picked_and_opens_its_summary(
    ribbon: Ribbon, december: Path, tmp_path: Path
) -> None:
    picked = tmp_path / "Council – Siân"
    picked.mkdir()
    shutil.copy(december, picked / "first.xlsx")
    ribbon.open(december, NAME)
    ribbon.choose(folder=str(picked))
    (message,) = ribbon.press("KpiOnBatch")
    output = picked / "Scrutiny workbooks"
    assert message.startswith(f"ok|1 workbook: 1 built. They are in {output}")
    assert (output / "first-scrutiny.xlsx").is_file()
    (summary,) = ribbon.opened()
    assert summary.parent == output


def test_what_the_program_cannot_do_is_told_as_a_problem(ribbon: Ribbon, december: Path) -> None:
    ribbon.open(december, NAME)
    ribbon.choose(folder="/there/is/no/such/folder")
    (message,) = ribbon.press("KpiOnBatch")
    assert message.startswith("problem|the folder you picked cannot be reached")


def test_a_job_says_all_that_the_program_needs(ribbon: Ribbon, december: Path, october: Path) -> None:
    ribbon.open(december, NAME)
    ribbon.choose(workbook=str(october), folder=str(december.parent))
    answering(ribbon)
    asked = {}
    for button in ("KpiOnCompare", "KpiOnBatch"):
        before = set(ribbon.desk.jobs.iterdir())
        assert ribbon.press(button) == ["ok|done"]
        (folder,) = set(ribbon.desk.jobs.iterdir()) - before
        asked[button] = (read_keys(folder / "job.txt"), {path.name for path in folder.iterdir()})
    common = {
        "home": str(ribbon.desk.home),
        "documents": str(ribbon.desk.seen),
        "saved_in": str(ribbon.folder / "workbooks"),
    }
    assert asked["KpiOnCompare"] == (
        {"action": "compare", "workbook": "workbook.xlsx", "name": NAME, "previous": "previous.xlsx",
         "previous_name": october.name, **common},
        {"job.txt", "result.txt", "workbook.xlsx", "previous.xlsx"},
    )  # fmt: skip
    assert asked["KpiOnBatch"] == (
        {"action": "batch", "folder": str(december.parent), **common},
        {"job.txt", "result.txt"},
    )


def test_settings_help_and_log_open_their_files(ribbon: Ribbon, december: Path) -> None:
    ribbon.open(december, NAME)
    home = ribbon.desk.home
    assert ribbon.press("KpiOnHelp") == [f"problem|There is no help page yet. It would be {home / 'help.html'}."]
    (home / "help.html").write_text("help")
    assert ribbon.press("KpiOnSettings")[0].startswith(f"ok|The settings in force are {home / 'kpi-workbook.toml'}")
    assert ribbon.press("KpiOnHelp") == []
    assert ribbon.press("KpiOnLog") == []
    assert ribbon.opened() == [home / "help.html"]
    assert ribbon.edited() == [home / "kpi-workbook.toml", home / "log.txt"]


def test_a_program_that_has_gone_is_told_with_what_to_do(ribbon: Ribbon, december: Path) -> None:
    ribbon.open(december, NAME)
    ribbon.install(Path("/no/such/kpi-workbook"))
    (told,) = ribbon.press("KpiOnCheck")
    assert told.startswith("problem|The program is no longer at /no/such/kpi-workbook. Run  kpi-workbook install-addin")
    assert "check, problem: The program is no longer at" in (ribbon.desk.home / "log.txt").read_text()


def test_windows_refusing_to_start_programs_is_told_with_what_to_ask(ribbon: Ribbon, december: Path) -> None:
    ribbon.open(december, NAME)
    ribbon.choose(refuse="yes")
    (told,) = ribbon.press("KpiOnBuild")
    assert told.startswith("problem|Windows did not let Excel start ")
    assert "kpi-workbook install-addin --check" in told
    assert ribbon.press("KpiOnLog") == [f"problem|Please open the log yourself: {ribbon.desk.home / 'log.txt'}."]


def test_a_file_that_may_not_be_copied_is_not_blamed_on_windows(ribbon: Ribbon, december: Path) -> None:
    ribbon.open(december, NAME)
    ribbon.choose(workbook=str(ribbon.folder / "no such workbook.xlsx"))
    (told,) = ribbon.press("KpiOnCompare")
    assert told.startswith("problem|Excel could not finish this: ")


def test_a_program_without_an_answer_is_told(ribbon: Ribbon, december: Path) -> None:
    ribbon.open(december, NAME)
    program(ribbon, "raise SystemExit(9)\n")
    (told,) = ribbon.press("KpiOnCheck")
    assert told.startswith("problem|The program gave no answer")
    assert str(ribbon.desk.home / "log.txt") in told


def test_an_add_in_that_was_never_installed_says_so(ribbon: Ribbon, december: Path) -> None:
    ribbon.open(december, NAME)
    (ribbon.desk.home / "kpi_workbook.ini").unlink()
    (told,) = ribbon.press("KpiOnCheck")
    assert told.startswith("problem|The add-in does not know where its program is.")


def test_without_a_workbook_the_officer_is_told_to_open_one(ribbon: Ribbon) -> None:
    assert ribbon.macros.evaluate('KpiActions.CanStart("check", "")') is False
    assert ribbon.told() == ["problem|Open a KPI workbook first, and press Enable Editing if Excel shows a yellow bar."]
    assert ribbon.macros.evaluate('KpiActions.CanStart("batch", "")') is True


def test_a_long_message_is_cut_where_a_message_box_would_cut_it(ribbon: Ribbon, december: Path) -> None:
    ribbon.open(december, NAME)
    answering(ribbon, message="x" * 5000)
    (told,) = ribbon.press("KpiOnCheck")
    assert told == "ok|" + "x" * 996 + " ..."
