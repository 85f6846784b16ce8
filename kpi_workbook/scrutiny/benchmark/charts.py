"""A small bar chart for each ranked indicator: every organisation, best first, with the median among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...figures.benchmark import Comparison, months_in_words
from ...model import Number, Polarity
from ..cells import NOT_APPLICABLE, Block, Cell, Column, Line, columns
from ..charts import bar_chart
from ..display import number_format, plain_format
from ..naming import one_line, quoted, shorten
from ..page import across, fixed_place, link_to
from ..words import counted, formatted, short_name
from .places import (
    CHART_DATA,
    CHARTS,
    FIGURES,
    FIRST_ORGANISATION,
    FIRST_ROW,
    HEADING_ROW,
    RANKS,
    ROW_PIXELS,
    Context,
    decimals_of,
)

MEDIAN = "Median"
MOST_CHARTS = 120
"""Excel opens slowly with many more."""
ACROSS, WIDTH, GAP = 3, 346, 8
HEAD_PIXELS, BAR_PIXELS, LEAST_HEIGHT = 80, 19, 150
LONGEST_LABEL = 24
FIRST_CHART_ROW = 4
LABEL, VALUE, TITLE = 1, 2, 3
"""Columns of the chart data."""


@dataclass(frozen=True)
class Bar:
    """A bar's label, its value today and the cell on Figures that it follows."""

    label: str
    value: Number
    place: str
    is_median: bool = False


@dataclass(frozen=True)
class Drawn:
    """A chart: its line of the comparison, where its bars stand on the chart data, best first."""

    line: Comparison
    top: int
    bars: tuple[Bar, ...]
    title: Cell

    @property
    def median(self) -> int:
        """Which bar is the median's."""
        return next(at for at, bar in enumerate(self.bars) if bar.is_median)


def drawn(context: Context) -> tuple[Drawn, ...]:
    """The charts, in the order of the ranks."""
    charts: list[Drawn] = []
    top = FIRST_ROW
    for at, (figures_row, line) in enumerate(context.ranked):
        if line.headline and len(charts) < MOST_CHARTS:
            bars = tuple(_bars(context, figures_row, line))
            charts.append(Drawn(line, top, bars, _title(context, FIRST_ROW + at, figures_row, line)))
            top += len(bars)
    return tuple(charts)


def write_data(context: Context) -> None:
    """What the charts are drawn from; the order of the bars is as issued, their lengths follow the figures."""
    page = context.pages[CHART_DATA]
    page.widths(46, 24, 12, 90)
    page.say(0, CHART_DATA, "title")
    page.say(
        1, "What the charts are drawn from: values follow the figures, the order of the bars is as issued.", "subtitle"
    )
    headings = (*columns("heading", "Indicator", "Bar"), Column("Value", "heading centred"), Column("Chart title"))
    lines = tuple(line for chart in drawn(context) for line in _lines(chart))
    if lines:
        page.table(HEADING_ROW, Block(CHART_DATA, "Bars of the charts, best first.", headings, lines))
    page.sheet.freeze_panes(FIRST_ROW, 1)
    page.sheet.repeat_rows(HEADING_ROW)


