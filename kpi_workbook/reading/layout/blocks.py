"""From runs of months to tables: which runs share their rows, how far each table reaches, what its columns are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...model import Area, Kind, Role, Status
from ..display import shown
from ..values import read_figure
from ..words import area_of, is_of_time, role_of
from .axes import Axis, Slot
from .block import Block, Line, Row
from .column import Column
from .columns import LABEL_ROLES, SAMPLE, other_columns, pinned
from .header import Header, find_header
from .lens import Lens, text_of
from .parts import MonthColumn, month_columns
from .rows import read_lines
from .turned import names_start

LEAST_NUMBERED = 6  # months numbered one after another that are a list, not figures

Found = tuple[Block, list[Line]]


def find_blocks(lens: Lens, axes: Sequence[Axis], pins: Mapping[int, Role]) -> list[Found]:
    """Every table that a lens shows under its runs of months, with its lines; runs without named figures give none.

    `pins`: positions whose meaning the settings give.
    """
    kept = _headings_only(lens, axes)
    by_line: dict[int, list[Axis]] = {}
    for axis in kept:
        by_line.setdefault(axis.line, []).append(axis)
    found: list[Found] = []
    ends: list[tuple[int, int, int]] = []
    for line, on_line in sorted(by_line.items()):
        for group, left, right in _side_by_side(lens, on_line):
            below = (other for other in kept if other.line > line and left <= other.last and other.first <= right)
            later = (min([other.line, *(each for each in other.year_lines if each > line)]) for other in below)
            bottom = min(later, default=lens.last_line + 1) - 1
            top = max((end for end, first, last in ends if first <= right and left <= last and end < line), default=0)
            tables = list(_tables(lens, group, left, right, top, bottom, pins))
            found.extend(tables)
            ends.extend((block.last_line, left, right) for block, _ in tables)
    return found


def _headings_only(lens: Lens, axes: Sequence[Axis]) -> list[Axis]:
    """Runs that head something: columns of dates in rows of data make a run on every line, and none counts.

    Nor does a pair of dates without figures beside a longer run: a release and the next among a table's notes.
    """
    if any(len(axis.slots) > 2 for axis in axes):
        axes = [axis for axis in axes if len(axis.slots) > 2 or _heads_figures(lens, axis)]
    at = {(axis.line, axis.first): axis for axis in axes}
    return [
        axis for axis in axes if not any(_is_data(axis, at.get((axis.line + step, axis.first))) for step in (1, -1))
    ]


def _heads_figures(lens: Lens, axis: Axis) -> bool:
    below = range(axis.line + 1, min(axis.line + SAMPLE, lens.last_line) + 1)
    return any(read_figure(lens.at(line, slot.position)).has_number for line in below for slot in axis.slots)


def _is_data(axis: Axis, neighbour: Axis | None) -> bool:
    return neighbour is not None and [slot.month for slot in axis.slots] != [slot.month for slot in neighbour.slots]


def _side_by_side(lens: Lens, axes: Sequence[Axis]) -> Iterator[tuple[list[Axis], int, int]]:
    """The runs of a line that share their rows' names, with the first and last position of their table."""
    groups: list[tuple[list[Axis], int]] = []
    for axis in sorted(axes, key=lambda each: each.first):
        start = _labels_start(lens, axis.line, groups[-1][0][-1].last + 1, axis.first - 1) if groups else 1
        if start is None:
            groups[-1][0].append(axis)
        else:
            groups.append(([axis], start))
    for index, (group, left) in enumerate(groups):
        right = groups[index + 1][1] - 1 if index + 1 < len(groups) else lens.last_position
        yield group, left, right


def _labels_start(lens: Lens, line: int, first: int, last: int) -> int | None:
    """Where the names of a second table start between two runs; None where the second run shares the first's rows."""
    if lens.turned:
        return names_start(lens, line, first, last)
    start = None
    for position in range(last, first - 1, -1):
        heading = lens.text(line, position)
        if _is_label(lens, line, position, heading):
            start = position
        elif heading or start is not None or _holds_something(lens, line, position):
            break
    return start


def _is_label(lens: Lens, line: int, position: int, heading: str) -> bool:
    role = role_of(heading) if heading else None
    if role in LABEL_ROLES:
        return True
    if role or (heading and area_of(heading)):
        return False
    cells = [cell for below in range(line + 1, line + 1 + SAMPLE) if (cell := lens.at(below, position)) is not None]
    texts = [cell for cell in cells if cell.kind is Kind.TEXT and read_figure(cell).status is Status.UNREADABLE]
    return len(texts) > len(cells) / 2 and len({text_of(cell) for cell in texts}) > 1


def _holds_something(lens: Lens, line: int, position: int) -> bool:
    return any(lens.at(below, position) is not None for below in range(line + 1, line + 1 + SAMPLE))


def _tables(
    lens: Lens, axes: list[Axis], left: int, right: int, top: int, bottom: int, pins: Mapping[int, Role]
) -> Iterator[Found]:
    """The table under a run of months, and those further below that go on under the same headings."""
    header = find_header(lens, axes, left, right, top)
    runs, lone = _main_runs(axes)
    months = tuple(
        each for each in month_columns(lens, header, runs) if pins.get(each.position, Role.MONTH) is Role.MONTH
    )
    if not months:
        return
    columns = _columns(lens, header, months, lone, left, right, bottom, axes[0].year_position)
    continued = False
    columns = [pinned(column, pins) for column in columns]
    while header.first_body <= bottom:
        block = Block(
            lens,
            header,
            months,
            tuple(columns),
            left,
            right,
            bottom,
            direction=axes[0].direction,
            continued=continued,
            year_position=axes[0].year_position,
            year_from=axes[0].year_from,
        )
        lines, ended = read_lines(block)
        lines = [line for line in lines if not (lens.turned and isinstance(line, Row) and _numbers_months(block, line))]
        rows = [line for line in lines if isinstance(line, Row)]
        if rows and (any(row.labels for row in rows) or len(rows) == 1 or block.year_position):
            yield replace(block, last_line=lines[-1].line), lines
        if ended is None:
            return
        resumed = _resumes(block, ended, bottom)
        if resumed is None:
            return
        header, continued = replace(header, first_body=resumed), True


