"""Tables have legal unique names and unique headings equal to their cells, and none of their cells is empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .package import MAIN, Package

LEGAL = re.compile(r"[A-Za-z_\\][A-Za-z0-9_.\\]{0,254}")
CELL_LIKE = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[RrCc]")


def problems(package: Package) -> list[str]:
    """What is wrong with the tables."""
    found: list[str] = []
    names: set[str] = set()
    for sheet, part, tree in package.sheets:
        cells = {cell.get("r", ""): package.text_of(cell) for cell in tree.iter(f"{MAIN}c")}
        for table in _tables(package, part):
            name = table.get("displayName", "")
            if not LEGAL.fullmatch(name) or CELL_LIKE.fullmatch(name) or name.casefold() in names:
                found.append(f"{sheet}: table name {name!r} is not legal or not unique")
            names.add(name.casefold())
            found += [f"{sheet}, table {name}: {problem}" for problem in _content(table, cells)]
    return found


def _tables(package: Package, part: str) -> Iterator[Element]:
    """The tables of a sheet."""
    for kind, target, _ in package.relations(part).values():
        if kind == "table":
            yield package.parts[target]


def _content(table: Element, cells: dict[str, str | None]) -> list[str]:
    """Headings that are not their cells, repeated headings and empty cells."""
    (left, top), (right, bottom) = (_place(each) for each in table.get("ref", "A1:A1").split(":"))
    headings = [each.get("name", "") for each in table.iter(f"{MAIN}tableColumn")]
    shown = [cells.get(f"{_letters(column)}{top}") for column in range(left, right + 1)]
    found = [
        f"heading {one!r} is not its cell's {other!r}"
        for one, other in zip(headings, shown, strict=True)
        if one != other
    ]
    if len({heading.casefold() for heading in headings}) < len(headings):
        found.append("repeats a heading")
    empty = [
        f"{_letters(column)}{row}"
        for row in range(top + 1, bottom + 1)
        for column in range(left, right + 1)
        if not (cells.get(f"{_letters(column)}{row}") or "").strip()
    ]
    return found + ([f"{len(empty)} empty cells, the first {empty[0]}"] if empty else [])


def _place(address: str) -> tuple[int, int]:
    """Column and row of a cell, from 1."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(address[len(letters) :])


def _letters(column: int) -> str:
    """A column's letters."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
