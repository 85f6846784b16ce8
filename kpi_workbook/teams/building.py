"""One scrutiny workbook a team, with boxes for its texts, and the workbook that sets the teams side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from .. import figures, pipeline
from ..atomic import make_folder, put_workbook
from ..disclosure import Suppression
from ..errors import CannotWrite, UnreadableWorkbook
from ..figures.team_totals import Pair, Part, team_totals
from ..figures.teams import Division
from ..filenames import legal_stem, twin_key
from ..model import Finding, KpiWorkbook, Month
from ..reading.files import open_grids
from ..scrutiny.audit import must_pass
from ..scrutiny.comparison import Comparison, render_comparison
from ..scrutiny.report import Edition, Report
from ..scrutiny.response import Response, read_answer
from ..settings import Settings
from .dividing import read_division
from .publishing import as_published, previous_issue, withheld_from

COMPARISON = {Edition.INTERNAL: "teams-side-by-side.xlsx", Edition.PUBLIC: "teams-side-by-side-public.xlsx"}
CANNOT_TELL = ("NO_PERMISSION", "CANNOT_READ_FILE")
"""Codes of a file that is there and may hold anything."""
ENDINGS = {Edition.INTERNAL: "-scrutiny.xlsx", Edition.PUBLIC: "-scrutiny-public.xlsx"}


@dataclass(frozen=True, slots=True)
class TeamBuilt:
    """A team's scrutiny workbook, and what it was written from."""

    team: str
    path: Path
    report: Report


class Difference(NamedTuple):
    """A month in which an indicator's teams do not come to the whole."""

    indicator: str
    part: Part
    month: Month
    pair: Pair


@dataclass(frozen=True, slots=True)
class TeamsBuilt:
    """All that was written. `findings`: of the input as a whole, where the teams are held against the whole too."""

    division: Division
    teams: tuple[TeamBuilt, ...]
    comparison: Path
    findings: tuple[Finding, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every month in which the teams do not come to the whole, whichever finding tells of it."""
        rows = self.division.book.indicators
        return tuple(
            Difference(rows[measure.first].name, each.part, month, each.months[month])
            for measure in self.division.measures
            for each in team_totals(rows, measure)
            for month in each.differing
        )


def build_teams(
    source: Path,
    by: str,
    folder: Path,
    settings: Settings,
    previous: Path | None = None,
    month: Month | None = None,
    edition: Edition = Edition.INTERNAL,
) -> TeamsBuilt:
    """Writes a scrutiny workbook a team and the comparison into a folder, which is made where there is none.

    For the public edition what must be withheld is worked out over all teams and the whole together, so that no team's
    figure follows from the others'; public workbooks have no boxes. A workbook there in which a team has typed is never
    written over. Raises UnreadableWorkbook, InvalidSettings, CannotWrite.
    """
    division, suppression = as_published(read_division(source, by, settings, month), settings, edition)
    earlier = previous_issue(previous, by, settings, edition)
    names = file_names(division.teams, ENDINGS[edition])
    make_folder(folder)
    for team, name in names.items():
        _keep_texts(folder / name, team)
    built = []
    for team in division.teams:
        book = earlier.of(team) if earlier and team in earlier.teams else None
        report = _report(division.of(team), settings, edition, book, suppression)
        if edition is Edition.INTERNAL:
            report = replace(report, response=Response(team, by))
        built.append(TeamBuilt(team, pipeline.write(report, folder / names[team]), report))
    results = figures.recompute(division.book, settings)
    findings, _ = pipeline.examine(division.book, results, settings, earlier.book if earlier else None, edition)
    comparison = Comparison(division, results, settings, edition, names, suppression)
    content = must_pass(render_comparison(comparison))
    target = put_workbook(content, folder / COMPARISON[edition], {division.book.sha256})
    return TeamsBuilt(division, tuple(built), target, findings)


def file_names(teams: Sequence[str], ending: str) -> dict[str, str]:
    """Each team's file name: its own name as every system takes it, numbered where two would be one file."""
    taken: set[str] = set()
    names: dict[str, str] = {}
    for team in teams:
        stem = legal_stem(Path(team.replace("/", "_").replace("\\", "_") + ".xlsx"))
        name, number = stem + ending, 1
        while twin_key(name) in taken:
            number += 1
            name = f"{stem}-{number}{ending}"
        taken.add(twin_key(name))
        names[team] = name
    return names


def _report(
    book: KpiWorkbook,
    settings: Settings,
    edition: Edition,
    previous: KpiWorkbook | None,
    suppression: Suppression | None,
) -> Report:
    """What a team's workbook is written from; of what is withheld, its own cells alone are counted."""
    results = figures.recompute(book, settings)
    findings, not_run = pipeline.examine(book, results, settings, previous, edition)
    withheld = withheld_from(book, suppression) if suppression else None
    return Report(book, results, findings, not_run, settings, edition, previous, withheld)


def _keep_texts(target: Path, team: str) -> None:
    """Refuses to write over a workbook in which somebody has typed."""
    try:
        answer = read_answer(open_grids(target))
    except UnreadableWorkbook as problem:
        if problem.code in CANNOT_TELL:
            raise CannotWrite(
                f"{target}: cannot be read, so texts of {team} in it might be lost; name another folder with -o"
            ) from problem
        return  # nothing, or none of ours: what stands there is dealt with when it is written
    if answer and not answer.is_blank:
        raise CannotWrite(
            f"{target}: holds texts of {team} that would be lost; `collect` them first, or name another folder with -o"
        )
