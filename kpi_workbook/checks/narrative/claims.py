"""What a sentence can claim of an indicator, apart from how it was worded: one frozen noun a kind of claim."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ...model import Area, Place
from .numbers import Quantity
from .periods import Period
from .runs import Run


class Way(StrEnum):
    """Which way a figure is said to have moved, or to lie from another."""

    UP = "up"
    DOWN = "down"
    BETTER = "better"
    WORSE = "worse"
    LEVEL = "level"


class Pooling(StrEnum):
    """How a figure over several months is said to be made."""

    NONE = "none"
    AVERAGE = "average"
    TOTAL = "total"


class Relation(StrEnum):
    """How a figure is said to stand to a target or to somebody else's figure."""

    ABOVE = "above"
    BELOW = "below"
    MET = "met"
    MISSED = "missed"
    NEAR = "near"


class Said(NamedTuple):
    """Where a claim stands and the words that tell whom it is about: those of its own part of the sentence, and those
    before it, nearest first. `sheet` and `section` name its part of the workbook.

    `behind`: the words behind it in its sentence, where none before it there could name anything. `sentence`: where in
    the text its sentence begins. `bare`: its own words without the reason that is given behind the statement.
    """

    place: Place
    section: int
    quote: str
    own: str
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    sentence: int = 0
    bare: str = ""


class Level(NamedTuple):
    """`stood at 30% in December`. `at`: the periods it may be meant of, likeliest first; empty where none is said.

    `otherwise`: the change it may state instead, where it stands in brackets behind one: `rose by 17% (307 contacts)`.
    `counted`: of what the noun behind it names, and of nothing else.
    """

    said: Said
    amount: Quantity
    at: tuple[Period, ...] = ()
    pooled: Pooling = Pooling.NONE
    otherwise: Change | None = None
    counted: bool = False


class Base(NamedTuple):
    """What a change is counted from; `average` of its months."""

    period: Period
    average: bool = False


class Change(NamedTuple):
    """`rose by 17% in November compared with October`. All `bases` are claimed; none: not said.

    `loose`: the wording covers a while ("continues to fall", "has risen"), so that any usual base may be meant.
    `ends`: the two numbers of `from 402 to 315`, where it states them.
    """

    said: Said
    way: Way
    amount: Quantity | None = None
    at: tuple[Period, ...] = ()
    bases: tuple[Base, ...] = ()
    loose: bool = False
    ends: tuple[Quantity, ...] = ()


class Extreme(NamedTuple):
    """`the lowest since April`; `since` None: of the year, or of all months there are.

    `still`: said of a month that the statement itself names, so that no later month may beat it either; a remark on a
    month of the past (`rose to 151 in November, the highest this year`) may hold for its own time only.
    """

    said: Said
    way: Way
    at: tuple[Period, ...] = ()
    since: Period | None = None
    over: Period | None = None
    still: bool = False


class AgainstTarget(NamedTuple):
    """`just short of target`; `by` where the distance is stated; `stated`: its own figures and the target's."""

    said: Said
    relation: Relation
    at: tuple[Period, ...] = ()
    by: Quantity | None = None
    stated: tuple[Quantity, ...] = ()


class TargetFigure(NamedTuple):
    """`the target of 80%`."""

    said: Said
    amount: Quantity


class Track(NamedTuple):
    """`on track to meet the target`, or not."""

    said: Said
    on: bool


class AgainstOthers(NamedTuple):
    """`higher than England`; `area` None: than every comparator; `by`: how far; `stated`: its own figures and the
    other's, where the sentence gives both."""

    said: Said
    way: Way
    area: Area | None = None
    name: str = ""
    at: tuple[Period, ...] = ()
    by: Quantity | None = None
    stated: tuple[Quantity, ...] = ()


class OthersFigure(NamedTuple):
    """`the England average of 21%`."""

    said: Said
    amount: Quantity
    area: Area
    name: str


class Share(NamedTuple):
    """`21% (57 of 270)`: the percentage and its counts in one breath; needs no indicator to be judged."""

    said: Said
    percentage: Quantity
    counts: Quantity


class Shift(NamedTuple):
    """`from 402 to 315 (22%)`: a movement and its size in one breath; needs no indicator to be judged."""

    said: Said
    then: Quantity
    now: Quantity
    amount: Quantity


class Spread(NamedTuple):
    """`307 more, which is 14 a working day`: a count over a month. `over`: `working day`, `day` or `week`."""

    said: Said
    amount: Quantity
    whole: Quantity
    over: str
    at: tuple[Period, ...] = ()


class Similar(NamedTuple):
    """`a level similar to October's`; `exact`: `unchanged in May`, `the same as in May`."""

    said: Said
    bases: tuple[Base, ...]
    at: tuple[Period, ...] = ()
    exact: bool = False


class Streak(NamedTuple):
    """`fell for the third month running`, `above target every month since May`: what is claimed of each month."""

    said: Said
    each: Change | AgainstTarget
    run: Run
    at: tuple[Period, ...] = ()


Claim = (
    Level
    | Change
    | Extreme
    | AgainstTarget
    | TargetFigure
    | Track
    | AgainstOthers
    | OthersFigure
    | Share
    | Shift
    | Spread
    | Similar
    | Streak
)
