"""From a report to the bytes of a workbook: the same report gives the same bytes, with no clock and no chance."""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from tempfile import TemporaryFile

from ..errors import CannotWrite
from .at_hand import all_forgotten
from .brand import check_colours, logo_of
from .contents import entries
from .context import Context
from .naming import TableNames, one_line
from .package import Book, StreamedBook
from .page import Page, Styles
from .picture import Picture
from .places import Plan
from .plan import make_plan
from .report import Report
from .sheets.data import figure_count
from .words import organisation_of, subtitle_of, title_of
from .worksheet import PlainSheet, StreamedSheet

OPTIONS = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "max_url_length": 2079,
    "in_memory": True,
}  # fmt: skip
MOST_KEPT = 20_000
"""Figures up to which the workbook is put together in memory alone, with some ten kilobytes each."""
OWN_MARK = "kpi_workbook"
"""The document property by which this program knows its own files."""


@all_forgotten()
def render(report: Report) -> bytes:
    """The scrutiny workbook of a report. Raises InvalidSettings where the chosen colours or logo cannot serve, and
    CannotWrite where a large one finds no room for what it puts aside."""
    check_colours(report.settings)
    logo = logo_of(report.settings)
    plan = make_plan(report)
    if figure_count(plan.rows) <= MOST_KEPT:
        made = BytesIO()
        _write(report, plan, logo, Book(made, OPTIONS), PlainSheet)
        return made.getvalue()
    try:
        with TemporaryFile() as packed:
            _write(report, plan, logo, StreamedBook(packed, OPTIONS), StreamedSheet)
            gc.collect()  # the sheets and all in them, which refer to each other
            packed.seek(0)
            return packed.read()
    except OSError as cause:
        raise CannotWrite(
            f"a large workbook needs room in the folder of temporary files ({cause.strerror or cause}); make some, or "
            "set TMPDIR (Windows: TEMP) to another folder"
        ) from cause


def _write(report: Report, plan: Plan, logo: Picture | None, book: Book, tall: type) -> None:
    """Writes every sheet. `tall`: the kind of sheet for the tables with a line for each figure."""
    with book:
        styles, tables = Styles(book, report.settings.theme), TableNames()
        listed = entries(report, plan)
        kinds = {entry.name: tall if entry.is_tall else PlainSheet for entry in listed}
        pages = {
            name: Page(book.add_worksheet(name, kind), styles, tables, report.settings.theme)
            for name, kind in kinds.items()
        }
        context = Context(report, plan, pages, book, own_version(), logo)
        for entry in listed:
            entry.write(context)
            pages[entry.name].finish()
        _set_properties(book, report)


@cache
def own_version() -> str:
    """The installed version of this package, looked up once."""
    try:
        return version("kpi-workbook")
    except PackageNotFoundError:
        return "not installed"


def _set_properties(book: Book, report: Report) -> None:
    """Title, subject, author and the mark of our own files; dated with the reporting month."""
    month = report.book.reporting_month.plus(1)
    organisation = organisation_of(report) or "kpi-workbook"
    book.set_properties(
        {
            "title": one_line(title_of(report)),
            "subject": one_line(subtitle_of(report)),
            "author": organisation,
            "company": organisation,
            "keywords": "performance, scrutiny, key performance indicators",
            "comments": "Written by kpi-workbook; see the sheet Notes.",
            "created": datetime(month.year, month.month, 1, tzinfo=UTC).replace(tzinfo=None),
        }
    )
    book.set_custom_property(OWN_MARK, own_version(), "text")
    book.set_calc_mode("auto")
