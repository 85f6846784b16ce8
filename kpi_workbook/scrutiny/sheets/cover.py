"""The first page: whose figures, which months, how to read them, and where everything is."""

from __future__ import annotations

from ...figures.results import Word
from ...model import Severity
from ..cells import Block, Cell, Column, Line, columns
from ..context import Context
from ..display import MARK_MEANINGS
from ..judging import judgements
from ..page import Page
from ..places import CLOCKS, FIRST_WORKING_ROW, WORKINGS
from ..words import counted, status_counts, subtitle_of, title_of

title = "Cover"
WIDTHS = (36, 17, 17, 17, 17, 17, 17)
COUNTED = (Word.MET, Word.NEAR, Word.MISSED, Word.YEAR_END, Word.NO_TARGET, Word.NOT_JUDGED)
WORD_MEANINGS = (
    (Word.MET, "The figure meets its target."),
    (Word.NEAR, "The figure does not meet its target but lies within the tolerance printed in the Notes."),
    (Word.MISSED, "The figure does not meet its target, by more than the tolerance."),
    (Word.YEAR_END, "The target is for the whole year; look at the year to date and the forecast."),
    (Word.NO_TARGET, "No target is set, or it is not a number yet."),
    (Word.NOT_JUDGED, "There is a target, but no figure, or nothing says which side of it is better."),
)
CLOCK_MEANINGS = (
    ("In month", "The reporting month's own figure against the target."),
    ("Year to date", "The year so far: counts pooled or added up, against the target or its share of the year."),
    ("Forecast", "Where the year will end if it goes on as it has begun."),
)


def write(context: Context, contents: tuple[tuple[str, str], ...]) -> None:
    """The cover."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    page.say(0, title_of(context.report), "title")
    page.say(1, subtitle_of(context.report), "subtitle")
    page.say(3, _what(context), "lead")
    page.say(
        4,
        "Start with the Summary; follow its links to a section for the months, the counts, the charts and the questions to ask.",
        "lead",
    )
    top = _write_counts(context, page, 6)
    top = _write_legend(page, top)
    _write_contents(page, contents, top)


def _what(context: Context) -> str:
    """What this is, in a sentence."""
    rows, parts = len(context.plan.rows), len(context.plan.parts)
    return (
        f"This workbook shows {counted(rows, 'indicator')} in {counted(parts, 'section')} up to {context.month.title}, "
        "recomputed from the officers' own KPI workbook and checked."
    )


def _write_counts(context: Context, page: Page, top: int) -> int:
    """How many indicators have each status, live, by clock."""
    page.say(top, "Where things stand", "part")
    page.height(top + 1, 34)
    lines: list[Line] = []
    for clock, name in enumerate(CLOCKS):
        words = status_counts(judgements(row)[clock] for row in context.plan.rows)
        lines.append((Cell(name, "strong"), *(_count(context, clock, word, words[word]) for word in COUNTED)))
    headings = (Column("Indicators by status"), *columns("heading centred", *(str(word) for word in COUNTED)))
    page.table(
        top + 1, Block("Status counts", "How many indicators have each status, by clock.", headings, tuple(lines))
    )
    kinds = {severity: sum(each.severity is severity for each in context.report.findings) for severity in Severity}
    page.say(top + 6, (
        f"The checks found {counted(kinds[Severity.ERROR], 'error')}, {counted(kinds[Severity.WARNING], 'warning')} and "
        f"{counted(kinds[Severity.INFO], 'remark')} in the input."
    ))  # fmt: skip
    return top + 8


def _count(context: Context, clock: int, word: Word, number: int) -> Cell:
    """A live count of a word among the workings."""
    if not context.plan.rows:
        return Cell(number, "big")
    first, last = FIRST_WORKING_ROW + 1, FIRST_WORKING_ROW + len(context.plan.rows) * len(CLOCKS)
    clocks, statuses = (f"{WORKINGS}!${letter}${first}:${letter}${last}" for letter in ("C", "K"))
    return Cell(number, "big", f'COUNTIFS({clocks},"{CLOCKS[clock]}",{statuses},"{word}")')


def _write_legend(page: Page, top: int) -> int:
    """Words, clocks and marks, each with its meaning."""
    page.say(top, "How to read it", "part")
    lines: list[Line] = [(Cell(str(word), f"word {word}"), Cell(meaning, "text")) for word, meaning in WORD_MEANINGS]
    lines += [(Cell(name, "strong"), Cell(meaning, "text")) for name, meaning in CLOCK_MEANINGS]
    lines += [(Cell(mark, "strong"), Cell(meaning, "text")) for mark, meaning in MARK_MEANINGS]
    page.table(
        top + 1,
        Block(
            "Legend", "What words, clocks and marks mean.", columns("heading", "Word or mark", "Meaning"), tuple(lines)
        ),
    )
    return top + len(lines) + 3


def _write_contents(page: Page, contents: tuple[tuple[str, str], ...], top: int) -> None:
    """Every sheet with a link."""
    page.say(top, "Contents", "part")
    page.sheet.set_h_pagebreaks([top])
    lines = tuple(
        (Cell(name, "cell link", link=f"{_quoted(name)}!A1", tip=f"Go to {name}"), Cell(about, "text"))
        for name, about in contents
    )
    page.table(
        top + 1, Block("Contents", "Every sheet, with a link.", columns("heading", "Sheet", "What it holds"), lines)
    )


def _quoted(sheet: str) -> str:
    """A sheet's name in a link."""
    return "'" + sheet.replace("'", "''") + "'"
