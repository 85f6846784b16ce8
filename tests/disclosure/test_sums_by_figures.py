"""A withheld count never follows from rows around it that add up, whatever they are called and wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from kpi_workbook import pipeline
from kpi_workbook.scrutiny.report import Edition
from kpi_workbook.settings import Settings

MONTHS = ("Apr-23", "May-23", "Jun-23", "Jul-23", "Aug-23", "Sep-23", "Oct-23")
SMALL = (3, 17, 18, 22, 19, 25, 31)
OTHER = (12, 14, 11, 13, 16, 12, 17)
THIRD = (8, 9, 11, 7, 9, 13, 10)
BOTH = tuple(a + b for a, b in zip(SMALL, OTHER, strict=True))
THREE = tuple(a + b for a, b in zip(BOTH, THIRD, strict=True))
FEWER = tuple(b - a for a, b in zip(SMALL, OTHER, strict=True))
UNRELATED = (140, 151, 148, 139, 160, 155, 149)
Rows = dict[str, tuple[int, ...]]

LAYOUTS: dict[str, Rows] = {
    "an unrelated row above": {"Contacts": UNRELATED, "Boys": SMALL, "Girls": OTHER, "Total leaving care": BOTH},
    "the total first": {"Total leaving care": BOTH, "Boys": SMALL, "Girls": OTHER},
    "of which": {"Referrals in the month": BOTH, "of which: boys": SMALL, "of which: girls": OTHER},
    "no word of a total": {"Number of referrals: boys": SMALL, "… girls": OTHER, "Number of referrals": BOTH},
    "three parts": {"In foster care": SMALL, "In homes": OTHER, "With parents": THIRD, "Looked-after children": THREE},
    "a difference": {"Children starting care": OTHER, "Children leaving care": SMALL, "Net change": FEWER},
    "a row between": {"Boys": SMALL, "Girls": OTHER, "Contacts": UNRELATED, "Children": BOTH},
}


def published(rows: Rows, path: Path) -> dict[str, list[object]]:
    """Each row's figures in the public edition, None where one is withheld."""
    book = Workbook()
    sheet = book.active
    for line in (["Testshire KPIs 2023/24"], [], ["Indicator", *MONTHS], *([name, *row] for name, row in rows.items())):
        sheet.append(line)
    book.save(path)
    report = pipeline.prepare(pipeline.read(path), Settings(), edition=Edition.PUBLIC)
    return {each.name: [seen.value for seen in each.observations] for each in report.book.indicators}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_april_cannot_be_worked_back(layout: str, tmp_path: Path) -> None:
    shown = published(LAYOUTS[layout], tmp_path / "kpi.xlsx")
    related = [name for name in LAYOUTS[layout] if name != "Contacts"]
    hidden = [name for name in related if shown[name][0] is None]
    assert len(hidden) >= 2
    assert all(shown[name][1:] == list(LAYOUTS[layout][name][1:]) for name in related)


def test_rows_that_add_up_in_no_month_but_one_stay(tmp_path: Path) -> None:
    rows = {"Boys": SMALL, "Contacts": UNRELATED, "Girls": OTHER, "Visits": (15, 90, 70, 80, 66, 71, 93)}
    shown = published(rows, tmp_path / "kpi.xlsx")
    assert {name: figures[0] for name, figures in shown.items()} == {
        "Boys": None, "Contacts": 140, "Girls": 12, "Visits": 15,
    }  # fmt: skip
