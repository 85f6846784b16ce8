"""OpenDocument's number styles as the codes that Excel would write for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..guard.markup import Element
from ..number_formats import GENERAL

_PLAIN_LITERAL = re.compile(r"[-+/ :.,()%£$€]*")
_CONDITION = re.compile(r"value\(\)\s*(<=|>=|!=|<|>|=)\s*(-?[0-9.]+)")
_MOST_DIGITS = 30
_UNMARKED: tuple[list[str], ...] = (
    [],
    [">=0"],
    [">0", "<0"],
    [">0", "<0", "=0"],
)  # what Excel's sections without conditions mean


def format_code(style: Element, styles: Mapping[str, Element]) -> str:
    """The code of a number style; sections for signs or conditions come from the styles that it maps to."""
    sections = []
    for each in style.all("style:map"):
        condition = _CONDITION.fullmatch(each.attributes.get("style:condition", ""))
        applied = styles.get(each.attributes.get("style:apply-style-name", ""))
        if condition and applied is not None:
            sections.append((condition.group(1) + condition.group(2), _section(applied)))
    conditions = [condition for condition, _ in sections]
    codes = [code for _, code in sections]
    if conditions in _UNMARKED:
        return ";".join([*codes, _section(style)])
    marked = [f"[{condition.replace('!=', '<>')}]{code}" for condition, code in sections]
    return ";".join([*marked, _section(style)])


def _section(style: Element) -> str:
    keeps_counting = style.attributes.get("number:truncate-on-overflow") == "false"
    shares = style.name == "number:percentage-style"  # elsewhere a per cent sign stands for itself
    code = "".join(_piece(each, shares) for each in style.children)
    if keeps_counting:
        code = re.sub(r"h+|m+|s+", lambda match: f"[{match.group()}]", code, count=1)
    return code or GENERAL


def _piece(piece: Element, shares: bool) -> str:
    name = piece.name.removeprefix("number:")
    if name in _DATE_LETTERS:
        return _date_piece(piece, name)
    if name in ("number", "scientific-number"):
        return _digits(piece, scientific=name == "scientific-number")
    if name == "fraction":
        return (
            "# "
            + "?" * _count(piece, "min-numerator-digits", 1)
            + "/"
            + "?" * _count(piece, "min-denominator-digits", 1)
        )
    if name in ("text", "currency-symbol"):
        return _literal(piece.text, shares)
    return {"text-content": "@", "am-pm": "AM/PM", "boolean": GENERAL}.get(name, "")


_DATE_LETTERS = {
    "day": "d", "month": "m", "year": "y", "day-of-week": "ddd", "hours": "h", "minutes": "m", "seconds": "s",
}  # fmt: skip


def _date_piece(piece: Element, name: str) -> str:
    long = piece.attributes.get("number:style") == "long"
    letter = _DATE_LETTERS[name]
    if name == "month" and piece.attributes.get("number:textual") == "true":
        return "mmmm" if long else "mmm"
    if name == "year":
        return "yyyy" if long else "yy"
    if name == "day-of-week":
        return "dddd" if long else "ddd"
    decimals = _count(piece, "decimal-places", 0)
    return letter * (2 if long else 1) + ("." + "0" * decimals if decimals else "")


def _digits(piece: Element, *, scientific: bool) -> str:
    if "number:decimal-places" not in piece.attributes and not scientific:
        return GENERAL
    whole = "0" * _count(piece, "min-integer-digits", 1) or "#"
    if piece.attributes.get("number:grouping") == "true":
        whole = whole.rjust(4, "#")
        whole = f"{whole[:-3]},{whole[-3:]}"
    most = _count(piece, "decimal-places", 0)
    least = min(_count(piece, "min-decimal-places", most), most)
    decimals = "." + "0" * least + "#" * (most - least) if most else ""
    exponent = "E+" + "0" * _count(piece, "min-exponent-digits", 2) if scientific else ""
    return whole + decimals + exponent + "," * _thousands(piece)


def _thousands(piece: Element) -> int:
    factor = piece.attributes.get("number:display-factor", "1")
    return {"1000": 1, "1000000": 2, "1000000000": 3}.get(factor, 0)


def _count(piece: Element, name: str, default: int) -> int:
    text = piece.attributes.get(f"number:{name}", "")
    return min(int(text), _MOST_DIGITS) if text.isascii() and text.isdigit() and len(text) < 5 else default


def _literal(text: str, shares: bool) -> str:
    plain = _PLAIN_LITERAL.fullmatch(text) and (shares or "%" not in text)
    return text if plain else '"' + text.replace('"', "") + '"'
