"""Is a stated figure the indicator's? If not: whose, or which month's, it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...model import Area, Unit
from .amounts import fits, is_sharp
from .claims import Level, OthersFigure, Pooling, Share, Shift, Spread, TargetFigure
from .days import in_month, working_days
from .numbers import Hedge, Measure, Quantity
from .opinions import SILENT, TRUE, Opinion, amount_words, anchors, span_words, words_of
from .periods import Calendar, Period, PeriodKind, Span, spans
from .series import Series

_LAST_YEARS = (PeriodKind.LAST_YEAR, PeriodKind.YEAR, PeriodKind.SAME_MONTH_LAST_YEAR, PeriodKind.CALENDAR_YEAR)
_MEAN_ROOM, _SPREAD_ROOM = 0.02, 0.8
"""A percentage over several months without counts is only faulted when it lies this far from their mean, or this share
of how far the months lie apart: small months weigh less than the mean lets them."""


def level(claim: Level, series: Series, calendar: Calendar) -> Opinion:
    """Whether the figure stated is the one of its month, or of its months together."""
    if claim.amount.pair:
        return _counts(claim, series, calendar)
    if not _speaks_of(claim.amount, series):
        return SILENT
    known = [(span, values) for span, values in _readings(claim, series, calendar) if values]
    if any(fits(claim.amount, value) for _, values in known for value in values):
        return TRUE
    first = next(iter(_spans(claim, calendar)), ())
    if _is_past(claim.at):
        return _not_last_year(claim, series)
    if not known or known[0][0] != first or _begins_before(first, series):
        return SILENT
    return _wrong(claim, series, *known[0])


def _begins_before(span: Span, series: Series) -> bool:
    """Whether a stretch begins before the row does, as on a summary of two months: then nothing belies what is said."""
    return len(span) > 1 and span[0] < min(series.months, default=span[0])


def _not_last_year(claim: Level, series: Series) -> Opinion:
    """A figure said to be last year's that no comparator bears out."""
    found = series.comparators(Area.PREVIOUS_YEAR)
    if len(claim.at) != 1 or claim.at[0].kind is not PeriodKind.LAST_YEAR or claim.amount.pair or not found:
        return SILENT
    expected = words_of(series.last_year()[0], series, claim.amount)
    why = f"the workbook gives {expected} for {found[0].name}"
    return Opinion(truth=False, why=why, found=amount_words(claim.amount), expected=expected)


def _speaks_of(amount: Quantity, series: Series) -> bool:
    match amount.measure:
        case Measure.PERCENT:
            return series.unit is Unit.PERCENTAGE
        case Measure.DAYS:
            return series.is_days
        case Measure.MONEY:
            return series.unit in (Unit.MONEY, Unit.NUMBER, Unit.UNKNOWN)
        case _:
            return series.unit is not Unit.PERCENTAGE


def _is_past(at: Sequence[Period]) -> bool:
    return bool(at) and at[0].kind in _LAST_YEARS


def _spans(claim: Level, calendar: Calendar) -> list[Span]:
    at = claim.at
    if claim.amount.is_nought:  # `none in March or April`: in neither
        at = tuple(replace(each, kind=PeriodKind.SPAN) if each.kind is PeriodKind.EITHER else each for each in at)
    found = list(anchors(at, calendar))
    if claim.pooled is not Pooling.NONE and not claim.at:
        start = calendar.reporting.year_start(calendar.year_starts_in)
        year = tuple(start.plus(step) for step in range(calendar.reporting.since(start) + 1))
        found.insert(0, year)
    return found


def _readings(claim: Level, series: Series, calendar: Calendar) -> Iterable[tuple[Span, tuple[float, ...]]]:
    """Every honest reading of when and how the figure is meant, with the figures that would bear it out."""
    if _is_past(claim.at):
        yield (), series.last_year()
    for span in _spans(claim, calendar):
        yield span, series.whole(span, claim.pooled)
        if len(span) > 1 and claim.pooled is Pooling.NONE and not series.is_share:
            yield span, tuple(value for value in (series.mean(span),) if value is not None)
    if not claim.at and claim.pooled is not Pooling.AVERAGE:
        yield (), series.annualised()


