"""The input workbooks: the blank one of a year, and the next month's from this month's. Written from scratch always."""

from __future__ import annotations

from pathlib import Path

from ..model import Month
from ..reading import read_workbook
from ..scrutiny.atomic import replacing
from ..settings import Settings
from .blank import blank
from .rolling import next_month, rolled
from .writing import render


def write_template(target: Path, settings: Settings, first: Month) -> Path:
    """Writes the blank input workbook for the twelve months from `first` on. Raises CannotWrite."""
    content = render(blank(first, settings), settings)
    with replacing(target) as draft:
        draft.write_bytes(content)
    return target


def roll_forward(source: Path, target: Path, settings: Settings) -> Month:
    """Writes the next month's input from this month's workbook; returns the month to fill in.

    Read as typed: what the catalogue knows of an indicator is not written into its row. Raises UnreadableWorkbook,
    CannotWrite (also where the target is the source).
    """
    book = read_workbook(source, settings)
    content = render(rolled(book), settings)
    with replacing(target, source) as draft:
        draft.write_bytes(content)
    return next_month(book)


def next_name(source: Path, month: Month) -> str:
    """The source's name for the next month: its own month moved on where the name has one, else the month added."""
    before = month.plus(-1)
    moved = source.stem.replace(str(before), str(month))
    return moved if moved != source.stem else f"{source.stem}-{month}"
