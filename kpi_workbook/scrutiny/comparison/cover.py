"""The first page of the comparison: which teams, how often each met its targets, and where everything is."""

from __future__ import annotations

from typing import Any

from ...figures.results import Word
from ...figures.rounding import say
from ...model import Polarity, Unit
from ..cells import Block, Cell, Column, blanks_filled, columns
from ..cells import Line as CellLine
from ..charts import stacked_bars
from ..naming import one_line
from ..page import Page, fixed_place, link_to
from ..report import Edition
from ..styles import STATUS_BARS
from ..words import counted
from . import figures
from .lines import FIGURES, FIRST_ROW, IN_MONTH, TO_DATE, Comparison, Line

TITLE = "Teams"
WIDTHS = (28, 11, *(11,) * 6, 40)
TOP = 7
"""The heading row of the table of teams."""
FIRST_COUNT = 2
JUDGED = (Word.MET, Word.NEAR, Word.MISSED)
CHART_WIDTH, CHART_HEAD, CHART_BAR = 700, 96, 30
ROW_PIXELS = 20


def title_of(comparison: Comparison) -> str:
    """The workbook's title."""
    whose = comparison.settings.organisation or comparison.division.book.organisation
    return f"{whose}: teams side by side" if whose else "Teams side by side"


def subtitle_of(comparison: Comparison) -> str:
    """Month and edition."""
    edition = "Public edition" if comparison.edition is Edition.PUBLIC else "Internal edition"
    return f"Figures to {comparison.month.title}  ·  {edition}"


def write(page: Page, comparison: Comparison, contents: tuple[tuple[str, str], ...], book: Any) -> None:
    """The cover."""
    page.widths(*WIDTHS)
    page.say(0, title_of(comparison), "title")
    page.say(1, subtitle_of(comparison), "subtitle")
    page.say(2, _what(comparison), "lead")
    page.say(3, _widest(comparison), "lead")
    page.say(5, "How often each team met its targets", "part")
    page.say(6, "Indicators by status; the numbers follow the sheet Figures.", "note")
    _write_teams(page, comparison)
    top = TOP + len(comparison.teams) + 2
    last = _draw(page, comparison, book, top)
    page.keep_together(top, last)
    top = last + 2
    page.say(top, "Contents", "part")
    for at, (name, about) in enumerate(contents, start=top + 1):
        page.put(at, 0, Cell(name, "link", link=link_to(name), tip=f"Go to {name}"))
        page.put(at, 1, Cell(about, "text"))
    page.keep_together(top, top + len(contents))


def _what(comparison: Comparison) -> str:
    """What is compared, in a sentence."""
    whole = f", beside {comparison.whole_name}" if comparison.division.has_whole else ""
    many = counted(len(comparison.lines), "indicator")
    return f"{counted(len(comparison.teams), 'team')} side by side on {many}{whole}."


def _widest(comparison: Comparison) -> str:
    """The widest gap between shares that is more than chance."""
    found: list[tuple[float, Line, str, str]] = []
    for line in comparison.lines:
        values = {team: value for team, entry in line.parts.items() if (value := entry.value(TO_DATE)) is not None}
        if line.is_beyond_chance(TO_DATE) and line.polarity in (Polarity.HIGH, Polarity.LOW):
            ordered = sorted(values, key=lambda team: values[team], reverse=line.polarity is Polarity.HIGH)
            found.append((abs(values[ordered[0]] - values[ordered[-1]]), line, ordered[0], ordered[-1]))
    if not found:
        return "No gap between the teams' percentages for the year to date is clearly more than chance."
    _, line, best, behind = max(found, key=lambda each: each[0])
    told = [f"{team} {say(line.parts[team].value(TO_DATE), Unit.PERCENTAGE)}" for team in (best, behind)]
    return f"The widest gap for the year to date is on “{line.label}”: {told[0]}, {told[1]}."


def _write_teams(page: Page, comparison: Comparison) -> None:
    """A line a team: its indicators by status on both clocks, and its workbook."""
    headings = (
        Column("Team"),
        *columns("heading centred", "Indicators", *(f"{word} in month" for word in JUDGED)),
        *columns("heading centred", *(f"{word} to date" for word in JUDGED)),
        Column("Scrutiny workbook"),
    )
    lines = tuple(_team(comparison, team, TOP + 1 + at) for at, team in enumerate(comparison.teams))
    page.table(TOP, Block("Teams", "Each team's indicators by status.", headings, lines))


def _team(comparison: Comparison, team: str, at: int) -> CellLine:
    """A team's counts, by its exact name: COUNTIFS would take the asterisk of `North*` for any ending."""
    entries = [line.parts[team] for line in comparison.lines if team in line.parts]
    names = _column(comparison, figures.TEAM)
    counts = tuple(
        Cell(
            sum(entry.word(clock) == word for entry in entries),
            "figure",
            f'SUMPRODUCT(({names}=$A{at + 1})*({_column(comparison, figures.STATUS[clock])}="{word}"))',
        )
        for clock in (IN_MONTH, TO_DATE)
        for word in JUDGED
    )
    return (
        Cell(team, "strong"),
        Cell(len(entries), "figure", f"SUMPRODUCT(({names}=$A{at + 1})*1)"),
        *counts,
        Cell(blanks_filled(comparison.workbooks.get(team)), "label"),
    )


def _column(comparison: Comparison, column: int) -> str:
    """A column of the table of figures."""
    last = FIRST_ROW + sum(len(line.entries) for line in comparison.lines) - 1
    first, end = fixed_place(FIGURES, FIRST_ROW, column), fixed_place(FIGURES, last, column)
    return f"{first}:{end.rpartition('!')[2]}"


def _draw(page: Page, comparison: Comparison, book: Any, top: int) -> int:
    """The month's statuses as a stacked bar a team; returns the last row that it covers."""
    many = len(comparison.teams)

    def down(column: int) -> str:
        first, last = fixed_place(TITLE, TOP + 1, column), fixed_place(TITLE, TOP + many, column)
        return f"={first}:{last.rpartition('!')[2]}"

    title = f"Indicators by status, {comparison.month.title}"
    parts = [(str(word), down(FIRST_COUNT + offset), fill, ink) for offset, (word, fill, ink) in enumerate(STATUS_BARS)]
    chart = stacked_bars(book, title, down(0), parts, comparison.settings.theme)
    height = CHART_HEAD + CHART_BAR * many
    chart.set_size({"width": CHART_WIDTH, "height": height})
    page.sheet.insert_chart(top, 0, chart, {"description": _alt_text(comparison, title), "object_position": 2})
    return top + height // ROW_PIXELS


def _alt_text(comparison: Comparison, title: str) -> str:
    """The chart in words."""
    told = []
    for team in comparison.teams:
        words = [line.parts[team].word(IN_MONTH) for line in comparison.lines if team in line.parts]
        told.append(f"{team}: " + ", ".join(f"{words.count(word)} {word}".lower() for word in JUDGED))
    return one_line(f"Stacked bars. {title}. {'; '.join(told)}.")[:2000]
