"""What the positions of a table are: months with their parts, labels, and everything that stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model import Area, Kind, Month, Place, Role, Status
from ..grid import Cell
from ..months import full_year, read_month_text
from ..values import read_figure
from ..words import area_of, normal, role_of
from ..years import Span, heading_span, spans_in
from .axes import Axis, Slot
from .lens import Lens, Line, text_of

SAMPLE = 60  # lines of a table that are looked at to tell what a column holds
HEADING_LINES_ABOVE = 3
MOSTLY = 0.6

LABEL_ROLES = (Role.INDICATOR, Role.GROUP, Role.SECTION, Role.TEAM, Role.REFERENCE)
PART_ROLES = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.TARGET, Role.STATUS, Role.DIRECTION, Role.COMPARATOR)


@dataclass(frozen=True, slots=True)
class Column:
    """A position that holds no month: what it was taken for and the heading that says so."""

    position: int
    role: Role
    heading: str = ""
    place: Place | None = None
    area: Area | None = None
    year: str | None = None
    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A position that holds figures of a month: which part of them, of which measure."""

    position: int
    slot: Slot
    part: Role = Role.VALUE
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The lines of a table's headings. `sub`: below the months, their parts; `upper`: above, groups of them."""

    line: int
    sub: int | None
    upper: tuple[int, ...]
    first_body: int

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines where a heading may stand, the likeliest first."""
        below = (self.sub,) if self.sub else tuple(range(self.line + 1, self.first_body))
        return (self.line, *below, *self.upper)


def find_header(lens: Lens, axes: Sequence[Axis], left: int, right: int, top: int) -> Header:
    """The heading lines of a table whose months stand on one line, looked for between `top` and the figures."""
    line = axes[0].line
    positions = {slot.position for axis in axes for slot in axis.slots}
    sub = None
    first_body = line + 1
    while first_body <= lens.last_line and first_body <= line + 3:
        cells = lens.within(first_body, left, right)
        if first_body in axes[0].year_lines or _only_headings(cells, positions):
            first_body += 1
        elif _is_sub_header(cells, positions, axes[0]):
            sub, first_body = first_body, first_body + 1
        elif not cells and first_body == line + 1 and lens.within(line + 2, left, right):
            first_body += 1
        else:
            break
    upper = tuple(each for each in range(line - 1, max(top, line - HEADING_LINES_ABOVE - 1), -1)
                  if each not in axes[0].year_lines and _may_head(lens, each, left, right))  # fmt: skip
    return Header(line, sub, upper, first_body)


def _only_headings(cells: Line, positions: set[int]) -> bool:
    """Whether a line under the months holds headings of other columns alone (`Indicator`, `Target`)."""
    if not cells or any(position in positions for position, _ in cells):
        return False
    return all(text_of(cell) and (role_of(text_of(cell)) or area_of(text_of(cell))) for _, cell in cells)


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
    return bool(cells) and all(
        ((text := text_of(cell)) and len(text) <= 80) or heading_span(cell.value) for _, cell in cells
    )


def heading_at(lens: Lens, header: Header, position: int, lone_above: bool = False) -> tuple[str, Cell | None]:
    """The heading of a position and its cell: on the months' line, else just below, else above."""
    for line in header.lines:
        cell = lens.seen(line, position)
        if cell is None or cell.kind not in (Kind.TEXT, Kind.NUMBER, Kind.DATE):
            continue
        if line in header.upper and not lone_above and _is_title(lens, line, position, header):
            continue
        text = text_of(cell) or (str(cell.value) if heading_span(cell.value) else "")
        if text or cell.kind is Kind.DATE:
            return text, cell
    return "", None


def _is_title(lens: Lens, line: int, position: int, header: Header) -> bool:
    """Whether a text above the months is a title over the table rather than the heading of one position."""
    cell = lens.seen(line, position)
    text = text_of(cell)
    if role_of(text) or area_of(text):
        return False
    beside = lens.lines.get(line, [])
    return len(beside) == 1 or (bool(beside) and cell is beside[0][1] and lens.at(header.line, position) is None)


