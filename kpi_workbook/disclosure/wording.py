"""How a text may state a withheld figure: in digits, in words (`both`, `a trio of`, `a single child`), as a share
(`two in three`, `three quarters`, `99 per cent`) or by what is left over.

A number is looked for as plainly as a reader would take it; where it counts something else (weeks, a tier, a share) it
is left. What is taken out too much harms a sentence, what is left in may name a child: in doubt it is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from ..figures.rounding import exact, is_usable, plain, round_half_up
from ..model import Number, Observation

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_PARTS = ("", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MOST_IN_WORDS = 100
_LONGEST_BEFORE = 16
_MOST_EXACTLY = 10
"""Larger counts than this are looked for whatever follows them: they are nobody's number of weeks."""
_NOT_BEFORE = (
    "section", "stage", "phase", "priority", "level", "grade", "tier", "band", "page", "table", "aged", "age", "year",
    "week", "quarter", "part", "item", "question", "version", "category", "appendix",
)  # fmt: skip
_PEOPLE = (
    r"(?:child|young|care|pupil|student|boy|girl|bab|infant|sibling|brother|sister|famil|parent|people|person|teenager|"
    r"adolescent|referral|case|plan|placement|adoption|assessment|visit|review|carer|adult|resident|them|who|were|had)"
)
_COUNTS_ELSE = re.compile(rf"\b(?:{'|'.join(_NOT_BEFORE)}) $", re.IGNORECASE)
"""What stands before a number that names something: a tier, an age, a page."""
_COUNTS_NO_PEOPLE = re.compile(
    r"\s*-?\s*(?:%|per\s?cent|or (?:more|less|fewer|under|over)\b|working\b|week|day|month|year|hour|minute|point|"
    rf"priorit|stage|times?\b|of the (?!(?:\w+ ){{0,2}}{_PEOPLE}))",
    re.IGNORECASE,
)
"""What follows a small number that counts no people: a time, a share, a threshold, `one of the reasons`."""
_BEFORE = r"(?<![\w£/-])(?<!\d[.,])"
_AND_SO = r"(?!\s+(?:in|by|from|at|on|for|with|to|through|within|between|across)\b)(?![^.;]{0,80}\band\b)"
"""Not after `both` where it says no number: `both in April and in May`."""
_AFTER = r"(?![\w/%])(?![.,]\d)"
_A = r"(?:an?|the|this|that|one|just|only)\s+"
_NOUNS: dict[int, tuple[tuple[str, str], ...]] = {
    1: tuple(
        (word, rf"{_A}{word}\b(?!\s+(?:point|view|system|framework|front|access))")
        for word in ("single", "sole", "lone", "solitary")
    ),
    2: (
        ("both", rf"both(?=\s+(?:{_PEOPLE}|(?:of|are|have|was|left|moved|now)\b|remain)|\s*(?:[.,;:)]|$))"),
        ("both", rf"both\b{_AND_SO}"),
        *((word, rf"{_A}{word}\b(?:\s+of\b)?") for word in ("couple", "pair", "duo")),
        ("twins", r"twins\b"),
        ("neither", r"neither\b(?!\s+\w+\s+nor\b)"),
    ),
    3: (*((word, rf"{_A}{word}\b(?:\s+of\b)?") for word in ("trio", "threesome")), ("triplets", r"triplets\b")),
    4: (*((word, rf"{_A}{word}\b(?:\s+of\b)?") for word in ("quartet", "foursome")), ("quadru", r"quadruplets\b")),
    5: (("quintet", rf"{_A}quintet\b(?:\s+of\b)?"),),
    6: (("half", r"(?:a\s+)?half(?:\s+a|-|\s+)\s*dozen\b"),),
    12: (("dozen", r"(?:a|one|the)\s+dozen\b"),),
    20: (("score", r"(?:a|one)\s+score\s+of\b"),),
    24: (("dozen", r"two\s+dozen\b"),),
}
"""What stands for a count by itself: a word in it, and the pattern."""


class Wording(NamedTuple):
    """A way of stating a figure. `pieces`: a text without any of them, in small letters, does not state it so.
    `bare`: a number with nothing beside it, which may count something else."""

    pieces: tuple[str, ...]
    pattern: str
    bare: bool = False

    def taken_from(self, text: str, mark: str) -> str:
        """The text with the mark for whatever states the figure."""

        def taken(found: re.Match[str]) -> str:
            named = self.bare and _COUNTS_ELSE.search(text, max(0, found.start() - _LONGEST_BEFORE), found.start())
            other = self.bare and _COUNTS_NO_PEOPLE.match(text, found.end())
            return found[0] if named or other else mark

        return re.sub(self.pattern, taken, text, flags=re.IGNORECASE)


