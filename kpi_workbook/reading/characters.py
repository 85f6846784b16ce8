"""Characters that look like plain ones, or like nothing at all: what is pasted from the web, Word or a PDF is full of
them, and a reader of the sheet cannot tell them apart."""

from __future__ import annotations

_UNSEEN = (
    "\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
"""Joiners, marks of direction, byte order marks. Not the soft hyphen, which some programs show as one."""
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
_PLAIN = str.maketrans(
    {sign: plain for plain, signs in _ALIKE.items() for sign in signs} | dict.fromkeys(_BLANK, " ")
) | dict.fromkeys(map(ord, _UNSEEN))


def plain(text: str) -> str:
    """The text in plain characters: no digits are changed, for those of other scripts may be no figures."""
    return text if text.isascii() else text.translate(_PLAIN)
