"""Figures that one slip of the hand explains and the row's own history does not: a point, a digit, a zero.

Only what no other month of the row comes near is called a slip, and only when undoing one slip brings the figure back
among its neighbours: a swing, however wide, is news and not an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import exp
from statistics import median

from ..figures.rounding import plain
from ..model import Month, Number, Observation, Severity, Unit
from .evidence.history import Around, History
from .evidence.ledger import Part, Series, place_and_value
from .evidence.slips import DOUBLED, SWAPPED, undone
from .rule import Case, Hit, rule

BEYOND = 3.0
"""A misplaced point leaves a figure this many times above the most, or below the least, of the other months."""
FAR_BEYOND = 25.0
"""This many times below the least, no swing of the row explains a figure."""
WIDER = 1.8
"""How many times the row's widest other step a misplaced point lies away."""
LOST_DIGIT = 9.0
"""28 of which the last digit was lost is 2: ten times that, and up to nine more, may have been meant."""
AMONG = 1.25
"""How far outside the other months' range the figure put right may lie."""
SPREADS_OUT, WIDER_BY_DIGITS = 6.0, 1.6
"""How many spreads, and how many times the row's widest other step, exchanged digits lie away …"""
HALF_AS_LARGE, FEW_MONTHS = 1.6, 4.0
"""… or further, the fewer months there are to know the spread by, where they change the figure by less than half …"""
SPREADS_OUT_AT_LEAST, WIDER_STILL, ENOUGH_MONTHS = 4.5, 2.0, 8
"""… and in a row of enough months nearer by spreads and further by steps, where they change it by more."""
SPREADS_BACK = 1.5
SPREADS_BACK_AT_MOST = 3.0
BACK_FROM_FAR = 0.15
"""How near to its neighbours a figure put right comes: within so many spreads, or so much of how far off it was."""
CHANCE = 0.001
"""A figure as far out as this by chance alone (Poisson for counts) is not called a slip …"""
MOST_BY_CHANCE = 700
"""… which chance does not take larger counts to (and whose terms a float cannot hold)."""
ONE_ZERO_IN = 0.005
"""A row is wronged by chance less often than this: shared out among its months, for a zero in any of them."""
CLOSE_SEASON = 0.3
"""A figure this near to the same month of another year is the season's."""
FEW_VALUES = 7
LEAST_ALERT = 3.0
"""Median steps that a figure must lie off its two neighbours before its history is looked at."""

ARITHMETIC = ("A301", "A302", "A303", "A304", "A305", "A306", "A308", "A309")
"""Relations tell a slip better than history does; a typed column (the last) yields to a zero instead."""


@rule("V209", "slip-against-history", Severity.WARNING, yields_to=(*ARITHMETIC, "S103", "S104", "V206", "V207", "V208"))
def slip_against_history(case: Case) -> Iterator[Hit]:
    """A figure lies far outside its row's other months, and one slip explains it.

    Ten or a hundred times too large or too small, two digits exchanged, a digit typed twice: undone, the figure falls
    in line with the months around it. Swings that no slip explains, or that the row has shown before, raise nothing.
    To put right: look the figure up at its source.
    """
    ledger = case.evidence.ledger
    for (row, part), series in ledger.series.items():
        history = ledger.history(row, part)
        if history is None or not _judged(case, row, part):
            continue
        for month in _standing_out(history):
            around = history.around(month)
            slip = _slip(case, series, history, month, around) if around else None
            if slip:
                number, words = slip
                yield _hit(case, series, month, number, words)


