"""Rounding half up, exactly, and how figures are said."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_workbook.figures.rounding import percent, percent_words, plain, round_half_up, say, say_distance
from kpi_workbook.model import Unit


def test_every_ratio_up_to_2000_rounds_half_up_as_integers_do() -> None:
    wrong = []
    for denominator in range(1, 2001):
        step = 1 if denominator <= 200 else 37
        for numerator in range(0, denominator + 1, step):
            rounded = round_half_up(Fraction(100 * numerator, denominator))
            if rounded != (200 * numerator + denominator) // (2 * denominator):
                wrong.append((numerator, denominator))
    assert wrong == []


@given(st.integers(0, 2000), st.integers(1, 2000), st.integers(0, 3))
def test_any_ratio_rounds_as_decimal_does_with_half_up(numerator: int, denominator: int, digits: int) -> None:
    exact = Decimal(numerator) / Decimal(denominator)
    expected = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    if Fraction(exact) == Fraction(numerator, denominator):  # 28 digits were enough for the decimal to be exact
        assert round_half_up(Fraction(numerator, denominator), digits) == Fraction(expected)


@given(st.decimals(-10_000, 10_000, places=4), st.integers(0, 3))
def test_a_float_is_rounded_as_the_decimal_it_was_typed_as(typed: Decimal, digits: int) -> None:
    expected = typed.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert round_half_up(float(typed), digits) == Fraction(expected)


@pytest.mark.parametrize(
    ("numerator", "denominator", "digits", "words"),
    [
        (52, 218, 0, "24%"),  # printed as 25% in the report
        (115, 252, 0, "46%"),  # printed as 45%, cut off
        (532, 569, 0, "93%"),  # printed as 94%, rounded twice
        (545, 559, 0, "97%"),  # printed as 98%, rounded twice
        (1, 8, 1, "12.5%"),
        (1, 8, 0, "13%"),
        (23, 200, 0, "12%"),
        (0, 7, 0, "0%"),
        (7, 7, 0, "100%"),
        (1, 1000, 0, "<1%"),
        (999, 1000, 0, ">99%"),
        (9999, 10000, 1, ">99.9%"),
        (1, 10000, 1, "<0.1%"),
        (995, 1000, 0, ">99%"),
        (994, 1000, 0, "99%"),
        (5, 1000, 0, "1%"),
        (11, 10, 0, "110%"),
        (1, 0, 0, "not a number"),
    ],
)
def test_percentages_are_said(numerator: int, denominator: int, digits: int, words: str) -> None:
    assert percent_words(numerator, denominator, digits) == words


def test_100_and_0_per_cent_are_only_said_when_exact() -> None:
    for denominator in range(1, 3000, 7):
        for numerator in {0, 1, denominator - 1, denominator}:
            words = percent(Fraction(numerator, denominator))
            assert (words == "100%") == (numerator == denominator)
            assert (words == "0%") == (numerator == 0)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (15682, Unit.COUNT, "15,682"),
        (Fraction(62728, 3), Unit.COUNT, "20,909"),
        (0.255, Unit.PERCENTAGE, "26%"),
        (17.25, Unit.NUMBER, "17.3"),
        (591.0, Unit.RATE, "591"),
        (-1200, Unit.MONEY, "-£1,200"),
        (12.345, Unit.MONEY, "£12.35"),
        (1, Unit.DAYS, "1 day"),
        (426.5, Unit.DAYS, "426.5 days"),
        (None, Unit.COUNT, "no figure"),
    ],
)
def test_figures_are_said_in_their_unit(value: float | Fraction | None, unit: Unit, words: str) -> None:
    assert say(value, unit) == words


def test_distances_and_plain_numbers() -> None:
    assert [say_distance(each, Unit.PERCENTAGE) for each in (0.02, -0.01, 0.0234, 0.0001, 0)] == [
        "2 points", "1 point", "2.3 points", "under 0.1 points", "0 points",
    ]  # fmt: skip
    assert say_distance(-120, Unit.COUNT) == "120"
    assert [plain(1234567.5), plain(-1.455, 2), plain(-0.4)] == ["1,234,568", "-1.46", "0"]
