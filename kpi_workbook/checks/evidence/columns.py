"""Year-to-date, quarter, total and average columns typed beside the months, against what the months give."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from statistics import median

from ...figures.rounding import exact, plain, round_half_up
from ...model import Kind, MeasureType, Month, Place, Role, Unit
from .ledger import Ledger, Node, Part, Series
from .precision import digits_given
from .relations import Relation, Telling
from .typed_columns import LATEST, MEAN, POOLED, STEP, SUM, Typed, all_typed, values_of

COLUMN_RULE = "A309"
LEAST_OF_A_COLUMN = 2
"""Rows of a column that must follow one method before a row of unknown kind is held to it."""
LEAST_MONTHS = 4
MEDIAN_OF_NORMAL = 0.6745
"""The median size of a normal deviate; two counts of one mean differ by chance with twice their mean as variance."""
SMOOTH = 0.6
"""The share of the step to be expected by chance below which chance alone hardly ever stays. Medians, so that one slip
in the row changes nothing."""
AS_SHOWN = 0.006
"""How far a percentage may lie beyond its months' own, each of them shown in whole points."""
_NUMBER = re.compile(r"\d+")
ACCEPTED: dict[MeasureType, tuple[str, ...]] = {
    MeasureType.MONTHLY: (SUM,),
    MeasureType.SNAPSHOT: (LATEST, MEAN),
    MeasureType.CUMULATIVE: (LATEST, STEP),
    MeasureType.ROLLING: (LATEST,),
}
"""What a column of a row that counts may hold, by the row's kind; of an unknown kind, what the column's others hold."""


def relate(ledger: Ledger) -> Iterator[Relation]:
    """A relation for every typed column figure that can be recomputed."""
    typed = [each for each in all_typed(ledger) if each.by_method]
    customs = _customs(ledger, typed)
    wrong: list[tuple[Typed, frozenset[str]]] = []
    for each in typed:
        accepted = _accepted(ledger, each, customs)
        if accepted and (each.fits & accepted or not accepted & each.by_method.keys()):
            yield Relation(COLUMN_RULE, _nodes(ledger, each))
        elif accepted and (_starts_the_year(ledger, each) or customs[_column(ledger, each)]):
            wrong.append((each, accepted))
    spans = _usual_spans(typed) if wrong else {}
    for each, accepted in wrong:
        meant = each.spans[spans.get(each.extra.name, 0) % len(each.spans)]
        meant = meant if accepted & meant.by_method.keys() else each
        yield _wrong(ledger, meant, accepted, customs[each.row] + customs[_column(ledger, each)])
    yield from _beyond_their_months(ledger, typed)


def _starts_the_year(ledger: Ledger, each: Typed) -> bool:
    """Whether a year to date can be held to its months: not where the table begins in the middle of the year."""
    starts = (each.months[-1].year_start(ledger.book.year_starts_in), each.months[-1].year_start(1))
    return each.extra.role is not Role.YEAR_TO_DATE or each.months[0] in starts


def _beyond_their_months(ledger: Ledger, typed: Sequence[Typed]) -> Iterator[Relation]:
    """Percentages without counts: whatever the months weigh, their pool lies between the lowest and the highest, as it
    does in the column's other rows."""
    columns: dict[object, list[Typed]] = defaultdict(list)
    for each in typed:
        shares = ledger.result(each.row).definition.unit is Unit.PERCENTAGE and POOLED not in each.by_method
        if shares and len(each.months) > 1 and ledger.measure_type(each.row) is not MeasureType.CUMULATIVE:
            columns[_column(ledger, each)].append(each)
    for column in columns.values():
        beyond = [each for each in column if _distance_from_months(ledger, each) > AS_SHOWN]
        if len(column) - len(beyond) >= max(LEAST_OF_A_COLUMN, len(beyond) + 1):
            yield from (_no_pool(ledger, each) for each in beyond)


def _distance_from_months(ledger: Ledger, each: Typed) -> float:
    values = values_of(ledger, each.row, Part.VALUE)
    months = [float(values[month]) for month in each.months if month in values]
    return max(min(months) - float(each.value), float(each.value) - max(months))


def _no_pool(ledger: Ledger, each: Typed) -> Relation:
    values = values_of(ledger, each.row, Part.VALUE)
    months = [exact(values[month]) for month in each.months if month in values]
    low, high = (f"{plain(round_half_up(end * 100, 1), 1)}%" for end in (min(months), max(months)))
    span = f"{each.months[0].label} to {each.months[-1].label}"
    node = _nodes(ledger, each)[0]

    def tell(_: Node) -> Telling:
        return Telling(
            f"says {each.extra.typed}, but {span} lie between {low} and {high}, and so does what they give together",
            each.extra.typed,
        )

    witnesses = _witnesses(ledger, each)
    return Relation(COLUMN_RULE, (node,), tell, witnesses, {}, {node: each.value})


def _customs(ledger: Ledger, typed: Sequence[Typed]) -> dict[object, Counter[str]]:
    """How many figures of each column and unit follow each method."""
    customs: dict[object, Counter[str]] = defaultdict(Counter)
    for each in typed:
        customs[_column(ledger, each)].update(each.fits)
        customs[each.row].update(each.fits)
    return customs


def _usual_spans(typed: Sequence[Typed]) -> dict[str, int]:
    """For each heading, which of the months that it may mean most of its figures are of."""
    followed: dict[str, Counter[int]] = defaultdict(Counter)
    for each in typed:
        followed[each.extra.name].update(each.spans_that_fit)
    return {
        name: max(counted, key=lambda span: (counted[span], -span)) for name, counted in followed.items() if counted
    }


