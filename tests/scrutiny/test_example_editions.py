"""Both editions of the bundled example: recalculated, validated from outside, and the public one without a trace."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from libreoffice import Calculator
from openxml_audit import OpenXmlValidator

from kpi_workbook import pipeline
from kpi_workbook.disclosure.suppression import Part
from kpi_workbook.scrutiny.report import Edition

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
ISSUE, BEFORE = EXAMPLES / "southampton-2022-12.xlsx", EXAMPLES / "southampton-2022-10.xlsx"


@pytest.fixture(scope="module", params=list(Edition))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, pipeline.Report]:
    """The example in an edition, with what it was written from."""
    path = tmp_path_factory.mktemp("example") / f"{request.param}.xlsx"
    return path, pipeline.build(ISSUE, path, previous=BEFORE, edition=request.param)


def test_an_outside_validator_finds_nothing(built: tuple[Path, pipeline.Report]) -> None:
    assert OpenXmlValidator().validate(str(built[0])).errors == []


@pytest.mark.libreoffice
def test_every_formula_holds_its_value(built: tuple[Path, pipeline.Report], calculator: Calculator) -> None:
    stored, recalculated = calculator.stored_and_recalculated(built[0])
    assert len(stored) > 3000
    assert {place: (stored[place], value) for place, value in recalculated.items() if stored[place] != value} == {}


def test_the_public_edition_holds_no_withheld_figure(built: tuple[Path, pipeline.Report]) -> None:
    path, report = built
    if report.suppression is None:
        pytest.skip("the internal edition withholds nothing")
    whole = pipeline.read(ISSUE)
    withheld = {(each.indicator, each.place) for each in report.suppression.cells if each.part is Part.OBSERVATION}
    seen = [each for row in whole.indicators for each in row.observations if (row.place, each.place) in withheld]
    assert seen
    secrets = {each.typed for each in seen} | {f"{each.numerator}/{each.denominator}" for each in seen}
    secrets |= {repr(each.numerator / each.denominator) for each in seen if each.numerator and each.denominator}
    with zipfile.ZipFile(path) as package:
        text = "\n".join(package.read(name).decode() for name in package.namelist())
    assert {secret for secret in secrets if secret in text} == set()
