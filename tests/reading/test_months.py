"""Headings of months: every way of writing one, and what a run of them decides."""

from __future__ import annotations

from datetime import datetime

import pytest

from kpi_workbook.model import Kind, Month
from kpi_workbook.reading.grid import Cell, Look
from kpi_workbook.reading.months import How, MonthReading, read_month, read_month_text
from kpi_workbook.reading.runs import Anchor, Run, resolve
from kpi_workbook.reading.years import Span, heading_span, spans_in


def of_date(*parts: int, number_format: str = "General") -> MonthReading:
    reading = read_month(Cell(1, 1, datetime(*parts), Kind.DATE, Look(number_format=number_format)))
    assert reading
    return reading


def of_texts(*texts: str) -> list[MonthReading]:
    readings = [read_month_text(text) for text in texts]
    assert None not in readings
    return [reading for reading in readings if reading]


def run_of(readings: list[MonthReading], *anchors: Anchor) -> Run:
    return resolve(readings, [None] * len(readings), anchors, 4)


def months(run: Run) -> list[str]:
    return [str(month) for month in run.months]


@pytest.mark.parametrize(
    "text",
    ["Apr-22", "April 2022", "Apr 22", "Apr'22", "Apr’22", "2022-04", "01/04/2022", "202204", "2022-04-01",
     "April, 2022",
     "Apr. 2022(p)", "Apr-22*", "Apr-2022", "APR 22", "2022 April", "2022M04", "04/2022", "30 April 2022", "Apr\n2022",
     "April 30, 2022", "Apr_22", "Apr/22", "Apr 2022 [note 3]", "1st April 2022",
     "Apr\u201122", "\u200eApr-22\u200f", "\ufeffApril\u00a02022", "Apr\u200b-22", "04\u22152022"],
)  # fmt: skip
def test_every_way_of_writing_april_2022(text: str) -> None:
    reading = read_month_text(text)
    assert reading is not None
    assert (reading.guesses[0].month, reading.guesses[0].year, reading.rest) == (4, 2022, "")


@pytest.mark.parametrize(
    "text",
    ["Target", "Q1", "Apr-Jun 22", "Q1 Apr-Jun", "2021/22", "2022-23", "Apr-22 to Dec-22", "YTD Apr-22", "Total",
        "note",
     "In April 2022 there was a marked rise in contacts", "Mon", "12th", "2022", "Number", "Max", "13/2022"],
)  # fmt: skip
def test_what_is_no_month(text: str) -> None:
    assert read_month_text(text) is None


def test_words_beside_a_month_are_kept() -> None:
    readings = of_texts("Jan Sales", "Actual Apr-22", "Apr-22 Num", "Apr 22 %")
    assert [reading.rest for reading in readings] == ["Sales", "Actual", "Num", "%"]


def test_a_number_is_a_month_only_as_year_and_month() -> None:
    assert read_month(Cell(1, 1, 202204, Kind.NUMBER)) is not None
    assert read_month(Cell(1, 1, 202213, Kind.NUMBER)) is None
    assert read_month(Cell(1, 1, 4, Kind.NUMBER)) is None


def test_misspelt_months_are_read_by_their_place() -> None:
    run = run_of(of_texts("Apr-22", "May-22", "Jnue-22", "July-22", "Augst-22", "Sepember-22", "Ocotber-22"))
    assert months(run) == ["2022-04", "2022-05", "2022-06", "2022-07", "2022-08", "2022-09", "2022-10"]
    assert list(run.hows) == [
        How.PLAIN, How.PLAIN, How.MISSPELT, How.PLAIN, How.MISSPELT, How.MISSPELT, How.MISSPELT
    ]  # fmt: skip


def test_days_and_months_swapped_by_excel() -> None:
    run = run_of([of_date(2009, 1, day) for day in range(8, 13)] + [of_date(2010, 1, day) for day in (1, 2)])
    assert months(run) == ["2009-08", "2009-09", "2009-10", "2009-11", "2009-12", "2010-01", "2010-02"]
    assert How.SWAPPED in run.hows


def test_months_out_of_order_are_not_taken_for_days_of_january() -> None:
    """April, June, May: real dates of the first of each month, which no reading of days puts in order."""
    run = run_of([of_date(2022, month, 1) for month in (4, 6, 5, 7, 8, 9)])
    assert months(run)[0] == "2022-04"
    assert How.SWAPPED not in run.hows


