"""The two sheets that set teams side by side, one a clock: figures with their spread, then the status in words."""

from __future__ import annotations

from ...figures.results import Word
from ...model import Polarity, Unit
from ..cells import NOT_APPLICABLE, NOT_AVAILABLE, SUPPRESSED, Block, Cell, Column, columns
from ..cells import Line as CellLine
from ..display import mark_of, number_format, plain_format, target_format
from ..page import Page, across, address
from . import figures
from .lines import IN_MONTH, Comparison, Line

TITLES = ("In month", "Year to date")
TOP = 4
"""The heading row of the table of figures."""
WHOLE, FIRST_TEAM = 2, 3
LABEL_WIDTH, TARGET_WIDTH, WHOLE_WIDTH, TEAM_WIDTH = 50, 9, 12, 11
TAIL_WIDTHS = (10, 19, 19, 11)
LEAST_COMPARED = 2
SEVERAL, LEVEL = "several", "level"
DIFFERS = "differs"
CHANCE_WORDS = {True: "Yes", False: "Not clearly", None: NOT_APPLICABLE}
GROWS_WITH_SIZE = (Unit.COUNT, Unit.MONEY, Unit.UNKNOWN)
"""A large team has more of these, so that none is best on them."""


def write(page: Page, comparison: Comparison, clock: int) -> None:
    """One clock's sheet."""
    teams, lines, name = comparison.teams, comparison.lines, TITLES[clock]
    page.widths(LABEL_WIDTH, TARGET_WIDTH, WHOLE_WIDTH, *(TEAM_WIDTH,) * len(teams), *TAIL_WIDTHS)
    page.say(0, name, "title")
    page.say(1, _when(comparison, clock), "subtitle")
    page.say(2, "Spread is the highest less the lowest. Counts grow with a team's size, so no team is best on them.",
             "note")  # fmt: skip
    headings = (Column("Indicator"), *columns("heading centred", "Target", comparison.whole_name, *teams))
    more = columns("heading centred", "Spread", "Best", "Furthest behind", "Beyond chance?")
    rows = tuple(_figures_line(comparison, line, clock, TOP + 1 + at) for at, line in enumerate(lines))
    page.table(TOP, Block(f"{name} figures", f"Figures of each team, {name.lower()}.", (*headings, *more), rows))
    top = TOP + len(lines) + 3
    page.say(top - 1, "The same held against the target, in words", "part")
    words = tuple(_words_line(comparison, line, clock) for line in lines)
    page.table(top, Block(f"{name} status", f"Status of each team, {name.lower()}.", headings, words))
    page.colour_words(top + 1, WHOLE, top + len(lines), FIRST_TEAM + len(teams) - 1, Word.MET, Word.NEAR, Word.MISSED)
    page.keep_together(top - 1, top + len(lines))
    page.sheet.freeze_panes(TOP + 1, 1)
    page.sheet.repeat_rows(TOP)


def _when(comparison: Comparison, clock: int) -> str:
    month = comparison.month
    if clock == IN_MONTH:
        return month.title
    return f"{month.year_start(comparison.division.book.year_starts_in).title} to {month.title}"


def _figures_line(comparison: Comparison, line: Line, clock: int, at: int) -> CellLine:
    """An indicator's figures, their spread, who is best, and whether the gap could be chance."""
    last = FIRST_TEAM + len(comparison.teams) - 1
    stretch, names = across(at, FIRST_TEAM, last), _fixed_row(TOP, FIRST_TEAM, last)
    return (
        Cell(line.label, "label"),
        _target_cell(line),
        _whole_cell(comparison, line, clock),
        *(_team_cell(line, team, clock) for team in comparison.teams),
        _spread_cell(line, clock, stretch),
        *_best_cells(line, clock, stretch, names),
        _chance_cell(line, clock),
    )


def _chance_cell(line: Line, clock: int) -> Cell:
    """Whether the widest gap is more than chance."""
    beyond = line.is_beyond_chance(clock)
    return Cell(CHANCE_WORDS[beyond], "marker" if beyond is None else "figure")


def _fixed_row(row: int, first: int, last: int) -> str:
    """A stretch of a row of the same sheet, with `$`."""
    one, other = address(row, first), address(row, last)
    return ":".join(f"${place.rstrip('0123456789')}${row + 1}" for place in (one, other))


def _words_line(comparison: Comparison, line: Line, clock: int) -> CellLine:
    """An indicator's status a team, from Figures."""
    entries = (line.whole, *(line.parts.get(team) for team in comparison.teams))
    words = (
        Cell(entry.word(clock), "status", figures.place(entry, figures.STATUS[clock]))
        if entry
        else Cell(NOT_APPLICABLE, "marker")
        for entry in entries
    )
    return (Cell(line.label, "label"), _target_cell(line), *words)


