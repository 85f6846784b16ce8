"""OpenDocument spreadsheets, in one pass over their content."""

from __future__ import annotations

from .. import limits
from ..guard.markup import Element, TreeBuilder, parse, tree
from ..guard.package import Package
from ..refusals import Refusal
from .ods_names import PREFIXES, full
from .ods_styles import OdsStyles
from .ods_table import OdsTables
from .office_package import OUR_MARK
from .workbook import Workbook

_MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_AUTOMATIC_STYLES = full("office:automatic-styles")


def read_ods(package: Package) -> Workbook:
    """Every sheet, in the order of the tabs. Raises Refusal."""
    _check_kind(package)
    styles = OdsStyles()
    if "styles.xml" in package:
        root = _side_part(package, "styles.xml")
        styles.add(root.first("office:styles"))
        styles.add(root.first("office:automatic-styles"))
    content = _Content(styles)
    try:
        parse(package.read("content.xml"), "content.xml", start=content.start, end=content.end, text=content.text)
    except Refusal as refusal:
        if content.tables.name:
            raise refusal.on_sheet(content.tables.name) from refusal
        raise
    return Workbook("ods", tuple(content.tables.grids), ours=_is_ours(package))


def _check_kind(package: Package) -> None:
    if "mimetype" in package and not package.read("mimetype", limits.SIDE_PART_BYTES).startswith(_MIME_TYPE):
        raise Refusal("NOT_A_WORKBOOK", "the file is an OpenDocument file, but not a spreadsheet")
    manifest = "META-INF/manifest.xml"
    if manifest in package:
        entries = _side_part(package, manifest).all("manifest:file-entry")
        if any(each.first("manifest:encryption-data") for each in entries):
            raise Refusal("ENCRYPTED")
    if "content.xml" not in package:
        raise Refusal("MISSING_PART", "the inner part with the sheets, 'content.xml', is missing")


def _is_ours(package: Package) -> bool:
    """Whether the document's properties carry our mark, as LibreOffice keeps it in a copy of ours."""
    if "meta.xml" not in package:
        return False
    found = _side_part(package, "meta.xml").at("office:meta", "meta:user-defined")
    return any(each.attributes.get("meta:name") == OUR_MARK for each in found)


def _side_part(package: Package, name: str) -> Element:
    return tree(package.read(name, limits.SIDE_PART_BYTES), name, PREFIXES)


class _Content:
    """Sends the styles at the head of the content to a tree, and all that follows to the tables."""

    def __init__(self, styles: OdsStyles) -> None:
        self._styles = styles
        self.tables = OdsTables(styles)
        self._tree: TreeBuilder | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _AUTOMATIC_STYLES and self._tree is None:
            self._tree = TreeBuilder("content.xml", PREFIXES)
        if self._tree is not None:
            self._tree.start(name, attributes)
        else:
            self.tables.start(name, attributes)

    def end(self, name: str) -> None:
        if self._tree is None:
            self.tables.end(name)
            return
        self._tree.end(name)
        if name == _AUTOMATIC_STYLES:
            self._styles.add(self._tree.document.children[0])
            self._tree = None

    def text(self, data: str) -> None:
        if self._tree is not None:
            self._tree.text(data)
        else:
            self.tables.text(data)
