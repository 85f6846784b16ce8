"""What stands above and around a table: years that its months lack, and texts that can be its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...settings import Settings
from ..grid import Grids
from ..runs import Anchor
from ..years import Span, heading_span, spans_in
from .lens import Lens, text_of

ROWS_ABOVE = 25  # how far above a table its title is looked for
MOST_CELLS = 40  # of a row that are looked at for a year
LONGEST_TITLE = 120  # characters; what is longer is a paragraph
_NOT_OF_THE_FIGURES = re.compile(
    r"(?i)\b(published|publication|updated|printed|extracted|version|revised|created|©|copyright)\b"
)


def anchors_for(across: Lens, row: int, grids: Grids, settings: Settings) -> list[Anchor]:
    """What names a year for months headed at a row: the settings, then the nearest title, names, other sheets."""
    found = []
    if settings.reading.year is not None:
        found.append(Anchor(Span(settings.reading.year, settings.reading.year), "the settings"))
    found += [Anchor(span, f"'{text}'") for text, span in _above(across, row)]
    found += [Anchor(span, f"the sheet's name '{across.grid.name}'") for span in spans_in(across.grid.name)]
    found += [Anchor(span, f"'{text}' on '{name}'") for name, text, span in _elsewhere(grids)]
    found += [Anchor(span, f"the file's name '{grids.file}'") for span in spans_in(grids.file.rsplit(".", 1)[0])]
    return found


def _above(across: Lens, row: int) -> Iterator[tuple[str, Span]]:
    """Years in the texts above a row, nearest first; words of publishing last of all."""
    late: list[tuple[str, Span]] = []
    for line in range(row, max(0, row - ROWS_ABOVE), -1):
        cells = across.lines.get(line, [])
        for _, cell in cells[:MOST_CELLS]:
            text = text_of(cell)
            spans = spans_in(text) if text and len(text) <= 2 * LONGEST_TITLE else []
            number = (
                heading_span(cell.value) if line < row and len(cells) <= 2 and isinstance(cell.value, int) else None
            )
            for span in spans or ([number] if number else []):
                shown = text or str(cell.value)
                if _NOT_OF_THE_FIGURES.search(shown):
                    late.append((shown, span))
                else:
                    yield shown, span
    yield from late


def _elsewhere(grids: Grids) -> Iterator[tuple[str, str, Span]]:
    """Years in the first rows of every sheet."""
    for grid in grids.sheets:
        for row in range(1, 7):
            cell = grid.at(row, 1) or grid.at(row, 2)
            text = text_of(cell)
            if text and len(text) <= LONGEST_TITLE and not _NOT_OF_THE_FIGURES.search(text):
                for span in spans_in(text):
                    yield grid.name, text, span
