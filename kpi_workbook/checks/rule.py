"""What a rule is: it says where and what; the runner (`checks.run`) adds id, name and severity.

A rule is a generator function under `@rule("A301", "percentage-not-its-counts", Severity.ERROR)`. Its docstring is its
manual page: one sentence that says what it looks for, then why it matters and how to put it right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from ..figures.results import IndicatorResult, Results
from ..figures.revisions import Revisions, compare
from ..model import Indicator, KpiWorkbook, Month, Place, Severity
from ..settings import Settings
from .evidence.gathering import Evidence

T = TypeVar("T")


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
    def evidence(self) -> Evidence:
        """What the figures say of one another."""
        return Evidence(self.book, self.results)

    @cached_property
    def _made(self) -> dict[Callable[[Case], object], object]:
        return {}

    def once(self, make: Callable[[Case], T]) -> T:
        """What several rules look at, made by the first that asks: `case.once(Audit)`."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    @cached_property
    def revisions(self) -> Revisions:
        """What changed since the last issue; only where one was given."""
        return compare(self.previous or self.book, self.book, self.settings)

    @cached_property
    def section_titles(self) -> dict[Place, str]:
        """The title of the section that each indicator, named by its place, stands in."""
        return {row.place: section.title for section in self.book.sections for row in section.indicators}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule yields. `severity` only where a case is milder (or worse) than its rule usually is.

    `others`: the other cells that the statement rests on. Where a rule named in the rule's `yields_to` has found
    fault with one of them, or with `place`, this hit tells of the same cause and is left out. `whole_sheet`: what is
    found (a month heading that is wrong) puts every figure of its sheet in doubt.
    """

    place: Place
    message: str
    others: tuple[Place, ...] = ()
    whole_sheet: bool = False
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
    figures, or for the public edition. `yields_to`: beginnings of the ids of rules whose finding at a cell already
    tells the cause (`V2`, `A301`).
    """

    id: str
    name: str
    severity: Severity
    generate: Generator
    needs: str | None = None
    yields_to: tuple[str, ...] = ()

    @property
    def manual(self) -> str:
        """The rule's docstring, its indentation removed."""
        lines = (self.generate.__doc__ or "").strip().splitlines()
        return "\n".join(line.strip() for line in lines)


def rule(
    id: str,  # noqa: A002 - the field's own word
    name: str,
    severity: Severity,
    needs: str | None = None,
    yields_to: tuple[str, ...] = (),
) -> Callable[[Generator], Rule]:
    """Makes a generator function a Rule."""
    return lambda generate: Rule(id, name, severity, generate, needs, yields_to)
