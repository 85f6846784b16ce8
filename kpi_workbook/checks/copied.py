"""A month whose figures are all those of the month before: a column, or a sheet, that was copied and not filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log10
from statistics import median

from ..model import Indicator, KpiWorkbook, Month, Number, Observation, Place, Severity
from .rule import Case, Hit, rule

_Pair = tuple[Indicator, Observation, Observation]
LEAST_ROWS = 3
LEAST_EVIDENCE = 3.5
"""Decimal digits of improbability that all rows stood still by chance."""
AT_REST = 3.7
"""One over the chance that a whole number stands still whose steps are normal with a median size of 1 (0.6745 of their
deviation, over the root of two pi)."""
FINEST = 0.001
"""The step that figures with a fraction are taken to move by: a tenth of a point."""


@rule("V214", "month-copied", Severity.WARNING, yields_to=("S103", "S107"))
def month_copied(case: Case) -> Iterator[Hit]:
    """Every figure of a month is the same as in the month before, in rows that otherwise change from month to month.

    The column or the sheet was copied and not filled in, and the month's report repeats old news. Rows that stand still
    now and then are no evidence. To put right: type the month's own figures, or leave it blank until they are known.
    """
    for rows in _tables(case.book):
        for month, pairs in _standing_still(rows, case.book.months).items():
            if len(pairs) >= LEAST_ROWS and sum(_surprise(row, month) for row, _, _ in pairs) >= LEAST_EVIDENCE:
                row, then, now = pairs[0]
                yield Hit(
                    place=now.place,
                    message=f"all {len(pairs)} figures of {month.title} are those of {then.month.title} ({then.place})",
                    others=(then.place,),
                    indicator=row,
                    month=month,
                    found=now.typed,
                )


def _tables(book: KpiWorkbook) -> Iterable[list[Indicator]]:
    """The rows of each table."""
    corners: dict[str, list[tuple[Place, Place]]] = defaultdict(list)
    for table in book.tables:
        corners[table.sheet].append((Place(table.sheet, table.first), Place(table.sheet, table.last)))
    tables: dict[object, list[Indicator]] = defaultdict(list)
    for row in book.indicators:
        of_sheet = corners[row.place.sheet]
        own = next((first for first, last in of_sheet if _holds(first, last, row.place)), row.place.sheet)
        tables[own].append(row)
    return tables.values()


def _holds(first: Place, last: Place, place: Place) -> bool:
    (top, left), (row, column), (bottom, right) = first.coordinates, place.coordinates, last.coordinates
    return top <= row <= bottom and left <= column <= right


def _standing_still(rows: Sequence[Indicator], months: Sequence[Month]) -> dict[Month, list[_Pair]]:
    """The months in which no row with a number there and in the month before has another, each with those rows."""
    before = {month: earlier for earlier, month in pairwise(months)}
    still: dict[Month, list[_Pair]] = {month: [] for month in before}
    for row in rows:
        if not still:
            break
        seen = {each.month: each for each in row.observations if each.value is not None}
        for month, pairs in list(still.items()):
            then, now = seen.get(before[month]), seen.get(month)
            if then is None or now is None:
                continue
            if _figures(then) == _figures(now):
                pairs.append((row, then, now))
            else:
                del still[month]
    return still


def _figures(seen: Observation) -> tuple[Number | None, ...]:
    return seen.value, seen.numerator, seen.denominator


def _surprise(row: Indicator, month: Month) -> float:
    """How improbable it is, in decimal digits, that a row stands still at a month: by its usual step."""
    seen = [(each, each.value) for each in row.observations if each.value is not None]
    steps = [abs(now - then) for (_, then), (later, now) in pairwise(seen) if later.month != month]
    return log10(1 + AT_REST * median(steps) / max(_finest(each) for each, _ in seen)) if steps else 0.0


def _finest(seen: Observation) -> float:
    """The smallest step that a figure as typed can show."""
    if seen.decimals is None:
        return 1.0 if isinstance(seen.value, int) else FINEST
    return float(10 ** -(seen.decimals + (2 if "%" in seen.typed else 0)))


RULES = (month_copied,)
