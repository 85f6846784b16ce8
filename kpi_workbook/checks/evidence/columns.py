"""Year-to-date, quarter, total and average columns typed beside the months, against what the months give."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from statistics import median

from ...figures.rounding import exact, is_usable, plain, round_half_up
from ...model import Extra, Indicator, Kind, MeasureType, Month, Number, Role, Status, Unit
from .ledger import Ledger, Node, Part, Series
from .precision import digits_given
from .relations import Relation, Telling

COLUMN_RULE = "A309"
SUM, POOLED, MEAN, LATEST, STEP = "sum", "pooled counts", "mean of the months", "latest month", "growth"
ROLES = (Role.YEAR_TO_DATE, Role.QUARTER, Role.TOTAL, Role.AVERAGE)
LEAST_OF_A_COLUMN = 2
"""Rows of a column that must follow one method before a row of unknown kind is held to it."""
LEAST_MONTHS = 4
MEDIAN_OF_NORMAL = 0.6745
"""The median size of a normal deviate; two counts of one mean differ by chance with twice their mean as variance."""
SMOOTH = 0.6
"""The share of the step to be expected by chance below which chance alone hardly ever stays. Medians, so that one slip
in the row changes nothing."""
UNKNOWN = (Status.UNREADABLE, Status.ERROR, Status.SUPPRESSED)
AS_SHOWN = 0.006
"""How far a percentage may lie beyond its months' own, each of them shown in whole points."""
STORED_EXACTLY = Fraction(1, 100_000)
ACCEPTED: dict[MeasureType, tuple[str, ...]] = {
    MeasureType.MONTHLY: (SUM,),
    MeasureType.SNAPSHOT: (LATEST, MEAN),
    MeasureType.CUMULATIVE: (LATEST, STEP),
    MeasureType.ROLLING: (LATEST,),
}
"""What a column of a row that counts may hold, by the row's kind; of an unknown kind, what the column's others hold."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One typed figure and what each method makes of the months it covers.

    `other_spans`: the same for other months that the heading may mean, which a figure may follow as well.
    """

    row: int
    extra: Extra
    value: Number
    months: tuple[Month, ...]
    by_method: Mapping[str, Fraction]
    other_spans: tuple[Mapping[str, Fraction], ...] = ()

    @property
    def fits(self) -> frozenset[str]:
        spans = (self.by_method, *self.other_spans)
        return frozenset(method for span in spans for method, value in span.items() if self.is_given(value))

    def is_given(self, computed: Fraction) -> bool:
        """Whether the typed figure is this one, to the digits it was typed to."""
        digits = digits_given(self.extra.typed, self.extra.decimals)
        if digits is None:
            return abs(exact(self.value) - computed) <= STORED_EXACTLY * max(Fraction(1), abs(computed))
        return exact(self.value) == round_half_up(computed, digits + (2 if "%" in self.extra.typed else 0))


def relate(ledger: Ledger) -> Iterator[Relation]:
    """A relation for every typed column figure that can be recomputed."""
    typed = [each for each in _all_typed(ledger) if each.by_method]
    customs = _customs(ledger, typed)
    for each in typed:
        accepted = _accepted(ledger, each, customs)
        if accepted and (each.fits & accepted or not accepted & each.by_method.keys()):
            yield Relation(COLUMN_RULE, _nodes(ledger, each))
        elif accepted:
            yield _wrong(ledger, each, accepted, customs[each.row] + customs[_column(ledger, each)])
    yield from _beyond_their_months(ledger, typed)


def _all_typed(ledger: Ledger) -> Iterator[Typed]:
    for row, indicator in enumerate(ledger.rows):
        for extra in indicator.extras:
            if extra.role in ROLES and is_usable(extra.value) and extra.value is not None:
                first, *others = _covered(ledger, row, extra)
                if _lacks_a_figure(ledger, indicator, extra, first):
                    continue
                spans = tuple(_methods(ledger, row, months) for months in others)
                yield Typed(row, extra, extra.value, first, _methods(ledger, row, first), spans)


def _covered(ledger: Ledger, row: int, extra: Extra) -> list[tuple[Month, ...]]:
    """The months that a column may cover, the likeliest first: what its heading says, the financial year so far, the
    calendar year so far, all months."""
    known = sorted({month for part in Part for month in _values(ledger, row, part)})
    said = tuple(month for month in known if month in extra.months)
    if extra.role is Role.QUARTER or not known:
        return [said]
    last = max(said, default=known[-1])
    starts = (last.year_start(ledger.book.year_starts_in), last.year_start(1), known[0])
    spans = [tuple(month for month in known if start <= month <= last) for start in starts]
    return [*spans, said] if extra.role is Role.YEAR_TO_DATE or not said else [said, *spans]


