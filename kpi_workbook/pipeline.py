"""The story: read, recompute, check, write; each step a function, `build` all four.

build = read → recompute → check → write
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from . import checks, disclosure, figures, reading, scrutiny
from .checks.rule import Case
from .errors import UnreadableWorkbook
from .events import step
from .figures.definitions import define
from .figures.results import Results
from .figures.team_labels import with_teams
from .garbage import garbage_collection_paused
from .model import Finding, Indicator, KpiWorkbook, Month, NotRun
from .reading.files import open_grids
from .scrutiny.marking import write_marked_copy
from .scrutiny.report import Edition, Report
from .settings import Settings, beside


def read(path: Path | str, settings: Settings | None = None) -> KpiWorkbook:
    """A KPI workbook as typed, every figure with its cell, its indicators matched to the catalogue.

    `settings` default to `kpi-workbook.toml` beside the file. Raises UnreadableWorkbook, InvalidSettings.
    """
    path = Path(path)
    with step("read", file=path) as facts:
        settings = settings or beside(path)
        book = define(reading.read_workbook(path, settings), settings)
        facts |= {"sheets": len(book.sheets), "indicators": len(book.indicators), "months": len(book.months)}
    return book


@garbage_collection_paused()
def recompute(book: KpiWorkbook, settings: Settings | None = None) -> Results:
    """Percentages, year to date, targets, status, signals and gaps, from the figures as typed."""
    with step("recomputed"):
        return figures.recompute(book, settings or Settings())


def check(
    book: KpiWorkbook,
    results: Results,
    settings: Settings | None = None,
    previous: KpiWorkbook | None = None,
    edition: Edition = Edition.INTERNAL,
) -> tuple[Finding, ...]:
    """What the checks say, in sheet order, then row, then column. `previous`: last month's issue, to compare with."""
    return examine(book, results, settings or Settings(), previous, edition)[0]


@garbage_collection_paused()
def examine(
    book: KpiWorkbook, results: Results, settings: Settings, previous: KpiWorkbook | None, edition: Edition
) -> tuple[tuple[Finding, ...], tuple[NotRun, ...]]:
    """The findings, and the checks that could not run with the reason. A sheet a team is no copy of another's."""
    with step("checked", edition=edition) as facts:
        earlier = with_teams(previous) if previous else None
        case = Case(with_teams(book), results, settings, earlier, edition is Edition.PUBLIC)
        findings, not_run = checks.run(checks.RULES, case)
        facts |= {"findings": len(findings), "not_run": len(not_run)}
    return findings, not_run


@garbage_collection_paused()
def write(report: Report, target: Path | str) -> Path:
    """Writes the scrutiny workbook, whole or not at all. Raises CannotWrite."""
    with step("wrote"):
        return scrutiny.write_workbook(report, Path(target))


@garbage_collection_paused()
def build(
    source: Path | str,
    target: Path | str,
    settings: Settings | None = None,
    previous: Path | str | None = None,
    edition: Edition = Edition.INTERNAL,
    month: Month | None = None,
) -> Report:
    """The whole way from a KPI workbook to a scrutiny workbook; returns what was written.

    `month`: report as at this earlier month. Raises UnreadableWorkbook, InvalidSettings, CannotWrite.
    """
    source = Path(source)
    settings = settings or beside(source)
    book = read(source, settings)
    report = prepare(
        as_at(book, month) if month else book, settings, read(previous, settings) if previous else None, edition
    )
    write(report, target)
    return report


@garbage_collection_paused()
def prepare(
    book: KpiWorkbook, settings: Settings, previous: KpiWorkbook | None = None, edition: Edition = Edition.INTERNAL
) -> Report:
    """Everything a scrutiny workbook says, before it is written.

    For the public edition, what must be withheld is taken out first, so that nothing later can tell it.
    """
    suppression = None
    if edition is Edition.PUBLIC:
        suppression = disclosure.suppress(book, settings)
        book = disclosure.apply(book, suppression)
        previous = previous and disclosure.apply(previous, disclosure.suppress(previous, settings))
    results = recompute(book, settings)
    findings, not_run = examine(book, results, settings, previous, edition)
    return Report(book, results, findings, not_run, settings, edition, previous, suppression)


def as_at(book: KpiWorkbook, month: Month) -> KpiWorkbook:
    """The workbook as it stood at an earlier month: later months left out. Raises UnreadableWorkbook."""
    if month not in book.months:
        raise UnreadableWorkbook(
            f"{book.file}: has no figures for {month}; its months run from {book.months[0]} to {book.months[-1]}",
            "NO_SUCH_MONTH",
        )

    def cut(row: Indicator) -> Indicator:
        return replace(row, observations=tuple(each for each in row.observations if each.month <= month))

    sections = tuple(replace(section, indicators=tuple(map(cut, section.indicators))) for section in book.sections)
    return replace(
        book, reporting_month=month, months=tuple(each for each in book.months if each <= month), sections=sections
    )


def mark(source: Path | str, findings: tuple[Finding, ...], target: Path | str) -> Path:
    """Writes a copy of the workbook's figures with each finding as a comment at its cell. Raises CannotWrite."""
    return write_marked_copy(open_grids(Path(source)), findings, Path(target))
