"""Findings about what was typed and what was said: one file of rules a subject, all listed here."""

from __future__ import annotations

from . import (
    arithmetic,
    comparator_years,
    comparators,
    copied,
    disclosure,
    month_headings,
    narrative,
    outliers,
    published,
    revisions,
    structure,
    targets,
    teams,
    two_targets,
    typed_status,
    values,
)
from .rule import Rule
from .runner import run

RULES: tuple[Rule, ...] = (
    *month_headings.RULES,
    *structure.RULES,
    *values.RULES,
    *outliers.RULES,
    *copied.RULES,
    *arithmetic.RULES,
    *teams.RULES,
    *targets.RULES,
    *two_targets.RULES,
    *typed_status.RULES,
    *comparators.RULES,
    *comparator_years.RULES,
    *published.RULES,
    *narrative.RULES,
    *revisions.RULES,
    *disclosure.RULES,
)

__all__ = ["RULES", "run"]
