"""What changed since the last issue: figures, targets, comparators and indicators, found by name and month."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..figures.revisions import Revision, What
from ..figures.rounding import say_distance
from ..model import Indicator, Place, Section, Severity, Unit
from .evidence.names import same_name
from .narrative import declares_revision
from .rule import Case, Hit, rule

CLOCKS = {"in_month": "the month", "to_date": "the year to date", "forecast": "the forecast"}


@rule("R601", "figure-revised", Severity.WARNING, needs="previous", yields_to=("A30", "V2", "S10"))
def figure_revised(case: Case) -> Iterator[Hit]:
    """A figure of a month that the last issue reported has changed.

    Members who kept the last issue will ask why. Where the text says that the row was revised, or where there was no
    figure before, it is only noted. To put right: say in the Analysis what was revised and why, and check that nothing
    still quotes the old figure.
    """
    rows = {indicator.place: indicator for indicator in case.book.indicators}
    sections = _sections(case)
    for each in case.revisions.of(What.FIGURE):
        indicator = rows[each.indicator]
        section = sections[each.indicator]
        quiet = each.value_before is None or _declared(case, indicator)
        yield Hit(
            place=each.place,
            message=_changed(case, each) + _flipped(case, each) + _still_quoted(section, each),
            indicator=indicator,
            month=each.month,
            found=each.typed,
            expected=each.typed_before,
            severity=Severity.INFO if quiet else None,
        )


def _declared(case: Case, indicator: Indicator) -> bool:
    """Whether the text of any section that the indicator stands in says that it was revised."""
    return any(
        declares_revision(section, row)
        for section in case.book.sections
        for row in section.indicators
        if same_name(row) == same_name(indicator)
    )


def _sections(case: Case) -> dict[object, Section]:
    return {row.place: section for section in case.book.sections for row in section.indicators}


def _changed(case: Case, each: Revision) -> str:
    """What the cell said and says, and by how much it moved."""
    words = f"was {each.typed_before.strip() or 'blank'} in the issue of {case.revisions.month_before.title}"
    if each.difference:
        side = "up" if each.difference > 0 else "down"
        words += f", now {each.typed.strip()}: {side} {say_distance(each.difference, _unit(case, each))}"
    else:
        words += f", now {each.typed.strip() or 'blank'}"
    return words


def _unit(case: Case, each: Revision) -> Unit:
    return next(result.definition.unit for row, result in case.rows if row.place == each.indicator)


def _flipped(case: Case, each: Revision) -> str:
    """The statuses of the last issue's month that the row's revisions turned."""
    if each.month != case.revisions.month_before:
        return ""
    flips = [flip for flip in case.revisions.flips if flip.indicator == each.indicator]
    words = [f"{CLOCKS[flip.clock]} turns from {flip.before} to {flip.now}" for flip in flips if flip.clock in CLOCKS]
    return f"; {', '.join(words)}" if words else ""


def _still_quoted(section: Section, each: Revision) -> str:
    """Where the section's text still gives the old figure for that month."""
    if each.month is None or each.value_before is None:
        return ""
    figure, new = (re.escape(typed.split("(")[0].strip()) for typed in (each.typed_before, each.typed))
    month = each.month.title.split()[0]
    for passage in (*section.analysis, *section.actions):
        for sentence in re.split(r"(?<=[.!?;])\s+", passage.text):
            old = re.search(rf"(?<![\d.,]){figure}(?![\d%])", sentence)
            if old and re.search(rf"\b{month[:3]}", sentence) and not re.search(new, sentence):
                return f"; the text still says {each.typed_before.split('(')[0].strip()} ({passage.place})"
    return ""


@rule("R602", "target-changed", Severity.WARNING, needs="previous", yields_to=("T401", "T403", "T404", "T411"))
def target_changed(case: Case) -> Iterator[Hit]:
    """A target is not what it was in the last issue.

    A target moved within the year makes rows look better or worse without anything having happened. To put right: say
    in the text that it was changed, when and by whom, or restore it.
    """
    yield from _other(case, What.TARGET, "the target")


@rule("R603", "comparator-changed", Severity.WARNING, needs="previous", yields_to=("C501", "C502", "C504"))
def comparator_changed(case: Case) -> Iterator[Hit]:
    """A comparator under the same heading is not what it was in the last issue.

    Published figures change only when they are revised or another year is published; then the heading should say so.
    To put right: check it against its source, and put its year into the heading.
    """
    yield from _other(case, What.COMPARATOR, "the comparator")


def _other(case: Case, what: What, words: str) -> Iterator[Hit]:
    rows = {indicator.place: indicator for indicator in case.book.indicators}
    before = case.revisions.month_before.title
    seen = set()
    for each in case.revisions.of(what):
        if each.place not in seen:
            seen.add(each.place)
            was, now = each.typed_before.strip() or "blank", each.typed.strip() or "blank"
            yield Hit(
                place=each.place,
                message=f"{words} was {was} in the issue of {before}, now {now}",
                indicator=rows[each.indicator],
                month=each.month,
                found=each.typed,
                expected=each.typed_before,
            )


@rule("R604", "indicator-came-or-went", Severity.WARNING, needs="previous")
def indicator_came_or_went(case: Case) -> Iterator[Hit]:
    """An indicator of the last issue is missing, a new one has come, or one goes by another name.

    A row that disappears is the one members ask about. New and renamed rows are only noted. To put right: say in the
    text why a row was dropped.
    """
    rows = {indicator.place: indicator for indicator in case.book.indicators}
    before = f"the issue of {case.revisions.month_before.title}"
    for place in case.revisions.came:
        yield _noted(rows[place], f"is new since {before}")
    for renamed in case.revisions.renamed:
        yield _noted(rows[renamed.place], f"was called {renamed.name_before!r} in {before}", renamed.name_before)
    for name, place in _gone(case):
        yield Hit(place=place, message=f"{name!r} stood in {before} and is missing", found="", expected=name)


def _gone(case: Case) -> Iterator[tuple[str, Place]]:
    """The name of each row that went, and where to look for it: its section's title, else the first row."""
    here = {section.title: section for section in case.book.sections}
    any_row = next((row.place for row in case.book.indicators), None)
    for section in case.previous.sections if case.previous else ():
        for row in section.indicators:
            same = here.get(section.title)
            where = (same.place if same else None) or any_row
            if row.place in case.revisions.went and where is not None:
                yield row.name, where


def _noted(row: Indicator, words: str, before: str | None = None) -> Hit:
    return Hit(place=row.place, message=words, indicator=row, found=row.name, expected=before, severity=Severity.INFO)


RULES = (figure_revised, target_changed, comparator_changed, indicator_came_or_went)
