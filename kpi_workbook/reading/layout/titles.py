"""What stands above and around a table: years that its months lack, and texts that can be its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ...model import Kind, Role
from ...settings import Settings
from ..grid import Cell, Grids
from ..months import How, read_month
from ..runs import Anchor
from ..words import area_of, role_of
from ..years import Span, heading_span, spans_in
from .lens import Lens, text_of

ROWS_ABOVE = 25  # how far above a table its title is looked for
MOST_CELLS = 40  # of a row that are looked at for a year
FIGURES_OF_TABLE = 3  # numbers in a row that is no title
MONTHS_OF_HEADER = 2  # headings of months by which a row is a table's header and no title
LONGEST_TITLE = 120  # characters; what is longer is a paragraph
_NOT_OF_THE_FIGURES = re.compile(
    r"(?i)\b(published|publication|updated|printed|extracted|version|revised|created|©|copyright)\b"
)


def speaks_of_publishing(text: str) -> bool:
    """Whether a text says when something was made rather than what time its figures are of."""
    return bool(_NOT_OF_THE_FIGURES.search(text))


def anchors_for(across: Lens, row: int, grids: Grids, settings: Settings) -> list[Anchor]:
    """What names a year for months headed at a row: the settings, then the nearest title, names, other sheets.

    Headings beside the months come after titles, and those of earlier figures (`Southampton 21/22`) last of all, for
    the year after theirs.
    """
    found = []
    if settings.reading.year is not None:
        found.append(Anchor(Span(settings.reading.year, settings.reading.year), "the settings"))
    above = _above(across, row)
    found += above.titles
    found += sorted(above.headings, key=lambda anchor: -anchor.span.last)
    found += above.publishing
    found += [Anchor(span, f"the sheet's name '{across.grid.name}'") for span in spans_in(across.grid.name)]
    found += [Anchor(span, f"'{text}' on '{name}'") for name, text, span in _elsewhere(grids)]
    found += [Anchor(span, f"the file's name '{grids.file}'") for span in spans_in(grids.file.rsplit(".", 1)[0])]
    return found + above.earlier


@dataclass(slots=True)
class _Above:
    """Years in the texts above a row, nearest first: of titles, of headings beside months, of earlier figures' headings
    (already moved on to the months' own year), of words of publishing."""

    titles: list[Anchor] = field(default_factory=list)
    headings: list[Anchor] = field(default_factory=list)
    earlier: list[Anchor] = field(default_factory=list)
    publishing: list[Anchor] = field(default_factory=list)


def _above(across: Lens, row: int) -> _Above:
    found = _Above()
    for line in range(row, max(0, row - ROWS_ABOVE), -1):
        cells = across.lines.get(line, [])
        if line < row and sum(1 for _, cell in cells if cell.kind is Kind.NUMBER) >= FIGURES_OF_TABLE:
            continue  # a line of another table's figures: its label's year is that line's
        heads_months = sum(1 for _, cell in cells if _can_head_a_month(cell)) >= MONTHS_OF_HEADER
        for index, (_, cell) in enumerate(cells[:MOST_CELLS]):
            text = text_of(cell)
            spans = spans_in(text) if text and len(text) <= 2 * LONGEST_TITLE else []
            if not spans and line < row and len(cells) <= 2 and isinstance(cell.value, int):
                spans = [span for span in (heading_span(cell.value),) if span]
            for span in spans:
                anchor = Anchor(span, f"'{text or cell.value}'")
                if speaks_of_publishing(text):
                    found.publishing.append(anchor)
                elif not heads_months:
                    found.titles.append(anchor)
                elif _is_of_these_figures(text, first=index == 0):
                    found.headings.append(anchor)
                else:
                    found.earlier.append(replace(anchor, span=Span(span.first + 1, span.last + 1, span.month)))
    return found


def _can_head_a_month(cell: Cell) -> bool:
    """Whether a cell names a month or counts one off (`M1`); one that only resembles a month's name does not."""
    reading = read_month(cell)
    return reading is not None and reading.guesses[0].how is not How.MISSPELT


def _is_of_these_figures(heading: str, first: bool) -> bool:
    """Whether a heading beside months gives the months' own year (`2022/23 target`), and not an earlier one."""
    role = role_of(heading)
    return role is Role.TARGET or (
        area_of(heading) is None and (role is not None or (first and not heading_span(heading)))
    )


def _elsewhere(grids: Grids) -> Iterator[tuple[str, str, Span]]:
    """Years in the first rows of every sheet."""
    for grid in grids.sheets:
        for row in range(1, 7):
            cell = grid.at(row, 1) or grid.at(row, 2)
            text = text_of(cell)
            if text and len(text) <= LONGEST_TITLE and not speaks_of_publishing(text):
                for span in spans_in(text):
                    yield grid.name, text, span
