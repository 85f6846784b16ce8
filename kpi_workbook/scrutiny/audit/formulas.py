"""Formulas use only functions that Excel 2016 and LibreOffice 7.4 both know, hold their value, and leave no error but
the #N/A by which charts leave gaps."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from .rows import Row, formula_of, text_of

KNOWN = frozenset(
    ["ABS", "AND", "COUNT", "COUNTIFS", "IF", "IFERROR", "INDEX", "INT", "ISNUMBER", "ISTEXT", "LOOKUP", "MATCH", "MAX",
     "MEDIAN", "MIN", "NA", "OR", "QUARTILE", "RANK", "ROUND", "ROUNDUP", "SUM", "SUMPRODUCT", "TEXT"]
)  # fmt: skip
GAP, GAPS_STAND_IN = "#N/A", "Chart data"
_CALL = re.compile(r""""(?:[^"]|"")*"|'(?:[^']|'')*'|([A-Za-z_.][A-Za-z0-9_.]*)\(""")
"""A function called, or a text or a sheet's name in quotes, in which nothing is called."""


class Formulas:
    """Watches the formulas of a sheet."""

    def __init__(self, sheet: str) -> None:
        self._name = sheet
        self._found: list[str] = []

    def see(self, row: Row) -> None:
        """Notes what is wrong with a row's formulas and values."""
        for address, cell in row.cells.items():
            formula, is_error = formula_of(cell), cell.get("t") == "e"
            if formula is not None or is_error:
                problems = self._in_cell(formula, text_of(cell, ()), is_error)
                self._found += [f"{self._name}!{address}: {problem}" for problem in problems]

    def problems(self, frame: Element) -> list[str]:  # noqa: ARG002 - rows say it all
        """What was wrong."""
        return self._found

    def _in_cell(self, formula: str | None, text: str | None, is_error: bool) -> list[str]:
        found = []
        if formula is not None:
            found += [f"unknown function {call}" for call in _calls(formula) - KNOWN]
            if not text:
                found.append("formula without its value")
        if is_error and not (text == GAP and self._name == GAPS_STAND_IN):
            found.append(f"shows the error {text}")
        return found


def _calls(formula: str) -> set[str]:
    """The functions a formula calls."""
    return {call.upper() for call in _CALL.findall(formula) if call}
