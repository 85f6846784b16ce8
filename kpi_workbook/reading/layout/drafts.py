"""A sheet's sections while they fill: its titled parts, and within their tables banners and section columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...model import Indicator, Passage, Place, Role
from ..words import is_actions, is_analysis, is_note, normal, role_of
from .block import Block, Label
from .blocks import Found
from .bundles import bundles_of
from .calendars import joined_years
from .cards import with_facts
from .flow import Part, Text
from .indicators import indicators_of
from .lens import text_of
from .prose import passages_below
from .sections import is_period, likeness, section_title
from .survey import Surveyed, region_of
from .tidy import Tidy
from .tidy_series import series_of, tidy_indicators

ALIKE = 0.8  # share of words that a text's title has of the section it belongs to
PROSE = 60  # characters from which a loose text is a paragraph and not a label
_OF_A_TIME = re.compile(
    r"(?i)\b(january|february|march|april|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(this|last|previous|in the) (month|quarter|year)|in may"
    r"|year to date|ytd)\b"
)
_NO_SECTION = re.compile(
    r"(?i)\b(contents?|notes?|guidance|definitions?|metadata|read ?me|cover"
    r"|look ?ups?|lists?|glossary|change log|about)\b"
)


@dataclass(slots=True)
class Draft:
    """A section while it fills. `rows`: the lines of its sheet that hold figures, with the cell that names the
    indicator, None where a line holds several."""

    title: str
    sheet: str
    place: Place | None = None
    indicators: list[Indicator] = field(default_factory=list)
    analysis: list[Passage] = field(default_factory=list)
    actions: list[Passage] = field(default_factory=list)
    rows: dict[int, Place | None] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        return bool(self.indicators or self.analysis or self.actions)


def drafts_of(sheet: Surveyed, parts: Sequence[Part], common: set[str]) -> Iterator[Draft]:
    """A sheet's sections in order."""
    for part in parts:
        drafts: list[Draft] = []
        corners = _corners(sheet, part)
        for titles, tables in _titled(sheet, part):
            title = section_title(titles, sheet.grid.name, common)
            own = [_draft(sheet, title)]
            for index in tables:
                _fill(own, sheet, index, corners.get(index))
            drafts += own
        drafts[-1].analysis += part.analysis
        drafts[-1].actions += part.actions
        if not (part.analysis or part.actions):
            drafts[-1].analysis += [each for each in part.loose if _speaks_of_figures(sheet, part, each)]
        yield from (each for each in drafts if each.says_something)


def _draft(sheet: Surveyed, title: Text | None) -> Draft:
    return Draft(title.words if title else sheet.grid.name, sheet.grid.name, title.passage.place if title else None)


def _speaks_of_figures(sheet: Surveyed, part: Part, passage: Passage) -> bool:
    """Whether a text without a heading is commentary: long texts alone on a sheet that is no list of contents or notes;
    under a table only a long one that speaks of a time."""
    if part.tables:
        return len(passage.text) > PROSE and not is_note(passage.text) and bool(_OF_A_TIME.search(passage.text))
    return not _NO_SECTION.search(sheet.grid.name) and any(len(each.text) > PROSE for each in part.loose)


def _titled(sheet: Surveyed, part: Part) -> Iterator[tuple[list[Text], list[int]]]:
    """A part's tables with their titles: tables side by side may each have their own over them."""
    regions = [region_of(sheet.pieces[index], index) for index in part.tables]
    over = [[title for title in part.titles if region.left <= title.column <= region.right] for region in regions]
    beside = len({region.top for region in regions}) < len(regions)
    if beside and all(over):
        for region, titles in zip(regions, over, strict=True):
            yield titles[-1:], [region.index]
    else:
        yield part.titles, part.tables


