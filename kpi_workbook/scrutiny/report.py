"""What a scrutiny workbook is written from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ..disclosure import Suppression
from ..figures.results import Results
from ..model import Finding, KpiWorkbook, NotRun
from ..settings import Settings
from .response import Response


class Edition(StrEnum):
    """Internal shows everything; public has disclosure control applied before anything is computed from it."""

    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Report:
    """A workbook, what was recomputed of it and what was found in it.

    `previous`: last month's issue, if given. `suppression`: what the public edition withholds. `response`: set where
    this is one team's workbook, which asks for its texts.
    """

    book: KpiWorkbook
    results: Results
    findings: tuple[Finding, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    settings: Settings = field(default_factory=Settings)
    edition: Edition = Edition.INTERNAL
    previous: KpiWorkbook | None = None
    suppression: Suppression | None = None
    response: Response | None = None
