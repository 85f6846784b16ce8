"""Lines that count one figure under words of their own: `Number in time`, `Total`, `% in time`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model import Role
from ..values import read_figure
from ..words import role_of
from .block import Block, Line, Row
from .count_words import COUNTED, agree, count_part


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
    parts = [count_part(row.labels[-1].text) for row in rows]
    if set(parts) != set(COUNTED):
        return None
    lines = {part: row.line for part, row in zip(parts, rows, strict=True)}
    told = names != {()} and all(row.part or role_of(row.labels[-1].text) for row in rows)
    return [part for part in parts if part] if told or _agree(block, lines) else None


def _agree(block: Block, lines: dict[Role | None, int]) -> bool:
    """Whether the share is the number's of the total in every month that gives all three."""
    return agree(
        tuple(read_figure(block.lens.at(lines[role], column.position)) for role in COUNTED) for column in block.months
    )
