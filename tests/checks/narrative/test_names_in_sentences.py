"""Names that hold change words or numbers, and numbers that stand before the name they belong to."""

from __future__ import annotations

import pytest
from narrative_books import Row, book, faults

from kpi_workbook.checks.narrative.own_words import own_phrases

SAFEGUARDING: tuple[Row, ...] = (
    ("Percentage of people whose risk was reduced or removed",
     "95/100 93/100 94/100 92/100 96/100 95/100 93/100 94/100 95/100 97/100", "", "high", {}),
    ("Percentage of children with 3 or more placements",
     "11/100 12/101 10/99 13/102 12/100 11/100 10/100 12/100 13/100 12/100", "", "low", {}),
    ("Percentage of children with a health assessment",
     "90/100 91/101 89/99 88/102 92/100 90/100 91/100 89/100 90/100 91/100", "", "high", {}),
    ("Number of missed bin collections", "413 402 398 420 431 440 388 372 395 405", "", "low", {}),
)  # fmt: skip


def said(*texts: str) -> list[tuple[str, str | None]]:
    made = book(("Safeguarding", SAFEGUARDING), texts={"Safeguarding": texts})
    return [(each.rule, each.found) for each in faults(made)]


def test_a_phrase_of_a_name_goes_on_to_its_next_telling_word() -> None:
    assert set(own_phrases(["Percentage of people whose risk was reduced or removed", "Increase in income"])) == {
        ("reduced", "or", "removed"),
        ("increase", "in", "income"),
    }


def test_a_change_word_that_ends_a_name_is_known_by_the_word_before() -> None:
    assert list(own_phrases(["Carbon emissions reduced"])) == [("emissions", "reduced")]


@pytest.mark.parametrize(
    "text",
    [
        "People whose risk was reduced or removed in January 2024 was 97%.",
        "The figure for people whose risk was reduced or removed in January 2024 is 97%.",
        "At 405, missed bin collections in January were higher than in December.",
    ],
)
def test_the_words_of_a_name_claim_nothing(text: str) -> None:
    assert said(text) == []


def test_a_change_word_beside_a_name_still_claims() -> None:
    assert said("The percentage of people whose risk was reduced or removed fell in January 2024.") == [
        ("N802", "fell")
    ]


def test_a_number_that_opens_a_sentence_is_of_what_follows() -> None:
    before = "In January 2024 97% of people had their risk reduced or removed."
    assert said(f"{before} At 440, missed bin collections in September were the highest since April.") == []
    assert said(f"{before} At 455, missed bin collections in September were the highest since April.") == [
        ("N801", "455")
    ]


def test_counts_before_a_name_that_begins_with_a_number_are_of_that_name() -> None:
    before = "91% of children had a health assessment in January 2024."
    assert said(f"{before} In January 2024 12 out of 100 (12%) 3 or more placements were recorded.") == []


def test_a_bare_word_means_the_one_kind_that_the_workbook_has() -> None:
    row = ("Percentage of single assessments completed within 45 days", "85/100 86/100 84/100 88/100", "", "high", {})

    def of(text: str) -> list[str | None]:
        return [each.found for each in faults(book(("Front door", (row,)), texts={"Front door": (text,)}))]

    assert of("Assessments completed within 45 days is 77% year to date.") == ["77%"]
    assert of("Assessments completed within 45 days is 86% year to date.") == []
    assert of("Parenting assessments completed within 45 days is 77% year to date.") == []
