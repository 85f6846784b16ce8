"""From a comparison to the bytes of its workbook: the same comparison gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from io import BytesIO

from ..brand import check_colours
from ..naming import TableNames, one_line
from ..package import Book
from ..page import Page, Styles
from ..render import OWN_MARK, own_version
from ..worksheet import PlainSheet
from . import cover, figures, notes, tables, totals
from .lines import FIGURES, IN_MONTH, TO_DATE, Comparison

Writer = Callable[[Page], None]


def render_comparison(comparison: Comparison) -> bytes:
    """The workbook. Raises InvalidSettings where the chosen colours cannot serve."""
    check_colours(comparison.settings)
    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    theme = comparison.settings.theme
    with Book(made, options) as book:
        styles, names = Styles(book, theme), TableNames()
        sheets = _sheets(comparison)
        contents = tuple((name, about) for name, about, _ in sheets)
        first = partial(cover.write, comparison=comparison, contents=contents, book=book)
        written: list[tuple[str, Writer]] = [(cover.TITLE, first), *((name, write) for name, _, write in sheets)]
        pages = [(Page(book.add_worksheet(name, PlainSheet), styles, names, theme), write) for name, write in written]
        for page, write in pages:
            write(page)
            page.finish()
        _set_properties(book, comparison)
    return made.getvalue()


def _sheets(comparison: Comparison) -> tuple[tuple[str, str, Writer], ...]:
    """The sheets after the cover: name, what a reader finds there, who writes it."""
    side_by_side = tuple(
        (tables.TITLES[clock], about, partial(tables.write, comparison=comparison, clock=clock))
        for clock, about in (
            (IN_MONTH, "Every team's figure and status in the reporting month, with the spread"),
            (TO_DATE, "The same for the year to date"),
        )
    )
    held = (totals.TITLE, "The teams together beside the whole", partial(totals.write, comparison=comparison))
    return (
        *side_by_side,
        *((held,) if comparison.division.has_whole else ()),
        (FIGURES, "A line an indicator and team, with the counts", partial(figures.write, comparison=comparison)),
        (notes.TITLE, "How it was made, and from what",
         partial(notes.write, comparison=comparison, version=own_version())),
    )  # fmt: skip


def _set_properties(book: Book, comparison: Comparison) -> None:
    """Title, subject and our mark; dated with the reporting month."""
    month = comparison.month.plus(1)
    book.set_properties(
        {
            "title": one_line(cover.title_of(comparison)),
            "subject": one_line(cover.subtitle_of(comparison)),
            "author": one_line(comparison.settings.organisation or "") or "kpi-workbook",
            "comments": "Written by kpi-workbook; see the sheet Notes.",
            "created": datetime(month.year, month.month, 1),
        }
    )
    book.set_custom_property(OWN_MARK, own_version(), "text")
    book.set_calc_mode("auto")
