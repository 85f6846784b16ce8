"""The teams held against the whole: what is added, what it comes to, and in which months the two differ."""

from __future__ import annotations

from ...figures.rounding import percent, plain
from ...figures.team_totals import Pair, Part, TeamTotal
from ...figures.teams import LEAST_TEAMS, NO_SUM
from ...model import Month, Unit
from ..cells import NOT_APPLICABLE, NOT_AVAILABLE, Block, Cell, Column, columns
from ..cells import Line as CellLine
from ..display import number_format
from ..page import Page, address
from . import figures
from .lines import IN_MONTH, Comparison, Entry, Line

TITLE = "Totals"
WIDTHS = (48, 26, 13, 13, 13, 10, 10, 64)
TOP = 4
TOGETHER, WHOLE = 2, 3
MOST_TOLD = 4
WHAT = {
    Part.FIGURE: "Figures, added",
    Part.NUMERATOR: "Numerators, added",
    Part.DENOMINATOR: "Denominators, added",
    Part.SHARE: "Counts, pooled",
}
COLUMNS = {Part.NUMERATOR: figures.NUMBER, Part.DENOMINATOR: figures.OUT_OF}


def write(page: Page, comparison: Comparison) -> None:
    """The sheet."""
    page.widths(*WIDTHS)
    page.say(0, TITLE, "title")
    page.say(1, f"The teams together beside the whole, {comparison.month.title}", "subtitle")
    page.say(2, "Counts add up, percentages pool their counts; a person whom two teams have is in both teams' counts.",
             "note")  # fmt: skip
    headings = (
        *columns("heading", "Indicator", "What is added"),
        *columns("heading centred", "Teams together", comparison.whole_name, "Difference", "Months", "Differ in"),
        Column("In words"),
    )
    lines: list[CellLine] = []
    for line in comparison.lines:
        held = [_line(line, line.whole, found, comparison.month, TOP + 1 + len(lines) + at)
                for at, found in enumerate(line.totals)] if line.whole else []  # fmt: skip
        lines += held or [_not_added(line)]
    page.table(TOP, Block("Totals", "The teams together beside the whole.", headings, tuple(lines)))
    page.sheet.freeze_panes(TOP + 1, 1)
    page.sheet.repeat_rows(TOP)


def _line(line: Line, whole: Entry, found: TeamTotal, month: Month, at: int) -> CellLine:
    """One number of an indicator: the reporting month's, live, and how it was in the other months."""
    pair = found.months.get(month)
    return (
        Cell(line.label, "label"),
        Cell(WHAT[found.part], "label"),
        *(_compared(line, whole, found.part, pair, at) if pair else (Cell(NOT_AVAILABLE, "marker"),) * 3),
        Cell(len(found.months), "figure"),
        Cell(len(found.differing), "figure"),
        Cell(_in_words(found), "label"),
    )


def _compared(line: Line, whole: Entry, part: Part, pair: Pair, at: int) -> CellLine:
    """The month's three numbers."""
    share = part is Part.SHARE
    form = number_format(line.unit, line.decimals, pair.whole) if share or part is Part.FIGURE else "#,##0"
    column = COLUMNS.get(part, figures.FIGURE)[IN_MONTH]
    added = f"SUM({figures.stretch(line, column)})"
    if share:
        over, under = (figures.stretch(line, each[IN_MONTH]) for each in (figures.NUMBER, figures.OUT_OF))
        added = f"SUM({over})/SUM({under})"
    difference = f"({address(at, TOGETHER)}-{address(at, WHOLE)}){'*100' if share else ''}"
    gap = float(pair.together) - float(pair.whole)
    apart = '+0.0" pts";-0.0" pts";0' if share else "+#,##0;-#,##0;0" if gap.is_integer() else "+#,##0.0;-#,##0.0;0"
    return (
        Cell(pair.together, "figure", added, form=form),
        Cell(pair.whole, "figure", figures.place(whole, column), form=form),
        Cell(gap * 100 if share else gap, "figure", difference, form=apart),
    )  # fmt: skip


def _in_words(found: TeamTotal) -> str:
    """In which months the two differ, and by how much."""
    if not found.differing:
        return "The teams come to the whole in every month."
    told = [f"{month.label} {_pair(found, month)}" for month in found.differing[-MOST_TOLD:]]
    earlier = len(found.differing) - len(told)
    return f"Teams and whole: {'; '.join(told)}{f'; and {earlier} earlier' if earlier else ''}."


def _pair(found: TeamTotal, month: Month) -> str:
    pair = found.months[month]
    if found.part is Part.SHARE:
        return f"{percent(pair.together, 1)} and {percent(pair.whole)}"
    return f"{plain(pair.together)} and {plain(pair.whole)}"


def _not_added(line: Line) -> CellLine:
    """An indicator that is not held against the whole, and why."""
    nothing = Cell(NOT_APPLICABLE, "marker")
    return (Cell(line.label, "label"), Cell("Nothing", "label"), *(nothing,) * 5, Cell(f"{_why_not(line)}.", "label"))


def _why_not(line: Line) -> str:
    if line.whole is None:
        return "No row is about the whole"
    if len(line.parts) < LEAST_TEAMS:
        return "Only one team has it"
    if line.unit is Unit.PERCENTAGE:
        return "Percentages cannot be put together without their counts, or a team's are missing in every month"
    if line.unit in NO_SUM:
        return "Rates and averages are each team's own and do not add up"
    return "In no month do the whole and every team have a figure"
