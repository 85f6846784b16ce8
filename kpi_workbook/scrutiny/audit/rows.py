"""A sheet row by row: cells are looked at while they pass, and only what frames them is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from xml.etree.ElementTree import Element

from .package import MAIN, Package

_ROW, _VALUE, _FORMULA = f"{MAIN}row", f"{MAIN}v", f"{MAIN}f"


class Row(NamedTuple):
    """A row by its number from 1, its cells by their addresses."""

    number: int
    is_hidden: bool
    cells: dict[str, Element]


class Watcher(Protocol):
    """Sees every row of a sheet pass, then says what is wrong with the sheet. `frame`: the sheet, its rows emptied."""

    def see(self, row: Row) -> None: ...

    def problems(self, frame: Element) -> list[str]: ...


def watch(package: Package, part: str, watchers: Sequence[Watcher]) -> list[str]:
    """What the watchers find in a sheet, in their order."""
    for element in package.passing(part):
        if element.tag == _ROW:
            cells = {cell.get("r", ""): cell for cell in element}
            row = Row(int(element.get("r", 0)), element.get("hidden") == "1", cells)
            for watcher in watchers:
                watcher.see(row)
            element.clear()
    return [problem for watcher in watchers for problem in watcher.problems(element)]


def text_of(cell: Element, strings: Sequence[str]) -> str | None:
    """What a cell shows, None where it holds nothing. `strings`: the shared ones."""
    text, kind = cell.findtext(_VALUE), cell.get("t")
    if kind == "inlineStr":
        return "".join(cell.itertext())
    return strings[int(text)] if text and kind == "s" else text


def formula_of(cell: Element) -> str | None:
    """A cell's formula, None where it has none."""
    return cell.findtext(_FORMULA)
