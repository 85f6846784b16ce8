"""The example and its results, shared by the figures' tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from book_builder import example_book

from kpi_workbook.figures import define, recompute
from kpi_workbook.figures.results import IndicatorResult, Results
from kpi_workbook.model import KpiWorkbook
from kpi_workbook.settings import Settings


@pytest.fixture(scope="session")
def example() -> KpiWorkbook:
    return define(example_book(), Settings())


@pytest.fixture(scope="session")
def example_results(example: KpiWorkbook) -> Results:
    return recompute(example, Settings())


@pytest.fixture(scope="session")
def of(example: KpiWorkbook, example_results: Results) -> Callable[[str], IndicatorResult]:
    """The result of the first row of the example whose name starts with these words."""

    def find(name: str, which: int = 0) -> IndicatorResult:
        pairs = zip(example.indicators, example_results.indicators, strict=True)
        return [each for row, each in pairs if row.name.startswith(name)][which]

    return find
