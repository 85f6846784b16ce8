"""A division as an edition may show it: what must be withheld is worked out over all teams and the whole together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..disclosure import Suppression, apply, suppress
from ..figures.teams import Division, cells_of
from ..model import KpiWorkbook
from ..scrutiny.report import Edition
from ..settings import Settings
from .dividing import read_division


def as_published(division: Division, settings: Settings, edition: Edition) -> tuple[Division, Suppression | None]:
    """The division as the edition may show it, with what is withheld of all its teams and of the whole."""
    if edition is not Edition.PUBLIC:
        return division, None
    suppression = suppress(division.book, settings)
    return replace(division, book=apply(division.book, suppression)), suppression


def previous_issue(previous: Path | None, by: str, settings: Settings, edition: Edition) -> Division | None:
    """Last month's issue, its teams told the same way."""
    if previous is None:
        return None
    return as_published(read_division(previous, by, settings), settings, edition)[0]


def withheld_from(book: KpiWorkbook, suppression: Suppression) -> Suppression:
    """Of what is withheld, the cells and texts of one team's workbook or of the whole's."""
    own = {place for row in book.indicators for place in cells_of(row)}
    own |= {each.place for section in book.sections for each in (*section.analysis, *section.actions)}
    return replace(suppression, cells=tuple(each for each in suppression.cells if each.place in own))
