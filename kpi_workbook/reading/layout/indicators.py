"""From a table's lines to indicators: observations, target, comparators and all that stands beside, on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import Extra, Indicator, MeasureType, Month, Place, Polarity, Role, Target
from ..targets import read_target
from ..values import Figure, read_figure
from ..words import is_total, measure_type_of, polarity_of
from .asides import FIGURE_ROLES, WORD_ROLES, comparators_of, extra_of, latest_target, target_column, target_of
from .block import Block
from .column import OF_MONTHS, Column
from .earlier import moved
from .lens import text_of
from .observations import Site, Spot, figure_of, observation_of, site_at
from .parts import MonthColumn
from .scale import Scale, scale_of, scaled
from .siblings import Bundle

SEVERAL = 2
_YES = ("y", "yes")
_WITHIN_MONTHS = (Role.STATUS, Role.DIRECTION, Role.COMPARATOR, Role.IGNORED)


def indicators_of(block: Block, bundle: Bundle) -> Iterator[Indicator]:
    """The indicators of a bundle: one for each measure that its months hold, the first with what stands beside."""
    months = _in_own_year(block, bundle)
    measures = list(dict.fromkeys(column.measure for column in months))
    for measure in measures:
        columns = [column for column in months if column.measure == measure]
        yield _indicator(block, bundle, measure, columns, aside=measure == measures[0])


def _in_own_year(block: Block, bundle: Bundle) -> tuple[MonthColumn, ...]:
    """The months of a line whose own label says the year (years down, months across)."""
    if block.year_of(bundle.line) is None:
        return block.months
    slots = [column.slot for column in block.months]
    own = _of_own_year(block, bundle, [slot.month for slot in slots])
    return tuple(
        replace(column, slot=replace(slot, month=month))
        for column, slot, month in zip(block.months, slots, own, strict=True)
    )


def _of_own_year(block: Block, bundle: Bundle, months: Sequence[Month]) -> tuple[Month, ...]:
    """Months of a line in the year that its own label says, if it says one."""
    span = block.year_of(bundle.line)
    if span is None:
        return tuple(months)
    starts = block.months[0].slot.month.month if span.financial else 1
    return tuple(Month(span.year_of(each.month, starts), each.month) for each in months)


def _indicator(block: Block, bundle: Bundle, measure: str, columns: Sequence[MonthColumn], aside: bool) -> Indicator:
    spots = _spots(block, bundle, columns)
    raw = [figure_of(spot) for spot in spots]
    aim_column = target_column(block.columns, max(column.slot.month for column in columns))
    aim_site = _site(block, bundle, aim_column.position) if aside and aim_column else None
    aim = read_target(aim_site.cell) if aim_site else None
    others = [column for column in block.columns if column.role is Role.COMPARATOR and aside]
    sites = [_site(block, bundle, column.position) for column in others]
    beside = [read_figure(site.cell) for site in sites] + ([aim.figure] if aim else [])
    unit = _words(block, bundle, Role.UNIT) or bundle.unit or _unit_within(columns, raw)
    words = [measure, bundle.name, unit, bundle.group or ""]
    scale = scale_of(words, block.title, raw, beside)
    observations = tuple(observation_of(spot, scaled(figure, scale)) for spot, figure in zip(spots, raw, strict=True))
    monthly = _monthly_targets(block, bundle, columns, scale)
    heading = aim_column.heading if aim_column else ""
    return Indicator(
        name=" | ".join(text for text in (bundle.name, measure) if text),
        place=_name_place(block, bundle)
        if aside
        else spots[0].value.place
        if spots and spots[0].value
        else _name_place(block, bundle),
        group=bundle.group,
        team=bundle.team,
        unit=scale.unit,
        measure_type=_measure_type(block, bundle),
        polarity=_polarity(block, bundle),
        is_total=bool(bundle.label and is_total(bundle.label.text)),
        target=target_of(aim, aim_site, scale, heading) if aim and aim_site else latest_target(monthly, observations),
        monthly_targets=monthly,
        comparators=comparators_of(others, sites, scale),
        observations=observations,
        extras=tuple(_extras(block, bundle, columns, aim_column, scale)) if aside else (),
    )


def _name_place(block: Block, bundle: Bundle) -> Place:
    if bundle.label:
        return block.lens.place_of(bundle.label.cell)
    return block.lens.place(bundle.line, block.months[0].position)


def _spots(block: Block, bundle: Bundle, columns: Sequence[MonthColumn]) -> list[Spot]:
    """Where each month's value and counts stand, in the order of the headings."""
    by_month: dict[Month, dict[Role, int]] = {}
    for column in columns:
        by_month.setdefault(column.slot.month, {}).setdefault(column.part, column.position)
    own = [
        _spot(block, bundle, month, parts) for month, parts in by_month.items()
        if {Role.VALUE, Role.NUMERATOR} & set(parts)
    ]  # fmt: skip
    if block.lens.merges:
        own = [_without_figures_of_several_months(block, spot) for spot in own]
    earlier = [
        Spot(moved(month, years), site_at(block.lens, line, parts[Role.VALUE]))
        for years, line in bundle.earlier.items()
        for month, parts in by_month.items()
        if Role.VALUE in parts and moved(month, years) not in by_month
    ]
    return own + earlier


def _without_figures_of_several_months(block: Block, spot: Spot) -> Spot:
    """A month's spot, empty where its figure is merged over more months (a quarter's)."""
    site = spot.value
    if site is None or len(months_under(block, site)) < SEVERAL:
        return spot
    return replace(spot, value=replace(site, cell=None))