def _column(ledger: Ledger, each: Typed) -> tuple[str, str, Unit]:
    """The column that a figure stands in with figures of its unit; those of the four quarters, or of several years, are
    one, and the latest month is the latest in any unit."""
    latest = each.extra.role is Role.CURRENT_MONTH
    unit = Unit.UNKNOWN if latest else ledger.result(each.row).definition.unit
    return each.extra.place.sheet, _NUMBER.sub("#", each.extra.name), unit


def _accepted(ledger: Ledger, each: Typed, customs: Mapping[object, Counter[str]]) -> frozenset[str]:
    """The methods that a figure may follow; empty where nothing says which."""
    definition, measure_type = ledger.result(each.row).definition, ledger.measure_type(each.row)
    if each.extra.role is Role.CURRENT_MONTH:
        return _custom(customs[_column(ledger, each)]) & {LATEST}
    if definition.unit is Unit.PERCENTAGE:
        return frozenset({POOLED}) if POOLED in each.by_method and each.extra.role is not Role.AVERAGE else frozenset()
    if each.extra.role is Role.AVERAGE:
        return frozenset({MEAN})
    if each.extra.role is Role.TOTAL and measure_type is MeasureType.UNKNOWN:
        return frozenset({SUM, LATEST})
    if measure_type in ACCEPTED and definition.unit not in (Unit.RATE, Unit.DAYS):
        in_doubt = {LATEST} if definition.conflict else set()
        return frozenset(ACCEPTED[measure_type]) | in_doubt | _custom(customs[each.row])
    followed = _custom(customs[each.row]) or _custom(customs[_column(ledger, each)])
    if not followed or definition.unit not in (Unit.COUNT, Unit.MONEY):
        return followed
    return followed | {SUM} | ({LATEST} if _hardly_moves(ledger, each) else set())


def _hardly_moves(ledger: Ledger, each: Typed) -> bool:
    """Whether a row of counts moves less from month to month than chance would move counts of new things each month:
    then it counts what is there, and the year's figure is the latest."""
    values = [float(value) for _, value in sorted(values_of(ledger, each.row, Part.VALUE).items())]
    if ledger.result(each.row).definition.unit is not Unit.COUNT or len(values) < LEAST_MONTHS or min(values) < 0:
        return False
    steps = [abs(after - before) for before, after in pairwise(values)]
    return median(steps) < SMOOTH * sqrt(2 * median(values)) * MEDIAN_OF_NORMAL


def _custom(followed: Counter[str]) -> frozenset[str]:
    return frozenset(method for method, rows in followed.items() if rows >= LEAST_OF_A_COLUMN)


def _nodes(ledger: Ledger, each: Typed) -> tuple[Node, ...]:
    """The typed figure, then the months it rests on."""
    own = Node(each.extra.place, Part.VALUE, each.row, None)
    parts = (Part.NUMERATOR, Part.DENOMINATOR) if POOLED in each.by_method else (Part.VALUE,)
    series: list[Series] = [ledger.series[each.row, part] for part in parts if (each.row, part) in ledger.series]
    return (own, *(one.node(month) for month in each.months for one in series if month in one.values))


def _wrong(ledger: Ledger, each: Typed, accepted: frozenset[str], followed: Counter[str]) -> Relation:
    nodes = _nodes(ledger, each)
    possible = sorted(accepted & each.by_method.keys())
    method = min(possible, key=lambda name: (-followed[name], abs(each.by_method[name] - exact(each.value))))
    computed = each.by_method[method]
    repairs = {nodes[0]: computed}
    if method in (SUM, MEAN):
        gap = (exact(each.value) - computed) * (len(nodes) - 1 if method == MEAN else 1)
        repairs |= {node: exact(ledger.value(node) or 0) + gap for node in nodes[1:]}
    elif method == LATEST:
        repairs[nodes[-1]] = exact(each.value)

    def tell(node: Node) -> Telling:
        given = _said(ledger, each, computed)
        if node != nodes[0]:
            words = (
                f"with this figure the months give {given} ({method}), but {each.extra.name!r} says {each.extra.typed}"
            )
            repaired = plain(repairs[node]) if node in repairs else None  # a pooled month has no one right figure
            return Telling(f"{words} ({each.extra.place.cell})", plain(ledger.value(node) or 0), repaired)
        why = next((other for other in (MEAN, LATEST, SUM) if other in each.fits), None)
        span = f"{each.months[0].label} to {each.months[-1].label}" if len(each.months) > 1 else each.months[0].label
        words = f"says {each.extra.typed}, but {span} give {given} ({method})"
        return Telling(words + (f"; the figure typed is the {why}" if why else ""), each.extra.typed, given)

    witnesses = _witnesses(ledger, each)
    return Relation(COLUMN_RULE, nodes, tell, witnesses, repairs, {nodes[0]: each.value})


def _witnesses(ledger: Ledger, each: Typed) -> tuple[Place, ...]:
    months = _span(each)
    return tuple(seen.place for seen in ledger.rows[each.row].observations if seen.month in months)


def _span(each: Typed) -> frozenset[Month]:
    """Every month that the figure covers, those without a number too."""
    first, last = each.months[0], each.months[-1]
    return frozenset({*each.extra.months, *(first.plus(step) for step in range(last.since(first) + 1))})


def _said(ledger: Ledger, each: Typed, computed: Fraction) -> str:
    given = digits_given(each.extra.typed, each.extra.decimals)
    digits = 1 if given is None else given
    if ledger.result(each.row).definition.unit is Unit.PERCENTAGE:
        return f"{plain(computed * 100, digits)}%"
    whole = computed.denominator == 1
    return plain(computed, 0 if whole else max(digits, 1 if each.extra.kind is Kind.NUMBER else digits))
