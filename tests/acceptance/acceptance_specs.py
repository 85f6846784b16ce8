"""What a kind of measure is: its name, the words officers use of it, its size, and which side of a target is good."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spec:
    """One kind of measure: how it is named, how large it is, which side of its target is good."""

    name: str
    phrase: str
    kind: str  # percentage, count, snapshot, cumulative, rate, days, money
    size: float  # a percentage's chance, or a count's mean
    base: float = 0.0  # a percentage's mean denominator
    better: str = "none"
    linked: str = ""  # name of the row that a denominator, a running total or a rate rests upon
    targeted: bool = False


def pct(name: str, phrase: str, size: float, base: float, better: str, linked: str = "") -> Spec:
    return Spec(name, phrase, "percentage", size, base, better, linked, targeted=better != "none")
