"""How each status is worked out: a line for each indicator and clock, every step a cell."""

from __future__ import annotations

from ...figures.results import Word
from ..cells import Block, columns
from ..context import Context
from ..judging import STATUS, working_line
from ..places import CLOCKS, FIRST_WORKING_ROW, WORKINGS

title = WORKINGS
WIDTHS = (9, 44, 12, 10, 11, 9, 11, 9, 11, 9, 12, 11, 10, 20, 60)


def write(context: Context) -> None:
    """The workings' sheet."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    page.say(0, "Workings", "title")
    page.say(
        1, "How each status is worked out: the figure, its target, the distance, and what counts as near.", "subtitle"
    )
    page.say(
        2,
        "Status words all over this workbook come from here. The last column is as issued and follows no edits.",
        "note",
    )
    headings = (
        *columns("heading centred", "Section"), *columns("heading", "Indicator", "Clock"),
        *columns(
            "heading centred", "Figure", "Target set", "Share due", "Target now", "Met when", "Distance", "Near within",
            "Status", "Short by", "Of",
        ),
        *columns("heading", "Distance in words", "As issued"),
    )  # fmt: skip
    plan = context.plan
    if plan.rows:
        lines = (working_line(plan, row, clock, name) for row in plan.rows for clock, name in enumerate(CLOCKS))
        count = len(plan.rows) * len(CLOCKS)
        about = "Every judgement step by step."
        page.table(FIRST_WORKING_ROW - 1, Block("Workings", about, headings, lines, count=count))
        last = FIRST_WORKING_ROW + count - 1
        page.colour_words(FIRST_WORKING_ROW, STATUS, last, STATUS, *(Word.MET, Word.NEAR, Word.MISSED))
    page.sheet.freeze_panes(FIRST_WORKING_ROW, 3)
    page.sheet.repeat_rows(FIRST_WORKING_ROW - 1)
