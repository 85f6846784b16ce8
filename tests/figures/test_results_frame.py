"""Results as a frame: a row an indicator, in the workbook's order."""

from __future__ import annotations

import pytest

from kpi_workbook import pipeline
from kpi_workbook.figures.results import FRAME_COLUMNS
from kpi_workbook.settings import Settings


def test_a_row_an_indicator_with_the_figures_the_sheets_show(december) -> None:
    book = pipeline.read(december, Settings())
    frame = pipeline.recompute(book, Settings()).to_frame()
    assert tuple(frame.columns) == FRAME_COLUMNS
    assert [*zip(frame["sheet"], frame["cell"], strict=True)] == [tuple(row.place) for row in book.indicators]
    rereferrals = frame[(frame["sheet"] == "1 Effective Assessment") & (frame["cell"] == "A5")].iloc[0]
    assert (rereferrals["numerator"], rereferrals["denominator"]) == (89, 299)
    assert rereferrals["year_to_date"] == pytest.approx(735 / 2873)
    assert (rereferrals["in_month"], rereferrals["to_date"], rereferrals["target"]) == ("Missed", "Near", 0.23)
