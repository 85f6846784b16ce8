"""The quantities a sentence states: digits, words, fractions, with unit, last digit's worth and hedge.

`about 30%`, `£1.2m`, `twelve`, `a third of`, `three hundred`, `57 of 270`, `between 550 and 600`.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from . import spelt
from .nothing import NOUGHTS, states_nought
from .tokens import Kind, Token
from .wordlists import word_list, word_set


class Measure(StrEnum):
    """What a number counts: hundredths, percentage points, things, pounds, or days."""

    PERCENT = "percent"
    POINTS = "points"
    PLAIN = "plain"
    MONEY = "money"
    DAYS = "days"


class Hedge(StrEnum):
    """How a number is softened: `about 30`, `over 30`, `just over 30`, `under 30`, `nearly 30`."""

    NONE = ""
    ABOUT = "about"
    OVER = "over"
    JUST_OVER = "just over"
    UNDER = "under"
    NEARLY = "nearly"
    RANGE = "between"


class Quantity(NamedTuple):
    """A stated number. `value`: percentages and points as fractions. `step`: what one more in its last digit is worth.

    `upper` closes a range; `pair` holds n and m of `n of m`; `detail`: it measures time, age or a threshold in a
    name ("45 working days", "3 or more") rather than an indicator. `first`, `last`: tokens it spans, hedge included.
    """

    value: float
    step: float
    first: int
    last: int
    measure: Measure = Measure.PLAIN
    hedge: Hedge = Hedge.NONE
    upper: float | None = None
    pair: tuple[float, float] | None = None
    detail: bool = False
    spelt: bool = False

    @property
    def is_nought(self) -> bool:
        """True of `no`, `none`, `nil` and `zero` in words."""
        return self.spelt and self.value == 0


_SUFFIXES = {"k": 1_000.0, "m": 1_000_000.0, "bn": 1_000_000_000.0}
_NUMERIC = frozenset({Kind.NUMBER, Kind.PAIR})
_HEDGES: dict[tuple[str, ...], Hedge] = {
    **dict.fromkeys((("about",), ("around",), ("approximately",), ("approx",), ("roughly",), ("circa",), ("some",),
                     ("c",), ("broadly",), ("in", "the", "region", "of"), ("or", "so"), ("close", "to")), Hedge.ABOUT),
    **dict.fromkeys((("over",), ("more", "than"), ("above",), ("exceeding",), ("at", "least"), ("in", "excess", "of"),
                     ("upwards", "of"), ("greater", "than"), ("higher", "than"), ("no", "fewer", "than"),
                     ("well", "over"), ("well", "above")), Hedge.OVER),
    **dict.fromkeys((("just", "over"), ("just", "above"), ("slightly", "over"), ("a", "little", "over"),
                     ("slightly", "more", "than"), ("just", "more", "than")), Hedge.JUST_OVER),
    **dict.fromkeys((("under",), ("fewer", "than"), ("less", "than"), ("below",), ("lower", "than"), ("at", "most"),
                     ("up", "to"), ("no", "more", "than"), ("well", "under"), ("well", "below")), Hedge.UNDER),
    **dict.fromkeys((("nearly",), ("almost",), ("just", "under"), ("just", "below"), ("nearing",), ("approaching",),
                     ("slightly", "under"), ("just", "short", "of"), ("close", "on"), ("a", "little", "under")),
                    Hedge.NEARLY),
}  # fmt: skip
_LONGEST_HEDGE = 4
_TIME = word_set("""day days week weeks month months year years hour hours minute minutes yr yrs wks hrs mins""")
_BEFORE_DAYS = frozenset({"from", "to", "was", "were", "is", "at", "took", "takes", "averaged", "("})
_COMPARING = tuple(
    [word] for word in word_list("more fewer less better worse quicker slower faster longer shorter higher lower")
)
"""Behind `five days`: how much a figure in days differs."""
_DASHES = frozenset({"-", "–"})
_KINDS_OF_DAY = frozenset({"working", "calendar", "consecutive", "full", "whole", "school", "clear"})
_BEFORE_DETAIL = word_set(
    """aged age ages section sec stage ks band tier key priority phase page no kpi within every ward unit item
    category grade part chapter step schedule article note option action objective"""
)
_AFTER_RISE = frozenset({"in", "from", "this", "at", "for", "during", ",", ".", ";", "(", ")", "and", "but", "after"})
_OPENING = spelt.OPENING | NOUGHTS
_JOINERS = frozenset({"to", "-", "–", "and"})


def quantities(tokens: Sequence[Token], taken: frozenset[int]) -> list[Quantity]:
    """The quantities of a sentence in order; `taken` are the tokens that dates and periods use already."""
    found: list[Quantity] = []
    after = 0
    for at, token in enumerate(tokens):
        opens = token.low in _OPENING if token.kind is Kind.WORD else token.kind in _NUMERIC
        if opens and at >= after and at not in taken and (read := _read(tokens, at, taken)):
            read = _ranged(read, tokens, taken)
            found.append(_detailed(_hedged(read, tokens), tokens))
            after = read.last + 1
    return found


def _read(tokens: Sequence[Token], at: int, taken: frozenset[int]) -> Quantity | None:
    token = tokens[at]
    if token.kind is Kind.NUMBER:
        return _digits(tokens, at, taken)
    if token.kind is Kind.PAIR:
        return _pair(token.value, token.other, at, at)
    return _spelt(tokens, at, taken)


def _digits(tokens: Sequence[Token], at: int, taken: frozenset[int]) -> Quantity | None:
    token = tokens[at]
    suffix = token.suffix.lstrip("£")
    if suffix in ("st", "nd", "rd", "th"):
        return None
    scale = _SUFFIXES.get(suffix, 1.0)
    last = at
    if at + 1 < len(tokens) and tokens[at + 1].low in ("thousand", "million", "billion"):
        scale, last = {"thousand": 1e3, "million": 1e6, "billion": 1e9}[tokens[at + 1].low], at + 1
    of = _out_of(tokens, last + 1, taken)
    if of is not None and suffix != "%" and token.decimals == 0:
        return _pair(token.value * scale, tokens[of].value, at, of)
    measure = Measure.MONEY if token.suffix.startswith("£") else Measure.PLAIN
    step = scale * 10.0**-token.decimals
    quantity = Quantity(value=token.value * scale, step=step, first=at, last=last, measure=measure)
    return _with_unit(quantity, tokens, "%" if suffix == "%" else "points" if suffix == "pp" else "")


def _with_unit(quantity: Quantity, tokens: Sequence[Token], suffix: str) -> Quantity:
    """The number with the unit that stands on it or follows it, in fractions where that is per cent or points."""
    following = [token.low for token in tokens[quantity.last + 1 : quantity.last + 4]]
    measure, extra = quantity.measure, 0
    if suffix == "points" or following[:1] in (["points"], ["point"], ["pp"], ["ppts"], ["ppt"]):
        measure, extra = Measure.POINTS, 0 if suffix else 1
    elif suffix == "%" and following[:1] in (["points"], ["point"]):
        measure, extra = Measure.POINTS, 1
    elif following[:1] in (["percent"], ["percentage"], ["pc"]) or following[:2] == ["per", "cent"]:
        measure, extra = Measure.PERCENT, 2 if following[0] == "per" else 1
        if following[extra : extra + 1] in (["points"], ["point"]):
            measure, extra = Measure.POINTS, extra + 1
    elif suffix == "%":
        measure = Measure.PERCENT
    elif following[:1] in (["day"], ["days"]) or following[:2] in (["working", "days"], ["calendar", "days"]):
        measure = Measure.DAYS
    if measure is quantity.measure:
        return quantity
    scale = 0.01 if measure in (Measure.PERCENT, Measure.POINTS) else 1.0
    return quantity._replace(
        measure=measure, value=quantity.value * scale, step=quantity.step * scale, last=quantity.last + extra
    )


def _out_of(tokens: Sequence[Token], at: int, taken: frozenset[int]) -> int | None:
    """Where m stands in `n of m`, `n of the m` and `n out of m`, else None."""
    words = [token.low for token in tokens[at : at + 3]]
    for joined in (["out", "of", "the"], ["out", "of"], ["of", "the"], ["of"], ["in", "every"]):
        place = at + len(joined)
        if words[: len(joined)] == joined and place < len(tokens) and place not in taken:
            number = tokens[place]
            if number.kind is Kind.NUMBER and number.suffix == "" and number.decimals == 0:
                return place
    return None


def _pair(n: float, m: float, first: int, last: int) -> Quantity | None:
    if m <= 0 or n > m:
        return None
    return Quantity(value=n, step=1.0, first=first, last=last, pair=(n, m))


def _spelt(tokens: Sequence[Token], at: int, taken: frozenset[int]) -> Quantity | None:
    words = [token.low for token in tokens]
    found = spelt.share(words, at)
    if found is not None and taken.isdisjoint(range(at, found[-1] + 1)):
        value, step, last = found
        return Quantity(value=value, step=step, first=at, last=last, measure=Measure.PERCENT, spelt=True)
    if words[at] in NOUGHTS and states_nought(words, at):
        return Quantity(value=0.0, step=1.0, first=at, last=at, spelt=True)
    counted = spelt.whole(words, at, taken)
    if counted is None:
        return None
    whole, last = counted
    return _with_unit(Quantity(value=float(whole), step=1.0, first=at, last=last, spelt=True), tokens, "")


def _ranged(quantity: Quantity, tokens: Sequence[Token], taken: frozenset[int]) -> Quantity:
    """`between 550 and 600`, `90-95%`: one quantity with two ends. `from 71% to 78%` stays two."""
    place = quantity.last + 1
    if place + 1 >= len(tokens) or tokens[place].low not in _JOINERS or place + 1 in taken:
        return quantity
    opening = tokens[quantity.first - 1].low if quantity.first else ""
    between = opening == "between"
    if not between and tokens[place].low not in ("-", "–") and opening not in _BEFORE_DETAIL:
        return quantity
    upper = _read(tokens, place + 1, taken)
    if upper is None or upper.pair or quantity.pair:
        return quantity
    value = quantity.value
    if upper.measure is not quantity.measure:
        value = value * (0.01 if upper.measure in (Measure.PERCENT, Measure.POINTS) else 1.0)
    if value >= upper.value:
        return quantity
    return quantity._replace(value=value, step=upper.step, upper=upper.value, measure=upper.measure, last=upper.last,
                   first=quantity.first - (1 if between else 0), hedge=Hedge.RANGE)  # fmt: skip


def _detailed(quantity: Quantity, tokens: Sequence[Token]) -> Quantity:
    """Marks what measures time, age or a band, not an indicator; days stay, since an indicator may be in days."""
    if quantity.measure in (Measure.PERCENT, Measure.POINTS, Measure.MONEY):
        return quantity
    following = [token.low for token in tokens[quantity.last + 1 : quantity.last + 3]]
    before = tokens[quantity.first - 1].low if quantity.first else ""
    if quantity.measure is Measure.DAYS and (before in _BEFORE_DAYS or following[1:] in _COMPARING):
        return quantity
    timed = following[:1] != [] and (
        following[0] in _TIME or (following[0] in _KINDS_OF_DAY | _DASHES and following[-1] in _TIME)
    )
    banded = following[:1] == ["+"] or (following[:1] in (["or"], ["and"]) and following[1:] in (["more"], ["less"],
             ["fewer"], ["over"], ["under"], ["above"], ["below"], ["subsequent"]))  # fmt: skip
    detail = timed or banded or before in _BEFORE_DETAIL or _per(tokens, quantity.first)
    return quantity._replace(detail=True) if detail else quantity


def _per(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].low in ("per", "/")


def _goes_up(tokens: Sequence[Token], quantity: Quantity, hedge: tuple[str, ...]) -> bool:
    """`Up to 59 in September`, `slightly up to 59`: a rise, where no noun follows that the number could count."""
    following = tokens[quantity.last + 1].low if quantity.last + 1 < len(tokens) else "."
    return hedge == ("up", "to") and following in _AFTER_RISE


def _hedged(quantity: Quantity, tokens: Sequence[Token]) -> Quantity:
    """The quantity with the hedge before it ("just over"), the longest that fits, or behind it ("or so")."""
    if quantity.hedge is not Hedge.NONE:
        return quantity
    for length in range(_LONGEST_HEDGE, 0, -1):
        words = tuple(token.low for token in tokens[max(0, quantity.first - length) : quantity.first])
        if len(words) == length and words in _HEDGES and not _goes_up(tokens, quantity, words):
            return quantity._replace(hedge=_HEDGES[words], first=quantity.first - length)
    if tuple(token.low for token in tokens[quantity.last + 1 : quantity.last + 3]) == ("or", "so"):
        return quantity._replace(hedge=Hedge.ABOUT)
    return quantity