def _wrong(claim: Level, series: Series, span: Span, values: Sequence[float]) -> Opinion:
    """Why the figure is not so: the mean of percentages, another month's, a target's, cut off."""
    amount, right = claim.amount, values[0]
    said = amount_words(amount)
    mean = series.mean(span) if len(span) > 1 else None
    if series.is_share and len(span) > 1:
        if not series.has_counts(span):
            far = mean is None or abs(mean - amount.value) > max(_MEAN_ROOM, _SPREAD_ROOM * series.spread(span))
            if not far:
                return SILENT
        elif mean is not None and fits(amount, mean):
            why = (
                f"the counts {span_words(span)} give {words_of(right, series, amount)}; {said} is the mean of the "
                "months' percentages, which weighs a small month like a large one"
            )
            return _false(claim, series, right, span, why, soft=True, reason="mean of percentages")
    figure = words_of(right, series, amount)
    if len(span) == 1:
        why = f"its figure for {span[0].title} is {figure}"
    else:
        why = f"{_together(claim, series)} {span_words(span)} is {figure}"
    hint, reason = _hint(amount, series, span, right)
    return _false(claim, series, right, span, why + hint, reason=reason)


def _together(claim: Level, series: Series) -> str:
    if series.is_share:
        return "the pooled figure"
    return "the average" if claim.pooled is Pooling.AVERAGE else "the figure"


def _false(
    claim: Level, series: Series, right: float, span: Span, why: str, soft: bool = False, reason: str = ""
) -> Opinion:
    return Opinion(
        truth=False,
        why=why,
        month=span[-1],
        found=amount_words(claim.amount),
        expected=words_of(right, series, claim.amount),
        soft=soft,
        reason=reason,
        months_meant=len(span),
    )


def _hint(amount: Quantity, series: Series, span: Span, right: float) -> tuple[str, str]:
    """Where the stated figure may come from, where exactly one source fits."""
    said = amount_words(amount)
    if len(span) == 1 and int(right / amount.step + 1e-9) * amount.step - amount.value == 0 and amount.value < right:
        return " (cut off, not rounded)", "cut off"
    others = [
        month for month in series.months if month not in span and any(fits(amount, each) for each in series.at(month))
    ]
    if others and is_sharp(amount):
        near = min(others, key=lambda month: (abs(month.since(span[-1])), month))
        return f"; {said} is the figure for {near.title}", "another month"
    target = series.result.target
    if target is not None and target.value is not None and fits(amount, series.share(float(target.value))):
        return f"; {said} is the target", "target"
    last = series.comparators(Area.PREVIOUS_YEAR)
    if last and any(fits(amount, value) for value in series.last_year()):
        return f"; {said} is {last[0].name}", "last year"
    if _swapped(amount, right):
        return "; two digits look swapped", "digits swapped"
    return "", ""


def _swapped(amount: Quantity, right: float) -> bool:
    """True where the stated number has the right one's digits in another order."""
    scale = 100 if amount.measure is Measure.PERCENT else 1
    one, two = round(amount.value * scale), round(right * scale)
    return one != two and one > 9 and sorted(str(one)) == sorted(str(two))


def _counts(claim: Level, series: Series, calendar: Calendar) -> Opinion:
    """`57 of 270`: the counts of the month, or of the months together."""
    pair = claim.amount.pair
    if not series.is_share or pair is None:
        return SILENT
    first: tuple[Span, tuple[float, float]] | None = None
    for span in _spans(claim, calendar):
        pairs = series.pairs(span)
        if len(pairs) < len(span):
            continue
        total = (sum(n for n, _ in pairs), sum(d for _, d in pairs))
        if total == pair or pair in pairs:
            return TRUE
        first = first or (span, total)
    if first is None:
        return SILENT
    span, total = first
    expected = f"{total[0]:,.0f} of {total[1]:,.0f}"
    return Opinion(
        truth=False,
        why=f"its counts {span_words(span)} are {expected}",
        month=span[-1],
        found=amount_words(claim.amount),
        expected=expected,
    )


