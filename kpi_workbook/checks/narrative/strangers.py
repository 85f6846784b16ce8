"""Whether a sentence is about something narrower than, or other than, the indicator whose words it shares.

`contamination of recycling`, `upheld complaints`, `contacts from schools` and `recycling centres` are not recycling,
complaints or contacts: a word that no indicator knows stands in the very name.
"""

from __future__ import annotations

import re

from .vocabulary import unknown, words
from .wordlists import word_set

_WORD = re.compile(r"[^\W\d_]+(?:[-'’&][^\W\d_]+)*")
_SMALL = word_set("the our a an of in with from for to on about among by who whose at their its this that")
_BETWEEN = word_set("the our a an its their council some other many new young older out of hours two three most all")
_NARROWING = word_set(
    "from by about involving regarding concerning relating among amongst where aged linked related due involve for"
)
_PLACING = frozenset({"on", "at", "in", "within", "across"})
_PEOPLE = word_set("children people residents families adults women men girls boys")
"""Whom reports speak of all the time, so that they are no strangers elsewhere."""
_FAR = 4
"""How many words a stranger may stand behind what narrows a name by it: `answered by the out of hours contractor`."""
_VERB_FOLLOWERS = word_set("by to from in at on and with than")


def is_about_another(text: str, known: frozenset[str], telling: frozenset[str]) -> bool:
    """True where a stranger (none of the `known` words) heads the telling ones, narrows them, or makes another name."""
    tokens = _WORD.findall(text.lower())
    if not unknown(text, known) and _PEOPLE.isdisjoint(tokens):
        return False
    ours = [bool(words(token) & telling) for token in tokens]
    names = [bool(words(token) & known) for token in tokens]
    for at, token in enumerate(tokens):
        narrows = _narrows(tokens, names, at)
        near = narrows or _heads(tokens, ours, at) or _makes_another_name(tokens, ours, at)
        strange = unknown(token, known) or (narrows and token in _PEOPLE and not names[at])
        if near and token not in _SMALL and strange and _is_apart(tokens, at, known):
            return True
    return False


def _is_apart(tokens: list[str], at: int, known: frozenset[str]) -> bool:
    """True of a word that belongs to no known phrase (as `social` does to `anti-social behaviour`)."""
    return words(" ".join(tokens[:at] + tokens[at + 1 :])) & known == words(" ".join(tokens)) & known


def _heads(tokens: list[str], ours: list[bool], at: int) -> bool:
    """`contamination of recycling`, `upheld complaints`."""
    following = next((place for place in range(at + 1, len(tokens)) if tokens[place] not in _SMALL), None)
    return following is not None and ours[following]


def _narrows(tokens: list[str], names: list[bool], at: int) -> bool:
    """`contacts from schools`, `complaints about the parking`, `fly-tips reported on council land`."""
    place = at - 1
    while place > max(at - _FAR, 0) and tokens[place] not in _NARROWING | _PLACING and tokens[place] in _BETWEEN:
        place -= 1
    return place > 0 and tokens[place] in _NARROWING | _PLACING and names[place - 1]


def _makes_another_name(tokens: list[str], ours: list[bool], at: int) -> bool:
    """`recycling centres received`: a noun of its own right behind; a verb (`complaints soared by`) is none."""
    if at == 0 or not ours[at - 1] or tokens[at].endswith(("ed", "ing", "ly")):
        return False
    return at + 1 < len(tokens) and tokens[at + 1] not in _VERB_FOLLOWERS
