"""What a workbook carries out of sight is in nothing that is written, mailed, printed or logged."""

from __future__ import annotations

import email
import email.policy
import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from leaky_workbook import MARK, TWO_TEAMS, hide_marks, leaky_workbook
from libreoffice import required, skip_where_missing
from openpyxl.comments import Comment

import kpi_workbook as kw

sys.path.append(str(Path(__file__).parent / "teams"))

from team_forms import type_into


@pytest.fixture(scope="module")
def leaky(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("leaky") / "kpi.xlsx"
    marks = leaky_workbook(path)
    assert len(marks) > 25
    return path


def everything_in(content: bytes) -> bytes:
    """A file's bytes, and those of everything in it."""
    found = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                found += [name.encode(), everything_in(archive.read(name))]
    return b"\n".join(found)


def marked(content: bytes) -> bool:
    """Whether a mark is in it, in either of the encodings of files."""
    whole = everything_in(content).lower()
    return any(MARK.lower().encode(encoding) in whole for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def test_marks_are_found_where_they_are(leaky: Path) -> None:
    with zipfile.ZipFile(leaky) as archive:
        found = {name for name in archive.namelist() if marked(archive.read(name))}
    assert len(found) > 18
    assert {"xl/vbaProject.bin", "xl/printerSettings/printerSettings1.bin", "xl/media/image1.png"} < found


@pytest.mark.parametrize(
    ("command", "output"),
    [
        (("read", "{}"), None),
        (("read", "{}", "--json"), None),
        (("check", "{}", "--format", "json"), None),
        (("check", "{}", "--mark", "marked.xlsx"), "marked.xlsx"),
        (("build", "{}", "-o", "out.xlsx", "--format", "json"), "out.xlsx"),
        (("build", "{}", "-o", "out.xlsx", "--edition", "public", "--previous", "{}"), "out.xlsx"),
        (("roll-forward", "{}", "-o", "next.xlsx"), "next.xlsx"),
        (("export", "{}", "-o", "out.csv"), "out.csv"),
        (("export", "{}", "-o", "out.json"), "out.json"),
        (("batch", ".", "-o", "batch", "--jobs", "1"), "batch/kpi-scrutiny.xlsx"),
    ],
    ids=lambda value: " ".join(value[:1] + value[2:4]) if isinstance(value, tuple) else "",
)
def test_no_mark_is_carried_over(run, leaky: Path, tmp_path: Path, monkeypatch, command, output) -> None:
    source = tmp_path / "kpi.xlsx"
    source.write_bytes(leaky.read_bytes())
    monkeypatch.chdir(tmp_path)
    done = run(*(each.format(source) for each in command), "--log", "kpi.log")
    assert output is None or (tmp_path / output).stat().st_size > 0
    clean(done, tmp_path, [source])


def clean(done, folder: Path, inputs: Sequence[Path]) -> None:
    """Nothing that was printed or made in a folder has a mark; the hidden sheets' names alone may be told."""
    assert done.code in (0, 1), done.err
    made = [path for path in folder.rglob("*") if path.is_file() and path not in inputs]
    assert [path.name for path in made if marked(path.read_bytes())] == []
    assert MARK.lower() not in (done.out + done.err).lower().replace(f"{MARK}Name".lower(), "")


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_no_mark_is_carried_into_what_is_set_side_by_side(run, tmp_path: Path, edition: str) -> None:
    inputs = [tmp_path / "in" / name / "kpi.xlsx" for name in ("Northam", "Southam", "Eastham")]
    for path in inputs:
        path.parent.mkdir(parents=True)
        leaky_workbook(path)
        path.with_name("kpi-workbook.toml").write_text(f'organisation = "{path.parent.name}"\n')
    beside = tmp_path / "side by side.xlsx"
    done = run(
        "batch", tmp_path / "in", "-o", tmp_path / "out", "--recursive", "--jobs", "1", "--edition", edition,
        "--benchmark", beside, "--log", tmp_path / "kpi.log",
    )  # fmt: skip
    assert b"Eastham" in everything_in(beside.read_bytes())
    clean(done, tmp_path, inputs)


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_no_mark_reaches_a_team_or_comes_back_from_it(run, tmp_path: Path, edition: str) -> None:
    source, teams = tmp_path / "kpi.xlsx", tmp_path / "teams"
    leaky_workbook(source, TWO_TEAMS)
    log = ("--format", "json", "--log", tmp_path / "kpi.log")
    public = run("build", source, "--by", "team", "-o", tmp_path / "public", "--edition", "public", *log)
    clean(public, tmp_path, [source])
    clean(run("build", source, "--by", "team", "-o", teams, *log), tmp_path, [source])
    returned = [teams / f"{team}-scrutiny.xlsx" for team in ("North", "South")]
    for path in returned:
        _returned_with_marks(path)
    done = run("collect", teams, "-o", tmp_path / "whole.xlsx", "--from", source, "--edition", edition, *log)
    assert b"All went well." in everything_in((tmp_path / "whole.xlsx").read_bytes())
    clean(done, tmp_path, [source, *returned])


def _returned_with_marks(path: Path) -> None:
    """A team's workbook with a text in its first box, saved again with marks out of sight."""
    type_into(path, "All went well.")
    book = openpyxl.load_workbook(path)
    hide_marks(book)
    book.worksheets[0]["A1"].comment = Comment(f"{MARK}Comment text", f"{MARK}Commenter")
    book.save(path)
    assert marked(path.read_bytes())


@pytest.mark.libreoffice
def test_no_mark_is_printed(run, leaky: Path, tmp_path: Path) -> None:
    skip_where_missing()
    if shutil.which("pdftotext") is None:
        (pytest.fail if required() else pytest.skip)("pdftotext is not on the path: install poppler-utils")
    clean(run("build", leaky, "-o", tmp_path / "out.xlsx", "--pdf"), tmp_path, [])
    text, properties, more = (
        subprocess.run([tool, *options], cwd=tmp_path, capture_output=True, check=True).stdout
        for tool, *options in (("pdftotext", "out.pdf", "-"), ("pdfinfo", "out.pdf"), ("pdfinfo", "-custom", "out.pdf"))
    )
    assert b"Number of referrals" in text
    assert not marked(text + properties + more)


def test_no_mark_is_mailed(run, leaky: Path, tmp_path: Path) -> None:
    kw.build(leaky, tmp_path / "out.xlsx")
    run("email", tmp_path / "out.xlsx", "--to", "chair@council.gov.uk")
    message = email.message_from_bytes((tmp_path / "out.eml").read_bytes(), policy=email.policy.default)
    for part in message.walk():
        payload = part.get_payload(decode=True)
        assert payload is None or not marked(payload)


def test_hidden_figures_that_were_read_are_said_to_be_hidden(run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, state in (("Shown", "visible"), ("Kept back", "hidden"), ("Deep", "veryHidden")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for line in (("Indicator", "Apr-22", "May-22", "Target"), (f"Number of {title} contacts", 4, 5, 6)):
            sheet.append(line)
    del book["Sheet"]
    book.save(tmp_path / "kpi.xlsx")
    shown = run("read", tmp_path / "kpi.xlsx").out
    assert "The sheet 'Kept back' is hidden; its figures were read." in shown
    assert "The sheet 'Deep' is hidden; its figures were read." in shown
    assert "Shown' is hidden" not in shown
    run("check", tmp_path / "kpi.xlsx", "--mark", tmp_path / "marked.xlsx")
    states = {sheet.title: sheet.sheet_state for sheet in openpyxl.load_workbook(tmp_path / "marked.xlsx")}
    assert states == {"Shown": "visible", "Kept back": "hidden", "Deep": "hidden"}


def test_hidden_rows_and_columns_stay_hidden_in_the_marked_copy(run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (("Indicator", "Apr-22", "May-22"), ("Contacts", 4, 5), ("Referrals", 6, 7), ("Visits", 8, 9)):
        book.active.append(line)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.save(tmp_path / "kpi.xlsx")
    run("check", tmp_path / "kpi.xlsx", "--mark", tmp_path / "marked.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "marked.xlsx").active
    assert [row for row in range(1, 5) if sheet.row_dimensions[row].hidden] == [3]
    assert [column for column in "ABC" if sheet.column_dimensions[column].hidden] == ["B"]
