"""Formulas use only functions that Excel 2016 and LibreOffice 7.4 both know, hold their value, and leave no error but
the #N/A by which charts leave gaps."""

from __future__ import annotations

import re

from .package import MAIN, Package

KNOWN = frozenset(
    ["ABS", "AND", "COUNT", "COUNTIFS", "IF", "IFERROR", "INT", "ISNUMBER", "ISTEXT", "LOOKUP", "MAX", "MIN", "NA",
     "OR", "ROUND", "ROUNDUP", "SUM", "TEXT"]
)  # fmt: skip
GAP, GAPS_STAND_IN = "#N/A", "Chart data"
_QUOTED = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'')
_CALL = re.compile(r"([A-Za-z_.][A-Za-z0-9_.]*)\(")


def problems(package: Package) -> list[str]:
    """What is wrong with the formulas."""
    found: list[str] = []
    for name, _, tree in package.sheets:
        for cell in tree.iter(f"{MAIN}c"):
            formula = cell.findtext(f"{MAIN}f")
            value = package.text_of(cell)
            place = f"{name}!{cell.get('r')}"
            if formula is not None:
                found += [f"{place}: unknown function {call}" for call in _calls(formula) - KNOWN]
                if value is None:
                    found.append(f"{place}: formula without its value")
            if cell.get("t") == "e" and not (value == GAP and name == GAPS_STAND_IN):
                found.append(f"{place}: shows the error {value}")
    return found


def _calls(formula: str) -> set[str]:
    """The functions a formula calls, texts and sheet names left out."""
    return {call.upper() for call in _CALL.findall(_QUOTED.sub("", formula))}
