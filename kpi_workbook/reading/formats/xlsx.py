"""xlsx, xlsm and xltx: the package's relations, the list of sheets, and then each sheet in one pass."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from .. import limits
from ..grid import Grid
from ..guard.markup import Element, tree
from ..guard.package import Package
from ..refusals import Refusal
from .builder import Budget, SheetBuilder, Style
from .xlsx_sheet import XlsxSheet
from .xlsx_styles import is_on, styles
from .xlsx_text import MAIN, shared_texts

_PREFIXES = dict.fromkeys(MAIN, "") | {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties": "",
}

# The custom document property by which we know our own scrutiny workbook again.
OUR_MARK = "kpi_workbook"


class Relation(NamedTuple):
    """What a part points to: the last word of the relation's type (`worksheet`) and the target's name."""

    kind: str
    target: str


class Workbook(NamedTuple):
    """What a reader of a format makes of a file."""

    format: str
    sheets: tuple[Grid, ...]
    ours: bool = False
    recalculates: bool = False


def relations(package: Package, part: str) -> dict[str, Relation]:
    """A part's relations to others inside the package, by id; none where it has no list of them."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in package:
        return {}
    found = {}
    for each in _side_part(package, listing).all("Relationship"):
        if each.attributes.get("TargetMode") != "External":
            target = posixpath.join("/", folder, each.attributes.get("Target", "").replace("\\", "/"))
            kind = each.attributes.get("Type", "").rpartition("/")[2]
            found[each.attributes.get("Id", "")] = Relation(kind, posixpath.normpath(target).lstrip("/"))
    return found


def main_part(package: Package) -> str:
    """The name of the workbook's own part. Raises Refusal where the package is another program's document."""
    for relation in relations(package, "").values():
        if relation.kind == "officeDocument":
            return relation.target
    raise Refusal("NOT_A_WORKBOOK", "the file is a zip archive, but not a workbook")


def read_xlsx(package: Package) -> Workbook:
    """Every sheet of cells, in the order of the tabs. Raises Refusal."""
    name = main_part(package)
    if name not in package:
        raise Refusal("MISSING_PART", "the inner part that lists the sheets is missing")
    root = _side_part(package, name)
    if root.name != "workbook":
        raise Refusal("NOT_A_WORKBOOK", "the file is a document or a presentation, not a workbook")
    related = relations(package, name)
    reader = _Reader(package, root, related)
    sheets = tuple(grid for each in _listed_sheets(root) if (grid := reader.sheet(each, related)) is not None)
    return Workbook("xlsx", sheets, ours=is_ours(package), recalculates=_recalculates(root))


class _Reader:
    """What all sheets of a workbook share."""

    def __init__(self, package: Package, root: Element, related: dict[str, Relation]) -> None:
        self._package = package
        by_kind = {relation.kind: relation.target for relation in related.values()}
        self._styles: tuple[Style, ...] = styles(
            _side_part(package, by_kind["styles"]) if by_kind.get("styles", "") in package else None
        )
        strings = by_kind.get("sharedStrings", "")
        self._texts = shared_texts(package.read(strings), strings) if strings in package else None
        self._from_1904 = any(is_on(each.attributes.get("date1904")) for each in root.all("workbookPr"))
        self._budget = Budget()
        self._read: set[str] = set()

    def sheet(self, listed: Element, related: dict[str, Relation]) -> Grid | None:
        """A listed sheet's grid; None for a chart's or a dialogue's sheet, which has no cells."""
        name = listed.attributes.get("name", "")
        relation = related.get(listed.attributes.get("r:id", ""))
        if relation is None or relation.target not in self._package:
            raise Refusal("MISSING_PART", f"the inner part of sheet {name!r} is missing")
        if relation.kind != "worksheet":
            return None
        if relation.target in self._read:
            raise Refusal("BAD_SHEET", f"sheet {name!r} shares its cells with another")
        self._read.add(relation.target)
        builder = SheetBuilder(name, self._budget, from_1904=self._from_1904)
        content = self._package.read(relation.target)
        XlsxSheet(builder, self._styles, self._texts, self._budget).read(content, relation.target)
        return builder.grid(hidden=listed.attributes.get("state", "visible") != "visible")


def is_ours(package: Package) -> bool:
    """Whether the document's properties carry our mark."""
    part = "docProps/custom.xml"
    return part in package and any(
        each.attributes.get("name") == OUR_MARK for each in _side_part(package, part).all("property")
    )


def _side_part(package: Package, name: str) -> Element:
    return tree(package.read(name, limits.SIDE_PART_BYTES), name, _PREFIXES)


def _listed_sheets(root: Element) -> list[Element]:
    listed = root.at("sheets", "sheet")
    if len(listed) > limits.SHEETS:
        raise Refusal("TOO_MANY_SHEETS", f"the workbook has {len(listed)} sheets, and we read {limits.SHEETS}")
    return listed


def _recalculates(root: Element) -> bool:
    return any(is_on(each.attributes.get("fullCalcOnLoad")) for each in root.all("calcPr"))
