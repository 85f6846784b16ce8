"""Organisations side by side: like with like, ranks by polarity with ties, quartiles as Excel's, and every gap told."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from statistics import quantiles

import pytest
from book_builder import book, indicator
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_workbook import catalogue
from kpi_workbook.figures import define, recompute
from kpi_workbook.figures.benchmark import Benchmark, Clock, Comparison, Member
from kpi_workbook.figures.benchmarking import common_month, compare, quartile
from kpi_workbook.model import Indicator, MeasureType, Month, Polarity, Status
from kpi_workbook.settings import IndicatorSettings, Settings

RE_REFERRALS = "Percentage of re-referrals within 12 months"
TIMELY = "Percentage of C&F assessments completed within 45 working days"


def member(organisation: str, *rows: Indicator, own: Settings | None = None) -> Member:
    own = own or Settings()
    defined = define(replace(book(*rows), file=f"{organisation}.xlsx"), own)
    return Member(organisation=organisation, book=defined, results=recompute(defined, own))


def compared(*members: Member) -> Benchmark:
    return compare(members, catalogue.load(Settings()))


def shares(name: str, *typed: str) -> list[Member]:
    """An organisation each, called A, B, C …, with the same row in two months."""
    return [member(chr(65 + at), indicator(name, [text, text])) for at, text in enumerate(typed)]


def line_of(benchmark: Benchmark, clock: Clock, name: str | None = None) -> Comparison:
    (line,) = (each for each in benchmark.lines if each.clock is clock and name in (None, each.name))
    return line


def values(line: Comparison) -> dict[str, object]:
    return {each.organisation: each.value for each in line.entries}


def ranks(line: Comparison) -> dict[str, int | None]:
    return {each.organisation: each.rank for each in line.entries}


def why_not(line: Comparison) -> dict[str, str | None]:
    return {each.organisation: each.why_not for each in line.entries if each.why_not}


@pytest.mark.parametrize(
    ("name", "expected"),
    [(RE_REFERRALS, [1, 2, 2, 4, 5]), (TIMELY, [5, 3, 3, 2, 1])],
    ids=["low is better", "high is better"],
)
def test_ranks_follow_polarity_and_equal_figures_share_the_better_one(name, expected) -> None:
    line = line_of(compared(*shares(name, "10% (10/100)", "20% (20/100)", "20% (10/50)", "30%", "40% (40/100)")),
                   Clock.MONTH)  # fmt: skip
    assert list(ranks(line).values()) == expected


def test_a_percentage_is_its_counts_and_the_year_pools_them() -> None:
    one = member("A", indicator(RE_REFERRALS, ["33% (1/3)", "50% (50/100)"]))
    two = member("B", indicator("Re-referrals within 12 months %", ["20% (20/100)", "40% (40/100)"]))
    lines = compared(one, two)
    assert values(line_of(lines, Clock.MONTH)) == {"A": 0.5, "B": 0.4}
    year = line_of(lines, Clock.YEAR)
    assert values(year) == {"A": 51 / 103, "B": 0.3}
    assert [(each.numerator, each.denominator) for each in year.entries] == [(51, 103), (60, 200)]
    assert [line.headline for line in lines.lines] == [False, True]
    assert year.months == (Month(2022, 4), Month(2022, 5))


def test_quartiles_and_quarters_from_four_figures_on() -> None:
    three = line_of(compared(*shares(TIMELY, "10%", "20%", "40%")), Clock.MONTH)
    assert (three.lower, three.median, three.upper) == (None, 0.2, None)
    assert [each.quarter for each in three.entries] == [None] * 3
    four = line_of(compared(*shares(TIMELY, "10%", "20%", "40%", "80%")), Clock.MONTH)
    assert (four.lower, four.median, four.upper) == (0.175, 0.3, 0.5)
    assert [each.quarter for each in four.entries] == [4, 3, 2, 1]


@given(st.lists(st.fractions(0, 1, max_denominator=1000), min_size=2, max_size=20))
@settings(max_examples=40)
def test_quartiles_are_those_of_pythons_inclusive_method(figures) -> None:
    assert [quartile(figures, quarter) for quarter in (1, 2, 3)] == quantiles(figures, n=4, method="inclusive")


def test_counts_are_shown_never_ranked_and_their_rate_is_pointed_to() -> None:
    rows = ("Number of CLA at the end of the month", "Rate of CLA per 10,000 under 18 population")
    members = [
        member(who, indicator(rows[0], [count]), indicator(rows[1], [rate], row=5))
        for who, count, rate in (("A", "500", "96.1"), ("B", "900", "61.2"))
    ]
    count, rate = compared(*members).lines
    assert (count.why_not, count.median) == (
        "organisations differ in size; see Rate of CLA per 10,000 under 18 population",
        None,
    )
    assert ranks(count) == {"A": None, "B": None}
    assert values(count) == {"A": 500, "B": 900}
    assert (rate.why_not, rate.median) == ("neither way is better", 78.65)
    alone = compared(*[member(who, indicator(rows[0], ["7"])) for who in "AB"]).lines
    assert [line.why_not for line in alone] == ["organisations differ in size; a rate could be ranked"]


def test_what_is_missing_or_withheld_is_said_and_never_ranked() -> None:
    typed = ["20% (20/100)", "N/A", "c", ""]
    members = [*shares(RE_REFERRALS, *typed), member("E", indicator(TIMELY, ["90%", "90%"]))]
    line = line_of(compared(*members, member("F", indicator(RE_REFERRALS, ["30%", "30%"]))), Clock.MONTH, RE_REFERRALS)
    assert ranks(line) == {"A": 1, "B": None, "C": None, "D": None, "E": None, "F": 2}
    assert why_not(line) == {
        **dict.fromkeys("BCD", "no figure for May 2022"),
        "E": "the workbook has no such indicator",
    }
    assert [each.status for each in line.entries][1:4] == [Status.NOT_APPLICABLE, Status.SUPPRESSED, Status.BLANK]


def test_an_indicator_of_one_organisation_is_listed_alone() -> None:
    found = compared(*shares(RE_REFERRALS, "20%"), member("B", indicator(TIMELY, ["90%"])))
    assert found.lines == ()
    assert found.alone == ((RE_REFERRALS, "A"), (TIMELY, "B"))


def test_another_unit_or_rate_base_is_not_compared() -> None:
    name = "Trees pruned"
    members = [member("A", indicator(name, ["10%"])), member("B", indicator(name, ["11%"])),
               member("C", indicator(name, ["4711"]))]  # fmt: skip
    line = line_of(compared(*members), Clock.MONTH)
    assert values(line) == {"A": 0.1, "B": 0.11, "C": None}
    assert why_not(line) == {"C": "not like the others: its unit is count"}
    assert [each.unlike for each in line.entries] == [False, False, True]
    assert (line.why_not, line.median) == ("which way is better is not known", 0.105)
    own = Settings(indicators=(IndicatorSettings(name="Fires", unit="rate", measure_type="snapshot", polarity="low",
                                                 synonyms=("Fires per 10,000", "Fires per 1,000")),))  # fmt: skip
    fires = [member(who, indicator(f"Fires per {per}", ["7.5"]), own=own)
             for who, per in (("A", "10,000"), ("B", "10,000"), ("C", "1,000"))]  # fmt: skip
    line = line_of(compare(fires, catalogue.load(own)), Clock.MONTH)
    assert why_not(line) == {"C": "not like the others: its rate is per 1,000"}


def test_a_running_total_is_compared_with_months_on_the_year_alone() -> None:
    """Three months of 10, 20 and 30, told as they are or added up: the year is 60 either way."""
    rate = "Rate of Section 47 enquiries per 10,000"
    monthly = Settings(indicators=(IndicatorSettings(name=rate, measure_type=MeasureType.MONTHLY, polarity="low"),))
    running = Settings(indicators=(IndicatorSettings(name=rate, measure_type=MeasureType.CUMULATIVE),))
    members = [
        member("A", indicator(rate, ["10.0", "20.0", "30.0"]), own=monthly),
        member("B", indicator(rate, ["11.0", "22.0", "33.0"]), own=monthly),
        member("C", indicator(rate, ["10.0", "30.0", "60.0"]), own=running),
    ]
    lines = compared(*members)
    month = line_of(lines, Clock.MONTH)
    assert values(month) == {"A": 30, "B": 33, "C": None}
    assert why_not(month) == {"C": "not like the others: its kind of measure is cumulative"}
    year = line_of(lines, Clock.YEAR)
    assert (values(year), ranks(year)) == ({"A": 60, "B": 66, "C": 60}, {"A": 1, "B": 3, "C": 1})


def test_a_year_with_other_months_is_not_compared() -> None:
    members = shares(RE_REFERRALS, "20% (20/100)", "30% (30/100)")
    gap = member("C", indicator(RE_REFERRALS, ["", "10% (10/100)"]))
    year = line_of(compared(*members, gap), Clock.YEAR)
    assert values(year) == {"A": 0.2, "B": 0.3, "C": None}
    assert why_not(year) == {"C": "not like the others: it covers May-22"}


def test_who_disagrees_which_way_is_better_is_not_ranked() -> None:
    local = Settings(indicators=(IndicatorSettings(name=RE_REFERRALS, polarity=Polarity.HIGH),))
    other = member("B", indicator(RE_REFERRALS, ["20%", "20%"]), own=local)
    line = line_of(compared(*shares(RE_REFERRALS, "20%"), other), Clock.MONTH)
    assert line.why_not == "organisations do not agree which way is better"
    assert ranks(line) == {"A": None, "B": None}


def test_the_newest_workbook_that_has_the_figure_speaks_and_teams_do_not() -> None:
    team = replace(indicator(RE_REFERRALS, ["5%"]), team="North")
    members = [
        *(member("A", indicator(RE_REFERRALS, [text])) for text in ("N/A", "10%", "99%")),
        member("B", team, indicator(RE_REFERRALS, ["40%"])),
    ]
    assert values(line_of(compared(*members), Clock.MONTH)) == {"A": 0.1, "B": 0.4}


def test_the_month_is_the_latest_that_more_than_half_reach() -> None:
    october, november, december = (Month(2022, month) for month in (10, 11, 12))
    assert common_month([december]) == december
    assert common_month([december, december, october]) == december
    assert common_month([december, october]) == october
    assert common_month([december, november, october]) == november


@given(st.lists(st.integers(0, 6), min_size=2, max_size=9))
@settings(max_examples=40)
def test_a_rank_is_one_more_than_how_many_are_better(figures) -> None:
    members = shares(RE_REFERRALS, *(f"{each}0% ({each}/10)" for each in figures))
    line = line_of(compared(*members), Clock.MONTH)
    expected = [1 + sum(other < own for other in figures) for own in figures]
    assert [each.rank for each in line.entries] == expected
    assert Fraction(str(line.median)) == quartile([Fraction(each, 10) for each in figures], 2)
