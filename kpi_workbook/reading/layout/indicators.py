"""From a table's lines to indicators: observations, target, comparators and all that stands beside, on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model import (
    Area,
    Basis,
    Comparator,
    Extra,
    Indicator,
    Kind,
    Month,
    Observation,
    Place,
    Polarity,
    Role,
    Status,
    Target,
)  # fmt: skip
from ..display import shown
from ..grid import Cell
from ..targets import Aim, read_target, read_target_text
from ..values import BLANK, Figure, read_figure
from ..words import is_total, normal, polarity_of
from .bundles import Bundle
from .columns import Column, MonthColumn
from .lens import text_of
from .rows import Block
from .scale import Scale, over_scale, scale_of, scaled, scaled_beside

FIGURE_EXTRAS = (Role.YEAR_TO_DATE, Role.QUARTER, Role.TOTAL, Role.AVERAGE, Role.CURRENT_MONTH, Role.TARGET,
                 Role.NUMERATOR, Role.DENOMINATOR, Role.VALUE, Role.IGNORED, Role.STRAY)  # fmt: skip
WORD_EXTRAS = (Role.STATUS, Role.DIRECTION, Role.OWNER, Role.REFERENCE, Role.NARRATIVE)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A month's cells in one line or several: where its value and its counts stand."""

    month: Month
    value: tuple[int, int] | None
    numerator: tuple[int, int] | None
    denominator: tuple[int, int] | None


def indicators_of(block: Block, bundle: Bundle) -> Iterator[Indicator]:
    """The indicators of a bundle: one for each measure that its months hold."""
    measures = list(dict.fromkeys(column.measure for column in block.months))
    for measure in measures:
        columns = [column for column in block.months if column.measure == measure]
        first = measure == measures[0]
        yield _indicator(block, bundle, measure, columns, aside=first or len(measures) == 1)


def _indicator(block: Block, bundle: Bundle, measure: str, columns: Sequence[MonthColumn], aside: bool) -> Indicator:
    spots = _spots(bundle, columns)
    raw = [_figure(block, spot) for spot in spots]
    target_column = _target_column(block)
    aim, aim_place, aim_cell = _aim(block, bundle, target_column) if aside else (None, None, None)
    others = _comparator_cells(block, bundle) if aside else []
    beside = [read_figure(cell) for _, _, cell in others]
    unit_words = _words_of(block, bundle, Role.UNIT)
    words = [text for text in (measure, bundle.name, unit_words, bundle.group or "") if text]
    scale = scale_of(words, block.title, raw, [*beside, *([aim.figure] if aim else [])])
    monthly = _monthly_targets(block, bundle, columns, scale)
    observations = tuple(
        _observation(block, spot, scaled(figure, scale)) for spot, figure in zip(spots, raw, strict=True)
    )
    return Indicator(
        name=_full_name(bundle.name, measure),
        place=_name_place(block, bundle),
        group=bundle.group,
        team=bundle.team,
        unit=scale.unit,
        polarity=_polarity(block, bundle),
        is_total=bool(bundle.label and is_total(bundle.label.text)),
        target=_target(aim, aim_place, aim_cell, scale, target_column) or _main_target(monthly, observations),
        monthly_targets=monthly,
        comparators=tuple(_comparators(block, others, beside, scale)),
        observations=observations,
        extras=tuple(_extras(block, bundle, columns, target_column, scale)) if aside else (),
    )


def _full_name(name: str, measure: str) -> str:
    return " | ".join(text for text in (name, measure) if text)


def _name_place(block: Block, bundle: Bundle) -> Place:
    if bundle.label:
        return block.lens.place_of(bundle.label.cell)
    return block.lens.place(bundle.line, block.months[0].position)


def _spots(bundle: Bundle, columns: Sequence[MonthColumn]) -> list[_Spot]:
    """Where each month's value and counts stand, in the order of the headings."""
    by_month: dict[Month, dict[Role, int]] = {}
    for column in columns:
        by_month.setdefault(column.slot.month, {}).setdefault(column.part, column.position)
    return [_spot(bundle, month, parts) for month, parts in by_month.items()
            if {Role.VALUE, Role.NUMERATOR} & set(parts)]  # fmt: skip


def _spot(bundle: Bundle, month: Month, parts: dict[Role, int]) -> _Spot:
    lines, line = bundle.lines, bundle.line
    own = parts.get(Role.VALUE)

    def find(role: Role) -> tuple[int, int] | None:
        if role in parts:
            return line, parts[role]
        return (lines[role], own) if role in lines and own is not None else None

    value = (lines[Role.VALUE], own) if own is not None and Role.VALUE in lines else None
    return _Spot(month, value, find(Role.NUMERATOR), find(Role.DENOMINATOR))


