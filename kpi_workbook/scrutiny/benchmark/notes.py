"""How the comparison was made, what was left out of it, and what the file was audited for."""

from __future__ import annotations

from ..methods import AUDITED
from ..pairs import write_pairs
from .places import NOTES, Context

"""How many rows a heading takes along to a new page, at least."""
METHODS = (
    (
        "Like with like",
        "An indicator is found by the catalogue and its name, never by its row. Figures are compared on the same clock "
        "over the same months, in the same unit, as the same kind of measure. What most organisations have sets the "
        "measure; a figure unlike it stands as [z], with the reason.",
    ),
    (
        "Clocks",
        "In month: the month's own figure. Year to date: counts pooled or added up from the financial year's first "
        "month. A running total is compared on the year alone, a month-end or rolling figure on its month.",
    ),
    (
        "Headline",
        "The one line of an indicator that the cover counts and the charts draw: the year to date, unless the month "
        "compares more organisations.",
    ),
    (
        "Percentages",
        "Numerator over denominator, unrounded, from the counts where an organisation gives them; else as printed.",
    ),
    (
        "Ranks",
        "1 is best, by the indicator's polarity. Equal figures share the better rank, and the next is left out (1, 2, "
        "2, 4). A small difference may be chance: Details has the 95% intervals of percentages.",
    ),
    (
        "Quarters",
        "By rank: those ahead, times four, over all that are ranked; from four organisations on. Top is the best.",
    ),
    (
        "Median and quartiles",
        "Of the organisations here, each counted once whatever its size; quartiles as Excel's QUARTILE.INC (on a line "
        "between the nearest two figures), from four figures on.",
    ),
    (
        "Counts and money",
        "Shown, never ranked: organisations differ in size. Where there is a rate per population, its line is ranked.",
    ),
    (
        "Several workbooks of one organisation",
        "Each figure comes from the newest workbook that has it.",
    ),
)


def write(context: Context) -> None:
    """The notes."""
    page = context.pages[NOTES]
    page.widths(46, 110)
    page.say(0, NOTES, "title")
    page.say(1, "How the comparison was made, and from what.", "subtitle")
    top = write_pairs(page, 3, "Methods", ("Subject", "Method"), METHODS)
    top = write_pairs(page, top, "Workbooks", ("Workbook", "What became of it"), _workbooks(context))
    if context.benchmark.alone:
        top = write_pairs(
            page, top, "Indicators of one organisation only", ("Indicator", "Organisation"), _alone(context)
        )
    top = write_pairs(page, top, "About this file", ("What", "Is"), _about(context))
    write_pairs(page, top, "Audit of this file: passed", ("Subject", "What was made sure of"), AUDITED)


def _workbooks(context: Context) -> tuple[tuple[str, str], ...]:
    return tuple(
        (each.file, f"{each.organisation}, to {each.reporting_month.title}: {each.why_not or 'compared'}")
        for each in context.inputs
    )


def _alone(context: Context) -> tuple[tuple[str, str], ...]:
    return context.benchmark.alone


def _about(context: Context) -> tuple[tuple[str, str], ...]:
    return (
        ("Compared as at", context.benchmark.month.title),
        ("Edition", str(context.edition)),
        ("Settings file", context.settings.source.name if context.settings.source else "none: the defaults"),
        ("Written by", f"kpi-workbook {context.version}"),
    )
