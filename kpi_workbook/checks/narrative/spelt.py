"""Numbers in words: `three hundred and twelve`, `two thirds`, `nine in ten`, `up by half`."""

from __future__ import annotations

from collections.abc import Sequence

from .wordlists import word_list, word_set

_UNITS = {
    word: number
    for number, word in enumerate(
        word_list(
            """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
            seventeen eighteen nineteen"""
        )
    )
}
_TENS = {
    word: 20 + 10 * step for step, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"))
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12}
_FRACTIONS = {
    ("a", "third"): 1 / 3, ("one", "third"): 1 / 3, ("two", "thirds"): 2 / 3, ("a", "quarter", "of"): 0.25,
    ("one", "quarter"): 0.25, ("three", "quarters"): 0.75, ("half", "of"): 0.5, ("a", "half"): 0.5,
    ("a", "fifth"): 0.2, ("one", "fifth"): 0.2, ("two", "fifths"): 0.4, ("three", "fifths"): 0.6,
    ("four", "fifths"): 0.8, ("a", "tenth"): 0.1, ("one", "tenth"): 0.1,
}  # fmt: skip
NUMBER_WORDS = _UNITS.keys() | _TENS.keys()
OPENING = NUMBER_WORDS | {words[0] for words in _FRACTIONS} | {"half"}
"""The words that a number may begin with."""
_FRACTION_STEP = 0.06  # "a third" is said of anything from 30% to 36%
_ONE_IN_STEP = 0.1  # "nine in ten" of anything from 85% to 95%
_ROUND = 10
"""Up to so many, `one in so many` is a round way to say it."""
_BY = frozenset({"by", "nearly", "almost", "about", "over", "than", "around"})
"""Before a lone `half` or `a quarter` that says by how much: `up by almost half`, `more than a quarter`."""
_SIDES = word_set("above below higher lower more fewer less up down better worse longer shorter")
_IN = (["in", "every"], ["out", "of", "every"], ["out", "of"], ["in"])
_POINT = frozenset({"percentage", "point", "percent"})
_TIME = word_set("days weeks months years hours minutes")


def share(words: Sequence[str], at: int) -> tuple[float, float, int] | None:
    """A fraction that begins at a word: its value, how far round it is said, and its last word."""
    for length in (3, 2):
        named = tuple(words[at : at + length])
        if named in _FRACTIONS:
            return _FRACTIONS[named], _FRACTION_STEP, at + min(length, 2) - 1
    by = at > 0 and words[at - 1] in _BY
    if by and words[at] == "half":
        return 0.5, _FRACTION_STEP, at
    if words[at : at + 2] == ["a", "quarter"] and (by or not _SIDES.isdisjoint(words[at + 2 : at + 3])):
        return 0.25, _FRACTION_STEP, at + 1
    return _one_in(words, at)


def _one_in(words: Sequence[str], at: int) -> tuple[float, float, int] | None:
    """`one in five`, `nine out of ten`, `three in every four`; not `two in six months`."""
    n = small(words[at])
    joined = next((each for each in _IN if words[at + 1 : at + 1 + len(each)] == each), None)
    if joined is None:
        return None
    place = at + 1 + len(joined)
    m = small(words[place]) if place < len(words) else 0
    if not 0 < n < m or not _TIME.isdisjoint(words[place + 1 : place + 2]):
        return None
    return n / m, _ONE_IN_STEP if m <= _ROUND else _FRACTION_STEP, place


def whole(words: Sequence[str], at: int, taken: frozenset[int]) -> tuple[int, int] | None:
    """A whole number that begins at a word, and its last word; a lone `one` is no number, but of points."""
    total = current = 0
    place = at
    while place < len(words) and place not in taken:
        word = words[place]
        if small(word) or word == "zero":
            current += small(word)
        elif word in _SCALES and place > at:
            current *= _SCALES[word]
            if word != "hundred":
                total, current = total + current, 0
        elif not (word == "and" and place > at and words[place - 1] in _SCALES and _goes_on(words, place + 1)):
            break
        place += 1
    points = words[at] == "one" and not _POINT.isdisjoint(words[place : place + 1])
    if place == at or (place == at + 1 and words[at] in ("one", "zero") and not points):
        return None
    return total + current, place - 1


def _goes_on(words: Sequence[str], at: int) -> bool:
    return at < len(words) and (words[at] in _UNITS or words[at] in _TENS)


def small(word: str) -> int:
    """A number below a hundred in one word, as `five`; 0 of any other."""
    return _UNITS.get(word) or _TENS.get(word) or 0