@rule("V211", "zero-in-series", Severity.WARNING, yields_to=(*ARITHMETIC[:-1], "V213"))
def zero_in_series(case: Case) -> Iterator[Hit]:
    """A zero stands among months that are all well above zero.

    A blank filled with 0 says that nothing happened, and pulls down every total and average. To put right: type the
    figure, or the reason why there is none. Rows whose counts are small, or that fall to zero in the same month of
    other years, are left alone.
    """
    ledger = case.evidence.ledger
    for (row, part), series in ledger.series.items():
        zeros = [month for month, value in series.values.items() if value == 0]
        history = ledger.history(row, part)
        if len(zeros) != 1 or history is None or not _own_cell(case, row, part, zeros[0]):
            continue
        around = history.around(zeros[0])
        if around and _never_so_low(case, series, history, zeros[0], around):
            words = (
                f"is 0 among months between {_said(case, series, around.least)} and {_said(case, series, around.most)}"
            )
            yield Hit(
                place=series.places[zeros[0]],
                message=f"{words}; a missing figure is not a zero",
                indicator=ledger.rows[row],
                month=zeros[0],
                found="0",
            )


def _own_cell(case: Case, row: int, part: Part, month: Month) -> bool:
    """Whether this number is the one its cell is about: the value, or a count with a cell of its own."""
    observation = case.evidence.ledger.rows[row].at(month)
    return observation is not None and (
        part is Part.VALUE or place_and_value(observation, part)[0] != observation.place
    )


def _judged(case: Case, row: int, part: Part) -> bool:
    """Values without counts, and counts in cells of their own; what counts bear out needs no history."""
    observation = next((each for each in case.evidence.ledger.rows[row].observations if each.value is not None), None)
    if observation is None:
        return part is not Part.VALUE
    if part is not Part.VALUE:
        return place_and_value(observation, part)[0] != observation.place
    return observation.denominator is None or case.results.indicators[row].definition.unit is not Unit.PERCENTAGE


def _standing_out(history: History) -> Iterator[Month]:
    """The months worth a closer look: those far from both their neighbours."""
    values = history.values
    if len(values) < 2:
        return
    steps = [abs(after - before) for before, after in pairwise(values)]
    usual = median(steps)
    for index, month in enumerate(history.months):
        near = values[max(0, index - 1) : index] + values[index + 1 : index + 2]
        own = max(0, index - 1), index + 1
        others = steps[: own[0]] + steps[own[1] :] if len(values) <= FEW_VALUES else ()
        alert = LEAST_ALERT * (median(others) if others else usual)  # of few steps a slip's own two move the median
        if min(abs(values[index] - each) for each in near) > alert:
            yield month


def _slip(case: Case, series: Series, history: History, month: Month, around: Around) -> tuple[Fraction, str] | None:
    """The figure put right and the slip's name, None where no slip explains the figure."""
    value = float(series.values[month])
    if value <= 0 or _seasonal(history, month, value):
        return None
    for number, words in undone(series.values[month], _decimals(case, series, month)):
        fits = _digits_fit if words in (SWAPPED, DOUBLED) else _point_fits
        if fits(value, float(number), around, history.counts):
            return number, words
    return None


def _seasonal(history: History, month: Month, value: float) -> bool:
    return any(
        abs(other - value) <= CLOSE_SEASON * max(abs(other), abs(value))
        for other in history.same_month_other_years(month)
    )


def _decimals(case: Case, series: Series, month: Month) -> int:
    """Digits after the point as typed; two more for a percentage, which is held as a fraction."""
    observation = case.evidence.ledger.rows[series.row].at(month)
    typed = observation.decimals if observation and observation.decimals is not None else 0
    percentage = case.results.indicators[series.row].definition.unit is Unit.PERCENTAGE and series.part is Part.VALUE
    return typed + 2 if percentage else typed


def _point_fits(value: float, number: float, around: Around, counts: bool) -> bool:
    """Whether a misplaced point explains the figure: far beyond all other months, and among them once moved."""
    low, high = sorted((around.least / AMONG, around.most * AMONG))
    beyond = value > BEYOND * around.most or value < around.least / BEYOND
    far = around.distance(value) > WIDER * around.widest or value < around.least / FAR_BEYOND
    by_chance = counts and _by_chance(value, around)
    lost = LOST_DIGIT if counts and number == 10 * value else 0.0
    back = low <= number + lost and number <= high
    return beyond and far and back and not by_chance and around.distance(value) > around.spread * SPREADS_BACK


