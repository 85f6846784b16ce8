"""Every figure with its counts, and where it stands in its organisation's workbook; the other sheets follow it."""

from __future__ import annotations

from ...figures.benchmark import Comparison, Entry, months_in_words
from ...model import Number
from ..cells import NOT_APPLICABLE, NOT_AVAILABLE, Block, Cell, Column, Line, columns
from ..display import number_format
from ..page import address
from ..words import sentence
from .places import (
    DETAIL_DENOMINATOR,
    DETAIL_NUMERATOR,
    DETAILS,
    FIRST_ROW,
    HEADING_ROW,
    Context,
    decimals_of,
    mark,
)


def write(context: Context) -> None:
    """The sheet of details."""
    page = context.pages[DETAILS]
    page.widths(40, 13, 22, 18, 11, 12, 13, 11, 11, 44, 30, 26, 50)
    page.say(0, DETAILS, "title")
    page.say(1, "Every figure with its counts and its cell; correct one here, and the other sheets follow.", "subtitle")
    page.say(2, "Low and high: 95% interval of a percentage (Wilson), from its counts.", "note")
    headings = (
        Column("Indicator"),
        *columns("heading centred", "Clock", "Organisation", "Months", "Figure", "Numerator", "Denominator"),
        *columns("heading centred", "Low", "High"),
        *columns("heading", "Called there", "Workbook", "Cell", "Why not compared"),
    )
    lines = tuple(
        _line(line, entry, context.detail_row(at, number))
        for at, line in enumerate(context.benchmark.lines)
        for number, entry in enumerate(line.entries)
    )
    if lines:
        about = "A line an indicator, clock and organisation."
        page.table(HEADING_ROW, Block(DETAILS, about, headings, lines, filters=True))
    page.sheet.freeze_panes(FIRST_ROW, 1)
    page.sheet.repeat_rows(HEADING_ROW)


def _line(line: Comparison, entry: Entry, at: int) -> Line:
    form = number_format(line.unit, decimals_of(line), entry.value)
    return (
        Cell(line.name, "label"),
        Cell(line.clock, "figure"),
        Cell(entry.organisation, "label"),
        Cell(months_in_words(line.months), "figure"),
        _figure(entry, at, form),
        _count(entry, entry.numerator),
        _count(entry, entry.denominator),
        _bound(entry.low),
        _bound(entry.high),
        Cell(entry.name or NOT_AVAILABLE, "label"),
        Cell(entry.file or NOT_AVAILABLE, "label"),
        Cell(str(entry.place) if entry.place else NOT_AVAILABLE, "label"),
        Cell(sentence(entry.why_not or NOT_APPLICABLE), "label"),
    )


def _figure(entry: Entry, at: int, form: str) -> Cell:
    """A percentage over its two counts where both are known, else as reported."""
    if entry.value is None:
        return Cell(mark(entry), "marker")
    if entry.denominator is None:
        return Cell(entry.value, "figure", form=form)
    counts = address(at, DETAIL_NUMERATOR), address(at, DETAIL_DENOMINATOR)
    return Cell(entry.value, "figure", f'IFERROR({counts[0]}/{counts[1]},"{NOT_AVAILABLE}")', form=form)


def _count(entry: Entry, count: Number | None) -> Cell:
    if count is None:
        return Cell(NOT_APPLICABLE if entry.value is not None else mark(entry), "marker")
    return Cell(count, "figure", form="#,##0")


def _bound(share: float | None) -> Cell:
    return Cell(NOT_APPLICABLE, "marker") if share is None else Cell(share, "figure", form="0.0%")
