"""What this issue says otherwise than the one before it: figures, targets and comparators revised, statuses turned,
indicators that came, went or changed their names."""

from __future__ import annotations

from ...figures.revisions import Flip, Revision, Revisions, compare
from ...figures.rounding import say_distance
from ...model import Indicator, Place
from ..cells import NOT_APPLICABLE, Block, Cell, Line, blanks_filled, columns
from ..context import Context
from ..page import Page, link_to
from ..places import FIRST_MONTH_COLUMN, Row
from ..plan import label_of
from ..words import counted

title = "Revisions"
WIDTHS = (46, 14, 14, 22, 22, 18, 28, 28)
CLOCK_NAMES = {"in_month": "In month", "to_date": "Year to date", "forecast": "Forecast"}


def write(context: Context) -> None:
    """The revisions' sheet; only written where a previous issue was given."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    previous = context.report.previous
    if previous is None:
        return
    found = compare(previous, context.report.book, context.report.settings)
    page.say(0, "Revisions", "title")
    page.say(
        1,
        f"What was said in the issue to {found.month_before.title} ({previous.file}) and reads otherwise now",
        "subtitle",
    )
    page.say(2, _headline(found), "lead")
    rows = {row.indicator.place: row for row in context.plan.rows}
    before = {row.place: row for row in previous.indicators}
    top = _write_changes(context, page, found.changed, rows, 4)
    top = _write_flips(page, found.flips, rows, top)
    _write_rows(page, found, rows, before, top)


def _headline(found: Revisions) -> str:
    """What changed, in a sentence."""
    if not (found.changed or found.came or found.went or found.renamed):
        return "Nothing that both issues report was changed."
    turned = counted(len(found.flips), "status", "statuses") if found.flips else "no status"
    indicators = len({each.indicator for each in found.changed})
    return (
        f"{counted(len(found.changed), 'cell')} of {counted(indicators, 'indicator')} changed; "
        f"{turned} of that month would read otherwise."
    )


def _write_changes(
    context: Context, page: Page, changed: tuple[Revision, ...], rows: dict[Place, Row], top: int
) -> int:
    """Every revised cell."""
    if not changed:
        return top
    page.say(top, "Revised figures, targets and comparators", "part")
    headings = columns(
        "heading", "Indicator", "What", "Month", "Before", "Now", "Difference", "Cell now", "Cell before"
    )
    lines = tuple(_change(context, each, rows[each.indicator]) for each in changed)
    page.table(
        top + 1, Block("Revised", "Every cell that both issues have and that says something else now.", headings, lines)
    )
    return top + len(lines) + 3


def _change(context: Context, each: Revision, row: Row) -> Line:
    """A revised cell, linked to the figure here."""
    months = context.plan.months
    column = FIRST_MONTH_COLUMN + months.index(each.month) if each.month in months else 0
    place = Cell(_said(each.place), "cell link", link=link_to(row.sheet, row.row, column), tip=f"Go to {row.label}")
    return (
        Cell(row.label, "label"),
        Cell(each.name or str(each.what).capitalize(), "label"),
        Cell(each.month.label if each.month else NOT_APPLICABLE, "figure"),
        Cell(blanks_filled(each.typed_before), "label"),
        Cell(blanks_filled(each.typed), "label"),
        Cell(_difference(each, row), "label"),
        place,
        Cell(_said(each.place_before), "label"),
    )


def _difference(each: Revision, row: Row) -> str:
    """`up 2.4 points`."""
    if not each.difference:
        return NOT_APPLICABLE
    return f"{'up' if each.difference > 0 else 'down'} {say_distance(each.difference, row.unit)}"


def _write_flips(page: Page, flips: tuple[Flip, ...], rows: dict[Place, Row], top: int) -> int:
    """Statuses of the earlier month that turned."""
    if not flips:
        return top
    page.say(top, "Statuses that turned", "part")
    lines = tuple(
        (
            Cell(rows[each.indicator].label, "label"),
            Cell(CLOCK_NAMES.get(each.clock, each.clock), "label"),
            Cell(str(each.before), f"word {each.before}"),
            Cell(str(each.now), f"word {each.now}"),
        )
        for each in flips
    )
    about = "Statuses of the earlier issue's month that its revised figures would give otherwise."
    page.table(top + 1, Block("Turned", about, columns("heading", "Indicator", "Clock", "Was", "Would be"), lines))
    return top + len(lines) + 3


def _write_rows(page: Page, found: Revisions, rows: dict[Place, Row], before: dict[Place, Indicator], top: int) -> None:
    """Indicators that are new, gone or renamed."""
    told = [(rows[place].label, "new", NOT_APPLICABLE) for place in found.came]
    told += [(label_of(before[place]), "gone", _said(place)) for place in found.went]
    told += [(each.name, "renamed", each.name_before) for each in found.renamed]
    lines = tuple(tuple(Cell(text, "label") for text in each) for each in told)
    if lines:
        page.say(top, "Indicators that came, went or changed their names", "part")
        about = "Indicators that only one of the issues has, or that go by another name."
        headings = columns("heading", "Indicator", "Change", "Before")
        page.table(top + 1, Block("Came and went", about, headings, lines))


def _said(place: Place) -> str:
    """A cell as a reader says it."""
    return f"{place.sheet} {place.cell}"
