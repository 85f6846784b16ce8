"""What the reader noticed of tables with a row a figure: a month given twice, or left out, for one indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ...model import Indicator, Month, Observation, Place, Remark, RemarkKind
from ..display import shown
from .drafts import Draft
from .tidy import Tidy

MOST_OF_A_KIND = 10  # in a workbook; with more of them the rows are not one a month
MOST_MISSING = 3  # months left out of an indicator's run before it is taken to be no monthly one

_Rows = Mapping[tuple[str, int], Tidy]


def tidy_remarks(tidy: Sequence[Tidy], drafts: Sequence[Draft]) -> Iterator[Remark]:
    """A remark for each figure of a month that its indicator has already, and for each month without a row."""
    tables = {(table.lens.grid.name, row): table for table in tidy for row in table.months}
    if not tables:
        return
    rows = [row for draft in drafts for row in draft.indicators if _table_of(tables, row.observations[:1])]
    repeated = [remark for row in rows for remark in _repeated(tables, row)]
    missing = [remark for row in rows for remark in _missing(tables, row)]
    for found in (repeated, missing):
        if len(found) <= MOST_OF_A_KIND:
            yield from found


def _table_of(tables: _Rows, observations: Sequence[Observation]) -> Tidy | None:
    places = [each.place for each in observations]
    return next((tables.get((place.sheet, place.coordinates[0])) for place in places), None)


def _month_place(tables: _Rows, observation: Observation) -> tuple[Place, str]:
    """The cell that gives an observation's month, and what stands there."""
    line = observation.place.coordinates[0]
    table = tables[observation.place.sheet, line]
    return table.lens.place(line, table.month_column), shown(table.month_cells[line])


def _repeated(tables: _Rows, row: Indicator) -> Iterator[Remark]:
    if len({each.month for each in row.observations}) == len(row.observations):
        return
    first: dict[Month, Observation] = {}
    for each in row.observations:
        before = first.setdefault(each.month, each)
        if before is not each:
            place, typed = _month_place(tables, each)
            yield Remark(
                kind=RemarkKind.REPEATED_ROW,
                place=place,
                words=f"{each.month.title} is given a second time for '{row.name}': {each.typed} here "
                f"({each.place.cell}), {before.typed} in {before.place.cell}.",
                month=each.month,
                found=f"{row.name}: {typed}",
            )


def _missing(tables: _Rows, row: Indicator) -> Iterator[Remark]:
    months = Counter(each.month for each in row.observations)
    gaps = [(before, after) for before, after in pairwise(sorted(months)) if after.since(before) > 1]
    absent = sum(after.since(before) - 1 for before, after in gaps)
    if not 0 < absent <= MOST_MISSING or absent >= len(months) / 2:
        return
    for before, after in gaps:
        place, typed = _month_place(tables, next(each for each in row.observations if each.month == after))
        yield Remark(
            kind=RemarkKind.MISSING_ROW,
            place=place,
            words=f"No row gives {before.plus(1).title} for '{row.name}', between {before.title} and {after.title}.",
            month=before.plus(1),
            found=f"{row.name}: {typed}",
            expected=before.plus(1).label,
        )
