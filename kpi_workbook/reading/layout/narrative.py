"""A sheet that is a table of words: a section a row, its analysis and actions in columns."""

from __future__ import annotations

from ...model import Passage, Place
from ..words import is_actions, is_analysis
from .drafts import Draft
from .lens import text_of
from .survey import Surveyed

HEADER_ROWS = 20


def narrative_table(sheet: Surveyed) -> list[Draft]:
    """The sections that a table of words describes; none where the sheet is no such table."""
    across = sheet.across
    for row in sorted(across.lines)[:HEADER_ROWS]:
        headings = {position: text_of(cell) for position, cell in across.lines[row]}
        analysis = [position for position, text in headings.items() if is_analysis(text)]
        actions = [position for position, text in headings.items() if is_actions(text)]
        first = min(headings, default=0)
        if (analysis or actions) and len(headings) > 1 and first not in (*analysis, *actions):
            return _rows(sheet, row, first, analysis, actions)
    return []


def _rows(sheet: Surveyed, header: int, title: int, analysis: list[int], actions: list[int]) -> list[Draft]:
    drafts: list[Draft] = []
    for row in range(header + 1, sheet.across.last_line + 1):
        name = text_of(sheet.across.at(row, title))
        if name:
            drafts.append(Draft(name, sheet.grid.name, sheet.across.place(row, title)))
        if drafts:
            drafts[-1].analysis += _passages(sheet, row, analysis)
            drafts[-1].actions += _passages(sheet, row, actions)
    return [draft for draft in drafts if draft.says_something]


def _passages(sheet: Surveyed, row: int, positions: list[int]) -> list[Passage]:
    cells = [cell for position in positions if (cell := sheet.across.at(row, position)) is not None]
    return [
        Passage(place=Place(sheet.grid.name, cell.address), text=cell.value.strip())
        for cell in cells
        if isinstance(cell.value, str)
    ]