def test_a_year_that_excel_took_for_a_day() -> None:
    run = run_of([of_date(2009, month, 8) for month in range(1, 13)])
    assert months(run)[:2] == ["2008-01", "2008-02"]
    assert set(run.hows) == {How.DAY_IS_YEAR}


def test_two_years_that_excel_took_for_days() -> None:
    headings = [of_date(2009, month, 8, number_format="d-mmm") for month in range(1, 13)]
    headings += [of_date(2009, month, 9, number_format="d-mmm") for month in range(1, 4)]
    assert months(run_of(headings))[10:] == ["2008-11", "2008-12", "2009-01", "2009-02", "2009-03"]


def test_a_day_and_month_format_alone_changes_nothing() -> None:
    run = run_of([of_date(2008, month, 1, number_format="d-mmm") for month in range(1, 7)])
    assert months(run) == [f"2008-0{month}" for month in range(1, 7)]


def test_month_ends_are_plain_dates() -> None:
    run = run_of([of_date(2022, 4, 30), of_date(2022, 5, 31), of_date(2022, 6, 30)])
    assert months(run) == ["2022-04", "2022-05", "2022-06"]


def test_the_turn_of_the_year_forgotten() -> None:
    run = run_of(of_texts("Sep-22", "Oct-22", "Nov-22", "Dec-22", "Jan-22", "Feb-22"))
    assert months(run)[3:] == ["2022-12", "2023-01", "2023-02"]
    assert run.wrong_years == (4, 5)


def test_last_year_beside_this_year_is_no_slip() -> None:
    run = run_of(of_texts("Oct-22", "Nov-22", "Dec-22", "Dec-21"))
    assert months(run) == ["2022-10", "2022-11", "2022-12", "2021-12"]
    assert run.wrong_years == ()


@pytest.mark.parametrize(
    ("span", "first"),
    [
        (Span(2022, 2023), "2022-04"),
        (Span(2022, 2022), "2022-04"),
        (Span(2022, 2022, 12), "2022-04"),
        (Span(2023, 2023, 1), "2022-04"),
    ],
)
def test_years_from_a_title(span: Span, first: str) -> None:
    headings = of_texts("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    run = run_of(headings, Anchor(span, "the title"))
    assert months(run)[0] == first
    assert run.year_from == "the title"


def test_a_year_on_january_alone() -> None:
    run = run_of(of_texts("Nov", "Dec", "Jan 2023", "Feb"))
    assert months(run) == ["2022-11", "2022-12", "2023-01", "2023-02"]


def test_newest_first_without_years() -> None:
    run = run_of(of_texts("Feb", "Jan", "Dec", "Nov"), Anchor(Span(2023, 2023, 2), "the title"))
    assert months(run) == ["2023-02", "2023-01", "2022-12", "2022-11"]
    assert run.direction == -1


def test_initials() -> None:
    run = run_of(of_texts(*"AMJJASONDJFM"), Anchor(Span(2022, 2023), "the title"))
    assert months(run) == [str(Month(2022, 4).plus(step)) for step in range(12)]


def test_no_year_anywhere() -> None:
    assert run_of(of_texts("Apr", "May")).months == (None, None)


def test_years_in_titles() -> None:
    assert spans_in("Southampton 21/22") == [Span(2021, 2022)]
    assert spans_in("KPI report December 2022") == [Span(2022, 2022, 12)]
    assert spans_in("kpi-2022-12") == [Span(2022, 2022, 12)]
    assert spans_in("As at 31/12/2022") == [Span(2022, 2022, 12)]
    assert spans_in("Quarter 3 2022-23") == [Span(2022, 2023)]
    assert spans_in("£2,022 and 14 of 20") == []


@pytest.mark.parametrize(
    ("heading", "span"),
    [(2022, Span(2022, 2022)), ("2022/23", Span(2022, 2023)), ("FY23", Span(2022, 2023)), ("FY 2022-23", Span(2022,
        2023)),
     ("Year 2022", Span(2022, 2022)), ("2022 Total", None), (270, None), ("Target 2022", None)],
)  # fmt: skip
def test_headings_that_are_years(heading: object, span: Span | None) -> None:
    assert heading_span(heading) == span
