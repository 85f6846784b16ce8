"""xlsx, xlsm and xltx: the list of sheets, what they share, and then each sheet in one pass."""

from __future__ import annotations

from ..grid import Grid
from ..guard.markup import Element
from ..guard.package import Package
from ..refusals import Refusal
from .builder import Budget, SheetBuilder
from .office_package import Relation, SheetParts, check_count, is_ours, main_part, part_of_kind, relations, side_part
from .workbook import Workbook
from .xlsx_sheet import XlsxSheet
from .xlsx_styles import is_on, styles
from .xlsx_text import shared_texts


def read_xlsx(package: Package) -> Workbook:
    """Every sheet of cells, in the order of the tabs. Raises Refusal."""
    name = main_part(package)
    if name not in package:
        raise Refusal("MISSING_PART", "the inner part that lists the sheets is missing")
    root = side_part(package, name)
    if root.name != "workbook":
        raise Refusal("NOT_A_WORKBOOK", "the file is a document or a presentation, not a workbook")
    listed = root.at("sheets", "sheet")
    check_count(len(listed))
    reader = _Reader(package, root, relations(package, name))
    sheets = tuple(grid for each in listed if (grid := reader.sheet(each)) is not None)
    return Workbook("xlsx", sheets, ours=is_ours(package), recalculates=_recalculates(root))


class _Reader:
    """What all sheets of a workbook share."""

    def __init__(self, package: Package, root: Element, related: dict[str, Relation]) -> None:
        looks, texts = (part_of_kind(package, related, kind) for kind in ("styles", "sharedStrings"))
        self._package = package
        self._parts = SheetParts(package, related)
        self._styles = styles(side_part(package, looks) if looks else None)
        self._texts = shared_texts(package.read(texts), texts) if texts else None
        self._from_1904 = any(is_on(each.attributes.get("date1904")) for each in root.all("workbookPr"))
        self._budget = Budget()

    def sheet(self, listed: Element) -> Grid | None:
        """A listed sheet's grid; None for one without cells."""
        name = listed.attributes.get("name", "")
        part = self._parts.of(name, listed.attributes.get("r:id", ""))
        if part is None:
            return None
        builder = SheetBuilder(name, self._budget, from_1904=self._from_1904)
        try:
            XlsxSheet(builder, self._styles, self._texts, self._budget).read(self._package.read(part), part)
        except Refusal as refusal:
            raise refusal.on_sheet(name) from refusal
        return builder.grid(hidden=listed.attributes.get("state", "visible") != "visible")


def _recalculates(root: Element) -> bool:
    return any(is_on(each.attributes.get("fullCalcOnLoad")) for each in root.all("calcPr"))
