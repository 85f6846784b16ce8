"""The PDF beside the workbook: whole or not at all, and never a program left running."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from libreoffice import skip_where_missing
from report_builder import small

from kpi_workbook.errors import CannotWrite
from kpi_workbook.scrutiny import write_workbook
from kpi_workbook.scrutiny.pdf import find_office, write_pdf

EXAMPLE = Path(__file__).parents[2] / "examples" / "southampton-2022-12.xlsx"


def office_that(tmp_path: Path, *does: str) -> str:
    """A program in LibreOffice's place; `$out` is the folder it is to write to, `$in` the workbook."""
    program = tmp_path / "soffice"
    program.write_text("\n".join(["#!/bin/sh", 'for in in "$@"; do :; done', 'out=$(dirname "$in")', *does, ""]))
    program.chmod(0o755)
    return str(program)


@pytest.mark.libreoffice
def test_libreoffice_makes_a_pdf_of_the_workbook(tmp_path: Path) -> None:
    skip_where_missing()
    book = write_workbook(small(), tmp_path / "Siân's KPIs.xlsx")
    office = find_office()
    assert office is not None
    target = write_pdf(book, tmp_path / "Siân's KPIs.pdf", office)
    assert target.read_bytes().startswith(b"%PDF-")
    assert target.stat().st_size > 10_000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Siân's KPIs.pdf", "Siân's KPIs.xlsx"]


@pytest.mark.skipif(os.name != "posix", reason="the program in its place is a shell script")
@pytest.mark.parametrize(
    ("does", "reason"),
    [
        ("exit 3", "ended with code 3"),
        ("exit 0", "gave no whole PDF"),
        ('printf "%%PDF-1.6 half" > "$out/book.pdf"', "gave no whole PDF"),
        ("sleep 60", "did not finish within 0.5 seconds"),
    ],
)
def test_what_is_no_whole_pdf_is_told_and_never_put_in_place(tmp_path: Path, does: str, reason: str) -> None:
    book, target = tmp_path / "book.xlsx", tmp_path / "book.pdf"
    book.write_bytes(b"a workbook")
    target.write_bytes(b"last month's")
    with pytest.raises(CannotWrite, match=f"not written, since LibreOffice {reason}; the workbook stands"):
        write_pdf(book, target, office_that(tmp_path, does), seconds=0.5)
    assert target.read_bytes() == b"last month's"


@pytest.mark.skipif(os.name != "posix", reason="the program in its place is a shell script")
def test_what_the_program_started_ends_with_it(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"a workbook")
    office = office_that(
        tmp_path, f'(sleep 1; touch "{tmp_path}/still-running") &', 'printf "%%PDF-1.6 %%%%EOF" > "$out/book.pdf"'
    )
    assert write_pdf(book, tmp_path / "book.pdf", office).read_bytes() == b"%PDF-1.6 %%EOF"
    time.sleep(1.3)
    assert not (tmp_path / "still-running").exists()


def test_a_program_that_does_not_start_is_told(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"a workbook")
    with pytest.raises(CannotWrite, match="cannot be started"):
        write_pdf(book, tmp_path / "book.pdf", str(tmp_path / "no-such-program"))


def test_build_says_so_where_there_is_no_libreoffice(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = shutil.copy(EXAMPLE, tmp_path / "kpi.xlsx")
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run("build", source, "--pdf")
    assert done.code == 0
    assert "no PDF: LibreOffice (its program soffice) is not on the path" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kpi-scrutiny.xlsx", "kpi.xlsx"]


def test_a_workbook_is_not_overwritten_by_its_pdf(run, tmp_path: Path) -> None:
    assert run("build", EXAMPLE, "-o", tmp_path / "out.PDF", "--pdf").code == 2
    assert list(tmp_path.iterdir()) == []
