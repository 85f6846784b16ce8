"""Where nobody is compared with, the workbook does not speak of it; else it shows whom there is."""

from __future__ import annotations

from dumping import opened
from openpyxl import Workbook
from report_builder import indicator, report, section

from kpi_workbook.model import Area, Unit
from kpi_workbook.scrutiny.render import render


def workbook(*comparators: tuple[Area, float], unit: Unit = Unit.PERCENTAGE) -> Workbook:
    figures = [(7, 10), (8, 10), (9, 12)] if unit is Unit.PERCENTAGE else [7, 8, 9]
    row = indicator("Visits", figures, unit=unit, comparators=comparators)
    return opened(render(report(section("Work", row))))


def said(book: Workbook) -> set[str]:
    """Every text of the cover, the summary and the notes."""
    sheets = (book[name] for name in ("Cover", "Summary", "Notes"))
    return {str(value) for sheet in sheets for row in sheet.iter_rows(values_only=True) for value in row}


def test_nobody_is_compared_with() -> None:
    book = workbook()
    assert [name for name in book.sheetnames if "ompar" in name] == []
    assert [text for text in said(book) if "ompar" in text or text.startswith("Against")] == []


def test_the_summary_sets_the_most_telling_two_beside_us() -> None:
    every = ((Area.PREVIOUS_YEAR, 0.6), (Area.NEIGHBOURS, 0.7), (Area.REGION, 0.8), (Area.ENGLAND, 0.9))
    for areas, headings in (
        (every, {"Against neighbours", "Against England"}),
        (every[::2], {"Against last year", "Against region"}),
        (every[:1], {"Against last year"}),
    ):
        book = workbook(*areas)
        assert {text for text in said(book) if text.startswith("Against")} == headings
        assert {"Comparators", "Comparator charts"} <= set(book.sheetnames)


def test_bars_are_left_out_where_there_is_none_to_draw() -> None:
    book = workbook((Area.ENGLAND, 80_000), unit=Unit.COUNT)  # never set beside a council's
    assert [name for name in book.sheetnames if "ompar" in name] == ["Comparators"]
