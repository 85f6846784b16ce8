"""A percentage (or rate, or average) beside its counts: that it is their share, and none has more than all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from ...figures.rounding import exact, percent, plain, ratio, round_half_up, say
from ...model import Indicator, Kind, Month, Number, Observation, Unit
from .diagnosis import diagnose
from .ledger import Ledger, Node, Part, Series
from .precision import digits_given
from .relations import Relation, Telling
from .slips import undone

SHARE_RULE, ABOVE_RULE = "A301", "A302"
MULTIPLES = (1, 100, 1_000, 10_000, 100_000)
"""What a figure beside counts may be a rate per."""
STORED_EXACTLY = Fraction(1, 200_000)
"""How far a computed number that a file stores in full may lie from the exact share."""
USUALLY_WRONG = 0.5
"""Above this share of its months a row is wrong as a row, not in single cells."""
LEAST_FOR_A_ROW = 4
MOST_FINER = 5
NATURALLY_ABOVE = 0.25
"""Of a row's months: a numerator above its denominator this often is the measure's nature."""


SeriesByPart = Mapping[Part, Series]
"""A percentage's values and their counts, in the order of `Part`; the counts may stand in rows of their own."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A month's value with its counts, and the digits after the point it is given to (None: in full)."""

    observation: Observation
    value: Number
    numerator: Number
    denominator: Number
    digits: int | None

    @property
    def share(self) -> Fraction:
        return exact(self.numerator) / exact(self.denominator)

    def says(self, multiple: int, percentage: bool) -> bool:
        """Whether the value is the share times `multiple`."""
        share = self.share * multiple
        if self.digits is None:
            return abs(exact(self.value) - share) <= STORED_EXACTLY * max(Fraction(1), abs(share))
        digits = self.digits + (2 if percentage else 0)
        return exact(self.value) == round_half_up(share, digits)


def relate(ledger: Ledger) -> Iterator[Relation]:
    """The relations of every figure that stands with its counts."""
    for row, indicator in enumerate(ledger.rows):
        if (row, Part.DENOMINATOR) in ledger.series:
            yield from _of_row(ledger, row, indicator)


def _of_row(ledger: Ledger, row: int, indicator: Indicator) -> Iterator[Relation]:
    series = {part: found for part in Part if (found := ledger.series.get((row, part)))}
    known = list(counted(series, indicator))
    above = [each for each in known if each.numerator > each.denominator]
    natural = len(above) > 1 and len(above) >= NATURALLY_ABOVE * len(known)
    too_many = [] if natural or ledger.result(row).definition.unit is not Unit.PERCENTAGE else above
    for each in too_many:
        yield _above(series, each)
    yield from _shares(ledger, row, series, [each for each in known if each not in too_many])


def counted(series: SeriesByPart, indicator: Indicator) -> Iterator[Counted]:
    """The months of a row's values that have counts."""
    stored = _stored_digits(indicator)
    value, numerator, denominator = (series.get(part) for part in Part)
    if not (numerator and denominator):
        return
    for each in indicator.observations:
        n, d = numerator.values.get(each.month), denominator.values.get(each.month)
        typed = value.values.get(each.month) if value else None
        if n is None or not d or d < 0:
            continue
        derived = typed is None or (each.kind is Kind.TEXT and each.decimals is None)
        digits = digits_given(each.typed, each.decimals)
        if each.kind is Kind.NUMBER and digits is not None and stored is not None:
            digits = max(digits, stored)
        yield Counted(each, exact_or(n, d) if derived or typed is None else typed, n, d, None if derived else digits)


def exact_or(numerator: Number, denominator: Number) -> Number:
    """The share itself, where nothing was typed to compare with it."""
    share = ratio(numerator, denominator)
    return float(share) if share is not None else 0


