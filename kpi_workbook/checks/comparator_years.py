"""The years that comparators are of: one far from the others', or still to come."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import Area, Comparator, Place, Severity
from .rule import Case, Hit, rule

LEAST_OTHERS = 2
FAR_APART = 5
"""Years: what is published late lags by two or three."""
CENTURY = 2000
NEAR = 1
"""Years that the others may lie apart."""
OTHERS = (Area.NEIGHBOURS, Area.REGION, Area.ENGLAND)
_YEAR = re.compile(r"(?:19|20)\d\d|\d\d")


@dataclass(frozen=True, slots=True)
class _Heading:
    place: Place
    year: int
    comparator: Comparator


@rule("C507", "comparator-of-an-odd-year", Severity.WARNING, yields_to=("C505", "S102"))
def comparator_of_an_odd_year(case: Case) -> Iterator[Hit]:
    """A comparator's heading names a year far from those of the comparators beside it, or one that is still to come.

    A digit of the year was mistyped, or the column was not brought up to date, and the figures are compared with
    another time. To put right: correct the heading's year, or take the figures of the year that the others are of.
    """
    for headings in _by_sheet(case).values():
        areas = [each.comparator.area for each in headings.values()]
        if len(set(areas)) < len(areas):
            continue  # several years of one area side by side
        for each in headings.values():
            others = [other.year for other in headings.values() if other is not each]
            if each.year > case.book.reporting_month.year:
                yield _hit(each, f"{each.comparator.name} is of a year still to come")
            elif _is_odd(each.year, others):
                yield _hit(each, f"{each.comparator.name} is far from the year of those beside it ({max(others)})")


def _by_sheet(case: Case) -> Mapping[str, dict[Place, _Heading]]:
    """The headings with a year over others' figures, by sheet and place."""
    found: dict[str, dict[Place, _Heading]] = defaultdict(dict)
    for indicator in case.book.indicators:
        for each in indicator.comparators:
            if each.area not in OTHERS or each.heading is None or each.heading in found[each.heading.sheet]:
                continue
            if year := _YEAR.search(each.year or ""):
                first = int(year[0]) if len(year[0]) > 2 else CENTURY + int(year[0])
                found[each.heading.sheet][each.heading] = _Heading(each.heading, first, each)
    return found


def _is_odd(year: int, others: list[int]) -> bool:
    alike = len(others) >= LEAST_OTHERS and max(others) - min(others) <= NEAR
    return alike and all(abs(year - other) >= FAR_APART for other in others)


def _hit(heading: _Heading, message: str) -> Hit:
    return Hit(place=heading.place, message=message, found=heading.comparator.name)


RULES = (comparator_of_an_odd_year,)
