"""The positions under a run of months: which month each belongs to, which part of its figure, which measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...model import Month, Role
from ..months import read_month
from ..values import read_figure
from ..words import area_of, normal, role_of
from ..years import heading_span
from .axes import Axis, Slot
from .count_words import COUNTED, agree, count_part, is_share
from .header import PART_ROLES, Header
from .lens import Lens, text_of
from .sections import is_period

SAMPLE = 20  # lines that are looked at to tell a count from a percentage


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A position that holds figures of a month: which part of them, of which measure."""

    position: int
    slot: Slot
    part: Role = Role.VALUE
    measure: str = ""
    heading: str = ""


def month_columns(lens: Lens, header: Header, axes: Sequence[Axis]) -> list[MonthColumn]:
    """Every position that holds figures of a month, with the part and the measure its headings name."""
    several = len(axes) > 1
    taken = [slot.position for axis in axes for slot in axis.slots]
    named = [
        (position, slot, text, (_run_name(lens, header, slot) or before) if several else "")
        for axis in axes
        for before in (_name_before(lens, header, axis.slots[0]),)
        for position, slot, text in _spread(lens, header, axis, taken)
    ]
    if _runs_are_parts(named):
        named = [(position, slot, run_name, "") for position, slot, _, run_name in named]
    texts = [text for _, _, text, _ in named]
    if len(set(texts)) == 1:
        places = [(position, slot, run_name) for position, slot, _, run_name in named]
        return _without_forecasts(lens, header, _by_contents(lens, header, places))
    once = len({slot.month for _, slot, _, _ in named}) == len(named)
    parts = {} if once and not any(_FORECAST.search(text) for text in texts) else _parts(texts)
    parts = _proved_counts(lens, header, named) or parts
    columns = []
    for position, slot, text, run_name in named:
        part, measure = parts.get(text, (Role.VALUE, ""))
        measure = " | ".join(each for each in (run_name, measure) if each)
        columns.append(MonthColumn(position, slot, part, measure, text))
    return _without_forecasts(lens, header, columns)


def _proved_counts(
    lens: Lens, header: Header, named: Sequence[tuple[int, Slot, str, str]]
) -> dict[str, tuple[Role, str]] | None:
    """Three headings within each month that words and arithmetic show to be a number, its total and their share."""
    roles = {text: count_part(text) for _, _, text, _ in named}
    if len(roles) != len(COUNTED) or set(roles.values()) != set(COUNTED):
        return None
    places: dict[tuple[Month, str], dict[Role | None, int]] = {}
    for position, slot, text, run_name in named:
        places.setdefault((slot.month, run_name), {})[roles[text]] = position
    lines = range(header.first_body, header.first_body + SAMPLE)
    proved = agree(
        tuple(read_figure(lens.at(line, own[role])) for role in COUNTED)
        for own in places.values()
        if len(own) == len(COUNTED)
        for line in lines
    )
    return {text: (role or Role.VALUE, "") for text, role in roles.items()} if proved else None


def _without_forecasts(lens: Lens, header: Header, columns: list[MonthColumn]) -> list[MonthColumn]:
    """Months headed as forecasts beside others that are not: kept beside the figures, and no figures themselves."""
    foretold = [
        any(
            _FORETOLD.search(text)
            for text in (each.heading, *(lens.text(line, each.position) for line in header.upper))
        )
        for each in columns
    ]
    if all(foretold) or not any(foretold):
        return columns
    return [
        replace(each, part=Role.IGNORED, measure="") if is_forecast else each
        for each, is_forecast in zip(columns, foretold, strict=True)
    ]


def _runs_are_parts(named: Sequence[tuple[int, Slot, str, str]]) -> bool:
    """Whether the same months return once for each part of their figures (`Percentage`, `Numerator`, `Denominator`)."""
    meaning = _parts([run_name for _, _, _, run_name in named])
    counted = {Role.NUMERATOR, Role.DENOMINATOR} <= {role for role, _ in meaning.values()}
    each_once = len({(slot.month, run_name) for _, slot, _, run_name in named}) == len(named)
    return (
        counted
        and each_once
        and not any(text for _, _, text, _ in named)
        and not any(measure for _, measure in meaning.values())
    )


_FORETOLD = re.compile(r"(?i)\b(forecasts?|projected|projections?|predicted)\b")
_FORECAST = re.compile(r"(?i)\b(forecast|projected|projection|plan|planned|budget|target)\b")


def _by_contents(lens: Lens, header: Header, places: Sequence[tuple[int, Slot, str]]) -> list[MonthColumn]:
    """Months over several positions that no heading tells apart: percentages are values, what is beside them counts."""
    by_month: dict[tuple[object, str], list[int]] = {}
    for position, slot, measure in places:
        by_month.setdefault((slot.month, measure), []).append(position)
    widths = {len(positions) for positions in by_month.values()}
    first = next(iter(by_month.values()))
    shares = [_holds_percentages(lens, header, position) for position in first]
    if widths not in ({2}, {3}) or shares.count(True) != 1:
        return [MonthColumn(position, slot, Role.VALUE, measure) for position, slot, measure in places]
    counts = iter((Role.NUMERATOR, Role.DENOMINATOR))
    roles = [Role.VALUE if share else next(counts) for share in shares]
    order = {position: index for positions in by_month.values() for index, position in enumerate(positions)}
    return [MonthColumn(position, slot, roles[order[position]], measure) for position, slot, measure in places]


