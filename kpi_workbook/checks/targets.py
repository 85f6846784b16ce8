"""Targets that cannot be read, judged or trusted: unreadable, missing, out of scale, a year's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from ..figures.results import IndicatorResult, Word
from ..figures.rounding import say
from ..figures.series import share
from ..figures.targets import is_years
from ..figures.year_to_date import accumulates
from ..model import Basis, Indicator, Kind, MeasureType, Place, Polarity, Role, Severity, Status, Target, Unit
from .evidence.slips import accumulates_in_a_year
from .rule import Case, Hit, rule

MOST_HAVE_ONE = 0.6
LEAST_ROWS = 3
YEAR_WORDS = re.compile(
    r"(?i)accumul|cumul|annual|year|per annum|\bp\.?a\b|ytd|to date|by march|20\d\d\s*[/-]\s*\d\d|\b\d\d\s*/\s*\d\d\b"
)
FACTORS = (10, 100, 1_000)
"""What a misplaced point, a forgotten per cent sign or a forgotten K multiplies a target by."""
FAR_OFF = {10: 5.0, 100: 25.0, 1_000: 200.0}
"""How many times off the row's figures a target must be before each factor is thought of …"""
CLOSE = 1.7
"""… and how near to them it must come once put right."""
MOST_OF_THEM = 0.5
"""From a share as large as this nobody aims at a tenth of it."""


def with_targets(case: Case) -> Iterator[tuple[Indicator, IndicatorResult, Target]]:
    """Every indicator that has a target cell, with its results and that target."""
    for indicator, result in case.rows:
        if indicator.target is not None:
            yield indicator, result, indicator.target


@rule("T401", "unreadable-target", Severity.ERROR, yields_to=("V202", "V204", "V205"))
def unreadable_target(case: Case) -> Iterator[Hit]:
    """A target cell holds words that are neither a number nor a known reason for having none.

    The row cannot be judged. To put right: type the number with its sign (`<10%`, `90% or more`, `700 (cumulative)`),
    or Not set, N/A or TBC.
    """
    for indicator, _, target in with_targets(case):
        for each in (target, *indicator.monthly_targets):
            if each.status is Status.UNREADABLE and each.kind is Kind.TEXT:
                words = f"cannot be read as a target: {each.typed!r}"
                yield Hit(place=each.place, message=words, indicator=indicator, month=each.month, found=each.typed)


@rule("T402", "target-missing", Severity.INFO)
def target_missing(case: Case) -> Iterator[Hit]:
    """A target cell is blank in a section where most rows have a target or a reason.

    Nobody can tell whether none is set or it was forgotten. To put right: type the target, or Not set or N/A.
    """
    everywhere = [each.target for each in case.book.indicators if each.target is not None]
    all_filled = sum(target.status is not Status.BLANK for target in everywhere)
    for section in case.book.sections:
        targets = [(each, each.target) for each in section.indicators if each.target is not None]
        blank = [(indicator, target) for indicator, target in targets if target.status is Status.BLANK]
        filled = len(targets) - len(blank)
        only_one = len(everywhere) - all_filled == 1 and all_filled >= LEAST_ROWS and filled > 0
        if (filled >= LEAST_ROWS or only_one) and filled >= MOST_HAVE_ONE * len(targets):
            for indicator, target in blank:
                if not indicator.monthly_targets:
                    words = "no target and no reason, though most rows of the section have one or the other"
                    yield Hit(place=target.place, message=words, indicator=indicator)


