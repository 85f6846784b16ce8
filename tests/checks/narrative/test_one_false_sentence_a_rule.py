"""Each text rule at one cell: a false sentence is found there and its true sister, a word or figure apart, is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from narrative_books import case, every_service

from kpi_workbook.checks.narrative import RULES
from kpi_workbook.checks.runner import run
from kpi_workbook.model import KpiWorkbook, Month, Observation

HOUSING, WASTE, ADULTS, CORPORATE = "Housing", "Waste and recycling", "Adult social care", "Customer and corporate"
PAIRS = {
    "N801": (HOUSING, "Homelessness applications stood at {} in January 2024.", "151", "160", ("N801", "KPIs!A100")),
    "N802": (HOUSING, "ASB cases {} in January compared with December.", "fell", "rose", ("N802", "KPIs!A100")),
    "N803": (HOUSING, "Year to date there have been {} homelessness applications.", "1,394", "1,294",
             ("N803", "KPIs!A100")),
    "N804": (WASTE, "The highest figure this year for fly-tipping incidents was {}.", "371 in June", "402 in July",
             ("N804", "KPIs!A100")),
    "N805": (HOUSING, "Repairs completed within target time {} the target in January.", "missed", "met",
             ("N805", "KPIs!A100")),
    "N806": (CORPORATE, "Website visits are {} to reach the year's target.", "not on track", "on track",
             ("N806", "KPIs!A100")),
    "N807": (HOUSING, "Repairs completed within target time are {} than in 2022/23 (88%).", "worse", "better",
             ("N807", "KPIs!A100")),
    "N808": (HOUSING, "174 audits were graded: 15 Outstanding, 96 Good and {} Inadequate.", "53", "63",
             ("N808", "KPIs!A100")),
    "N809": (CORPORATE, "Website visits were 46,800, which is {} a working day.", "3,127", "2,127",
             ("N809", "KPIs!A100")),
    "N810": (HOUSING, "{} are going well.", "Repairs", "Temporary accommodation", ("N810", "KPIs!A3")),
}  # fmt: skip
"""The service, a sentence with a gap, what makes it false, what makes it true, and where the false one is found."""


def found(made: KpiWorkbook, previous: KpiWorkbook | None = None) -> list[tuple[str, str]]:
    return [(each.rule, str(each.place)) for each in run(RULES, case(made, previous))[0]]


@pytest.mark.parametrize("rule", PAIRS)
def test_the_false_one_is_found_and_the_true_one_is_not(rule: str) -> None:
    service, sentence, false, true, expected = PAIRS[rule]
    assert expected in found(every_service(service, sentence.format(false)))
    assert expected not in found(every_service(service, sentence.format(true)))


def before(made: KpiWorkbook, revised: int) -> KpiWorkbook:
    """The issue of the month before, with another figure of applications in December."""

    def earlier(seen: Observation) -> Observation:
        return replace(seen, value=revised, typed=str(revised)) if seen.month == Month(2023, 12) else seen

    first, *others = made.sections[0].indicators
    months = made.months[:-1]
    cut = [
        replace(row, observations=tuple(earlier(each) if row is first else each for each in row.observations[:-1]))
        for row in (first, *others)
    ]
    sections = (replace(made.sections[0], indicators=tuple(cut)), *made.sections[1:])
    return replace(made, reporting_month=months[-1], months=months, sections=sections)


def test_n811_a_text_left_over_is_found_where_it_no_longer_holds() -> None:
    """Said of no month, the sentence was true in December; of December, it is so still."""
    left_over = every_service(HOUSING, "Homelessness applications stood at 119.")
    of_its_month = every_service(HOUSING, "Homelessness applications stood at 119 in December.")
    assert ("N811", "KPIs!A100") in found(left_over, before(left_over, 119))
    loud = [each for each in run(RULES, case(of_its_month, before(of_its_month, 119)))[0] if each.rule == "N811"]
    assert [each.severity for each in loud] in ([], ["info"])


def test_n812_a_figure_revised_since_is_found_in_the_text() -> None:
    cited = every_service(HOUSING, "Homelessness applications stood at 191 in December 2023.")
    correct = every_service(HOUSING, "Homelessness applications stood at 119 in December 2023.")
    assert ("N812", "KPIs!A100") in found(cited, before(cited, 191))
    assert ("N812", "KPIs!A100") not in found(correct, before(correct, 191))
