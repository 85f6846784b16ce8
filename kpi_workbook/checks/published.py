"""Comparators against a table of published figures: whether they are the year's that their heading says."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import InvalidSettings
from ..figures.results import IndicatorResult
from ..figures.rounding import exact, round_half_up, say
from ..figures.series import share
from ..model import Area, Comparator, Indicator, Number, Severity, Unit
from .evidence.names import normal
from .evidence.precision import digits_given
from .rule import Case, Hit, rule

COLUMNS = ("indicator", "area", "year", "value")
NEAR = 0.02
"""A count this near to a published one is that one, revised since."""
Table = Mapping[tuple[str, str], Mapping[int, float]]
"""Values by ending year, by indicator and area."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A comparator that is another year's: the year it is of (None: of no year), and its own year's figure."""

    comparator: Comparator
    stated: int
    year: int | None
    published: float


def read_table(path: Path) -> Table:
    """The published figures in a CSV file with columns indicator, area, year, value. Raises InvalidSettings."""
    found: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, line in enumerate(csv.DictReader(file), start=2):
                indicator, area, year, value = (line[column] for column in COLUMNS)
                ending = ending_year(year)
                if ending is None:
                    raise InvalidSettings(
                        f"`published`: {path}, line {number}: {year!r} is no year such as 2022 or 2021/22"
                    )
                found[normal(indicator), normal(area)][ending] = float(value.rstrip("%").replace(",", ""))
    except (OSError, UnicodeDecodeError) as cause:
        raise InvalidSettings(f"`published`: {path} cannot be read; check the path") from cause
    except (KeyError, TypeError, ValueError, AttributeError) as cause:
        raise InvalidSettings(
            f"`published`: {path} needs the columns {', '.join(COLUMNS)} with numbers in value"
        ) from cause
    return found


def ending_year(text: str) -> int | None:
    """The calendar year in which a year ends: 2022 for `2022`, `2021/22`, `21/22` and `2021-22`."""
    pair = re.search(r"(?<!\d)(?:20)?(\d\d)\s*[/\-–]\s*(?:20)?(\d\d)(?!\d)", text)
    if pair:
        return 2000 + int(pair[2])
    single = re.search(r"(?<!\d)(20\d\d)(?!\d)", text)
    return int(single[1]) if single else None


@rule("C505", "comparator-of-another-year", Severity.WARNING, needs="published", yields_to=("C501", "C502", "C504"))
def comparator_of_another_year(case: Case) -> Iterator[Hit]:
    """A comparator is not the figure published for the year that its heading says.

    Comparators carried over from the last report are a year old under a new heading. A row whose comparators are of
    another year gets one finding. To put right: enter the figures of the year, or correct the year in the heading.
    """
    table = read_table(case.settings.published) if case.settings.published else {}
    for indicator, result in case.rows:
        stale = list(_stale(case, indicator, result, table))
        if stale:
            yield _hit(indicator, result, stale)


def _stale(case: Case, indicator: Indicator, result: IndicatorResult, table: Table) -> Iterator[Stale]:
    unit = result.definition.unit
    for each in indicator.comparators:
        published = _published(case, indicator, result, each, table)
        stated = _stated_year(indicator, each)
        if each.value is None or stated is None or stated not in published:
            continue
        if not _is(each, published[stated], unit):
            years = [year for year in sorted(published, reverse=True) if _is(each, published[year], unit)]
            yield Stale(each, stated, years[0] if years else None, published[stated])


def _published(
    case: Case, indicator: Indicator, result: IndicatorResult, each: Comparator, table: Table
) -> Mapping[int, float]:
    names = {normal(indicator.name), normal(result.definition.entry or "")}
    areas = {normal(re.sub(r"[0-9/\-–]", " ", each.name))}
    if each.area is Area.PREVIOUS_YEAR and case.book.organisation:
        areas.add(normal(case.book.organisation))
    areas |= {normal(each.area.value.replace("_", " "))} if each.area in (Area.NEIGHBOURS, Area.ENGLAND) else set()
    return next((table[name, area] for name in sorted(names) for area in sorted(areas) if (name, area) in table), {})


def _stated_year(indicator: Indicator, each: Comparator) -> int | None:
    """The year of a comparator's own heading, else the one that a heading beside it names."""
    for other in (each, *indicator.comparators):
        year = ending_year(other.year or "") or ending_year(other.name)
        if year:
            return year
    return None


def _is(each: Comparator, published: float, unit: Unit) -> bool:
    """Whether a comparator is a published figure, rounded as it was typed, or that figure as revised since."""
    value, other = exact(share(each.value or 0, unit)), exact(share(published, unit))
    digits = (digits_given(each.typed, each.decimals) or 0) + (2 if unit is Unit.PERCENTAGE else 0)
    near = unit is not Unit.PERCENTAGE and abs(value - other) <= NEAR * abs(float(other))
    return value == round_half_up(other, digits) or near


def _hit(indicator: Indicator, result: IndicatorResult, stale: list[Stale]) -> Hit:
    """One finding for a row, at its first comparator that is of another year."""
    unit = result.definition.unit

    def shown(value: Number) -> str:
        return say(share(value, unit), unit, 1 if unit is not Unit.COUNT else 0)

    first = stale[0]
    words = f"{first.comparator.name} {first.comparator.typed} is not the figure published for {first.stated}"
    words += f" ({shown(first.published)})"
    words += f" but that of {first.year}" if first.year else ""
    others = [each.comparator.name for each in stale[1:]]
    return Hit(
        place=first.comparator.place,
        message=words + (f"; nor are those of {', '.join(others)}" if others else ""),
        others=tuple(each.comparator.place for each in stale[1:]),
        indicator=indicator,
        found=first.comparator.typed,
        expected=shown(first.published),
    )


RULES = (comparator_of_another_year,)
