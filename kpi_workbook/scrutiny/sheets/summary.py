"""The page for members: the headline in words, what needs attention first, then every indicator on one line."""

from __future__ import annotations

from ...figures.results import Direction, Word
from ...model import Comparison, Unit
from ..cells import NOT_APPLICABLE, Block, Cell, Column, Line, columns
from ..charts import status_chart
from ..context import Context
from ..exceptions import exceptions
from ..formulas import SAME_TO, change_cell, change_width, distance_words, is_running, month_cell, step_formula
from ..gaps import against, gap_elsewhere, shown_areas, summary_areas
from ..judging import CHILDREN, IN_WORDS, JUDGED, OF, judgements, status_cell, target_cell
from ..measure import column_span
from ..page import Page, link_to
from ..places import CHANGE_COLUMN, CLOCKS, TARGET_COLUMN, Plan, Row
from ..words import (
    clock_counts,
    counted,
    findings_sentence,
    forecast_sentence,
    month_sentence,
    subtitle_of,
    title_of,
    travel_sentence,
)
from .trend import add_trend

title = "Summary"
BEFORE_CHANGE_WIDTHS, DIRECTION_WIDTHS, GAP_WIDTH, LAST_WIDTHS = (44, 9, 12, 9.5, 9.5, 9.5), (11.5, 16), 16, (9.5, 14)
SENTENCE_COLUMNS = 7
CHART_ROWS, CHART_HEIGHT = 9, 205
IN_MONTH, FORECAST, DIRECTION = 3, 5, 7
MOST_STAND_OUT = 12
TREND_NOTE = (
    "Trend: the months as columns. Where there is a target, they rise above it or hang below it, and orange ones stand "
    "on its wrong side."
)
ADDED_NOTE = (
    "Added: what the month brought to a total that runs through the year. Its direction says whether that is more or "
    "less than the month before brought."
)
CHILDREN_WORDS = {True: " more of ", False: " fewer of "}


def write(context: Context) -> None:
    """The summary."""
    page = context.pages[title]
    widths = _widths(context.plan)
    page.widths(*widths)
    page.say(0, title_of(context.report), "title")
    page.say(1, subtitle_of(context.report), "subtitle")
    rows = context.plan.rows
    sentences = (
        month_sentence(rows, context.month),
        forecast_sentence(rows),
        travel_sentence(rows, context.month),
        findings_sentence(context.report.findings),
    )
    top = 2
    for sentence in sentences:
        if sentence:
            top = page.paragraph(top, sentence, "lead", SENTENCE_COLUMNS)
    top = max(top + 1, CHART_ROWS)
    if rows:
        _insert_chart(context, page, widths)
    top = _write_stand_outs(context, page, top)
    _write_all(context, page, top)


def _widths(plan: Plan) -> tuple[float, ...]:
    """The columns' widths."""
    gaps = (GAP_WIDTH,) * len(summary_areas(plan))
    return (*BEFORE_CHANGE_WIDTHS, change_width(plan.rows), *DIRECTION_WIDTHS, *gaps, *LAST_WIDTHS)


def _insert_chart(context: Context, page: Page, widths: tuple[float, ...]) -> None:
    """The bars of the three clocks, beside the sentences."""
    chart = status_chart(context.book, f"Indicators by status, {context.month.title}", context.theme)
    width = sum(column_span(each) for each in widths[SENTENCE_COLUMNS:])
    chart.set_size({"width": width, "height": CHART_HEIGHT})
    words = "; ".join(
        f"{name}: " + ", ".join(f"{counts[word]} {word}".lower() for word in JUDGED)
        for name, counts in zip(CLOCKS, clock_counts(context.plan), strict=True)
    )
    options = {"object_position": 2, "description": f"Stacked bars. Indicators by status. {words}."}
    page.sheet.insert_chart(1, SENTENCE_COLUMNS, chart, options)


def _headings(context: Context) -> tuple[Column, ...]:
    """The headings of both tables."""
    return (
        Column("Indicator"),
        *columns(
            "heading centred", context.month.label, "Target", "In month", "Year to date", "Forecast", "On last month",
            "Direction", "To meet the target", *(against(area) for area in summary_areas(context.plan)),
        ),
        Column("Section", "heading centred"),
    )  # fmt: skip


def _write_stand_outs(context: Context, page: Page, top: int) -> int:
    """What needs attention; returns the next free row."""
    found = exceptions(context.plan)
    page.say(top, "What needs attention", "part")
    for note in (TREND_NOTE, ADDED_NOTE) if any(map(is_running, context.plan.rows)) else (TREND_NOTE,):
        top += 1
        page.say(top, note, "note")
    if not found:
        page.say(top + 1, "No indicator has missed its target, is forecast to miss it or shows a signal of concern.")
        return top + 3
    shown = found[:MOST_STAND_OUT]
    lines = tuple(_line(context, each.row) for each in shown)
    about = "Indicators that missed their target, are forecast to miss it or move the wrong way, the weightiest first."
    page.table(top + 1, Block("Attention", about, _headings(context), lines))
    _finish(context, page, top + 1, tuple(each.row for each in shown))
    if len(found) > len(shown):
        page.say(
            top + 2 + len(lines),
            f"And {counted(len(found) - len(shown), 'more indicator')}: see their sections.",
            "note",
        )
    return top + len(lines) + 4


