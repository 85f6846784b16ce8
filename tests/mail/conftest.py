"""A scrutiny workbook to mail: the example, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi_workbook import pipeline
from kpi_workbook.scrutiny.report import Edition
from kpi_workbook.settings import MailSettings


@pytest.fixture(scope="session")
def scrutiny(tmp_path_factory: pytest.TempPathFactory, december: Path) -> Path:
    target = tmp_path_factory.mktemp("mail") / "kpis-scrutiny.xlsx"
    pipeline.build(december, target)
    return target


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory, december: Path) -> Path:
    target = tmp_path_factory.mktemp("mail") / "kpis-public.xlsx"
    pipeline.build(december, target, edition=Edition.PUBLIC)
    return target


@pytest.fixture
def settings() -> MailSettings:
    return MailSettings(domains=("council.gov.uk",), addresses=("member@example.org",), sender="kpi@council.gov.uk")
