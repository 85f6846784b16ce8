"""Slips of the hand: what a number may have been before a digit was swapped, doubled or a point misplaced."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...figures.rounding import exact
from ...model import Number

SWAPPED = "two digits swapped"
DOUBLED = "a digit typed twice"
SCALES = (
    (Fraction(10), "ten times too large"),
    (Fraction(1, 10), "ten times too small"),
    (Fraction(100), "a hundred times too large"),
    (Fraction(1, 100), "a hundred times too small"),
)
TENFOLD, MONTHS_IN_YEAR = 10, 12
LONGEST = 12  # digits; nothing longer was typed by hand


def undone(value: Number, decimals: int = 0) -> Iterator[tuple[Fraction, str]]:
    """Every number that one slip turns into `value`, with the slip's name.

    `decimals`: digits after the point that were typed (of the percentage, times a hundred, for a fraction).
    """
    number = exact(value)
    for factor, words in SCALES:
        yield number / factor, words
    for digits, words in _other_digits(number, decimals):
        yield Fraction(int(digits), 10**decimals), words


def accumulates_in_a_year(larger: float, usual: float) -> bool:
    """Whether a figure about ten times another is rather that of the twelve months that make its year."""
    in_turn = larger / usual
    return in_turn > 1 and abs(in_turn - MONTHS_IN_YEAR) < abs(in_turn - TENFOLD)


def slip_between(found: Number, expected: Number | Fraction, decimals: int = 0) -> str | None:
    """The slip that turns `expected` into `found`, None where no single one does."""
    target = exact(expected)
    return next((words for number, words in undone(found, decimals) if number == target and target != 0), None)


def _other_digits(number: Fraction, decimals: int) -> Iterator[tuple[str, str]]:
    """The typed digits with one pair swapped back, or one of a pair taken out."""
    scaled = number * 10**decimals
    digits = str(scaled.numerator) if scaled.denominator == 1 and scaled > 0 else ""
    if not 2 <= len(digits) <= LONGEST:
        return
    for at in range(len(digits) - 1):
        left, right = digits[at], digits[at + 1]
        if left == right:
            yield digits[:at] + digits[at + 1 :], DOUBLED
        elif at or right != "0":
            yield digits[:at] + right + left + digits[at + 2 :], SWAPPED
