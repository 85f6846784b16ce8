"""Lines of a table of years by months: what their labels say beside the year, and the years' target among them."""

from __future__ import annotations

import re
from dataclasses import replace

from ...model import Role
from ..words import role_of
from .block import Block, Label, Row
from .lens import text_of
from .year_cells import name_beside_year

_TARGET_WORDS = re.compile(r"(?i)\b(monthly |annual )?targets?( for)?\b")


def target_of_years(line: int, labels: list[Label], own: Label) -> Row | None:
    """The line of a target among lines of years (`Target`, `Visits target`); None for any other."""
    if role_of(own.text) is not Role.TARGET:
        return None
    name = without_target(own.text)
    return Row(line, [*labels, *([replace(own, text=name)] if name else []), own], Role.TARGET)


def without_target(text: str) -> str:
    """A name without the words that it is a target (`Visits target`, `Target for visits`); "" for those alone."""
    return " ".join(_TARGET_WORDS.sub(" ", text).split()).strip(" -–—:,()|/")


def label_beside_year(block: Block, line: int) -> Label | None:
    """What the label of a line of a table of years by months says beside the year."""
    cell = block.lens.seen(line, block.year_position or 0)
    text = name_beside_year(text_of(cell))
    return Label(block.year_position or 0, text, cell) if cell is not None and text else None
