"""Every sentence of the collection gets the verdict that its figures deserve."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from narrative_books import case, every_service, faults, with_texts
from narrative_sentences import (
    CHILDRENS_FALSE,
    CHILDRENS_SILENT,
    CHILDRENS_TRUE,
    FALSE,
    MORE_FALSE,
    MORE_SILENT,
    MORE_TRUE,
    SILENT,
    TRUE,
)

from kpi_workbook import pipeline
from kpi_workbook.checks.narrative.audit import Audit
from kpi_workbook.model import KpiWorkbook

EXAMPLE = Path(__file__).parents[3] / "examples" / "southampton-2022-12.xlsx"


@pytest.fixture(scope="module")
def childrens() -> KpiWorkbook:
    return pipeline.read(EXAMPLE)


def each(*collections: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(service, text) for texts in collections for service, group in texts.items() for text in group]


def of_childrens(texts: Mapping[int, tuple[str, ...]]) -> list[tuple[int, str]]:
    return [(section, text) for section, group in texts.items() for text in group]


def is_understood(made: KpiWorkbook) -> bool:
    return any(judged.opinion.truth for judged in Audit(case(made)).judged)


@pytest.mark.parametrize(("service", "text"), each(TRUE, MORE_TRUE))
def test_a_true_sentence_is_understood_and_left_alone(service: str, text: str) -> None:
    made = every_service(service, text)
    assert [finding.message for finding in faults(made)] == []
    assert is_understood(made)


@pytest.mark.parametrize(("service", "text"), each(FALSE, MORE_FALSE))
def test_a_false_sentence_is_faulted_at_its_cell(service: str, text: str) -> None:
    assert {str(finding.place) for finding in faults(every_service(service, text))} == {"KPIs!A100"}


@pytest.mark.parametrize(("service", "text"), each(SILENT, MORE_SILENT))
def test_a_sentence_about_something_else_is_left_alone(service: str, text: str) -> None:
    assert [finding.message for finding in faults(every_service(service, text))] == []


@pytest.mark.parametrize(("section", "text"), of_childrens(CHILDRENS_TRUE))
def test_a_true_sentence_of_childrens_services_is_left_alone(childrens: KpiWorkbook, section: int, text: str) -> None:
    made = with_texts(childrens, {section: (text,)})
    assert [finding.message for finding in faults(made)] == []
    assert is_understood(made)


@pytest.mark.parametrize(("section", "text"), of_childrens(CHILDRENS_FALSE))
def test_a_false_sentence_of_childrens_services_is_faulted(childrens: KpiWorkbook, section: int, text: str) -> None:
    made = with_texts(childrens, {section: (text,)})
    assert {finding.place.cell for finding in faults(made)} == {"A100"}


@pytest.mark.parametrize(("section", "text"), of_childrens(CHILDRENS_SILENT))
def test_what_no_row_measures_is_left_alone(childrens: KpiWorkbook, section: int, text: str) -> None:
    assert [finding.message for finding in faults(with_texts(childrens, {section: (text,)}))] == []
