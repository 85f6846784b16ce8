"""Lines of a table that hold an officer's words about what stands above them.

`Commentary: …`, `Comment` and a text beside it, or a sentence without a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model import Kind, Passage
from ..grid import Cell
from ..words import is_actions, is_analysis, is_note
from .block import Block
from .lens import text_of

LEAST_WORDS = 4  # behind `Commentary:`; fewer without a full stop are part of a heading
OF_A_SENTENCE = 8  # words, before a full stop, that are no name
MOST_BLANK = 2  # lines left blank over a row's words
_TELLS = re.compile(
    r"(?i)\d|\b(we|our|was|were|has|have|had|will|rose|risen|fell|fallen|due to"
    r"|(this|last|previous) (month|quarter|year))\b"
)
"""What a sentence about figures holds, and the long name of a row that has none yet hardly ever does."""


def is_prose(text: str) -> bool:
    """Whether a text alone on a line is somebody's words, and heads nothing."""
    sentence = text.rstrip().endswith(".") and len(text.split()) >= OF_A_SENTENCE
    return sentence or _headed(text) is not None


def passages_below(block: Block, lines: Sequence[int]) -> Iterator[tuple[bool, Passage]]:
    """The words that follow a row's lines, each with whether it tells of actions."""
    blank = 0
    for line in range(max(lines, default=block.last_line) + 1, block.last_line + 1):
        found = passage_on(block, line)
        blank = 0 if found else blank + 1
        if found:
            yield found
        elif blank > MOST_BLANK or block.lens.within(line, block.left, block.right):
            return


def passage_on(block: Block, line: int) -> tuple[bool, Passage] | None:
    """The officer's words that a line consists of, headed in the cell before them, in their own, or by nothing."""
    cells = [cell for _, cell in block.lens.within(line, block.left, block.right)]
    if not cells or any(cell.kind is not Kind.TEXT for cell in cells) or len(cells) > 2:
        return None
    *heading, cell = cells
    head = text_of(heading[0]) if heading else _headed(text_of(cell)) or ""
    told = is_analysis(head) or is_actions(head) or (not heading and not block.lens.turned and _tells(text_of(cell)))
    return (is_actions(head), _passage(block, cell)) if told and not is_note(text_of(cell)) else None


def _tells(text: str) -> bool:
    return is_prose(text) and bool(_TELLS.search(text))


def _passage(block: Block, cell: Cell) -> Passage:
    return Passage(place=block.lens.place_of(cell), text=str(cell.value).strip())


def _headed(text: str) -> str | None:
    """What a text is headed as within its own cell (`Commentary: …`, `Next steps - …`)."""
    head, _, rest = re.sub(r"\s+[-–]\s+", ": ", text, count=1).partition(":")
    whole = len(rest.split()) >= LEAST_WORDS or rest.endswith(".")
    return head if whole and (is_analysis(head) or is_actions(head)) else None
