"""Methods with their sources, settings in force, what the file was audited for, and what it was made from."""

from __future__ import annotations

from calendar import month_name

from ..cells import NOT_APPLICABLE
from ..context import Context
from ..gaps import shown_areas
from ..methods import AUDITED, METHODS, OF_COMPARATORS
from ..page import Page
from ..pairs import write_pairs
from .data import left_out

title = "Notes"
WIDTHS = (40, 100)
SHARES = {"points": "{:g} percentage points", "share": "{:g}% of the target"}
"""Settings that are fractions, as they are said."""


def write(context: Context) -> None:
    """The notes."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    page.say(0, "Notes", "title")
    page.say(1, "How the figures were made, and from what.", "subtitle")
    top = write_pairs(page, 3, "About this file", ("What", "Is"), _about(context))
    idle = () if shown_areas(context.plan) else (OF_COMPARATORS,)
    methods = tuple(each for each in METHODS if each not in idle)
    top = write_pairs(page, top, "Methods", ("Subject", "Method"), methods)
    top = write_pairs(page, top, "Settings in force", ("Setting", "Value"), _settings(context))
    top = _write_suppression(context, page, top)
    write_pairs(page, top, "Audit of this file: passed", ("Subject", "What was made sure of"), AUDITED)


def _write_suppression(context: Context, page: Page, top: int) -> int:
    """How many cells are withheld for each reason, never which values; nothing in an edition that shows all."""
    suppression = context.report.suppression
    if suppression is None:
        return top
    rule = f"Counts of 1 to {suppression.threshold} are small; what would give one back is withheld too."
    pairs = tuple((str(reason).capitalize(), f"{number:,}") for reason, number in suppression.by_reason)
    pairs = (("Rule", rule), *pairs, ("All cells withheld", f"{len(suppression.cells):,}"))
    return write_pairs(page, top, "Suppression", ("Reason", "Cells withheld"), pairs)


def _about(context: Context) -> tuple[tuple[str, str], ...]:
    """The input, and what wrote this."""
    book = context.report.book
    previous = context.report.previous
    beyond = left_out(context.plan.rows)
    return (
        ("Input file", book.file),
        ("SHA-256 of the input", book.sha256),
        ("Previous issue", previous.file if previous else "none was given"),
        ("Months", f"{book.months[0].title} to {book.months[-1].title}" if book.months else NOT_APPLICABLE),
        ("Edition", str(context.report.edition)),
        *((("The sheet Data", beyond),) if beyond else ()),
        ("Written by", f"kpi-workbook {context.version}"),
    )


def _settings(context: Context) -> tuple[tuple[str, str], ...]:
    """Every setting that has one value, and how many of the rest."""
    settings = context.report.settings
    pairs = [("Settings file", settings.source.name if settings.source else "none: the defaults")]
    pairs.append(("The year starts in", month_name[context.report.book.year_starts_in]))
    for group in ("tolerance", "control", "disclosure"):
        values = getattr(settings, group)
        pairs += [
            (f"{group.capitalize()}: {key.replace('_', ' ')}", _said(key, value))
            for key, value in values.model_dump().items()
        ]
    for each in settings.silences:
        where = f" for {each.indicator}" if each.indicator else ""
        pairs.append((f"Check {each.rule} switched off{where}", each.reason))
    for own in settings.indicators:
        pairs += [(f"{own.name}: new limits from {rebase.month}", rebase.reason) for rebase in own.rebase]
    return tuple(pairs)


def _said(key: str, value: object) -> str:
    """A setting's value as a reader says it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "not set"
    if isinstance(value, float) and key in SHARES:
        return SHARES[key].format(value * 100)
    return str(value)
