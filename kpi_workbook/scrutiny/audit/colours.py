"""Text is readable: every font that a cell or a rule uses stands 4.5 to 1 or more against its fill."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ..contrast import LEAST, WHITE, ratio
from .package import MAIN, Package

BLACK = "#000000"


def problems(package: Package) -> list[str]:
    """Formats whose text cannot be read easily."""
    tree = package.tree("xl/styles.xml")
    fonts = [_colour(each.find(f"{MAIN}color"), BLACK) for each in _children(tree, "fonts")]
    fills = [_colour(each.find(f"{MAIN}patternFill/{MAIN}fgColor"), WHITE) for each in _children(tree, "fills")]
    pairs = [
        (fonts[int(each.get("fontId", 0))], fills[int(each.get("fillId", 0))]) for each in _children(tree, "cellXfs")
    ]
    for each in _children(tree, "dxfs"):
        font = _colour(each.find(f"{MAIN}font/{MAIN}color"), BLACK)
        pairs.append((font, _colour(each.find(f"{MAIN}fill/{MAIN}patternFill/{MAIN}bgColor"), WHITE)))
    return [
        f"text {font} on {fill} has a contrast of {ratio(font, fill):.2f}"
        for font, fill in dict.fromkeys(pairs)
        if ratio(font, fill) < LEAST
    ]


def _children(tree: Element, group: str) -> list[Element]:
    """The entries of a group of styles."""
    found = tree.find(f"{MAIN}{group}")
    return list(found) if found is not None else []


def _colour(element: Element | None, usual: str) -> str:
    """A colour as `#RRGGBB`; theme and automatic colours are the usual one."""
    code = element.get("rgb") if element is not None else None
    return f"#{code[-6:]}" if code else usual
