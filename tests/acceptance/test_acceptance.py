"""The whole product against workbooks it has not seen: clean ones stay silent, one planted error each is found.

The books, the layouts and the errors are drawn by seed, in five services. A finding counts as false when it is an
error or a warning on a clean book, or stands where the planted error cannot be felt.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from acceptance_books import make_book
from acceptance_plants import PLANTS, Planted, make
from acceptance_rendering import Grid, address, choose_layout, render, save
from acceptance_sentences import write_analysis

import kpi_workbook as kw
from kpi_workbook.model import Finding, Severity
from kpi_workbook.pipeline import prepare
from kpi_workbook.settings import Settings

CLEAN_BOOKS = 40
PLANTS_OF_A_CLASS = 2
LEAST_FOUND = 0.94
MOST_FALSE = 0.02


def _findings(grid: Grid, folder: Path, previous: Grid | None = None) -> tuple[Finding, ...]:
    save(grid, folder / "now.xlsx")
    before = None
    if previous:
        save(previous, folder / "before.xlsx")
        before = kw.read(folder / "before.xlsx", Settings())
    return prepare(kw.read(folder / "now.xlsx", Settings()), Settings(), before).findings


def _told(findings: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in findings if each.severity is not Severity.INFO]


def _cell(finding: Finding) -> tuple[str, str]:
    return finding.place.sheet, finding.place.cell


def _found(planted: Planted, findings: tuple[Finding, ...]) -> bool:
    cells = {address(place) for place in planted.cells}
    heard = findings if planted.hint_is_enough else _told(findings)
    return any(_cell(each) in cells for each in heard)


def _false(planted: Planted, findings: tuple[Finding, ...]) -> list[Finding]:
    felt = {address(place) for place in planted.cells | planted.knock_on}
    return [each for each in _told(findings) if _cell(each) not in felt]


def test_clean_books_stay_silent(tmp_path: Path) -> None:
    noisy = []
    for seed in range(CLEAN_BOOKS):
        rng = random.Random(seed)
        book = make_book(rng)
        write_analysis(book, rng)
        told = _told(_findings(render(book, choose_layout(rng, len(book.months))), tmp_path))
        noisy += [f"{seed} {each.place} {each.rule} {each.message}" for each in told]
    assert noisy == []


def test_planted_errors_are_found(tmp_path: Path) -> None:
    missed, false, heard = [], [], 0
    for kind in PLANTS:
        for seed in range(PLANTS_OF_A_CLASS):
            planted = make(kind, seed)
            findings = _findings(planted.grid, tmp_path, planted.previous)
            heard += len(_told(findings))
            false += [f"{kind} {seed}: {each.place} {each.rule} {each.message}" for each in _false(planted, findings)]
            if not _found(planted, findings):
                missed.append(f"{kind} {seed}: {planted.what}")
    assert len(missed) <= (1 - LEAST_FOUND) * PLANTS_OF_A_CLASS * len(PLANTS), "\n".join(missed)
    assert len(false) <= MOST_FALSE * heard, "\n".join(false)


@pytest.mark.parametrize("kind", PLANTS)
def test_an_error_is_drawn_alike_each_time(kind: str) -> None:
    assert make(kind, 7).grid.cells == make(kind, 7).grid.cells
