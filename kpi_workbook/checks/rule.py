"""What a rule is, and the runner: a rule says where and what, the runner adds id, name and severity.

A rule is a generator function under `@rule("A301", "percentage-not-its-counts", Severity.ERROR)`. Its docstring is its
manual page: one sentence that says what it looks for, then why it matters and how to put it right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..figures.results import IndicatorResult, Results
from ..model import Finding, Indicator, KpiWorkbook, Month, NotRun, Place, Severity
from ..settings import Settings


@dataclass(frozen=True)
class Case:
    """What rules look at. `previous` is last month's issue of the workbook, where one was given."""

    book: KpiWorkbook
    results: Results
    settings: Settings
    previous: KpiWorkbook | None = None
    public: bool = False

    @property
    def rows(self) -> Iterator[tuple[Indicator, IndicatorResult]]:
        """Every indicator with what was recomputed of it, in document order."""
        return zip(self.book.indicators, self.results.indicators, strict=True)

    @cached_property
    def section_titles(self) -> dict[Place, str]:
        """The title of the section that each indicator, named by its place, stands in."""
        return {row.place: section.title for section in self.book.sections for row in section.indicators}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule yields. `severity` only where a case is milder (or worse) than its rule usually is."""

    place: Place
    message: str
    indicator: Indicator | None = None
    month: Month | None = None
    found: str | None = None
    expected: str | None = None
    severity: Severity | None = None


Generator = Callable[[Case], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: stable id, name in words, usual severity, and the generator.

    `needs`: "previous", "published" or "public" where it can only run with a previous issue, a table of published
    figures, or for the public edition.
    """

    id: str
    name: str
    severity: Severity
    generate: Generator
    needs: str | None = None

    @property
    def manual(self) -> str:
        """The rule's docstring, its indentation removed."""
        lines = (self.generate.__doc__ or "").strip().splitlines()
        return "\n".join(line.strip() for line in lines)


def rule(id: str, name: str, severity: Severity, needs: str | None = None) -> Callable[[Generator], Rule]:  # noqa: A002 - the field's own word
    """Makes a generator function a Rule."""
    return lambda generate: Rule(id, name, severity, generate, needs)


def run(rules: Iterable[Rule], case: Case) -> tuple[tuple[Finding, ...], tuple[NotRun, ...]]:
    """All findings in sheet order, then row, then column; and the rules that could not run, with the reason."""
    findings: list[Finding] = []
    not_run: list[NotRun] = []
    for each in rules:
        why = _why_not(each, case)
        if why:
            not_run.append(NotRun(rule=each.id, why=why))
        else:
            findings += (_finding(each, hit, case) for hit in each.generate(case))
    order = {sheet.name: position for position, sheet in enumerate(case.book.sheets)}
    findings.sort(key=lambda finding: (order.get(finding.place.sheet, len(order)), finding.place.coordinates))
    return tuple(findings), tuple(not_run)


def _why_not(each: Rule, case: Case) -> str | None:
    """The reason why a rule cannot run on this case, None where it can."""
    missing = {
        "previous": case.previous is None and "no previous workbook was given",
        "published": case.settings.published is None and "the settings name no table of published figures",
        "public": not case.public and "only the public edition is checked for disclosure",
    }
    return (each.needs and missing[each.needs]) or None


def _finding(each: Rule, hit: Hit, case: Case) -> Finding:
    """A hit with its rule's id, name and usual severity, and the section its indicator stands in."""
    return Finding(
        rule=each.id,
        name=each.name,
        severity=hit.severity or each.severity,
        place=hit.place,
        message=hit.message,
        indicator=hit.indicator.name if hit.indicator else None,
        section=case.section_titles[hit.indicator.place] if hit.indicator else None,
        month=hit.month,
        found=hit.found,
        expected=hit.expected,
    )
