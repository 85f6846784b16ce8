"""Populations that rates and their counts imply."""

from __future__ import annotations

import pytest
from book_builder import indicator, results
from hypothesis import given
from hypothesis import strategies as st

from kpi_workbook.figures.population import bounds, fit, per, rounding_unit, running, shared
from kpi_workbook.figures.rounding import round_half_up
from kpi_workbook.model import Month, Place

APRIL = Month(2022, 4)
HERE = Place("S", "A1")


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Rate of CLA per 10,000 under 18 population", 10_000), ("Fires per 1,000 residents", 1_000),
        ("Crimes per 100,000", 100_000), ("Visits per 10k", 10_000), ("Deaths per million", 10_000),
        ("Births / 1000", 1_000), ("Referral rate", 10_000), ("Spend per 1 head", 10_000),
    ],
)  # fmt: skip
def test_what_a_rate_is_counted_per(name: str, people: int) -> None:
    assert per(name) == people


@given(st.integers(1, 900), st.integers(5_000, 300_000), st.integers(0, 2))
def test_the_true_population_is_always_within_the_bounds(count: int, population: int, digits: int) -> None:
    rate = float(round_half_up(10_000 * count / population, digits))
    found = bounds(APRIL, rate, count, 10.0**-digits, 10_000)
    assert found is None or found.low <= population * (1 + 1e-9)
    assert found is None or population <= found.high * (1 + 1e-9)


def test_bounds_by_hand() -> None:
    """566 children at a printed 114 per 10,000: 5,660,000 / 114.5 to 5,660,000 / 113.5."""
    found = bounds(APRIL, 114, 566, 1, 10_000)
    assert found is not None
    assert (round(found.low, 1), round(found.high, 1)) == (49432.3, 49867.8)


def test_a_running_total_of_counts_stops_at_a_gap_and_starts_again_in_april() -> None:
    counts = {Month(2022, month): 10 for month in (4, 5, 7)} | {Month(2023, 4): 3}
    assert running(counts, 4) == {Month(2022, 4): 10, Month(2022, 5): 20, Month(2023, 4): 3}


def test_clashing_months_are_named_and_nothing_fits_nothing() -> None:
    clash = [bounds(APRIL, 54, 270, 1, 10_000), bounds(Month(2022, 7), 263, 1299, 1, 10_000)]
    found = fit(HERE, HERE, [each for each in clash if each])
    assert found is not None
    assert found.low > found.high
    assert found.clash == (APRIL, Month(2022, 7))
    assert fit(HERE, HERE, []) is None
    assert shared([]) is None


def test_a_rate_that_no_catalogue_knows_is_fitted_by_the_row_that_proves_it() -> None:
    fires = ["20", "31", "25", "38", "29", "22"]
    total, rates = 0, []
    for each in fires:
        total += int(each)
        rates.append(f"{10_000 * total / 61_000:.1f}")
    found = results(indicator("Fires attended", fires, row=2), indicator("Fire rate per 10,000", rates, row=3))
    assert [(each.rate.cell, each.count.cell) for each in found.populations] == [("A3", "A2")]
    assert found.populations[0].low < 61_000 < found.populations[0].high


def test_the_rounding_unit_is_what_is_shown() -> None:
    row = indicator("Rate", ["54", "54.5"])
    assert rounding_unit(row.observations) == 0.1
    assert rounding_unit(row.observations[:1]) == 1
