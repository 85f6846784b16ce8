"""What the commands print for people: plain tables, in colour on a terminal only, no control character let through."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..addin.diagnose import Diagnosis, State
from ..checks import RULES
from ..documents import severity_counts
from ..errors import BadUsage
from ..model import Finding, Heading, Indicator, KpiWorkbook, NotRun, Role, Severity
from ..model import Table as FigureTable
from ..scrutiny.words import counted
from .codes import CODES, code_like
from .lines import one_line

WIDTH_WHEN_PIPED = 140
COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
STATE_COLOURS = {State.PROBLEM: "bold red", State.NOTE: "yellow", State.GOOD: "green"}


def plain(text: str) -> Text:
    """Text from a workbook, for a terminal: one line, no control or direction-changing character, no markup."""
    return Text(one_line(text))


def show_book(book: KpiWorkbook) -> None:
    """What was understood: the months, what every heading was taken for, and each section's indicators."""
    console = _console()
    console.print(plain(f"{book.file}: {_organisation(book)}reporting month {book.reporting_month.title}"))
    console.print(plain(f"{len(book.months)} months: {_span(book)}"))
    for table in book.tables:
        console.print(_headings(table))
    for section in book.sections:
        console.print(
            plain(f"{section.title} (sheet '{section.sheet}', {len(section.indicators)} indicators)"), style="bold"
        )
        if section.indicators:
            console.print(_indicators(section.indicators))
    for remark in book.remarks:
        console.print(plain(f"note {remark.place}: {remark.words}"))


def _organisation(book: KpiWorkbook) -> str:
    return f"{book.organisation}, " if book.organisation else ""


def _span(book: KpiWorkbook) -> str:
    return f"{book.months[0].label} to {book.months[-1].label}" if book.months else "none"


def _headings(table: FigureTable) -> Text:
    """One line a table: where it stands and what its headings were taken for, the months as a span."""
    months = [heading for heading in table.headings if heading.role is Role.MONTH]
    others = [
        f"{heading.place.cell} {heading.typed!r} = {_meaning(heading)}"
        for heading in table.headings
        if heading not in months
    ]
    span = (
        f"months {months[0].place.cell} {months[0].typed!r} to {months[-1].place.cell} {months[-1].typed!r}; "
        if months
        else ""
    )
    return plain(f"table {table.sheet}!{table.first}:{table.last}, months {table.layout}: {span}{'; '.join(others)}")


def _meaning(heading: Heading) -> str:
    return str(heading.role).replace("_", " ")


def _indicators(rows: Iterable[Indicator]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("cell", "indicator", "unit", "type", "better", "target", "latest"):
        table.add_column(heading)
    for row in rows:
        latest = next((each.typed for each in reversed(row.observations) if each.value is not None), "")
        target = row.target.typed if row.target else ""
        cells = (row.place.cell, row.name, row.unit, row.measure_type, row.polarity, target, latest)
        table.add_row(*(plain(str(cell)) for cell in cells))
    return table


def show_findings(file: str, findings: tuple[Finding, ...], not_run: tuple[NotRun, ...]) -> None:
    """The findings as a table, a count, and the checks that could not run."""
    console = _console()
    if findings:
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for heading in ("where", "severity", "what", "rule"):
            table.add_column(heading, overflow="fold")
        for finding in findings:
            about = f"{finding.indicator}: " if finding.indicator else ""
            table.add_row(
                plain(str(finding.place)),
                Text(str(finding.severity), style=COLOURS[finding.severity]),
                plain(about + finding.message),
                Text(finding.rule),
            )
        console.print(table)
    counts = ", ".join(f"{count} {severity}" for severity, count in severity_counts(findings).items())
    console.print(plain(f"{file}: {counted(len(findings), 'finding')} ({counts})"))
    for each in not_run:
        console.print(plain(f"not run: {each.rule}, because {each.why}"), style="dim")


def show_rules() -> None:
    """Every check and every refusal code, a line each."""
    console = _console()
    for title, rows in (
        ("Checks", [(each.id, each.name, each.manual.split("\n")[0]) for each in RULES]),
        ("Why something is refused", [(code, "", words) for code, words in CODES.items()]),
    ):
        table = Table(box=SIMPLE_HEAD, pad_edge=False, title=title, title_justify="left")
        for heading in ("id", "name", "in one sentence"):
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(*row)
        console.print(table)


def show_rule(wanted: str) -> None:
    """One check's manual, or one refusal's sentence. Raises BadUsage for a name that is neither."""
    console = _console()
    for each in RULES:
        if wanted.upper() == each.id or wanted.lower() == each.name:
            console.print(Text(f"{each.id} {each.name} ({each.severity})", style="bold"))
            console.print(Text(each.manual))
            return
    code = code_like(wanted)
    if code is None:
        raise BadUsage(f"{wanted!r} is no check and no refusal; `kpi-workbook explain` lists them all")
    console.print(Text(f"{code}: {CODES[code]}"))


def show_checkup(found: Iterable[Diagnosis]) -> None:
    """What was found on this machine, a line each, in colour by how much it matters."""
    console = _console()
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("state", "what", "in words"):
        table.add_column(heading, overflow="fold")
    for each in found:
        table.add_row(Text(str(each.state), style=STATE_COLOURS[each.state]), plain(each.about), plain(each.words))
    console.print(table)


def _console() -> Console:
    """Colour on a terminal only (and not under NO_COLOR, which rich heeds); a wide page when piped."""
    return Console(width=None if sys.stdout.isatty() else WIDTH_WHEN_PIPED, highlight=False)
