"""Officers' sentences as tokens: words, numbers, `57/270`, `2021/22` and marks, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from .wordlists import word_set

LONGEST_TEXT = 32_767
"""What one Excel cell can hold; nothing beyond it is read."""


class Kind(StrEnum):
    WORD = "word"
    NUMBER = "number"
    PAIR = "pair"
    YEAR = "year"
    MARK = "mark"


class Token(NamedTuple):
    """A piece of a sentence. `low` is the word in lower case; for numbers `value`, `decimals` and what follows directly
    (`%`, `k`, `m`, `th`, `£` before it) are read already; for a pair or a financial year, `value` and `other`."""

    kind: Kind
    text: str
    low: str
    start: int
    end: int
    value: float = 0.0
    other: float = 0.0
    decimals: int = 0
    suffix: str = ""


_TOKEN = re.compile(
    r"""(?P<word>[^\W\d_]+(?:['’&-][^\W\d_]+)*)
      | (?P<year>(?<![\d/])(?:19|20)\d\d[ ]?[/–-][ ]?(?:(?:19|20)\d\d|\d\d)(?![\d/]))
      | (?P<pair>(?<![\d/])\d+(?:,\d{3}(?!\d))*[ ]?/[ ]?\d+(?:,\d{3}(?!\d))*(?![\d/]))
      | (?P<number>[£]?\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)
        (?:[ ]?(?P<suffix>%)|(?P<letters>(?i:[km]|bn|st|nd|rd|th|pp)(?![A-Za-z])))?
      | (?P<mark>[^\w\s])""",
    re.VERBOSE,
)
_KINDS = {kind.value: kind for kind in Kind} | {"suffix": Kind.NUMBER, "letters": Kind.NUMBER}
"""What the last group that matched makes of a token."""
_TWOFOLD = (Kind.PAIR, Kind.YEAR)
_BETWEEN = re.compile(r"[/–-]")
_STOPS = frozenset(".!?")
_JOINED_PREFIXES = frozenset({"re", "pre", "non", "co", "un", "multi", "anti", "mid", "sub"})
_ABBREVIATIONS = word_set(
    """approx eg ie no nos vs etc incl exc dept jan feb mar apr jun jul aug sep sept oct nov dec st mr mrs ms dr"""
)


def tokenise(text: str) -> list[Token]:
    """The tokens of a text in order; whatever is no letter, digit or sign is passed over. Never raises."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text[:LONGEST_TEXT]):
        kind, found = _KINDS[match.lastgroup or "mark"], match.group()
        if kind is Kind.WORD and not found.isalpha():
            tokens += _words(match)
        elif kind is Kind.NUMBER:
            tokens.append(_number(match))
        elif kind in _TWOFOLD:
            first, second = (_value(part) for part in _BETWEEN.split(found))
            tokens.append(Token(kind, found, found, *match.span(), first, second))
        else:
            tokens.append(Token(kind, found, found.lower(), match.start(), match.end()))
    return tokens


def _words(match: re.Match[str]) -> Iterator[Token]:
    """`year-to-date` is three words, `re-referrals` is one, `children's` is `children`."""
    start = match.start()
    parts = match.group().split("-")
    if parts[0].lower() in _JOINED_PREFIXES and len(parts) > 1:
        parts = ["-".join(parts[:2]), *parts[2:]]
    for part in parts:
        low = part.lower().replace("-", "").replace("’", "'").removesuffix("'s")
        yield Token(Kind.WORD, part, low, start, start + len(part))
        start += len(part) + 1


def _number(match: re.Match[str]) -> Token:
    digits = match.group("number")
    plain = digits.lstrip("£").rstrip(",")
    suffix = (match.group("suffix") or match.group("letters") or "").lower()
    decimals = len(plain.partition(".")[2])
    token = match.group()
    return Token(
        Kind.NUMBER,
        token,
        plain,
        *match.span(),
        value=_value(plain),
        decimals=decimals,
        suffix="£" + suffix if digits.startswith("£") else suffix,
    )


def _value(digits: str) -> float:
    """A number without its commas; digits past what any council counts are cut, so that none overflows."""
    return float(digits.replace(",", "").strip()[:18])


def sentences(text: str) -> Iterator[list[Token]]:
    """The tokens of each sentence: a line end, or `.`, `!`, `?` before white space, ends one."""
    current: list[Token] = []
    tokens = tokenise(text)
    for position, token in enumerate(tokens):
        if current and "\n" in text[current[-1].end : token.start]:
            yield current
            current = []
        current.append(token)
        if token.text in _STOPS and _ends(token, tokens, position, text):
            yield current
            current = []
    if current:
        yield current


def _ends(token: Token, tokens: list[Token], position: int, text: str) -> bool:
    """True of a full stop that is no abbreviation's: white space follows, and no small letter after it."""
    if position + 1 == len(tokens):
        return True
    following = tokens[position + 1]
    spaced = following.start > token.end
    before = tokens[position - 1] if position else token
    abbreviated = before.end == token.start and (before.low in _ABBREVIATIONS or _is_initial(before))
    return spaced and not abbreviated and not text[following.start].islower()


def _is_initial(token: Token) -> bool:
    return token.kind is Kind.WORD and len(token.text) == 1 and token.text.isupper()