def _write_all(context: Context, page: Page, top: int) -> None:
    """Every indicator."""
    page.say(top, "All indicators", "part")
    page.break_before(top)
    page.sheet.repeat_rows(top + 1)
    lines = tuple(_line(context, row) for row in context.plan.rows)
    if lines:
        page.table(
            top + 1,
            Block("All indicators", "Every indicator, in the order of the sections.", _headings(context), lines),
        )
        _finish(context, page, top + 1, context.plan.rows)


def _finish(context: Context, page: Page, heading_row: int, rows: tuple[Row, ...]) -> None:
    """Colours and sparklines of a table."""
    trend = len(_widths(context.plan)) - 1
    page.heading_beside(heading_row, trend, Column("Trend", "heading centred"))
    first, last = heading_row + 1, heading_row + len(rows)
    page.colour_words(first, IN_MONTH, last, FORECAST, Word.MET, Word.NEAR, Word.MISSED)
    page.colour_words(first, DIRECTION, last, DIRECTION, Direction.IMPROVING, Direction.WORSENING)
    for offset, row in enumerate(rows):
        add_trend(context, page, row, first + offset, trend)


def _line(context: Context, row: Row) -> Line:
    """An indicator on one line."""
    plan = context.plan
    latest = month_cell(plan, row, plan.month)
    figure = latest._replace(look="figure shaded", formula=row.figure_place(plan.report_column))
    target = target_cell(row)
    change = change_cell(plan, row)
    areas = shown_areas(plan)
    number = row.section_number
    return (
        Cell(row.label, "label"),
        figure,
        Cell(target.value, target.look, row.figure_place(TARGET_COLUMN), form=target.form),
        *(status_cell(row, clock) for clock in range(len(CLOCKS))),
        Cell(change.value, change.look, row.figure_place(CHANGE_COLUMN), form=change.form),
        _direction(plan, row),
        _needed(row),
        *(gap_elsewhere(areas, row, area) for area in summary_areas(plan)),
        Cell(f"Section {number}", "cell link", link=link_to(row.sheet, row.row), tip=f"Go to {row.label}"),
    )


def _direction(plan: Plan, row: Row) -> Cell:
    """The direction of travel in a word, following the change; of a running total, the change in what months add."""
    change = row.result.month_change
    if change is None:
        return Cell(str(Direction.UNKNOWN), "figure")
    words = {
        Direction.IMPROVING: (Direction.IMPROVING, Direction.WORSENING),
        Direction.WORSENING: (Direction.IMPROVING, Direction.WORSENING),
        Direction.RISING: (Direction.RISING, Direction.FALLING),
        Direction.FALLING: (Direction.RISING, Direction.FALLING),
    }.get(change.direction)
    if words is None:
        return Cell(str(change.direction), "figure")
    up_is_first = (change.difference > 0) == (change.direction is words[0])
    up, down = words if up_is_first else words[::-1]
    least = 0.05 if row.unit is Unit.PERCENTAGE else SAME_TO
    shown = moved = row.figure_place(CHANGE_COLUMN)
    if is_running(row):
        before = step_formula(plan, row, 1, row.figure_place, change.then)
        if before is None:
            return Cell(str(change.direction), "figure")
        moved = f"({shown}-({before}))"
    word = f'IF(ABS({moved})<={least},"{Direction.STEADY}",IF({moved}>0,"{up}","{down}"))'
    formula = f'IF(ISNUMBER({shown}),{word},"{Direction.UNKNOWN}")'
    return Cell(str(change.direction), "figure", formula)


def _needed(row: Row) -> Cell:
    """What is lacking: children where they are counted, else the distance."""
    judged = judgements(row)
    clock = 0 if judged[0].distance is not None else 1
    judgement = judged[clock]
    if judgement.distance is None:
        return Cell(NOT_APPLICABLE, "marker")
    if judgement.shortfall is not None and judgement.of is not None:
        more = judgement.comparison in (Comparison.AT_LEAST, Comparison.ABOVE)
        children, of = row.working_place(clock, CHILDREN), row.working_place(clock, OF)
        join = CHILDREN_WORDS[more]
        words = f"{judgement.shortfall:,}{join}{judgement.of:,.0f}" if judgement.shortfall else "none"
        lacking = f'TEXT({children},"#,##0")&"{join}"&TEXT({of},"#,##0")'
        formula = f'IF(ISNUMBER({children}),IF({children}=0,"none",{lacking}),"{NOT_APPLICABLE}")'
        return Cell(words, "figure", formula)
    words = distance_words(judgement.distance, row.unit, row.decimals)
    return Cell(words, "figure", row.working_place(clock, IN_WORDS))
