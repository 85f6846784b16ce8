"""The three clocks of a status: the month, the year to date, and where the year will end.

A year's target on a measure that accumulates is withheld in the month and met pro rata through the year; the forecast
is the pace so far carried on for twelve months, the pooled year to date for percentages, the latest for snapshots.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from ..model import Basis, Indicator, MeasureType, Month, Polarity, Status, Target, Unit
from ..settings import Tolerance
from .results import Definition, Figure, Judgement, Word, YearToDate
from .rounding import exact, is_usable, say, total
from .series import exact_value
from .status import Measured, compare_only, judge
from .targets import MONTHS_IN_YEAR, Aim, aim, basis_words, in_force, months_of_year, year_share
from .uncertainty import wilson
from .year_to_date import POOLED, accumulates, pooled

_NOUNS = re.compile(
    r"(care leavers)|(assessments)|(?:re-?)?(referrals)|(visits)|(reviews)|(audits)|(plans)|(contacts)|"
    r"(?:child|\bcla\b|\blac\b|\bcpp\b|\bcin\b|looked after)", re.IGNORECASE
)  # fmt: skip
_NONE_SET = {
    Status.NOT_SET: "none is set",
    Status.NOT_APPLICABLE: "none applies",
    Status.TO_BE_CONFIRMED: "it is still to be confirmed",
    Status.NOT_AVAILABLE: "none is available",
    Status.SUPPRESSED: "it is suppressed",
    Status.UNREADABLE: "it cannot be read",
    Status.ERROR: "its cell holds an error",
}


class Row(NamedTuple):
    """What the clocks look at: an indicator defined and recomputed, up to the reporting month."""

    indicator: Indicator
    definition: Definition
    figures: tuple[Figure, ...]
    year_to_date: YearToDate
    month: Month
    start: Month
    tolerance: Tolerance
    profile: tuple[float, ...] = ()

    @property
    def unit(self) -> Unit:
        return self.definition.unit

    @property
    def grows(self) -> bool:
        """Whether the year's figure grows month by month."""
        return accumulates(self.unit, self.definition.measure_type)

    @property
    def is_running(self) -> bool:
        return self.definition.measure_type is MeasureType.CUMULATIVE

    @property
    def gone(self) -> list[Month]:
        """The months of the year whose figures went into the year to date."""
        if self.is_running and self.year_to_date.months:
            return months_of_year(self.start, self.year_to_date.months[-1])
        return list(self.year_to_date.months)

    @property
    def share_gone(self) -> Fraction:
        return year_share(self.gone, self.profile, self.start.month)


def in_month(row: Row) -> Judgement:
    """The month's figure with the target; withheld where the target is the year's and the measure accumulates."""
    target = in_force(row.indicator, row.month)
    if target is None or not is_usable(target.value):
        return _no_target(target)
    if row.grows and target.month is None and target.basis in (Basis.YEAR, Basis.YEAR_TO_DATE):
        why = f"The target of {target.typed} is for {basis_words(target.basis)}; the year to date is judged instead"
        return _judgement(Word.YEAR_END, why)
    latest = row.figures[-1]
    value = exact_value(latest)
    if value is None:
        return _judgement(Word.NOT_JUDGED, _no_figure(row))
    counts = (latest.numerator, latest.denominator)
    return _judge(row, target, aim(target, row.unit), _measured(row, value, "", counts), "")


def to_date(row: Row) -> Judgement:
    """The year's figure so far with the target, or with its share for the months gone."""
    target = in_force(row.indicator, row.month)
    if target is None or not is_usable(target.value):
        return _no_target(target)
    value = _year_value(row)
    if value is None:
        return _judgement(Word.NOT_JUDGED, f"Year to date: {row.year_to_date.method}")
    aimed, words = _aim_to_date(row, target)
    counts = (row.year_to_date.numerator, row.year_to_date.denominator)
    return _judge(row, target, aimed, _measured(row, value, f" {_to_date_words(row)}", counts), words)


def forecast(row: Row) -> Judgement:
    """Where the year will end, with the year's target."""
    target = in_force(row.indicator, row.start.plus(MONTHS_IN_YEAR - 1))
    if target is None or not is_usable(target.value):
        return _no_target(target)
    value = _year_value(row)
    if value is None:
        return _judgement(Word.NOT_JUDGED, f"Forecast: the year to date is {row.year_to_date.method}")
    if not row.grows:
        counts = (row.year_to_date.numerator, row.year_to_date.denominator)
        what = f" {_to_date_words(row)}, carried on to the year's end"
        return _judge(row, target, aim(target, row.unit), _measured(row, value, what, counts), "")
    if not row.share_gone:
        return _judgement(Word.NOT_JUDGED, "Forecast: the profile expects nothing yet, so there is no pace to carry on")
    measured = Measured(value / row.share_gone, row.unit, " by the end of the year at this pace")
    return _judge(row, target, _aim_for_year(row, target), measured, "")


def year_end(row: Row) -> Fraction | None:
    """Where the year will end, exactly: annualised for what accumulates, else the year to date; None if not known."""
    value = _year_value(row)
    if value is None or not row.grows:
        return value
    return value / row.share_gone if row.share_gone else None