def _digits_fit(value: float, number: float, around: Around, counts: bool) -> bool:
    """Whether exchanged or doubled digits explain the figure: far off its neighbours, close to them once undone.

    The further off it lies, the less must it come back exactly among them, while it comes back among the others.
    """
    out, steps = around.surprise(value), around.distance(value) / max(around.widest, 1e-9)
    far = out > SPREADS_OUT and steps > WIDER_BY_DIGITS
    if max(value / number, number / value) < HALF_AS_LARGE:
        far = far and out > SPREADS_OUT * (1 + FEW_MONTHS / around.others)
    elif around.others >= ENOUGH_MONTHS:
        far = far or (out > SPREADS_OUT_AT_LEAST and steps > WIDER_STILL)
    by_chance = counts and _by_chance(value, around)
    back = around.surprise(number) <= max(SPREADS_BACK, min(out * BACK_FROM_FAR, SPREADS_BACK_AT_MOST))
    among = around.least / AMONG <= number <= around.most * AMONG
    return far and back and among and not by_chance


def _never_so_low(case: Case, series: Series, history: History, month: Month, around: Around) -> bool:
    """Whether chance, the season and the row's own swings leave a zero unexplained."""
    if around.least <= 0 or _near_zero_elsewhere(history, month, around):
        return False
    if history.counts and exp(-around.low) > ONE_ZERO_IN / len(history.values):
        return False
    whole = _denominator(case, series, month)
    if not history.counts and whole is not None and (1 - min(around.low, 0.999)) ** float(whole) > CHANCE:
        return False
    return around.low > around.widest / 2


def _near_zero_elsewhere(history: History, month: Month, around: Around) -> bool:
    return any(other < around.middle / 5 for other in history.same_month_other_years(month))


def _denominator(case: Case, series: Series, month: Month) -> Number | None:
    wholes = case.evidence.ledger.series.get((series.row, Part.DENOMINATOR))
    return wholes.values.get(month) if wholes and series.part is Part.VALUE else None


def _by_chance(value: float, around: Around) -> bool:
    """Whether chance alone takes a count as far below, or above, its neighbours (Poisson)."""
    if value < around.low:
        return _poisson_at_most(value, around.low) > CHANCE
    return around.high <= MOST_BY_CHANCE and 1 - _poisson_at_most(value - 1, around.high) > CHANCE


def _poisson_at_most(value: float, mean: float) -> float:
    """The chance of a count as low as this where `mean` is usual."""
    if mean > MOST_BY_CHANCE:
        return 0.0
    term = total = exp(-mean)
    for count in range(1, int(value) + 1):
        term *= mean / count
        total += term
    return min(total, 1.0)


def _hit(case: Case, series: Series, month: Month, number: Fraction, words: str) -> Hit:
    ledger = case.evidence.ledger
    indicator = ledger.rows[series.row]
    observation: Observation | None = indicator.at(month)
    found = _said(case, series, series.values[month])
    expected = _said(case, series, number)
    explained = words if words in (SWAPPED, DOUBLED) else f"the figure {words}"
    return Hit(
        place=series.places[month],
        message=f"{found} stands far from the months around it; {expected} would not: {explained}?",
        indicator=indicator,
        month=month,
        found=observation.typed if observation and series.part is Part.VALUE else found,
        expected=expected,
    )


def _said(case: Case, series: Series, value: Number | Fraction) -> str:
    percentage = case.results.indicators[series.row].definition.unit is Unit.PERCENTAGE and series.part is Part.VALUE
    number = Fraction(value).limit_denominator(10**6) * (100 if percentage else 1)
    digits = 0 if number.denominator == 1 else 1
    return plain(number, digits) + ("%" if percentage else "")


RULES = (slip_against_history, zero_in_series)
