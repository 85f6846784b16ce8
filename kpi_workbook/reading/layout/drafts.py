"""A sheet's sections while they fill: its titled parts, and within their tables banners and section columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...model import Indicator, Passage, Place
from .blocks import Found
from .bundles import bundles_of
from .calendars import joined_years
from .flow import Part
from .indicators import indicators_of
from .rows import Label
from .sections import section_title
from .survey import Piece, Surveyed
from .tidy import Tidy
from .tidy_series import series_of, tidy_indicators


@dataclass(slots=True)
class Draft:
    """A section while it fills."""

    title: str
    sheet: str
    place: Place | None = None
    indicators: list[Indicator] = field(default_factory=list)
    analysis: list[Passage] = field(default_factory=list)
    actions: list[Passage] = field(default_factory=list)


def drafts_of(sheet: Surveyed, parts: Sequence[Part], common: set[str]) -> Iterator[Draft]:
    """A sheet's sections in order, those without anything left out."""
    name = sheet.grid.name
    for part in parts:
        title = section_title(part.titles, name, common)
        drafts = [Draft(title.text if title else name, name, title.place if title else None)]
        for index in part.tables:
            _fill(drafts, sheet.pieces[index])
        drafts[-1].analysis += part.analysis
        drafts[-1].actions += part.actions
        if not part.tables and not (part.analysis or part.actions):
            drafts[-1].analysis += part.loose
        yield from (each for each in drafts if each.indicators or each.analysis or each.actions)


def _fill(drafts: list[Draft], piece: Piece) -> None:
    """Puts a table's indicators into the current section, or where a banner or a column names another, there."""
    title = drafts[-1].title
    for section, place, indicators in _tidy_groups(piece, title) if isinstance(piece, Tidy) else _groups(piece, title):
        _current(drafts, section, place).indicators += indicators


def _current(drafts: list[Draft], section: Label | None, place: Place | None) -> Draft:
    if section is None or section.text == drafts[-1].title:
        return drafts[-1]
    known = next((draft for draft in drafts if draft.title == section.text), None)
    if known is None:
        known = Draft(section.text, drafts[0].sheet, place)
        drafts.append(known)
    return known


_Group = tuple[Label | None, Place | None, list[Indicator]]


def _groups(found: Found, title: str) -> Iterator[_Group]:
    """A table's indicators, with the label of the section that each stands in."""
    block, lines = replace(found[0], title=title), found[1]
    by_section: dict[str | None, tuple[Label | None, list[Indicator]]] = {}
    for bundle in bundles_of(block, lines):
        indicators = list(indicators_of(block, bundle))
        if block.year_position:
            key = bundle.section.text if bundle.section else None
            by_section.setdefault(key, (bundle.section, []))[1].extend(indicators)
        else:
            yield bundle.section, block.lens.place_of(bundle.section.cell) if bundle.section else None, indicators
    for section, indicators in by_section.values():
        yield section, block.lens.place_of(section.cell) if section else None, joined_years(indicators)


def _tidy_groups(table: Tidy, title: str) -> Iterator[_Group]:
    for series in series_of(table):
        place = table.lens.place_of(series.section.cell) if series.section else None
        yield series.section, place, list(tidy_indicators(table, series, title))
