"""Sentences that their own numbers belie are faulted without a figure of the workbook; shares of others are not."""

from __future__ import annotations

import pytest
from narrative_books import Row, book, faults

SCHOOLS: tuple[Row, ...] = (
    ("Percentage of calls answered", "90/100 91/100 92/100 93/100", "", "high", {}),
    ("Number of calls received", "17001 17400 17732 19001", "", "", {}),
)  # fmt: skip


def said(text: str) -> list[tuple[str, str | None, str | None]]:
    made = book(("Schools", SCHOOLS), texts={"Schools": (text,)})
    return [(each.rule, each.found, each.expected) for each in faults(made)]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "The number of calls received decreased from 17,732 in June 2023 to 19,001 in July 2023.",
            ("N802", "19,001", "17,732"),
        ),
        (
            "At 93%, calls answered in July 2023 are below the England average of 90%.",
            ("N807", "93%", "90%"),
        ),
        (
            "Calls answered in July 2023 were 93%, above the national average of 95%.",
            ("N807", "93%", "95%"),
        ),
        ("Calls answered in July 2023 were 93%, above the target of 95%.", ("N805", "93%", "95%")),
    ],
)
def test_numbers_that_lie_the_other_way_round_are_faulted(text: str, finding: tuple[str, str, str]) -> None:
    assert said(text) == [finding]


@pytest.mark.parametrize(
    "text",
    [
        "The number of calls received increased from 17,732 in June 2023 to 19,001 in July 2023.",
        "At 93%, calls answered in July 2023 are above the England average of 90%.",
        "12% of schools were above the national average of 65%.",
        "At 12%, the share of schools that are above the national average of 65% is low.",
        "The council fell from 5 to 12 in the national ranking.",
        "Attendance was about 90%, above the England average of 90%.",
        "Performance was 93%, performing below the target of 90%.",
    ],
)
def test_what_may_be_so_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_an_extreme_is_of_the_row_whose_figure_the_sentence_states() -> None:
    assert said("Calls received were at their highest level this year in June 2023 (17,732).") == [
        ("N804", "17,732", "19,001")
    ]
    assert said("Calls received were at their highest level this year in July 2023 (19,001).") == []
