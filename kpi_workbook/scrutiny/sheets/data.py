"""Every figure as reported, a line each: ready for a pivot table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from ...model import Indicator, Observation
from ..cells import NOT_APPLICABLE, Block, Cell, Line, blanks_filled, columns
from ..context import Context
from ..display import mark_of, plain_format
from ..naming import one_line
from ..places import Row
from ..words import NOT_PRINTED

title = "Data"
FIRST_ROW = 4
MOST_LINES = 1_048_576 - FIRST_ROW
"""Rows that Excel's sheets have below the headings; a workbook that is read may hold twice as many figures."""
WIDTHS = (9, 30, 20, 16, 46, 12, 12, 10, 11, 24, 9, 20, 12, 12, 12, 16)


def write(context: Context) -> None:
    """The data sheet."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    page.say(0, "Data", "title")
    page.say(1, "Every figure as reported, a line each. Percentages are fractions.", "subtitle")
    places = f"Sheet and cell are those of {context.report.book.file}."
    page.say(2, " ".join(filter(None, (left_out(context.plan.rows), places, NOT_PRINTED))), "note")
    headings = columns(
        "heading", "Section", "Section title", "Group", "Team", "Indicator", "Unit", "Measure type", "Polarity",
        "Month", "Sheet", "Cell", "As typed", "Value", "Numerator", "Denominator", "Status",
    )  # fmt: skip
    titles = {part.number: part.title for part in context.plan.parts}
    every = (
        _line(row, titles[row.section_number], each) for row in context.plan.rows for each in row.indicator.observations
    )
    count = min(figure_count(context.plan.rows), MOST_LINES)
    if count:
        about = "Every figure as reported, a line each."
        page.table(FIRST_ROW - 1, Block("Data", about, headings, islice(every, count), filters=True, count=count))
    page.sheet.freeze_panes(FIRST_ROW, 0)
    page.sheet.repeat_rows(FIRST_ROW - 1)
    page.sheet.print_area(0, 0, FIRST_ROW - 2, len(WIDTHS) - 1)


def left_out(rows: Sequence[Row]) -> str:
    """What does not fit on the sheet and where it can be had, in a sentence or two; empty where everything fits."""
    beyond = figure_count(rows) - MOST_LINES
    if beyond <= 0:
        return ""
    return f"The last {beyond:,} figures are left out: a sheet has no more rows. `kpi-workbook export` writes them all."


def figure_count(rows: Iterable[Row]) -> int:
    """How many figures were read."""
    return sum(len(row.indicator.observations) for row in rows)


def _line(row: Row, section: str, each: Observation) -> Line:
    """An observation."""
    indicator: Indicator = row.indicator
    definition = row.result.definition
    mark = mark_of(each.status)
    form = plain_format(row.unit, row.decimals)
    return (
        Cell(row.section_number, "figure"),
        Cell(section, "label"),
        Cell(one_line(indicator.group or "") or NOT_APPLICABLE, "label"),
        Cell(one_line(indicator.team or "") or NOT_APPLICABLE, "label"),
        Cell(one_line(indicator.name) or NOT_APPLICABLE, "label"),
        Cell(str(row.unit), "label"),
        Cell(str(definition.measure_type), "label"),
        Cell(str(definition.polarity), "label"),
        Cell(str(each.month), "figure"),
        Cell(each.place.sheet, "label"),
        Cell(each.place.cell, "figure"),
        Cell(blanks_filled(each.typed), "label"),
        Cell(mark if each.value is None else each.value, "number", form=form if each.value is not None else None),
        Cell(mark if each.numerator is None else each.numerator, "number"),
        Cell(mark if each.denominator is None else each.denominator, "number"),
        Cell(str(each.status).replace("_", " ") if each.status else "number", "label"),
    )
