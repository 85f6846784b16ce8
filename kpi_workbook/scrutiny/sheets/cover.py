"""The first page: whose figures, which months, how to read them, and where everything is."""

from __future__ import annotations

from ...figures.results import Word
from ...model import Severity
from ..cells import Block, Cell, Line, columns
from ..context import Context
from ..display import MARK_MEANINGS
from ..judging import judgements
from ..page import Page, link_to
from ..places import CLOCKS, FIRST_WORKING_ROW, STATUS_TABLE_ROW, WORKINGS, Part
from ..words import counted, organisation_of, status_counts, subtitle_of, title_of

title = "Cover"
WIDTHS = (40, 78, 13, 13, 13)
WORD_MEANINGS = (
    (Word.MET, "The figure meets its target."),
    (Word.NEAR, "The figure does not meet its target, but lies within the tolerance printed in the Notes."),
    (Word.MISSED, "The figure does not meet its target, by more than the tolerance."),
    (Word.YEAR_END, "The target is for the whole year: look at the year to date and the forecast."),
    (Word.NO_TARGET, "No target is set, or none that is a number yet."),
    (Word.NOT_JUDGED, "There is a target, but no figure, or nothing says which side of it is better."),
)
CLOCK_MEANINGS = (
    "In month: the reporting month's own figure. Year to date: the year so far, counts pooled or added up. "
    "Forecast: where the year ends if it goes on as it has begun.",
    "Words always stand beside colours. Arrows show which way a figure moved; Improving and Worsening say whether "
    "that is good.",
)


def write(context: Context, contents: tuple[tuple[str, str], ...]) -> None:
    """The cover."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    page.say(0, title_of(context.report), "title")
    if context.logo:
        page.picture_over(0, context.logo, f"Logo of {organisation_of(context.report) or 'the council'}")
    page.say(1, subtitle_of(context.report), "subtitle")
    page.say(2, _what(context), "lead")
    page.say(
        3, "Start with the Summary; its links lead to the sections, with months, counts, charts and questions.", "lead"
    )
    page.say(STATUS_TABLE_ROW - 1, "Where things stand, and what the words mean", "part")
    top = _write_words(context, page)
    for text in (*CLOCK_MEANINGS, _marks()):
        top = page.paragraph(top, text, "text")
    page.say(top + 1, "Contents", "part")
    page.keep_together(top + 1, _write_contents(context, page, contents, top + 2))


def _what(context: Context) -> str:
    """What this is, in a sentence."""
    rows, parts = len(context.plan.rows), len(context.plan.parts)
    return (
        f"This workbook shows {counted(rows, 'indicator')} in {counted(parts, 'section')} up to {context.month.title}, "
        "recomputed from the officers' own KPI workbook and checked."
    )


def _marks() -> str:
    """The marks that stand where there is no number."""
    return "Marks where there is no number: " + "  ".join(f"{mark} {meaning}" for mark, meaning in MARK_MEANINGS)


def _write_words(context: Context, page: Page) -> int:
    """Every status word with its colour, how many indicators have it by clock (live), and what it means."""
    lines: list[Line] = []
    counts = [status_counts(judgements(row)[clock] for row in context.plan.rows) for clock in range(len(CLOCKS))]
    for word, meaning in WORD_MEANINGS:
        numbers = (_count(context, word, clock, counts[clock][word]) for clock in range(len(CLOCKS)))
        lines.append((Cell(str(word), f"word {word}"), Cell(meaning, "label"), *numbers))
    headings = (*columns("heading", "Status", "What it means"), *columns("heading centred", *CLOCKS))
    about = "How many indicators have each status, by clock, and what the words mean."
    page.table(STATUS_TABLE_ROW, Block("Status", about, headings, tuple(lines)))
    top = STATUS_TABLE_ROW + len(lines) + 2
    kinds = {severity: sum(each.severity is severity for each in context.report.findings) for severity in Severity}
    found = (
        f"The checks of the input found {counted(kinds[Severity.ERROR], 'error')}, "
        f"{counted(kinds[Severity.WARNING], 'warning')} and {counted(kinds[Severity.INFO], 'remark')}."
    )
    return page.paragraph(top, found, "text")


def _count(context: Context, word: Word, clock: int, number: int) -> Cell:
    """A live count of a word among the workings."""
    if not context.plan.rows:
        return Cell(number, "big")
    clocks, statuses = _workings(context, "C"), _workings(context, "K")
    return Cell(number, "big", f'COUNTIFS({clocks},"{CLOCKS[clock]}",{statuses},"{word}")')


def _workings(context: Context, letter: str) -> str:
    """A column of the workings."""
    last = FIRST_WORKING_ROW + len(context.plan.rows) * len(CLOCKS)
    return f"{WORKINGS}!${letter}${FIRST_WORKING_ROW + 1}:${letter}${last}"


def _write_contents(context: Context, page: Page, contents: tuple[tuple[str, str], ...], top: int) -> int:
    """Every sheet with a link: the sections with how many indicators each has, missed and doubted, then the rest;
    returns the last row."""
    sections = tuple(_section_line(context, part) for part in context.plan.parts)
    headings = (
        *columns("heading", "Section", "Charts and commentary"),
        *columns("heading centred", "Indicators", "Missed in month", "Findings"),
    )
    if sections:
        page.table(top, Block("Sections", "Every section, with links to its sheets.", headings, sections))
        top += len(sections) + 2
    others = tuple(
        (Cell(name, "cell link", link=link_to(name), tip=f"Go to {name}"), Cell(about, "label"))
        for name, about in contents
    )
    headings = columns("heading", "Sheet", "What it holds")
    page.table(top, Block("Sheets", "Every other sheet, with a link.", headings, others))
    return top + len(others)


def _section_line(context: Context, part: Part) -> Line:
    """A section: a link to its figures, its three counts, a link to its charts and commentary."""
    name = f"{part.number}. {part.title}"
    front = Cell(name, "cell link", link=link_to(part.front), tip=f"Go to {name}")
    about = "Charts, questions to ask, analysis and actions" if part.sheet else "Analysis and actions; no figures"
    told = Cell(about, "cell link", link=link_to(part.story_sheet), tip=f"Go to {about.lower()} of {part.title}")
    return front, told, *_numbers(context, part)


def _numbers(context: Context, part: Part) -> tuple[Cell, Cell, Cell]:
    """How many indicators a section has, how many missed their target (live), and what was found."""
    missed = status_counts(row.result.in_month for row in part.rows)[Word.MISSED]
    formula = (
        f'COUNTIFS({_workings(context, "A")},{part.number},{_workings(context, "C")},"{CLOCKS[0]}",'
        f'{_workings(context, "K")},"{Word.MISSED}")'
    )
    found = sum(part.owns(each) for each in context.report.findings)
    return Cell(len(part.rows), "figure"), Cell(missed, "figure", formula if part.rows else None), Cell(found, "figure")
