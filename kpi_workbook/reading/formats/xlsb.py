"""xlsb: the package of an xlsx whose parts are binary records ([MS-XLSB])."""

from __future__ import annotations

import struct

from .. import limits
from ..grid import Grid
from ..guard.package import Package
from ..refusals import Refusal
from .builder import Budget, SheetBuilder
from .office_package import Relation, SheetParts, check_count, is_ours, main_part, part_of_kind, relations
from .workbook import Workbook
from .xlsb_records import damaged, records, wide_text
from .xlsb_sheet import XlsbSheet
from .xlsb_styles import styles

_WORKBOOK_PROPERTIES, _LISTED_SHEET, _SHARED_TEXT = 153, 156, 19
_FROM_1904 = 0x01


def read_xlsb(package: Package) -> Workbook:
    """Every sheet of cells, in the order of the tabs. Raises Refusal."""
    name = main_part(package)
    try:
        reader = _Reader(package, name, relations(package, name))
        sheets = tuple(grid for each in reader.listed if (grid := reader.sheet(*each)) is not None)
    except struct.error as cause:
        raise damaged() from cause
    return Workbook("xlsb", sheets, ours=is_ours(package))


class _Reader:
    """What all sheets of a workbook share, and their list: name, relation and state of each."""

    def __init__(self, package: Package, part: str, related: dict[str, Relation]) -> None:
        self.listed: list[tuple[str, str, int]] = []
        self._package = package
        self._parts = SheetParts(package, related)
        self._styles = styles(self._optional(related, "styles") or b"")
        self._texts = _shared_texts(self._optional(related, "sharedStrings"))
        self._from_1904 = False
        self._budget = Budget()
        for kind, data in records(package.read(part)):
            if kind == _WORKBOOK_PROPERTIES:
                self._from_1904 = bool(data[:1] and data[0] & _FROM_1904)
            elif kind == _LISTED_SHEET:
                self._list(data)
        check_count(len(self.listed))

    def _optional(self, related: dict[str, Relation], kind: str) -> bytes | None:
        part = part_of_kind(self._package, related, kind)
        return self._package.read(part) if part else None

    def _list(self, data: bytes) -> None:
        (state,) = struct.unpack_from("<I", data)
        relation, offset = wide_text(data, 8)
        name, _ = wide_text(data, offset)
        self.listed.append((name, relation, state))

    def sheet(self, name: str, relation: str, state: int) -> Grid | None:
        """A listed sheet's grid; None for one without cells."""
        part = self._parts.of(name, relation)
        if part is None:
            return None
        builder = SheetBuilder(name, self._budget, from_1904=self._from_1904)
        try:
            XlsbSheet(builder, self._styles, self._texts, self._budget).read(self._package.read(part))
        except Refusal as refusal:
            raise refusal.on_sheet(name) from refusal
        return builder.grid(hidden=state != 0)


def _shared_texts(content: bytes | None) -> list[str] | None:
    """The table of shared texts, by index; None where the workbook has none."""
    if content is None:
        return None
    texts = []
    for kind, data in records(content):
        if kind == _SHARED_TEXT:
            texts.append(wide_text(data, 1)[0])
            if len(texts) > limits.STRINGS:
                raise Refusal("TOO_MUCH_TEXT")
    return texts
