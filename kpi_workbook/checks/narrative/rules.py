"""The rules about what the text says (N8xx): each a kind of falsehood, judged by the audit that they share."""

from __future__ import annotations

from collections.abc import Iterator

from ...figures.results import IndicatorResult, Word
from ...model import Place, Severity
from ..rule import Case, Hit, rule
from .audit import Audit
from .claims import (
    AgainstOthers,
    AgainstTarget,
    Change,
    Claim,
    Extreme,
    Level,
    OthersFigure,
    Pooling,
    Share,
    Shift,
    Similar,
    Spread,
    Streak,
    TargetFigure,
    Track,
)
from .issues import old_figure, unchanged
from .judging import Judged
from .parts import Total, totals

_FIGURES_FIRST = ("V", "A", "T401", "T403", "T404", "C50")
"""Where a figure, target or comparator that the text was held against is itself faulted, the text is not."""


@rule("N801", "figure-not-as-said", Severity.ERROR, yields_to=_FIGURES_FIRST)
def figure_not_as_said(case: Case) -> Iterator[Hit]:
    """The text states a figure for a month that is not the figure of the row it speaks of.

    Members read the text first and quote it. Typical causes: the text was written before the figure was revised, last
    month's sentence was kept, another row's figure was copied, digits were swapped, or a figure was cut off instead of
    rounded. To put right: correct the number in the text, or the month or the indicator it is said of.
    """
    for each in _false(case):
        if isinstance(each.claim, Level) and each.claim.pooled is Pooling.NONE and not _is_pooled(each):
            if old_figure(case, each.claim, each.row) is None:
                yield _hit(case, each)
        elif isinstance(each.claim, Share):
            yield _hit(case, each)


@rule("N802", "change-not-as-said", Severity.ERROR, yields_to=_FIGURES_FIRST)
def change_not_as_said(case: Case) -> Iterator[Hit]:
    """The text states a rise or fall that the figures do not show, or not by so much.

    A change in per cent is the difference divided by the earlier figure; divided by the later one it comes out too
    small for rises and too large for falls. A difference of two percentages is in points. To put right: state the
    change from the month, quarter or average that the sentence names.
    """
    false = [each for each in _false(case) if isinstance(_of_a_month(each), Change | Shift)]
    of_rows = {_stated(each) for each in false if not isinstance(each.claim, Shift)}
    for each in false:
        if not isinstance(each.claim, Shift) or _stated(each) not in of_rows:
            yield _hit(case, each)


@rule("N803", "average-not-as-said", Severity.ERROR, yields_to=_FIGURES_FIRST)
def average_not_as_said(case: Case) -> Iterator[Hit]:
    """The text states an average, a total or a year to date that the months do not give.

    The percentage of several months is their numerators over their denominators; the mean of the months' percentages
    weighs a small month like a large one. To put right: use the year to date that is recomputed here, or name the
    months that were averaged.
    """
    for each in _false(case):
        if isinstance(each.claim, Level) and (each.claim.pooled is not Pooling.NONE or _is_pooled(each)):
            yield _hit(case, each)


@rule("N804", "extreme-not-so", Severity.WARNING, yields_to=_FIGURES_FIRST)
def extreme_not_so(case: Case) -> Iterator[Hit]:
    """The text calls a month the highest, lowest, best or worst of a stretch of months, and another month beats it.

    Such sentences are often carried over from an earlier issue. To put right: name the month that holds the extreme,
    or shorten the stretch ("since July").
    """
    yield from (_hit(case, each) for each in _false(case) if isinstance(each.claim, Extreme))


@rule("N805", "target-not-as-said", Severity.WARNING, yields_to=_FIGURES_FIRST)
def target_not_as_said(case: Case) -> Iterator[Hit]:
    """The text cites a target that is not the workbook's, or says one was met, missed or near when it was not.

    Which side meets a target follows from the indicator's polarity. To put right: correct the target in the text or in
    the table, or the words about it.
    """
    for each in _false(case):
        if isinstance(_of_a_month(each), TargetFigure | AgainstTarget):
            severity = None if each.opinion.soft else Severity.ERROR
            yield _hit(case, each, severity)


@rule("N806", "not-on-track", Severity.WARNING, yields_to=_FIGURES_FIRST)
def not_on_track(case: Case) -> Iterator[Hit]:
    """The text says that a target is on track (or is not), and the pace so far says otherwise.

    A running total or a flow is carried on to the year's end at the pace of the months gone and set against the year's
    target; a monthly figure far below a year's target is no sign of being on track. To put right: say what will have
    to change for the target to be met.
    """
    yield from (_hit(case, each) for each in _false(case) if isinstance(each.claim, Track))


@rule("N807", "comparison-not-so", Severity.WARNING, yields_to=_FIGURES_FIRST)
def comparison_not_so(case: Case) -> Iterator[Hit]:
    """The text sets a figure beside last year's or other areas', or beside another month's, in a way that is not so.

    "Higher", "better", "in line with" and "similar" are held against the comparators in the same row and the polarity
    of the indicator. To put right: correct the words, or the comparator that they quote.
    """
    for each in _false(case):
        if isinstance(each.claim, AgainstOthers | OthersFigure | Similar):
            yield _hit(case, each, None if each.opinion.soft else Severity.ERROR)


@rule("N808", "parts-not-total", Severity.ERROR)
def parts_not_total(case: Case) -> Iterator[Hit]:
    """The text states a total and lists its parts, and they do not add up to it.

    One of the numbers is wrong, or a part is missing. To put right: check each against its source; where some
    are left out on purpose, say so in the sentence.
    """
    audit = case.once(Audit)
    for passages in audit.sections():
        for total in totals(passages):
            if total.sum != total.number:
                yield _not_total(total)


