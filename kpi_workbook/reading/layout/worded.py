"""Tables under months that hold no figures: colours as words, sentences, crosses of a plan."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Status
from ..grid import Cell
from ..values import read_figure
from .block import Row
from .blocks import Found
from .lens import text_of

_TICKS = frozenset("xy✓✔✗•■●▲►→") | {"yes", "done"}


def is_of_words(found: Found) -> bool:
    """Whether a table says only words: no number, no text that may be a mistyped one, and few reasons for none."""
    texts = []
    for cell in _cells(found):
        if read_figure(cell).has_number or any(letter.isdigit() for letter in text_of(cell)) or not text_of(cell):
            return False
        texts.append(cell)
    words = sum(1 for cell in texts if _is_word(cell))
    return 2 * words > len(texts)


def _is_word(cell: Cell) -> bool:
    return read_figure(cell).status is Status.UNREADABLE or text_of(cell).lower() in _TICKS


def _cells(found: Found) -> Iterator[Cell]:
    block, lines = found
    for line in lines:
        if isinstance(line, Row):
            cells = (block.lens.at(line.line, column.position) for column in block.months)
            yield from (cell for cell in cells if cell is not None)