def _target_cell(line: Line) -> Cell:
    """The target that all have, or that they differ."""
    targets = [entry.result.target for entry in line.entries]
    said = {(target.value, target.upper, target.status) if target else None for target in targets}
    target = targets[0]
    if len(said) > 1:
        return Cell(DIFFERS, "marker")
    if target is None:
        return Cell(NOT_AVAILABLE, "marker")
    if target.value is None:
        return Cell(mark_of(target.status), "marker")
    sign = next((entry.result.to_date.comparison for entry in line.entries if entry.result.to_date.comparison), None)
    return Cell(target.value, "figure", form=target_format(line.unit, line.decimals, sign or target.comparison))


def _team_cell(line: Line, team: str, clock: int) -> Cell:
    entry = line.parts.get(team)
    if entry is None:
        return Cell(NOT_APPLICABLE, "marker")
    return figures.figure_cell(line, entry, clock, figures.place(entry, figures.FIGURE[clock]))


def _whole_cell(comparison: Comparison, line: Line, clock: int) -> Cell:
    """The whole as reported; where no row is about the whole, the teams summed or pooled, live."""
    if comparison.division.has_whole:
        if line.whole is None:
            return Cell(NOT_AVAILABLE, "marker")
        cell = figures.figure_cell(line, line.whole, clock, figures.place(line.whole, figures.FIGURE[clock]))
        return Cell(cell.value, "figure shaded" if cell.look == "figure" else cell.look, cell.formula, form=cell.form)
    value = line.together(clock)
    if value is None:
        return Cell(_no_sum(line, clock), "marker")
    form = number_format(line.unit, line.decimals, value)
    return Cell(value, "figure shaded", together_formula(line, clock), form=form)


def together_formula(line: Line, clock: int) -> str:
    """The teams' figures summed, or their counts pooled."""
    if line.adds:
        return f"SUM({figures.stretch(line, figures.FIGURE[clock])})"
    over, under = (figures.stretch(line, column[clock]) for column in (figures.NUMBER, figures.OUT_OF))
    return f"SUM({over})/SUM({under})"


def _no_sum(line: Line, clock: int) -> str:
    """Why the teams have no figure between them: something is withheld, missing, or of a kind that is not added."""
    marks = [figures.mark(entry, clock) for entry in line.parts.values() if entry.value(clock) is None]
    return SUPPRESSED if SUPPRESSED in marks else NOT_AVAILABLE if marks else NOT_APPLICABLE


def _values(line: Line, clock: int) -> dict[str, float]:
    """Each team's figure, where it has one."""
    return {team: value for team, entry in line.parts.items() if (value := entry.value(clock)) is not None}


def _spread_cell(line: Line, clock: int, stretch: str) -> Cell:
    """The highest figure less the lowest, of percentages in points."""
    values = _values(line, clock).values()
    points = line.unit is Unit.PERCENTAGE
    form = '0.0" pts"' if points else plain_format(line.unit, line.decimals)
    times = "*100" if points else ""
    formula = f'IF(COUNT({stretch})<{LEAST_COMPARED},"{NOT_APPLICABLE}",(MAX({stretch})-MIN({stretch})){times})'
    if len(values) < LEAST_COMPARED:
        return Cell(NOT_APPLICABLE, "marker", formula)
    spread = max(values) - min(values)
    return Cell(spread * 100 if points else spread, "figure", formula, form=form)


def _best_cells(line: Line, clock: int, stretch: str, names: str) -> tuple[Cell, Cell]:
    """Which team is best and which is furthest behind, by polarity; none where figures grow with a team's size."""
    if line.polarity not in (Polarity.HIGH, Polarity.LOW) or line.unit in GROWS_WITH_SIZE:
        return Cell(NOT_APPLICABLE, "marker"), Cell(NOT_APPLICABLE, "marker")
    ends = ("MAX", "MIN") if line.polarity is Polarity.HIGH else ("MIN", "MAX")
    best, behind = (_end_cell(_values(line, clock), end, stretch, names) for end in ends)
    return best, behind


def _end_cell(values: dict[str, float], end: str, stretch: str, names: str) -> Cell:
    """The team at one end, live."""
    extreme = f"{end}({stretch})"
    named = f'IF(COUNTIFS({stretch},{extreme})>1,"{SEVERAL}",INDEX({names},MATCH({extreme},{stretch},0)))'
    formula = (
        f'IF(COUNT({stretch})<{LEAST_COMPARED},"{NOT_APPLICABLE}",IF(MAX({stretch})=MIN({stretch}),"{LEVEL}",{named}))'
    )
    if len(values) < LEAST_COMPARED:
        return Cell(NOT_APPLICABLE, "marker", formula)
    wanted = max(values.values()) if end == "MAX" else min(values.values())
    at_it = [team for team, value in values.items() if value == wanted]
    word = LEVEL if len(at_it) == len(values) else at_it[0] if len(at_it) == 1 else SEVERAL
    return Cell(word, "clock", formula)
