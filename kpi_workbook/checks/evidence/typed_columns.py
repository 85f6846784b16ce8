"""What is typed beside the months - a year to date, a quarter, a total, an average - and what each way of adding the
months up makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from ...figures.rounding import exact, is_usable, round_half_up
from ...model import Extra, Indicator, Month, Number, Role, Status, Unit
from .ledger import Ledger, Part
from .precision import digits_given

SUM, POOLED, MEAN, LATEST, STEP = "sum", "pooled counts", "mean of the months", "latest month", "growth"
ROLES = (Role.YEAR_TO_DATE, Role.QUARTER, Role.TOTAL, Role.AVERAGE, Role.CURRENT_MONTH)
UNKNOWN = (Status.UNREADABLE, Status.ERROR, Status.SUPPRESSED)
STORED_EXACTLY = Fraction(1, 100_000)


@dataclass(frozen=True)
class Typed:
    """One typed figure and what each method makes of the months it covers.

    `others`: the same for other months that the heading may mean, which a figure may follow as well.
    """

    row: int
    extra: Extra
    value: Number
    months: tuple[Month, ...]
    by_method: Mapping[str, Fraction]
    others: tuple[Typed, ...] = ()

    @property
    def spans(self) -> tuple[Typed, ...]:
        """The figure by each of the months that its heading may mean."""
        return (self, *self.others)

    @cached_property
    def fits(self) -> frozenset[str]:
        return frozenset(
            method for span in self.spans for method, value in span.by_method.items() if self.is_given(value)
        )

    @property
    def spans_that_fit(self) -> list[int]:
        """Which of the spans give the figure, by any method that takes all their months."""
        return [
            index
            for index, span in enumerate(self.spans)
            if any(method != LATEST and self.is_given(value) for method, value in span.by_method.items())
        ]

    def is_given(self, computed: Fraction) -> bool:
        """Whether the typed figure is this one, to the digits it was typed to."""
        digits = digits_given(self.extra.typed, self.extra.decimals)
        if digits is None:
            return abs(exact(self.value) - computed) <= STORED_EXACTLY * max(Fraction(1), abs(computed))
        return exact(self.value) == round_half_up(computed, digits + (2 if "%" in self.extra.typed else 0))


def all_typed(ledger: Ledger) -> Iterator[Typed]:
    """Every figure typed in such a column whose months are all known."""
    for row, indicator in enumerate(ledger.rows):
        for extra in indicator.extras:
            share = "%" in extra.typed and ledger.result(row).definition.unit is not Unit.PERCENTAGE
            if extra.role in ROLES and is_usable(extra.value) and extra.value is not None and not share:
                covered = _covered(ledger, row, extra)
                if _lacks_a_figure(ledger, indicator, extra, covered[0]):
                    continue
                given = {months: _methods(ledger, row, months) for months in dict.fromkeys(covered)}
                first, *others = (Typed(row, extra, extra.value, months, given[months]) for months in covered)
                yield replace(first, others=tuple(others))


def _covered(ledger: Ledger, row: int, extra: Extra) -> list[tuple[Month, ...]]:
    """The months that a column may cover, the likeliest first: what its heading says, the financial year so far, the
    calendar year so far, all months."""
    known = sorted({month for part in Part for month in values_of(ledger, row, part)})
    said = tuple(month for month in known if month in extra.months)
    if extra.role is Role.QUARTER or not known:
        return [said]
    last = max(said, default=known[-1])
    if extra.role is Role.CURRENT_MONTH:
        return [(last,)]
    starts = (last.year_start(ledger.book.year_starts_in), last.year_start(1), known[0])
    spans = [tuple(month for month in known if start <= month <= last) for start in starts]
    return [*spans, said] if extra.role is Role.YEAR_TO_DATE or not said else [said, *spans]


def _lacks_a_figure(ledger: Ledger, indicator: Indicator, extra: Extra, months: Sequence[Month]) -> bool:
    """Whether a figure among those covered is withheld or cannot be read, so that nobody can tell what they give."""
    unknown = [seen.month for seen in indicator.observations if seen.status in UNKNOWN]
    if extra.role is Role.QUARTER or not months:
        return any(month in extra.months for month in unknown)
    year = months[-1].year_start(ledger.book.year_starts_in)
    first = min(months[0], year) if extra.months else indicator.observations[0].month
    return any(first <= month <= max(months[-1], ledger.book.reporting_month) for month in unknown)


def values_of(ledger: Ledger, row: int, part: Part) -> Mapping[Month, Number]:
    """A row's known figures, or counts, by month."""
    series = ledger.series.get((row, part))
    return series.values if series else {}


def _methods(ledger: Ledger, row: int, months: Sequence[Month]) -> dict[str, Fraction]:
    """What each method that fits the row's unit makes of the months."""
    values = values_of(ledger, row, Part.VALUE)
    known = [exact(values[month]) for month in months if month in values]
    unit = ledger.result(row).definition.unit
    found: dict[str, Fraction] = {}
    if known:
        found[MEAN], found[LATEST] = sum(known, Fraction()) / len(known), known[-1]
        if unit is not Unit.PERCENTAGE:
            found[SUM] = sum(known, Fraction())
            before = values.get(months[0].plus(-1))
            found[STEP] = known[-1] - (exact(before) if before is not None else 0)
    pooled = _pooled(ledger, row, months)
    if pooled is not None and unit is Unit.PERCENTAGE:
        found[POOLED] = pooled
    return found


def _pooled(ledger: Ledger, row: int, months: Sequence[Month]) -> Fraction | None:
    parts, wholes = values_of(ledger, row, Part.NUMERATOR), values_of(ledger, row, Part.DENOMINATOR)
    counted = [month for month in months if month in parts and month in wholes]
    whole = sum((exact(wholes[month]) for month in counted), Fraction())
    if not whole or len(counted) < len(months):
        return None
    return sum((exact(parts[month]) for month in counted), Fraction()) / whole
