"""The input workbooks: the blank one of a year, and the next month's from this month's. Written from scratch always."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ..atomic import put_workbook
from ..model import Month
from ..reading import read_workbook
from ..settings import Settings
from .blank import blank
from .rolling import next_month, rolled
from .writing import render


class NextInput(NamedTuple):
    """The next month's input: the month to fill in, a name for the file (without ending), its bytes, and the SHA-256
    of the workbook that it was made from."""

    month: Month
    name: str
    content: bytes
    read: str


def write_template(target: Path, settings: Settings, first: Month) -> Path:
    """Writes the blank input workbook for the twelve months from `first` on. Raises CannotWrite."""
    content = render(blank(first, settings), settings)
    return put_workbook(content, target)


def next_input(source: Path, settings: Settings) -> NextInput:
    """The next month's input from this month's workbook. Raises UnreadableWorkbook.

    Read as typed: what only the catalogue knows of an indicator is not written into its row.
    """
    book = read_workbook(source, settings)
    month = next_month(book)
    name = _next_name(source.stem, book.reporting_month, month)
    return NextInput(month, name, render(rolled(book), settings), book.sha256)


def roll_forward(source: Path, target: Path, settings: Settings) -> Month:
    """Writes the next month's input; returns the month to fill in.

    Raises UnreadableWorkbook, and CannotWrite (also where the target is the source).
    """
    made = next_input(source, settings)
    put_workbook(made.content, target, {made.read})
    return made.month


def _next_name(stem: str, last: Month, following: Month) -> str:
    """The name with its own month moved on where it has one, else with the month added."""
    moved = stem.replace(str(last), str(following))
    return moved if moved != stem else f"{stem}-{following}"
