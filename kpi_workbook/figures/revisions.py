"""What changed between two issues of a workbook, compared by indicator and month and never by row.

A row that moved is still itself; a row under another name is recognised by the figures it brings along. A month that
only the newer issue has is news, not a revision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from pydantic.dataclasses import dataclass

from ..catalogue.names import normal
from ..model import Comparator, Indicator, KpiWorkbook, Month, Number, Observation, Place, Target
from ..settings import Settings
from .recomputing import recompute
from .results import IndicatorResult, Word

LEAST_SHARED = 3
"""Months with equal figures by which a row under another name is recognised."""
SHARED = 0.75
"""Share of the months both have that must be equal for it."""


class What(StrEnum):
    """What of an indicator was revised."""

    FIGURE = "figure"
    TARGET = "target"
    COMPARATOR = "comparator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One cell that says something else now. `place` is in the newer issue, `place_before` in the older.

    `difference` = now minus before (fractions for percentages), None where either has no number. `name`: the
    comparator's heading where one changed. `month`: None for a row's target or comparator.
    """

    what: What
    indicator: Place
    place: Place
    place_before: Place
    typed: str
    typed_before: str
    month: Month | None = None
    name: str | None = None
    value: Number | None = None
    value_before: Number | None = None
    difference: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """An indicator that goes by another name now."""

    place: Place
    name: str
    name_before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A status of the older issue's reporting month that reads otherwise now. `clock`: in_month, to_date, forecast."""

    indicator: Place
    clock: str
    before: Word
    now: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """All that changed. `came`: indicators only in the newer issue; `went`: places in the older of those it dropped."""

    month_before: Month
    month: Month
    changed: tuple[Revision, ...] = ()
    came: tuple[Place, ...] = ()
    went: tuple[Place, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    flips: tuple[Flip, ...] = ()

    def of(self, what: What) -> tuple[Revision, ...]:
        """The changes of one kind, in document order."""
        return tuple(each for each in self.changed if each.what is what)


def compare(previous: KpiWorkbook, current: KpiWorkbook, settings: Settings) -> Revisions:
    """What `current` says otherwise than `previous` did; both defined (`definitions.define`)."""
    pairs, came, went = _pair(previous, current)
    changed = tuple(change for before, now in pairs for change in _changes(before, now))
    touched = {change.indicator for change in changed}
    return Revisions(
        month_before=previous.reporting_month,
        month=current.reporting_month,
        changed=changed,
        came=tuple(row.place for row in came),
        went=tuple(row.place for row in went),
        renamed=tuple(
            Renamed(place=now.place, name=now.name, name_before=before.name)
            for before, now in pairs
            if now.name != before.name
        ),
        flips=tuple(_flips(previous, current, pairs, settings)) if touched else (),
    )


def _pair(
    previous: KpiWorkbook, current: KpiWorkbook
) -> tuple[list[tuple[Indicator, Indicator]], list[Indicator], list[Indicator]]:
    """The indicators of both issues as pairs (older, newer) in the newer's order, those that came, those that went."""
    found: dict[Place, Indicator] = {}
    left, new = _rows(previous), _rows(current)
    for exact in (True, False):
        waiting: dict[tuple[object, ...], list[Indicator]] = defaultdict(list)
        for title, row in left:
            waiting[_key(title, row, exact)].append(row)
        for title, row in new:
            if row.place not in found and (same := waiting.get(_key(title, row, exact))):
                found[row.place] = same.pop(0)
        taken = {row.place for row in found.values()}
        left = [(title, row) for title, row in left if row.place not in taken]
    _recognise(left, [row for _, row in new if row.place not in found], found)
    taken = {row.place for row in found.values()}
    pairs = [(found[row.place], row) for _, row in new if row.place in found]
    came = [row for _, row in new if row.place not in found]
    return pairs, came, [row for _, row in left if row.place not in taken]


def _rows(book: KpiWorkbook) -> list[tuple[str, Indicator]]:
    return [(section.title, row) for section in book.sections for row in section.indicators]


def _key(title: str, row: Indicator, exact: bool) -> tuple[object, ...]:
    """What a row is called: with its section and group, or by its words alone."""
    words = normal(row.name)
    name = words if words.words else row.name
    return (title, row.group, row.name, row.team) if exact else (name, row.team)


def _recognise(left: list[tuple[str, Indicator]], new: list[Indicator], found: dict[Place, Indicator]) -> None:
    """Pairs renamed rows: those that share their figures in most of the months that both have."""
    by_figure: dict[tuple[Month, Number | None], list[Indicator]] = defaultdict(list)
    for _, row in left:
        for each in row.observations:
            if each.value:
                by_figure[each.month, each.value].append(row)
    taken: set[Place] = set()
    for row in new:
        shared: dict[Place, int] = defaultdict(int)
        candidates: dict[Place, Indicator] = {}
        for each in row.observations:
            for other in by_figure.get((each.month, each.value), ()):
                shared[other.place] += 1
                candidates[other.place] = other
        best = max((place for place in shared if place not in taken), key=lambda place: shared[place], default=None)
        if best and shared[best] >= max(LEAST_SHARED, SHARED * _both(candidates[best], row)):
            found[row.place] = candidates[best]
            taken.add(best)


def _both(before: Indicator, now: Indicator) -> int:
    """Months in which both rows have a number."""
    months = {each.month for each in before.observations if each.value is not None}
    return sum(1 for each in now.observations if each.value is not None and each.month in months)


def _changes(before: Indicator, now: Indicator) -> Iterator[Revision]:
    earlier = {each.month: each for each in before.observations}
    for each in now.observations:
        old = earlier.get(each.month)
        if old is not None and _differs(old, each):
            yield _revision(What.FIGURE, now, old, each, month=each.month)
    targets = {each.month: each for each in (before.target, *before.monthly_targets) if each is not None}
    for aim in (now.target, *now.monthly_targets):
        was = targets.get(aim.month) if aim is not None else None
        if aim is not None and was is not None and _differs(was, aim):
            yield _revision(What.TARGET, now, was, aim, month=aim.month)
    theirs = {(each.name, each.year): each for each in before.comparators}
    for other in now.comparators:
        same = theirs.get((other.name, other.year))
        if same is not None and _differs(same, other):
            yield _revision(What.COMPARATOR, now, same, other, name=other.name)


Cell = Observation | Target | Comparator


def _differs(before: Cell, now: Cell) -> bool:
    """Whether two cells say different things: another number, other counts, or a number where there was none."""
    if before.typed == now.typed and before.value == now.value:
        return False
    if isinstance(before, Observation) and isinstance(now, Observation):
        counts = [(each.numerator, each.denominator) for each in (before, now)]
        if None not in (*counts[0], *counts[1]):
            return counts[0] != counts[1]
    if isinstance(before, Target) and isinstance(now, Target) and before.comparison != now.comparison:
        return True
    if before.value is None or now.value is None:
        return before.value is not now.value or before.status != now.status
    return abs(before.value - now.value) > 1e-9


def _revision(
    what: What, row: Indicator, before: Cell, now: Cell, month: Month | None = None, name: str | None = None
) -> Revision:
    known = before.value is not None and now.value is not None
    return Revision(
        what=what,
        indicator=row.place,
        place=now.place,
        place_before=before.place,
        typed=now.typed,
        typed_before=before.typed,
        month=month,
        name=name,
        value=now.value,
        value_before=before.value,
        difference=float((now.value or 0) - (before.value or 0)) if known else None,
    )


def _flips(
    previous: KpiWorkbook, current: KpiWorkbook, pairs: list[tuple[Indicator, Indicator]], settings: Settings
) -> Iterator[Flip]:
    """Both issues judged as at the older one's reporting month, and where they disagree."""
    as_then = replace(current, reporting_month=previous.reporting_month)
    before = _by_place(recompute(previous, settings).indicators)
    now = _by_place(recompute(as_then, settings).indicators)
    for old, new in pairs:
        for clock in ("in_month", "to_date", "forecast"):
            was, word = (getattr(side, clock).word for side in (before[old.place], now[new.place]))
            if was is not word:
                yield Flip(indicator=new.place, clock=clock, before=was, now=word)


def _by_place(results: tuple[IndicatorResult, ...]) -> dict[Place, IndicatorResult]:
    return {each.place: each for each in results}