def _cell(block: Block, at: tuple[int, int] | None) -> Cell | None:
    """The cell of a figure; a text merged over several months counts for each, a number for its own alone."""
    if at is None:
        return None
    own = block.lens.at(*at)
    if own is not None:
        return own
    over = block.lens.seen(*at)
    return over if over is not None and over.kind is Kind.TEXT and read_figure(over).value is None else None


def _figure(block: Block, spot: _Spot) -> Figure:
    """A month's figure with its counts, before any scale."""
    value = read_figure(_cell(block, spot.value))
    if spot.numerator is None and spot.denominator is None:
        return value
    numerator = read_figure(_cell(block, spot.numerator))
    denominator = read_figure(_cell(block, spot.denominator))
    status = value.status
    if status is Status.BLANK or spot.value is None:
        status = None if numerator.value is not None else numerator.status
    return Figure(
        value=value.value, numerator=_count(numerator, value.numerator), denominator=_count(denominator, value.denominator),
        status=status, kind=value.kind if spot.value and value is not BLANK else numerator.kind, decimals=value.decimals,
        percent=value.percent, money=value.money, days=value.days, note=value.note,
    )  # fmt: skip


def _count(figure: Figure, otherwise: int | float | None) -> int | float | None:
    return otherwise if figure.value is None else figure.value


def _observation(block: Block, spot: _Spot, figure: Figure) -> Observation:
    lens = block.lens
    cell = _cell(block, spot.value)
    at = spot.value
    if (cell is None and spot.numerator is not None and figure.numerator is not None) or at is None:
        at = spot.numerator or spot.denominator
        cell = _cell(block, at)
    assert at is not None  # noqa: S101 - a spot has a value's or a count's place
    return Observation(
        month=spot.month,
        place=lens.place(*at),
        typed=shown(cell) if cell else "",
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        status=figure.status,
        kind=figure.kind,
        decimals=figure.decimals,
        note=figure.note,
        formula=bool(cell and cell.formula),
        hidden=lens.hidden(*at),
        numerator_place=lens.place(*spot.numerator) if spot.numerator else None,
        denominator_place=lens.place(*spot.denominator) if spot.denominator else None,
    )


def _aside_cell(block: Block, bundle: Bundle, position: int) -> tuple[int, Cell | None]:
    """A bundle's cell at a position beside the months: its value line's, else the first of its lines that has one."""
    for line in dict.fromkeys((bundle.line, *sorted(bundle.lines.values()))):
        cell = block.lens.seen(line, position)
        if cell is not None:
            return line, cell
    return bundle.line, None


def _words_of(block: Block, bundle: Bundle, role: Role) -> str:
    texts = (text_of(_aside_cell(block, bundle, position)[1]) for position in block.positions(role))
    return next((text for text in texts if text), "")


def _polarity(block: Block, bundle: Bundle) -> Polarity:
    text = _words_of(block, bundle, Role.POLARITY)
    return (polarity_of(text) if text else None) or Polarity.UNKNOWN


def _target_column(block: Block) -> Column | None:
    """The column of the target in force: of several, the plainest heading; a year-end target before none."""
    columns = [column for column in block.columns if column.role is Role.TARGET]
    latest = max(column.slot.month for column in block.months)
    return min(columns, key=lambda column: _target_rank(column, latest), default=None)


def _target_rank(column: Column, latest: Month) -> tuple[int, int]:
    words = normal(column.heading)
    start = latest.year_start()
    current = any(year in column.heading for year in (f"{start.year}", f"{start.year % 100}/", f"{start.year % 100}-"))
    plain = words in ("target", "targets", "current target", "target value")
    stretch = any(
        word in words
        for word in ("stretch", "tolerance", "lower", "upper", "threshold", "amber", "red", "next", "previous", "last")
    )
    return (2 if stretch else 0 if plain or current else 1, column.position)


def _aim(block: Block, bundle: Bundle, column: Column | None) -> tuple[Aim | None, Place | None, Cell | None]:
    if column is None:
        return None, None, None
    line, cell = _aside_cell(block, bundle, column.position)
    return read_target(cell), block.lens.place(line, column.position), cell


def _target(
    aim: Aim | None,
    place: Place | None,
    cell: Cell | None,
    scale: Scale,
    column: Column | None,
    month: Month | None = None,
) -> Target | None:
    if aim is None or place is None:
        return None
    (figure,) = scaled_beside([aim.figure], scale)
    return Target(
        place=place,
        typed=shown(cell) if cell else "",
        value=figure.value,
        upper=over_scale(aim.upper, aim.figure, scale),
        comparison=aim.comparison,
        signed=aim.signed,
        basis=aim.basis or (_basis_of(column.heading) if column and figure.value is not None else None),
        status=figure.status,
        kind=figure.kind,
        decimals=figure.decimals,
        month=month,
    )