def write_charts(context: Context) -> None:
    """The grid of charts."""
    page = context.pages[CHARTS]
    page.widths(150)
    page.say(0, CHARTS, "title")
    page.say(1, "Each ranked indicator, best first; the dark bar is the median of the organisations here.", "subtitle")
    page.put(2, 0, Cell("Go to the ranks", "link", link=link_to(RANKS)))
    charts = drawn(context)
    height = max(LEAST_HEIGHT, HEAD_PIXELS + BAR_PIXELS * max((len(each.bars) for each in charts), default=0))
    rows = -(-(height + GAP) // ROW_PIXELS)
    for position, chart in enumerate(charts):
        down, right = divmod(position, ACROSS)
        _insert(context, chart, FIRST_CHART_ROW + down * rows, right * (WIDTH + GAP), height)
    for top in range(FIRST_CHART_ROW, FIRST_CHART_ROW + -(-len(charts) // ACROSS) * rows, rows):
        page.keep_together(top, top + rows - 1)


def _bars(context: Context, figures_row: int, line: Comparison) -> list[Bar]:
    bars = [
        Bar(
            shorten(one_line(entry.organisation), LONGEST_LABEL),
            entry.value,
            fixed_place(FIGURES, figures_row, FIRST_ORGANISATION + number),
        )
        for number, entry in enumerate(line.entries)
        if entry.value is not None
    ]
    if line.median is not None:
        bars.append(Bar(MEDIAN, line.median, _median_place(context, figures_row), is_median=True))
    return sorted(bars, key=lambda bar: bar.value, reverse=line.polarity is Polarity.HIGH)


def _median_place(context: Context, figures_row: int) -> str:
    return fixed_place(FIGURES, figures_row, context.median_column)


def _lines(chart: Drawn) -> Iterator[Line]:
    form = number_format(chart.line.unit, decimals_of(chart.line))
    for at, bar in enumerate(chart.bars):
        yield (
            Cell(chart.line.name, "label"),
            Cell(bar.label, "label"),
            Cell(bar.value, "figure", bar.place, form=form),
            Cell(NOT_APPLICABLE, "marker") if at else chart.title,
        )


def _title(context: Context, ranks_row: int, figures_row: int, line: Comparison) -> Cell:
    """`Re-referrals, Apr-22 to Dec-22: Northshire best with 18.0%, median 24.1%`, following ranks and figures."""
    first = [each for each in line.entries if each.rank == 1]
    opening = f"{short_name(one_line(line.name))}, {months_in_words(line.months)}: "
    form = plain_format(line.unit, decimals_of(line))
    best = one_line(first[0].organisation) if len(first) == 1 else counted(len(first), "organisation")
    value, median = (
        formatted(float(each), line.unit, decimals_of(line)) for each in (first[0].value or 0, line.median or 0)
    )
    ranks = f"{RANKS}!{across(ranks_row, FIRST_ORGANISATION, context.last_organisation)}"
    names = f"{RANKS}!{across(HEADING_ROW, FIRST_ORGANISATION, context.last_organisation)}"
    figures = f"{FIGURES}!{across(figures_row, FIRST_ORGANISATION, context.last_organisation)}"
    middle = _median_place(context, figures_row)
    many = f"COUNTIFS({ranks},1)"
    who = f'IF({many}=1,INDEX({names},MATCH(1,{ranks},0)),{many}&" organisations")'
    formula = (
        f'{quoted(opening)}&{who}&" best with "&'
        f'TEXT(INDEX({figures},MATCH(1,{ranks},0)),"{form}")&", median "&TEXT({middle},"{form}")'
    )
    return Cell(f"{opening}{best} best with {value}, median {median}", "label", formula)


def _insert(context: Context, chart: Drawn, row: int, offset: int, height: int) -> None:
    """One chart with its words for those who hear it."""
    names, values = (_range(chart, column) for column in (LABEL, VALUE))
    title = f"={fixed_place(CHART_DATA, chart.top, TITLE)}"
    form = plain_format(chart.line.unit, decimals_of(chart.line))
    made = bar_chart(context.book, title, names, values, form, chart.median, context.settings.theme)
    made.set_size({"width": WIDTH, "height": height})
    said = ", ".join(
        f"{bar.label} {formatted(float(bar.value), chart.line.unit, decimals_of(chart.line))}" for bar in chart.bars
    )
    description = f"Bar chart. {chart.title.value}. Bars: {said}."
    options = {"x_offset": offset, "y_offset": 4, "object_position": 2, "description": one_line(description)[:2000]}
    context.pages[CHARTS].sheet.insert_chart(row, 0, made, options)


def _range(chart: Drawn, column: int) -> str:
    """The cells of a chart's bars."""
    first = fixed_place(CHART_DATA, chart.top, column)
    last = fixed_place(CHART_DATA, chart.top + len(chart.bars) - 1, column).rpartition("!")[2]
    return f"{first}:{last}"
