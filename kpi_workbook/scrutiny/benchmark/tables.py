"""The three tables of one shape: figures, ranks and quarters, a line an indicator and clock, organisations across."""

from __future__ import annotations

from collections import defaultdict

from ...figures.benchmark import Comparison, Entry, months_in_words
from ...figures.comparators import FEWEST_FOR_QUARTILES
from ...model import Number, Polarity
from ..cells import NOT_APPLICABLE, Block, Cell, Column, Line, columns
from ..display import number_format
from ..page import Page, across, address, fixed_place
from ..words import counted, listed, sentence
from .places import (
    BETTER_WORDS,
    DETAIL_FIGURE,
    DETAILS,
    FIGURES,
    FIRST_ORGANISATION,
    FIRST_ROW,
    HEADING_ROW,
    ORGANISATION_WIDTH,
    QUARTERS,
    RANKS,
    WIDTHS,
    Context,
    decimals_of,
    mark,
)

QUARTER_WORDS = ("Top", "Upper", "Lower", "Bottom")
FEWEST_FOR_A_MEDIAN = 2
STATISTIC_WIDTH, NOTE_WIDTH = 11.0, 46.0


def write_figures(context: Context) -> None:
    """The figures with their median and, where any line has figures enough, quartiles."""
    statistics = ("Lower quartile", "Median", "Upper quartile") if context.has_quarters else ("Median",)
    page = _page(context, FIGURES, *(STATISTIC_WIDTH,) * len(statistics), NOTE_WIDTH)
    page.say(1, _compared(context), "subtitle")
    page.say(2, "Median and quartiles are of the organisations here; quartiles from four figures on.", "note")
    lines = tuple(_figures_line(context, at, line) for at, line in enumerate(context.benchmark.lines))
    more = (*columns("heading centred", *statistics), Column("Note"))
    _table(context, page, "Figures", "Figures of each organisation, a line an indicator and clock.", more, lines)


def write_ranks(context: Context) -> None:
    """Each organisation's rank, 1 the best."""
    page = _page(context, RANKS, 11.0)
    total = len(context.benchmark.lines)
    page.say(1, f"1 is best. {len(context.ranked)} of {counted(total, 'line')} can be ranked.", "subtitle")
    page.say(2, "Equal figures share the better rank. The notes on Figures say why a line is not ranked.", "note")
    lines = tuple(_ranks_line(context, FIRST_ROW + at, *each) for at, each in enumerate(context.ranked))
    _table(context, page, "Ranks", "Each organisation's rank.", columns("heading centred", "Ranked"), lines)


def write_quarters(context: Context) -> None:
    """The quarter that each rank lies in, in a word."""
    page = _page(context, QUARTERS)
    page.say(1, "Top is the best quarter of the ranks, then Upper, Lower and Bottom.", "subtitle")
    page.say(2, f"From {FEWEST_FOR_QUARTILES} ranked organisations on.", "note")
    lines = tuple(_quarters_line(context, FIRST_ROW + at, line) for at, (_, line) in enumerate(context.ranked))
    _table(context, page, "Quarters", "The quarter each rank lies in.", (), lines)
    last = FIRST_ROW + len(lines) - 1
    page.colour_words(FIRST_ROW, FIRST_ORGANISATION, last, context.last_organisation, "Top", "Bottom")


def _page(context: Context, title: str, *more: float) -> Page:
    page = context.pages[title]
    page.widths(*WIDTHS, *(ORGANISATION_WIDTH,) * len(context.organisations), *more)
    page.say(0, title, "title")
    return page


def _compared(context: Context) -> str:
    month = context.benchmark.month.title
    return f"{counted(len(context.organisations), 'organisation')}, all as at {month}, like with like only."


def _table(
    context: Context, page: Page, name: str, about: str, more: tuple[Column, ...], lines: tuple[Line, ...]
) -> None:
    headings = (
        Column("Indicator"),
        *columns("heading centred", "Clock", "Better", "Headline", *context.organisations),
        *more,
    )
    if lines:
        page.table(HEADING_ROW, Block(name, about, headings, lines, filters=True))
    page.sheet.freeze_panes(FIRST_ROW, 1)
    page.sheet.repeat_rows(HEADING_ROW)


def _labels(line: Comparison) -> Line:
    """The first cells of a line in all three tables."""
    return (
        Cell(line.name, "label"),
        Cell(f"{line.clock}, {months_in_words(line.months)}", "clock"),
        Cell(BETTER_WORDS[line.polarity], "figure"),
        Cell("Yes" if line.headline else "No", "figure"),
    )


