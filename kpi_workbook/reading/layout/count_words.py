"""Words for a number, its total and their share (`Number in time`, `Total`, `% in time`), proved by arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...model import Role
from ..values import Figure
from ..words import normal

COUNTED = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR)
LEAST_FIGURES = 2  # of which the share is the counts', before words alone are believed
SLACK = 0.0051  # of a share shown in whole per cent
_SHARE = re.compile(r"(?i)^\s*(%|per ?cent|percentage|proportion|rate)")
_NUMBER = re.compile(
    r"(?i)^\s*(#|(the )?(total )?(number|no|nos|count)\b|numerator|achieved|completed)|\b(in|on) time\b"
)
_TOTAL = re.compile(r"(?i)^\s*(total|cohort|all|due|out of|denominator|eligible|overall|base)\b")


def count_part(text: str) -> Role | None:
    """Which part of a counted figure words name, if any."""
    if is_share(text) or _SHARE.match(text):
        return Role.VALUE
    if _TOTAL.match(text) and not re.search(r"(?i)\b(number|no) \b", text):
        return Role.DENOMINATOR
    return Role.NUMERATOR if _NUMBER.search(text) else None


def is_share(text: str) -> bool:
    """Whether a part's heading says that it is a share of a count (`%`, `Rate`), or its result."""
    return (
        normal(text) in ("%", "percentage", "percent", "per cent", "rate", "pct", "performance", "result", "value")
        or "%" in text
    )


def agree(figures: Iterable[Sequence[Figure]]) -> bool:
    """Whether shares are those of their numbers and totals, given in the order of `COUNTED`, wherever all three are."""
    proved = 0
    for share, number, total in figures:
        if share.value is None or number.value is None or not total.value:
            continue
        exact = number.value / total.value
        if min(abs(share.value - exact), abs(share.value / 100 - exact)) > SLACK:
            return False
        proved += 1
    return proved >= LEAST_FIGURES
