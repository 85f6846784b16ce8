"""A sheet pasted from elsewhere, full of signs that look like plain ones or like nothing, is read as it is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from grid_builder import read

from kpi_workbook.model import KpiWorkbook
from kpi_workbook.reading.characters import one_line, plain

SHEET: list[list[Any]] = [
    ["Exeter: key performance indicators 2022/23"],
    ["Team", "Indicator", "Apr-22", "May-22", "Jun-22", "Target", "England"],
    ["North", "Number of visits made", 40, 30, 35, ">= 50", 45],
    ["North", "Percentage of plans in time", "80% (80/100)", "-1.5%", "n/a", "90% or more", "85%"],
    [],
    ["Analysis"],
    ["Visits fell."],
]
WAYS: dict[str, Callable[[str], str]] = {
    "nothing behind": lambda text: f"{text}\u200b",
    "nothing before": lambda text: f"\ufeff{text}",
    "nothing within": lambda text: f"{text[:1]}\u2060{text[1:]}",
    "a direction": lambda text: f"\u202d{text}\u202c",
    "spaces that do not break": lambda text: text.replace(" ", "\u00a0"),
    "hyphens that do not break": lambda text: text.replace("-", "\u2011"),
    "minus signs": lambda text: text.replace("-", "\u2212"),
    "wide signs": lambda text: text.translate(str.maketrans("%/()", "\uff05\uff0f\uff08\uff09")),
    "line ends": lambda text: text.replace(" ", "\r\n", 1),
}


def said(book: KpiWorkbook) -> list[object]:
    """All that a row says, its texts aside."""
    return [
        (
            row.name, row.team, row.target and (row.target.value, row.target.comparison),
            [(each.month, each.value, each.numerator, each.denominator, each.status) for each in row.observations],
            [(each.area, each.value) for each in row.comparators],
        )
        for row in book.indicators
    ]  # fmt: skip


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_pasted_sheet_is_read_as_it_is_seen(way: Callable[[str], str]) -> None:
    typed = read(SHEET)
    pasted = read([[way(cell) if isinstance(cell, str) else cell for cell in line] for line in SHEET])
    assert len(typed.indicators) == 2
    assert said(pasted) == said(typed)
    assert [len(section.analysis) for section in pasted.sections] == [1]


def test_digits_stay_as_they_are_and_pictures_whole() -> None:
    assert plain("\u0668\uff18\u00b2\u00bd") == "\u0668\uff18\u00b2\u00bd"
    family = "\U0001f469\u200d\U0001f467"
    assert one_line(f"\u200eNorth\u00a0 {family}\n team\u200b") == f"North {family} team"
