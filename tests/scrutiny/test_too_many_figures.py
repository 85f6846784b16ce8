"""More figures than a sheet has rows: what is left out is said, and the workbook is written."""

from __future__ import annotations

import pytest
from dumping import opened
from report_builder import small

from kpi_workbook.scrutiny.render import render
from kpi_workbook.scrutiny.sheets import data


def test_figures_beyond_the_last_row_are_left_out_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    report = small()
    figures = sum(len(row.observations) for row in report.book.indicators)
    monkeypatch.setattr(data, "MOST_LINES", figures - 2)
    book = opened(render(report))
    words = "The last 2 figures are left out: a sheet has no more rows. `kpi-workbook export` writes them all."
    assert book["Data"]["A3"].value.startswith(f"{words} Sheet and cell are those of {report.book.file}.")
    assert book["Data"].max_row == data.FIRST_ROW + figures - 2
    assert ("The sheet Data", words) in list(book["Notes"].iter_rows(max_col=2, values_only=True))


def test_the_last_row_of_a_full_sheet_is_excels_last() -> None:
    assert data.FIRST_ROW + data.MOST_LINES == 1_048_576
