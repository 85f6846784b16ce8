"""From what was typed in a cell to the entry that shows and says the same: text stays text, numbers stay numbers."""

from __future__ import annotations

import re

from ..model import Kind, Number
from ..reading.display import shown
from ..reading.grid import Cell, Look
from ..reading.values import read_figure_text
from .plan import Entry

GENERAL = "General"
_TYPED_NUMBER = re.compile(r"(?P<before>[^\d.]*?)(?P<number>[\d,]*\.?\d+)(?P<after>\D*)", re.DOTALL)
_BARE = frozenset("%£$€-+ ")
"""Characters that a number format shows without quotation marks."""


def entry_of(typed: str, value: Number | None, kind: Kind) -> Entry:
    """The entry that shows what was typed and is read back as the same value, percentages as fractions.

    A number is stored as a number under a format that shows what was seen; an error stays an error; anything else
    is the text itself.
    """
    if kind is Kind.ERROR:
        return Entry(typed, error=True)
    if kind is not Kind.NUMBER or value is None:
        return Entry(typed if typed.strip() else None)
    stored = _stored(typed, value)
    return Entry(stored, _form(typed, stored))


def _stored(typed: str, value: Number) -> Number:
    """The number in the cell: 21.1 where a row's bare percentage points were read as 0.211."""
    seen = read_figure_text(typed)
    points = not seen.percent and seen.value is not None and abs(seen.value - value * 100) < abs(seen.value - value)
    return float(f"{value * 100:.15g}") if points else value


def _form(typed: str, stored: Number) -> str:
    """A number format under which the stored number shows as typed; General where none is found."""
    found = _TYPED_NUMBER.fullmatch(typed)
    if found is None or shown(_cell(stored, GENERAL)) == typed:
        return GENERAL
    before = found["before"].replace("-", "") if stored < 0 else found["before"]
    decimals = len(found["number"].partition(".")[2])
    digits = ("#,##0" if "," in found["number"] else "0") + (f".{'0' * decimals}" if decimals else "")
    form = _literal(before) + digits + _literal(found["after"])
    return form if shown(_cell(stored, form)) == typed else "0%" if typed.endswith("%") else GENERAL


def _literal(text: str) -> str:
    return text if set(text) <= _BARE else '"' + text.replace('"', "") + '"'


def _cell(value: Number, form: str) -> Cell:
    return Cell(1, 1, value, Kind.NUMBER, Look(number_format=form))
