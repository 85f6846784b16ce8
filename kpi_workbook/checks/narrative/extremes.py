"""Is it the highest or lowest as said, and are two months as alike as said?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import MeasureType, Month, Polarity, Unit
from .claims import Extreme, Similar, Way
from .opinions import SILENT, TRUE, Opinion, anchors, words_of
from .periods import Calendar, PeriodKind, Span, spans
from .series import Series

_THIS_YEAR = re.compile(r"(?i)\b(this|the|current)( financial)? year\b(?! (so far|to date))(?<!so far this year)")
_ALIKE = {
    (False, False): (0.15, 0.25),
    (True, False): (0.03, 0.08),
    (False, True): (0.01, 0.03),
    (True, True): (0.01, 0.02),
}
"""Of percentages or not, said to be the same or only similar: figures this close (in points, or as a share of the
earlier one) may be called so; this far apart they may not."""
_FEW = {False: 3, True: 1}
"""Counts that differ by so few are never too far apart."""


def extreme(claim: Extreme, series: Series, calendar: Calendar) -> Opinion:
    """Whether a month's figure is the highest or lowest of its window; ties are let pass."""
    way = _end(claim.way, series)
    if way is None:
        return SILENT
    first: Opinion = SILENT
    for span in anchors(claim.at, calendar):
        opinions = [_extreme_at(claim, way, series, month, calendar) for month in span]
        if any(each.truth for each in opinions):
            return TRUE
        if first is SILENT and opinions:
            first = opinions[-1]
    return first


def _end(way: Way, series: Series) -> Way | None:
    """Best and worst as highest or lowest, where it is known which way is better."""
    if way in (Way.UP, Way.DOWN):
        return way
    if series.polarity not in (Polarity.HIGH, Polarity.LOW):
        return None
    return Way.UP if (series.polarity is Polarity.HIGH) is (way is Way.BETTER) else Way.DOWN


def _extreme_at(claim: Extreme, way: Way, series: Series, month: Month, calendar: Calendar) -> Opinion:
    window, whole = _window(claim, series, month, calendar)
    rivals = [each for each in window if each != month and series.exact(each) is not None]
    own = series.exact(month)
    if own is None or not rivals:
        return SILENT
    sign = 1 if way is Way.UP else -1
    beaten = [each for each in rivals if not _at_least(series, month, each, sign)]
    if not beaten:
        return TRUE if whole else SILENT
    if series.kind is MeasureType.CUMULATIVE and _steps_bear_out(series, month, rivals, sign):
        return TRUE
    worst = max(beaten, key=lambda each: (sign * (series.exact(each) or 0.0), each))
    other = words_of(series.exact(worst) or 0.0, series)
    side = "higher" if way is Way.UP else "lower"
    why = f"{month.title} has {words_of(own, series)} and {worst.title} is {side} ({other})"
    return Opinion(
        truth=False,
        why=why,
        month=month,
        found=words_of(own, series),
        expected=other,
        soft=True,
        reason="not the extreme",
    )


def _at_least(series: Series, month: Month, other: Month, sign: int) -> bool:
    """True where a month is at least as extreme, by exact figures or as printed."""
    return any(sign * (a - b) >= 0 for a, b in zip(series.at(month), series.at(other), strict=False))


def _steps_bear_out(series: Series, month: Month, rivals: Sequence[Month], sign: int) -> bool:
    own = series.at(month)[2:]
    others = [step for each in rivals for step in series.at(each)[2:]]
    return bool(own) and all(sign * (own[0] - each) >= 0 for each in others)


def _window(claim: Extreme, series: Series, month: Month, calendar: Calendar) -> tuple[Span, bool]:
    """The months the claim ranges over and whether the workbook has them all; a starting month itself is left out."""
    start = month.year_start(calendar.year_starts_in)
    last = calendar.reporting if _holds_still(claim, month, calendar) else month
    if claim.since is not None:
        earliest = min((span[0] for span in spans(claim.since, month, calendar)), default=start)
        inside = claim.since.kind is not PeriodKind.MONTH or earliest.plus(1) == month
        first = earliest if inside else earliest.plus(1)
    elif claim.over is not None:
        found = spans(claim.over, month, calendar)[0]
        first, month = found[0], max(month, _told_until(claim, found, calendar) or month)
    else:
        first = start
    if first > last:
        return (), False
    window = tuple(first.plus(step) for step in range(last.since(first) + 1))
    known = series.months
    return window, bool(known) and known[0] <= window[0]


def _holds_still(claim: Extreme, month: Month, calendar: Calendar) -> bool:
    """True where a month of the reporting year is called an extreme of the year, or since a month, up to now."""
    year = calendar.reporting.year_start(calendar.year_starts_in)
    window = claim.since or claim.over
    open_ended = window is not None and window.kind in (
        PeriodKind.YEAR_TO_DATE,
        PeriodKind.YEAR_START,
        *((PeriodKind.MONTH,) if claim.since else ()),
    )
    return claim.still and open_ended and year <= month


def _told_until(claim: Extreme, window: Span, calendar: Calendar) -> Month | None:
    """The last month that a named window surely reaches: its own end, or the reporting month of "this year"; None
    where it may end with the month spoken of ("so far")."""
    if claim.over is None:
        return None
    if claim.over.kind is PeriodKind.SPAN:
        return window[-1]
    whole_year = claim.over.kind is PeriodKind.YEAR_TO_DATE and _THIS_YEAR.search(claim.said.quote)
    same = window[0] == calendar.reporting.year_start(calendar.year_starts_in)
    return calendar.reporting if whole_year and same else None


def similar(claim: Similar, series: Series, calendar: Calendar) -> Opinion:
    """Whether two months' figures are close enough to be called similar, or the same; in between nothing is said."""
    found = [
        _beside(claim, series, span[-1], earlier[-1])
        for span in anchors(claim.at, calendar)
        for earlier in spans(claim.bases[0].period, span[-1], calendar)
    ]
    return next((each for each in found if each.truth), found[0] if found else SILENT)


def _beside(claim: Similar, series: Series, month: Month, earlier: Month) -> Opinion:
    now, then = series.exact(month), series.exact(earlier)
    if now is None or then is None or month == earlier:
        return SILENT
    apart = abs(now - then) if series.is_share else abs(now - then) / max(abs(then), 1.0)
    near, far = _ALIKE[series.is_share, claim.exact]
    if apart <= near:
        return TRUE
    if apart <= far or (series.unit is Unit.COUNT and abs(now - then) <= _FEW[claim.exact]):
        return SILENT
    one, two = words_of(now, series), words_of(then, series)
    why = f"{one} in {month.title} is not {'the same as' if claim.exact else 'close to'} {two} in {earlier.title}"
    return Opinion(truth=False, why=why, month=month, soft=True)
