"""Every sentence of the collection gets the verdict that its figures deserve."""

from __future__ import annotations

import pytest
from narrative_books import case, every_service, faults
from narrative_sentences import FALSE, SILENT, TRUE

from kpi_workbook.checks.narrative.audit import Audit

Sentences = dict[str, tuple[str, ...]]


def each(sentences: Sentences) -> list[tuple[str, str]]:
    return [(service, text) for service, texts in sentences.items() for text in texts]


@pytest.mark.parametrize(("service", "text"), each(TRUE))
def test_a_true_sentence_is_understood_and_left_alone(service: str, text: str) -> None:
    made = every_service(service, text)
    assert [finding.message for finding in faults(made)] == []
    assert any(judged.opinion.truth for judged in Audit(case(made)).judged)


@pytest.mark.parametrize(("service", "text"), each(FALSE))
def test_a_false_sentence_is_faulted_at_its_cell(service: str, text: str) -> None:
    assert {str(finding.place) for finding in faults(every_service(service, text))} == {"KPIs!A100"}


@pytest.mark.parametrize(("service", "text"), each(SILENT))
def test_a_sentence_about_something_else_is_left_alone(service: str, text: str) -> None:
    assert [finding.message for finding in faults(every_service(service, text))] == []
