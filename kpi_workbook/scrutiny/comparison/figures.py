"""Every team's figures, a line each: what the other sheets of the comparison refer to."""

from __future__ import annotations

from ..cells import NOT_APPLICABLE, NOT_AVAILABLE, Block, Cell, columns
from ..cells import Line as CellLine
from ..display import mark_of, number_format
from ..formulas import agree
from ..only_section import name_of_the_only
from ..page import Page, address, fixed_place
from .lines import FIGURES, FIRST_ROW, IN_MONTH, TO_DATE, Comparison, Entry, Line

WIDTHS = (30, 46, 22, *(11,) * 6, 14, 14)
SECTION, INDICATOR, TEAM = range(3)
FIGURE, NUMBER, OUT_OF = (3, 6), (4, 7), (5, 8)
"""Columns of the figure and its two counts, by clock."""
STATUS = (9, 10)


def write(page: Page, comparison: Comparison) -> None:
    """The table."""
    page.widths(*WIDTHS)
    page.say(0, "Figures", "title")
    page.say(1, f"Every team's figures to {comparison.month.title}, with the counts behind percentages.", "subtitle")
    page.say(2, "Percentages are formulas over their counts; what is typed over here changes the other sheets.", "note")
    month = comparison.month.label
    headings = (
        *columns("heading", "Section", "Indicator", "Team"),
        *columns("heading centred", month, f"{month} number", f"{month} out of"),
        *columns("heading centred", "Year to date", "To date number", "To date out of", "In month", "To date"),
    )
    is_alone = len({line.section for line in comparison.lines}) == 1
    sections = [name_of_the_only(line.section) if is_alone else line.section for line in comparison.lines]
    lines = tuple(
        _line(comparison, section, line, entry)
        for section, line in zip(sections, comparison.lines, strict=True)
        for entry in line.entries
    )
    about = "Figures of each team and of the whole, a line an indicator and team."
    page.table(FIRST_ROW - 1, Block("Team figures", about, headings, lines, filters=True))
    page.colour_words(FIRST_ROW, STATUS[0], FIRST_ROW + len(lines) - 1, STATUS[1], "Met", "Near", "Missed")
    page.sheet.freeze_panes(FIRST_ROW, TEAM + 1)
    page.sheet.repeat_rows(FIRST_ROW - 1)


def place(entry: Entry, column: int) -> str:
    """A cell of an entry's line, as the other sheets name it."""
    return fixed_place(FIGURES, entry.at, column)


def stretch(line: Line, column: int) -> str:
    """The cells of an indicator's teams in a column."""
    entries = tuple(line.parts.values())
    return f"{place(entries[0], column)}:{place(entries[-1], column).rpartition('!')[2]}"


def figure_cell(line: Line, entry: Entry, clock: int, formula: str | None) -> Cell:
    """A figure in its format, or the mark where there is none."""
    value = entry.value(clock)
    shown = mark(entry, clock) if value is None else value
    form = number_format(line.unit, line.decimals, value)
    return Cell(shown, "marker" if value is None and not formula else "figure", formula, form=form)


def mark(entry: Entry, clock: int) -> str:
    """What stands where there is no figure."""
    seen = entry.row.at(entry.result.figures[-1].month) if entry.result.figures else None
    return mark_of(seen.status) if clock == IN_MONTH and seen else NOT_AVAILABLE


def _line(comparison: Comparison, section: str, line: Line, entry: Entry) -> CellLine:
    return (
        Cell(section, "label"),
        Cell(line.label, "label"),
        Cell(entry.team or comparison.whole_name, "strong" if entry.team is None else "label"),
        *_figure(line, entry, IN_MONTH),
        *_figure(line, entry, TO_DATE),
        *(Cell(entry.word(clock), "status") for clock in (IN_MONTH, TO_DATE)),
    )


def _figure(line: Line, entry: Entry, clock: int) -> CellLine:
    """A figure with its counts; live over them where it is their share."""
    counts = entry.counts(clock)
    if counts is None:
        none = Cell(NOT_APPLICABLE, "marker")
        return (figure_cell(line, entry, clock, None), none, none)
    part, of = counts
    number, out_of = (address(entry.at, column[clock]) for column in (NUMBER, OUT_OF))
    live = bool(of) and agree(part / of, entry.value(clock))
    formula = f'IFERROR({number}/{out_of},"{NOT_AVAILABLE}")' if live else None
    return (figure_cell(line, entry, clock, formula), *(Cell(each, "figure", form="#,##0") for each in counts))
