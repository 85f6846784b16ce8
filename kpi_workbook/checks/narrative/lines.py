"""Which row a line of a sheet is about: what is said beside a row, or under it by itself, is said of it."""

from __future__ import annotations

from string import ascii_uppercase

from ...model import KpiWorkbook, Place

Line = tuple[str, str]
"""A sheet and the number of a line there."""


def line_of(place: Place) -> Line:
    """The line of its sheet that a cell stands in."""
    return place.sheet, place.cell.lstrip(ascii_uppercase)


def lines_of_rows(book: KpiWorkbook) -> dict[Line, int]:
    """The position of the one indicator that a line is about: what is said there is said of it.

    Its name and figures stand there, or a text that stands under them by itself.
    """
    found: dict[Line, int | None] = {}
    for position, row in enumerate(book.indicators):
        for line in {line_of(place) for place in (row.place, *(each.place for each in row.observations))}:
            found[line] = None if line in found else position
    texts = [each for section in book.sections for each in (*section.analysis, *section.actions) if each.about]
    if texts:
        named = {row.place: position for position, row in enumerate(book.indicators)}
        for each in texts:
            found.setdefault(line_of(each.place), named.get(each.about) if each.about else None)
    return {line: position for line, position in found.items() if position is not None}
