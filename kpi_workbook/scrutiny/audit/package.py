"""The parts of a package as trees, and the paths by which they refer to each other."""

from __future__ import annotations

import posixpath
import zipfile
from functools import cached_property
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS_PART = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"


class Package:
    """A workbook's parts by name. Raises ParseError where a part is not well-formed."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            self.names = tuple(archive.namelist())
            self.parts: dict[str, Element] = {
                name: fromstring(archive.read(name)) for name in self.names if name.endswith((".xml", ".rels"))
            }

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """A part's relations by id: kind, target part, whether it lies outside the package."""
        folder, name = posixpath.split(part)
        tree = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for each in tree.iter(f"{RELATIONS_PART}Relationship") if tree is not None else ():
            outside = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            path = target if outside else posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            found[each.get("Id", "")] = (each.get("Type", "").rsplit("/", 1)[-1], path, outside)
        return found

    @cached_property
    def sheets(self) -> tuple[tuple[str, str, Element], ...]:
        """Every sheet: its name, its part, its tree."""
        relations = self.relations("xl/workbook.xml")
        sheets = []
        for each in self.parts["xl/workbook.xml"].iter(f"{MAIN}sheet"):
            part = relations[each.get(f"{RELATION}id", "")][1]
            sheets.append((each.get("name", ""), part, self.parts[part]))
        return tuple(sheets)

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """The shared strings, in order."""
        tree = self.parts.get("xl/sharedStrings.xml")
        items = tree.iter(f"{MAIN}si") if tree is not None else ()
        return tuple("".join(text.text or "" for text in item.iter(f"{MAIN}t")) for item in items)

    def text_of(self, cell: Element) -> str | None:
        """What a cell shows, None where it is empty."""
        value = cell.find(f"{MAIN}v")
        if value is None or value.text is None:
            return None
        return self.strings[int(value.text)] if cell.get("t") == "s" else value.text
