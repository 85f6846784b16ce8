"""Small bars for each indicator that may be compared, ours on top."""

from __future__ import annotations

from ...figures.rounding import say
from ...model import Area
from ..cells import Cell
from ..charts import bar_chart
from ..context import Context
from ..display import plain_format
from ..gaps import (
    COMPARATORS,
    FIRST_AREA_COLUMN,
    FIRST_ROW,
    OWN_COLUMN,
    compared,
    gap_of,
    is_comparable,
    message_cell,
    own_value,
    shown_areas,
)
from ..page import Page, fixed_place, link_to, range_in
from ..places import Plan, Row
from ..series import AREA_LABELS
from ..words import counted

title = "Comparator charts"
WIDTHS = (150,)
ACROSS, ROWS_OF_CHARTS_ON_A_PAGE, CHART_ROWS = 3, 3, 9
WIDTH, HEIGHT, GAP = 346, 174, 8
MOST_BAR_CHARTS = 120
FIRST_CHART = 4


def write(context: Context) -> None:
    """The grid of bars; only written where there is one to draw."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    page.say(0, "Comparator charts", "title")
    page.say(1, "Each indicator that may be compared; bars start at 0, ours is the dark one.", "subtitle")
    page.put(2, 0, Cell("Go to the comparators' table", "link", link=link_to(COMPARATORS)))
    every = drawn(context.plan)
    shown = every[:MOST_BAR_CHARTS]
    if len(shown) < len(every):
        left = counted(len(every) - len(shown), "further indicator")
        page.say(3, f"{left}: see the table (this sheet draws {MOST_BAR_CHARTS} charts).", "note")
    for position, (row, line) in enumerate(shown):
        down, across = divmod(position, ACROSS)
        _insert(context, page, row, line, (FIRST_CHART + down * CHART_ROWS, across * (WIDTH + GAP)))
    rows_of_charts = -(-len(shown) // ACROSS)
    for down in range(ROWS_OF_CHARTS_ON_A_PAGE, rows_of_charts, ROWS_OF_CHARTS_ON_A_PAGE):
        page.break_before(FIRST_CHART + down * CHART_ROWS)


def drawn(plan: Plan) -> list[tuple[Row, int]]:
    """The indicators that may be compared, each once, with their lines in the comparators' table."""
    found: dict[tuple[object, ...], tuple[Row, int]] = {}
    for line, row in enumerate(compared(plan)):
        if own_value(row) is not None:
            values = tuple(gap.value for gap in row.result.gaps)
            found.setdefault((row.label.casefold(), own_value(row), values), (row, line))
    return list(found.values())


def _insert(context: Context, page: Page, row: Row, line: int, at: tuple[int, int]) -> None:
    """One chart with its alt text. Areas whose counts may not be compared come last and are left out of the range."""
    shown = shown_areas(context.plan)
    areas = _drawn_areas(row, shown)
    last = FIRST_AREA_COLUMN + len(areas) - 1
    names = range_in(COMPARATORS, FIRST_ROW - 1, OWN_COLUMN, last)
    values = range_in(COMPARATORS, FIRST_ROW + line, OWN_COLUMN, last)
    message = fixed_place(COMPARATORS, FIRST_ROW + line, FIRST_AREA_COLUMN + 2 * len(shown))
    form = plain_format(row.unit, row.decimals)
    chart = bar_chart(context.book, f"={message}", names, values, form, 0, context.theme)
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    words = message_cell(shown, row, FIRST_ROW + line).value
    bars = [f"ours {say(own_value(row), row.unit)}"]
    for area in areas:
        gap = gap_of(row, area)
        bars += [f"{AREA_LABELS[area]} {say(gap.value, row.unit)}"] if gap is not None else []
    options = {
        "x_offset": at[1], "y_offset": 4, "object_position": 2,
        "description": f"Bar chart. {words}. Bars: {', '.join(bars)}.",
    }  # fmt: skip
    page.sheet.insert_chart(at[0], 0, chart, options)


def _drawn_areas(row: Row, areas: tuple[Area, ...]) -> tuple[Area, ...]:
    """The areas up to the last that may be compared."""
    last = max((at for at, area in enumerate(areas) if is_comparable(gap_of(row, area))), default=-1)
    return areas[: last + 1]
