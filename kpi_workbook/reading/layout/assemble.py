"""From the tables and texts of every sheet to one `KpiWorkbook`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import (
    Area,
    Comparator,
    Heading,
    Indicator,
    KpiWorkbook,
    Month,
    Observation,
    Role,
    Section,
    Sheet,
    Status,
    Table,
)
from ...settings import Settings
from ..councils import is_council
from ..display import shown
from ..grid import Grids, address
from ..words import normal
from . import refusals
from .column import Column
from .drafts import Draft, drafts_of, joined_texts
from .flow import Part, read_flow
from .month_sheets import joined_sheets
from .narrative import narrative_table
from .organisation import organisation_in, organisation_over
from .periods import own_name
from .remarks import remarks_on
from .sections import common_titles
from .survey import Piece, Surveyed, region_of, survey
from .target_lists import with_target_lists
from .targets_apart import with_targets_apart
from .tidy import Tidy
from .under import tie_to_rows


def understand(grids: Grids, settings: Settings) -> KpiWorkbook:
    """A workbook's cells as sections, indicators and observations.

    Raises UnreadableWorkbook: OWN_OUTPUT for a scrutiny workbook of ours, NO_MONTHS, NO_YEAR, NO_FIGURES,
    NOT_CALCULATED.
    """
    if grids.ours:
        raise refusals.own_output(grids)
    surveyed = survey(grids, settings)
    if not any(sheet.pieces for sheet in surveyed):
        raise refusals.no_tables(grids, surveyed)
    found, titles = _drafts(surveyed)
    joined, unkept = joined_sheets(found, surveyed)
    drafts, ungiven = with_targets_apart(joined)
    months = _months(surveyed, drafts)
    if not months:
        raise refusals.not_calculated(grids, surveyed)
    with_target_lists(drafts, surveyed, months[-1])
    columns = [column for sheet in surveyed for piece in sheet.pieces for column in _columns(piece)]
    organisation = settings.organisation or organisation_in(titles) or organisation_over(columns)
    return KpiWorkbook(
        file=grids.file,
        sha256=grids.sha256,
        organisation=organisation,
        reporting_month=months[-1],
        months=months,
        sections=tuple(_section(draft, months[-1], organisation) for draft in drafts),
        tables=tuple(_table(piece) for sheet in surveyed for piece in sheet.pieces),
        sheets=tuple(_sheet(sheet) for sheet in surveyed),
        remarks=(*remarks_on(surveyed, drafts, months[-1], grids.recalculates), *ungiven, *unkept),
        year_starts_in=settings.year_starts_in,
    )


def _drafts(surveyed: Sequence[Surveyed]) -> tuple[list[Draft], list[str]]:
    """Every sheet's sections in document order, and all titles; texts on sheets of their own find their section."""
    flows = {sheet.grid.name: _flow(sheet) for sheet in surveyed if sheet.pieces}
    titles = [[title.words for part in parts for title in part.titles] for parts in flows.values()]
    common = common_titles(titles)
    filled = {
        sheet.grid.name: list(drafts_of(sheet, flows[sheet.grid.name], common)) for sheet in surveyed if sheet.pieces
    }
    for sheet in surveyed:
        tie_to_rows(sheet.across, filled.get(sheet.grid.name, ()))
    known = frozenset(normal(draft.title) for drafts in filled.values() for draft in drafts)
    for sheet in surveyed:
        if not sheet.pieces:
            parts = _flow(sheet, known)
            titles.append([title.words for part in parts for title in part.titles])
            filled[sheet.grid.name] = narrative_table(sheet) or list(drafts_of(sheet, parts, common))
    drafts = joined_texts([draft for sheet in surveyed for draft in filled[sheet.grid.name]])
    return drafts, [text for texts in titles for text in texts]


def _flow(sheet: Surveyed, known: frozenset[str] = frozenset()) -> list[Part]:
    return read_flow(sheet.across, [region_of(piece, index) for index, piece in enumerate(sheet.pieces)], known)