def _corners(sheet: Surveyed, part: Part) -> dict[int, Label]:
    """The sections that tables one under another name where others say `Indicator`, by the tables' index."""
    found: dict[int, Label] = {}
    for index in part.tables:
        piece = sheet.pieces[index]
        if isinstance(piece, Tidy) or piece[0].lens.turned:
            return {}
        block = piece[0]
        names = [column for column in block.columns if column.role is Role.INDICATOR]
        cell = block.lens.seen(block.header.line, names[0].position) if len(names) == 1 else None
        if cell is None or not text_of(cell) or role_of(text_of(cell)) or is_period(text_of(cell)):
            return {}
        found[index] = Label(names[0].position, text_of(cell), cell)
    several = len({normal(label.text) for label in found.values()}) == len(found) > 1
    return found if several else {}


def _fill(drafts: list[Draft], sheet: Surveyed, index: int, corner: Label | None) -> None:
    """Puts a table's indicators into the current section, or where a banner, a column or its corner says another."""
    piece = sheet.pieces[index]
    title = corner.text if corner else drafts[-1].title
    if isinstance(piece, Tidy):
        for series in series_of(piece):
            _current(drafts, series.section).indicators += tidy_indicators(piece, series, title)
        return
    block = replace(piece[0], title=title)
    groups = list(_groups(block, piece))
    if len(groups) == 1:
        (line, section, indicators), regions = groups[0], [region_of(each, 0) for each in sheet.pieces]
        groups = [(line, section, with_facts(indicators, sheet.across, regions[index], regions))]
    for line, section, indicators in groups:
        current = _current(drafts, section or corner)
        current.indicators += indicators
        if not block.lens.turned:
            named = indicators[0].place if len(indicators) == 1 else None
            current.rows.update((each, None if each in current.rows else named) for each in line)
        _add_beside(current, block, line)


def _current(drafts: list[Draft], section: Label | None) -> Draft:
    if section is None or section.text == drafts[-1].title:
        return drafts[-1]
    known = next((draft for draft in drafts if draft.title == section.text), None)
    if known is None:
        known = Draft(section.text, drafts[0].sheet, Place(drafts[0].sheet, section.cell.address))
        drafts.append(known)
    return known


def _groups(block: Block, found: Found) -> Iterator[tuple[list[int], Label | None, list[Indicator]]]:
    """A table's indicators with their lines and the label of the section they stand in."""
    bundles = bundles_of(block, found[1])
    if block.year_position is None:
        for bundle in bundles:
            yield sorted(bundle.lines.values()), bundle.section, list(indicators_of(block, bundle))
        return
    for section in list({bundle.section.text if bundle.section else "": bundle.section for bundle in bundles}.values()):
        own = [bundle for bundle in bundles if bundle.section == section]
        indicators = [indicator for bundle in own for indicator in indicators_of(block, bundle)]
        yield [bundle.line for bundle in own], section, joined_years(indicators)


def _add_beside(draft: Draft, block: Block, lines: Sequence[int]) -> None:
    """Adds the texts of columns headed as analysis or actions, and those on lines of their own below."""
    for column in block.columns:
        if column.role is not Role.NARRATIVE:
            continue
        for line in lines:
            cell = block.lens.at(line, column.position)
            if cell is not None and text_of(cell):
                passage = Passage(place=block.lens.place(line, column.position), text=str(cell.value).strip())
                if is_actions(column.heading):
                    draft.actions.append(passage)
                elif is_analysis(column.heading):
                    draft.analysis.append(passage)
    for of_actions, passage in passages_below(block, lines):
        (draft.actions if of_actions else draft.analysis).append(passage)


def joined_texts(drafts: Sequence[Draft]) -> list[Draft]:
    """Sections where texts on sheets of their own have gone to the section with indicators that their title names."""
    kept: list[Draft] = []
    for draft in drafts:
        home = None if draft.indicators else _home(draft, drafts)
        if home is None:
            kept.append(draft)
        else:
            home.analysis += draft.analysis
            home.actions += draft.actions
    return kept


def _home(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The section with indicators that a text's title names."""
    others = [each for each in drafts if each.indicators]
    same = [each for each in others if normal(each.title) == normal(draft.title)]
    alike = [each for each in others if likeness(each.title, draft.title) >= ALIKE and len(draft.title.split()) > 1]
    return same[0] if same else alike[0] if len(alike) == 1 else None
