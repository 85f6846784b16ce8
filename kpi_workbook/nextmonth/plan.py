"""What stands in an input workbook, before anything is drawn: sheets, columns, entries and texts, no file library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..model import Month, Number, Unit

UNIT_WORDS = {
    Unit.PERCENTAGE: "%", Unit.COUNT: "Number", Unit.RATE: "Rate", Unit.MONEY: "£", Unit.DAYS: "Days",
}  # fmt: skip
"""What a column of units says, in words that are read back as the same unit."""


class Use(StrEnum):
    """What a column of an input workbook is for."""

    LABEL = "label"
    FIGURE = "figure"
    TARGET = "target"
    COMPARATOR = "comparator"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell holds; None for one to fill in. `form`: its number format. `error`: an Excel error, by its name."""

    value: str | Number | None = None
    form: str = "General"
    error: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading (a month is written as a date), and what it is for.

    `stale`: its entries were carried from an earlier month. `open`: the month to fill in.
    """

    heading: str | Month
    use: Use
    stale: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator: what it is measured in, for the checks while typing, and an entry a column."""

    unit: Unit
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class InputSheet:
    """A section: `note` stands under the title; `analysis` and `actions` hold a paragraph a cell."""

    name: str
    title: str
    note: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    analysis: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InputBook:
    """A whole input workbook: its title, the guidance as (heading, sentences), and a sheet a section."""

    title: str
    guidance: tuple[tuple[str, tuple[str, ...]], ...]
    sheets: tuple[InputSheet, ...]
