"""Our figures beside last year's, the neighbours', the region's and England's, and how far apart they are."""

from __future__ import annotations

from ...model import Area
from ..cells import NOT_APPLICABLE, Block, Cell, Column, Line, columns
from ..context import Context
from ..gaps import (
    COMPARATORS,
    FIRST_AREA_COLUMN,
    FIRST_ROW,
    OWN_COLUMN,
    against,
    compared,
    gap_cell,
    gap_of,
    message_cell,
    own_cell,
    shown_areas,
    their_cell,
)
from ..page import address
from ..places import Row
from ..series import AREA_LABELS

title = COMPARATORS


def write(context: Context) -> None:
    """The comparators' sheet; only written where somebody is compared with."""
    page = context.pages[title]
    areas = shown_areas(context.plan)
    page.widths(44, 9, 9, *(10.5,) * len(areas), *(16,) * len(areas), 36, 36)
    page.say(0, "Comparators", "title")
    page.say(
        1, "Our figures beside others': theirs are a year's, so ours are the year to date or its pace.", "subtitle"
    )
    page.say(
        2,
        "Better and worse follow the indicator's polarity. A count is never set beside a region's or England's.",
        "note",
    )
    rows = compared(context.plan)
    headings = (
        Column("Indicator"), *columns("heading centred", "Section", "Ours"),
        *columns("heading centred", *(_heading(context, area) for area in areas)),
        *columns("heading centred", *(against(area) for area in areas)),
        *columns("heading", "In words", "Note"),
    )  # fmt: skip
    lines = tuple(_line(context, row, areas, FIRST_ROW + at) for at, row in enumerate(rows))
    about = "Own figures, comparators and gaps, a line an indicator."
    page.table(FIRST_ROW - 1, Block("Comparators", about, headings, lines))
    page.sheet.freeze_panes(FIRST_ROW, 1)
    page.sheet.repeat_rows(FIRST_ROW - 1)


def _heading(context: Context, area: Area) -> str:
    """The area's name as the workbook heads it, where it does so alike."""
    names = {gap.name for row in context.plan.rows for gap in row.result.gaps if gap.area is area}
    return next(iter(names)) if len(names) == 1 else AREA_LABELS[area]


def _line(context: Context, row: Row, areas: tuple[Area, ...], at: int) -> Line:
    """An indicator's comparators."""
    gaps = [gap_of(row, area) for area in areas]
    ours = address(at, OWN_COLUMN)
    notes = [gap.why_not for gap in row.result.gaps if gap.why_not and gap.value is not None][:1]
    rank = f"Ranked {row.result.rank} of {row.result.ranked}" if row.result.rank else None
    note = ". ".join(each for each in (rank, *notes) if each)
    return (
        Cell(row.label, "label"),
        Cell(row.section_number, "figure"),
        own_cell(context.plan, row),
        *(their_cell(row, gap) for gap in gaps),
        *(gap_cell(row, gap, ours, address(at, FIRST_AREA_COLUMN + number)) for number, gap in enumerate(gaps)),
        message_cell(areas, row, at),
        Cell(note or NOT_APPLICABLE, "label"),
    )
