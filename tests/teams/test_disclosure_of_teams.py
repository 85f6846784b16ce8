"""What the public edition shows of teams gives no small number back, not even by the whole less the other teams."""

from __future__ import annotations

import pytest
from team_books import figures, in_column, on_sheets, under_banners

from kpi_workbook.model import Month, Status
from kpi_workbook.scrutiny.report import Edition
from kpi_workbook.settings import Settings
from kpi_workbook.teams.dividing import read_division
from kpi_workbook.teams.publishing import as_published

THRESHOLD = 5


def published(book, path):
    book.save(path)
    division = read_division(path, "team", Settings())
    return division, as_published(division, Settings(), Edition.PUBLIC)[0]


def numbers(row, month: Month) -> tuple[int, ...] | None:
    """What is shown of a month: a count, or a numerator and the rest of its denominator; None where it is withheld."""
    seen = row.at(month)
    if seen.status is Status.SUPPRESSED:
        return None
    if seen.numerator is None:
        return (seen.value,)
    return seen.numerator, seen.denominator - seen.numerator


def is_small(number: int) -> bool:
    return 0 < number <= THRESHOLD


@pytest.mark.parametrize("make", [in_column, on_sheets, under_banners], ids=["column", "sheets", "banners"])
@pytest.mark.parametrize("most", [8, 14, 40])
def test_no_small_number_follows_from_the_whole_and_the_other_teams(make, most, tmp_path) -> None:
    made = figures(least=0, most=most)
    open_, shut = published(make(made), tmp_path / "kpi.xlsx")
    withheld = shown = 0
    for measure in open_.measures:
        for seen in open_.book.indicators[measure.whole].observations:
            rows = {name: (open_.book.indicators[at], shut.book.indicators[at]) for name, at in measure.parts.items()}
            whole = numbers(shut.book.indicators[measure.whole], seen.month)
            hidden = [name for name, (_, row) in rows.items() if numbers(row, seen.month) is None]
            for _, row in rows.values():
                assert not any(map(is_small, numbers(row, seen.month) or ()))
            withheld, shown = withheld + len(hidden), shown + len(rows) - len(hidden)
            if whole is not None and hidden:
                assert len(hidden) > 1
                true = [numbers(rows[name][0], seen.month) for name in hidden]
                for kind in zip(*true, strict=True):  # all at one end of 1 to 5 would give each of them away
                    assert sum(kind) > len(hidden) or not any(map(is_small, kind))
                    assert sum(kind) != len(hidden) * THRESHOLD or not all(map(is_small, kind))
    assert withheld
    assert shown or most == 8
