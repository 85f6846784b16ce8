"""A sheet read from top to bottom: its tables, and the texts around them that are titles, analysis or actions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...model import Passage, Place, Role
from ..words import is_actions, is_analysis, is_note, normal, role_of
from .facts import is_line_of_facts
from .lens import Lens
from .titles import LONGEST_TITLE

ROWS_TO_TABLE = 5  # a title stands at most this far above its table
LONGEST_NAME = 250  # characters of an indicator's name that stands over a table of its own
MOST_WORDS_OF_A_NAME = 9  # before a full stop; a longer text is a sentence
_VERB = re.compile(
    r"(?i)\b(is|are|was|were|be|been|has|have|had|will|would|can|may|should|shows?|includes?|excludes?|see|rose|fell|not"
    r"|please|provisional|revised|estimated)\b"
)
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


@dataclass(frozen=True, slots=True)
class Text:
    """A text outside the tables, where it stands, and whether it stands out."""

    row: int
    column: int
    passage: Passage
    bold: bool = False

    @property
    def words(self) -> str:
        return self.passage.text


@dataclass(slots=True)
class Part:
    """A stretch of a sheet that belongs together: its titles, its tables (by index), its texts."""

    titles: list[Text] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    analysis: list[Passage] = field(default_factory=list)
    actions: list[Passage] = field(default_factory=list)
    loose: list[Passage] = field(default_factory=list)


def read_flow(across: Lens, regions: Sequence[Region], known: frozenset[str] = frozenset()) -> list[Part]:
    """A sheet's parts in order, each a titled stretch with its tables and texts.

    `known`: titles of sections elsewhere (as `words.normal` gives them), which head a text of their own here.
    """
    events: list[Text | Region] = [*_texts(across, regions), *regions]
    events.sort(key=lambda each: (each.row, 1, each.column) if isinstance(each, Text) else (each.top, 0, each.left))
    parts = [Part()]
    mode = ""
    for index, event in enumerate(events):
        if isinstance(event, Region):
            mode = ""
            parts[-1].tables.append(event.index)
        else:
            mode = _take(parts, events, index, event, mode, known)
    return parts


def _texts(across: Lens, regions: Sequence[Region]) -> list[Text]:
    found = []
    for row, cells in sorted(across.lines.items()):
        if is_line_of_facts(cells):
            continue
        over = [region for region in regions if region.top <= row <= region.bottom]
        for column, cell in cells:
            text = cell.value.strip() if isinstance(cell.value, str) else ""
            inside = any(region.left <= column <= region.right for region in over)
            if text and not inside and not any(_is_rated(across, region, column) for region in over):
                passage = Passage(place=Place(across.grid.name, cell.address), text=text)
                found.append(Text(row, column, passage, cell.look.bold))
    return found


def _is_rated(across: Lens, region: Region, column: int) -> bool:
    """Whether a column beside a table's own is of its lights or arrows (`RAG`, behind the last series)."""
    return role_of(across.text(region.top, column)) in (Role.STATUS, Role.DIRECTION)


def _split_off(parts: list[Part]) -> Part:
    parts.append(Part())
    return parts[-1]


def _take(
    parts: list[Part], events: Sequence[Text | Region], index: int, text: Text, mode: str, known: frozenset[str]
) -> str:
    """Puts a text where it belongs and says what the texts after it are."""
    words = text.words
    part = parts[-1]
    if is_analysis(words) or is_actions(words):
        return "analysis" if is_analysis(words) else "actions"
    leading = _LEADING_HEADING.match(words)
    if leading and len(words) > 30:
        kind = "analysis" if leading[1].lower().startswith(("analysis", "commentary")) else "actions"
        (part.analysis if kind == "analysis" else part.actions).append(text.passage)
        return kind
    started = bool(part.tables or part.analysis or part.actions)
    if normal(words) in known or _is_title(events, index, text, bool(mode)):
        if (started or (part.loose and normal(words) in known)) and not _same_title(part, words):
            part = _split_off(parts)
        if not _same_title(part, words):
            part.titles.append(text)
        return ""
    if mode:
        (part.analysis if mode == "analysis" else part.actions).append(text.passage)
    elif not started and may_be_title(words) and not part.loose:
        part.titles.append(text)
    else:
        part.loose.append(text.passage)
    return mode


def _same_title(part: Part, words: str) -> bool:
    return any(normal(title.words) == normal(words) for title in part.titles)


def _is_title(events: Sequence[Text | Region], index: int, text: Text, inside: bool) -> bool:
    """Whether a short text heads what follows: a table close below, or a narrative's heading.

    Inside a narrative it must stand out, or stand right above.
    """
    before = events[index - 1] if index else None
    if _names_table(events, index, text, before) or (not inside and _is_stopped_title(events, index, text)):
        return True
    if not may_be_title(text.words):
        return False
    apart = text.bold or not isinstance(before, Text) or text.row - before.row > 1
    for following in events[index + 1 : index + (4 if apart or not inside else 2)]:
        if isinstance(following, Region):
            return following.top - text.row <= ROWS_TO_TABLE
        words = following.words
        if is_analysis(words) or (is_actions(words) and following.row - text.row <= 2 and text.bold):
            return following.row - text.row <= 3
        if not may_be_title(words) or following.row == text.row:
            return False
    return False


def _names_table(events: Sequence[Text | Region], index: int, text: Text, before: Text | Region | None) -> bool:
    """Whether a text, however long a name, is all that stands between two tables, and right above the second."""
    below = events[index + 1] if index + 1 < len(events) else None
    return (
        isinstance(before, Region) and isinstance(below, Region) and below.top - text.row == 1
        and below.left == text.column and len(text.words) <= LONGEST_NAME and _is_no_sentence(text.words)
    )  # fmt: skip


def _is_stopped_title(events: Sequence[Text | Region], index: int, text: Text) -> bool:
    """Whether a text with a full stop, right above a table, is its name all the same: short, and without a verb."""
    below = events[index + 1] if index + 1 < len(events) else None
    words = text.words.rstrip()
    return (
        words.endswith(".") and isinstance(below, Region) and below.top - text.row == 1
        and len(words.split()) <= MOST_WORDS_OF_A_NAME and not _VERB.search(words)
        and not _BULLET.match(words) and not is_note(words)
    )  # fmt: skip


def may_be_title(words: str) -> bool:
    """Whether a text is short and no sentence, bullet or note."""
    return len(words) <= LONGEST_TITLE and len(words.split()) <= 16 and _is_no_sentence(words)


def _is_no_sentence(words: str) -> bool:
    return (
        not words.rstrip().endswith((".", ";", ","))
        and not _BULLET.match(words) and not is_note(words) and not is_analysis(words) and not is_actions(words)
    )  # fmt: skip
