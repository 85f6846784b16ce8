"""How the comparison was made, from what, and what it leaves out."""

from __future__ import annotations

from ..cells import NOT_APPLICABLE
from ..display import MARK_MEANINGS
from ..page import Page
from ..pairs import write_pairs
from .lines import Comparison

TITLE = "Notes"
WIDTHS = (34, 104)
METHODS = (
    ("Teams", "As the workbook names them; figures stand as each team's rows give them, recomputed from their counts."),
    ("Same indicator", "Rows of one name, group and section are one indicator."),
    ("The whole", "The rows about all teams, as reported. Where there are none, the teams summed or pooled."),
    (
        "Teams together",
        "Counts and amounts are added. Percentages are the teams' numerators over their denominators, never the mean "
        "of their percentages. Rates and averages are not put together.",
    ),
    ("Spread", "The highest figure less the lowest, percentages in points."),
    (
        "Best, furthest behind",
        "By the indicator's polarity, on percentages, rates and averages. Counts grow with a team's size, so no team "
        "is best on them.",
    ),
    (
        "Beyond chance?",
        "Yes where the Wilson 95% intervals of the highest and the lowest percentage do not touch. Small teams' "
        "percentages swing widely: with 20 people each counts for five points.",
    ),
    (
        "People in two teams",
        "A person whom two teams had in a month is in both their counts and once in the whole's, so the teams may come "
        "to more than the whole without an error.",
    ),
)


def write(page: Page, comparison: Comparison, version: str) -> None:
    """The notes."""
    page.widths(*WIDTHS)
    page.say(0, TITLE, "title")
    page.say(1, "How the comparison was made, and from what.", "subtitle")
    top = write_pairs(page, 3, "Methods", ("What", "Is"), METHODS)
    top = write_pairs(page, top, "Marks", ("What", "Is"), MARK_MEANINGS)
    write_pairs(page, top, "About this file", ("What", "Is"), _about(comparison, version))


def _about(comparison: Comparison, version: str) -> tuple[tuple[str, str], ...]:
    book, withheld = comparison.division.book, comparison.suppression
    told = f"{len(withheld.cells):,}, for all teams and the whole together" if withheld else NOT_APPLICABLE
    return (
        ("Input file", book.file),
        ("SHA-256 of the input", book.sha256),
        ("Reporting month", comparison.month.title),
        ("Edition", str(comparison.edition)),
        ("Cells withheld", told),
        ("Written by", f"kpi-workbook {version}"),
    )