@rule("N809", "share-of-days-not-so", Severity.ERROR)
def share_of_days_not_so(case: Case) -> Iterator[Hit]:
    """The text spreads a count over the days or working days of a month, and the division is wrong.

    Working days are Monday to Friday with or without bank holidays: either is accepted. To put right: divide again, or
    name the days that were meant.
    """
    for each in _false(case):
        if isinstance(each.claim, Spread):
            yield _hit(case, each)


@rule("N810", "missed-not-mentioned", Severity.INFO)
def missed_not_mentioned(case: Case) -> Iterator[Hit]:
    """An indicator misses its target and no text of its section mentions it.

    Readers look for the reason first where a target is missed. To put right: add a sentence on why and what is being
    done, or point to where it is said.
    """
    audit = case.once(Audit)
    for number, section in enumerate(case.book.sections):
        if not (section.analysis or section.actions):
            continue
        for indicator in section.indicators:
            result = audit.result(indicator)
            if _is_missed(result) and not audit.is_mentioned(indicator, number):
                yield Hit(
                    place=indicator.place,
                    indicator=indicator,
                    month=case.book.reporting_month,
                    message=f"misses its target and its section's text does not mention it: {_missed_why(result)}",
                )


@rule("N811", "text-unchanged", Severity.WARNING, needs="previous")
def text_unchanged(case: Case) -> Iterator[Hit]:
    """A passage with statements of figures stands word for word as in the last issue while its figures have moved.

    It may have been left over; where everything it says still holds, this is only worth knowing. To put right: read it
    against this month's figures, and change it or confirm it.
    """
    audit = case.once(Audit)
    for stale in unchanged(case, audit):
        names = " and ".join(f"{row.indicator.name} ({then} then, {now} now)" for row, then, now in stale.moved[:2])
        yield Hit(
            place=stale.passage.place,
            indicator=stale.moved[0][0].indicator,
            severity=Severity.INFO if stale.holds else None,
            message=f"word for word the text of the last issue, though its figures moved: {names}",
        )


@rule("N812", "old-figure-cited", Severity.WARNING, needs="previous")
def old_figure_cited(case: Case) -> Iterator[Hit]:
    """The text cites a figure as it stood in the last issue; the workbook has revised it since.

    Members who look the figure up find another one. To put right: use the revised figure in the text and say that it
    was revised, or undo the revision if it was a slip.
    """
    for each in _false(case):
        old = old_figure(case, each.claim, each.row)
        if old is not None:
            hit = _hit(case, each)
            yield Hit(
                place=hit.place,
                indicator=hit.indicator,
                month=old,
                found=hit.found,
                expected=hit.expected,
                message=f"{hit.message}; {hit.found} is what the last issue gave for {old.title}",
            )


RULES = (
    figure_not_as_said,
    change_not_as_said,
    average_not_as_said,
    extreme_not_so,
    target_not_as_said,
    not_on_track,
    comparison_not_so,
    parts_not_total,
    share_of_days_not_so,
    missed_not_mentioned,
    text_unchanged,
    old_figure_cited,
)


def _false(case: Case) -> Iterator[Judged]:
    """The claims that are surely about a row and false of it."""
    return (each for each in case.once(Audit).judged if each.opinion.truth is False and each.certain)


def _of_a_month(judged: Judged) -> Claim:
    """The claim, of a run of months what it claims of each."""
    return judged.claim.each if isinstance(judged.claim, Streak) else judged.claim


def _stated(judged: Judged) -> tuple[Place, int, str | None]:
    """What was said and in which sentence: a size told of two numbers and of their row is one."""
    return judged.claim.said.place, judged.claim.said.sentence, judged.opinion.found


def _is_pooled(judged: Judged) -> bool:
    """True of a figure said of several months together."""
    return judged.opinion.months_meant > 1


def _hit(case: Case, judged: Judged, severity: Severity | None = None) -> Hit:
    claim, opinion = judged.claim, judged.opinion
    indicator = judged.row.indicator if judged.row else None
    others = case.once(Audit).places(judged)
    of = f" of {indicator.name!r}" if indicator else ""
    milder = Severity.WARNING if opinion.soft else None
    return Hit(
        place=claim.said.place,
        message=f'says "{_short(claim.said.quote)}"{of}, but {opinion.why}',
        others=others,
        indicator=indicator,
        month=opinion.month,
        found=opinion.found,
        expected=opinion.expected,
        severity=severity or milder,
    )


_LONGEST_QUOTE = 120


def _short(quote: str) -> str:
    """A quote short enough for one line."""
    quote = " ".join(quote.split()).strip(" ,;:.-–")
    return quote if len(quote) <= _LONGEST_QUOTE else quote[: _LONGEST_QUOTE - 1] + "…"


def _not_total(total: Total) -> Hit:
    listed = " + ".join(f"{part.number:,} {part.label}".strip() for part in total.parts)
    cells = dict.fromkeys((total.place, *(part.place for part in total.parts)))
    return Hit(
        place=total.culprit,
        message=f"total given as {total.number:,}, but its parts ({listed}) add up to {total.sum:,}",
        others=tuple(cell for cell in cells if cell != total.culprit),
        found=f"{total.number:,}",
        expected=f"{total.sum:,}",
    )


def _is_missed(result: IndicatorResult) -> bool:
    return Word.MISSED in (
        result.in_month.word,
        result.forecast.word if result.in_month.word is Word.YEAR_END else None,
    )


def _missed_why(result: IndicatorResult) -> str:
    return (result.in_month if result.in_month.word is Word.MISSED else result.forecast).why
