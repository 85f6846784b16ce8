"""Traffic lights and arrows typed beside the figures, against what the figures say.

A council may rate the month or the year to date, and has its own tolerance: what most rows of a column follow is taken
for its custom, and a single row that breaks it is the finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ..figures.results import IndicatorResult, Judgement, Word
from ..figures.rounding import say
from ..figures.series import exact_value
from ..figures.status import Measured, judge
from ..figures.targets import aim, in_force
from ..model import Basis, Extra, Indicator, Month, Place, Polarity, Role, Severity, Unit
from ..settings import Tolerance
from .evidence.ledger import cells_of
from .rule import Case, Hit, rule


class Light(IntEnum):
    """A traffic light, the better the higher."""

    RED = 0
    AMBER = 1
    GREEN = 2


LIGHTS = (
    (
        r"green|g|blue|b|on target|met|achieved|on track|above target|exceeded|exceeding|yes",
        Light.GREEN,
    ),
    (r"amber|a|yellow|y|near|close|within tolerance|slightly (off|below)( target)?", Light.AMBER),
    (r"red|r|missed|not met|off target|off track|below target|not achieved|no", Light.RED),
)
SYMBOLS = {
    "🟢": Light.GREEN, "✓": Light.GREEN, "✔": Light.GREEN, "🟡": Light.AMBER, "🟠": Light.AMBER,
    "🔴": Light.RED, "✗": Light.RED, "✘": Light.RED,
}  # fmt: skip
OF_THE_YEAR = (Basis.YEAR, Basis.YEAR_TO_DATE)
CLOCKS = (0, 1)
"""The month's and the year to date's."""
UP, DOWN, LEVEL = 1, -1, 0
TRAVEL = (
    (re.compile(r"(?i)^\s*(↑|▲|⬆|🔼|up|rise|rising|risen|increase[ds]?|increasing|higher|↗)"), UP),
    (re.compile(r"(?i)^\s*(↓|▼|⬇|🔽|down|fall|falling|fallen|decrease[ds]?|decreasing|lower|↘)"), DOWN),
    (re.compile(r"(?i)^\s*(→|↔|=|►|▶|◄►|same|level|no change|unchanged|steady|stable|static)"), LEVEL),
)
FORTUNE = (
    (re.compile(r"(?i)^\s*(improv|better)"), UP),
    (re.compile(r"(?i)^\s*(worse|declin|deteriorat)"), DOWN),
)
OF_LAST_YEAR = re.compile(r"(?i)\b(year|yr|annual|yoy|12 months?)\b|\b(19|20)\d\d\b|\d\d\s*/\s*\d\d")
AGAINST_TARGET = re.compile(r"(?i)\b(target|quarter|qtr|q[1-4]|average|mean|england|national|neighbours?)\b")
"""Words of a heading whose direction is of something else than the month before."""
LEAST_ROWS = 3
"""Rows of a column that must follow a custom before one that breaks it is called wrong …"""
MOSTLY = 0.75
"""… and the share of them that must."""
NEARLY_MET = 0.02
"""Two points, or two per cent: nearer to its target a figure may well be called green …"""
HARDLY_MOVED = 0.05
"""… and a change within this, in points or as a share, may well be called steady."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A typed light with what the figures say: by the month's clock and the year to date's, or its own month's."""

    indicator: Indicator
    result: IndicatorResult
    extra: Extra
    light: Light
    clocks: tuple[Judgement, ...]

    @property
    def short(self) -> tuple[float | None, ...]:
        """How far short of the target by each clock, in points or as a share of it; None where not judged."""
        return tuple(_short(each, self.result) for each in self.clocks)


def light_of(typed: str) -> Light | None:
    """The traffic light that a cell names."""
    if typed.strip()[:1] in SYMBOLS:
        return SYMBOLS[typed.strip()[:1]]
    return next((light for words, light in LIGHTS if re.match(rf"(?i)\s*({words})\b", typed)), None)


@rule("T409", "rating-against-figures", Severity.WARNING, yields_to=("A30", "S1", "T401", "T403", "T404", "V2"))
def rating_against_figures(case: Case) -> Iterator[Hit]:
    """A typed traffic light says the opposite of what the figure and its target say.

    Green for a missed target hides a problem; red for a met one invents it. Ambers, and limits between them, are the
    council's own: only a light that the column's other rows contradict is raised. To put right: correct the light, or
    the figure or target it was set from.
    """
    for rated in _columns(case):
        custom = _clock(rated)
        for each in rated:
            judged = [clock for clock, short in enumerate(each.short) if short is not None]
            judged = [custom] if custom is not None and custom in judged else judged
            if judged and all(_contradicts(each, rated, clock) for clock in judged):
                yield _light_hit(each, each.clocks[judged[0]])


