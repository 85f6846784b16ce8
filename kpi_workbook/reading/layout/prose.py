"""Lines of a table that hold an officer's words about the row above them: `Commentary: …`, or `Comment` and a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model import Kind, Passage
from ..grid import Cell
from ..words import is_actions, is_analysis, is_note
from .block import Block
from .lens import text_of

LEAST_WORDS = 4  # behind `Commentary:`; fewer are part of a heading
OF_A_SENTENCE = 8  # words, before a full stop, that are no name


def is_prose(text: str) -> bool:
    """Whether a text alone on a line is somebody's words, and heads nothing."""
    sentence = text.rstrip().endswith(".") and len(text.split()) >= OF_A_SENTENCE
    return sentence or _headed(text) is not None


def passages_below(block: Block, lines: Sequence[int]) -> Iterator[tuple[bool, Passage]]:
    """The words that follow a row's lines, each with whether it tells of actions."""
    for line in range(max(lines, default=block.last_line) + 1, block.last_line + 1):
        found = passage_on(block, line)
        if found is None:
            return
        yield found


def passage_on(block: Block, line: int) -> tuple[bool, Passage] | None:
    """The officer's words that a line consists of, headed in the cell before them or in their own."""
    cells = [cell for _, cell in block.lens.within(line, block.left, block.right)]
    if not cells or any(cell.kind is not Kind.TEXT for cell in cells) or len(cells) > 2:
        return None
    *heading, cell = cells
    head = text_of(heading[0]) if heading else _headed(text_of(cell)) or ""
    if is_note(text_of(cell)) or not (is_analysis(head) or is_actions(head)):
        return None
    return is_actions(head), _passage(block, cell)


def _passage(block: Block, cell: Cell) -> Passage:
    return Passage(place=block.lens.place_of(cell), text=str(cell.value).strip())


def _headed(text: str) -> str | None:
    """What a text is headed as within its own cell (`Commentary: …`, `Next steps - …`)."""
    head, _, rest = re.sub(r"\s+[-–]\s+", ": ", text, count=1).partition(":")
    told = (is_analysis(head) or is_actions(head)) and len(rest.split()) >= LEAST_WORDS
    return head if told else None