def _basis_of(heading: str) -> Basis | None:
    """What a target's heading says it is set for (`Annual target`, `Monthly target`)."""
    return read_target_text(f"1 {heading}").basis if heading else None


def _monthly_targets(block: Block, bundle: Bundle, columns: Sequence[MonthColumn], scale: Scale) -> tuple[Target, ...]:
    """Targets given month by month: a row of their own, or a column within each month."""
    own = [column for column in columns if column.part is Role.TARGET]
    if own:
        places = [(column.slot.month, bundle.line, column.position) for column in own]
    elif Role.TARGET in bundle.lines and bundle.lines[Role.TARGET] != bundle.line:
        line = bundle.lines[Role.TARGET]
        places = [(column.slot.month, line, column.position) for column in columns if column.part is Role.VALUE]
    else:
        return ()
    read = [
        (month, block.lens.place(line, position), _cell(block, (line, position))) for month, line, position in places
    ]
    targets = (
        _target(read_target(cell), place, cell, scale, None, month) for month, place, cell in read if cell is not None
    )
    return tuple(target for target in targets if target)


def _main_target(monthly: Sequence[Target], observations: Sequence[Observation]) -> Target | None:
    """Of targets given by month, that of the latest month with a figure."""
    reported = [each.month for each in observations if each.value is not None or each.numerator is not None]
    latest = max(reported, default=None)
    given = [target for target in monthly if target.month and (latest is None or target.month <= latest)]
    return max(given, key=lambda target: target.month or Month(0, 1), default=None)


def _comparator_cells(block: Block, bundle: Bundle) -> list[tuple[Column, Place, Cell | None]]:
    found = []
    for column in block.columns:
        if column.role is Role.COMPARATOR:
            line, cell = _aside_cell(block, bundle, column.position)
            found.append((column, block.lens.place(line, column.position), cell))
    return found


def _comparators(
    block: Block, cells: Sequence[tuple[Column, Place, Cell | None]], read: Sequence[Figure], scale: Scale
) -> Iterator[Comparator]:
    for (column, place, cell), figure in zip(cells, scaled_beside(read, scale), strict=True):
        yield Comparator(
            name=column.heading,
            area=column.area or Area.OTHER,
            place=place,
            typed=shown(cell) if cell else "",
            heading=column.place,
            year=column.year,
            value=figure.value,
            status=figure.status,
            kind=figure.kind,
            decimals=figure.decimals,
        )


def _extras(
    block: Block, bundle: Bundle, columns: Sequence[MonthColumn], target: Column | None, scale: Scale
) -> Iterator[Extra]:
    """What stands beside the months in other columns, in lines of its own, and within each month."""
    for column in block.columns:
        if column is target:
            continue
        if column.role in FIGURE_EXTRAS or column.role in WORD_EXTRAS:
            line, cell = _aside_cell(block, bundle, column.position)
            if cell is not None:
                yield _extra(
                    column.role, column.heading, block.lens.place(line, column.position), cell, scale, column.months
                )
    for column in columns:
        if column.part in (Role.STATUS, Role.DIRECTION, Role.COMPARATOR):
            yield from _extra_at(block, column.part, (bundle.line, column.position), column.slot.month, scale)
        elif column.part is Role.VALUE:
            for role in (Role.STATUS, Role.DIRECTION):
                if role in bundle.lines:
                    yield from _extra_at(block, role, (bundle.lines[role], column.position), column.slot.month, scale)


def _extra_at(block: Block, role: Role, at: tuple[int, int], month: Month, scale: Scale) -> Iterator[Extra]:
    cell = _cell(block, at)
    if cell is not None:
        yield _extra(role, str(month), block.lens.place(*at), cell, scale, (month,))


def _extra(role: Role, name: str, place: Place, cell: Cell, scale: Scale, months: tuple[Month, ...]) -> Extra:
    if role in WORD_EXTRAS:
        return Extra(role=role, name=name, place=place, typed=shown(cell), kind=cell.kind, months=months)
    figure = scaled(read_figure(cell), scale)
    return Extra(
        role=role, name=name, place=place, typed=shown(cell), value=figure.value, numerator=figure.numerator,
        denominator=figure.denominator, status=figure.status, kind=figure.kind, decimals=figure.decimals, months=months,
    )  # fmt: skip