def month_columns(lens: Lens, header: Header, axes: Sequence[Axis]) -> list[MonthColumn]:
    """Every position that holds figures of a month, with the part and the measure its headings name."""
    spread = [each for axis in axes for each in _spread(lens, header, axis)]
    several = len(axes) > 1
    named = [(position, slot, text, _run_name(lens, header, slot) if several else "")
             for position, slot, text in spread]  # fmt: skip
    parts = _parts([text for _, _, text, _ in named], lens, header)
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


def _parts(texts: Sequence[str], lens: Lens, header: Header) -> dict[str, tuple[Role, str]]:
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


def other_columns(
    lens: Lens, header: Header, taken: set[int], left: int, right: int, months: Sequence[MonthColumn], last_line: int
) -> list[Column]:
    """What every position of a table that holds no month is."""
    positions = sorted({position for line in _sampled(header, last_line) for position, _ in lens.within(line, left, right)} |
                       {position for line in header.lines for position, _ in lens.within(line, left, right)})  # fmt: skip
    first_month = min(column.position for column in months)
    columns = [
        _column(lens, header, position, first_month, months, last_line)
        for position in positions if position not in taken
    ]  # fmt: skip
    return _with_labels([column for column in columns if column], lens, header, first_month, last_line)


def _sampled(header: Header, last_line: int) -> range:
    return range(header.first_body, min(last_line, header.first_body + SAMPLE) + 1)


def _column(
    lens: Lens, header: Header, position: int, first_month: int, months: Sequence[MonthColumn], last_line: int
) -> Column | None:
    """What one position is, by its heading, else by what stands in it."""
    heading, cell = heading_at(lens, header, position)
    place = lens.place_of(cell) if cell else None
    if cell is not None and cell.kind is Kind.DATE:
        return Column(position, Role.IGNORED, heading, place)
    if heading:
        return _by_heading(
            Column(position, Role.STRAY, heading, place), position < first_month, months, lens, header, last_line
        )
    kinds = _kinds(lens, header, position, last_line)
    if not kinds:
        return None
    if position < first_month and kinds.count("text") + kinds.count("other") > 0:
        return Column(position, Role.INDICATOR if _mostly_text(kinds) else Role.IGNORED)
    return None if "text" in kinds else Column(position, Role.STRAY)


def _by_heading(
    column: Column, before: bool, months: Sequence[MonthColumn], lens: Lens, header: Header, last_line: int
) -> Column:
    """A column's role by the words of its heading, and where they are open by where and what it is."""
    heading = column.heading
    covered = covered_months(heading, [each.slot.month for each in months])
    if covered:
        ytd = len(covered) > 3 or role_of(heading) is Role.YEAR_TO_DATE
        return replace(column, role=Role.YEAR_TO_DATE if ytd else Role.QUARTER, months=covered)
    role, area = role_of(heading), area_of(heading)
    kinds = _kinds(lens, header, column.position, last_line)
    texts = _mostly_text(kinds)
    if (
        before
        and texts
        and role in (None, Role.UNIT, Role.NARRATIVE, Role.OWNER, Role.TOTAL, Role.VALUE, Role.CURRENT_MONTH)
    ):
        keep = role in (Role.UNIT, Role.NARRATIVE, Role.OWNER)
        return replace(column, role=role if keep and role else Role.INDICATOR)
    if role in (Role.TARGET, Role.STATUS, Role.DIRECTION, Role.POLARITY, Role.YEAR_TO_DATE, Role.NARRATIVE):
        if role is Role.TARGET and area and "target" not in heading.lower():
            return replace(column, role=Role.COMPARATOR, area=area, year=_year_text(heading))
        return replace(column, role=role, months=_to_date(months) if role is Role.YEAR_TO_DATE else ())
    span = heading_span(heading) or next(iter(spans_in(heading)), None)
    if area and not (before and texts):
        return replace(column, role=Role.COMPARATOR, area=area, year=_year_text(heading))
    if span and not (before and texts):
        return _of_year(column, span, months)
    if role:
        return replace(column, role=role)
    if texts:
        return replace(column, role=Role.INDICATOR if before else Role.NARRATIVE)
    return replace(column, role=Role.IGNORED if kinds else Role.STRAY)


