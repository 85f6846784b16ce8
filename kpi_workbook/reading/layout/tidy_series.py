"""From the rows of a tidy table to indicators: rows of one name brought together, a month each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...model import Extra, Indicator, Month, Polarity, Role, Target
from ..targets import read_target
from ..values import read_figure
from ..words import is_total, polarity_of, role_of
from .asides import FIGURE_ROLES, WORD_ROLES, comparators_of, extra_of, latest_target, target_of
from .block import Label
from .lens import text_of
from .observations import Site, Spot, figure_of, observation_of
from .scale import Scale, scale_of, scaled
from .tidy import Tidy

_PARTS = {Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR}


@dataclass(slots=True)
class Series:
    """The rows of one named series, with what names it and its section.

    `counts`: the rows of a month's numerator and denominator, by the row that stands for the month.
    """

    labels: list[Label]
    section: Label | None
    group: str | None
    team: str | None
    rows: list[int] = field(default_factory=list)
    counts: dict[int, dict[Role, int]] = field(default_factory=dict)


def series_of(table: Tidy) -> list[Series]:
    """A tidy table's series in the order in which each first appears."""
    found: dict[tuple[str | None, ...], Series] = {}
    part_column = _part_column(table)
    for row in sorted(table.months):
        labels = [label for label in _labels(table, row, Role.INDICATOR) if label.position != part_column]
        section = next(iter(_labels(table, row, Role.SECTION)), None)
        group, team = (
            next((label.text for label in _labels(table, row, role)), None) for role in (Role.GROUP, Role.TEAM)
        )
        key = (section.text if section else None, group, team, *(label.text for label in labels))
        if labels or not table.positions(Role.INDICATOR):
            found.setdefault(key, Series(labels, section, group, team)).rows.append(row)
    if part_column is not None:
        for series in found.values():
            _join_parts(table, series, part_column)
    return list(found.values())


def _part_column(table: Tidy) -> int | None:
    """The column that says which part of its figure a row gives (`Numerator`, `Denominator`, `Percentage`), if any."""
    names = table.positions(Role.INDICATOR)
    for position in (*names, *table.positions(Role.UNIT)):
        parts = {role_of(text) for text in {table.lens.text(row, position) for row in table.months}}
        if parts == _PARTS and (len(names) > 1 or position not in names):
            return position
    return None


def _join_parts(table: Tidy, series: Series, part_column: int) -> None:
    """Leaves a row a month in a series, its value's where there is one; the other parts become its counts."""
    by_month: dict[Month, dict[Role, int]] = {}
    again = []  # a part given twice for a month is a row of its own, as in any other series
    for row in series.rows:
        part = role_of(table.lens.text(row, part_column)) or Role.VALUE
        if by_month.setdefault(table.months[row], {}).setdefault(part, row) != row:
            again.append(row)
    series.counts = {parts.get(Role.VALUE, min(parts.values())): parts for parts in by_month.values()}
    series.rows = [*series.counts, *again]


def _labels(table: Tidy, row: int, role: Role) -> list[Label]:
    cells = [(position, table.lens.seen(row, position)) for position in table.positions(role)]
    return [Label(position, text_of(cell) or str(cell.value), cell) for position, cell in cells if cell is not None]


def tidy_indicators(table: Tidy, series: Series, title: str) -> Iterator[Indicator]:
    """The indicators of a series: one for each measure of its rows."""
    for position, measure in table.measures:
        yield _indicator(table, series, position, measure, title, aside=position == table.measures[0][0])


def _indicator(table: Tidy, series: Series, position: int, measure: str, title: str, aside: bool) -> Indicator:
    counts = len(table.measures) == 1
    rows = sorted(series.rows, key=lambda row: table.months[row])
    spots = [_spot(table, series, row, position, counts) for row in rows]
    raw = [figure_of(spot) for spot in spots]
    latest = rows[-1]
    name = " | ".join(label.text for label in series.labels) or ("" if measure else title)
    others = [column for column in table.columns if column.role is Role.COMPARATOR and aside]
    sites = [_site(table, latest, column.position) for column in others]
    goals = [(row, _site(table, row, table.position(Role.TARGET))) for row in rows] if aside else []
    beside = [read_figure(site.cell) for site in sites] + [
        read_target(site.cell).figure for _, site in goals if site.cell
    ]
    words = [measure, name, _word(table, latest, Role.UNIT), series.group or ""]
    scale = scale_of(words, title, raw, beside)
    observations = tuple(observation_of(spot, scaled(figure, scale)) for spot, figure in zip(spots, raw, strict=True))
    monthly = _targets(table, goals, scale)
    polarity = _word(table, latest, Role.POLARITY)
    return Indicator(
        name=" | ".join(text for text in (name, measure) if text),
        place=table.lens.place_of(series.labels[-1].cell)
        if series.labels
        else table.lens.place(table.header_row, position),
        group=series.group,
        team=series.team,
        unit=scale.unit,
        polarity=(polarity_of(polarity) if polarity else None) or Polarity.UNKNOWN,
        is_total=bool(series.labels) and is_total(series.labels[-1].text),
        target=latest_target(monthly, observations),
        monthly_targets=monthly,
        comparators=comparators_of(others, sites, scale),
        observations=observations,
        extras=tuple(_extras(table, latest, scale)) if aside else (),
    )


def _spot(table: Tidy, series: Series, row: int, position: int, counts: bool) -> Spot:
    parts = series.counts.get(row)
    if parts:
        value, numerator, denominator = (
            _site(table, parts[role], position) if role in parts else None
            for role in (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR)
        )
        return Spot(table.months[row], value, numerator, denominator)
    count = table.position(Role.NUMERATOR) if counts else None
    base = table.position(Role.DENOMINATOR) if counts else None
    return Spot(
        table.months[row],
        _site(table, row, position) if position else None,
        _site(table, row, count) if count else None,
        _site(table, row, base) if base else None,
    )


def _site(table: Tidy, row: int, position: int | None) -> Site:
    if position is None:
        return Site(table.lens.place(row, table.month_column), None)
    lens = table.lens
    return Site(lens.place(row, position), lens.seen(row, position), lens.hidden(row, position))


def _word(table: Tidy, row: int, role: Role) -> str:
    position = table.position(role)
    return table.lens.text(row, position) if position else ""


def _targets(table: Tidy, goals: Sequence[tuple[int, Site]], scale: Scale) -> tuple[Target, ...]:
    return tuple(
        target_of(read_target(site.cell), site, scale, month=table.months[row])
        for row, site in goals
        if site.cell is not None
    )


def _extras(table: Tidy, row: int, scale: Scale) -> Iterator[Extra]:
    """What the latest row says beside its figure."""
    for column in table.columns:
        if column.role in (*FIGURE_ROLES, *WORD_ROLES) and column.role not in (
            Role.NUMERATOR,
            Role.DENOMINATOR,
            Role.VALUE,
            Role.TARGET,
        ):
            extra = extra_of(column.role, column.heading, _site(table, row, column.position), scale)
            if extra and not column.year:
                yield extra