def _figures_line(context: Context, at: int, line: Comparison) -> Line:
    figures = tuple(_figure(context, at, number, line) for number in range(len(line.entries)))
    stretch = across(FIRST_ROW + at, FIRST_ORGANISATION, context.last_organisation)
    median = _statistic(line, line.median, f"MEDIAN({stretch})", stretch, FEWEST_FOR_A_MEDIAN)
    lower, upper = (
        _statistic(line, value, f"QUARTILE({stretch},{quarter})", stretch, FEWEST_FOR_QUARTILES)
        for quarter, value in ((1, line.lower), (3, line.upper))
    )
    statistics = (lower, median, upper) if context.has_quarters else (median,)
    return (*_labels(line), *figures, *statistics, Cell(_note(line), "label"))


def _figure(context: Context, at: int, number: int, line: Comparison) -> Cell:
    """An organisation's figure, from Details."""
    entry = line.entries[number]
    place = fixed_place(DETAILS, context.detail_row(at, number), DETAIL_FIGURE)
    value = mark(entry) if entry.value is None else entry.value
    return Cell(value, "figure", place, form=number_format(line.unit, decimals_of(line), entry.value))


def _statistic(line: Comparison, value: Number | None, formula: str, stretch: str, fewest: int) -> Cell:
    """A median or quartile that follows the figures; none for figures that grow with size."""
    if line.median is None:
        return Cell(NOT_APPLICABLE, "marker")
    shown = NOT_APPLICABLE if value is None else value
    live = f'IF(COUNT({stretch})>={fewest},{formula},"{NOT_APPLICABLE}")'
    return Cell(shown, "figure shaded", live, form=number_format(line.unit, decimals_of(line), value))


def _note(line: Comparison) -> str:
    """Why it is not ranked, and who is missing for what reason."""
    missing: dict[str, list[str]] = defaultdict(list)
    for each in line.entries:
        if each.why_not:
            missing[each.why_not].append(each.organisation)
    parts = [f"not ranked: {line.why_not}"] if line.why_not else []
    parts += [f"{listed(names)}: {why}" for why, names in missing.items()]
    return "; ".join(map(sentence, parts)) or NOT_APPLICABLE


def _ranks_line(context: Context, at: int, figures_row: int, line: Comparison) -> Line:
    ranks = tuple(_rank(context, figures_row, number, line) for number in range(len(line.entries)))
    stretch = across(at, FIRST_ORGANISATION, context.last_organisation)
    many = sum(each.rank is not None for each in line.entries)
    return (*_labels(line), *ranks, Cell(many, "figure shaded", f"COUNT({stretch})"))


def _rank(context: Context, figures_row: int, number: int, line: Comparison) -> Cell:
    """A rank that follows the figures."""
    entry: Entry = line.entries[number]
    own = fixed_place(FIGURES, figures_row, FIRST_ORGANISATION + number)
    first = fixed_place(FIGURES, figures_row, FIRST_ORGANISATION)
    last = fixed_place(FIGURES, figures_row, context.last_organisation).rpartition("!")[2]
    ascending = int(line.polarity is Polarity.LOW)
    formula = f"IF(ISNUMBER({own}),RANK({own},{first}:{last},{ascending}),{own})"
    return Cell(mark(entry) if entry.rank is None else entry.rank, "figure", formula)


def _quarters_line(context: Context, at: int, line: Comparison) -> Line:
    """Quarters that follow the ranks."""
    return (*_labels(line), *(_quarter(context, at, number, line) for number in range(len(line.entries))))


def _quarter(context: Context, at: int, number: int, line: Comparison) -> Cell:
    entry = line.entries[number]
    rank = f"{RANKS}!{address(at, FIRST_ORGANISATION + number)}"
    many = f"COUNT({RANKS}!{across(at, FIRST_ORGANISATION, context.last_organisation)})"
    words = ",".join(f'"{word}"' for word in QUARTER_WORDS)
    word = f"LOOKUP(INT(({rank}-1)*4/{many})+1,{{1,2,3,4}},{{{words}}})"
    formula = f'IF(ISNUMBER({rank}),IF({many}>={FEWEST_FOR_QUARTILES},{word},"{NOT_APPLICABLE}"),{rank})'
    if entry.rank is None:
        return Cell(mark(entry), "status", formula)
    return Cell(QUARTER_WORDS[entry.quarter - 1] if entry.quarter else NOT_APPLICABLE, "status", formula)
