"""Zeros that keep a place for months to come are no figures: the whole way, they are as good as blank cells."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl

import kpi_workbook as kw
from kpi_workbook.model import Severity
from kpi_workbook.reading.files import open_grids

HEADINGS = ("Indicator", "Apr-22", "May-22", "Jun-22", "Jul-22", "Aug-22", "Target")
TOLD = "Zeros stand for months after June 2022, for which nothing is reported; they were taken for blanks."
TIMELY = "Percentage of assessments within 45 days"
Cells = dict[str, list[tuple[object, ...]]]


def build(folder: Path, count: int | None, share: str | None) -> tuple[kw.Report, Cells, dict[str, bytes]]:
    """The report on a workbook with these cells for July and August; cells and charts of what was built of it."""
    book = openpyxl.Workbook()
    book.active.title = "KPIs"
    for line in (
        ("Children's services: key performance indicators 2022/23",),
        HEADINGS,
        ("Number of referrals in the month", 100, 120, 130, count, count, "<=150"),
        (TIMELY, "84% (84/100)", "85% (85/100)", "90% (90/100)", share, count, "85%"),
    ):
        book.active.append(line)
    folder.mkdir()
    book.save(folder / "kpi.xlsx")
    report = kw.build(folder / "kpi.xlsx", folder / "out.xlsx")
    cells = {
        grid.name: [(cell.address, cell.value, cell.formula) for cell in grid]
        for grid in open_grids(folder / "out.xlsx").sheets
    }
    with zipfile.ZipFile(folder / "out.xlsx") as archive:
        charts = {name: archive.read(name) for name in archive.namelist() if name.startswith("xl/charts/")}
    return report, cells, charts


def test_zeros_of_months_to_come_are_not_drawn_summed_or_judged(tmp_path: Path) -> None:
    zeros, with_zeros, charts = build(tmp_path / "zeros", 0, "0% (0/0)")
    blanks, with_blanks, charts_of_blanks = build(tmp_path / "blanks", None, None)
    assert zeros.results == blanks.results
    assert [each.year_to_date.value for each in zeros.results.indicators] == [350, 259 / 300]
    told_in = {"Cover", "Summary", "Findings", "Checks", "Notes"}  # the finding itself, and how many there are
    assert {title for title in with_zeros if with_zeros[title] != with_blanks[title]} == told_in
    assert charts == charts_of_blanks != {}
    (told,) = (each for each in zeros.findings if each not in blanks.findings)
    assert (told.rule, told.severity, told.message, str(told.place)) == ("V213", Severity.INFO, TOLD, "KPIs!E3")
