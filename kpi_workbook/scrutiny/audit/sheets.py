"""Sheets are named legally, shown whole, titled in A1 and set up to print one page wide with page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from .package import MAIN, Package
from .rows import Row, text_of

FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST = 31


def problems(package: Package) -> list[str]:
    """What is wrong with the list of sheets."""
    listed = package.tree("xl/workbook.xml").iter(f"{MAIN}sheet")
    hidden = [f"{each.get('name')}: is hidden" for each in listed if each.get("state")]
    return _names([name for name, _ in package.sheets]) + hidden


class Setup:
    """Watches how a sheet shows and prints."""

    def __init__(self, sheet: str, strings: Sequence[str]) -> None:
        self._name = sheet
        self._strings = strings
        self._hides = False
        self._title: str | None = None

    def see(self, row: Row) -> None:
        """Looks for hidden rows and the title."""
        self._hides |= row.is_hidden
        if row.number == 1 and "A1" in row.cells:
            self._title = text_of(row.cells["A1"], self._strings)

    def problems(self, frame: Element) -> list[str]:
        """Hidden rows and columns, merged cells, no title, and what would not print well."""
        found = []
        if self._hides or any(each.get("hidden") == "1" for each in frame.iter(f"{MAIN}col")):
            found.append("has hidden rows or columns")
        if next(frame.iter(f"{MAIN}mergeCell"), None) is not None:
            found.append("has merged cells")
        if not self._title:
            found.append("has no title in A1")
        return [f"{self._name}: {problem}" for problem in (*found, *_print(frame))]


def _names(names: list[str]) -> list[str]:
    """Names that Excel would not take."""
    found = [
        f"{name!r}: two sheets have this name"
        for name in names
        if [n.casefold() for n in names].count(name.casefold()) > 1
    ]
    for name in names:
        legal = name and len(name.encode("utf-16-le")) <= LONGEST * 2 and not FORBIDDEN.search(name)
        if not legal or name[0] == "'" or name[-1] == "'" or name.casefold() == "history":
            found.append(f"{name!r}: is no legal sheet name")
    return found


def _print(tree: Element) -> list[str]:
    """Landscape, one page wide, page numbers."""
    setup = tree.find(f"{MAIN}pageSetup")
    fits = next(iter(tree.iter(f"{MAIN}pageSetUpPr")), None)
    footer = tree.findtext(f"{MAIN}headerFooter/{MAIN}oddFooter") or ""
    found = []
    if setup is None or setup.get("orientation") != "landscape":
        found.append("does not print landscape")
    if setup is None or fits is None or fits.get("fitToPage") != "1" or setup.get("fitToHeight") != "0":
        found.append("does not print one page wide")
    if "&P" not in footer:
        found.append("prints no page numbers")
    return found