def wordings(seen: Observation, threshold: int) -> Iterator[Wording]:
    """The ways to state an observation, longer ones first: its counts, who is left over, its percentage, the figure."""
    yield from _typed_percentage(seen.typed)
    if is_usable(seen.numerator) and is_usable(seen.denominator):
        for part in (seen.numerator, seen.denominator - seen.numerator):
            yield from _out_of(part, seen.denominator)
            yield from _share(part, seen.denominator)
        yield from _number(seen.denominator - seen.numerator, threshold)
        yield from _number(seen.numerator, threshold)
    elif is_usable(seen.value) and "%" not in seen.typed:
        yield from _number(seen.value, threshold)


def shares_alone(seen: Observation) -> Iterator[Wording]:
    """The ways that can hardly mean another figure: so many of so many."""
    if is_usable(seen.numerator) and is_usable(seen.denominator):
        for part in (seen.numerator, seen.denominator - seen.numerator):
            yield from list(_out_of(part, seen.denominator))[:1]


def _typed_percentage(typed: str) -> Iterator[Wording]:
    """A percentage as it was typed, and what is left of the hundred."""
    found = re.match(r"\s*[<>]?\s*(\d+(?:\.\d+)?)\s*%", typed)
    if found:
        digits = len(found[1].partition(".")[2])
        yield _percent(found[1])
        yield _percent(plain(100 - Fraction(found[1]), digits))


def _out_of(part: Number, whole: Number) -> Iterator[Wording]:
    """`283/286`, `283 of 286`, `three of the four`, `two in every three`, also of the smallest numbers that say so."""
    if part <= 0 or whole <= 0 or part != int(part) or whole != int(whole):
        return
    least = Fraction(int(part), int(whole))
    for few, all_ in dict.fromkeys(((int(part), int(whole)), (least.numerator, least.denominator))):
        if all_ > 1:
            between = r"\s*(?:/|\b(?:out of|of|in|from)\b)\s*(?:(?:the|all|every|our)\s+)?"
            pattern = rf"{_BEFORE}{_any_of(_said(few))}{between}{_any_of(_said(all_))}{_AFTER}"
            yield Wording(tuple(each[:3] for each in _said(few)), pattern)


def _share(part: Number, whole: Number) -> Iterator[Wording]:
    """`99%`, `98.9 per cent`, `ninety-nine per cent`; `two thirds`, `half`."""
    if part <= 0 or whole <= 0:
        return
    share = exact(part) / exact(whole)
    for digits in (2, 1, 0):
        yield _percent(plain(round_half_up(share * 100, digits), digits))
    if share.denominator < len(_PARTS) and 0 < share < 1:
        name = _PARTS[share.denominator]
        few = rf"{_any_of(_said(share.numerator))}[\s-]+{name}s"
        said = few if share.numerator > 1 else rf"(?:(?:an?|one)[\s-]+)?{name}"
        yield Wording((name,), rf"{_BEFORE}{said}{_AFTER}(?!\s+(?:term|year|day|hour|an?\s+dozen|[1-4]\b))")


def _percent(number: str) -> Wording:
    said = _said(int(number)) if number.isdigit() else (number,)
    spelt = _any_of(said if number.isdigit() else (re.escape(number),))
    return Wording(
        tuple(each[:3] for each in said),
        rf"{_BEFORE}(?:[<>]\s*)?{spelt}\s*(?:%|per\s?cent\b|pc\b)(?!\s*points?\b)",
    )


def _number(count: Number, threshold: int) -> Iterator[Wording]:
    """A count in digits and, where small, in words; not where it plainly counts something else. Of what is no whole
    number, the digits."""
    if count <= 0:
        return
    if count != int(count):
        yield Wording((f"{count:,}",), rf"{_BEFORE}{re.escape(f'{count:,}')}{_AFTER}")
        return
    for word, pattern in _NOUNS.get(int(count), ()):
        yield Wording((word,), _BEFORE + pattern)
    digits, *others = _said(int(count))
    yield Wording((digits,), _BEFORE + digits + _AFTER, bare=count <= max(threshold, _MOST_EXACTLY))
    for word in others:
        yield Wording((word[:3],), _BEFORE + word + _AFTER, bare=True)


def _said(count: int) -> tuple[str, ...]:
    """A count in digits with commas and, below a hundred, in words."""
    if count >= _MOST_IN_WORDS:
        return (f"{count:,}", str(count)) if count >= 1000 else (str(count),)
    tens, ones = divmod(count, 10)
    if count < len(_UNITS):
        return str(count), _UNITS[count]
    return str(count), _TENS[tens] + (rf"[\s-]{_UNITS[ones]}" if ones else "")


def _any_of(spellings: Iterable[str]) -> str:
    return rf"(?:{'|'.join(spellings)})"
