"""Tables with a row a figure: columns for the month, the indicator, its value and counts, in any order.

Told from months running down by months that return, or by a column that is headed as the indicators' names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...model import Kind, Month, Role, Status
from ..grid import Cell
from ..months import Guess, How, MonthReading, read_month
from ..runs import Anchor, resolve
from ..values import read_figure
from ..words import area_of, is_total, normal, role_of
from ..years import Span, heading_span
from .column import Column
from .columns import LABEL_ROLES, WORD_ROLES, pinned
from .lens import Lens, text_of
from .periods import year_text

HEADER_ROWS = 60  # the header stands among the first rows of a sheet
SAMPLE = 200  # rows that are looked at to tell a tidy table
LEAST_ROWS = 2
LEAST_CARRIED = 0.3  # of the named rows without a month, from which a month stands for the rows below it
MOST_CLASHES = 0.2  # of rows with one name and month: more, and the rows are records, not figures
_VALUE_ROLES = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR)
_MONTH_WORDS = frozenset(
    {"month", "period", "date", "reporting month", "reporting period", "month name", "month year", "year month"}
)


@dataclass(slots=True)
class Tidy:
    """A tidy table: its columns by role, and the rows of each named series with their months.

    `measures`: the positions of values that are series of their own, with the heading that names each ("" for one).
    `carries`: a month stands once for the rows below it too.
    """

    lens: Lens
    header_row: int
    month_column: int
    columns: tuple[Column, ...]
    measures: tuple[tuple[int, str], ...]
    last_row: int
    carries: bool = False
    months: dict[int, Month] = field(default_factory=dict)
    month_cells: dict[int, Cell] = field(default_factory=dict)
    hows: dict[int, How] = field(default_factory=dict)

    def position(self, role: Role) -> int | None:
        return next((column.position for column in self.columns if column.role is role), None)

    def positions(self, role: Role) -> list[int]:
        return [column.position for column in self.columns if column.role is role]


Anchors = Callable[[int], Sequence[Anchor]]


def find_tidy(across: Lens, anchors: Anchors, year_starts_in: int, pins: Mapping[int, Role]) -> Iterator[Tidy]:
    """The tidy table of a sheet, if it has one."""
    for row in sorted(across.lines)[:HEADER_ROWS]:
        headings = [(position, text_of(cell)) for position, cell in across.lines[row]]
        if sum(1 for _, text in headings if text) < 2:
            continue
        column = _month_column(across, row, headings)
        table = _table(across, row, column, pins) if column is not None else None
        if table and _is_tidy(table) and _with_months(table, anchors, year_starts_in):
            yield table
            return


def _month_column(across: Lens, row: int, headings: Sequence[tuple[int, str]]) -> int | None:
    """The column under a row of headings that holds months and nothing else."""
    for position, text in headings:
        if _numbered_months(across, row, position, headings):
            return position
        below = [
            cell
            for line in range(row + 1, min(row + SAMPLE, across.last_line) + 1)
            if (cell := across.at(line, position)) and not is_total(text_of(cell))
        ]
        read = [reading for cell in below if (reading := read_month(cell)) and reading.sure]
        if text and len(read) >= LEAST_ROWS and len(read) >= 0.9 * len(below) and not _is_month(text):
            return position
    return None


def _numbered_months(across: Lens, row: int, position: int, headings: Sequence[tuple[int, str]]) -> bool:
    """Whether a column headed `Month` holds 1 to 12 beside a column of years."""
    if normal(across.text(row, position)) not in _MONTH_WORDS:
        return False
    lines = range(row + 1, min(row + SAMPLE, across.last_line) + 1)
    numbers = [cell.value for line in lines if (cell := across.at(line, position))]
    years = [[cell for line in lines if (cell := across.at(line, other))] for other, _ in headings if other != position]
    return (
        len(numbers) >= LEAST_ROWS and all(number in range(1, 13) for number in numbers) and any(map(_are_years, years))
    )


def _is_month(text: str) -> bool:
    return read_month(Cell(1, 1, text, Kind.TEXT)) is not None


def _table(across: Lens, row: int, month_column: int, pins: Mapping[int, Role]) -> Tidy | None:
    """The columns of a possible tidy table."""
    last = max((line for line in across.lines if line > row and across.at(line, month_column)), default=row)
    merge = across.merges.get((last, month_column))
    last = merge.bottom if merge else last
    found = [
        _column(across, row, position, cell, last) for position, cell in across.lines[row] if position != month_column
    ]
    columns = [pinned(column, pins) for column in found if column]
    named = any(column.role is Role.INDICATOR for column in columns)
    values = [column for column in columns if column.role is Role.VALUE]
    counts = {Role.NUMERATOR, Role.DENOMINATOR} <= {column.role for column in columns}
    plain = [column for column in columns if column.role is Role.IGNORED]
    if not values and not counts:
        values = [column for column in columns if column.role in (Role.NUMERATOR, Role.IGNORED, Role.TOTAL)]
    elif not named:
        values += plain
    if not values and not counts:
        return None
    taken = {column.position for column in values}
    columns = [replace(column, role=Role.VALUE) if column.position in taken else column for column in columns]
    measures = tuple((column.position, column.heading if len(values) > 1 else "") for column in values) or ((0, ""),)
    labelled = tuple(_labelled(columns))
    carries = _carries(across, row, month_column, labelled, last)
    return Tidy(
        across, row, month_column, labelled, measures, _end(across, last, labelled) if carries else last, carries
    )


def _carries(across: Lens, row: int, month_column: int, columns: Sequence[Column], last: int) -> bool:
    """Whether rows between months have names of their own and no month, often: it is that of the row above."""
    names = [column.position for column in columns if column.role is Role.INDICATOR]
    named = [line for line in range(row + 1, last + 1) if any(across.at(line, position) for position in names)]
    blank = [line for line in named if across.seen(line, month_column) is None]
    return len(blank) >= LEAST_CARRIED * len(named) > 0


def _end(across: Lens, last: int, columns: Sequence[Column]) -> int:
    """The last row of the last month, where it stands once for several rows: they follow without a gap."""
    names = [column.position for column in columns if column.role is Role.INDICATOR]
    while any(across.at(last + 1, position) for position in names) and not is_total(across.text(last + 1, names[0])):
        last += 1
    return last


def _labelled(columns: list[Column]) -> list[Column]:
    """Columns with one that names the series, if any column holds words."""
    if any(column.role is Role.INDICATOR for column in columns):
        return columns
    for role in (Role.NARRATIVE, Role.TEAM, Role.GROUP, Role.SECTION):
        alike = [index for index, column in enumerate(columns) if column.role is role]
        if alike:
            return [
                replace(column, role=Role.INDICATOR) if index == alike[-1] else column
                for index, column in enumerate(columns)
            ]
    return columns


def _column(across: Lens, row: int, position: int, cell: Cell, last: int) -> Column | None:
    """A column's role by its heading, else by what stands below it."""
    heading = text_of(cell)
    if not heading:
        return None
    column = Column(position, Role.IGNORED, heading, across.place_of(cell))
    role, area = role_of(heading), area_of(heading)
    below = [each for line in range(row + 1, min(row + SAMPLE, last) + 1) if (each := across.at(line, position))]
    words = _hold_words(below)
    if _are_years(below) and (role is Role.TOTAL or role is None):
        return replace(column, role=Role.QUARTER, year="year")
    if words and role in (None, Role.VALUE, Role.TOTAL, Role.CURRENT_MONTH, *_VALUE_ROLES, Role.UNIT):
        return replace(column, role=Role.UNIT if role is Role.UNIT else Role.INDICATOR)
    if not words and area and role in (None, Role.AVERAGE):
        return replace(column, role=Role.COMPARATOR, area=area, year=year_text(heading))
    if role is Role.UNIT and not words:
        return column if below else None
    if role in (
        *LABEL_ROLES,
        *WORD_ROLES,
        *_VALUE_ROLES,
        Role.TARGET,
        Role.UNIT,
        Role.YEAR_TO_DATE,
        Role.AVERAGE,
        Role.TOTAL,
    ):
        return replace(column, role=role or Role.IGNORED)
    return column if below else None


