"""Findings about what was typed and what was said: one file of rules a subject, all listed here."""

from __future__ import annotations

from . import arithmetic
from .rule import Rule
from .runner import run

RULES: tuple[Rule, ...] = (*arithmetic.RULES,)

__all__ = ["RULES", "run"]