def _numbers_months(block: Block, row: Row) -> bool:
    """Whether a series only counts the months off (a list to look them up in)."""
    values = [block.lens.at(row.line, column.position) for column in block.months]
    numbers = [cell.value if cell else None for cell in values]
    calendar = [column.slot.month.month for column in block.months]
    return len(numbers) >= LEAST_NUMBERED and numbers in (calendar, list(range(1, len(numbers) + 1)))


def _resumes(block: Block, after: int, bottom: int) -> int | None:
    """The next line with a name and two numbers under the months, where a table goes on after its narrative."""
    labels = block.positions(Role.INDICATOR)
    for line in range(after + 1, bottom + 1):
        numbers = sum(1 for column in block.months if read_figure(block.lens.at(line, column.position)).has_number)
        if numbers >= min(2, len(block.months)) and any(block.lens.text(line, position) for position in labels):
            return line
    return None


def _main_runs(axes: Sequence[Axis]) -> tuple[list[Axis], list[Slot]]:
    """The runs that are series, and the single months beside them that are not."""
    longest = max(len(axis.slots) for axis in axes)
    runs = [axis for axis in axes if len(axis.slots) > 2 or len(axis.slots) == longest]
    lone = [slot for axis in axes for slot in axis.lone]
    return runs, lone + [slot for axis in axes if axis not in runs for slot in axis.slots]


def _columns(
    lens: Lens, header: Header, months: Sequence[MonthColumn], lone: Sequence[Slot], left: int, right: int, bottom: int,
    year_position: int | None,
) -> list[Column]:  # fmt: skip
    lone = [slot for slot in lone if not _heads_words(lens, header, slot)]
    taken = {column.position for column in months} | {slot.position for slot in lone}
    apart = [_lone_column(lens, slot, months) for slot in lone]
    columns = other_columns(lens, header, taken, left, right, months, bottom, year_position)
    if lens.turned:
        columns = _heading_lines(lens, header, columns, months, bottom, year_position)
    return sorted([*columns, *apart], key=lambda column: column.position)


def _heads_words(lens: Lens, header: Header, slot: Slot) -> bool:
    """Whether a month beside the run is that of a comment or a light (`Commentary December 2022`), not of figures."""
    below = range(header.first_body, min(header.first_body + SAMPLE, lens.last_line) + 1)
    cells = [cell for line in below if (cell := lens.at(line, slot.position)) is not None]
    worded = [cell for cell in cells if cell.kind is Kind.TEXT and read_figure(cell).status is Status.UNREADABLE]
    return bool(cells) and len(worded) > len(cells) / 2


def _lone_column(lens: Lens, slot: Slot, months: Sequence[MonthColumn]) -> Column:
    """A month beside the run: what is aimed at by then, the current month again, or the same month of last year."""
    place = lens.place_of(slot.cell)
    if role_of(shown(slot.cell)) is Role.TARGET:
        return Column(slot.position, Role.TARGET, shown(slot.cell), place)
    own = {column.slot.month for column in months}
    if slot.month in own:
        return Column(slot.position, Role.CURRENT_MONTH, shown(slot.cell), place, months=(slot.month,))
    return Column(
        slot.position,
        Role.COMPARATOR,
        shown(slot.cell),
        place,
        Area.SAME_MONTH_LAST_YEAR,
        str(slot.month),
        (slot.month,),
    )


def _heading_lines(
    lens: Lens, header: Header, columns: Sequence[Column], months: Sequence[MonthColumn], bottom: int,
    year_position: int | None,
) -> list[Column]:  # fmt: skip
    """In a turned table, the headings of its series: lines just above the months; a title over all is none of them."""
    first, last = min(column.position for column in months), max(column.position for column in months)
    lines = range(header.first_body, bottom + 1)
    headings = {column.position: lens.text(header.line, column.position) for column in columns}
    series = [line for line in lines if lens.at(line, first) is not None]
    told = any(
        role_of(heading) is Role.INDICATOR and position < first and all(lens.text(line, position) for line in series)
        for position, heading in headings.items()
    )
    kept = []
    for column in columns:
        if column.position == year_position:
            kept.append(column)
            continue
        if told and column.position < first and _is_fact(headings[column.position], column):
            continue
        named = {text for line in lines if (text := lens.text(line, column.position))}
        filled = named or any(lens.at(line, column.position) for line in lines)
        if not filled and not first < column.position < last:
            continue
        if column.position < first and column.role in _NAMING:
            over = sum(1 for line in lines if lens.text(line, column.position))
            headed = over > 1 and lens.text(header.line, column.position) not in ("", *named)
            if not named or (len(series) > 1 and len(named) == 1 and first - column.position > 1 and not headed):
                continue
            column = replace(column, role=Role.INDICATOR)
        kept.append(column)
    return kept


def _is_fact(heading: str, column: Column) -> bool:
    """Whether a heading line says what it gives of its series, and that is no name (`CDID`, `Release date`)."""
    named = role_of(heading) in LABEL_ROLES or is_of_time(heading)
    return bool(heading) and not named and column.role in _NAMING


_NAMING = (Role.INDICATOR, Role.IGNORED, Role.STRAY, Role.VALUE, Role.TOTAL)