def _lacks_a_figure(ledger: Ledger, indicator: Indicator, extra: Extra, months: Sequence[Month]) -> bool:
    """Whether a figure among those covered is withheld or cannot be read, so that nobody can tell what they give."""
    unknown = [seen.month for seen in indicator.observations if seen.status in UNKNOWN]
    if extra.role is Role.QUARTER or not months:
        return any(month in extra.months for month in unknown)
    year = months[-1].year_start(ledger.book.year_starts_in)
    first = min(months[0], year) if extra.months else indicator.observations[0].month
    return any(first <= month <= months[-1] for month in unknown)


def _values(ledger: Ledger, row: int, part: Part) -> Mapping[Month, Number]:
    series = ledger.series.get((row, part))
    return series.values if series else {}


def _methods(ledger: Ledger, row: int, months: Sequence[Month]) -> dict[str, Fraction]:
    """What each method that fits the row's unit makes of the months."""
    values = _values(ledger, row, Part.VALUE)
    known = [exact(values[month]) for month in months if month in values]
    unit = ledger.result(row).definition.unit
    found: dict[str, Fraction] = {}
    if known:
        found[MEAN], found[LATEST] = sum(known, Fraction()) / len(known), known[-1]
        if unit is not Unit.PERCENTAGE:
            found[SUM] = sum(known, Fraction())
            before = values.get(months[0].plus(-1))
            found[STEP] = known[-1] - (exact(before) if before is not None else 0)
    pooled = _pooled(ledger, row, months)
    if pooled is not None and unit is Unit.PERCENTAGE:
        found[POOLED] = pooled
    return found


def _pooled(ledger: Ledger, row: int, months: Sequence[Month]) -> Fraction | None:
    parts, wholes = _values(ledger, row, Part.NUMERATOR), _values(ledger, row, Part.DENOMINATOR)
    counted = [month for month in months if month in parts and month in wholes]
    whole = sum((exact(wholes[month]) for month in counted), Fraction())
    if not whole or len(counted) < len(months):
        return None
    return sum((exact(parts[month]) for month in counted), Fraction()) / whole


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
    values = _values(ledger, each.row, Part.VALUE)
    months = [float(values[month]) for month in each.months if month in values]
    return max(min(months) - float(each.value), float(each.value) - max(months))


def _no_pool(ledger: Ledger, each: Typed) -> Relation:
    values = _values(ledger, each.row, Part.VALUE)
    months = [exact(values[month]) for month in each.months if month in values]
    low, high = (f"{plain(round_half_up(end * 100, 1), 1)}%" for end in (min(months), max(months)))
    span = f"{each.months[0].label} to {each.months[-1].label}"
    node = _nodes(ledger, each)[0]

    def tell(_: Node) -> Telling:
        return Telling(
            f"says {each.extra.typed}, but {span} lie between {low} and {high}, and so does what they give together",
            each.extra.typed,
        )

    witnesses = tuple(seen.place for seen in ledger.rows[each.row].observations if seen.month in _span(each))
    return Relation(COLUMN_RULE, (node,), tell, witnesses, {}, {node: each.value})


def _customs(ledger: Ledger, typed: Sequence[Typed]) -> dict[object, Counter[str]]:
    """How many figures of each column and unit follow each method."""
    customs: dict[object, Counter[str]] = defaultdict(Counter)
    for each in typed:
        customs[_column(ledger, each)].update(each.fits)
        customs[each.row].update(each.fits)
    return customs


def _column(ledger: Ledger, each: Typed) -> tuple[str, str, Unit]:
    return each.extra.place.sheet, each.extra.name, ledger.result(each.row).definition.unit


def _accepted(ledger: Ledger, each: Typed, customs: Mapping[object, Counter[str]]) -> frozenset[str]:
    """The methods that a figure may follow; empty where nothing says which."""
    definition, measure_type = ledger.result(each.row).definition, ledger.measure_type(each.row)
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
    values = [float(value) for _, value in sorted(_values(ledger, each.row, Part.VALUE).items())]
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
    return (own, *(one.nodes[month] for month in each.months for one in series if month in one.nodes))


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

    witnesses = tuple(seen.place for seen in ledger.rows[each.row].observations if seen.month in _span(each))
    return Relation(COLUMN_RULE, nodes, tell, witnesses, repairs, {nodes[0]: each.value})


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
