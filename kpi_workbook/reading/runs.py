"""Months of a whole run of headings: what one cell leaves open, its neighbours, year cells or the title decide.

The likeliest path through every heading's guesses (Viterbi's method): a step of one month, forwards or newest
first, costs nothing; gaps, returns and doubtful readings cost. Years that no heading says come from a year row,
then the settings, then titles and names, nearest first.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Month
from .months import Guess, How, MonthReading
from .years import Span, latest_not_after

SAME_MONTH, GAP, YEARS_AWAY, BACKWARDS = 0.15, 0.5, 0.8, 1.0  # costs of a step, against 0 for the next month
FURTHEST_BACK = 2  # months that a heading without a year may lie behind the one before it
HALF_SWAPPED = 0.6  # cost of taking a day for a month in one heading and not in its neighbour: Excel swaps a whole run
MOST_OF_A_YEAR = 10  # months under one financial year that show where it starts
MAJORITY = 0.6  # of a run's headings must agree on its years before the others are called wrong


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something outside the run that says its year, and in which words it is to be quoted."""

    span: Span
    source: str


@dataclass(frozen=True, slots=True)
class Run:
    """The months of a run in its own order; `months[i]` is None where no year could be found for it.

    `typed` holds each month as its own heading says it, where that differs from `months`. `year_from` quotes what
    gave the year where no heading did.
    """

    months: tuple[Month | None, ...]
    hows: tuple[How, ...]
    direction: int
    cost: float
    wrong_years: tuple[int, ...] = ()
    year_from: str | None = None


