"""What a cell to fill in asks of its entry, as Excel's data validation; a warning that can be overruled, never a stop.

Excel allows no lists of constants in these formulas, so known words are looked for in one text of them all.
"""

from __future__ import annotations

from typing import Any

from ..model import Unit

WORDS = ("TBC", "N/A", "Not available", "Not applicable", "Not set", "c", "-")
"""What may stand where there is no figure; all of them are read (`reading.values`)."""
_FORMS = {
    Unit.PERCENTAGE: "A percentage with its counts, such as 21% (57/270), or the percentage alone.",
    Unit.MONEY: "An amount, such as £1,200.",
    Unit.DAYS: "A number of days.",
}
_NUMBER = "A number."


def figure_asked(cell: str, unit: Unit) -> dict[str, Any]:
    """For a month's figure at `cell` (A1, relative)."""
    most = f",{cell}<=1" if unit is Unit.PERCENTAGE else ""
    words = "|".join(("", *WORDS, ""))
    formula = (
        f"=OR(IF(ISNUMBER({cell}),AND({cell}>=0{most}),FALSE),"
        f'ISNUMBER(SEARCH("|"&TRIM({cell})&"|","{words}")),ISNUMBER(SEARCH("?/?",{cell})))'
    )
    return {
        "validate": "custom",
        "value": formula,
        "ignore_blank": True,
        "input_title": "Figure",
        "input_message": f"{_FORMS.get(unit, _NUMBER)} No figure yet: TBC. None: N/A or Not available.",
        "error_type": "warning",
        "error_title": "Is this a figure?",
        "error_message": "Neither a figure nor one of TBC, N/A, Not available, c. Choose Yes to keep it.",
    }


def target_asked() -> dict[str, Any]:
    """For a target, which may be written in many ways: a prompt only."""
    return _prompt("Target", "Such as 23%, <10%, 95% or more, 90-95%, 17,000 per year, Not set.")


def comparator_asked() -> dict[str, Any]:
    """For somebody else's figure: a prompt only."""
    return _prompt("Comparator", "Their latest published figure; N/A or Not available where there is none.")


def text_asked(what: str) -> dict[str, Any]:
    """For a box of words: a prompt only."""
    return _prompt(what, "One paragraph a cell.")


def _prompt(title: str, message: str) -> dict[str, Any]:
    return {"validate": "any", "input_title": title, "input_message": message}
