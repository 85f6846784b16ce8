"""`No complaints were received in May`: the words that state a nought, and those that may stand around it.

A nought is said of many things that no row counts (`no complaints were upheld`, `no injuries at the depot`): one is
held against a row only where every word beside it is the row's own or merely reports.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import MONTH_NAMES
from .wordlists import word_set

NOUGHTS = frozenset({"no", "none", "nil", "zero"})
_BEFORE_NO = word_set(
    """there was were is are been be had has have having we recorded reported received saw seen with and but , : ; – -
    ( when while again also month quarter year"""
) | {name.lower() for name in MONTH_NAMES}
"""What `no` follows where it counts; it also opens sentences."""
_NOT_COUNTED = word_set(
    """more fewer less longer further other additional extra change changes significant doubt question better worse
    higher lower one single real evidence concern concerns issue issues target targets data figure figures reason plan
    plans need sign signs trend trends such increase increases decrease improvement rise fall reduction impact new of
    way means matter"""
)
"""Behind `no`: what makes it count nothing, or something else than the row does."""
_AFTER_NONE = word_set(
    """in during this last of at so to for . , ; ) and but compared were was have has recorded reported received
    raised"""
)
_OF_THEM = frozenset({"them", "these", "those"})
_NOT_ZERO = frozenset({"net", "sub", "below", "above", "ground", "absolute", "towards", "toward"})
_REPORTS = word_set(
    """there was were is are have has had having been be being we our the a an of in during for this that to at by with
    and or it any all no none nil zero them these those month reported recorded received raised logged made occurred
    happened arose opened issued registered notified seen saw number again also once so far date first time since when
    compared against than fell fallen falling fall dropped drop dropping reduced rose risen remained remains stood
    stands down up from pleasing pleased report say note council one took take place either neither nor"""
)
"""The words of reporting that tell nothing of what was counted."""
_STATING = word_set(
    """there was were have has had having recorded reported received saw fell fallen dropped reduced remained stood
    occurred happened arose took of them and but"""
)
"""What makes a nought more than the answer to a heading: `Actions: none`, `Nil this month`, `No` beside a row."""
_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")


def states_nought(words: Sequence[str], at: int) -> bool:
    """Whether a word counts nought of something: `no accidents`, `none in May`, `fell to zero`, `: nil`."""
    word = words[at]
    before = words[at - 1] if at else ""
    behind = words[at + 1] if at + 1 < len(words) else "."
    if word == "no":
        return (not before or before in _BEFORE_NO) and behind.isalpha() and behind not in _NOT_COUNTED
    if word == "none":
        them = behind != "of" or words[at + 2 : at + 3] in [[each] for each in _OF_THEM]
        return them and behind in _AFTER_NONE
    return word in NOUGHTS and before not in _NOT_ZERO


def is_statement(text: str) -> bool:
    """Whether the words around a nought say that it was counted; `None`, or `No comment`, beside a row does not."""
    spoken = set(_WORD.findall(text.lower()))
    return not spoken <= _REPORTS or not _STATING.isdisjoint(spoken)


def told(text: str) -> str:
    """A text without the words of reporting: what is left tells whom a nought is of."""
    return " ".join(word for word in _WORD.findall(text) if word.lower() not in _REPORTS)
