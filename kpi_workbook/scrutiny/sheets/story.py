"""A section's charts and commentary: questions to ask, what officers say beside what the figures say, and charts."""

from __future__ import annotations

from ...model import Passage, Place
from ..cells import Block, Cell, Line, columns
from ..charts import HEIGHT, MOST_CHARTS, WIDTH, month_chart
from ..context import Context
from ..exceptions import Enquiry, enquiries
from ..page import Page, link_to
from ..places import Part, Row
from ..words import alt_text, chart_title, counted, sentence

title = "Charts and commentary"
WIDTHS = (80, 52, 28)
TOP_ROW = 4
CHARTS_ACROSS = 2
CHART_GAP = 8
CHART_ROWS = 16
ROWS_OF_CHARTS_ON_A_PAGE = 2
HEADING_AND_FIRST_LINE = 2
"""Rows below a part's heading that stay on its page: the table's heading and its first line."""


def write(context: Context, part: Part) -> None:
    """One section's text and charts."""
    page = context.pages[part.story_sheet]
    page.widths(*WIDTHS)
    page.say(0, f"{part.number}. {part.title}", "title")
    page.say(
        1, f"Charts and commentary  ·  figures to {context.month.title}" if part.sheet else "Commentary", "subtitle"
    )
    if part.sheet:
        page.put(2, 0, Cell("Go to the section's figures", "link", link=link_to(part.sheet)))
    else:
        page.put(2, 0, Cell("Back to the contents", "link", link="Cover!A1"))
    top = TOP_ROW
    findings = tuple(each for each in context.report.findings if part.owns(each))
    asked = enquiries(part, findings)
    if asked:
        top = _write_enquiries(page, part, asked, top)
    for heading, passages in (("Analysis", part.section.analysis), ("Actions and next steps", part.section.actions)):
        if passages:
            top = _write_passages(context, page, part, heading, passages, top)
    _write_charts(context, page, part, top)


def _write_enquiries(page: Page, part: Part, asked: tuple[Enquiry, ...], top: int) -> int:
    """The suggested lines of enquiry."""
    page.say(top, "Suggested lines of enquiry", "part")
    lines: list[Line] = []
    for each in asked:
        link = link_to(each.row.sheet, each.row.row) if each.row else None
        source = Cell(each.source, "cell link" if link else "label", link=link, tip="Go to the indicator's figures")
        lines.append((Cell(each.question, "strong"), Cell(each.because, "label"), source))
    about = f"Questions that members may want to ask about {part.title}, what each rests on, and its cell."
    page.table(
        top + 1,
        Block(
            f"Enquiries {part.number}", about, columns("heading", "Question", "Because", "Source cell"), tuple(lines)
        ),
    )
    page.keep_together(top, top + HEADING_AND_FIRST_LINE)
    return top + len(lines) + 3


def _write_passages(
    context: Context, page: Page, part: Part, heading: str, passages: tuple[Passage, ...], top: int
) -> int:
    """What officers say, paragraph by paragraph, beside what the checks found in it."""
    page.say(top, heading, "part")
    by_place: dict[Place, list[str]] = {}
    for finding in context.report.findings:
        by_place.setdefault(finding.place, []).append(sentence(finding.message))
    lines = tuple(
        (
            Cell(each.text or "[x]", "prose"),
            Cell("\n".join(by_place.get(each.place, ())) or "No finding", "prose"),
            context.input_cell(each.place, f"{each.place.sheet} {each.place.cell}", "prose"),
        )
        for each in passages
    )
    about = f"{heading} of {part.title} as officers wrote it, with what the checks found in each paragraph."
    name = f"{heading.split()[0]} {part.number}"
    page.table(
        top + 1,
        Block(name, about, columns("heading", "What officers say", "What the checks say", "Source cell"), lines),
    )
    page.keep_together(top, top + HEADING_AND_FIRST_LINE)
    return top + len(lines) + 3


def _write_charts(context: Context, page: Page, part: Part, top: int) -> None:
    """The grid of charts, whole on their pages."""
    if not part.rows:
        return
    page.say(top, f"Charts: {part.title}", "part")
    with_figures = [row for row in part.rows if any(each.value is not None for each in row.result.figures)]
    drawn = [row for row in with_figures if row.index < MOST_CHARTS]
    if len(drawn) < len(part.rows):
        page.say(top + 1, _left_out(len(part.rows) - len(with_figures), len(with_figures) - len(drawn)), "note")
    first = top + 2
    for position, row in enumerate(drawn):
        down, across = divmod(position, CHARTS_ACROSS)
        _insert(context, page, row, first + down * CHART_ROWS, across * (WIDTH + CHART_GAP))
    rows_of_charts = -(-len(drawn) // CHARTS_ACROSS)
    page.keep_together(top, first + min(rows_of_charts, ROWS_OF_CHARTS_ON_A_PAGE) * CHART_ROWS - 1)
    for down in range(ROWS_OF_CHARTS_ON_A_PAGE, rows_of_charts, ROWS_OF_CHARTS_ON_A_PAGE):
        page.break_before(first + down * CHART_ROWS)


def _left_out(empty: int, beyond: int) -> str:
    """Which indicators have no chart, and why."""
    parts = [f"No chart for {counted(empty, 'indicator')} without figures."] if empty else []
    if beyond:
        parts.append(
            f"{counted(beyond, 'further indicator')}: see the sparklines (a workbook draws {MOST_CHARTS} charts)."
        )
    return " ".join(parts)


def _insert(context: Context, page: Page, row: Row, at: int, offset: int) -> None:
    """One chart with its alt text."""
    chart = month_chart(context.book, context.plan, row, context.theme)
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    message = str(chart_title(context.plan, row, context.month).value)
    description = alt_text(row, context.month, message)
    page.sheet.insert_chart(
        at, 0, chart, {"x_offset": offset, "y_offset": 4, "object_position": 2, "description": description}
    )
