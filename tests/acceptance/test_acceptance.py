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
from kpi_workbook import checks
from kpi_workbook.checks.rule import Case
from kpi_workbook.model import Finding, Severity
from kpi_workbook.settings import Settings

CLEAN_BOOKS = 40
PLANTS_OF_A_CLASS = 2
LEAST_FOUND = 0.98
MOST_FALSE = 0.01


def findings_of(grid: Grid, folder: Path, planted: Planted | None = None) -> tuple[Finding, ...]:
    save(grid, folder / "now.xlsx")
    settings, before = Settings(), None
    if planted and planted.published:
        table = folder / "published.csv"
        table.write_text(planted.published, encoding="utf-8")
        settings = Settings(published=table)
    if planted and planted.previous:
        save(planted.previous, folder / "before.xlsx")
        before = kw.read(folder / "before.xlsx", settings)
    book = kw.read(folder / "now.xlsx", settings)
    public = bool(planted and planted.public)
    return checks.run(checks.RULES, Case(book, kw.recompute(book, settings), settings, before, public))[0]


def told_of(findings: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in findings if each.severity is not Severity.INFO]


def _cell(finding: Finding) -> tuple[str, str]:
    return finding.place.sheet, finding.place.cell


def is_found(planted: Planted, findings: tuple[Finding, ...]) -> bool:
    cells = {address(place) for place in planted.cells}
    heard = findings if planted.hint_is_enough or planted.only_noted else told_of(findings)
    here = [each for each in heard if _cell(each) in cells and planted.says in each.message]
    return bool(here) and not (planted.only_noted and told_of(tuple(here)))


def false_findings(planted: Planted, findings: tuple[Finding, ...]) -> list[Finding]:
    felt = {address(place) for place in planted.cells | planted.knock_on}
    withheld = ("D702", "A308") if planted.public else ()
    return [each for each in told_of(findings) if _cell(each) not in felt and each.rule not in withheld]


def clean_findings(seed: int, folder: Path) -> list[str]:
    """What is called wrong in a clean book."""
    rng = random.Random(seed)
    book = make_book(rng)
    write_analysis(book, rng)
    layout = choose_layout(rng, len(book.months), down=rng.random() < 0.2, peers=rng.random() < 0.2)
    told = told_of(findings_of(render(book, layout), folder))
    return [f"{seed} {each.place} {each.rule} {each.message}" for each in told]


def test_clean_books_stay_silent(tmp_path: Path) -> None:
    assert [line for seed in range(CLEAN_BOOKS) for line in clean_findings(seed, tmp_path)] == []


def test_planted_errors_are_found(tmp_path: Path) -> None:
    missed, false, heard = [], [], 0
    for kind in PLANTS:
        for seed in range(PLANTS_OF_A_CLASS):
            planted = make(kind, seed)
            findings = findings_of(planted.grid, tmp_path, planted)
            heard += len(told_of(findings))
            false += [
                f"{kind} {seed}: {each.place} {each.rule} {each.message}" for each in false_findings(planted, findings)
            ]
            if not is_found(planted, findings):
                missed.append(f"{kind} {seed}: {planted.what}")
    assert len(missed) <= (1 - LEAST_FOUND) * PLANTS_OF_A_CLASS * len(PLANTS), "\n".join(missed)
    assert len(false) <= MOST_FALSE * heard, "\n".join(false)


@pytest.mark.parametrize("kind", PLANTS)
def test_an_error_is_drawn_alike_each_time(kind: str) -> None:
    assert make(kind, 7).grid.cells == make(kind, 7).grid.cells
