"""How figures look: number formats that leave the value alone, and marks for what is no number."""

from __future__ import annotations

from ..figures.results import IndicatorResult
from ..model import Comparison, Indicator, Number, Status, Unit
from .cells import NOT_APPLICABLE, NOT_AVAILABLE, SUPPRESSED

MOST_DECIMALS = 2
COMPARISON_SIGNS = {
    Comparison.AT_MOST: "≤",
    Comparison.AT_LEAST: "≥",
    Comparison.BELOW: "<",
    Comparison.ABOVE: ">",
    Comparison.EQUAL: "=",
    Comparison.WITHIN: "in range",
}
_MARKS = {Status.NOT_APPLICABLE: NOT_APPLICABLE, Status.SUPPRESSED: SUPPRESSED}
MARK_MEANINGS = (
    (NOT_AVAILABLE, "No figure is available: not reported, to be confirmed or not readable."),
    (NOT_APPLICABLE, "Not applicable, or a month that has not been yet."),
    (SUPPRESSED, "Suppressed, so that nobody can be recognised in a small number."),
)


def mark_of(status: Status | None) -> str:
    """The mark that stands where there is no number."""
    return NOT_AVAILABLE if status is None else _MARKS.get(status, NOT_AVAILABLE)


def decimals_of(indicator: Indicator, unit: Unit) -> int:
    """How many digits after the point an indicator's figures are shown with: as many as were typed, at most two."""
    typed = [each.decimals for each in indicator.observations if each.value is not None and each.decimals is not None]
    if typed:
        return min(max(typed), MOST_DECIMALS)
    whole = all(float(each.value).is_integer() for each in indicator.observations if each.value is not None)
    return 0 if whole or unit in (Unit.PERCENTAGE, Unit.COUNT) else 1


def number_format(unit: Unit, decimals: int, value: Number | str | None = None) -> str:
    """Excel's format of a figure. Percentages show 100% and 0% only where exact, else >99% and <1% (RULES: by format,
    never by touching the value); a format has room for two conditions, so the nearer end of the scale is guarded."""
    if unit is not Unit.PERCENTAGE:
        return ("£" if unit is Unit.MONEY else "") + "#,##0" + _point(decimals)
    plain = "0" + _point(decimals) + "%"
    half_step = 0.5 / 10 ** (decimals + 2)
    low, high = _step_words(decimals)
    if isinstance(value, int | float) and value < 0:
        return plain
    if isinstance(value, int | float) and value > 0.5:
        return f'[>=1]{plain};[>={1 - half_step:g}]">{high}%";{plain}'
    return f'[=0]{plain};[<{half_step:g}]"<{low}%";{plain}'


def plain_format(unit: Unit, decimals: int) -> str:
    """The format without guards, as chart axes, labels and Excel's TEXT use it."""
    if unit is Unit.PERCENTAGE:
        return "0" + _point(decimals) + "%"
    return ("£" if unit is Unit.MONEY else "") + "#,##0" + _point(decimals)


def target_format(unit: Unit, decimals: int, comparison: Comparison | None) -> str:
    """A target's format carries its sign, so that the cell stays a number to reckon with."""
    sign = COMPARISON_SIGNS.get(comparison) if comparison else None
    plain = plain_format(unit, decimals)
    return f'"{sign} "{plain}' if sign and comparison is not Comparison.WITHIN else plain


def change_format(unit: Unit, decimals: int) -> str:
    """A difference with an arrow; of percentages in points (the formula multiplies by 100)."""
    number = "0.0" if unit is Unit.PERCENTAGE else "#,##0" + _point(decimals)
    tail = '" pts"' if unit is Unit.PERCENTAGE else ""
    return f'"▲ "{number}{tail};"▼ "{number}{tail};"● no change"'


def added_format(unit: Unit, decimals: int) -> str:
    """What a month added to a running total, in words: an arrow would say that the total fell when it only slowed."""
    number = "0.0" if unit is Unit.PERCENTAGE else "#,##0" + _point(decimals)
    tail = " pts" if unit is Unit.PERCENTAGE else ""
    return f'"+"{number}"{tail} added";"▼ "{number}"{tail}";"none added"'


def unit_of(indicator: Indicator, result: IndicatorResult) -> Unit:
    """The unit as defined, else as read."""
    return indicator.unit if result.definition.unit is Unit.UNKNOWN else result.definition.unit


def _point(decimals: int) -> str:
    """The digits after the point in a format."""
    return "." + "0" * decimals if decimals else ""


def _step_words(decimals: int) -> tuple[str, str]:
    """The smallest and the largest percentage that can be shown without being 0% or 100%."""
    step = 1 / 10**decimals
    return f"{step:.{decimals}f}", f"{100 - step:.{decimals}f}"