@rule("T403", "target-out-of-scale", Severity.ERROR)
def target_out_of_scale(case: Case) -> Iterator[Hit]:
    """A target is ten, a hundred or a thousand times off its row's figures, and at their level once put right.

    Typed 90 in a cell that shows percentages becomes 9000%, typed 0.9 becomes 0.9%; a K is forgotten. Every month then
    looks far better or far worse than it is. To put right: type the target as the figures are typed.
    """
    for indicator, result, target in with_targets(case):
        anchor = _anchor(result, target)
        put_right = anchor and target.value and _rescaled(indicator, result, target, anchor)
        if put_right:
            unit = result.definition.unit
            yield Hit(
                place=target.place,
                message=f"{target.typed} is far from the row's figures (about {say(anchor, unit)}); "
                f"is {say(put_right, unit)} meant?",
                indicator=indicator,
                found=target.typed,
                expected=say(put_right, unit),
            )


def _anchor(result: IndicatorResult, target: Target) -> float | None:
    """What a target is to be compared with: where the year ends for a year's target, else the usual month."""
    definition = result.definition
    in_force = result.target or target
    if accumulates(definition.unit, definition.measure_type) and (
        in_force.basis in (Basis.YEAR, Basis.YEAR_TO_DATE) or definition.measure_type is MeasureType.CUMULATIVE
    ):
        return result.forecast.figure
    levels = definition.unit is Unit.PERCENTAGE  # whose year is at the level of its months
    if not levels and (in_force.basis is Basis.YEAR or YEAR_WORDS.search(target.typed)):
        return None
    values = [float(each.value) for each in result.figures if each.value is not None]
    return median(values) if len(values) >= LEAST_ROWS else None


def _rescaled(indicator: Indicator, result: IndicatorResult, target: Target, anchor: float) -> float | None:
    """The target put right, None where its scale is believable."""
    unit = result.definition.unit
    aim = _as_typed(target, unit)
    if aim <= 0 or anchor <= 0:
        return None
    off = max(aim / anchor, anchor / aim)
    for factor in FACTORS:
        right = aim / factor if aim > anchor else aim * factor
        near = max(right / anchor, anchor / right) <= CLOSE
        possible = unit is not Unit.PERCENTAGE or right <= 1
        if (
            off >= FAR_OFF[factor]
            and near
            and possible
            and (factor > 10 or _tenfold_is_odd(indicator, result, aim, anchor))
        ):
            return right
    return None


def _as_typed(target: Target, unit: Unit) -> float:
    """A target's value; bare points of a percentage as the share they mean, but 9000% as the 90 it says."""
    value = target.value or 0
    return float(value if value > 100 or "%" in target.typed else share(value, unit))


def _tenfold_is_odd(indicator: Indicator, result: IndicatorResult, aim: float, anchor: float) -> bool:
    """Whether ten times off is no mere ambition: on the side that is met anyway, beyond the whole, or off every
    comparator too."""
    unit, polarity = result.definition.unit, result.definition.polarity
    if unit is not Unit.PERCENTAGE and accumulates_in_a_year(aim, anchor):
        return False
    met_anyway = {Polarity.HIGH: aim < anchor, Polarity.LOW: aim > anchor}.get(polarity, False)
    most_to_hardly_any = unit is Unit.PERCENTAGE and anchor >= MOST_OF_THEM and aim < anchor
    others = [float(share(each.value, result.definition.unit)) for each in indicator.comparators if each.value]
    off_all = (
        bool(others)
        and result.definition.unit is not Unit.COUNT
        and all(max(aim / each, each / aim) >= FAR_OFF[10] for each in others)
    )
    beyond_all = unit is Unit.PERCENTAGE and aim > 1 and all((each.value or 0) <= 1 for each in result.figures)
    state = result.definition.measure_type is MeasureType.SNAPSHOT and result.definition.unit in (Unit.COUNT, Unit.RATE)
    return met_anyway or beyond_all or off_all or state or (most_to_hardly_any and polarity is Polarity.UNKNOWN)


