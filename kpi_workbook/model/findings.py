"""What the checks say."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from .calendar import Month
from .traits import Severity
from .workbook import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check says about a cell. `rule` is its stable id (A301), `name` its words (percentage-not-its-counts)."""

    rule: str
    name: str
    severity: Severity
    place: Place
    message: str
    indicator: str | None = None
    section: str | None = None
    month: Month | None = None
    found: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRun:
    """A check that could not run, and why."""

    rule: str
    why: str
