"""Each sheet of a small workbook, cell by cell, against the text recorded in `golden/`."""

from __future__ import annotations

import pytest
from dumping import dump, opened
from golden import recorded
from report_builder import small

from kpi_workbook.scrutiny.render import render

SHEETS = (
    "Cover", "Summary", "1 Direct work", "1 Charts and commentary", "Comparators", "Comparator charts", "Findings",
    "Data", "Workings", "Chart data", "Definitions", "Notes",
)  # fmt: skip
WORDED_ELSEWHERE = {"Workings": "O", "Definitions": "EGH", "1 Charts and commentary": "B"}
"""Columns whose sentences other rooms make, and test."""
CONTENT = render(small())


def test_these_are_all_sheets_but_the_checks() -> None:
    assert [name for name in opened(CONTENT).sheetnames if name != "Checks"] == list(SHEETS)


@pytest.mark.parametrize("sheet", SHEETS)
def test_sheet_is_as_recorded(sheet: str) -> None:
    shown = dump(CONTENT, sheet, WORDED_ELSEWHERE.get(sheet, ""))
    assert shown == recorded(sheet.lower().replace(" ", "-"), shown)