def _hold_words(cells: Sequence[Cell]) -> bool:
    texts = [cell for cell in cells if cell.kind is Kind.TEXT and not read_figure(cell).has_number]
    said = any(read_figure(cell).status is Status.UNREADABLE for cell in texts)
    return said and len(texts) > len(cells) / 2


def _are_years(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(heading_span(cell.value) for cell in cells)


def _is_tidy(table: Tidy) -> bool:
    """Whether months return under different names, without one name having one month often."""
    lens = table.lens
    names = table.positions(Role.INDICATOR)
    numbered = next(_cells_below(table), None) in range(1, 13)
    rows = [row for row in range(table.header_row + 1, min(table.last_row, table.header_row + SAMPLE) + 1)
            if lens.at(row, table.month_column)]  # fmt: skip
    named = [row for row in rows if any(lens.seen(row, position) for position in names)]
    if len(named) < len(rows) / 2 and not (numbered and not names):
        return False
    years = [column.position for column in table.columns if column.year == "year"]
    months = Counter(tuple(_key(lens.at(row, position)) for position in (table.month_column, *years)) for row in rows)
    labels = [
        *names,
        *table.positions(Role.SECTION),
        *table.positions(Role.GROUP),
        *table.positions(Role.TEAM),
        *table.positions(Role.REFERENCE),
    ]
    keys = Counter(
        tuple(_key(lens.seen(row, position)) for position in (*labels, table.month_column, *years)) for row in rows
    )
    clashes = sum(count - 1 for count in keys.values())
    headed = any(role_of(column.heading) is Role.INDICATOR for column in table.columns if column.role is Role.INDICATOR)
    returns = sum(count - 1 for count in months.values())
    told = headed or numbered or returns > MOST_CLASHES * len(rows)  # fewer are months named twice by mistake
    return bool(rows) and clashes <= MOST_CLASHES * len(rows) and told


def _cells_below(table: Tidy) -> Iterator[object]:
    lines = range(table.header_row + 1, table.last_row + 1)
    return (cell.value for line in lines if (cell := table.lens.at(line, table.month_column)))


def _key(cell: Cell | None) -> object:
    return None if cell is None else cell.value


def _with_months(table: Tidy, anchors: Anchors, year_starts_in: int) -> bool:
    """Fills in each row's month, all its distinct month cells taken as one run; False where one has no year."""
    lens = table.lens
    year_column = next((column.position for column in table.columns if column.year == "year"), None)
    distinct: dict[tuple[object, object], tuple[MonthReading, Span | None, Cell]] = {}
    keys: dict[int, tuple[object, object]] = {}
    year: Cell | None = None
    above: Cell | None = None
    for row in range(table.header_row + 1, table.last_row + 1):
        cell = lens.seen(row, table.month_column)
        cell = above if cell is None and table.carries else cell
        above = cell
        reading = _reading(cell) if cell else None
        year = (lens.seen(row, year_column) or year) if year_column else None
        if cell is None or reading is None:
            continue
        key: tuple[object, object] = (cell.value, year.value if year else None)
        keys[row] = key
        table.month_cells[row] = cell
        distinct.setdefault(key, (reading, heading_span(year.value) if year else None, cell))
    if not distinct:
        return False
    ordered = sorted(distinct, key=lambda key: _order(distinct[key]))
    run = resolve([distinct[key][0] for key in ordered], [distinct[key][1] for key in ordered], (), year_starts_in)
    if None in run.months:
        known = anchors(table.header_row)
        run = resolve(
            [distinct[key][0] for key in ordered], [distinct[key][1] for key in ordered], known, year_starts_in
        )
    found = {key: (month, how) for key, month, how in zip(ordered, run.months, run.hows, strict=True)}
    for row, own in keys.items():
        month, how = found[own]
        if month is None:
            return False
        table.months[row] = month
        table.hows[row] = how
    return True


def _reading(cell: Cell) -> MonthReading | None:
    """A month cell's reading; in a column of months a number from 1 to 12 is one too."""
    if isinstance(cell.value, int) and cell.kind is Kind.NUMBER and cell.value in range(1, 13):
        return MonthReading((Guess(cell.value, None),))
    return read_month(cell)


def _order(found: tuple[MonthReading, Span | None, Cell]) -> tuple[int, int, int]:
    """Distinct headings in calendar order as far as they say it; without years as the rows go."""
    reading, span, cell = found
    guess = reading.guesses[0]
    year = guess.year or (span.first if span else 0)
    return (year, guess.month, reading.day or 0) if year else (0, cell.row, 0)