def target_figure(claim: TargetFigure, series: Series, calendar: Calendar) -> Opinion:
    """Whether the target cited is the workbook's."""
    targets = [
        target
        for target in (series.result.target, series.indicator.target, *series.indicator.monthly_targets)
        if target is not None and target.value is not None
    ]
    if not targets or not _same_kind(claim.amount, series):
        return SILENT
    ends = [series.share(float(end)) for target in targets for end in (target.value, target.upper) if end is not None]
    reckoned = [each.target for each in (series.result.to_date, series.result.in_month) if each.target is not None]
    if any(fits(claim.amount, end) for end in (*ends, *reckoned)) or (
        claim.amount.upper and claim.amount.value in ends
    ):
        return TRUE
    typed = targets[0].typed if not series.is_share else words_of(ends[0], series, claim.amount)
    return Opinion(
        truth=False,
        why=f"the workbook's target is {typed}",
        found=amount_words(claim.amount),
        expected=typed,
        month=calendar.reporting,
    )


def others_figure(claim: OthersFigure, series: Series) -> Opinion:
    """Whether a comparator cited is the workbook's."""
    found = series.comparators(claim.area, claim.name)
    if not found or not _same_kind(claim.amount, series):
        return SILENT
    values = [series.share(float(each.value)) for each in found if each.value is not None]
    if any(fits(claim.amount, value) for value in values):
        return TRUE
    expected = words_of(values[0], series, claim.amount)
    return Opinion(
        truth=False,
        why=f"the workbook gives {expected} for {found[0].name}",
        found=amount_words(claim.amount),
        expected=expected,
    )


def _same_kind(amount: Quantity, series: Series) -> bool:
    return (amount.measure is Measure.PERCENT) == series.is_share and not amount.pair


def share(claim: Share) -> Opinion:
    """Whether a percentage is the counts that stand beside it."""
    n, m = claim.counts.pair or (0.0, 1.0)
    if fits(claim.percentage, n / m):
        return TRUE
    said, counts = amount_words(claim.percentage), amount_words(claim.counts)
    right = f"{100 * n / m:.1f}%"
    return Opinion(truth=False, why=f"{counts} is {right}", found=f"{said} ({counts})", expected=right)


def shift(claim: Shift) -> Opinion:
    """Whether the movement between two numbers is as large as stated beside them."""
    if claim.then.value <= 0 or Hedge.NONE is not claim.amount.hedge:
        return SILENT
    size = abs(claim.now.value - claim.then.value) / claim.then.value
    if fits(claim.amount, size):
        return TRUE
    said, right = amount_words(claim.amount), f"{100 * size:.1f}%"
    why = f"from {amount_words(claim.then)} to {amount_words(claim.now)} is {right}"
    return Opinion(truth=False, why=why, found=said, expected=right)


def spread(claim: Spread, calendar: Calendar) -> Opinion:
    """Whether so many in a month are so many a day: any usual count of its days will do."""
    if claim.amount.value <= 0 or claim.whole.value <= 0:
        return SILENT
    spread_over = [span for period in claim.at for span in spans(period, calendar.reporting, calendar)]
    readings = [(span, claim.whole.value / days) for span in spread_over for days in _days(span, claim.over)]
    if not readings:
        month = calendar.reporting
        usual = (month, *(month.plus(-step) for step in range(1, 12)))
        readings = [((each,), claim.whole.value / days) for each in usual for days in _days((each,), claim.over)]
    if any(fits(claim.amount, each) for _, each in readings):
        return TRUE
    span, each = readings[0]
    whole, said = amount_words(claim.whole), amount_words(claim.amount)
    return Opinion(
        truth=False,
        why=f"{whole} over the {claim.over}s of {span[-1].title} is {each:.1f}, not {said}",
        month=span[-1],
        found=said,
        expected=f"{each:.1f}",
    )


def _days(span: Span, over: str) -> tuple[float, ...]:
    if over == "working day":
        counted = [working_days(month) for month in span]
        return sum(least for least, _ in counted), sum(most for _, most in counted)
    days = sum(in_month(month) for month in span)
    if over == "week":
        return days / 7, 4.0 * len(span), 52 / 12 * len(span)
    counted = [working_days(month) for month in span]
    return days, sum(most for _, most in counted), sum(least for least, _ in counted)
