"""Officers' sentences of nine services: the true one of each pair is left alone, the false one is faulted."""

from __future__ import annotations

from functools import cache

import pytest
from narrative_books import book, faults, with_texts
from officers_more_pairs import MORE_PAIRS
from officers_pairs import LET_PASS, PAIRS, SERVICES
from officers_true import TRUE_ALONE

from kpi_workbook.model import KpiWorkbook

EACH = [(service, *pair) for table in (PAIRS, MORE_PAIRS) for service, pairs in table.items() for pair in pairs]


@cache
def services() -> KpiWorkbook:
    return book(*SERVICES.items(), texts={})


def messages(service: str, text: str) -> list[str]:
    made = with_texts(services(), {list(SERVICES).index(service): (text,)})
    return [f"{finding.place.cell} {finding.message}" for finding in faults(made)]


@pytest.mark.parametrize(("service", "true", "false"), EACH)
def test_the_true_one_is_left_alone_and_the_false_one_faulted(service: str, true: str, false: str) -> None:
    assert messages(service, true) == []
    assert [each[:5] for each in messages(service, false)][:1] == ["A100 "]


@pytest.mark.parametrize(("service", "text"), [*LET_PASS, *TRUE_ALONE])
def test_what_nobody_could_be_sure_of_is_let_pass(service: str, text: str) -> None:
    assert messages(service, text) == []
