"""Numbers as officers write them: digits, words, fractions, units, hedges, ranges, counts of counts."""

from __future__ import annotations

import pytest

from kpi_workbook.checks.narrative.amounts import fits
from kpi_workbook.checks.narrative.numbers import Hedge, Measure, Quantity, quantities
from kpi_workbook.checks.narrative.tokens import sentences, tokenise


def read(text: str) -> list[Quantity]:
    return quantities(tokenise(text), frozenset())


@pytest.mark.parametrize(
    ("text", "value", "step", "measure", "hedge"),
    [
        ("17%", 0.17, 0.01, Measure.PERCENT, Hedge.NONE),
        ("17.3 per cent", 0.173, 0.001, Measure.PERCENT, Hedge.NONE),
        ("4 percentage points", 0.04, 0.01, Measure.POINTS, Hedge.NONE),
        ("1,794 contacts", 1794, 1, Measure.PLAIN, Hedge.NONE),
        ("£1.2m", 1_200_000, 100_000, Measure.MONEY, Hedge.NONE),
        ("17k", 17_000, 1_000, Measure.PLAIN, Hedge.NONE),
        ("under three hundred", 300, 1, Measure.PLAIN, Hedge.UNDER),
        ("ninety-eight per cent", 0.98, 0.01, Measure.PERCENT, Hedge.NONE),
        ("three hundred and twelve", 312, 1, Measure.PLAIN, Hedge.NONE),
        ("just over 90%", 0.90, 0.01, Measure.PERCENT, Hedge.JUST_OVER),
        ("about 30", 30, 1, Measure.PLAIN, Hedge.ABOUT),
        ("30 or so", 30, 1, Measure.PLAIN, Hedge.ABOUT),
        ("nearing 100%", 1.0, 0.01, Measure.PERCENT, Hedge.NEARLY),
        ("a third of residents", 1 / 3, 0.06, Measure.PERCENT, Hedge.NONE),
        ("28 days", 28, 1, Measure.DAYS, Hedge.NONE),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_unit_and_hedge(
    text: str, value: float, step: float, measure: Measure, hedge: Hedge
) -> None:
    (found,) = read(text)
    assert (round(found.value, 9), round(found.step, 9)) == (round(value, 9), round(step, 9))
    assert (found.measure, found.hedge) == (measure, hedge)


@pytest.mark.parametrize("text", ["57 of 270", "57 out of 270", "57/270", "57 of the 270 referrals"])
def test_so_many_of_so_many_is_one_quantity(text: str) -> None:
    (found,) = read(text)
    assert found.pair == (57, 270)


@pytest.mark.parametrize("text", ["between 550 and 600", "550-600", "550–600"])
def test_a_range_is_one_quantity(text: str) -> None:
    (found,) = read(text)
    assert (found.value, found.upper, found.hedge) == (550, 600, Hedge.RANGE)


@pytest.mark.parametrize(
    "text", ["within 45 working days", "3 or more placements", "aged 16", "section 20", "6 weeks", "16-17 year olds"]
)
def test_time_age_and_bands_are_details(text: str) -> None:
    assert [each.detail for each in read(text)] == [True]


@pytest.mark.parametrize("text", ["the 13th", "one of them", "no figures"])
def test_ordinals_and_a_lone_one_are_no_numbers(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("said", "figure", "true"),
    [
        ("17%", 0.1749, True), ("17%", 0.165, True), ("17%", 0.1649, False), ("17%", 0.1751, False),
        ("17.3%", 0.1734, True), ("17.3%", 0.1736, False), ("about 300", 317, True), ("about 300", 360, False),
        ("over 200", 245, True), ("over 200", 190, False), ("nearly 100%", 0.98, True), ("nearly 100%", 0.9, False),
        ("under 300", 299, True), ("under 300", 305, False), ("just over 90%", 0.901, True),
        ("just over 90%", 0.97, False),
    ],
)  # fmt: skip
def test_a_number_is_honest_to_the_digits_it_prints(said: str, figure: float, true: bool) -> None:
    (quantity,) = read(said)
    assert fits(quantity, figure) is true


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Up 3.5% approx. on May. Down since.", 2),
        ("It is 30%. it is not.", 1),
        ("One line\nanother line", 2),
        ("Prepared by J. Smith. Figures follow.", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(list(sentences(text))) == count
