"""A share of the random tables with a fixed seed: nothing withheld can be worked out, and little more than need be is
withheld. `python -m tests.disclosure.withheld_tables` runs ten thousand."""

from __future__ import annotations

from random import Random

import pytest
import withheld_tables
from book_builder import book, indicator
from withheld_tables import FAMILIES, attacked, fewest, is_primary, recoverable

from kpi_workbook.disclosure import intruder, protecting, withholding
from kpi_workbook.disclosure.suppression import Cell
from kpi_workbook.figures import define
from kpi_workbook.settings import Settings

MOST_OF_THE_FEWEST = 1.15


def test_no_withheld_count_of_240_tables_is_recoverable() -> None:
    seen = set()
    for family, table, hidden, found in attacked(seed=7, tables=240):
        assert found == [], family
        seen |= {family} if any(not is_primary(table, cell) for cell in hidden) else set()
    assert seen == {family.__name__ for family in FAMILIES}


def test_where_patience_is_at_an_end_too_much_is_withheld_and_not_too_little(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [hidden for *_, hidden, _ in attacked(seed=9, tables=24)]
    monkeypatch.setattr(intruder, "MOST_LOOKS", 40)
    monkeypatch.setattr(intruder, "MOST_LOOKS_AT_EACH", 0)
    monkeypatch.setattr(protecting, "MOST_TRIED_IN_ALL", 5)
    hasty = list(attacked(seed=9, tables=24))
    assert [(family.__name__, found) for family, _, _, found in hasty if found] == []
    assert sum(len(hidden) for *_, hidden, _ in hasty) > sum(map(len, usual))


def test_hardly_more_than_the_fewest_cells_are_withheld() -> None:
    ours = least = 0
    for _, table, hidden, _ in attacked(seed=8, tables=32):
        best = fewest(table, hidden)
        if best is not None:
            ours, least = ours + len(hidden), least + best
    assert least > 50
    assert ours <= MOST_OF_THE_FEWEST * least


def test_the_attacker_finds_what_small_counts_alone_give_away() -> None:
    """Else nothing found would mean nothing: of most tables, withholding the small cells and no other leaks."""
    leaking = 0
    for at in range(24):
        table = FAMILIES[at % len(FAMILIES)](Random(at))
        cells = {(name, month) for name in table.rows for month in range(table.months)}
        primary = {cell for cell in cells if is_primary(table, cell)}
        leaking += bool(recoverable(table, primary))
    assert leaking > 10


def test_a_table_that_leaks_is_said_to(monkeypatch, capsys) -> None:
    monkeypatch.setattr(withheld_tables, "public", lambda _: set())
    assert withheld_tables.main(["--tables", "8", "--seed", "1"]) == 1
    assert " 0 recoverable" not in capsys.readouterr().out


def test_a_tangle_of_many_small_counts_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of a few small counts are each other's totals and doubles by chance. The looks taken tell what it costs."""
    random, systems = Random(3), []

    def noting(system: intruder.System, hidden: set[Cell], threshold: int) -> protecting.Choice:
        systems.append(system)
        return protecting.protect(system, hidden, threshold)

    monkeypatch.setattr(withholding, "protect", noting)
    rows = [
        indicator(f"Number of children seen in ward {at}", [str(random.randint(0, 5)) for _ in range(3)], row=3 + at)
        for at in range(120)
    ]
    withholding.suppress(define(book(*rows), Settings()), Settings())
    assert systems
    assert all(-10 * len(system.sizes) < system.looks_left <= 0 for system in systems)
