"""The first page: who is compared, on what, and who stands where."""

from __future__ import annotations

from collections import Counter

from ..cells import Block, Cell, Line, columns
from ..charts import stacked_bars
from ..naming import one_line
from ..page import Page, fixed_place, link_to
from ..report import Edition
from ..styles import QUARTER_BARS
from ..words import counted, listed
from .places import COVER, FIRST_ORGANISATION, FIRST_ROW, HEADLINE, MARKS, QUARTERS, RANKS, ROW_PIXELS, Context
from .tables import QUARTER_WORDS

STANDINGS_ROW = 6
WORKBOOK, RANKED, FIRST, FIRST_QUARTER = 1, 2, 3, 4
CHART_WIDTH, CHART_HEAD, CHART_BAR = 1000, 90, 24


def write(context: Context, contents: tuple[tuple[str, str], ...]) -> None:
    """The cover."""
    page = context.pages[COVER]
    page.widths(34, 78, *(11,) * (2 + len(QUARTER_WORDS) * context.has_quarters))
    page.say(0, title_of(), "title")
    page.say(1, subtitle_of(context), "subtitle")
    page.say(2, _what(context), "lead")
    page.say(4, "Where each organisation stands", "part")
    page.say(5, "Each indicator counts once, on its headline clock; the counts follow the ranks.", "note")
    top = _write_standings(context, page)
    for text in _left_out(context):
        top = page.paragraph(top, text, "text") + 1
    page.say(top, "Contents", "part")
    lines = tuple(
        (Cell(name, "cell link", link=link_to(name), tip=f"Go to {name}"), Cell(about, "label"))
        for name, about in contents
    )
    page.table(top + 1, Block("Contents", "Every sheet, with a link.", columns("heading", "Sheet", "Holds"), lines))
    page.keep_together(top, top + 1 + len(lines))
    top += len(lines) + 3
    for mark, meaning in MARKS:
        top = page.paragraph(top, f"{mark} {meaning}", "text")
    if context.has_quarters:
        _draw_quarters(context, page, top + 1)


def title_of() -> str:
    """The workbook's title."""
    return "Benchmarking: performance side by side"


def subtitle_of(context: Context) -> str:
    """Month and edition."""
    edition = "Public edition" if context.edition is Edition.PUBLIC else "Internal edition"
    return f"Figures as at {context.benchmark.month.title}  ·  {edition}"


def _what(context: Context) -> str:
    """What this is, in a sentence."""
    names = {line.name for line in context.benchmark.lines}
    ranked = {line.name for _, line in context.ranked}
    return (
        f"{counted(len(context.organisations), 'organisation')} side by side on {counted(len(names), 'indicator')}; "
        f"{len(ranked)} of them can be ranked."
    )


def _left_out(context: Context) -> tuple[str, ...]:
    """Which organisations are not in it, and why."""
    return tuple(
        f"Not compared: {each.organisation} ({each.file}): {each.why_not}." for each in context.inputs if each.why_not
    )


def _write_standings(context: Context, page: Page) -> int:
    """How often each organisation is first and in each quarter, live; returns the next free row."""
    quarters = QUARTER_WORDS if context.has_quarters else ()
    headings = (
        *columns("heading", "Organisation", "Workbook"),
        *columns("heading centred", "Ranked", "Rank 1", *quarters),
    )
    lines = tuple(_standing(context, number) for number in range(len(context.organisations)))
    page.table(STANDINGS_ROW, Block("Standings", "How often each organisation has which rank.", headings, lines))
    return STANDINGS_ROW + len(lines) + 2


def _standing(context: Context, number: int) -> Line:
    organisation = context.organisations[number]
    entries = [line.entries[number] for _, line in context.ranked if line.headline]
    ranks = [each.rank for each in entries if each.rank is not None]
    quarters = Counter(each.quarter for each in entries)
    told = [f"{each.file}, to {each.reporting_month.label}" for each in context.inputs
            if each.organisation == organisation and not each.why_not]  # fmt: skip
    return (
        Cell(organisation, "strong"),
        Cell(listed(told), "label"),
        _count(context, RANKS, number, '">0"', len(ranks)),
        _count(context, RANKS, number, "1", ranks.count(1)),
        *(
            _count(context, QUARTERS, number, f'"{word}"', quarters[quarter])
            for quarter, word in enumerate(QUARTER_WORDS, start=1)
            if context.has_quarters
        ),
    )


def _count(context: Context, sheet: str, number: int, wanted: str, today: int) -> Cell:
    """How many of an organisation's headline lines have a rank or a quarter."""
    if not context.ranked:
        return Cell(today, "figure")
    headline, own = (_column(context, sheet, column) for column in (HEADLINE, FIRST_ORGANISATION + number))
    return Cell(today, "figure", f'COUNTIFS({headline},"Yes",{own},{wanted})')


def _column(context: Context, sheet: str, column: int) -> str:
    """A column of a table of ranked lines."""
    first, last = (fixed_place(sheet, row, column) for row in (FIRST_ROW, FIRST_ROW + len(context.ranked) - 1))
    return f"{first}:{last.rpartition('!')[2]}"


def _draw_quarters(context: Context, page: Page, top: int) -> None:
    """The quarters of each organisation as a stacked bar."""
    many = len(context.organisations)
    names = _stretch(WORKBOOK - 1, many)
    parts = [(word, _stretch(FIRST_QUARTER + at, many), fill, ink) for at, (word, fill, ink) in enumerate(QUARTER_BARS)]
    title = "How many indicators each organisation has in which quarter of the ranks"
    height = CHART_HEAD + CHART_BAR * many
    page.keep_together(top, top + height // ROW_PIXELS)
    chart = stacked_bars(context.book, title, names, parts, context.settings.theme)
    chart.set_size({"width": CHART_WIDTH, "height": height})
    said = "; ".join(
        f"{each[0].value}: "
        + ", ".join(f"{cell.value} {word}" for word, cell in zip(QUARTER_WORDS, each[4:], strict=True))
        for each in (_standing(context, number) for number in range(many))
    )
    page.sheet.insert_chart(
        top, 0, chart, {"description": one_line(f"Stacked bars. {title}. {said}.")[:2000], "object_position": 2}
    )


def _stretch(column: int, many: int) -> str:
    """A column of the standings."""
    first, last = (fixed_place(COVER, row, column) for row in (STANDINGS_ROW + 1, STANDINGS_ROW + many))
    return f"{first}:{last.rpartition('!')[2]}"
