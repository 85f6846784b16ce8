"""Sentences that their own numbers belie: `decreased from 17 to 19`, `at 93%, … below the England average of 90%`.

They are false of whatever row they speak, and where the workbook has no such comparator as well.
"""

from __future__ import annotations

from .claims import AgainstOthers, AgainstTarget, Change, Claim, Relation, Way
from .cues import Mark
from .numbers import Hedge, Quantity
from .opinions import SILENT, Opinion, amount_words
from .roles import Part
from .statements import Statements
from .wordlists import word_set

_STATES = word_set("at was were is are to reached stood remained remains (")
"""Before the number that a sentence gives for its own row."""
_PREDICATES = word_set("is are was were remains remain stands stood , still well just slightly now currently also and")
_RELATIVE = frozenset({"that", "who", "whose"})
_RANKS = word_set("rank ranked ranking rankings place placed table league quartile position")
_UP = {Way.UP: True, Way.DOWN: False, Relation.ABOVE: True, Relation.BELOW: False}


def ends(statements: Statements, mark: Mark) -> tuple[Quantity, ...]:
    """The two numbers of `rose from 402 in November to 415`, right behind the change word; else none."""
    sentence = statements.sentence
    behind = [each for each in sentence.quantities if each.first > mark.last and not each.detail][:2]
    if len(behind) < 2 or _RANKS & set(sentence.lows(0, len(sentence.tokens))):
        return ()
    between = [at for at in range(behind[0].last + 1, behind[1].first) if at not in sentence.measured]
    led = sentence.lows(mark.last + 1, behind[0].first - 1) == ["from"]
    small = [sentence.tokens[at].low for at in between if sentence.tokens[at].low not in ("in", ",")]
    return tuple(behind) if led and small == ["to"] and _comparable(*behind) else ()


def beside(statements: Statements, mark: Mark, named: int) -> tuple[Quantity, ...]:
    """The figure that a relation (`mark`) sets beside the number of whoever is named at token `named`, that last."""
    others = [
        each
        for each, played in statements.roles.items()
        if played.part in (Part.OTHERS, Part.TARGET) and played.mark is not None and played.mark.first == named
    ]
    own = [
        each
        for each, played in statements.roles.items()
        if played.part is Part.LEVEL and each.last < mark.first and not each.detail
    ]
    if len(others) != 1 or not own or not _predicates(statements, mark):
        return ()
    stated = all(_states(statements, each) and _comparable(each, others[0]) for each in own)
    return (*own, others[0]) if stated else ()


def contradiction(claim: Claim) -> Opinion:
    """False where the numbers that a claim states itself lie the other way round than it says; else silent."""
    match claim:
        case Change(way=way, ends=(then, now)) if way in _UP:
            return _opinion(now, then, _UP[way], soft=False)
        case AgainstOthers(way=way, stated=(*own, other)) if way in _UP and own:
            return _all(own, other, _UP[way])
        case AgainstTarget(relation=relation, stated=(*own, other), by=None) if relation in _UP and own:
            return SILENT if "perform" in claim.said.quote.lower() else _all(own, other, _UP[relation])
        case _:
            return SILENT


def _all(own: list[Quantity], other: Quantity, up: bool) -> Opinion:
    opinions = [_opinion(each, other, up, soft=True) for each in own]
    return opinions[-1] if all(each.truth is False for each in opinions) else SILENT


def _opinion(one: Quantity, two: Quantity, up: bool, soft: bool) -> Opinion:
    """False where `one` lies clearly on the other side of `two`."""
    if (one.value <= two.value - two.step / 2) if up else (one.value >= two.value + two.step / 2):
        first, second = amount_words(one), amount_words(two)
        why = f"{first} is {'lower' if up else 'higher'} than {second}"
        return Opinion(truth=False, why=why, found=first, expected=second, soft=soft, reason="its own numbers")
    return SILENT


def _comparable(one: Quantity, two: Quantity) -> bool:
    bare = all(each.hedge is Hedge.NONE and each.upper is None and each.pair is None for each in (one, two))
    return bare and one.measure is two.measure


def _states(statements: Statements, quantity: Quantity) -> bool:
    """`at 93%`, `was 93%`; not `12% of schools`, which is a share of those that stand so."""
    sentence = statements.sentence
    before = sentence.lows(quantity.first - 1, quantity.first - 1)
    return bool(_STATES & set(before)) and sentence.lows(quantity.last + 1, quantity.last + 1) != ["of"]


def _predicates(statements: Statements, mark: Mark) -> bool:
    """True where the relation is said of the row: `are below`, `, above`; not `schools below the average`."""
    before = statements.sentence.lows(mark.first - 2, mark.first - 1)
    relative = bool(_RELATIVE & set(before)) or (before[:1] == ["which"] and not _follows_comma(statements, mark))
    return bool(before) and before[-1] in _PREDICATES and not relative


def _follows_comma(statements: Statements, mark: Mark) -> bool:
    return statements.sentence.lows(mark.first - 3, mark.first - 3) == [","]
