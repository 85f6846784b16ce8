"""The looks that an xlsx workbook's cells share, from its styles part."""

from __future__ import annotations

from ..grid import Look
from ..guard.markup import Element
from ..number_formats import BUILT_IN, GENERAL
from .builder import UNSTYLED, Style

# The fills that look like none: white by colour, by the theme's first (light) colour, and by the old palette.
_WHITE = ({"rgb": "FFFFFFFF"}, {"rgb": "00FFFFFF"}, {"theme": "0"}, {"indexed": "9"})


def styles(root: Element | None) -> tuple[Style, ...]:
    """One style for each cell format, by its index; a file without styles has the plain one."""
    if root is None:
        return (UNSTYLED,)
    codes = BUILT_IN | {
        _integer(each, "numFmtId"): each.attributes.get("formatCode", GENERAL) for each in root.at("numFmts", "numFmt")
    }
    bold = [any(is_on(mark.attributes.get("val", "1")) for mark in font.all("b")) for font in root.at("fonts", "font")]
    filled = [_is_filled(fill) for fill in root.at("fills", "fill")]
    known: dict[Look, Style] = {}
    found = []
    for each in root.at("cellXfs", "xf"):
        alignment = each.first("alignment")
        look = Look(
            number_format=codes.get(_integer(each, "numFmtId"), GENERAL),
            bold=_listed(bold, _integer(each, "fontId")),
            indent=_integer(alignment, "indent") if alignment else 0,
            filled=_listed(filled, _integer(each, "fillId")),
        )
        found.append(known.setdefault(look, Style.of(look)))
    return tuple(found) or (UNSTYLED,)


def is_on(value: str | None) -> bool:
    """Whether an attribute says yes, in any of the spellings of XML."""
    return value in ("1", "true", "on")


def _integer(element: Element, name: str) -> int:
    value = element.attributes.get(name, "0")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _listed(flags: list[bool], index: int) -> bool:
    return index < len(flags) and flags[index]


def _is_filled(fill: Element) -> bool:
    if fill.first("gradientFill"):
        return True
    pattern = fill.first("patternFill")
    if pattern is None or pattern.attributes.get("patternType", "none") == "none":
        return False
    colour = pattern.first("fgColor")
    return colour is None or colour.attributes not in _WHITE
