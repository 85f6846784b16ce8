"""A table of two columns under a heading of its own, as every sheet of notes is made of."""

from __future__ import annotations

from .cells import NOT_APPLICABLE, Block, Cell, Line, columns
from .page import Page

LINES_KEPT_WITH_HEADING = 8
"""A table no longer than this stays whole on its printed page."""


def write_pairs(
    page: Page, top: int, heading: str, headings: tuple[str, str], pairs: tuple[tuple[str, str], ...]
) -> int:
    """Writes the pairs below their heading in row `top`; returns the next free row."""
    page.say(top, heading, "part")
    lines: tuple[Line, ...] = tuple(
        (Cell(one, "strong"), Cell(other or NOT_APPLICABLE, "prose")) for one, other in pairs
    )
    page.table(top + 1, Block(heading.partition(":")[0], f"{heading}.", columns("heading", *headings), lines))
    page.keep_together(top, top + 1 + min(len(lines), LINES_KEPT_WITH_HEADING))
    return top + len(lines) + 3
