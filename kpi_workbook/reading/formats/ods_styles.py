"""The looks of an OpenDocument workbook's cells, and which of its sheets its styles hide."""

from __future__ import annotations

import re

from ..grid import PLAIN, Look
from ..guard.markup import Element
from ..number_formats import GENERAL
from .builder import UNSTYLED, Style
from .ods_formats import format_code

_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)(cm|mm|in|pt)")
_POINTS = {"cm": 28.3465, "mm": 2.83465, "in": 72.0, "pt": 1.0}
_POINTS_A_LEVEL = 8.0  # LibreOffice keeps a level of Excel's indent as three blanks of the font: 7.5 to 8.3 points
_UNFILLED = ("transparent", "#ffffff")
_BOLD = ("bold", "600", "700", "800", "900")
_LONGEST_CHAIN = 20  # of styles that build on one another


class OdsStyles:
    """Styles by name, from styles.xml and from the content itself; the later addition wins."""

    def __init__(self) -> None:
        self._formats: dict[str, Element] = {}
        self._cells: dict[str, Element] = {}
        self._tables: dict[str, Element] = {}
        self._known: dict[str, Style] = {"": UNSTYLED}

    def add(self, styles: Element | None) -> None:
        """Takes in the children of `office:styles` or `office:automatic-styles`."""
        for each in styles.children if styles else ():
            name = each.attributes.get("style:name", "")
            family = each.attributes.get("style:family")
            if each.name.startswith("number:"):
                self._formats[name] = each
            elif family == "table-cell":
                self._cells[name] = each
            elif family == "table":
                self._tables[name] = each

    def cell(self, name: str) -> Style:
        """The look of a cell style."""
        if name not in self._known:
            look = self._look(name)
            self._known[name] = UNSTYLED if look == PLAIN else Style.of(look)
        return self._known[name]

    def hides_table(self, name: str) -> bool:
        style = self._tables.get(name)
        properties = style.first("style:table-properties") if style else None
        return properties is not None and properties.attributes.get("table:display") == "false"

    def _look(self, name: str) -> Look:
        chain = self._chain(name)
        number_format = self._formats.get(_inherited(chain, None, "style:data-style-name"))
        background = _inherited(chain, "style:table-cell-properties", "fo:background-color")
        return Look(
            number_format=format_code(number_format, self._formats) if number_format else GENERAL,
            bold=_inherited(chain, "style:text-properties", "fo:font-weight") in _BOLD,
            indent=_level(_inherited(chain, "style:paragraph-properties", "fo:margin-left")),
            filled=background.lower() not in ("", *_UNFILLED),
        )

    def _chain(self, name: str) -> list[Element]:
        """A style and those it builds on, nearest first."""
        chain: list[Element] = []
        style = self._cells.get(name)
        while style is not None and len(chain) < _LONGEST_CHAIN:
            chain.append(style)
            style = self._cells.get(style.attributes.get("style:parent-style-name", ""))
        return chain


def _inherited(chain: list[Element], child: str | None, name: str) -> str:
    """The nearest style's value of an attribute, its own or its child element's; empty where none has it."""
    for style in chain:
        holder = style.first(child) if child else style
        if holder is not None and name in holder.attributes:
            return holder.attributes[name]
    return ""


def _level(margin: str) -> int:
    match = _LENGTH.fullmatch(margin)
    if match is None:
        return 0
    points = min(float(match.group(1)), 1000) * _POINTS[match.group(2)]
    return max(round(points / _POINTS_A_LEVEL), 1) if points else 0