def _stored_digits(indicator: Indicator) -> int | None:
    """Digits to which a row's stored numbers are given: 24.0% is stored as 0.24 among 0.237 and 0.251."""
    digits = [each.decimals for each in indicator.observations if each.kind is Kind.NUMBER and each.value is not None]
    known = [each for each in digits if each is not None]
    if not known or len(known) < len(digits) / 2:
        return None if digits else 0
    most = max(known)
    return most if known.count(most) * 2 >= len(known) else max(known[len(known) // 2], 0)


def _shares(ledger: Ledger, row: int, series: SeriesByPart, known: list[Counted]) -> Iterator[Relation]:
    percentage = ledger.result(row).definition.unit is Unit.PERCENTAGE
    multiple = 1 if percentage else _multiple(known)
    if multiple is None:
        return
    wrong = [each for each in known if not each.says(multiple, percentage)]
    if len(wrong) >= LEAST_FOR_A_ROW and len(wrong) > USUALLY_WRONG * len(known):
        yield _wrong_row(series, wrong, len(known))
        return
    for each in known:
        if each in wrong:
            yield wrong_share(series, each, multiple, percentage)
        else:
            yield Relation(SHARE_RULE, tuple(nodes_of(series, each.observation.month)))


def _multiple(known: list[Counted]) -> int | None:
    """What a row that is no percentage is per, None where most months fit nothing."""
    fitting = {multiple: sum(each.says(multiple, False) for each in known) for multiple in MULTIPLES}
    best = max(fitting, key=lambda multiple: fitting[multiple])
    return best if fitting[best] * 2 > len(known) else None


def nodes_of(series: SeriesByPart, month: Month) -> dict[Node, Part]:
    """The nodes of a month, the value first, each with the part it plays."""
    return {each.node(month): part for part, each in series.items() if month in each.values}


def wrong_share(series: SeriesByPart, each: Counted, multiple: int, percentage: bool) -> Relation:
    """The relation of a month whose value is not `multiple` times the share of its counts."""
    nodes = nodes_of(series, each.observation.month)
    share = each.share * multiple

    def tell(node: Node) -> Telling:
        digits = each.digits or 0
        expected = _say(share, percentage, digits)
        typed = _say(exact(each.value), percentage, digits)
        finer = _say(share, percentage, _finer(share, percentage, digits))
        counts = f"{plain(each.numerator)} of {plain(each.denominator)} is {expected} ({finer})"
        why = diagnose(series, each.observation.month, each.value, each.numerator, each.denominator, digits)
        where = (
            ""
            if nodes[node] is Part.VALUE or node.place == each.observation.place
            else f" in {each.observation.place.cell}"
        )
        return Telling(
            f"says {typed}{where}, but {counts}" + (f"; {why}" if why and percentage else ""),
            each.observation.typed,
            expected if nodes[node] is Part.VALUE else None,
        )

    return Relation(SHARE_RULE, tuple(nodes), tell, (), _repairs(each, multiple, percentage, nodes))


def _repairs(each: Counted, multiple: int, percentage: bool, nodes: Mapping[Node, Part]) -> dict[Node, Fraction]:
    """What the value, the numerator or the denominator would have to be for the three to fit; a count that one slip
    explains is put right by undoing it."""
    value, numerator, denominator = exact(each.value), exact(each.numerator), exact(each.denominator)
    slipped_part = (part for part, _ in undone(each.numerator) if _fits(each, part, denominator, multiple, percentage))
    slipped_whole = (all_ for all_, _ in undone(each.denominator) if _fits(each, numerator, all_, multiple, percentage))
    fitting = {
        Part.VALUE: round_half_up(each.share * multiple, _digits(each, percentage)),
        Part.NUMERATOR: next(slipped_part, round_half_up(value * denominator / multiple)),
        Part.DENOMINATOR: next(slipped_whole, round_half_up(numerator * multiple / value) if value else None),
    }
    return {node: repair for node, part in nodes.items() if (repair := fitting[part]) is not None}


def _fits(each: Counted, part: Fraction, whole: Fraction, multiple: int, percentage: bool) -> bool:
    """Whether other whole counts give the typed value."""
    if part.denominator != 1 or whole.denominator != 1 or whole <= 0 or (percentage and part > whole):
        return False
    return replace(each, numerator=int(part), denominator=int(whole)).says(multiple, percentage)


def _digits(each: Counted, percentage: bool) -> int:
    return (each.digits if each.digits is not None else 6) + (2 if percentage else 0)


def _finer(share: Fraction, percentage: bool, digits: int) -> int:
    """Digits that show on which side of a half a share lies: 93.497%, not 93.50%."""
    shown = share * (100 if percentage else 1) * 10**digits
    finer = 2
    while finer < MOST_FINER and round_half_up(shown, finer) % 1 == Fraction(1, 2) != shown % 1:
        finer += 1
    return digits + finer


def _say(value: Fraction, percentage: bool, digits: int) -> str:
    return percent_to(value, digits) if percentage else say(value, Unit.NUMBER, digits)


def percent_to(value: Fraction, digits: int) -> str:
    """A percentage rounded half up to so many digits, without the signs for nearly none and nearly all."""
    return f"{plain(value * 100, digits)}%"


def _wrong_row(series: SeriesByPart, wrong: list[Counted], known: int) -> Relation:
    first = wrong[0]
    node = next(iter(nodes_of(series, first.observation.month)))

    def tell(_: Node) -> Telling:
        return Telling(
            f"{len(wrong)} of the row's {known} figures are not the share of the counts beside them, from here on: "
            f"this one says {first.observation.typed}, but {plain(first.numerator)} of {plain(first.denominator)} is "
            f"{percent(first.share, 1)}; the row may show something else than these counts",
            first.observation.typed,
        )

    return Relation(SHARE_RULE, (node,), tell)


def _above(series: SeriesByPart, each: Counted) -> Relation:
    month = each.observation.month
    nodes = tuple(series[part].node(month) for part in (Part.NUMERATOR, Part.DENOMINATOR))

    def tell(_: Node) -> Telling:
        words = f"{plain(each.numerator)} of {plain(each.denominator)}: the part is larger than the whole"
        swapped = Counted(each.observation, each.value, each.denominator, each.numerator, each.digits)
        if each.digits is not None and swapped.says(1, True):
            words += "; the two look exchanged"
        why = diagnose(series, month, each.value, each.numerator, each.denominator, each.digits or 0)
        return Telling(f"{words}; {why}" if why and "exchanged" not in words else words, each.observation.typed)

    repairs = {}
    if 0 < each.value <= 1 and each.digits is not None:
        repairs = {
            nodes[0]: round_half_up(exact(each.value) * exact(each.denominator)),
            nodes[1]: round_half_up(exact(each.numerator) / exact(each.value)),
        }
    return Relation(ABOVE_RULE, nodes, tell, (), repairs)
