"""A sheet row by row: cells are looked at while they pass, and only what frames them is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from xml.etree.ElementTree import Element

from .package import MAIN, Package

_ROW, _VALUE, _FORMULA = f"{MAIN}row", f"{MAIN}v", f"{MAIN}f"


class Shown(NamedTuple):
    """What a cell shows, None where it is empty; its formula, None where it has none; whether it shows an error."""

    text: str | None
    formula: str | None
    is_error: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number from 1, its cells by their addresses."""

    number: int
    is_hidden: bool
    cells: dict[str, Shown]


class Watcher(Protocol):
    """Sees every row of a sheet pass, then says what is wrong with the sheet. `frame`: the sheet, its rows emptied."""

    def see(self, row: Row) -> None: ...

    def problems(self, frame: Element) -> list[str]: ...


def watch(package: Package, part: str, watchers: Sequence[Watcher]) -> list[str]:
    """What the watchers find in a sheet, in their order."""
    strings = package.strings
    for element in package.passing(part):
        if element.tag == _ROW:
            cells = {cell.get("r", ""): _shown(cell, strings) for cell in element}
            row = Row(int(element.get("r", 0)), element.get("hidden") == "1", cells)
            for watcher in watchers:
                watcher.see(row)
            element.clear()
    return [problem for watcher in watchers for problem in watcher.problems(element)]


def _shown(cell: Element, strings: tuple[str, ...]) -> Shown:
    text = formula = None
    for child in cell:
        if child.tag == _VALUE:
            text = child.text
        elif child.tag == _FORMULA:
            formula = child.text or ""
    kind = cell.get("t")
    if kind == "s" and text is not None:
        text = strings[int(text)]
    return Shown(text, formula, kind == "e")
