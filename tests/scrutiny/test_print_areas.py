"""What is for programs is not printed: thousands of lines of data, and the slip of a form."""

from __future__ import annotations

from dataclasses import replace

from dumping import opened
from report_builder import small

from kpi_workbook.scrutiny.render import render
from kpi_workbook.scrutiny.report import Report
from kpi_workbook.scrutiny.response import SHEET, Response


def areas(report: Report) -> dict[str, str]:
    """The print area of each sheet that has one."""
    return {sheet.title: sheet.print_area for sheet in opened(render(report)) if sheet.print_area}


def test_only_the_heads_of_data_are_printed_and_all_else_whole() -> None:
    assert areas(small()) == {"Data": "'Data'!$A$1:$P$3", "Chart data": "'Chart data'!$A$1:$D$3"}


def test_a_form_is_printed_without_its_slip() -> None:
    report = replace(small(), response=Response("North", "team"))
    sheet = opened(render(report))[SHEET]
    slip = next(cell.row for cell in sheet["A"] if cell.value == "Return slip")
    assert areas(report)[SHEET] == f"'{SHEET}'!$A$1:$B${slip - 1}"
