"""Sheets are named legally, shown whole, titled in A1 and set up to print one page wide with page numbers."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from .package import MAIN, Package

FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST = 31


def problems(package: Package) -> list[str]:
    """What is wrong with the sheets."""
    found = _names([name for name, _, _ in package.sheets])
    for each in package.parts["xl/workbook.xml"].iter(f"{MAIN}sheet"):
        if each.get("state"):
            found.append(f"{each.get('name')}: is hidden")
    for name, _, tree in package.sheets:
        found += [f"{name}: {problem}" for problem in (*_hidden(tree), *_title(package, tree), *_print(tree))]
    return found


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


def _hidden(tree: Element) -> list[str]:
    """Hidden rows and columns, and merged cells."""
    hidden = [each for tag in ("row", "col") for each in tree.iter(f"{MAIN}{tag}") if each.get("hidden") == "1"]
    merged = list(tree.iter(f"{MAIN}mergeCell"))
    return (["has hidden rows or columns"] if hidden else []) + (["has merged cells"] if merged else [])


def _title(package: Package, tree: Element) -> list[str]:
    """The title in A1."""
    first = next((cell for cell in tree.iter(f"{MAIN}c") if cell.get("r") == "A1"), None)
    return [] if first is not None and package.text_of(first) else ["has no title in A1"]


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
