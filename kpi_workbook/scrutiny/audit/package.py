"""The parts of a package, each parsed once, and the paths by which they refer to each other.

Sheets, shared strings and charts can be large and many: they are gone through one at a time and not kept. They are
bytes of our own making, a moment old, so Python's own quick parser reads them.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring, iterparse

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS_PART = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"

STRINGS = "xl/sharedStrings.xml"
_NOT_KEPT = ("xl/worksheets/sheet", "xl/charts/chart", STRINGS)


class Package:
    """A workbook's parts by name. Raises ParseError where a part is not well-formed."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(content))
        self.names = tuple(self._archive.namelist())
        self._trees = {
            name: self._parsed(name)
            for name in self.names
            if name.endswith((".xml", ".rels")) and not name.startswith(_NOT_KEPT)
        }

    def tree(self, name: str) -> Element:
        """A part; a large one is parsed at each call."""
        kept = self._trees.get(name)
        return self._parsed(name) if kept is None else kept

    def passing(self, name: str) -> Iterator[Element]:
        """The elements of a large part, each as it ends, its children in it; the part's root is the last."""
        with self._archive.open(name) as part:
            for _, element in iterparse(part):  # noqa: S314 - our own bytes
                yield element

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """A part's relations by id: kind, target part, whether it lies outside the package."""
        folder, name = posixpath.split(part)
        tree = self._trees.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for each in tree.iter(f"{RELATIONS_PART}Relationship") if tree is not None else ():
            outside = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            path = target if outside else posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            found[each.get("Id", "")] = (each.get("Type", "").rsplit("/", 1)[-1], path, outside)
        return found

    @cached_property
    def sheets(self) -> tuple[tuple[str, str], ...]:
        """Every sheet: its name, its part."""
        relations = self.relations("xl/workbook.xml")
        listed = self.tree("xl/workbook.xml").iter(f"{MAIN}sheet")
        return tuple((each.get("name", ""), relations[each.get(f"{RELATION}id", "")][1]) for each in listed)

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """The shared strings, in order."""
        return tuple(self._shared_strings()) if STRINGS in self.names else ()

    def _shared_strings(self) -> Iterator[str]:
        for element in self.passing(STRINGS):
            if element.tag == f"{MAIN}si":
                yield "".join(text.text or "" for text in element.iter(f"{MAIN}t"))
                element.clear()

    def _parsed(self, name: str) -> Element:
        return fromstring(self._archive.read(name))  # noqa: S314 - our own bytes
