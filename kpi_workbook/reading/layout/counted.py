"""Lines that count one figure under words of their own: `Number in time`, `Total`, `% in time`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...model import Role
from ..values import read_figure
from ..words import role_of
from .block import Block, Line, Row
from .parts import is_share

LEAST_MONTHS = 2  # in which a share is its counts', before words alone are believed
SLACK = 0.0051  # of a share shown in whole per cent
_SHARE = re.compile(r"(?i)^\s*(%|per ?cent|percentage|proportion|rate)")
_NUMBER = re.compile(
    r"(?i)^\s*(#|(the )?(total )?(number|no|nos|count)\b|numerator|achieved|completed)|\b(in|on) time\b"
)
_TOTAL = re.compile(r"(?i)^\s*(total|cohort|all|due|out of|denominator|eligible|overall|base)\b")


def with_counts(block: Block, lines: Sequence[Line]) -> list[Line]:
    """Lines where a number, its total and their share under one name have become the parts of one figure."""
    found = list(lines)
    for start in range(len(found) - 2):
        rows = [row for row in found[start : start + 3] if isinstance(row, Row) and row.labels]
        parts = _parts(block, rows, alone=len(found) <= 5 or block.lens.turned) if len(rows) == 3 else None
        if parts:
            found[start : start + 3] = [replace(row, part=part) for row, part in zip(rows, parts, strict=True)]
    return found


def _parts(block: Block, rows: Sequence[Row], alone: bool) -> list[Role] | None:
    """The part that each of three lines gives of one figure; None where they are figures of their own."""
    names = {tuple(label.text for label in row.labels[:-1]) for row in rows}
    if len(names) > 1 or not (alone or names != {()}):
        return None
    parts = [_part(row.labels[-1].text) for row in rows]
    if set(parts) != {Role.NUMERATOR, Role.DENOMINATOR, Role.VALUE}:
        return None
    lines = {part: row.line for part, row in zip(parts, rows, strict=True)}
    told = names != {()} and all(row.part or role_of(row.labels[-1].text) for row in rows)
    return [part for part in parts if part] if told or _agree(block, lines) else None


def _part(text: str) -> Role | None:
    if is_share(text) or _SHARE.match(text):
        return Role.VALUE
    if _TOTAL.match(text) and not re.search(r"(?i)\b(number|no) \b", text):
        return Role.DENOMINATOR
    return Role.NUMERATOR if _NUMBER.search(text) else None


def _agree(block: Block, lines: dict[Role | None, int]) -> bool:
    """Whether the share is the number's of the total in every month that gives all three."""
    months = 0
    for column in block.months:
        share, number, total = (
            read_figure(block.lens.at(lines[role], column.position))
            for role in (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR)
        )
        if share.value is None or number.value is None or not total.value:
            continue
        exact = number.value / total.value
        if min(abs(share.value - exact), abs(share.value / 100 - exact)) > SLACK:
            return False
        months += 1
    return months >= LEAST_MONTHS
