"""The positions under a run of months: which month each belongs to, which part of its figure, which measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model import Role
from ..words import area_of, normal, role_of
from ..years import heading_span
from .axes import Axis, Slot
from .header import PART_ROLES, Header
from .lens import Lens, text_of


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A position that holds figures of a month: which part of them, of which measure."""

    position: int
    slot: Slot
    part: Role = Role.VALUE
    measure: str = ""


def month_columns(lens: Lens, header: Header, axes: Sequence[Axis]) -> list[MonthColumn]:
    """Every position that holds figures of a month, with the part and the measure its headings name."""
    spread = [each for axis in axes for each in _spread(lens, header, axis)]
    several = len(axes) > 1
    named = [(position, slot, text, _run_name(lens, header, slot) if several else "")
             for position, slot, text in spread]  # fmt: skip
    parts = _parts([text for _, _, text, _ in named])
    columns = []
    for position, slot, text, run_name in named:
        part, measure = parts.get(text, (Role.VALUE, ""))
        measure = " | ".join(each for each in (run_name, measure) if each)
        columns.append(MonthColumn(position, slot, part, measure))
    return columns


def _spread(lens: Lens, header: Header, axis: Axis) -> Iterator[tuple[int, Slot, str]]:
    """Each position under a run of months: where one month spans several, each with its own part's heading."""
    slots = axis.slots
    repeated = len({slot.month for slot in slots}) < len(slots)
    for index, slot in enumerate(slots):
        stop = slots[index + 1].position - 1 if index + 1 < len(slots) else slot.position + _usual_width(slots) - 1
        merge = lens.merges.get((header.line, slot.position))
        last = merge.right if merge else slot.position
        if header.sub:
            while last < stop and lens.at(header.line, last + 1) is None and lens.text(header.sub, last + 1):
                last += 1
        for position in range(slot.position, max(slot.position, min(last, stop if merge is None else merge.right)) + 1):
            text = (lens.text(header.sub, position) if header.sub else "") or slot.rest
            if not text and repeated and header.upper:
                text = lens.text(header.upper[0], position)
            yield position, slot, text


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


def _parts(texts: Sequence[str]) -> dict[str, tuple[Role, str]]:
    """What each part's heading means: a role, or a measure of its own."""
    distinct = list(dict.fromkeys(texts))
    if len(distinct) == 1:
        return {}
    roles = {text: _part_role(text) for text in distinct}
    values = [text for text in distinct if roles[text] is Role.VALUE]
    counted = Role.DENOMINATOR in roles.values() or any(_is_share(text) for text in values)
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


def _part_role(text: str) -> Role | None:
    role = role_of(text)
    if role in PART_ROLES:
        return role
    return Role.COMPARATOR if text and area_of(text) else None


def _is_share(text: str) -> bool:
    return (
        normal(text) in ("%", "percentage", "percent", "per cent", "rate", "pct", "performance", "result", "value")
        or "%" in text
    )