def _holds_percentages(lens: Lens, header: Header, position: int) -> bool:
    cells = [lens.at(line, position) for line in range(header.first_body, header.first_body + SAMPLE)]
    figures = [read_figure(cell) for cell in cells if cell is not None]
    return any(figure.percent for figure in figures)


def _spread(lens: Lens, header: Header, axis: Axis, taken: Sequence[int]) -> Iterator[tuple[int, Slot, str]]:
    """Each position under a run of months: where one month spans several, each with its own part's heading.

    `taken`: the positions of all the table's months, over which none reaches.
    """
    slots = axis.slots
    over = [lens.text(header.upper[0], slot.position) if header.upper else "" for slot in slots]
    repeated = len({slot.month for slot in slots}) < len(slots) and all(over)
    regular = len({after.position - before.position for before, after in pairwise(slots)}) == 1
    for index, slot in enumerate(slots):
        stop = slots[index + 1].position - 1 if index + 1 < len(slots) else slot.position + _usual_width(slots) - 1
        merge = lens.merges.get((header.line, slot.position))
        last = merge.right if merge else slot.position
        if header.sub is None and merge is None and regular:
            last = _unheaded_until(lens, header, last, stop)
        if header.sub:
            while last < stop and lens.at(header.line, last + 1) is None and lens.text(header.sub, last + 1):
                last += 1
        last = min([last, *(each - 1 for each in taken if each > slot.position)])
        for position in range(slot.position, max(slot.position, min(last, stop if merge is None else merge.right)) + 1):
            text = (lens.text(header.sub, position) if header.sub else "") or slot.rest
            if not text and repeated and not is_period(over[index]):
                text = lens.text(header.upper[0], position)
            yield position, slot, text


def _unheaded_until(lens: Lens, header: Header, position: int, stop: int) -> int:
    """How far a month reaches over positions that hold figures under no heading of their own."""
    if stop - position > 2 or any(
        lens.seen(line, each) is not None for line in header.lines for each in range(position + 1, stop + 1)
    ):
        return position
    sample = range(header.first_body, header.first_body + SAMPLE)
    filled = [any(lens.at(line, each) is not None for line in sample) for each in range(position + 1, stop + 1)]
    return stop if filled and all(filled) else position


def _usual_width(slots: Sequence[Slot]) -> int:
    """How many positions a month takes, by the distance of the first two."""
    return slots[1].position - slots[0].position if len(slots) > 1 else 1


def _run_name(lens: Lens, header: Header, slot: Slot) -> str:
    """The heading above a run of months that names its measure."""
    for line in header.upper:
        text = lens.text(line, slot.position) or next(
            (text_of(cell) for position, cell in reversed(lens.lines.get(line, [])) if position <= slot.position), ""
        )
        if text and not heading_span(text):
            return text
    return ""


def _name_before(lens: Lens, header: Header, slot: Slot) -> str:
    """A text alone between the months before a run and the run (`Glasgow`, `Apr-22`, `May-22`)."""
    for position, cell in reversed(lens.within(header.line, 1, slot.position - 1)):
        if read_month(cell) is not None:
            return ""
        below = any(lens.at(line, position) for line in range(header.first_body, header.first_body + SAMPLE))
        if not below and text_of(cell):
            return text_of(cell)
    return ""


def _parts(texts: Sequence[str]) -> dict[str, tuple[Role, str]]:
    """What each part's heading means: a role, or a measure of its own."""
    distinct = list(dict.fromkeys(texts))
    if len(distinct) == 1:
        return {}
    roles = {text: _part_role(text) for text in distinct}
    values = [text for text in distinct if roles[text] is Role.VALUE]
    counted = Role.DENOMINATOR in roles.values() or any(is_share(text) for text in values)
    if Role.NUMERATOR in roles.values() and any(is_share(text) for text in values):
        totals = [text for text in distinct if role_of(text) is Role.TOTAL]
        roles |= {text: Role.DENOMINATOR for text in totals if len(totals) == 1}  # Number, Total, %
    meaning: dict[str, tuple[Role, str]] = {}
    measures = [text for text in distinct if roles[text] is None]
    for text in distinct:
        role = roles[text]
        if role is Role.NUMERATOR and not counted and normal(text) != "numerator":
            role = None
        if role is Role.VALUE and (measures or len(values) > 1 or (Role.NUMERATOR in roles.values() and not counted)):
            role = None
        meaning[text] = (role, "") if role else (Role.VALUE, text)
    return meaning


_COUNTS = frozenset({"no", "nos", "number", "n", "#", "count"})  # `No.` over a whole column is a reference


def _part_role(text: str) -> Role | None:
    role = Role.NUMERATOR if normal(text) in _COUNTS else role_of(text)
    if role in PART_ROLES:
        return role
    if role is Role.NARRATIVE:
        return Role.IGNORED
    return Role.COMPARATOR if text and area_of(text) else None
