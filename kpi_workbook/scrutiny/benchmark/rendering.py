"""From a comparison to the bytes of its workbook: the same comparison gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from ...figures.benchmark import Benchmark
from ...settings import Settings
from ..brand import check_colours
from ..naming import TableNames
from ..package import Book
from ..page import Page, Styles
from ..render import OWN_MARK, own_version
from ..report import Edition
from ..worksheet import PlainSheet
from . import charts, cover, details, notes, tables
from .inputs import Input
from .places import CHART_DATA, CHARTS, COVER, DETAILS, FIGURES, NOTES, QUARTERS, RANKS, Context

SHEETS = (
    (
        FIGURES,
        "Every organisation's figures with median and quartiles, a line an indicator and clock",
        tables.write_figures,
    ),
    (RANKS, "Every organisation's rank, 1 the best", tables.write_ranks),
    (QUARTERS, "The quarter each rank lies in, in a word", tables.write_quarters),
    (CHARTS, "A bar chart for each ranked indicator, best first", charts.write_charts),
    (CHART_DATA, "What the charts are drawn from", charts.write_data),
    (DETAILS, "Every figure with its counts, its interval and its cell, and why some are not compared", details.write),
    (NOTES, "How the comparison was made, from which workbooks, and what was left out", notes.write),
)
"""The sheets after the cover: name, what a reader finds there, who writes it."""


def render_benchmark(benchmark: Benchmark, inputs: Sequence[Input], settings: Settings, edition: Edition) -> bytes:
    """The benchmarking workbook. Raises InvalidSettings where the chosen colours cannot serve."""
    check_colours(settings)
    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Book(made, options) as book:
        styles, names = Styles(book, settings.theme), TableNames()
        pages: dict[str, Page] = {}
        context = Context(benchmark, inputs, settings, edition, pages, book, own_version())
        wanted = [each for each in SHEETS if each[0] != QUARTERS or context.has_quarters]
        for name in (COVER, *(each[0] for each in wanted)):
            pages[name] = Page(book.add_worksheet(name, PlainSheet), styles, names, settings.theme)
        cover.write(context, tuple((name, about) for name, about, _ in wanted))
        for _, _, write in wanted:
            write(context)
        for page in pages.values():
            page.finish()
        _set_properties(book, context)
    return made.getvalue()


def _set_properties(book: Book, context: Context) -> None:
    """Title, subject and our mark, so that a batch knows the file for one of ours; dated with the month."""
    month = context.benchmark.month.plus(1)
    book.set_properties(
        {
            "title": cover.title_of(),
            "subject": cover.subtitle_of(context),
            "author": context.settings.organisation or "kpi-workbook",
            "comments": "Written by kpi-workbook; see the sheet Notes.",
            "created": datetime(month.year, month.month, 1),
        }
    )
    book.set_custom_property(OWN_MARK, own_version(), "text")
    book.set_calc_mode("auto")
