"""Did it rise or fall as said, by as much as said, from what was said?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import NamedTuple

from ...figures.rounding import percent
from ...model import Month, Polarity, Unit
from .amounts import fits
from .claims import Base, Change, Way
from .numbers import Measure, Quantity
from .opinions import SILENT, TRUE, Opinion, alike, amount_words, anchors, moved, span_words, words_of
from .periods import Calendar, Period, PeriodKind, Span, spans
from .series import Series

_MOST_OF_A_YEAR = 11
_YEARS = (PeriodKind.LAST_YEAR, PeriodKind.YEAR, PeriodKind.SAME_MONTH_LAST_YEAR)


class Step(NamedTuple):
    """From one figure to another: what a change may be reckoned between. `since` and `until` in words; `until` only of
    several months together, the last of which is `month`."""

    then: float
    now: float
    since: str
    month: Month
    until: str = ""

    @property
    def difference(self) -> float:
        return self.now - self.then

    @property
    def relative(self) -> float | None:
        return self.difference / self.then if self.then else None


def change(claim: Change, series: Series, calendar: Calendar) -> Opinion:
    """Whether the movement is so from every base that was named, or from any usual one where none was."""
    if not _speaks_of(claim.amount, series):
        return SILENT
    opinions: list[Opinion] = []
    for reading in _readings(claim, series, calendar):
        opinion = _all_hold(claim, series, reading)
        if opinion.truth:
            return TRUE
        opinions.append(opinion)
    firm = [each for each in opinions if each.truth is False]
    if not firm or opinions[0].truth is None:
        return SILENT
    return firm[0]


def _speaks_of(amount: Quantity | None, series: Series) -> bool:
    if amount is None or amount.measure is Measure.PERCENT:
        return True
    if amount.measure is Measure.POINTS:
        return series.is_share
    if amount.measure is Measure.MONEY:
        return series.unit in (Unit.MONEY, Unit.NUMBER, Unit.UNKNOWN)
    return not series.is_share


def _readings(claim: Change, series: Series, calendar: Calendar) -> Iterable[list[list[Step]]]:
    """Every way to read when: for each, the steps that each base named allows (any of them may be meant)."""
    for span in anchors(claim.at, calendar):
        month = span[-1]
        if claim.bases:
            yield [list(_steps(series, span, base, calendar)) for base in claim.bases]
            continue
        if len(span) > 1:
            yield [[*_within(series, span), *_on_last_year(series, span)]]
            continue
        usual = [Base(period=Period(kind=kind, first=-1, last=-1, count=count)) for kind, count in _usual(claim)]
        for base in usual:
            yield [list(_steps(series, (month,), base, calendar, named=False))]


def _usual(claim: Change) -> list[tuple[PeriodKind, int]]:
    """The bases a change without one may be counted from: the month before, and for looser wording others too."""
    found = [(PeriodKind.OFFSET, -1), (PeriodKind.SAME_MONTH_LAST_YEAR, 0)]
    if claim.loose:
        found += [(PeriodKind.YEAR_START, 0), (PeriodKind.OFFSET, -2), (PeriodKind.OFFSET, -3)]
    if claim.loose and claim.amount is not None:
        found.append((PeriodKind.LAST_YEAR, 0))
    return found


def _steps(series: Series, span: Span, base: Base, calendar: Calendar, named: bool = True) -> Iterable[Step]:
    """The steps from a base to the month (or months) spoken of."""
    month = span[-1]
    now = _now(series, span)
    if base.period.kind in _YEARS and (named or base.period.kind is not PeriodKind.SAME_MONTH_LAST_YEAR):
        now = (*now, *series.annualised())
        for then in series.last_year():
            yield from (Step(then, each, "last year", month) for each in now)
    for earlier in spans(base.period, month, calendar):
        if earlier == span:
            continue
        if len(earlier) == len(span) > 1 and not base.average:
            yield from _between(series, earlier, span)
            continue
        thens = _thens(series, earlier, base.average)
        paired = list(zip(thens, now, strict=False)) or []
        mixed = [(then, each) for then in thens for each in now]
        name = _base_words(earlier, base.average)
        yield from (Step(then, each, name, month) for then, each in dict.fromkeys((*paired, *mixed)))


def _between(series: Series, earlier: Span, span: Span) -> Iterable[Step]:
    """The steps from a quarter or year to another, total to total and latest to latest, where no month is missing."""
    if all(series.exact(month) is not None for month in (*earlier, *span)):
        since, until = (span_words(each).partition(" ")[2] for each in (earlier, span))
        for then, now in zip(series.whole(earlier), series.whole(span), strict=False):
            yield Step(then, now, since, span[-1], until)


def _base_words(span: Span, average: bool) -> str:
    if len(span) > 1 or average:
        return f"the average {span_words(span)}"
    return span[0].title


def _now(series: Series, span: Span) -> tuple[float, ...]:
    return series.whole(span) if len(span) > 1 else series.at(span[0])


def _thens(series: Series, span: Span, average: bool) -> tuple[float, ...]:
    if len(span) == 1:
        return series.at(span[0])
    if any(series.exact(month) is None for month in span):
        return ()
    mean = series.mean(span)
    printed = [series.at(month)[1] for month in span if len(series.at(month)) > 1]
    means = (() if mean is None else (mean,)) + ((fmean(printed),) if len(printed) == len(span) else ())
    return (*means, *series.whole(span)) if not average or series.is_share else means


def _within(series: Series, span: Span) -> Iterable[Step]:
    """The steps of a stretch: from its first month to its last, from the month before it, and on the stretch before."""
    length = len(span)
    before = tuple(month.plus(-length) for month in span)
    starts = (span[0],) if length == 2 else (span[0], span[0].plus(-1))
    for first, last in ((start, span[-1]) for start in starts):
        yield from (Step(a, b, first.title, span[-1]) for a, b in zip(series.at(first), series.at(last), strict=False))
    if length > 2 and all(series.exact(month) is not None for month in before):
        pairs = zip(series.whole(before), series.whole(span), strict=False)
        yield from (Step(a, b, f"the {length} months before", span[-1]) for a, b in pairs)


def _on_last_year(series: Series, span: Span) -> Iterable[Step]:
    """The steps of a year on the year before, where the workbook gives that: `fell by 4% over the year to 5,195`."""
    now = (*series.whole(span), *series.annualised()) if len(span) >= _MOST_OF_A_YEAR else ()
    return (Step(then, each, "last year", span[-1]) for then in series.last_year() for each in now)


def _all_hold(claim: Change, series: Series, bases: list[list[Step]]) -> Opinion:
    """True where every base named bears the claim out; false with what the figures are where one does not."""
    if not all(bases):
        return SILENT
    failing = [steps for steps in bases if not any(_holds(claim, series, step) for step in steps)]
    if not failing:
        return TRUE
    if claim.amount is None and any(_is_still(series, steps) for steps in failing):
        return SILENT
    return _wrong(claim, series, bases, failing)


def _is_still(series: Series, steps: Sequence[Step]) -> bool:
    """True where any reading shows no movement, or of several months together none to be seen: then no direction is
    wrong enough to fault."""
    return any(step.difference == 0 or (step.until and alike(step.then, step.now, series)) for step in steps)


def _holds(claim: Change, series: Series, step: Step) -> bool:
    if not _goes(claim.way, series, step.difference):
        return False
    if claim.amount is None:
        return True
    if claim.amount.measure is Measure.PERCENT:
        sizes = [abs(step.relative)] if step.relative is not None else []
        sizes += [abs(step.difference)] if series.is_share else []
        return any(fits(claim.amount, size) for size in sizes)
    return fits(claim.amount, abs(step.difference))


def _goes(way: Way, series: Series, difference: float) -> bool:
    """Whether a difference goes the way said; where nobody knows which way is better, either may be."""
    if way is Way.UP:
        return difference > 0
    if way is Way.DOWN:
        return difference < 0
    wanted = {Polarity.HIGH: 1, Polarity.LOW: -1}.get(series.polarity)
    if wanted is None:
        return True
    return difference * wanted > 0 if way is Way.BETTER else difference * wanted < 0


def _wrong(claim: Change, series: Series, bases: list[list[Step]], failing: list[list[Step]]) -> Opinion:
    """What the movement really is, from each base named, and how the stated one may have come about."""
    firsts = [steps[0] for steps in bases]
    facts = " and ".join(_fact(claim, series, step) for step in firsts)
    hint, reason = _hint(claim, series, [steps[0] for steps in failing]) if claim.amount else ("", "")
    found = amount_words(claim.amount) if claim.amount else moved(claim.way)
    step = failing[0][0]
    return Opinion(
        truth=False,
        why=facts + hint,
        month=step.month,
        found=found,
        expected=_size(claim, series, step),
        soft=claim.amount is None,
        reason=reason,
    )


def _fact(claim: Change, series: Series, step: Step) -> str:
    then, now = (words_of(value, series) for value in (step.then, step.now))
    return f"from {then} ({step.since}) to {now} ({step.until or step.month.title}) is {_size(claim, series, step)}"


def _size(claim: Change, series: Series, step: Step) -> str:
    """A step's own size in the unit the claim uses, with its direction."""
    way = "a rise" if step.difference > 0 else "a fall" if step.difference < 0 else "no change"
    if step.difference == 0:
        return way
    points = f"{abs(step.difference) * 100:.1f} points"
    if claim.amount is not None and claim.amount.measure is Measure.PERCENT and step.relative is not None:
        relative = percent(abs(step.relative), 1)
        return f"{way} of {relative}" + (f" ({points})" if series.is_share else "")
    return f"{way} of {points}" if series.is_share else f"{way} of {words_of(abs(step.difference), series)}"


