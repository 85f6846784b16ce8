"""Several organisations' figures side by side: like with like only, then ranks, median and quartiles.

An indicator is found again by the catalogue and its name, never by its row. Figures are compared on the same clock over
the same months, in the same unit, as the same kind of measure; a percentage is its counts' ratio. Whatever is not like
the others' is left out of the comparison, and the reason is kept. Counts and money are shown, never ranked:
organisations differ in size.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from ..catalogue import Catalogue
from ..model import Indicator, MeasureType, Month, Polarity, Unit
from ..settings import IndicatorSettings
from .benchmark import Benchmark, Clock, Comparison, Entry, Member
from .comparators import FEWEST_FOR_QUARTILES, position
from .evidence import explicit, identity, match_of
from .likeness import Reading, best, like_with_like
from .results import Definition, IndicatorResult
from .rounding import as_number

FEWEST_FOR_RANKS = 2
DIFFER_IN_SIZE = "organisations differ in size"
WHY_NOT_BY_POLARITY = {
    Polarity.NONE: "neither way is better",
    Polarity.UNKNOWN: "which way is better is not known",
}


CLOCKS_OF = {
    MeasureType.MONTHLY: (Clock.MONTH, Clock.YEAR),
    MeasureType.CUMULATIVE: (Clock.YEAR,),
}
"""A running total has no month of its own; the year of a snapshot or a rolling figure is its latest month."""
Key = tuple[object, ...]


def common_month(reporting: Iterable[Month]) -> Month:
    """The latest month that more than half of the organisations' reporting months reach; there is at least one."""
    ordered = sorted(reporting, reverse=True)
    return ordered[len(ordered) // 2]


def compare(members: Sequence[Member], catalogue: Catalogue) -> Benchmark:
    """The comparison of at least one member, all cut at one month; an organisation's newest workbook comes first.

    `catalogue` says which names are one indicator. Organisations are in the order of their names, lines in the order in
    which the workbooks have them.
    """
    organisations = tuple(sorted({each.organisation for each in members}, key=str.casefold))
    lines: list[Comparison] = []
    alone: list[tuple[str, str]] = []
    rates: dict[str, str | None] = {}
    for name, readings in _indicators(members, catalogue):
        having = {each.organisation for each in readings}
        if len(having) < FEWEST_FOR_RANKS:
            alone.append((name, having.pop()))
        else:
            lines += _with_headline([_line(name, clock, readings, organisations) for clock in _clocks(readings)])
            rates[name] = next((each.definition.rate_row for each in readings if each.definition.rate_row), None)
    there = {line.name for line in lines}
    lines = [_pointing(line, rates[line.name], there) for line in lines]
    return Benchmark(
        month=members[0].results.reporting_month, organisations=organisations, lines=tuple(lines), alone=tuple(alone)
    )


def quartile(values: Iterable[Fraction], quarter: int) -> Fraction:
    """The value below which so many quarters lie, as Excel's QUARTILE.INC (method 7 of Hyndman and Fan, 1996)."""
    ordered = sorted(values)
    at = Fraction(quarter * (len(ordered) - 1), 4)
    low = ordered[at.numerator // at.denominator]
    high = ordered[-(-at.numerator // at.denominator)]
    return low + (at - at.numerator // at.denominator) * (high - low)


def _indicators(members: Sequence[Member], catalogue: Catalogue) -> list[tuple[str, list[Reading]]]:
    """Every indicator with its name and the rows that are it, whole organisations' only."""
    found: dict[Key, list[Reading]] = defaultdict(list)
    names: dict[Key, str] = {}
    for member in members:
        for row, result in zip(member.book.indicators, member.results.indicators, strict=True):
            if row.team is None:
                known = result.definition.entry if result.definition.certain else None
                called = replace(row, name=known or row.name)
                match = match_of(catalogue, called)
                entry = match.entry if match is not None and match.certain else None
                key = identity(called, match)
                names.setdefault(key, entry.name if entry and not explicit(row.name) else row.name)
                found[key].append(_reading(member, row, result, entry))
    return [(names[key], readings) for key, readings in found.items()]


def _reading(member: Member, row: Indicator, result: IndicatorResult, entry: IndicatorSettings | None) -> Reading:
    kind = result.definition.measure_type
    if kind is MeasureType.UNKNOWN and entry and entry.measure_type:
        kind = entry.measure_type
    return Reading(member.organisation, member.book.file, member.book.year_starts_in, kind, row, result)


def _clocks(readings: Sequence[Reading]) -> tuple[Clock, ...]:
    """The clocks on which an indicator can be compared, by the kind of measure that most take it for."""
    kinds = Counter(each.measure_type for each in readings)
    kinds.pop(MeasureType.UNKNOWN, None)
    usual = kinds.most_common(1)[0][0] if kinds else MeasureType.UNKNOWN
    return CLOCKS_OF.get(usual, (Clock.MONTH,))


def _line(name: str, clock: Clock, readings: Sequence[Reading], organisations: Sequence[str]) -> Comparison:
    theirs: dict[str, list[Reading]] = defaultdict(list)
    for each in readings:
        theirs[each.organisation].append(each)
    alike = like_with_like([best(theirs[each], clock) for each in organisations if each in theirs], clock)
    counted = {each.entry.organisation: each for each in alike}
    compared = [each for each in alike if each.value is not None]
    definitions = [each.reading.definition for each in compared or alike]
    polarity, why_not = _judged_by(definitions)
    missing = "the workbook has no such indicator"
    line = Comparison(
        name=name,
        clock=clock,
        months=(compared or alike)[0].months,
        unit=definitions[0].unit,
        polarity=polarity,
        why_not=why_not,
        entries=tuple(
            counted[each].entry if each in counted else Entry(organisation=each, why_not=missing)
            for each in organisations
        ),
    )
    values = {each.entry.organisation: each.value for each in compared if each.value is not None}
    return _ranked(_summed_up(line, list(values.values())), values)


def _judged_by(definitions: Sequence[Definition]) -> tuple[Polarity, str | None]:
    """Which way is better, and why a line of figures defined so is not ranked, None where it can be."""
    known = {each.polarity for each in definitions} - {Polarity.UNKNOWN}
    if not all(each.comparable for each in definitions):
        return _only(known), DIFFER_IN_SIZE
    if any(each.unit is Unit.UNKNOWN for each in definitions):
        return _only(known), "its unit is not known"
    if len(known) > 1:
        return Polarity.UNKNOWN, "organisations do not agree which way is better"
    return _only(known), WHY_NOT_BY_POLARITY.get(_only(known))


def _only(polarities: Collection[Polarity]) -> Polarity:
    """The one polarity that is known; unknown where there is none, or more than one."""
    return next(iter(polarities)) if len(polarities) == 1 else Polarity.UNKNOWN


def _pointing(line: Comparison, rate: str | None, there: Collection[str]) -> Comparison:
    """The line; one that cannot be ranked for the organisations' size says which rate row can, where it is there."""
    if line.why_not != DIFFER_IN_SIZE:
        return line
    advice = f"see {rate}" if rate in there else "a rate could be ranked"
    return replace(line, why_not=f"{line.why_not}; {advice}")


def _summed_up(line: Comparison, values: Sequence[Fraction]) -> Comparison:
    """The line with its median and quartiles, where there are figures enough that may be compared."""
    if line.why_not == DIFFER_IN_SIZE:
        return line
    if len(values) < FEWEST_FOR_RANKS:
        return replace(line, why_not=line.why_not or "fewer than two organisations have a figure to compare")
    lower, median, upper = (as_number(quartile(values, quarter)) for quarter in (1, 2, 3))
    if len(values) < FEWEST_FOR_QUARTILES:
        return replace(line, median=median)
    return replace(line, lower=lower, median=median, upper=upper)


def _ranked(line: Comparison, values: Mapping[str, Fraction]) -> Comparison:
    """The line with each figure's rank and quarter, where it may be ranked. Equal figures share the better rank."""
    if line.why_not is not None:
        return line

    def placed(entry: Entry) -> Entry:
        own = values.get(entry.organisation)
        if own is None:
            return entry
        others = [value for organisation, value in values.items() if organisation != entry.organisation]
        rank = position(others, own, line.polarity)
        return replace(entry, rank=rank.position, quarter=rank.quartile)

    return replace(line, entries=tuple(map(placed, line.entries)))


def _with_headline(lines: list[Comparison]) -> list[Comparison]:
    """An indicator's lines, one of them marked: the year to date, unless the month compares more organisations."""

    def compared(line: Comparison) -> tuple[bool, int, bool]:
        return line.is_ranked, sum(each.value is not None for each in line.entries), line.clock is Clock.YEAR

    best = max(lines, key=compared)
    return [replace(line, headline=line is best) for line in lines]
