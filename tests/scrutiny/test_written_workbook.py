"""The workbook as a whole: it keeps its promises whatever it is written from, and is the same each time."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from libreoffice import Calculator
from random_reports import reports
from report_builder import small

from kpi_workbook.scrutiny import write_workbook
from kpi_workbook.scrutiny.audit import audit
from kpi_workbook.scrutiny.render import render
from kpi_workbook.scrutiny.report import Report

SLOW = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
SLOWEST = settings(SLOW, max_examples=8, phases=(Phase.generate,))  # to make a failing report smaller takes minutes


@SLOW
@given(reports())
def test_any_report_passes_the_audit(report: Report) -> None:
    assert audit(render(report)) == []


@pytest.mark.libreoffice
@SLOWEST
@given(report=reports())
def test_every_stored_value_is_what_libreoffice_works_out(
    calculator: Calculator, tmp_path_factory: pytest.TempPathFactory, report: Report
) -> None:
    path = write_workbook(report, tmp_path_factory.mktemp("any") / "any.xlsx")
    stored, recalculated = calculator.stored_and_recalculated(path)
    assert bool(stored) == bool(report.book.indicators)
    assert {place: (stored[place], value) for place, value in recalculated.items() if stored[place] != value} == {}


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(small()) == render(small())