def _hint(claim: Change, series: Series, steps: Sequence[Step]) -> tuple[str, str]:
    """The usual slips: divided by the new figure, the wrong way round, points for per cent, another base."""
    amount = claim.amount
    if amount is None:
        return "", ""
    said = amount_words(amount)
    for step in steps:
        if _goes(claim.way, series, -step.difference) and not _goes(claim.way, series, step.difference):
            return (
                f"; it {'fell' if step.difference < 0 else 'rose'}, and was said to have gone the other way",
                "direction",
            )
        over_new = abs(step.difference) / step.now if step.now else 0.0
        if amount.measure is Measure.PERCENT and (fits(amount, over_new) or _cut(amount, over_new)):
            return (
                f"; {said} is the change divided by the new figure ({percent(over_new, 1)})",
                "divided by the new value",
            )
        if amount.measure is Measure.PERCENT and _cut(amount, abs(step.relative or 0.0)):
            return f"; {said} is cut off, not rounded", "cut off"
        if amount.measure is Measure.POINTS and step.relative is not None and fits(amount, abs(step.relative)):
            return f"; {said.split()[0]} is the change in per cent, not in points", "points for per cent"
    return _other_window(claim, series, steps[0].month)


def _cut(amount: Quantity, exact: float) -> bool:
    return amount.value <= exact < amount.value + amount.step


def _other_window(claim: Change, series: Series, month: Month) -> tuple[str, str]:
    """An earlier month from which the change would be as said."""
    now = series.exact(month)
    for earlier in reversed([each for each in series.months if each < month]):
        then = series.exact(earlier)
        if then is None or now is None or claim.amount is None:
            continue
        if _holds(claim, series, Step(then, now, earlier.title, month)):
            return f"; {amount_words(claim.amount)} is the change since {earlier.title}", "other window"
    return "", ""
