"""Comparators that mislead: mixed notations, out of scale, counts of larger areas, one label with two values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from ..figures.comparators import LARGER, is_peer
from ..figures.results import IndicatorResult
from ..figures.rounding import say
from ..figures.series import share
from ..model import Area, Comparator, Extra, Indicator, Observation, Role, Severity, Unit
from .evidence.names import normal, same_name
from .evidence.slips import accumulates_in_a_year
from .rule import Case, Hit, rule

TIMES_LARGER = 3.0
"""A region's or country's count this many times the council's own is no average of councils."""
FACTORS = (10, 100)
FAR_OFF = 5.0
CLOSE = 2.0
ALIKE = 2.5
"""Comparators of a rate or percentage lie within this of one another before one of them is called out of scale."""
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
POINTS_FROM = 10
"""A bare number this many times the share that it was read as is in points."""
LEAST_ALIKE = 4
"""How many months of a row must share one notation for each that has the other."""
_TO_DATE = re.compile(r"(?i)\b(ytd|to date|so far|same (period|point|stage))\b")
_KINDS = re.compile(r"\b(?:ytd|to date|so far|median|best|worst|highest|lowest|(?:top|upper|lower|bottom) quartile)\b")
"""What makes two figures of one area two comparators."""
LEAST_MEMBERS = 3
MOST_BEYOND = 0.001
"""How far beyond its members a mean may lie from rounding, as a share."""


def _known(indicator: Indicator) -> list[Comparator]:
    """The comparators with a number, each cell once."""
    seen: dict[object, Comparator] = {}
    for each in indicator.comparators:
        if each.value is not None:
            seen.setdefault(each.place, each)
    return list(seen.values())


def _notation(typed: str) -> str:
    return "with %" if "%" in typed else "without %"


@rule("C501", "mixed-notations", Severity.WARNING, yields_to=("C502", "S102", "S103"))
def mixed_notations(case: Case) -> Iterator[Hit]:
    """Percentages of one row stand some with a per cent sign, some without (86% beside 0.87).

    A reader takes 0.87 for less than one per cent. To put right: format the cells as percentages.
    """
    for indicator, result in case.rows:
        if result.definition.unit is not Unit.PERCENTAGE:
            continue
        yield from _odd_months(indicator)
        known = _known(indicator)
        shown = {_notation(each.typed) for each in known}
        signed = any("%" in each.typed for each in indicator.observations)
        odd = [each for each in known if "%" not in each.typed]
        if odd and (len(shown) > 1 or signed):
            cells = ", ".join(f"{each.typed} ({each.name})" for each in odd)
            yield Hit(
                place=odd[0].place,
                message=f"{cells} stand{'s' if len(odd) == 1 else ''} without % beside percentages",
                others=tuple(each.place for each in odd[1:]),
                indicator=indicator,
                found=odd[0].typed,
                expected=say(share(odd[0].value or 0, Unit.PERCENTAGE), Unit.PERCENTAGE),
            )


def _month_notation(observation: Observation) -> str:
    """How a month's percentage is typed: with its sign; else as the share it is (`0.93`), or in points (`93`)."""
    number = _NUMBER.search(observation.typed)
    points = number and float(number[0]) > POINTS_FROM * abs(observation.value or 0)
    return "in points without %" if points and "%" not in observation.typed else _notation(observation.typed)


def _odd_months(indicator: Indicator) -> Iterator[Hit]:
    """The few months of a row that are typed without the sign, or with it, unlike the others."""
    typed: dict[str, list[Observation]] = defaultdict(list)
    for each in indicator.observations:
        if each.value:
            typed[_month_notation(each)].append(each)
    most = max(typed.values(), key=len, default=[])
    few = [each for group in typed.values() if group is not most for each in group]
    if few and len(most) >= LEAST_ALIKE * len(few):
        cells = ", ".join(f"{each.typed} ({each.month.label})" for each in few)
        yield Hit(
            place=few[0].place,
            message=f"{cells} stand{'s' if len(few) == 1 else ''} {_month_notation(few[0])} "
            f"among months {_month_notation(most[0])}, such as {most[0].typed}",
            others=tuple(each.place for each in few[1:]),
            indicator=indicator,
            month=few[0].month,
            found=few[0].typed,
            expected=say(few[0].value or 0, Unit.PERCENTAGE),
        )


