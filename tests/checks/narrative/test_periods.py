"""Months in words, resolved for a statement about a month."""

from __future__ import annotations

import pytest

from kpi_workbook.checks.narrative.dates import periods
from kpi_workbook.checks.narrative.periods import Calendar, Span, spans
from kpi_workbook.checks.narrative.tokens import tokenise
from kpi_workbook.model import Month

DECEMBER = Calendar(Month(2022, 12))


def resolved(text: str, anchor: Month = DECEMBER.reporting) -> Span:
    (period,) = periods(tokenise(text), DECEMBER)
    return spans(period, anchor, DECEMBER)[0]


def months(first: str, last: str) -> Span:
    start, end = Month.parse(first), Month.parse(last)
    return tuple(start.plus(step) for step in range(end.since(start) + 1))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in December 2022", "2022-12", "2022-12"),
        ("in November", "2022-11", "2022-11"),
        ("Dec-22", "2022-12", "2022-12"),
        ("Nov '22", "2022-11", "2022-11"),
        ("at 31 March 2022", "2022-03", "2022-03"),
        ("at 1 January 2023", "2022-12", "2022-12"),
        ("from April to October 2022", "2022-04", "2022-10"),
        ("between April and October", "2022-04", "2022-10"),
        ("October to January 2022", "2021-10", "2022-01"),
        ("the previous six months", "2022-06", "2022-11"),
        ("the last 12 months", "2022-01", "2022-12"),
        ("for the year to date", "2022-04", "2022-12"),
        ("since the start of the financial year", "2022-04", "2022-04"),
        ("this quarter", "2022-10", "2022-12"),
        ("last quarter", "2022-07", "2022-09"),
        ("Q2", "2022-07", "2022-09"),
        ("the first quarter", "2022-04", "2022-06"),
        ("the previous month", "2022-11", "2022-11"),
        ("in 2021/22", "2021-04", "2022-03"),
        ("last year", "2021-04", "2022-03"),
        ("the same month last year", "2021-12", "2021-12"),
        ("three months earlier", "2022-09", "2022-09"),
    ],
)
def test_a_period_is_understood(text: str, first: str, last: str) -> None:
    assert resolved(text) == months(first, last)


def test_a_count_of_months_is_counted_from_the_month_spoken_of() -> None:
    assert resolved("the previous six months", Month(2022, 11)) == months("2022-05", "2022-10")


def test_two_months_may_each_be_meant() -> None:
    (period,) = periods(tokenise("in November and December 2022"), DECEMBER)
    assert spans(period, DECEMBER.reporting, DECEMBER) == (
        (Month(2022, 12),),
        (Month(2022, 11),),
        (Month(2022, 11), Month(2022, 12)),
    )


@pytest.mark.parametrize("text", ["we may march on", "within 12 months", "the secretary", "45 days", "mark 5"])
def test_other_words_are_no_periods(text: str) -> None:
    assert periods(tokenise(text), DECEMBER) == []