def _up_to_date(case: Case) -> Iterator[tuple[Indicator, IndicatorResult]]:
    """The rows of sheets that report the workbook's month: the lights of others are of an earlier one."""
    month, last_of = case.book.reporting_month, case.evidence.coverage.last_of
    return (row for row in case.rows if last_of(row[0].place.sheet) == month)


def _columns(case: Case) -> list[list[Rated]]:
    """The lights of each column."""
    columns: dict[object, list[Rated]] = {}
    for indicator, result in _up_to_date(case):
        for extra in indicator.extras:
            light = light_of(extra.typed) if extra.role is Role.STATUS else None
            if light is not None:
                clocks = _clocks(indicator, result, extra, case.settings.tolerance)
                key = extra.place.sheet if extra.months else (extra.name, extra.place.coordinates[1])
                columns.setdefault(key, []).append(Rated(indicator, result, extra, light, clocks))
    return list(columns.values())


def _clocks(indicator: Indicator, result: IndicatorResult, extra: Extra, tolerance: Tolerance) -> tuple[Judgement, ...]:
    """What a light is judged by: its own month where it stands in one, else the latest month and the year to date."""
    if not extra.months:
        return result.in_month, result.to_date
    month, unit = extra.months[-1], result.definition.unit
    target = in_force(indicator, month)
    aimed = aim(target, unit)
    value = next((exact_value(each) for each in result.figures if each.month == month), None)
    if target is None or aimed is None or aimed.comparison is None or value is None or target.basis in OF_THE_YEAR:
        return ()
    return (judge(Measured(value, unit), aimed, tolerance),)


def _short(judgement: Judgement, result: IndicatorResult) -> float | None:
    """How far a figure is from meeting its target, in points or as a share of it: 0 or less is met."""
    if judgement.word not in (Word.MET, Word.NEAR, Word.MISSED) or judgement.distance is None or not judgement.target:
        return None
    points = result.definition.unit is Unit.PERCENTAGE
    size = abs(judgement.distance if points else judgement.distance / judgement.target)
    return -size if judgement.word is Word.MET else max(size, 1e-9)


def _clock(rated: Sequence[Rated]) -> int | None:
    """Which clock the column's greens and reds follow: 0 the month, 1 the year to date; None where it is not clear."""
    if any(len(each.clocks) < len(CLOCKS) for each in rated):
        return None
    plain = [each for each in rated if each.light is not Light.AMBER]
    agreeing = [sum(_agrees(each, clock) for each in plain) for clock in CLOCKS]
    judged = [sum(each.short[clock] is not None for each in plain) for clock in CLOCKS]
    best = min(CLOCKS, key=lambda clock: (judged[clock] - agreeing[clock], -agreeing[clock]))
    return best if judged[best] >= LEAST_ROWS and agreeing[best] >= MOSTLY * judged[best] else None


def _agrees(each: Rated, clock: int) -> bool:
    short = each.short[clock]
    return short is not None and (short <= 0) == (each.light is Light.GREEN)


def _contradicts(each: Rated, rated: Sequence[Rated], clock: int) -> bool:
    """Whether a light can be by no custom: red though met; green further short than any other green, or than a row that
    is not green; amber though met, where all others that meet theirs are green."""
    short = each.short[clock]
    if short is None:
        return False
    others = [
        (other.light, value)
        for other in rated
        if other is not each and len(other.short) > clock and (value := other.short[clock]) is not None
    ]
    if each.light is Light.RED:
        return short <= 0
    if each.light is Light.AMBER:
        met = [light for light, value in others if value <= 0]
        return short <= 0 and len(met) >= LEAST_ROWS and all(light is Light.GREEN for light in met)
    lenient = max((value for light, value in others if light is Light.GREEN), default=0.0)
    stricter = any(light is not Light.GREEN and 0 < value <= short for light, value in others)
    return short > 0 and (stricter or short > max(lenient, NEARLY_MET))


def _cells_judged(indicator: Indicator, extra: Extra, months: int) -> tuple[Place, ...]:
    """The cells that a light or an arrow rests on: of so many months up to the one that it stands in, else the last."""
    last = extra.months[-1] if extra.months else None
    seen = [each for each in indicator.observations if last is None or each.month <= last]
    return tuple(place for each in seen[-months:] for place in cells_of(each))