@rule("C502", "comparator-out-of-scale", Severity.ERROR, yields_to=("S102", "S103"))
def comparator_out_of_scale(case: Case) -> Iterator[Hit]:
    """A comparator is ten or a hundred times off all other figures of its row, and among them once put right.

    A point or a per cent sign slipped. To put right: look the published figure up. Counts of larger areas, which are
    rightly larger, are left alone.
    """
    for indicator, result in case.rows:
        unit = result.definition.unit
        known = [
            each
            for each in _known(indicator)
            if not (unit is Unit.COUNT and each.area in LARGER) and not _of_several_months(each)
        ]
        for each in known:
            others = _others(result, known, each)
            right = _rescaled(each, others, unit)
            if right is not None:
                yield Hit(
                    place=each.place,
                    message=f"{each.name} {each.typed} is far from the row's other figures (about "
                    f"{say(median(others), unit)}); is {say(right, unit)} meant?",
                    indicator=indicator,
                    found=each.typed,
                    expected=say(right, unit),
                )


def _of_several_months(comparator: Comparator) -> bool:
    """Whether a comparator is the sum of some months of last year, and so at no month's level nor at the year's."""
    return comparator.area is Area.PREVIOUS_YEAR and bool(_TO_DATE.search(comparator.name))


def _others(result: IndicatorResult, known: Sequence[Comparator], one: Comparator) -> list[float]:
    """The other comparators, and the row's own usual figure."""
    unit = result.definition.unit
    own = [float(each.value) for each in result.figures if each.value is not None]
    usual = median(own) if own else 0.0
    values = [
        float(share(each.value, unit))
        for each in known
        if each is not one and each.value and not (each.area is Area.PREVIOUS_YEAR and each.value > FAR_OFF * usual > 0)
    ]  # a year's figure says nothing of the months' level
    pace = result.forecast.figure if result.forecast.figure else usual
    return [each for each in (*values, pace) if each and each > 0]


def _rescaled(one: Comparator, others: Sequence[float], unit: Unit) -> float | None:
    """The comparator put right, None where its scale is believable or the others differ too much to tell."""
    if len(others) < 2 or not one.value or one.value < 0 or max(others) > ALIKE * min(others):
        return None
    typed_as_points = unit is Unit.PERCENTAGE and "%" not in one.typed
    value = float(share(one.value, unit)) if typed_as_points else float(one.value)
    usual = median(others)
    if max(value / usual, usual / value) < FAR_OFF:
        return None
    if unit is not Unit.PERCENTAGE and accumulates_in_a_year(value, usual):
        return None
    for factor in FACTORS:
        right = value / factor if value > usual else value * factor
        if max(right / usual, usual / right) <= CLOSE and (unit is not Unit.PERCENTAGE or right <= 1):
            return right
    return None


@rule("C503", "count-of-a-larger-area", Severity.WARNING)
def count_of_a_larger_area(case: Case) -> Iterator[Hit]:
    """A council's count stands beside the count of a region or a country.

    543 children beside England's 80,850 says nothing but that England is larger. To put right: compare the rate per
    10,000, or the average of the councils, and leave the counts out.
    """
    for indicator, result in case.rows:
        if result.definition.unit is not Unit.COUNT or result.definition.comparable:
            continue
        own = [float(each.value) for each in result.figures if each.value is not None]
        larger = [each for each in _known(indicator) if each.area in LARGER and each.value]
        above = [each for each in larger if own and float(each.value or 0) > TIMES_LARGER * max(own)]
        if above:
            cells = " and ".join(f"{each.name} ({each.typed})" for each in above)
            instead = result.definition.rate_row
            pointer = f"; {instead!r} can be compared" if instead else "; a rate per 10,000 can be"
            yield Hit(
                place=above[0].place,
                message=f"counts of {cells} cannot be compared with one council's {say(own[-1], Unit.COUNT)}{pointer}",
                others=tuple(each.place for each in above[1:]),
                indicator=indicator,
                found=above[0].typed,
            )


