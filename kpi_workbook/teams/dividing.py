"""From a file and a word (`team`, `manager`, `ward`, `sheet`) to the teams in it."""

from __future__ import annotations

from pathlib import Path

from .. import pipeline, reading
from ..errors import UnreadableWorkbook
from ..figures import define
from ..figures.team_labels import labelled
from ..figures.teams import Division, divide
from ..model import KpiWorkbook, Month, Role
from ..reading.words import normal
from ..settings import Settings

TEAM, SHEET = "team", "sheet"
"""What `by` may always be: any column of teams (or what holds the rows), and the sheets alone."""
MOST_NAMED = 8
_NAMES = (Role.TEAM, Role.GROUP, Role.SECTION, Role.OWNER, Role.INDICATOR)


def read_division(source: Path, by: str, settings: Settings, month: Month | None = None) -> Division:
    """A workbook's teams, told by the column whose heading is or holds `by`, else by sheets, titled tables or groups
    that repeat the same indicators. `month`: as at this earlier month.

    Raises UnreadableWorkbook (NO_TEAMS where no teams can be told), InvalidSettings.
    """
    pinned = settings if normal(by) == SHEET else _with_heading(settings, by)
    book = reading.read_workbook(source, pinned)
    if normal(by) not in (TEAM, SHEET) and any(row.team for row in book.indicators) and not _has_column(book, by):
        raise _no_teams(book, by)
    book = define(labelled(book, sheets_alone=normal(by) == SHEET), settings)
    found = divide(pipeline.as_at(book, month) if month else book)
    if found is None:
        raise _no_teams(book, by)
    return found


def _with_heading(settings: Settings, by: str) -> Settings:
    """The settings with the teams' column named; for the plain `team` the settings' own heading stands."""
    if normal(by) == TEAM and settings.reading.team:
        return settings
    return settings.model_copy(update={"reading": settings.reading.model_copy(update={"team": by})})


def _has_column(book: KpiWorkbook, by: str) -> bool:
    """Whether a heading that was taken for the teams' has the word."""
    wanted = f" {normal(by)} "
    return any(
        heading.role is Role.TEAM and wanted in f" {normal(heading.typed)} "
        for table in book.tables
        for heading in table.headings
    )


def _no_teams(book: KpiWorkbook, by: str) -> UnreadableWorkbook:
    """What there is instead, so that the right word can be chosen."""
    headings = dict.fromkeys(
        heading.typed.strip()
        for table in book.tables
        for heading in table.headings
        if heading.role in _NAMES and heading.typed.strip()
    )
    named = ", ".join(f"'{heading}'" for heading in list(headings)[:MOST_NAMED]) or "none"
    return UnreadableWorkbook(
        f"{book.file}: no teams can be told by {by!r}: no column is headed so with two or more teams in it, and no two "
        f"sheets, tables or groups hold the same indicators; the headings of names are {named}: give one with --by",
        "NO_TEAMS",
    )
