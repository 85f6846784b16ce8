"""A sentence in a row's own line is about that row unless it names another or somebody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from narrative_books import CORPORATE, HOUSING, book, case, faults, place

from kpi_workbook.checks.narrative import RULES
from kpi_workbook.model import KpiWorkbook, Passage

CASES_LINE, CALLS_LINE = 6, 2


def beside(line: int, text: str, rows: object = HOUSING) -> KpiWorkbook:
    """A table with one comment in the line of one of its rows."""
    made = book(("Housing", rows), texts={})  # type: ignore[arg-type]
    (section,) = made.sections
    passage = Passage(place=place(line, 26), text=text)
    return replace(made, sections=(replace(section, analysis=(passage,)),))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("The backlog is at its lowest level this year.", ["N804"]),
        ("The backlog was at its lowest level this year in December.", []),
        ("Rose from 33 in December to 38 in January.", []),
        ("Fell in January to 38.", ["N802"]),
        ("Two new wardens start in March.", []),
        ("Noise reports fell in January.", []),
    ],
)
def test_what_is_said_beside_a_row_is_said_of_it(text: str, rules: list[str]) -> None:
    """Anti-social behaviour cases went from 33 in December, the year's least, to 38 in January."""
    assert [each.rule for each in faults(beside(CASES_LINE, text))] == rules


def test_the_figure_behind_a_target_is_no_target() -> None:
    line = "Performance is below the 80% target at 79% in January."
    assert faults(beside(CALLS_LINE, line, CORPORATE)) == []
    assert [each.rule for each in faults(beside(CALLS_LINE, line.replace("below", "above"), CORPORATE))] == ["N805"]


def test_just_above_and_just_below_name_a_side() -> None:
    line = "Calls answered within 60 seconds were at 79% in January, just {} the 80% target."
    assert faults(beside(CALLS_LINE, line.format("below"), CORPORATE)) == []
    assert [each.rule for each in faults(beside(CALLS_LINE, line.format("above"), CORPORATE))] == ["N805"]


def test_a_change_told_again_in_brackets_in_per_cent() -> None:
    line = "The number of households in temporary accommodation is up 42 since April ({}%)."
    assert faults(beside(3, line.format("20.0"))) == []
    assert [each.rule for each in faults(beside(3, line.format("24.0")))] == ["N801"]


SPEND = (("Agency spend (£k, cumulative)", "41 80 128 171 219 275 327 386 431 492", "600", "low", {}),)
VISITS = (("Library visits", "2210 2390 2480 2302 2275 2190 2105 1984 1902 1951", "", "", {}),)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("£492k of the £600k agency budget had been spent by the end of January.", []),
        ("Agency spend reached £0.49m in January.", []),
        ("Agency spend reached £512k in January.", ["N801"]),
    ],
)
def test_money_in_thousands_and_millions(text: str, rules: list[str]) -> None:
    assert [each.rule for each in faults(beside(2, text, SPEND))] == rules


def test_where_a_movement_began_in_brackets() -> None:
    assert faults(beside(2, "Library visits fell by 4% in December (1,984 to 1,902).", VISITS)) == []
    wrong = faults(beside(2, "Library visits fell by 4% in December (1,894 to 1,902).", VISITS))
    assert "N801" in [each.rule for each in wrong]


PEOPLE = (
    ("Number of starters in the month", "34 35 30 31 27 28 24 27 28 29", "", "", {}),
    ("Number of leavers in the month", "19 22 31 21 28 17 23 18 20 26", "", "", {}),
    ("Number of quit dates set in the month", "88 92 85 90 79 95 101 97 70 84", "", "", {}),
    ("Number of health checks offered", "3010 2875 2990 3102 2760 2931 3055 2988 2405 2871", "", "", {}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("There were 26 leavers in January. Year to date there have been 293 starters.", []),
        ("There were 26 leavers in January. Year to date there have been 333 starters.", ["N803"]),
        ("Quit dates set increased by 20% in January compared with December.", []),
        ("Quit dates set increased by 28% in January compared with December.", ["N802"]),
        ("Quit dates set averaged 88 a month between April 2023 and January 2024.", []),
    ],
)
def test_words_that_only_look_like_those_of_reporting(text: str, rules: list[str]) -> None:
    """`starters` are no start, `quit` is not quite, and dates that are set are neither."""
    made = book(("People", PEOPLE), texts={"People": (text,)})
    assert [each.rule for each in faults(made)] == rules


CRIME = (
    ("Anti-social behaviour incidents", "412 455 498 530 541 470 433 401 340 355 362 398", "", "", {"2022/23": "5410"}),
)


def test_a_year_is_set_beside_the_year_before() -> None:
    """5,195 incidents in the twelve months, 5,410 in the year before."""
    line = "ASB fell by {}% over the year to 5,195 incidents."
    assert faults(book(("Crime", CRIME), texts={"Crime": (line.format("4.0"),)})) == []
    assert [each.rule for each in faults(book(("Crime", CRIME), texts={"Crime": (line.format("6.0"),)}))] == ["N802"]


def test_an_extreme_rests_on_every_month_it_is_held_against() -> None:
    """So that it yields where one of their figures is at fault, and not only its own month's."""
    made = book(("Crime", CRIME), texts={"Crime": ("The highest figure this year for ASB was 530 in July.",)})
    (hit,) = {rule.id: rule for rule in RULES}["N804"].generate(case(made))
    assert {place(2, column) for column in range(2, 14)} <= set(hit.others)
