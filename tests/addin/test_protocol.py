"""A click and its answer survive the trip through ASCII files, whatever the names."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_workbook.addin.protocol import (
    Answer,
    Job,
    escaped,
    findings_as_text,
    keys_as_text,
    read_job,
    read_keys,
    unescaped,
    write_answer,
)
from kpi_workbook.errors import InvalidJob
from kpi_workbook.model import Finding, Place, Severity

NOON = datetime(2023, 1, 16, 12)


def finding(message: str, sheet: str = "KPIs", cell: str = "B5") -> Finding:
    place = Place(sheet, cell)
    return Finding(
        rule="A301", name="x", severity=Severity.ERROR, place=place, message=message, indicator="Visits"
    )  # fmt: skip


@settings(deadline=None)  # a busy machine is not a bug
@given(st.text())
def test_any_text_comes_back_from_plain_ascii(text: str) -> None:
    travelled = escaped(text)
    assert unescaped(travelled) == text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    assert all(" " <= each <= "~" for each in travelled)


def test_escapes_are_the_ones_that_vba_writes() -> None:
    assert escaped("Siân £5\\ŵ\t😀") == "Si\\u00E2n \\u00A35\\u005C\\u0175\\u0009\\uD83D\\uDE00"


def test_a_job_gives_the_copies_the_names_they_have_in_excel(tmp_path: Path) -> None:
    (tmp_path / "workbook.xlsx").write_bytes(b"this month")
    (tmp_path / "previous.xlsm").write_bytes(b"last month")
    keys = {"action": "compare", "home": "/home/x", "workbook": "workbook.xlsx", "name": "KPIs – Siân.xlsx",
            "previous": "previous.xlsm", "previous_name": "KPIs – Nov.xlsm", "saved_in": str(tmp_path)}  # fmt: skip
    (tmp_path / "job.txt").write_bytes(keys_as_text(keys).encode("ascii"))
    job = read_job(tmp_path, NOON)
    assert job == Job(
        folder=tmp_path,
        action="compare",
        home=Path("/home/x"),
        clicked=NOON,
        workbook=tmp_path / "workbook" / "KPIs – Siân.xlsx",
        previous=tmp_path / "previous" / "KPIs – Nov.xlsm",
        saved_in=tmp_path,
        documents=None,
        chosen=None,
    )
    assert job.workbook is not None
    assert job.workbook.read_bytes() == b"this month"


@pytest.mark.parametrize(
    ("name", "leaf"),
    [
        ("Book1", "Book1.xlsx"),
        ("..", "workbook.xlsx"),
        ("", "workbook.xlsx"),
        ("../../evil.xlsx", "evil.xlsx"),
        ("C:\\x\\evil.xlsx", "evil.xlsx"),
    ],
)
def test_a_name_cannot_lead_out_of_the_job_folder(tmp_path: Path, name: str, leaf: str) -> None:
    (tmp_path / "workbook.xlsx").write_bytes(b"x")
    keys = {"action": "check", "home": "/h", "workbook": "../workbook.xlsx", "name": name}
    (tmp_path / "job.txt").write_bytes(keys_as_text(keys).encode("ascii"))
    assert read_job(tmp_path, NOON).workbook == tmp_path / "workbook" / leaf


def test_a_web_address_is_no_folder(tmp_path: Path) -> None:
    keys = {"action": "check", "home": "/h", "saved_in": "https://council.sharepoint.com/sites/x"}
    (tmp_path / "job.txt").write_bytes(keys_as_text(keys).encode("ascii"))
    assert read_job(tmp_path, NOON).saved_in is None


@pytest.mark.parametrize("content", [None, b"", b"action=check\r\n", b"\xff\xfe\x00"])
def test_a_folder_that_is_no_job_is_refused_in_words(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "job.txt").write_bytes(content)
    with pytest.raises(InvalidJob, match=r"job\.txt"):
        read_job(tmp_path, NOON)


def test_an_answer_is_ascii_lines_that_vba_can_read(tmp_path: Path) -> None:
    job = Job(folder=tmp_path, action="build", home=tmp_path, clicked=NOON)
    answer = Answer(
        message="Two\nlines – £",
        findings=(finding("25% is 24%\tof £"), finding("x", "1 Assessment ŵ", "C6")),
        open=tmp_path / "out ŵ.xlsx",
        draft=tmp_path / "draft.eml",
        mail={"to": "a@b.example"},
    )
    write_answer(job, answer)
    raw = (tmp_path / "result.txt").read_bytes()
    assert raw.isascii()
    assert raw.count(b"\r\n") == raw.count(b"\n") == 6
    assert read_keys(tmp_path / "result.txt") == {
        "status": "ok",
        "message": "Two\nlines – £",
        "findings": str(tmp_path / "findings.txt"),
        "open": str(tmp_path / "out ŵ.xlsx"),
        "draft": str(tmp_path / "draft.eml"),
        "mail_to": "a@b.example",
    }
    assert (tmp_path / "findings.txt").read_bytes() == (
        b"KPIs\tB5\terror\tVisits: 25% is 24%\\u0009of \\u00A3 (A301)\r\n"
        b"1 Assessment \\u0175\tC6\terror\tVisits: x (A301)\r\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["findings.txt", "result.txt"]


def test_no_findings_is_an_empty_list_not_a_missing_one(tmp_path: Path) -> None:
    job = Job(folder=tmp_path, action="check", home=tmp_path, clicked=NOON)
    write_answer(job, Answer(message="nothing found", findings=()))
    assert read_keys(tmp_path / "result.txt")["findings"] == str(tmp_path / "findings.txt")
    assert findings_as_text(()) == ""
