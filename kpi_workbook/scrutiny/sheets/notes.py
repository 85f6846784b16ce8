"""Methods with their sources, the settings in force, what this file was audited for, and which file it was made from."""

from __future__ import annotations

from ..cells import NOT_APPLICABLE, Block, Cell, Line, columns
from ..context import Context
from ..page import Page

title = "Notes"
WIDTHS = (40, 100)
METHODS = (
    ("Percentages", "Numerator over denominator, from the counts, rounded once, halves up. 100% and 0% are shown only where exact."),
    ("Year to date", "Percentages pool the counts of all months; monthly counts add up; month-end, running and rolling figures take the latest. Never a mean of percentages."),
    ("Status", "Judged from unrounded figures: Met on the target's good side, Near within the tolerance, else Missed. A year's target on a measure that adds up is due in twelfths, or by the profile in the settings."),
    ("Forecast", "The pace so far carried on for twelve months for what adds up; the pooled year to date for percentages; the latest for month-end figures."),
    ("Children short", "How many more children (fewer, where low is better) would have met the target, counted exactly."),
    ("Control limits", "XmR: mean ± 2.66 × the mean moving range, as in NHS England's Making Data Count and the R package NHSRplotthedots 0.2.2. Under 13 points they are on trial and no signal is shown; none are drawn on a running total."),
    ("Chart axes", "They start at 0 unless the figures' whole spread is under a third of the highest; then the chart says that its axis does not start at 0."),
    ("Sparklines", "The months of the year. Where there is a target, the level line is the target and the line is the distance from it."),
    ("Comparators", "Differences in points for percentages. Better and worse follow polarity. Counts are never set beside a region's or a country's."),
    ("Months without a figure", "They keep their place and stay empty in charts; they are never zero. Before Excel 2019 a chart may bridge such a gap with its line."),
    ("What follows an edit", "Change a count on a section's sheet and its percentage, year to date, status, distance, colour, chart, sparkline and the Summary follow. Sentences, questions, control limits, alt texts and the order of the Summary stay as issued."),
)  # fmt: skip
AUDITED = (
    ("Package", "Every part is well-formed, every relation leads to a part, every part has a content type."),
    ("Names", "Sheet and table names are legal and unique; table headings are unique and equal to their cells."),
    ("Tables", "No empty cell, no merged cell, nothing hidden."),
    ("Formulas", "Only functions that Excel 2016 and LibreOffice 7.4 know; each holds its value."),
    ("Contrast", "All text stands 4.5 to 1 or more against its fill."),
    ("Charts", "Each has a title and a text alternative."),
    ("Reading", "Each sheet has a title in A1, is one page wide, and the file names its title and language."),
)
SECRET_SETTINGS = ("source", "theme", "reading", "indicators", "silences", "published")


def write(context: Context) -> None:
    """The notes."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    page.say(0, "Notes", "title")
    page.say(1, "How the figures were made, and from what.", "subtitle")
    top = _write(page, 3, "About this file", "About", ("What", "Is"), _about(context))
    top = _write(page, top, "Methods", "Methods", ("Subject", "Method"), METHODS)
    top = _write(page, top, "Settings in force", "Settings", ("Setting", "Value"), _settings(context))
    _write(page, top, "Audit of this file: passed", "Audit", ("Subject", "What was made sure of"), AUDITED)


def _write(
    page: Page, top: int, heading: str, name: str, headings: tuple[str, str], pairs: tuple[tuple[str, str], ...]
) -> int:
    """A table of pairs under its heading; returns the next free row."""
    page.say(top, heading, "part")
    lines: tuple[Line, ...] = tuple(
        (Cell(one, "strong"), Cell(other or NOT_APPLICABLE, "prose")) for one, other in pairs
    )
    page.table(top + 1, Block(name, f"{heading}.", columns("heading", *headings), lines))
    return top + len(lines) + 3


def _about(context: Context) -> tuple[tuple[str, str], ...]:
    """The input, and what wrote this."""
    book = context.report.book
    previous = context.report.previous
    return (
        ("Input file", book.file),
        ("SHA-256 of the input", book.sha256),
        ("Previous issue", previous.file if previous else "none was given"),
        ("Months", f"{book.months[0].title} to {book.months[-1].title}" if book.months else NOT_APPLICABLE),
        ("Edition", str(context.report.edition)),
        ("Written by", f"kpi-workbook {context.version}"),
    )


def _settings(context: Context) -> tuple[tuple[str, str], ...]:
    """Every setting that has one value, and how many of the rest."""
    settings = context.report.settings
    pairs = [("Settings file", settings.source.name if settings.source else "none: the defaults")]
    pairs.append(("The year starts in", str(context.report.book.year_starts_in)))
    for group in ("tolerance", "control", "disclosure"):
        values = getattr(settings, group)
        pairs += [
            (f"{group.capitalize()}: {key.replace('_', ' ')}", _said(value))
            for key, value in values.model_dump().items()
        ]
    for each in settings.silences:
        where = f" for {each.indicator}" if each.indicator else ""
        pairs.append((f"Check {each.rule} switched off{where}", each.reason))
    for own in settings.indicators:
        pairs += [(f"{own.name}: new limits from {rebase.month}", rebase.reason) for rebase in own.rebase]
    return tuple(pairs)


def _said(value: object) -> str:
    """A setting's value in a word."""
    return (
        {True: "yes", False: "no", None: "not set"}.get(value, str(value))
        if isinstance(value, bool | None)
        else str(value)
    )
