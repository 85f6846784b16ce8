"""The heading lines of a table: where they are, and what stands over a position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...model import Kind, Role, Status
from ..councils import is_council
from ..grid import Cell
from ..values import read_figure
from ..words import area_of, role_of
from ..years import heading_span
from .axes import Axis
from .facts import is_line_of_facts
from .lens import Lens, Line, text_of
from .sections import is_period

LINES_ABOVE = 3  # headings stand at most this far above the months
LINES_BELOW = 3
LONGEST_HEADING = 80  # characters
_QUARTER = re.compile(r"(?i)(q|qtr|quarter)\s*[1-4]\b")
_OF_PERIODS = (Role.YEAR_TO_DATE, Role.TOTAL, Role.AVERAGE)
PART_ROLES = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.TARGET, Role.STATUS, Role.DIRECTION, Role.COMPARATOR)


@dataclass(frozen=True, slots=True)
class Header:
    """The lines of a table's headings. `sub`: below the months, their parts; `upper`: above, groups of them;
    `years`: above, the months' years, beside which other headings may stand."""

    line: int
    sub: int | None
    upper: tuple[int, ...]
    first_body: int
    top: int
    years: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines where a heading may stand, the likeliest first."""
        below = (self.sub,) if self.sub else tuple(range(self.line + 1, self.first_body))
        return (self.line, *below, *self.upper, *self.years)


def find_header(lens: Lens, axes: Sequence[Axis], left: int, right: int, top: int) -> Header:
    """The heading lines of a table whose months stand on one line, looked for between `top` and the figures."""
    line = axes[0].line
    positions = {slot.position for axis in axes for slot in axis.slots}
    sub = None
    first_body = line + 1
    while first_body <= lens.last_line and first_body <= line + LINES_BELOW:
        cells = lens.within(first_body, left, right)
        headings = _only_headings(lens, cells, positions, line)
        if first_body in axes[0].year_lines or headings or _goes_down(lens, axes, first_body):
            first_body += 1
        elif _is_sub_header(cells, positions, axes[0]):
            sub, first_body = first_body, first_body + 1
        elif not cells and first_body == line + 1 and lens.within(line + 2, left, right):
            first_body += 1
        else:
            break
    above = tuple(each for each in range(line - 1, max(top, line - LINES_ABOVE - 1), -1)
                  if each not in axes[0].year_lines and _may_head(lens, each, left, right))  # fmt: skip
    first_month = min(positions)
    upper = tuple(each for each in above if _heads(lens, each, left, right, first_month, line))
    years = tuple(each for each in axes[0].year_lines if each < line)
    return Header(line, sub, upper, first_body, min([line, *upper, *years]), years)


def _goes_down(lens: Lens, axes: Sequence[Axis], line: int) -> bool:
    """Whether the months' headings are merged down to a line."""
    merges = [lens.merges.get((line, slot.position)) for axis in axes for slot in axis.slots]
    return any(merge is not None and merge.top <= axes[0].line for merge in merges)


def _only_headings(lens: Lens, cells: Line, positions: set[int], months_line: int) -> bool:
    """Whether a line under the months holds headings of other columns alone (`Indicator`, `Target`, and the columns
    that one heading is merged over)."""
    if not cells or any(position in positions for position, _ in cells):
        return False
    below = [position for position, cell in cells if not (role_of(text_of(cell)) or area_of(text_of(cell)))]
    headed = all(is_headed_by_several(lens, months_line, position) for position in below)
    return headed and all(text_of(cell) or heading_span(cell.value) for _, cell in cells)


def is_headed_by_several(lens: Lens, months_line: int, position: int) -> bool:
    """Whether the heading over a position is merged over its neighbours too, so that theirs stand below it."""
    merge = lens.merges.get((months_line, position))
    return merge is not None and merge.right > merge.left


