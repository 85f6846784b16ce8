"""Years that stand apart from their months: in a row above them, between them, or at the left of each line."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Role
from ..grid import Cell
from ..values import read_figure
from ..words import area_of, role_of
from ..years import Span, heading_span, spans_in, without_spans
from .lens import Lens, text_of

LONGEST_YEAR_HEADING = 30  # characters
YEAR_LINES_AWAY = 3  # a year row stands at most this far from its months
YEAR_SAMPLE = 40  # lines below the months that are looked at for their years
OF_YEARS = (Role.AVERAGE, Role.TOTAL, Role.DIRECTION)  # what follows from the years' own lines
_BESIDE_YEARS = (*OF_YEARS, Role.TARGET, Role.STATUS)
LONGEST_LABEL = 80  # characters of a line's label that says its year
FIRST_MONTHS = 3  # of a run, under which a line of figures has one
LABELS_AWAY = 6  # positions left of the months where the years may stand


def year_hints(
    lens: Lens, line: int, positions: Sequence[int], dated: bool
) -> tuple[dict[int, Span | None], tuple[int, ...]]:
    """For each heading the year cell above it (or below), carried on until the next one, and the lines used."""
    if dated:
        return dict.fromkeys(positions), ()
    among = _years_among(lens, line, positions)
    if among:
        return {place: _carried(among, place) for place in positions}, ()
    away = [line - step for step in range(1, YEAR_LINES_AWAY + 1)] + [line + 1]
    for other in away:
        years = [(position, span) for position, cell in lens.within(other, positions[0] - 1, positions[-1])
                 if (span := _year_over(cell))]  # fmt: skip
        if not any(heading_span(cell.value) for _, cell in lens.within(other, positions[0] - 1, positions[-1])):
            years = years if len(years) > 1 else []  # one year with words beside it is a title
        inside = {position for position, _ in lens.within(other, positions[0], positions[-1])} & set(positions)
        others = len(inside - {position for position, _ in years})
        if (
            years
            and others <= (len(years) if len(years) > 1 else 0)
            and not _is_body(len(years), len(positions), years)
        ):
            return {place: _carried(years, place) for place in positions}, (other,)
    return dict.fromkeys(positions), ()


def _year_over(cell: Cell) -> Span | None:
    """The year in a heading over months, words beside it allowed (`2021 actual`)."""
    if span := heading_span(cell.value):
        return span
    spans = spans_in(text_of(cell)) if len(text_of(cell)) <= LONGEST_YEAR_HEADING else []
    return spans[0] if len(spans) == 1 and spans[0].month is None else None


def _years_among(lens: Lens, line: int, positions: Sequence[int]) -> list[tuple[int, Span]]:
    """Years that stand between the months themselves (2019, Jan, Feb, …, 2020, Jan, …), the first before them all."""
    years = [(position, span) for position, cell in lens.within(line, 1, positions[-1])
             if (span := heading_span(cell.value))]  # fmt: skip
    first = [position for position, _ in years if position < positions[0]]
    return years if first and positions[0] - first[-1] == 1 else []


def _is_body(years: int, months: int, spans: Sequence[tuple[int, Span]]) -> bool:
    """Whether a line of numbers that could be years is a row of figures: as many as months, and not in order."""
    values = [span.first for _, span in spans]
    return years >= months > 2 and (
        max(values) - min(values) > months / 6 + 2 or values not in (sorted(values), sorted(values, reverse=True))
    )


def _carried(years: Sequence[tuple[int, Span]], position: int) -> Span | None:
    return next((span for place, span in reversed(years) if place <= position), None)


def years_beside(lens: Lens, line: int, first: int) -> int | None:
    """The position left of a run of months where the lines below it name their years."""
    for position in range(first - 1, max(0, first - 1 - LABELS_AWAY), -1):
        below = [
            cell
            for each in range(line + 1, line + 1 + YEAR_SAMPLE)
            if (cell := lens.at(each, position)) and _has_figures(lens, each, first)
        ]
        below = [cell for cell in below if role_of(text_of(cell)) not in _BESIDE_YEARS and not area_of(text_of(cell))]
        spans = [span for cell in below if (span := _year_in(cell))]
        if (
            spans
            and len(spans) >= 0.8 * len(below)
            and len({span.first for span in spans}) > 1 - bool(role_of(lens.text(line, position)) is Role.TOTAL)
        ):
            return position
    return None


def _has_figures(lens: Lens, line: int, first: int) -> bool:
    """Whether a line has a figure under one of the first months."""
    return any(read_figure(lens.at(line, position)).has_number for position in range(first, first + FIRST_MONTHS))


def year_of_line(lens: Lens, line: int, top: int, position: int | None) -> Span | None:
    """The year that a line's own label says; a blank one is that of the line above. None where it says no year."""
    if position is None:
        return None
    cell = next((cell for each in range(line, top, -1) if (cell := lens.seen(each, position)) is not None), None)
    return _year_in(cell) if cell is not None else None


def _year_in(cell: Cell) -> Span | None:
    """The year that a line's label says, a name beside it allowed (`Visits 2021/22`)."""
    if span := heading_span(cell.value):
        return span
    spans = spans_in(text_of(cell)) if len(text_of(cell)) <= LONGEST_LABEL else []
    return spans[0] if len(spans) == 1 and spans[0].month is None else None


def name_beside_year(text: str) -> str:
    """What a line's label says beside its year; "" where it says no more."""
    return "" if heading_span(text) else " ".join(without_spans(text).split()).strip(" -–—:,()|/")
