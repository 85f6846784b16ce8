"""What is entered in the system of counts, and what is left out of it because nothing can be worked out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from book_builder import book, indicator

from kpi_workbook.disclosure import withholding
from kpi_workbook.disclosure.counted import Ledger
from kpi_workbook.disclosure.suppression import Reason
from kpi_workbook.figures import define
from kpi_workbook.model import Extra, Indicator, Number, Place, Role
from kpi_workbook.settings import Settings

Entered = Callable[..., dict[str, list[Number]]]
VISITS = indicator("Number of visits made", ["31", "42", "57"])
REVIEWS = indicator("% of reviews on time", ["60% (60/100)", "50% (55/110)", "75% (90/120)"], row=3)


@pytest.fixture
def entered(monkeypatch: pytest.MonkeyPatch) -> Entered:
    """By cell, the sizes of its counts in the system of a workbook of these rows."""

    def of_rows(*rows: Indicator) -> dict[str, list[Number]]:
        made: list[Ledger] = []
        relate = withholding.relate
        with monkeypatch.context() as patch:
            patch.setattr(withholding, "relate", lambda *given: made.append(relate(*given)) or made[-1])
            withholding.suppress(define(book(*rows), Settings()), Settings())
        system = made[0].system
        return {cell.place.cell: [system.sizes[count] for count in counts] for cell, counts in system.by_cell.items()}

    return of_rows


def beside(row: Indicator, value: int) -> Indicator:
    extra = Extra(role=Role.YEAR_TO_DATE, name="Year to date", place=Place("KPIs", "T2"), typed=str(value), value=value)
    return replace(row, extras=(extra,))


def test_nothing_is_entered_where_nothing_is_small_or_tied(entered: Entered) -> None:
    assert entered(VISITS, REVIEWS) == {}


def test_of_a_row_tied_to_no_other_only_cells_with_a_small_count_are_entered(entered: Entered) -> None:
    row = indicator("% of reviews on time", ["60% (60/100)", "97% (97/100)", "80% (80/100)"])
    assert entered(row) == {"C2": [100, 97, 3]}


def test_a_series_seen_twice_is_entered_as_often(entered: Entered) -> None:
    seen = indicator("Number of children seen", ["60", "55", "90"], row=4)
    assert entered(VISITS, REVIEWS, seen) == {
        "B4": [60], "C4": [55], "D4": [90],
        "B3": [100, 60, 40], "C3": [110, 55, 55], "D3": [120, 90, 30],
    }  # fmt: skip


def test_a_series_of_the_same_numbers_in_other_months_is_another(entered: Entered) -> None:
    assert entered(VISITS, indicator("Number of children seen", ["57", "31", "42"], row=3)) == {}


def test_a_year_to_date_is_entered_with_the_months_that_make_it(entered: Entered) -> None:
    assert entered(beside(VISITS, 130), REVIEWS) == {"T2": [130], "B2": [31], "C2": [42], "D2": [57]}
    assert entered(beside(VISITS, 131), REVIEWS) == {}


def test_a_small_denominator_is_withheld_though_more_than_it_are_counted() -> None:
    found = withholding.suppress(
        define(book(indicator("% of reviews on time", ["225% (9/4)"])), Settings()), Settings()
    )
    assert [(each.place.cell, each.reason) for each in found.cells] == [("B2", Reason.COUNT)]