def _is_sub_header(cells: Line, positions: set[int], axis: Axis) -> bool:
    """Whether a line under the months names parts of them: texts, none of them a figure or a reason for none."""
    inside = [cell for position, cell in cells if axis.first <= position]
    under = sum(1 for position, _ in cells if position in positions)
    texts = [text for cell in inside if (text := text_of(cell))]
    if under < max(1, len(positions) // 3) or len(texts) < len(inside):
        return False
    known = sum(1 for text in texts if role_of(text) in PART_ROLES)
    if known >= len(texts) / 2:
        return True
    worded = sum(1 for cell in inside if read_figure(cell).status is Status.UNREADABLE)
    repeated = len({slot.month for slot in axis.slots}) < len(axis.slots)
    several = repeated or len(texts) >= 1.5 * len(positions)
    return worded >= 0.8 * len(texts) and (several or len(set(texts)) == 1)


def _may_head(lens: Lens, line: int, left: int, right: int) -> bool:
    """Whether a line above the months can hold headings: short texts or years, and not one lone title at the left."""
    cells = lens.within(line, left, right)
    return (
        bool(cells)
        and not is_line_of_facts(cells)
        and all(
            ((text := text_of(cell)) and len(text) <= LONGEST_HEADING) or heading_span(cell.value) for _, cell in cells
        )
    )


def _heads(lens: Lens, line: int, left: int, right: int, first_month: int, months_line: int) -> bool:
    """Whether a line above the months holds headings rather than a title."""
    cells = lens.within(line, left, right)
    if len(cells) > 1 or (months_line - line == 1 and cells[0][0] >= first_month):
        return True
    position, cell = cells[0]
    numbered = any(map(str.isdigit, text_of(cell)))  # `KPI 1: Rent collected` is a title
    return role_of(text_of(cell)) is Role.INDICATOR and not numbered and lens.seen(months_line, position) is None


def heading_at(lens: Lens, header: Header, position: int) -> tuple[str, Cell | None]:
    """The heading of a position and its cell: on the months' line, else just below, else above."""
    found = _seen_over(lens, header, position)
    several = is_headed_by_several(lens, header.line, position)
    below = [each for each in found if each[0] > header.line and (several or role_of(each[1]) or area_of(each[1]))]
    for line, text, cell in (*below, *found):  # `England` under `Comparators` says more than what stands over it
        over = (each for each in found if each[0] < line and is_headed_by_several(lens, each[0], position))
        outer = next(over, None)
        whose = outer[1] if outer else _whose_year(lens, header, position)
        return (_told_by_both(whose, text) if whose else text), cell
    return "", None


def _whose_year(lens: Lens, header: Header, position: int) -> str:
    """Whom a year describes that stands under the name of another's figures or, unmerged, right of it: `England` over
    `2023` and `2024`. "" for any other heading."""
    for each in range(position, 0, -1):
        cell = lens.seen(header.line, each)
        if cell is None or not heading_span(cell.value):
            return ""
        name = next((text for line in header.upper if (text := lens.text(line, each))), "")
        if name:
            return name if area_of(name) and not heading_span(name) else ""
    return ""


def _seen_over(lens: Lens, header: Header, position: int) -> list[tuple[int, str, Cell]]:
    """The headings of a position with their lines, the likeliest first."""
    found = []
    for line in header.lines:
        cell = lens.seen(line, position)
        if cell is None or cell.kind not in (Kind.TEXT, Kind.NUMBER, Kind.DATE):
            continue
        if line in header.upper and _is_title(lens, line, position, header):
            continue
        if line in header.years and (heading_span(cell.value) or cell.kind is not Kind.TEXT):
            continue
        text = text_of(cell) or (str(cell.value) if heading_span(cell.value) else "")
        if text or cell.kind is Kind.DATE:
            found.append((line, text, cell))
    return found


def _told_by_both(over: str, text: str) -> str:
    """What a heading says together with the one merged over it and its neighbours."""
    if role_of(text) in _OF_PERIODS and _QUARTER.match(over):
        return f"{over} {text}"  # `Total` under `Quarter 1`
    if role_of(text) is Role.VALUE and (is_period(over) or role_of(over) in _OF_PERIODS):
        return over  # `%` under `Year to date`, beside its counts
    if (_is_open(text) and role_of(over) is Role.TARGET) or (heading_span(text) and area_of(over)):
        return f"{over} {text}"  # `Contract` under `Targets`, `2024` under `England`
    return text


def _is_open(text: str) -> bool:
    """Whether a heading says nothing by itself of what it heads."""
    return not (role_of(text) or area_of(text) or heading_span(text) or is_council(text))


def _is_title(lens: Lens, line: int, position: int, header: Header) -> bool:
    """Whether a text above the months is a title over the table rather than the heading of one position."""
    cell = lens.seen(line, position)
    text = text_of(cell)
    if role_of(text) or area_of(text):
        return False
    beside = lens.lines.get(line, [])
    return len(beside) == 1 or (bool(beside) and cell is beside[0][1] and lens.at(header.line, position) is None)