def _light_hit(each: Rated, judgement: Judgement) -> Hit:
    targets = (each.indicator.target.place,) if each.indicator.target else ()
    expected = "Green" if judgement.word is Word.MET else "not green"
    return Hit(
        place=each.extra.place,
        message=f"says {each.extra.typed.strip()}, but {judgement.why[0].lower()}{judgement.why[1:]}",
        others=(*targets, *_cells_judged(each.indicator, each.extra, 1)),
        indicator=each.indicator,
        found=each.extra.typed,
        expected=expected,
    )


@dataclass(frozen=True, slots=True)
class Arrow:
    """A typed direction with the two figures it should come from."""

    indicator: Indicator
    extra: Extra
    said: int
    rising: int
    improving: int | None
    slight: bool
    now: str
    then: str


@rule("T410", "direction-against-figures", Severity.WARNING, yields_to=("A30", "S1", "V2"))
def direction_against_figures(case: Case) -> Iterator[Hit]:
    """A typed direction of travel is not the way the figures went since the month before.

    Arrows may mean rising or improving: what the column's other rows mean is taken for its custom. To put right:
    correct the arrow, or compute it by formula.
    """
    for arrows in _arrow_columns(case):
        meaning = next((each for each in (_rising, _improving) if _mostly(arrows, each)), None)
        if meaning:
            yield from (_arrow_hit(each) for each in arrows if _differs(each, meaning(each)))


def _rising(arrow: Arrow) -> int | None:
    return arrow.rising


def _improving(arrow: Arrow) -> int | None:
    return arrow.improving


def _differs(arrow: Arrow, went: int | None) -> bool:
    """Whether an arrow is wrong; a small change may be called steady."""
    if went is None or arrow.said == went:
        return False
    return arrow.said != LEVEL or not arrow.slight


def _arrow_columns(case: Case) -> list[list[Arrow]]:
    columns: dict[object, list[Arrow]] = {}
    for indicator, result in _up_to_date(case):
        for extra in indicator.extras:
            arrow = _arrow(indicator, result, extra) if extra.role is Role.DIRECTION else None
            if arrow is not None:
                key = extra.place.sheet if extra.months else (extra.name, extra.place.coordinates[1])
                columns.setdefault(key, []).append(arrow)
    return list(columns.values())


def _arrow(indicator: Indicator, result: IndicatorResult, extra: Extra) -> Arrow | None:
    """A typed direction, None where it or the figures say nothing."""
    shown = next((way for pattern, way in TRAVEL if pattern.match(extra.typed)), None)
    fortune = next((way for pattern, way in FORTUNE if pattern.match(extra.typed)), None)
    said = shown if shown is not None else fortune
    two = _compared(extra, result)
    if said is None or two is None:
        return None
    then, now, unit = *two, result.definition.unit
    rising = (now > then) - (now < then)
    better = {Polarity.HIGH: rising, Polarity.LOW: -rising}.get(result.definition.polarity)
    if fortune is not None and shown is None:
        rising = better if better is not None else said
    moved = abs(now - then) if unit is Unit.PERCENTAGE else abs(now - then) / max(abs(then), 1.0)
    return Arrow(indicator, extra, said, rising, better, moved <= HARDLY_MOVED, say(now, unit, 1), say(then, unit, 1))


def _compared(extra: Extra, result: IndicatorResult) -> tuple[float, float] | None:
    """The figures that a direction goes between, as its heading says; None where one is not known."""
    if AGAINST_TARGET.search(extra.name):
        return None
    months: dict[Month, float] = {each.month: float(each.value) for each in result.figures if each.value is not None}
    if not result.figures:
        return None
    last = extra.months[-1] if extra.months else result.figures[-1].month
    then, now = months.get(last.plus(-12 if OF_LAST_YEAR.search(extra.name) else -1)), months.get(last)
    return None if then is None or now is None else (then, now)


def _mostly(arrows: Sequence[Arrow], meaning: Callable[[Arrow], int | None]) -> bool:
    """Whether all arrows of a column but the odd one mean this."""
    known = [each for each in arrows if meaning(each) is not None]
    agreeing = sum(not _differs(each, meaning(each)) for each in known)
    return len(known) >= LEAST_ROWS and agreeing >= MOSTLY * len(known) and agreeing >= 2


def _arrow_hit(each: Arrow) -> Hit:
    return Hit(
        place=each.extra.place,
        message=f"says {each.extra.typed.strip()}, but the figures went from {each.then} to {each.now}",
        others=_cells_judged(each.indicator, each.extra, 2),
        indicator=each.indicator,
        found=each.extra.typed,
    )


RULES = (rating_against_figures, direction_against_figures)
