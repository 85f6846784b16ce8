"""A sheet read from top to bottom: its tables, and the texts around them that are titles, analysis or actions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...model import Passage, Place
from ..grid import Cell
from ..words import is_actions, is_analysis, is_note, normal
from .lens import Lens
from .titles import LONGEST_TITLE

ROWS_TO_TABLE = 5  # a title stands at most this far above its table
_BULLET = re.compile(r"^\s*([-•●▪*–]|\(?\d{1,2}[.)]|[a-z][.)])\s+")
_LEADING_HEADING = re.compile(
    r"(?i)^(analysis|commentary|actions?\s*(?:/|and|&)?\s*(?:next steps)?|next steps)\s*[:\-–]\s+(?P<rest>\S.*)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Region:
    """What a table takes up, in rows and columns. `index` is its number among the sheet's tables."""

    top: int
    left: int
    bottom: int
    right: int
    index: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(slots=True)
class Part:
    """A stretch of a sheet that belongs together: its titles, its tables (by index), its texts."""

    titles: list[Passage] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    analysis: list[Passage] = field(default_factory=list)
    actions: list[Passage] = field(default_factory=list)
    loose: list[Passage] = field(default_factory=list)
    row: int = 0


@dataclass(frozen=True, slots=True)
class _Text:
    row: int
    column: int
    passage: Passage
    cell: Cell


def read_flow(across: Lens, regions: Sequence[Region]) -> list[Part]:
    """A sheet's parts in order, each a titled stretch with its tables and texts."""
    texts = _texts(across, regions)
    events: list[_Text | Region] = sorted(
        [*texts, *regions],
        key=lambda each: (each.row, 1, each.column) if isinstance(each, _Text) else (each.top, 0, each.left),
    )
    parts = [Part()]
    mode = ""
    for index, event in enumerate(events):
        if isinstance(event, Region):
            mode = ""
            parts[-1].tables.append(event.index)
            parts[-1].row = parts[-1].row or event.top
            continue
        mode = _take(parts, events, index, event, mode)
    return parts


def _texts(across: Lens, regions: Sequence[Region]) -> list[_Text]:
    found = []
    for row, cells in sorted(across.lines.items()):
        over = [region for region in regions if region.top <= row <= region.bottom]
        for column, cell in cells:
            text = cell.value.strip() if isinstance(cell.value, str) else ""
            if text and not any(region.left <= column <= region.right for region in over):
                found.append(_Text(row, column, Passage(place=Place(across.grid.name, cell.address), text=text), cell))
    return found


def _split_off(parts: list[Part]) -> Part:
    parts.append(Part())
    return parts[-1]


def _take(parts: list[Part], events: Sequence[_Text | Region], index: int, text: _Text, mode: str) -> str:
    """Puts a text where it belongs and says what the texts after it are."""
    words = text.passage.text
    part = parts[-1]
    if is_analysis(words) or is_actions(words):
        return "analysis" if is_analysis(words) else "actions"
    leading = _LEADING_HEADING.match(words)
    if leading and len(words) > 30:
        kind = "analysis" if leading[1].lower().startswith(("analysis", "commentary")) else "actions"
        (part.analysis if kind == "analysis" else part.actions).append(text.passage)
        return kind
    started = bool(part.tables or part.analysis or part.actions)
    if _is_title(events, index, text):
        if started and not _same_title(part, words):
            part = _split_off(parts)
            part.row = text.row
        if not _same_title(part, words):
            part.titles.append(text.passage)
        return ""
    if mode:
        (part.analysis if mode == "analysis" else part.actions).append(text.passage)
    elif not started and len(words) <= LONGEST_TITLE and not is_note(words) and not part.loose:
        part.titles.append(text.passage)
    else:
        part.loose.append(text.passage)
    return mode


def _same_title(part: Part, words: str) -> bool:
    return any(normal(title.text) == normal(words) for title in part.titles)


def _is_title(events: Sequence[_Text | Region], index: int, text: _Text) -> bool:
    """Whether a short text heads what follows: a table close below, or a narrative's heading."""
    if not may_be_title(text.passage.text):
        return False
    for following in events[index + 1 : index + 4]:
        if isinstance(following, Region):
            return following.top - text.row <= ROWS_TO_TABLE
        words = following.passage.text
        if is_analysis(words) or (is_actions(words) and following.row - text.row <= 2 and text.cell.look.bold):
            return following.row - text.row <= 3
        if not may_be_title(words) or following.row == text.row:
            return False
    return False


def may_be_title(words: str) -> bool:
    """Whether a text is short and no sentence, bullet or note."""
    return (
        len(words) <= LONGEST_TITLE and len(words.split()) <= 16 and not words.rstrip().endswith((".", ";", ","))
        and not _BULLET.match(words) and not is_note(words) and not is_analysis(words) and not is_actions(words)
    )  # fmt: skip
