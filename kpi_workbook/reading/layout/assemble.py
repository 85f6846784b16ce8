"""From the tables and texts of every sheet to one `KpiWorkbook`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...errors import UnreadableWorkbook
from ...model import Heading, Indicator, KpiWorkbook, Month, Observation, Role, Section, Sheet, Table
from ...settings import Settings
from ..display import shown
from ..grid import Grids
from .blocks import Found
from .bundles import bundles_of
from .flow import Part, read_flow
from .indicators import indicators_of
from .organisation import organisation_in, organisation_over
from .rows import Block
from .sections import Draft, common_titles, section_title
from .survey import Surveyed, region_of, survey


def understand(grids: Grids, settings: Settings) -> KpiWorkbook:
    """A workbook's cells as sections, indicators and observations.

    Raises UnreadableWorkbook: OWN_OUTPUT for a scrutiny workbook of ours, NO_MONTHS, NO_YEAR, NOT_CALCULATED.
    """
    if grids.ours:
        raise UnreadableWorkbook(
            f"{grids.file}: this is a scrutiny workbook that kpi-workbook wrote; give the workbook it was made from",
            "OWN_OUTPUT",
        )
    surveyed = survey(grids, settings)
    flows = [(sheet, _parts(sheet)) for sheet in surveyed]
    common = common_titles([[title.text for part in parts for title in part.titles] for _, parts in flows])
    drafts = [draft for sheet, parts in flows for draft in _drafts(sheet, parts, common)]
    indicators = [indicator for draft in drafts for indicator in draft.indicators]
    months = _months(surveyed, indicators, grids)
    blocks = [block for sheet in surveyed for block, _ in sheet.found]
    titles = [title.text for _, parts in flows for part in parts for title in part.titles]
    columns = [column for block in blocks for column in block.columns]
    return KpiWorkbook(
        file=grids.file,
        sha256=grids.sha256,
        organisation=settings.organisation or organisation_in(titles) or organisation_over(columns),
        reporting_month=months[-1],
        months=months,
        sections=tuple(_section(draft, months) for draft in drafts),
        tables=tuple(_table(block) for block in blocks),
        sheets=tuple(_sheet(sheet) for sheet in surveyed),
        remarks=(),
        year_starts_in=settings.year_starts_in,
    )


def _parts(sheet: Surveyed) -> list[Part]:
    return read_flow(sheet.across, [region_of(found, index) for index, found in enumerate(sheet.found)])


def _drafts(sheet: Surveyed, parts: Sequence[Part], common: set[str]) -> Iterator[Draft]:
    """A sheet's sections: its titled parts, and in their tables the banners and section columns."""
    name = sheet.grid.name
    for part in parts:
        title = section_title(part.titles, name, common)
        draft = Draft(title.text if title else name, name, title.place if title else None)
        drafts = [draft]
        for index in part.tables:
            _fill(drafts, sheet.found[index])
        last = drafts[-1]
        last.analysis += part.analysis
        last.actions += part.actions
        if not part.tables and not (part.analysis or part.actions):
            draft.analysis += part.loose
        for each in drafts:
            if each.indicators or each.analysis or each.actions:
                yield each


def _fill(drafts: list[Draft], found: Found) -> None:
    """Puts a table's indicators into the current section, and into new ones where a banner or a column starts one."""
    block, lines = found
    block = replace(block, title=drafts[-1].title)
    for bundle in bundles_of(block, lines):
        if bundle.section and bundle.section.text != drafts[-1].title:
            known = next((draft for draft in drafts if draft.title == bundle.section.text), None)
            place = block.lens.place_of(bundle.section.cell)
            current = known or Draft(bundle.section.text, drafts[0].sheet, place)
            if known is None:
                drafts.append(current)
        else:
            current = drafts[-1]
        current.indicators += indicators_of(block, bundle)


def _months(surveyed: Sequence[Surveyed], indicators: Iterable[Indicator], grids: Grids) -> tuple[Month, ...]:
    """Every month that heads figures, up to the last that has any."""
    headed = {column.slot.month for sheet in surveyed for block, _ in sheet.found for column in block.months}
    observed = [each for indicator in indicators for each in indicator.observations]
    reported = {each.month for each in observed if has_figure(each)} or {
        each.month for each in observed if each.value is not None
    }
    if not reported:
        raise UnreadableWorkbook(
            f"{grids.file}: the months hold no figures; if its formulas were never calculated, open the file in Excel, save it and try again",
            "NOT_CALCULATED",
        )
    return tuple(sorted(month for month in headed if month <= max(reported)))


def has_figure(observation: Observation) -> bool:
    """Whether something was reported: a zero alone may be a placeholder for a month to come."""
    return bool(observation.value) or bool(observation.numerator) or bool(observation.denominator)


def _section(draft: Draft, months: Sequence[Month]) -> Section:
    return Section(
        title=draft.title,
        sheet=draft.sheet,
        place=draft.place,
        indicators=tuple(_until(indicator, months[-1]) for indicator in draft.indicators),
        analysis=tuple(draft.analysis),
        actions=tuple(draft.actions),
    )


def _until(indicator: Indicator, last: Month) -> Indicator:
    """An indicator without observations for months still to come."""
    if all(each.month <= last for each in indicator.observations):
        return indicator
    kept = tuple(each for each in indicator.observations if each.month <= last)
    return replace(indicator, observations=kept)


def _table(block: Block) -> Table:
    """A table's extent and what each of its headings was taken for."""
    lens = block.lens
    positions = [column.position for column in block.months] + [column.position for column in block.columns]
    months = [Heading(place=lens.place_of(column.slot.cell), typed=shown(column.slot.cell), role=Role.MONTH, month=column.slot.month)
              for column in block.months]  # fmt: skip
    others = [Heading(place=column.place or lens.place(block.header.line, column.position), typed=column.heading, role=column.role)
              for column in block.columns]  # fmt: skip
    return Table(
        sheet=lens.grid.name,
        first=lens.address(block.header.line, min(positions)),
        last=lens.address(block.last_line, max(positions)),
        layout="down" if lens.turned else "across",
        headings=tuple([*others, *months]),
    )


def _sheet(sheet: Surveyed) -> Sheet:
    grid = sheet.grid
    return Sheet(
        name=grid.name,
        hidden=grid.hidden,
        hidden_rows=tuple(sorted(grid.hidden_rows)),
        hidden_columns=tuple(sorted(grid.hidden_columns)),
    )
