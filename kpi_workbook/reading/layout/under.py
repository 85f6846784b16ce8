"""Texts on lines of their own under a row of figures: which row they speak of, where that is certain.

It is the row right above where that one stands alone, behind a heading or behind the words on the row before it. What
stands under a table may sum up all of its rows: it is the last row's own only where it stands as the texts on the rows
before do, or where every table of the sheet is one row with its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from ...model import Passage, Place
from ..words import is_actions, is_analysis
from .drafts import Draft
from .lens import Lens, Line, text_of
from .prose import MOST_BLANK, is_prose


class _Kind(Enum):
    ROW = auto()
    WORDS = auto()
    OTHER = auto()


@dataclass(slots=True)
class _Stretch:
    """Lines of a kind that follow on one another. `row`: the cell that names the one row they are; `column`: where they
    begin; `blank`: how many lines over them are left blank."""

    kind: _Kind
    first: int
    last: int
    row: Place | None
    column: int
    blank: int


def tie_to_rows(across: Lens, drafts: Sequence[Draft]) -> None:
    """Says of each text of a sheet's sections which row it stands under by itself, where that is certain."""
    rows: dict[int, Place | None] = {}
    for draft in drafts:
        rows.update((line, None if line in rows else place) for line, place in draft.rows.items())
    words = {each.place.coordinates[0] for draft in drafts for each in (*draft.analysis, *draft.actions)} - rows.keys()
    if not rows or not words:
        return
    meant = _rows_meant(across, list(_stretches(across, rows, words)))
    for draft in drafts:
        draft.analysis = [_of_its_row(each, meant) for each in draft.analysis]
        draft.actions = [_of_its_row(each, meant) for each in draft.actions]


def _of_its_row(passage: Passage, meant: Mapping[int, Place]) -> Passage:
    row = meant.get(passage.place.coordinates[0])
    return replace(passage, about=row) if row else passage


def _stretches(across: Lens, rows: Mapping[int, Place | None], words: set[int]) -> Iterator[_Stretch]:
    """A sheet's lines in order, alike ones together."""
    current: _Stretch | None = None
    for line, cells in sorted(across.lines.items()):
        kind = _Kind.ROW if line in rows else _Kind.WORDS if line in words or _heads_words(cells) else _Kind.OTHER
        row = rows.get(line)
        if current is not None and (current.kind, current.row) == (kind, row):
            current.last = line
            continue
        if current is not None:
            yield current
        current = _Stretch(kind, line, line, row, cells[0][0], line - current.last - 1 if current else 0)
    if current is not None:
        yield current


def _heads_words(cells: Line) -> bool:
    """Whether a line is no more than `Analysis` or `Next steps`."""
    text = text_of(cells[0][1])
    return len(cells) == 1 and (is_analysis(text) or is_actions(text))


def _rows_meant(across: Lens, stretches: Sequence[_Stretch]) -> dict[int, Place]:
    """The cell that names the row which is spoken of, by the lines of the words that have one."""
    closed = all(_has_words(stretches, at) for at, each in enumerate(stretches) if each.kind is _Kind.ROW)
    found: dict[int, Place] = {}
    words_first = False
    for at, each in enumerate(stretches):
        if each.kind is _Kind.OTHER:
            words_first = _is_alone_prose(across, each.last)
        row = _row_above(stretches, at)
        if row is None or words_first:
            continue
        over = stretches[at - 2] if at > 1 else None
        goes_on = at + 1 < len(stretches) and stretches[at + 1].kind is _Kind.ROW
        like_over = over is not None and over.first in found and (over.blank, over.column) == (each.blank, each.column)
        alone = over is None or over.kind is _Kind.OTHER
        if goes_on or like_over or (alone and closed):
            found.update(dict.fromkeys(range(each.first, each.last + 1), row))
    return found


def _has_words(stretches: Sequence[_Stretch], at: int) -> bool:
    """Whether words or another row follow a row."""
    return at + 1 < len(stretches) and stretches[at + 1].kind is not _Kind.OTHER


def _row_above(stretches: Sequence[_Stretch], at: int) -> Place | None:
    """The cell that names the one row over words; None where they stand under several, or far below."""
    words = stretches[at]
    if words.kind is not _Kind.WORDS or not at or words.blank > MOST_BLANK or stretches[at - 1].kind is not _Kind.ROW:
        return None
    alone = at < 2 or stretches[at - 2].kind is not _Kind.ROW
    return stretches[at - 1].row if alone else None


def _is_alone_prose(across: Lens, line: int) -> bool:
    """Whether a sentence stands over the first row of a table: then its texts may stand over their rows."""
    cells = across.lines[line]
    return len(cells) == 1 and is_prose(text_of(cells[0][1]))
