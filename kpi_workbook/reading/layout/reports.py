"""Sheets that report one month: the figures' column is headed `Actual` or `This month`, and the month itself is said
by the sheet's name, its title or a cell above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model import Kind, Month, Role
from ..grid import Cell
from ..months import Guess, MonthReading, read_month, read_month_text
from ..runs import Anchor, resolve
from ..values import read_figure
from ..words import normal, role_of
from ..years import spans_in
from .axes import Axis, Slot
from .lens import Lens, text_of
from .titles import LONGEST_TITLE, speaks_of_publishing

HEADER_ROWS = 40  # the first header stands among the first rows of a sheet
BELOW = 12  # rows under a header that are looked at for figures
_FIGURES = (Role.VALUE, Role.CURRENT_MONTH, Role.NUMERATOR, Role.DENOMINATOR)
_LAST_MONTH = frozenset({"last month", "previous month", "prior month", "previous period", "last period"})
_SAYS_MONTH = re.compile(r"(?i)\b(month|period|date|as at|reporting)\b")


@dataclass(frozen=True, slots=True)
class Report:
    """A sheet of one month: its header's row, the cells that head its figures, those that head last month's, and how
    its month is said."""

    lens: Lens
    row: int
    figures: tuple[tuple[int, Cell], ...]
    last_month: tuple[tuple[int, Cell], ...]
    reading: MonthReading


def find_reports(lens: Lens) -> list[Report]:
    """The reports of a sheet that say their month: one, or a block for each month, or sections of one month."""
    found: list[Report] = []
    above = 0
    for row, cells in sorted(lens.lines.items()):
        if row > HEADER_ROWS and not found:
            break
        roles = {position: role_of(text_of(cell)) for position, cell in cells} if len(cells) > 1 else {}
        figures = [(position, cell) for position, cell in cells if roles.get(position) in _FIGURES]
        if Role.INDICATOR not in roles.values() or not figures or not _holds_figures(lens, row, figures[0][0]):
            continue
        before = found[-1].reading if found else None
        reading = _reading_of(lens, row, above) or before
        last = [(position, cell) for position, cell in cells if normal(text_of(cell)) in _LAST_MONTH]
        if reading:
            found.append(Report(lens, row, tuple(figures), tuple(last), reading))
        above = row
    return found


def _holds_figures(lens: Lens, row: int, position: int) -> bool:
    below = range(row + 1, min(row + BELOW, lens.last_line) + 1)
    return any(read_figure(lens.at(line, position)).has_number for line in below)


def _reading_of(lens: Lens, header_row: int, top: int) -> MonthReading | None:
    """How a sheet says the month of a table: by its own name, else by what stands above the table, below the last."""
    named = read_month_text(lens.grid.name)
    if named and named.sure:
        return named
    above = (reading for row in range(header_row - 1, top, -1) for reading in _said_in(lens, row))
    return _in_text(lens.grid.name) or next(above, None)


def _said_in(lens: Lens, row: int) -> Iterator[MonthReading]:
    cells = lens.lines.get(row, [])
    words = " ".join(text_of(cell) for _, cell in cells)
    for _, cell in cells:
        text = text_of(cell)
        if cell.kind is Kind.DATE or (text and _SAYS_MONTH.search(words)):
            reading = read_month(cell)
            if reading and reading.sure and _SAYS_MONTH.search(words):
                yield reading
        if text and len(text) <= LONGEST_TITLE and not speaks_of_publishing(text):
            yield from filter(None, (_in_text(text),))


def _in_text(text: str) -> MonthReading | None:
    """The one month with its year that a text mentions."""
    months = {Month(span.first, span.month) for span in spans_in(text) if span.month}
    return MonthReading(tuple(Guess(each.month, each.year) for each in months)) if len(months) == 1 else None


def axes_of(reports: Sequence[Report], anchors: Sequence[Anchor], year_starts_in: int) -> list[Axis | None]:
    """Each report's months as headings over its figures; None for one whose year nothing says."""
    if not reports:
        return []
    run = resolve([report.reading for report in reports], [None] * len(reports), anchors, year_starts_in)
    own = {month for month in run.months if month is not None}
    return [
        _axis(report, month, run.year_from, own) if month is not None else None
        for report, month in zip(reports, run.months, strict=True)
    ]


def _axis(report: Report, month: Month, year_from: str | None, own: set[Month]) -> Axis:
    """Last month's column counts only where no other sheet reports that month."""
    slots = [Slot(position, cell, month, rest=text_of(cell)) for position, cell in report.figures]
    before = month.plus(-1)
    if before not in own:
        slots += [
            Slot(position, cell, before, rest=text_of(cell))
            for position, cell in report.last_month
            if _holds_figures(report.lens, report.row, position)
        ]
    slots.sort(key=lambda slot: slot.position)
    direction = 1 if slots[0].month <= slots[-1].month else -1
    return Axis(report.row, tuple(slots), direction, year_from=year_from)
