"""A text that stands under one row by itself is about that row, as one beside it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from narrative_books import CORPORATE, HOUSING, Row, book, case, faults, place
from officers_pairs import SERVICES

from kpi_workbook.checks.narrative import RULES
from kpi_workbook.checks.runner import run
from kpi_workbook.model import KpiWorkbook, Passage

CASES, HOUSEHOLDS, CALLS = 6, 3, 2
"""The rows of anti-social behaviour cases (33, then 38 in January) and of households (252, target 220) in one table; of
calls answered (79%, target 80%) in the other."""
UNDER = 60


def under(row: int, text: str, rows: tuple[Row, ...]) -> KpiWorkbook:
    """A table with one text on a line of its own under one of its rows."""
    made = book(("Housing", rows), texts={})
    (section,) = made.sections
    passage = Passage(place=place(UNDER), text=text, about=place(row))
    return replace(made, sections=(replace(section, analysis=(passage,)),))


def rules(row: int, text: str, rows: tuple[Row, ...] = HOUSING) -> list[str]:
    return [each.rule for each in faults(under(row, text, rows))]


@pytest.mark.parametrize(
    ("true", "false", "rule"),
    [
        ("Rose from 33 to 38 in January.", "Rose from 33 to 48 in January.", "N801"),
        ("Up to 38 in January after falling for five months.",
         "Up to 83 in January after falling for five months.", "N801"),
        ("Commentary: up to 38 in January as schools went back.",
         "Commentary: up to 83 in January as schools went back.", "N801"),
        ("There were 38 in January, owing to two long disputes.",
         "There were 58 in January, owing to two long disputes.", "N801"),
        ("Up 15% on December because of a street party that got out of hand.",
         "Up 25% on December because of a street party that got out of hand.", "N802"),
        ("Rose in January, mainly because the wardens were away.",
         "Fell in January, mainly because the wardens were away.", "N802"),
        ("Down from 70 in July to 38, reflecting the early frost.",
         "Down from 60 in July to 38, reflecting the early frost.", "N801"),
    ],
)  # fmt: skip
def test_what_is_said_under_a_row_is_said_of_it(true: str, false: str, rule: str) -> None:
    assert rules(CASES, true) == []
    assert rule in rules(CASES, false)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("At 79% in January, one point under the target.", "At 79% in January, five points under the target."),
        ("Recovered to 79% in January thanks to three new starters.",
         "Recovered to 84% in January thanks to three new starters."),
    ],
)  # fmt: skip
def test_a_percentage_under_its_row(true: str, false: str) -> None:
    assert rules(CALLS, true, CORPORATE) == []
    assert rules(CALLS, false, CORPORATE) != []


@pytest.mark.parametrize(
    "text",
    [
        "Two new wardens start in March.",
        "Noise reports fell in January.",
        "The wardens' van was off the road for 12 days in January.",
        "12 of these were about the same address.",
        "Up to 40 homes can be inspected in January.",
        "The number of households in temporary accommodation rose to 252 in January.",
        "Homelessness applications rose to 160. There were 38 anti-social behaviour cases opened.",
        "As homelessness applications rose to 160 in January, the wardens were lent to that team.",
        "Rose to 38 in January as homelessness applications went up by 41.",
        "Partners in Eastleigh saw a fall in January.",
        "We expect a fall to 30 in February.",
        "A new system went live in January and 45 staff were trained.",
    ],
)
def test_what_is_said_of_somebody_else_is_not_held_against_the_row(text: str) -> None:
    assert rules(CASES, text) == []


def test_a_row_with_a_text_of_its_own_is_mentioned() -> None:
    """Households are over their target; the text under them says why without a figure or their name."""
    text = "Three colleagues are on long-term leave."
    found = [
        [each.place for each in run(RULES, case(under(row, text, HOUSING)))[0] if each.rule == "N810"]
        for row in (HOUSEHOLDS, CASES)
    ]
    assert found == [[], [place(HOUSEHOLDS)]]


@pytest.mark.parametrize(
    "text",
    [
        "None", "None.", "Nil", "Nil.", "No", "No.", "Zero.", "None this month.", "None in January.", "Nil return.",
        "No comment.", "No comments in January.", "No update this month.", "No exceptions to report.", "No change.",
        "No variance.", "No issues in January.", "No action needed.", "No further action this month.", "Actions: none.",
        "No concerns were raised in January.", "No comments were received in January.", "N/A", "No data.",
        "There were no repeat cases in January.", "No cases were outstanding at the end of January.",
        "There were no cases over six months old.", "No cases in the north of the city in January.",
    ],
)  # fmt: skip
def test_the_answer_none_is_no_figure(text: str) -> None:
    assert rules(CASES, text) == []


@pytest.mark.parametrize(
    "text",
    ["There were none in January.", "None were recorded in January.", "No cases were opened in January.",
     "There were no anti-social behaviour cases."],
)  # fmt: skip
def test_none_is_a_figure_where_it_was_counted(text: str) -> None:
    assert rules(CASES, text) == ["N801"]


@pytest.mark.parametrize(
    ("service", "text"),
    [
        ("Planning", "Applications received were up 5% in the month and 15% year on year."),
        ("People and payroll",
         "With 80 agency workers we are well inside the limit of 100, for the second month running."),
        ("People and payroll",
         "Sickness (rolling 12 months) has now dropped for five months running from its peak of 9.7 days."),
        ("People and payroll", "Around one in four appraisals were not signed off by the deadline."),
        ("Community safety", "Recorded burglaries increased from 44 to 57 (30%)."),
        ("Adult social care", "Safeguarding concerns fell in April and May but have risen since."),
    ],
)  # fmt: skip
def test_what_is_true_of_another_row_is_let_pass_under_every_row(service: str, text: str) -> None:
    made = book((service, SERVICES[service]), texts={})
    (section,) = made.sections
    for row in section.indicators:
        passage = Passage(place=place(UNDER), text=text, about=row.place)
        assert faults(replace(made, sections=(replace(section, analysis=(passage,)),))) == []