@rule("T406", "target-without-side", Severity.INFO)
def target_without_side(case: Case) -> Iterator[Hit]:
    """A target is a bare number, and nothing says whether more or less is better.

    The row is not judged. To put right: write the sign into the target (`<540`, `540 or more`), or give the polarity in
    a column or in kpi-workbook.toml.
    """
    for indicator, result, target in with_targets(case):
        in_force = result.target
        if target.value is not None and in_force is not None and in_force.comparison is None:
            words = f"{target.typed} does not say which side meets it, and neither way is known to be better"
            yield Hit(place=target.place, message=words, indicator=indicator, found=target.typed)


@rule("T407", "year-target-against-months", Severity.WARNING, yields_to=("T403", "T404", "T411"))
def year_target_against_months(case: Case) -> Iterator[Hit]:
    """A target of the year's size stands beside a month's figures, and nothing says that it is for the year.

    Each month looks far below (or above) it while the year may be on course to miss it. To put right: write "per year"
    into the target, and judge the year to date against its share of the year.
    """
    labelled = _columns_for_the_year(case)
    for indicator, result, target in with_targets(case):
        definition = result.definition
        if target.value is None or not accumulates(definition.unit, definition.measure_type):
            continue
        values = [float(each.value) for each in result.figures if each.value is not None]
        monthly = definition.measure_type is MeasureType.MONTHLY and is_years(float(target.value), values)
        if monthly and not YEAR_WORDS.search(f"{target.typed} {indicator.name}") and not _in(target.place, labelled):
            usual = say(median(values), definition.unit)
            yield Hit(
                place=target.place,
                message=f"{target.typed} is a year's figure beside months of about {usual}{_course(case, result)}",
                indicator=indicator,
                found=target.typed,
                expected=f"{target.typed} per year",
            )


def _columns_for_the_year(case: Case) -> frozenset[tuple[str, int]]:
    """Target columns whose heading says that they are for the year."""
    return frozenset(
        (table.sheet, heading.place.coordinates[1])
        for table in case.book.tables
        for heading in table.headings
        if heading.role is Role.TARGET and YEAR_WORDS.search(heading.typed)
    )


def _in(place: Place, columns: frozenset[tuple[str, int]]) -> bool:
    return (place.sheet, place.coordinates[1]) in columns


def _course(case: Case, result: IndicatorResult) -> str:
    """Where the year stands and ends, in words."""
    unit, to_date, forecast = result.definition.unit, result.to_date, result.forecast
    if to_date.figure is None or forecast.figure is None:
        return ""
    words = f": {say(to_date.figure, unit)} by {case.book.reporting_month.title}"
    if to_date.target is not None:
        words += f" against {say(to_date.target, unit)} pro rata"
    words += f", heading for {say(forecast.figure, unit)}"
    return words + {Word.MISSED: ", which will not meet it", Word.MET: ", which will meet it"}.get(forecast.word, "")


@rule("T408", "year-target-out-of-reach", Severity.INFO, yields_to=("T403", "T407"))
def year_target_out_of_reach(case: Case) -> Iterator[Hit]:
    """A year's target looks kept so far, but at this pace the year ends beyond it.

    The latest figure is still on the right side of the year's target only because the year is not over. To put right:
    nothing in the figures; say it in the text, and judge against the share of the year that is gone.
    """
    for indicator, result, target in with_targets(case):
        in_force, forecast, latest = result.target, result.forecast, result.latest
        definition = result.definition
        if (
            in_force is None
            or in_force.value is None
            or forecast.figure is None
            or latest is None
            or latest.value is None
        ):
            continue
        years = in_force.basis is Basis.YEAR and definition.measure_type is MeasureType.CUMULATIVE
        ceiling = definition.polarity is not Polarity.HIGH
        if years and ceiling and latest.value <= in_force.value < forecast.figure:
            words = f"{target.typed} for the year{_course(case, result)}"
            yield Hit(place=target.place, message=words, indicator=indicator, found=target.typed)


RULES = (
    unreadable_target, target_missing, target_out_of_scale, target_without_side,
    year_target_against_months, year_target_out_of_reach,
)  # fmt: skip
