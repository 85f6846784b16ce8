"""Numbers that are one and the same thing in two places: copies of an indicator, and a count that is a denominator.

Found by arithmetic, not by names: two series that agree in nearly all months, and could hardly do so by chance, are
one quantity, and where they differ one of them is wrong. The steps of a cumulative row are such a series too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, pairwise
from math import log10
from statistics import median

from ...catalogue.names import normal as words_of
from ...figures.rounding import exact, plain
from ...model import MeasureType, Month, Number, Unit
from .ledger import Ledger, Node, Part, Series
from .names import same_name
from .relations import Relation, Telling

DENOMINATOR_RULE, COPY_RULE, RUNNING_RULE = "A303", "A304", "A306"
BLOCKS = 3
"""A series is looked up by each third of its months, so that a single difference leaves two thirds to find it by."""
LARGEST_BUCKET = 40
"""More series than this alike in a third of the months say nothing of one another."""
LEAST_AGREEING = 3
MOST_DIFFERING = 0.25
"""Of the months that two series share; more, and they are two quantities."""
LEAST_EVIDENCE = 5.0
"""Decimal digits of improbability that two series agree by chance; for rows of one name, `LEAST_OF_ONE_NAME`."""
LEAST_OF_ONE_NAME = 0.5
NO_COUNT = (Unit.PERCENTAGE, Unit.RATE)


@dataclass(frozen=True, slots=True)
class Item:
    """A series that may be equal to others, or its steps: what a month adds to the one `before` it, by month."""

    series: Series
    values: Mapping[Month, Number]
    steps: bool = False
    before: Mapping[Month, Month] = field(default_factory=dict)

    @property
    def row(self) -> int:
        return self.series.row

    @property
    def part(self) -> Part:
        return self.series.part

    def support(self, month: Month) -> tuple[Node, ...]:
        """The numbers behind a month: two for a step."""
        earlier = self.before.get(month)
        own = self.series.node(month)
        return (own,) if earlier is None else (own, self.series.node(earlier))


def relate(ledger: Ledger) -> Iterator[Relation]:
    """A relation for each month of each quantity that stands in several places."""
    items = [*_series(ledger), *_steps(ledger)]
    for quantity in _quantities(ledger, items):
        months = sorted({month for item in quantity for month in item.values})
        for month in months:
            there = [item for item in quantity if month in item.values]
            if len(there) > 1:
                yield from _of_month(ledger, there, month)


def _series(ledger: Ledger) -> Iterator[Item]:
    for series in ledger.series.values():
        yield Item(series, series.values)


def _steps(ledger: Ledger) -> Iterator[Item]:
    """What a cumulative count adds each month."""
    for (row, part), series in ledger.series.items():
        unit = ledger.result(row).definition.unit
        if ledger.measure_type(row) is not MeasureType.CUMULATIVE or (part is Part.VALUE and unit in NO_COUNT):
            continue
        values: dict[Month, Number] = {}
        before: dict[Month, Month] = {}
        for month, value in series.values.items():
            earlier = month.plus(-1)
            if month == month.year_start(ledger.book.year_starts_in):
                values[month] = value
            elif earlier in series.values:
                values[month], before[month] = value - series.values[earlier], earlier
        yield Item(series, values, steps=True, before=before)


def _quantities(ledger: Ledger, items: Sequence[Item]) -> list[list[Item]]:
    """Groups of items that are one quantity."""
    group_of = list(range(len(items)))

    def root(index: int) -> int:
        while group_of[index] != index:
            group_of[index] = group_of[group_of[index]]
            index = group_of[index]
        return index

    for left, right in _candidates(ledger, items):
        if root(left) != root(right) and _same(ledger, items[left], items[right]):
            group_of[max(root(left), root(right))] = min(root(left), root(right))
    groups: dict[int, list[Item]] = defaultdict(list)
    for index, item in enumerate(items):
        groups[root(index)].append(item)
    return [group for group in groups.values() if len(group) > 1]


def _candidates(ledger: Ledger, items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: alike in a third of the months, or of one name."""
    buckets: dict[object, list[int]] = defaultdict(list)
    months = ledger.book.months
    bounds = [len(months) * block // BLOCKS for block in range(BLOCKS + 1)]
    for index, item in enumerate(items):
        if not _may_be_a_count(ledger, item):
            continue
        for start, end in pairwise(bounds):
            key = tuple(item.values.get(month) for month in months[start:end])
            if key and None not in key:
                buckets[start, key].append(index)
    for index, item in enumerate(items):
        if not item.steps:
            buckets[same_name(ledger.rows[item.row]), item.part].append(index)
    for bucket in buckets.values():
        if 1 < len(bucket) <= LARGEST_BUCKET:
            yield from combinations(bucket, 2)


def _may_be_a_count(ledger: Ledger, item: Item) -> bool:
    if item.part is Part.VALUE and ledger.result(item.row).definition.unit in NO_COUNT:
        return False
    return all(value == int(value) for value in item.values.values())


def _same(ledger: Ledger, left: Item, right: Item) -> bool:
    """Whether two series are one quantity by the months they agree and differ in."""
    if left.row == right.row:
        return False
    shared = [month for month in left.values if month in right.values]
    agreeing = [month for month in shared if left.values[month] == right.values[month]]
    differing = len(shared) - len(agreeing)
    if left.steps or right.steps:
        differing = (differing + 1) // 2  # one wrong figure spoils the step to it and the step from it
    if len(agreeing) < LEAST_AGREEING or differing > max(1, MOST_DIFFERING * len(shared)):
        return False
    named = left.part is right.part and (
        same_name(ledger.rows[left.row]) == same_name(ledger.rows[right.row])
        or (left.steps != right.steps and _same_words(ledger, left, right))
    )
    needed = LEAST_OF_ONE_NAME if named or _named_as_denominator(ledger, left, right) else LEAST_EVIDENCE
    return evidence([float(left.values[month]) for month in agreeing]) >= needed


def _same_words(ledger: Ledger, left: Item, right: Item) -> bool:
    """Whether two rows have one name but for what says that one adds up and the other is each month's."""
    mine, theirs = (ledger.rows[each.row] for each in (left, right))
    return mine.team == theirs.team and mine.group == theirs.group and words_of(mine.name) == words_of(theirs.name)


def _named_as_denominator(ledger: Ledger, left: Item, right: Item) -> bool:
    """Whether the catalogue or the settings say that one row is the other's denominator."""
    for one, other in ((left, right), (right, left)):
        named = ledger.result(one.row).definition.denominator
        definition = ledger.result(other.row).definition
        if named and one.part is Part.DENOMINATOR and other.part is Part.VALUE:
            return named.casefold() in (ledger.rows[other.row].name.casefold(), (definition.entry or "").casefold())
    return False


def evidence(values: Sequence[float]) -> float:
    """How improbable it is, in decimal digits, that another series hits these values: by their level and steps."""
    steps = [abs(after - before) for before, after in pairwise(values)]
    step = sum(steps) / len(steps) if steps else 0.0
    return log10(1 + abs(median(values))) + (len(values) - 1) * log10(1 + 2 * step)


def _of_month(ledger: Ledger, there: Sequence[Item], month: Month) -> Iterator[Relation]:
    """One relation for a month: all agree, or the fewer against the more, or an even split."""
    votes = Counter(item.values[month] for item in there)
    (value, most), *rest = votes.most_common()
    if not rest:
        yield Relation(DENOMINATOR_RULE, tuple(node for item in there for node in item.support(month)))
        return
    even = rest[0][1] == most
    right = [item for item in there if item.values[month] == value and not even]
    wrong = [item for item in there if item not in right]
    if even:
        yield _differing(ledger, _likeliest_first(wrong), wrong, month)
        return
    for item in wrong:
        yield _differing(ledger, [item], right, month)


def _likeliest_first(items: Iterable[Item]) -> list[Item]:
    """Counts before denominators, later copies before earlier ones."""
    return sorted(items, key=lambda item: (item.part is not Part.VALUE, -item.row))


def _differing(ledger: Ledger, suspects: Sequence[Item], others: Sequence[Item], month: Month) -> Relation:
    nodes = tuple(node for item in suspects for node in item.support(month))
    repairs: dict[Node, Fraction] = {}
    for item in suspects:
        against = next(other for other in others if other.values[month] != item.values[month])
        gap = exact(against.values[month]) - exact(item.values[month])
        for position, node in enumerate(item.support(month)):
            current = ledger.value(node)
            if current is not None:
                repairs[node] = exact(current) + (gap if position == 0 else -gap)
    witnesses = tuple(node.place for item in others for node in item.support(month))

    def tell(node: Node) -> Telling:
        return _tell(ledger, node, [*suspects, *others], month)

    return Relation(_rule(ledger, suspects, others), nodes, tell, witnesses, repairs, rivals=True)


def _rule(ledger: Ledger, suspects: Sequence[Item], others: Sequence[Item]) -> str:
    if any(item.steps for item in (*suspects, *others)):
        return RUNNING_RULE
    names = {same_name(ledger.rows[item.row]) for item in suspects}
    other_names = {same_name(ledger.rows[item.row]) for item in others if item not in suspects} or names
    one_name = len(names | other_names) == 1
    return COPY_RULE if one_name or (names & other_names and len(suspects) < len(others)) else DENOMINATOR_RULE


def _tell(ledger: Ledger, node: Node, items: Sequence[Item], month: Month) -> Telling:
    mine = next(item for item in items if node in item.support(month))
    against = next(item for item in items if item.values[month] != mine.values[month])
    found, expected = _said(ledger, mine, month), _said(ledger, against, month)
    place = against.support(month)[0].place
    where = f"{place}" if place.sheet != node.place.sheet else place.cell
    name = ledger.rows[against.row].name
    if mine.steps or against.steps:
        words = f"the cumulative row and its months differ: {found} here, {expected} by {name!r} ({where})"
    elif same_name(ledger.rows[mine.row]) == same_name(ledger.rows[against.row]) and mine.part is against.part:
        words = f"says {_part(mine)}{found}, but the same indicator says {expected} in {where}"
    elif against.part is Part.VALUE:
        words = f"counts {_part(mine)}{found}, but {name!r} says {expected} ({where})"
    else:
        words = f"says {_part(mine)}{found}, but {expected} is the {against.part} of {name!r} ({where})"
    agreeing = [item for item in items if item is not against and item.values[month] == against.values[month]]
    more = len({item.support(month)[0].place for item in agreeing} - {place})
    if more:
        words += f" and {more} more cell{'s' if more > 1 else ''} agree{'' if more > 1 else 's'}"
    return Telling(words, found, expected)


def _said(ledger: Ledger, item: Item, month: Month) -> str:
    value = item.values[month]
    if item.part is Part.VALUE and ledger.result(item.row).definition.unit is Unit.PERCENTAGE:
        return f"{float(value) * 100:.6g}%"
    return plain(value) if value == int(value) else f"{value:g}"


def _part(item: Item) -> str:
    return "" if item.part is Part.VALUE else f"{item.part} "