def _judge(row: Row, target: Target, aimed: Aim | None, measured: Measured, words: str) -> Judgement:
    if aimed is None:
        why = f"The target of {target.typed} is for {basis_words(target.basis)}, so this is not judged"
        return _judgement(Word.NOT_JUDGED, why)
    if aimed.comparison is not None:
        return judge(measured, aimed, row.tolerance, words)
    neither = f"neither more nor less is better ({row.definition.polarity_source})"
    unknown = "nothing says whether high or low is better"
    return compare_only(measured, aimed, words, neither if row.definition.polarity is Polarity.NONE else unknown)


def _aim_to_date(row: Row, target: Target) -> tuple[Aim | None, str]:
    """The aim for the months gone, and what the sentence says of it."""
    aimed = aim(target, row.unit)
    if aimed is None:
        return None, ""
    if not row.grows:
        return _weighted(row, aimed), ""
    if any(each.month for each in row.indicator.monthly_targets):
        return _dated(row, row.gone, aimed)
    if target.basis is Basis.YEAR_TO_DATE:
        return aimed, ""
    months = len(row.gone)
    if target.basis is Basis.YEAR:
        kind = "by the profile" if row.profile else "pro rata"
        return aimed.times(row.share_gone), f" ({say(aimed.value, row.unit)} {kind} for {months} of 12 months)"
    plural = "" if months == 1 else "s"
    return aimed.times(Fraction(months)), f" ({say(aimed.value, row.unit)} a month for {months} month{plural})"


def _aim_for_year(row: Row, target: Target) -> Aim | None:
    """The aim for the whole year; None where the target is for the year to date only."""
    aimed = aim(target, row.unit)
    if aimed is None or target.basis is Basis.YEAR:
        return aimed
    if any(each.month for each in row.indicator.monthly_targets):
        return _dated(row, months_of_year(row.start, row.start.plus(MONTHS_IN_YEAR - 1)), aimed)[0]
    return aimed.times(Fraction(MONTHS_IN_YEAR)) if target.basis is not Basis.YEAR_TO_DATE else None


def _dated(row: Row, months: list[Month], aimed: Aim) -> tuple[Aim | None, str]:
    """Targets given month by month: summed for a flow, the last one for a running total; None where one is missing."""
    by_month = {each.month: aim(each, row.unit) for each in row.indicator.monthly_targets}
    aims = [by_month.get(month) for month in (months[-1:] if row.is_running else months)]
    values = [each.value for each in aims if each is not None]
    if not values or len(values) < len(aims):
        return None, ""
    return Aim(sum(values, Fraction()), aimed.comparison), " (the months' targets together)" if len(values) > 1 else ""


def _weighted(row: Row, aimed: Aim) -> Aim:
    """For a percentage whose target changed in the year: the months' targets weighted by their denominators."""
    by_month = {each.month: aim(each, row.unit) for each in row.indicator.monthly_targets}
    used = [each for each in row.figures if each.month in row.year_to_date.months and each.denominator]
    if not by_month or not used or not row.year_to_date.method.startswith(POOLED):
        return aimed
    aims = [(by_month.get(each.month) or aimed, exact(each.denominator or 0)) for each in used]
    return Aim(
        sum((each.value * weight for each, weight in aims), Fraction()) / sum(weight for _, weight in aims),
        aimed.comparison,
    )


def _year_value(row: Row) -> Fraction | None:
    """The year to date, exactly."""
    year = row.year_to_date
    if year.value is None:
        return None
    counted = set(year.months)
    used = [each for each in row.figures if each.month in counted]
    if year.method.startswith(POOLED):
        return pooled(used)
    if year.method == "sum":
        return total(each.value for each in used)
    return exact_value(used[-1])


def _measured(row: Row, value: Fraction, what: str, counts: tuple[float | None, float | None]) -> Measured:
    """A figure with the counts behind it and their interval."""
    numerator, denominator = counts
    if row.unit is Unit.PERCENTAGE and numerator is not None and denominator:
        low, high = wilson(numerator, denominator) or (None, None)
        whole = float(numerator).is_integer() and float(denominator).is_integer()
        noun = _noun(row.indicator.name, several=len(row.year_to_date.months) > 1 and bool(what))
        return Measured(value, row.unit, what, numerator, denominator, low, high, noun, whole)
    return Measured(value, row.unit, what, whole=row.unit is Unit.COUNT and value.denominator == 1)


def _no_figure(row: Row) -> str:
    seen = row.indicator.at(row.month)
    if seen is not None and seen.status is Status.SUPPRESSED:
        return f"The figure for {row.month.title} is withheld"
    return f"There is no figure for {row.month.title}"


def _to_date_words(row: Row) -> str:
    latest = row.year_to_date.method.startswith("latest") and not row.is_running
    return f"in {row.year_to_date.months[-1].title}" if latest else "for the year to date"


def _noun(name: str, several: bool) -> str:
    """What a percentage's denominator counts, as its name says; nothing where the name does not say.

    `several`: the months of a year together, in which the same child counts again and again, but no event does.
    """
    found = _NOUNS.search(name)
    if not found:
        return ""
    event = next((group.lower() for group in found.groups() if group), None)
    if several and event in (None, "care leavers"):
        return ""
    return event or "children"


def _no_target(target: Target | None) -> Judgement:
    if target is None or target.status in (None, Status.BLANK):
        return _judgement(Word.NO_TARGET, "No target is given")
    return _judgement(Word.NO_TARGET, f"No target: {_NONE_SET[target.status]}")


def _judgement(word: Word, why: str) -> Judgement:
    return Judgement(word=word, why=why)