def resolve(
    readings: Sequence[MonthReading],
    hints: Sequence[Span | None],
    anchors: Sequence[Anchor],
    year_starts_in: int,
) -> Run:
    """The months of a run. `hints` are the year cells above each heading, `anchors` what else names a year."""
    starts = _year_starts(readings, hints, year_starts_in)
    guesses = [_hinted(*each) for each in zip(readings, hints, starts, strict=True)]
    days = [reading.day for reading in readings]
    cost, path, direction = min(
        ((*_likeliest(guesses, days, direction), direction) for direction in (1, -1)), key=lambda each: each[0]
    )
    positions = _positions(path, direction)
    absolute = [None if guess.year is None else guess.year * 12 + guess.month - 1 for guess in path]
    wrong: tuple[int, ...] = ()
    year_from = None
    if all(each is None for each in absolute):
        start, year_from = _start_from(path, positions, anchors, year_starts_in)
        absolute = [None if start is None else start + position for position in positions]
    else:
        absolute = _filled(absolute, positions)
        absolute, wrong = _wrong_years_mended(absolute, path, direction)
    months = tuple(None if each is None else Month(each // 12, each % 12 + 1) for each in absolute)
    return Run(months, tuple(guess.how for guess in path), direction, cost, wrong, year_from)


def _year_starts(readings: Sequence[MonthReading], hints: Sequence[Span | None], year_starts_in: int) -> list[int]:
    """The month in which the financial year over each heading starts: where a year is whole, its own first month."""
    starts = [year_starts_in] * len(readings)
    for hint in {hint for hint in hints if hint is not None and hint.financial}:
        own = [
            index for index, each in enumerate(hints)
            if each == hint and readings[index].guesses[0].how is not How.NUMBERED
        ]  # fmt: skip
        months = [readings[index].guesses[0].month for index in own]
        if len(set(months)) >= MOST_OF_A_YEAR:
            forwards = (months[1] - months[0]) % 12 == 1
            for index in own:
                starts[index] = months[0] if forwards else months[-1]
    return starts


def _hinted(reading: MonthReading, hint: Span | None, year_starts_in: int) -> list[Guess]:
    """A reading's guesses, numbers counted from the year's start, a missing year taken from the year cell above."""
    if reading.guesses[0].how is How.NUMBERED:
        start = year_starts_in if hint is None or hint.financial else 1
        month = (start + reading.guesses[0].month - 2) % 12 + 1
        reading = MonthReading((Guess(month, None, 0.0, How.NUMBERED),))
    if hint is None:
        return list(reading.guesses)
    return [
        guess if guess.year is not None
        else Guess(guess.month, hint.year_of(guess.month, year_starts_in), guess.doubt, guess.how)
        for guess in reading.guesses
    ]  # fmt: skip


def _likeliest(guesses: Sequence[list[Guess]], days: Sequence[int | None], direction: int) -> tuple[float, list[Guess]]:
    """The cheapest way through all guesses in one direction, with its cost."""
    costs = [guess.doubt for guess in guesses[0]]
    came_from: list[list[int]] = []
    for index in range(1, len(guesses)):
        dates_differ = days[index] is not None and days[index - 1] is not None and days[index] != days[index - 1]
        best: list[tuple[float, int]] = []
        for guess in guesses[index]:
            options = (
                (cost + _step_cost(previous, guess, direction, dates_differ), origin)
                for origin, (cost, previous) in enumerate(zip(costs, guesses[index - 1], strict=True))
            )
            cheapest, origin = min(options)
            best.append((cheapest + guess.doubt, origin))
        costs = [cost for cost, _ in best]
        came_from.append([origin for _, origin in best])
    last = min(range(len(costs)), key=costs.__getitem__)
    chosen = [last]
    for origins in reversed(came_from):
        chosen.append(origins[chosen[-1]])
    chosen.reverse()
    return costs[last], [options[index] for options, index in zip(guesses, chosen, strict=True)]


def _step_cost(before: Guess, after: Guess, direction: int, dates_differ: bool) -> float:
    swapped = (before.how is How.SWAPPED) is not (after.how is How.SWAPPED)
    return _distance_cost(before, after, direction, dates_differ) + (
        HALF_SWAPPED if swapped and not dates_differ else 0.0
    )


def _distance_cost(before: Guess, after: Guess, direction: int, dates_differ: bool) -> float:
    steps = _steps(before, after, direction) * direction
    if steps == 1:
        return 0.0
    if steps == 0:  # two dates of one month are not two headings of it
        return BACKWARDS if dates_differ and before.how is after.how is How.PLAIN else SAME_MONTH
    if steps < 0:
        return BACKWARDS if before.year is not None and after.year is not None else GAP
    return GAP if steps < 12 else YEARS_AWAY


def _steps(before: Guess, after: Guess, direction: int) -> int:
    """Months from one heading to the next; where a year is missing, the shortest way in the run's direction, or back
    by one month or two: headings that changed places are likelier than a leap of nearly a year."""
    if before.year is not None and after.year is not None:
        return (after.year - before.year) * 12 + after.month - before.month
    return _calendar_steps(before, after, direction)


def _calendar_steps(before: Guess, after: Guess, direction: int) -> int:
    return direction * (((after.month - before.month) * direction + FURTHEST_BACK) % 12 - FURTHEST_BACK)


def _positions(path: Sequence[Guess], direction: int) -> list[int]:
    """Each heading's distance in months from the first."""
    positions = [0]
    for before, after in itertools.pairwise(path):
        positions.append(positions[-1] + _steps(before, after, direction))
    return positions


def _filled(absolute: Sequence[int | None], positions: Sequence[int]) -> list[int | None]:
    """Years carried from the headings that have one to those that have none: from before, else from after."""
    known = [index for index, each in enumerate(absolute) if each is not None]
    filled: list[int | None] = []
    for index, each in enumerate(absolute):
        nearest = max((k for k in known if k < index), default=None)
        nearest = next(k for k in known if k > index) if each is None and nearest is None else nearest
        if each is None and nearest is not None:
            each = (absolute[nearest] or 0) + positions[index] - positions[nearest]
        filled.append(each)
    return filled


def _start_from(
    path: Sequence[Guess], positions: Sequence[int], anchors: Sequence[Anchor], year_starts_in: int
) -> tuple[int | None, str | None]:
    """The absolute month of the run's first heading by the first anchor, and that anchor's words."""
    if not anchors:
        return None, None
    span = anchors[0].span
    earliest = min(range(len(path)), key=positions.__getitem__)
    latest = max(range(len(path)), key=positions.__getitem__)
    if span.month is not None:
        limit = Month(span.first, span.month)
        named = [index for index, guess in enumerate(path) if guess.month == span.month]
        index = max(named, key=positions.__getitem__, default=latest)
        month = latest_not_after(path[index].month, limit)
        return month.year * 12 + month.month - 1 - positions[index], anchors[0].source
    first = path[earliest].month
    crosses = first + positions[latest] - positions[earliest] > 12
    early = span.financial and not crosses and all(guess.month < year_starts_in for guess in path)
    year = span.last if early else span.first
    return year * 12 + first - 1 - positions[earliest], anchors[0].source


def _wrong_years_mended(
    absolute: Sequence[int | None], path: Sequence[Guess], direction: int
) -> tuple[list[int | None], tuple[int, ...]]:
    """Years that stand out from a run whose month names follow one another (`Dec-22`, `Jan-22`, `Feb-22`)."""
    expected = [0]
    for before, after in itertools.pairwise(path):
        expected.append(expected[-1] + _calendar_steps(before, after, direction))
    starts = [None if each is None else each - place for each, place in zip(absolute, expected, strict=True)]
    (start, votes), *_ = Counter(starts).most_common(1)
    if start is None or votes < MAJORITY * len(starts) or votes == len(starts) or len(starts) < 4:
        return list(absolute), ()
    wrong = tuple(
        index for index, each in enumerate(starts)
        if each != start and path[index].year is not None and _is_slip(index, starts, start, path)
    )  # fmt: skip
    mended = [start + expected[index] if index in wrong else each for index, each in enumerate(absolute)]
    return mended, wrong


def _is_slip(index: int, starts: Sequence[int | None], start: int, path: Sequence[Guess]) -> bool:
    """Whether one year is a slip: the turn of the year forgotten, or a single cell between two right ones."""
    turn = index
    while turn > 0 and starts[turn - 1] == starts[index]:
        turn -= 1
    forgotten = path[turn].month == 1 and starts[index] == start - 12 and turn > 0
    inside = 0 < index < len(starts) - 1 and starts[index - 1] == start == starts[index + 1]
    return forgotten or inside
