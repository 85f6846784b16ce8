"""What xlsx and xlsb have in common: the package's relations, its sheets' parts, its document properties."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from .. import limits
from ..guard.markup import Element, tree
from ..guard.package import Package
from ..refusals import Refusal
from .xlsx_text import MAIN

_PREFIXES = dict.fromkeys(MAIN, "") | {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties": "",
}

# The custom document property by which we know our own scrutiny workbook again.
OUR_MARK = "kpi_workbook"


_WITHOUT_CELLS = ("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")


class Relation(NamedTuple):
    """What a part points to: the last word of the relation's type (`worksheet`) and the target's name."""

    kind: str
    target: str


def relations(package: Package, part: str) -> dict[str, Relation]:
    """A part's relations to others inside the package, by id; none where it has no list of them."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in package:
        return {}
    found: dict[str, Relation] = {}
    for each in side_part(package, listing).all("Relationship"):
        identity = each.attributes.get("Id", "")
        if identity in found:
            raise Refusal(
                "DUPLICATE_PART", f"two parts are known as {identity[:20]!r}, so it is unclear which one counts"
            )
        if each.attributes.get("TargetMode") != "External":
            target = posixpath.join("/", folder, each.attributes.get("Target", "").replace("\\", "/"))
            kind = each.attributes.get("Type", "").rpartition("/")[2]
            found[identity] = Relation(kind, posixpath.normpath(target).lstrip("/"))
    return found


def main_part(package: Package) -> str:
    """The name of the workbook's own part. Raises Refusal where the package is another program's document."""
    part = _one_of_kind(relations(package, ""), "officeDocument")
    if part is None:
        raise Refusal("NOT_A_WORKBOOK", "the file is a zip archive, but not a workbook")
    return part


def part_of_kind(package: Package, related: dict[str, Relation], kind: str) -> str | None:
    """The name of the one part of a kind, such as `styles`; None where the workbook has none. A part that it has but
    that is missing would silently take the meaning from its cells, so it is refused."""
    target = _one_of_kind(related, kind)
    if target is not None and target not in package:
        raise Refusal("MISSING_PART", f"the inner part with the workbook's {kind} is missing")
    return target


def _one_of_kind(related: dict[str, Relation], kind: str) -> str | None:
    targets = {relation.target for relation in related.values() if relation.kind == kind}
    if len(targets) > 1:
        raise Refusal("DUPLICATE_PART", f"the file has two parts of {kind}, so it is unclear which one counts")
    return next(iter(targets), None)


class SheetParts:
    """The parts of the sheets that a workbook lists, each of which belongs to one sheet."""

    def __init__(self, package: Package, related: dict[str, Relation]) -> None:
        self._package = package
        self._related = related
        self._taken: set[str] = set()

    def of(self, name: str, relation_id: str) -> str | None:
        """The name of a sheet's part; None for a chart's or a dialogue's sheet, which has no cells."""
        relation = self._related.get(relation_id)
        if relation is None or relation.target not in self._package:
            raise Refusal("MISSING_PART", f"the inner part of sheet {name!r} is missing")
        if relation.kind in _WITHOUT_CELLS:
            return None
        if relation.kind != "worksheet":
            raise Refusal("BAD_SHEET", f"sheet {name[:60]!r} is of no kind that we know")
        if relation.target in self._taken:
            raise Refusal("BAD_SHEET", f"sheet {name!r} shares its cells with another")
        self._taken.add(relation.target)
        return relation.target


def check_count(sheets: int) -> None:
    """Refuses a workbook with more sheets than we read."""
    if sheets > limits.SHEETS:
        raise Refusal("TOO_MANY_SHEETS", f"the workbook has {sheets} sheets, and we read {limits.SHEETS}")


def is_ours(package: Package) -> bool:
    """Whether the document's properties carry our mark."""
    part = "docProps/custom.xml"
    return part in package and any(
        each.attributes.get("name") == OUR_MARK for each in side_part(package, part).all("property")
    )


def side_part(package: Package, name: str) -> Element:
    """A small part as a tree."""
    return tree(package.read(name, limits.SIDE_PART_BYTES), name, _PREFIXES)
