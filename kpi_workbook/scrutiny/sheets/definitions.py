"""What each indicator was taken to be: unit, measure type and polarity, each with the word it rests on."""

from __future__ import annotations

from ..cells import NOT_APPLICABLE, Block, Cell, Line, blanks_filled, columns
from ..context import Context
from ..places import Row

title = "Definitions"
FIRST_ROW = 4
WIDTHS = (9, 46, 12, 13, 40, 10, 40, 40)
POLARITY_WORDS = {"high": "high is better", "low": "low is better", "none": "neither", "unknown": "not known"}


def write(context: Context) -> None:
    """The definitions' sheet."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    page.say(0, "Definitions", "title")
    page.say(1, "What each indicator was taken to be, and on whose word. Settings override all of it.", "subtitle")
    headings = columns(
        "heading",
        "Section",
        "Indicator",
        "Unit",
        "Measure type",
        "Why this type",
        "Polarity",
        "Source of polarity",
        "Definition",
    )
    lines = tuple(_line(row) for row in context.plan.rows)
    if lines:
        page.table(FIRST_ROW - 1, Block("Definitions", "Unit, type and polarity of each indicator.", headings, lines))
    page.sheet.freeze_panes(FIRST_ROW, 2)
    page.sheet.repeat_rows(FIRST_ROW - 1)


def _line(row: Row) -> Line:
    """An indicator's definition."""
    definition = row.result.definition
    entry = f"As in the catalogue: {definition.entry}" if definition.entry else NOT_APPLICABLE
    return (
        Cell(row.section_number, "figure"),
        Cell(row.label, "label"),
        Cell(str(row.unit), "label"),
        Cell(str(definition.measure_type), "label"),
        Cell(blanks_filled(definition.measure_type_source), "label"),
        Cell(POLARITY_WORDS[str(definition.polarity)], "label"),
        Cell(blanks_filled(definition.polarity_source), "label"),
        Cell(definition.definition or entry, "label"),
    )
