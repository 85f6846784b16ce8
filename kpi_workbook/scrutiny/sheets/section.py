"""A section's figures as officers know them: months across, percentages shown, the counts behind them below."""

from __future__ import annotations

from ...figures.results import Word
from ..cells import Block, Cell, Column, Line, columns
from ..context import Context
from ..formulas import change_cell, change_width, count_cell, count_sum_cell, month_cell, year_to_date_cell
from ..judging import status_cell, target_cell
from ..page import Page, link_to
from ..places import (
    CHANGE_COLUMN,
    FIRST_FIGURE_ROW,
    FIRST_MONTH_COLUMN,
    IN_MONTH_COLUMN,
    MONTHS_IN_YEAR,
    TREND_COLUMN,
    Part,
    Row,
)
from ..words import month_sentence, without_opening
from .trend import add_trend

title = "Section"
LABEL_WIDTH, MONTH_WIDTH = 44, 7
COUNT_NAMES = ("number", "out of")
BEFORE_CHANGE_WIDTHS, TREND_WIDTH = (9, 12, 10, 10, 10), 15


def write(context: Context, part: Part) -> None:
    """One section's sheet."""
    page = context.pages[part.front]
    change = change_width(part.rows)
    page.widths(LABEL_WIDTH, *(MONTH_WIDTH,) * MONTHS_IN_YEAR, *BEFORE_CHANGE_WIDTHS, change, TREND_WIDTH)
    sections = len(context.plan.parts)
    page.say(0, f"{part.number}. {part.title}", "title")
    page.say(1, f"Section {part.number} of {sections}  ·  figures to {context.month.title}", "subtitle")
    page.say(2, month_sentence(part.rows, context.month), "lead")
    page.put(3, 0, Cell("Go to charts and commentary", "link", link=link_to(part.story_sheet)))
    page.put(3, 1, Cell("Go to the summary", "link", link="Summary!A1"))
    page.put(3, 5, Cell("Back to the contents", "link", link="Cover!A1"))
    _write_figures(context, page, part)
    if any(row.count_row is not None for row in part.rows):
        _write_counts(context, page, part)
    page.sheet.freeze_panes(FIRST_FIGURE_ROW, 1)
    if not page.is_one_page(FIRST_FIGURE_ROW + len(part.rows)):
        page.sheet.repeat_rows(FIRST_FIGURE_ROW - 1)


def _write_figures(context: Context, page: Page, part: Part) -> None:
    """The table of figures, its colours and its sparklines."""
    plan = context.plan
    headings = (
        Column("Indicator"),
        *columns("heading centred", *(month.label for month in plan.months)),
        *columns("heading centred", "Year to date", "Target", "In month", "To date", "Forecast", "On last month"),
    )
    lines = tuple(_line(context, row) for row in part.rows)
    about = f"Figures of {part.title} by month, with target and status; percentages are formulas over the counts below."
    page.table(FIRST_FIGURE_ROW - 1, Block(f"Figures {part.number} {part.title}", about, headings, lines))
    page.heading_beside(FIRST_FIGURE_ROW - 1, TREND_COLUMN, Column("Trend", "heading centred"))
    last = FIRST_FIGURE_ROW + len(part.rows) - 1
    page.colour_words(FIRST_FIGURE_ROW, IN_MONTH_COLUMN, last, CHANGE_COLUMN - 1, *(Word.MET, Word.NEAR, Word.MISSED))
    page.quieten_marks(FIRST_FIGURE_ROW, FIRST_MONTH_COLUMN, last, FIRST_MONTH_COLUMN + MONTHS_IN_YEAR - 1)
    for row in part.rows:
        add_trend(context, page, row, row.row, TREND_COLUMN)


def _line(context: Context, row: Row) -> Line:
    """An indicator's line."""
    return (
        Cell(row.label, "label"),
        *(month_cell(context.plan, row, month) for month in context.plan.months),
        year_to_date_cell(row),
        target_cell(row),
        *(status_cell(row, clock) for clock in range(3)),
        change_cell(context.plan, row),
    )


def _write_counts(context: Context, page: Page, part: Part) -> None:
    """The counts behind the percentages, in the same columns; what is typed over here changes everything above."""
    plan = context.plan
    top = part.count_heading_row
    page.say(top - 1, "The counts behind the percentages", "part")
    headings = (
        Column("Counted"),
        *columns("heading centred", *(month.label for month in plan.months)),
        Column("Year to date", "heading centred"),
    )
    lines: list[Line] = []
    for row in part.rows:
        if row.count_row is not None:
            lines += [_count_line(context, row, row.count_row + at, at) for at in range(len(COUNT_NAMES))]
    about = (
        f"Numerators and denominators of the percentages of {part.title}; changing one changes every figure made of it."
    )
    page.table(top, Block(f"Counts {part.number} {part.title}", about, headings, tuple(lines)))
    page.keep_together(top - 1, top + len(lines))


def _count_line(context: Context, row: Row, at: int, part: int) -> Line:
    """A numerator's (part 0) or a denominator's line, in row `at`."""
    counts = tuple(count_cell(context.plan, row, month, part) for month in context.plan.months)
    return (Cell(f"{without_opening(row.label)}: {COUNT_NAMES[part]}", "label"), *counts, count_sum_cell(row, at, part))
