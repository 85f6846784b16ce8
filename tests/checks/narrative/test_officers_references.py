"""None at all, distances from a named figure, runs of quarters and years: true sentences stand, false ones fall."""

from __future__ import annotations

from functools import cache

import pytest
from narrative_books import book, faults, with_texts
from officers_references import NOT_FOR_CERTAIN, REFERENCE_PAIRS, REFERENCES, YEAR_PAIRS, YEARS

from kpi_workbook.model import KpiWorkbook, Month

EACH = [
    (service, *pair) for table in (REFERENCE_PAIRS, YEAR_PAIRS) for service, pairs in table.items() for pair in pairs
]


@cache
def services(years: bool) -> KpiWorkbook:
    """The months to June 2024, or three whole years."""
    return book(*YEARS.items(), texts={}, first=Month(2021, 4)) if years else book(*REFERENCES.items(), texts={})


def messages(service: str, text: str) -> list[str]:
    years = service in YEARS
    at = list(YEARS if years else REFERENCES).index(service)
    return [f"{finding.place.cell} {finding.message}" for finding in faults(with_texts(services(years), {at: (text,)}))]


@pytest.mark.parametrize(("service", "true", "false"), EACH)
def test_the_true_one_is_left_alone_and_the_false_one_faulted(service: str, true: str, false: str) -> None:
    assert messages(service, true) == []
    assert [each[:5] for each in messages(service, false)][:1] == ["A100 "]


@pytest.mark.parametrize(("service", "text"), NOT_FOR_CERTAIN)
def test_what_nobody_could_be_sure_of_is_let_pass(service: str, text: str) -> None:
    assert messages(service, text) == []


@pytest.mark.parametrize(
    ("service", "text", "why"),
    [
        ("Waste", "Missed bins have risen for four consecutive quarters.",
         "from 1,345 (January to March 2024) to 1,287 (April to June 2024) is a fall of 58"),
        ("Libraries", "Complaints received in 2023/24 were 22% lower than in 2022/23.",
         "from 796 (April 2022 to March 2023) to 699 (April 2023 to March 2024) is a fall of 12.2%"),
        ("Health and safety", "No formal grievances were raised in March or April.",
         "the figure from March to April 2024 is 1"),
        ("Waste", "Missed bins were 20% below target.",
         "its figure for June 2024 is 405 and its target 450, 10% apart"),
    ],
)  # fmt: skip
def test_the_finding_says_what_is_so(service: str, text: str, why: str) -> None:
    (message,) = messages(service, text)
    assert message.endswith(why)
