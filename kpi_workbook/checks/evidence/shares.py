"""Percentages whose counts stand in rows of their own: calls offered, calls answered, percentage of calls answered.

Nothing says which rows belong together but their names and their figures: where a percentage is, in nearly every month,
the share of two rows of its section that have a word in common with it, it is taken for theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...catalogue.names import normal
from ...model import Unit
from .ledger import Ledger, Part, Series
from .percentages import SHARE_RULE, Counted, SeriesByPart, counted, nodes_of, wrong_share
from .relations import Relation

LEAST_FITTING = 5
"""Months in which the share fits: fewer fit by chance."""
NAMED_FITTING = 3
"""… and in which it must where the percentage and its part have one name: `% in 45 days`, `In 45 days`."""
USUALLY = 0.75
"""Of the months with all three: as often as this it fits, where the rows belong together."""
FURTHEST = 8
"""Rows apart."""
COUNTING = (Unit.COUNT, Unit.NUMBER, Unit.UNKNOWN)


def relate(ledger: Ledger) -> Iterator[Relation]:
    """A relation for each month of each percentage that is the share of two other rows."""
    start = 0
    for section in ledger.book.sections:
        rows = range(start, start + len(section.indicators))
        start = rows.stop
        for row in rows:
            if _is_bare_percentage(ledger, row):
                yield from _of_row(ledger, row, rows)


def _is_bare_percentage(ledger: Ledger, row: int) -> bool:
    percentage = ledger.result(row).definition.unit is Unit.PERCENTAGE
    return percentage and (row, Part.VALUE) in ledger.series and (row, Part.DENOMINATOR) not in ledger.series


def _of_row(ledger: Ledger, row: int, rows: range) -> Iterator[Relation]:
    around = range(max(rows.start, row - FURTHEST), min(rows.stop, row + FURTHEST + 1))
    near = [each for each in around if each != row]
    counts = [ledger.series[each, Part.VALUE] for each in near if _counts(ledger, each)]
    indicator, values = ledger.rows[row], ledger.series[row, Part.VALUE]
    for part in counts:
        if not _shares_a_word(ledger, row, part.row):
            continue
        for whole in counts:
            series = {Part.VALUE: values, Part.NUMERATOR: part, Part.DENOMINATOR: whole}
            least = NAMED_FITTING if _named_alike(ledger, row, part.row) else LEAST_FITTING
            known = list(counted(series, indicator)) if _could_be(values, part, whole, least) else []
            if _belong(known, least):
                yield from (_month(series, each) for each in known)
                return


def _counts(ledger: Ledger, row: int) -> bool:
    return (row, Part.VALUE) in ledger.series and ledger.result(row).definition.unit in COUNTING


def _shares_a_word(ledger: Ledger, row: int, other: int) -> bool:
    """Whether two rows have a word of their names, or of their groups', in common."""
    rows = (ledger.rows[each] for each in (row, other))
    mine, theirs = (set(normal(f"{each.group or ''} {each.name}").words) for each in rows)
    return bool(mine & theirs)


def _named_alike(ledger: Ledger, row: int, other: int) -> bool:
    """Whether a percentage and a count have one name but for what says which of them is which."""
    mine, theirs = (normal(ledger.rows[each].name).words for each in (row, other))
    return bool(mine) and mine == theirs


def _could_be(values: Series, part: Series, whole: Series, least: int) -> bool:
    """Whether enough months are anywhere near: rows that are not are not tried in full."""
    months = [month for month in values.values if part.values.get(month) and whole.values.get(month)]
    near = [abs(part.values[month] / whole.values[month] - values.values[month]) < 0.01 for month in months]
    return part is not whole and sum(near) >= least


def _belong(known: Sequence[Counted], least: int) -> bool:
    fitting = [each for each in known if each.says(1, True)]
    differing = len({each.value for each in fitting}) > 1
    return len(fitting) >= least and len(fitting) >= USUALLY * len(known) and differing


def _month(series: SeriesByPart, each: Counted) -> Relation:
    if each.says(1, True):
        return Relation(SHARE_RULE, tuple(nodes_of(series, each.observation.month)))
    return wrong_share(series, each, 1, True)