def _columns(piece: Piece) -> tuple[Column, ...]:
    return piece.columns if isinstance(piece, Tidy) else piece[0].columns


def _months(surveyed: Sequence[Surveyed], drafts: Sequence[Draft]) -> tuple[Month, ...]:
    """Every month that heads figures, up to the last that has any; none where nothing was reported."""
    headed = {column.slot.month for sheet in surveyed for piece in sheet.pieces if not isinstance(piece, Tidy)
              for column in piece[0].months if not piece[0].year_position}  # fmt: skip
    observed = [each for draft in drafts for indicator in draft.indicators for each in indicator.observations]
    reported = {each.month for each in observed if has_figure(each)}
    reported = reported or {each.month for each in observed if each.value is not None}
    if not reported:
        return ()
    headed |= {each.month for each in observed if each.status is not Status.BLANK}
    return tuple(sorted(month for month in headed if month <= max(reported)))


def has_figure(observation: Observation) -> bool:
    """Whether something was reported: a zero alone may be a placeholder for a month to come."""
    return bool(observation.value) or bool(observation.numerator) or bool(observation.denominator)


def _section(draft: Draft, last: Month, organisation: str | None) -> Section:
    return Section(
        title=draft.title,
        sheet=draft.sheet,
        place=draft.place,
        indicators=tuple(_with_others_apart(_until(each, last), organisation) for each in draft.indicators),
        analysis=tuple(draft.analysis),
        actions=tuple(draft.actions),
    )


def _until(indicator: Indicator, last: Month) -> Indicator:
    """An indicator with its observations in calendar order, without those for months still to come."""
    kept = sorted((each for each in indicator.observations if each.month <= last), key=lambda each: each.month)
    return replace(indicator, observations=tuple(kept))


def _with_others_apart(indicator: Indicator, organisation: str | None) -> Indicator:
    """An indicator whose comparators under another council's name are that council's, whatever year stands by it."""
    if organisation is None or not any(_is_anothers(each, organisation) for each in indicator.comparators):
        return indicator
    apart = (
        replace(each, area=Area.OTHER) if _is_anothers(each, organisation) else each for each in indicator.comparators
    )
    return replace(indicator, comparators=tuple(apart))


def _is_anothers(comparator: Comparator, organisation: str) -> bool:
    name = own_name(comparator.name) if comparator.area is Area.PREVIOUS_YEAR else None
    return name is not None and is_council(name) and normal(name) not in normal(organisation)


def _table(piece: Piece) -> Table:
    """A table's extent and what each of its headings was taken for."""
    region = region_of(piece, 0)
    lens = piece.lens if isinstance(piece, Tidy) else piece[0].lens
    return Table(
        sheet=lens.grid.name,
        first=address(region.top, region.left),
        last=address(region.bottom, region.right),
        layout="tidy" if isinstance(piece, Tidy) else "down" if lens.turned else "across",
        headings=tuple(_headings(piece)),
    )


def _headings(piece: Piece) -> Iterator[Heading]:
    if isinstance(piece, Tidy):
        place = piece.lens.place(piece.header_row, piece.month_column)
        yield Heading(place=place, typed=piece.lens.text(piece.header_row, piece.month_column), role=Role.MONTH)
    for column in _columns(piece):
        if column.place:
            yield Heading(place=column.place, typed=column.heading, role=column.role)
    if not isinstance(piece, Tidy):
        for each in piece[0].months:
            month = each.slot.month if each.slot.month.year else None
            yield Heading(
                place=piece[0].lens.place_of(each.slot.cell), typed=shown(each.slot.cell), role=Role.MONTH, month=month
            )


def _sheet(sheet: Surveyed) -> Sheet:
    grid = sheet.grid
    rows, columns = tuple(sorted(grid.hidden_rows)), tuple(sorted(grid.hidden_columns))
    return Sheet(name=grid.name, hidden=grid.hidden, hidden_rows=rows, hidden_columns=columns)
