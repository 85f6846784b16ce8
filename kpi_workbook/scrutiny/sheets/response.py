"""Where a team types its analysis and its actions: two boxes a section, all else locked, and a slip that goes back."""

from __future__ import annotations

from ...figures.results import Word
from ..cells import Block, Cell, Line, columns
from ..context import Context
from ..naming import one_line, shorten
from ..page import Page, link_to
from ..places import Part
from ..response import (
    ACTIONS,
    ANALYSIS,
    BOX_COLUMN,
    BY_LINE,
    CHECK_LINE,
    FILE_LINE,
    FORM,
    FORM_LINE,
    INPUT_LINE,
    LABEL_COLUMN,
    MONTH_LINE,
    SECTION_LINE,
    SHEET,
    TEAM_LINE,
    Response,
    heading_of,
)
from ..words import listed, month_sentence

title = SHEET
WIDTHS = (30, 112)
BOX_POINTS = 132
PROMPTS = {
    ANALYSIS: "What the figures say and why: what has changed, and what lies behind it. Alt+Enter begins a new line.",
    ACTIONS: "What is being done about it, by whom and by when. Alt+Enter begins a new line.",
}
"""Shown beside a box when it is chosen, and read aloud."""
MOST_NAMED = 6


def write(context: Context, response: Response) -> None:
    """The form."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    page.say(0, f"{title}: {response.team}", "title")
    page.say(1, f"Figures to {context.month.title}", "subtitle")
    page.say(2, "Type into the pale yellow boxes; everything else here is locked. Then save, and send the file back.",
             "lead")  # fmt: skip
    page.put(3, 0, Cell("Go to the summary", "link", link=link_to("Summary")))
    top = 5
    for part in context.plan.parts:
        top = _write_section(context, page, part, top)
    _write_slip(context, page, response, top)
    page.sheet.print_area(0, 0, top - 1, BOX_COLUMN)  # the slip is for programs
    page.lock_all_but_boxes()


def _write_section(context: Context, page: Page, part: Part, top: int) -> int:
    """A section's heading, its month in words, and its boxes; returns the next free row."""
    page.say(top, heading_of(part.number, _known_as(part)), "part")
    page.put(top + 1, 0, Cell("Go to its figures", "link", link=link_to(part.front)))
    page.put(top + 1, 1, Cell(_in_words(context, part), "wrapped"))
    for offset, label in enumerate((ANALYSIS, ACTIONS), start=2):
        page.put(top + offset, LABEL_COLUMN, Cell(label, "box label"))
        page.box(top + offset, BOX_COLUMN, label, f"{shorten(part.title, 100)}. {PROMPTS[label]}", BOX_POINTS)
    page.keep_together(top, top + 3)
    return top + 5


def _known_as(part: Part) -> str:
    """A section's title in the officers' own workbook, by which its texts find their way back."""
    return one_line(part.section.title) or part.section.sheet


def _in_words(context: Context, part: Part) -> str:
    """How the month went, and which indicators to speak of."""
    if not part.rows:
        return "Text alone: this section has no indicators."
    missed = [row.label for row in part.rows if Word.MISSED in (row.result.in_month.word, row.result.to_date.word)]
    named = missed[:MOST_NAMED]
    rest = len(missed) - len(named)
    told = listed([*(f"“{name}”" for name in named), *([f"{rest} more"] if rest else [])])
    asked = f" Please say what lies behind {told}." if missed else ""
    return month_sentence(part.rows, context.month) + asked


def _write_slip(context: Context, page: Page, response: Response, top: int) -> None:
    """By what the form is known again."""
    book = context.report.book
    pairs = (
        (FORM_LINE, FORM),
        (TEAM_LINE, response.team),
        (BY_LINE, response.by),
        *((SECTION_LINE, _known_as(part)) for part in context.plan.parts),
        (MONTH_LINE, str(book.reporting_month)),
        (FILE_LINE, book.file),
        (INPUT_LINE, book.sha256),
        (CHECK_LINE, response.check),
    )
    page.say(top, "Return slip", "part")
    page.say(top + 1, "Read when the file comes back: please leave it as it is. It is not printed.", "note")
    lines: tuple[Line, ...] = tuple((Cell(label, "strong"), Cell(one_line(text), "label")) for label, text in pairs)
    about = "Whose response this is, of which month and of which input; the check figures show a change elsewhere."
    page.table(top + 2, Block("Return slip", about, columns("heading", "What", "Is"), lines))
