"""Characters that look like plain ones, or like nothing at all: what is pasted from the web, Word or a PDF is full of
them, and a reader of the sheet cannot tell them apart."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

_UNSEEN = (
    "\u034f\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
    "\ufeff"
)
"""Marks of direction, byte order marks, spaces without width. Not the soft hyphen, which some programs show as one."""
_JOINING = "\u200c\u200d\ufe0e\ufe0f"
"""Unseen too, but in a name they make one letter or picture of two."""
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
_ALIKE = {
    "-": "\u2010\u2011\u2212\ufe63\uff0d",
    "%": "\u066a\ufe6a\uff05",
    "/": "\u2044\u2215\uff0f",
    "(": "\uff08",
    ")": "\uff09",
    "+": "\uff0b",
    ":": "\uff1a",
    "£": "\uffe1",
}
_WITHOUT_UNSEEN = str.maketrans("", "", _UNSEEN)
_PLAIN = str.maketrans(
    {sign: plain for plain, signs in _ALIKE.items() for sign in signs} | dict.fromkeys(_BLANK, " ")
) | str.maketrans("", "", _UNSEEN + _JOINING)


def one_line(text: str) -> str:
    """A name as it is seen: spaces and line ends single, nothing in it that shows nothing."""
    return " ".join((text if text.isascii() else text.translate(_WITHOUT_UNSEEN)).split())


def plain(text: str) -> str:
    """The text in plain characters: no digits are changed, for those of other scripts may be no figures."""
    return text if text.isascii() else text.translate(_PLAIN)


_SOFT_HYPHEN = "\u00ad"
_OTHER_SIGN = re.compile(r"[^\x00-\x7f]")
_NUMERAL = re.compile(r"(?<![0-9])[^\x00-\x7f]")


def with_plain_figures(text: str) -> str:
    """The text in plain characters, its figures too, whatever their script or shape: a circled or Roman four is 4, the
    sign of a third 1/3.

    For looking what a text tells, not for reading a figure. A small 4 behind a digit stays: it is a note's.
    """
    if text.isascii():
        return text
    digits = _OTHER_SIGN.sub(_digit, plain(text.replace(_SOFT_HYPHEN, "")))
    return _NUMERAL.sub(_number, digits)


def _digit(sign: re.Match[str]) -> str:
    return str(unicodedata.decimal(sign[0], sign[0]))


def _number(sign: re.Match[str]) -> str:
    number = unicodedata.numeric(sign[0], None)
    return sign[0] if number is None else str(Fraction(number).limit_denominator(100))
