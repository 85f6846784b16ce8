"""Reads a finished scrutiny workbook back, from its XML, and says what breaks the promises made in its Notes.

Nothing here knows how the file was written. A problem is a slip of ours, never of the input: it is raised, and no file
is put in place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...reading.files import grids_in
from ...reading.refusals import Refusal
from . import charts, colours, formulas, parts, sheets, tables
from .package import Package
from .rows import Watcher, watch

CHECKS: tuple[Callable[[Package], list[str]], ...] = (
    parts.problems,
    sheets.problems,
    tables.problems,
    colours.problems,
    charts.problems,
)


class AuditFailed(Exception):
    """The written file breaks a rule of its own. Carries every problem found."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("the written workbook failed its own audit: " + "; ".join(problems[:20]))
        self.problems = problems


def audit(content: bytes) -> list[str]:
    """Every problem of a finished workbook, empty where it keeps all promises."""
    package = Package(content)
    of_all = [problem for check in CHECKS for problem in check(package)]
    return of_all + [
        problem for name, part in package.sheets for problem in watch(package, part, [*_watchers(package, name, part)])
    ]


def _watchers(package: Package, name: str, part: str) -> Iterator[Watcher]:
    """Who looks at a sheet's rows."""
    yield sheets.Setup(name, package.strings)
    for table in tables.tables_of(package, part):
        yield tables.Content(name, table, package.strings)
    yield formulas.Formulas(name)


def must_pass(content: bytes) -> bytes:
    """The same bytes, where the audit finds nothing. Raises AuditFailed."""
    found = audit(content)
    if found:
        raise AuditFailed(found)
    return content


def must_open(content: bytes, sheets: int) -> bytes:
    """The same bytes, where our own reader opens them and finds so many sheets. Raises AuditFailed."""
    try:
        found = len(grids_in(content, "written").sheets)
    except Refusal as cause:
        raise AuditFailed([f"it cannot be read back ({cause.code})"]) from cause
    if found != sheets:
        raise AuditFailed([f"it has {found} sheets and not {sheets}"])
    return content