@rule("C504", "one-label-two-values", Severity.WARNING, yields_to=("C501", "C502", "V2"))
def one_label_two_values(case: Case) -> Iterator[Hit]:
    """The same comparator of the same indicator has two values in two places.

    To put right: look the published figure up and let both places show it. 0.87 and 87% are one value.
    """
    places: dict[object, list[tuple[Indicator, Comparator]]] = defaultdict(list)
    for indicator in case.book.indicators:
        for each in _known(indicator):
            places[same_name(indicator), indicator.group, _label(each)].append((indicator, each))
    for same in places.values():
        if len({_value(each) for _, each in same}) > 1:
            yield from _odd_ones(same)


def _label(comparator: Comparator) -> tuple[object, ...]:
    """What two comparators must share to be about the same thing; headings that differ by a typo still do."""
    by_name = comparator.area in (Area.OTHER, Area.REGION)
    kinds = tuple(sorted(set(_KINDS.findall(comparator.name.lower()))))
    return comparator.area, normal(comparator.name) if by_name else "", comparator.year or "", kinds


def _value(comparator: Comparator) -> float:
    """The value as a number to compare: 0.87 and 87% are one."""
    return round(float(comparator.value or 0), 6)


def _odd_ones(same: Sequence[tuple[Indicator, Comparator]]) -> Iterator[Hit]:
    values = [_value(each) for _, each in same]
    believed = max(range(len(same)), key=lambda position: (values.count(values[position]), -position))
    for (indicator, each), value in zip(same, values, strict=True):
        if value != values[believed]:
            other = same[believed][1]
            yield Hit(
                place=each.place,
                message=f"{each.name} is {each.typed} here but {other.typed} for the same indicator in {other.place}",
                others=(other.place,),
                indicator=indicator,
                found=each.typed,
                expected=other.typed,
            )


@rule("C506", "mean-outside-its-members", Severity.ERROR, yields_to=("C502", "V2"))
def mean_outside_its_members(case: Case) -> Iterator[Hit]:
    """The statistical neighbours' mean lies outside the range of the neighbours listed beside it.

    No mean can. Either it is of another year or set, or a figure slipped. To put right: recompute the mean from the
    neighbours shown.
    """
    for indicator in case.book.indicators:
        members = _members(indicator)
        means = [each for each in _known(indicator) if each.area is Area.NEIGHBOURS]
        if len(members) < LEAST_MEMBERS:
            continue
        lowest, highest = (choose(members, key=lambda each: each.value or 0) for choose in (min, max))
        for each in means:
            if not _within(each, lowest, highest):
                yield Hit(
                    place=each.place,
                    message=f"{each.name} {each.typed} lies outside its {len(members)} members, {lowest.typed} "
                    f"({lowest.name}) to {highest.typed} ({highest.name})",
                    others=tuple(member.place for member in members),
                    indicator=indicator,
                    found=each.typed,
                )


def _within(mean: Comparator, lowest: Comparator | Extra, highest: Comparator | Extra) -> bool:
    least, most = float(lowest.value or 0), float(highest.value or 0)
    return least - MOST_BEYOND * most <= float(mean.value or 0) <= most + MOST_BEYOND * most


def _members(indicator: Indicator) -> Sequence[Comparator | Extra]:
    """The councils listed beside a mean: those known by name, else the columns of figures on from the comparators."""
    known = _known(indicator)
    peers = [each for each in known if is_peer(each)]
    if len(peers) >= LEAST_MEMBERS or not known:
        return peers
    column = max(each.place.coordinates[1] for each in known)
    beside = {each.place.coordinates[1]: each for each in indicator.extras if each.role is Role.IGNORED and each.value}
    run: list[Comparator | Extra] = []
    while column + 1 in beside:
        column += 1
        run.append(beside[column])
    figures = [float(each.value or 0) for each in (*known, *run)]
    return [*peers, *run] if max(figures) <= ALIKE * min(figures) else peers


RULES = (
    mixed_notations, comparator_out_of_scale, count_of_a_larger_area, one_label_two_values, mean_outside_its_members,
)  # fmt: skip
