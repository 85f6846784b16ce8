"""Lines that state facts: a target and which way is good, each beside its label or after it, as a card has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Polarity, Role
from ..grid import Cell
from ..targets import read_target
from ..words import polarity_of, role_of
from ..years import heading_span
from .lens import Line, text_of

NEAR = 3  # positions from a label to its value, which may be merged
_LABELS = (Role.TARGET, Role.POLARITY, Role.OWNER, Role.REFERENCE, Role.UNIT, Role.STATUS, Role.GROUP, Role.SECTION)
_TOLD = (Role.TARGET, Role.POLARITY)
_AFTER_ITS_LABEL = re.compile(r"(?P<label>[A-Za-z /]{3,30}?)\s*[:=]\s*(?P<value>\S.*)")
_GOOD = re.compile(r"(?i)\b(better|good)\b")
LONGEST = 40  # characters of a text that says which way is good


@dataclass(frozen=True, slots=True)
class Fact:
    """What a cell states, and the cell."""

    role: Role
    cell: Cell


def is_line_of_facts(cells: Line) -> bool:
    """Whether a line is labels and their values (`Target`, 90%, `Good is`, `High`) and nothing else."""
    return bool(facts_on(cells))


def facts_on(cells: Line) -> list[Fact]:
    """The facts that a line is made of; none where anything else stands on it, or nothing that tells of an aim."""
    found: list[Fact] = []
    for fact in _pairs(cells):
        if fact is None:
            return []
        found.append(fact)
    return found if any(fact.role in _TOLD for fact in found) else []


def _pairs(cells: Line) -> Iterator[Fact | None]:
    """Each label's value on a line; None for a cell that is neither."""
    waiting = list(cells)
    while waiting:
        position, cell = waiting.pop(0)
        if alone := _told_alone(cell):
            yield alone
            continue
        role = role_of(text_of(cell).rstrip(": "))
        beside = bool(waiting) and waiting[0][0] - position <= NEAR
        yield Fact(role, waiting.pop(0)[1]) if role in _LABELS and beside and _fits(role, waiting[0][1]) else None


def _told_alone(cell: Cell) -> Fact | None:
    """What a cell says by itself: `Target: 90%`, `Bigger is better`."""
    text = text_of(cell)
    found = _AFTER_ITS_LABEL.fullmatch(text)
    if found and role_of(found["label"]) is Role.TARGET and read_target(cell).figure.value is not None:
        return Fact(Role.TARGET, cell)
    told = len(text) <= LONGEST and (_GOOD.search(text) or (found and role_of(found["label"]) is Role.POLARITY))
    return Fact(Role.POLARITY, cell) if told and stated_polarity(text) else None


def stated_polarity(text: str) -> Polarity | None:
    """Which way is good by a cell's own words (`Polarity: high`)."""
    found = _AFTER_ITS_LABEL.fullmatch(text)
    return polarity_of(text) or (polarity_of(found["value"]) if found else None)


def _fits(role: Role, value: Cell) -> bool:
    """Whether a cell can be the value of a label."""
    if role is Role.TARGET:
        return read_target(value).figure.value is not None and not heading_span(value.value)
    if role is Role.POLARITY:
        return polarity_of(text_of(value)) is not None
    return role_of(text_of(value)) is None
