"""A list of the indicators without months, on a sheet of its own: their targets, which way is good, latest figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model import Extra, Indicator, Month, Polarity, Role
from ..targets import read_target
from ..words import normal, polarity_of, role_of
from .asides import extra_of, is_in_force, target_column, target_of
from .column import Column
from .drafts import Draft
from .flow import Region
from .lens import text_of
from .observations import Site
from .scale import Scale
from .survey import Surveyed

HEADER_ROWS = 20  # of a sheet that are looked at for the headings of a list
_NAMES = (Role.INDICATOR, Role.REFERENCE)
_FIGURES = (Role.CURRENT_MONTH, Role.YEAR_TO_DATE)
_SAYS = (Role.TARGET, Role.POLARITY, *_FIGURES)


@dataclass(frozen=True, slots=True)
class _List:
    """A list's headings: its sheet, their row, and what each column was taken for."""

    sheet: Surveyed
    row: int
    columns: tuple[Column, ...]

    def positions(self, role: Role) -> list[int]:
        return [column.position for column in self.columns if column.role is role]

    def words(self, row: int, role: Role) -> str:
        texts = (self.sheet.across.text(row, position) for position in self.positions(role))
        return next((text for text in texts if text), "")


def with_target_lists(drafts: Sequence[Draft], surveyed: Sequence[Surveyed], latest: Month) -> None:
    """Gives the indicators what lists on sheets without months say of them.

    A target of the indicator's own row stays in force; the list's is then kept beside it, as latest figures and years
    to date are. `latest`: the last month with a figure, whose year's target is the one in force.
    """
    lists = [found for sheet in surveyed if not sheet.pieces if (found := _list_on(sheet))]
    for each in lists:
        rows = dict(_rows_of(each, drafts))
        for row, (draft, index) in rows.items():
            draft.indicators[index] = _told(draft.indicators[index], each, row, latest)
        if rows:
            each.sheet.lists += [
                Region(each.row, column.position, max(rows), column.position, 0)
                for column in each.columns
                if column.role in (Role.TARGET, *_FIGURES)
            ]


def _list_on(sheet: Surveyed) -> _List | None:
    for row in sorted(sheet.across.lines)[:HEADER_ROWS]:
        cells = [(position, text) for position, cell in sheet.across.lines[row] if (text := text_of(cell))]
        columns = tuple(Column(position, role, text) for position, text in cells if (role := role_of(text)))
        roles = {column.role for column in columns}
        if roles & {*_NAMES} and roles & {*_SAYS}:
            return _List(sheet, row, columns)
    return None


def _rows_of(each: _List, drafts: Sequence[Draft]) -> Iterator[tuple[int, tuple[Draft, int]]]:
    """The list's rows that name one indicator and no other, by its name or else by its reference."""
    by_name: dict[str, list[tuple[Draft, int]]] = {}
    by_code: dict[str, list[tuple[Draft, int]]] = {}
    for draft in drafts:
        for index, row in enumerate(draft.indicators):
            by_name.setdefault(normal(row.name), []).append((draft, index))
            by_code.setdefault(_code(row), []).append((draft, index))
    for line in range(each.row + 1, each.sheet.across.last_line + 1):
        name, code = (normal(each.words(line, role)) for role in _NAMES)
        found = by_name.get(name, []) if name in by_name or not code else by_code.get(code, [])
        if (name or code) and len(found) == 1:
            yield line, found[0]


def _code(row: Indicator) -> str:
    return next((normal(extra.typed) for extra in row.extras if extra.role is Role.REFERENCE), "")


def _told(row: Indicator, each: _List, line: int, latest: Month) -> Indicator:
    """An indicator with what a line of a list says of it."""
    if row.polarity is Polarity.UNKNOWN:
        row = replace(row, polarity=polarity_of(each.words(line, Role.POLARITY)) or Polarity.UNKNOWN)
    figures = [_beside(row, each, line, column) for column in each.columns if column.role in _FIGURES]
    row = replace(row, extras=(*row.extras, *(figure for figure in figures if figure)))
    return _with_target(row, each, line, latest)


def _with_target(row: Indicator, each: _List, line: int, latest: Month) -> Indicator:
    column = target_column(each.columns, latest)
    cell = each.sheet.across.at(line, column.position) if column else None
    if column is None or cell is None or not is_in_force(column, latest):
        return row
    if row.target is None or row.target.value is None:
        site = Site(each.sheet.across.place(line, column.position), cell)
        return replace(row, target=target_of(read_target(cell), site, Scale(row.unit), column.heading))
    beside = _beside(row, each, line, column)
    return replace(row, extras=(*row.extras, beside)) if beside else row


def _beside(row: Indicator, each: _List, line: int, column: Column) -> Extra | None:
    """What a column of a list gives of an indicator, kept beside its months."""
    across = each.sheet.across
    site = Site(across.place(line, column.position), across.at(line, column.position))
    return extra_of(column.role, column.heading, site, Scale(row.unit))