def months_under(block: Block, site: Site) -> tuple[Month, ...]:
    """The months that a merged figure lies under."""
    cell = site.cell
    merge = block.lens.merges.get((block.lens.line_of(cell), block.lens.position_of(cell))) if cell else None
    if merge is None or cell is None or not read_figure(cell).has_number:
        return ()
    return tuple(sorted({each.slot.month for each in block.months if merge.left <= each.position <= merge.right}))


def _spot(block: Block, bundle: Bundle, month: Month, parts: dict[Role, int]) -> Spot:
    """A month's sites: its counts in columns within the month, or in lines of their own."""

    def find(role: Role) -> Site | None:
        if role in parts and bundle.line != bundle.lines.get(role):
            return site_at(block.lens, bundle.line, parts[role])
        own = parts.get(Role.VALUE)
        return site_at(block.lens, bundle.lines[role], own) if role in bundle.lines and own is not None else None

    value = parts.get(Role.VALUE)
    at_value = value is not None and Role.VALUE in bundle.lines
    return Spot(
        month,
        site_at(block.lens, bundle.lines[Role.VALUE], value) if at_value and value is not None else None,
        find(Role.NUMERATOR),
        find(Role.DENOMINATOR),
    )


def _site(block: Block, bundle: Bundle, position: int) -> Site:
    """A bundle's cell beside the months: on its value's line, else on the first of its lines that has one."""
    lens = block.lens
    for line in dict.fromkeys((bundle.line, *sorted(bundle.lines.values()))):
        cell = lens.seen(line, position)
        if cell is not None:
            own = min(bundle.lines.values(), default=line) <= lens.line_of(cell) and lens.position_of(cell) == position
            place = lens.place_of(cell) if own else lens.place(line, position)  # where a merge over its lines starts
            return Site(place, cell, lens.hidden(line, position))
    return Site(lens.place(bundle.line, position), None, lens.hidden(bundle.line, position))


def _words(block: Block, bundle: Bundle, role: Role) -> str:
    texts = (text_of(_site(block, bundle, position).cell) for position in block.positions(role))
    return next((text for text in texts if text), "")


def _unit_within(columns: Sequence[MonthColumn], raw: Sequence[Figure]) -> str:
    """What the heading of the value within each month says (`%`), where counts stand beside it."""
    if not any(figure.numerator is not None for figure in raw):
        return ""
    return next((column.heading for column in columns if column.part is Role.VALUE), "")


def _polarity(block: Block, bundle: Bundle) -> Polarity:
    text = _words(block, bundle, Role.POLARITY)
    return (polarity_of(text) if text else None) or Polarity.UNKNOWN


def _measure_type(block: Block, bundle: Bundle) -> MeasureType:
    """What a column says of how the months relate: its cell (`Snapshot`), or its heading where the cell says yes."""
    for column in block.columns:
        if column.role is Role.MEASURE_TYPE:
            text = text_of(_site(block, bundle, column.position).cell)
            meant = column.heading if text.lower() in _YES else text
            return measure_type_of(meant) or MeasureType.UNKNOWN
    return MeasureType.UNKNOWN


def _monthly_targets(block: Block, bundle: Bundle, columns: Sequence[MonthColumn], scale: Scale) -> tuple[Target, ...]:
    """Targets given month by month: a column within each month, or a line of their own."""
    line = bundle.lines.get(Role.TARGET, bundle.line)
    part = Role.TARGET if line == bundle.line else Role.VALUE
    places = [(column.slot.month, column.position) for column in columns if column.part is part]
    sites = [(month, site_at(block.lens, line, position)) for month, position in places]
    if line == bundle.line and part is Role.VALUE:
        return ()
    return tuple(
        target_of(read_target(site.cell), site, scale, month=month) for month, site in sites if site.cell is not None
    )


def _extras(
    block: Block, bundle: Bundle, columns: Sequence[MonthColumn], target: Column | None, scale: Scale
) -> Iterator[Extra]:
    """What stands in other columns, in lines of their own, and within each month."""
    found = [
        extra_of(column.role, column.heading, _site(block, bundle, column.position), scale, covered)
        for column in block.columns
        if column is not target
        and column.role in (*FIGURE_ROLES, *WORD_ROLES)
        and column.position != block.year_position
        for covered in (_covered(block, bundle, column, columns),)
    ]
    in_lines = [role for role in _WITHIN_MONTHS if role in bundle.lines]
    for each in columns:
        lines = [bundle.line] if each.part in _WITHIN_MONTHS else []
        roles = [each.part] if lines else []
        if each.part is Role.VALUE:
            roles = in_lines
            lines = [bundle.lines[role] for role in roles]
        for role, line in zip(roles, lines, strict=True):
            site = site_at(block.lens, line, each.position)
            found.append(extra_of(role, str(each.slot.month), site, scale, (each.slot.month,)))
    found += _of_several_months(block, bundle, columns, scale)
    yield from (extra for extra in found if extra is not None)


def _covered(block: Block, bundle: Bundle, beside: Column, columns: Sequence[MonthColumn]) -> tuple[Month, ...]:
    """The months that a column beside them covers, where its heading says so or its line is one year's."""
    if block.year_of(bundle.line) is None or (beside.role not in OF_MONTHS and not beside.months):
        return beside.months
    return _of_own_year(block, bundle, beside.months) or tuple(column.slot.month for column in columns)


def _of_several_months(
    block: Block, bundle: Bundle, columns: Sequence[MonthColumn], scale: Scale
) -> Iterator[Extra | None]:
    """Figures merged over more months than one: a quarter's, or a half-year's."""
    if not block.lens.merges:
        return
    for each in columns:
        site = site_at(block.lens, bundle.line, each.position)
        months = months_under(block, site)
        if len(months) >= SEVERAL and each.part is Role.VALUE:
            yield extra_of(Role.QUARTER, f"{months[0].label} to {months[-1].label}", site, scale, months)