def _of_year(column: Column, span: Span, months: Sequence[MonthColumn]) -> Column:
    """A column headed by a year: the months' own year to date, or an earlier year's outturn."""
    own = sorted({each.slot.month for each in months})
    latest = own[-1]
    first = Month(span.first, latest.year_start().month) if span.financial else Month(span.first, 1)
    current = span.month is None and 0 <= latest.since(first) < 12 and own[0] >= first
    if current or role_of(column.heading) in (Role.TOTAL, Role.AVERAGE):
        role = role_of(column.heading) or Role.TOTAL
        return replace(
            column, role=role if role in (Role.TOTAL, Role.AVERAGE) else Role.TOTAL, year=_year_text(column.heading)
        )
    return replace(column, role=Role.COMPARATOR, area=Area.PREVIOUS_YEAR, year=_year_text(column.heading))


def _year_text(heading: str) -> str | None:
    """The year as a heading writes it (`21/22`)."""
    found = re.search(r"(?:19|20)?\d\d\s*[/\-–]\s*(?:20)?\d\d|(?:19|20)\d\d", heading)
    return found[0] if found else None


def _kinds(lens: Lens, header: Header, position: int, last_line: int) -> list[str]:
    """What stands in the first lines of a column: `number`, `text`, `status` or `other`."""
    kinds = []
    for line in _sampled(header, last_line):
        cell = lens.at(line, position)
        if cell is None or ((merge := lens.merges.get((line, position))) and merge.right - merge.left > 1):
            continue
        if cell.kind is Kind.NUMBER:
            kinds.append("number")
        elif cell.kind is Kind.TEXT:
            figure = read_figure(cell)
            kinds.append("text" if figure.status is Status.UNREADABLE else "number" if figure.has_number else "status")
        else:
            kinds.append("other")
    return kinds


def _mostly_text(kinds: Sequence[str]) -> bool:
    return bool(kinds) and kinds.count("text") >= MOSTLY * len(kinds)


def _with_labels(columns: list[Column], lens: Lens, header: Header, first_month: int, last_line: int) -> list[Column]:
    """Columns with at least one that names the rows: a reference, a group, or the nearest to the months if need be."""
    if any(column.role is Role.INDICATOR for column in columns):
        return columns
    for roles in (
        (Role.GROUP,),
        (Role.TEAM,),
        (Role.SECTION,),
        (Role.REFERENCE,),
        (Role.UNIT, Role.OWNER),
        (Role.NARRATIVE,),
    ):
        near = [index for index, column in enumerate(columns) if column.role in roles]
        if near:
            index = max(
                near,
                key=lambda each: (columns[each].position < first_month, -abs(columns[each].position - first_month)),
            )
            return columns[:index] + [replace(columns[index], role=Role.INDICATOR)] + columns[index + 1 :]
    return columns


def covered_months(heading: str, months: Sequence[Month]) -> tuple[Month, ...]:
    """The months a heading such as `Apr-Jun`, `Q1` or `Apr-22 to Dec-22` covers, of those in the table."""
    ends = re.fullmatch(
        r"(?i)(?:q[1-4]\s*[:(-]?\s*)?([a-z]{3,9})[\s'’\-]*(\d\d|20\d\d)?\s*(?:to|-|–|—)\s*([a-z]{3,9})[\s'’\-]*(\d\d|20\d\d)?\s*\)?(?:\s+\w+)?",
        heading.strip(),
    )
    if not ends:
        return ()
    first, last = read_month_text(ends[1]), read_month_text(ends[3])
    if not (first and last and first.sure and last.sure and months):
        return ()
    year = full_year(ends[4]) if ends[4] else None
    stop = [month for month in sorted(months) if month.month == last.guesses[0].month and year in (None, month.year)]
    if not stop:
        return ()
    length = (last.guesses[0].month - first.guesses[0].month) % 12 + 1
    return tuple(month for month in sorted(set(months)) if 0 <= stop[0].since(month) < length)


def _to_date(months: Sequence[MonthColumn]) -> tuple[Month, ...]:
    return tuple(sorted({each.slot.month for each in months}))
