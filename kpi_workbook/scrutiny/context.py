"""What every sheet is written from: the report, the plan of places, and the pages to write on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..model import Month, Place
from ..settings import Theme
from .cells import Cell
from .page import Page
from .picture import Picture
from .places import Plan
from .report import Report

ESCAPE = "\\"
"""In the name of a file as it is printed: some of its letters are not there as they are."""


@dataclass(frozen=True)
class Context:
    """`book` is the file library's workbook, for charts alone; `pages` by sheet name, in the order of the contents."""

    report: Report
    plan: Plan
    pages: Mapping[str, Page]
    book: Any
    version: str
    logo: Picture | None

    @property
    def month(self) -> Month:
        """The reporting month."""
        return self.report.book.reporting_month

    @property
    def theme(self) -> Theme:
        """The council's colours and paper."""
        return self.report.settings.theme

    @cached_property
    def is_public(self) -> bool:
        """Whether disclosure control was applied."""
        return self.report.edition.value == "public"

    def input_cell(self, place: Place, shown: str, look: str = "label") -> Cell:
        """A cell of the input, `shown` as words; the internal edition leads to it where the input lies beside it. What
        is said in another file (a team's response) has no way there, nor has a name that cannot be printed as it is."""
        file = self.report.book.file
        inside_it = any(sheet.name == place.sheet for sheet in self.report.book.sheets)
        if self.is_public or not inside_it or ESCAPE in file:
            return Cell(shown, look)
        inside = "'" + place.sheet.replace("'", "''") + f"'!{place.cell}"
        return Cell(shown, "cell link", link=inside, file=file, tip=f"Open {file} at {place.cell}")
