"""Excel 97 to 2003 workbooks (BIFF8), and those of Excel 5 and 95: globals first, then each sheet's records."""

from __future__ import annotations

import struct
from typing import NamedTuple

from .. import limits
from ..grid import Grid
from ..refusals import Refusal
from .builder import Budget
from .workbook import Workbook
from .xls_records import BOF, Record, Texts, damaged, records, shared_texts
from .xls_sheet import Shared, XlsSheet
from .xls_styles import XlsStyles

_BOUNDSHEET, _FILEPASS, _CODE_PAGE, _DATE_MODE, _SHARED_TEXTS = 0x0085, 0x002F, 0x0042, 0x0022, 0x00FC
_BOF_BEFORE_5 = (0x0009, 0x0209, 0x0409)
_VERSION_8, _VERSION_5 = 0x0600, 0x0500
_WORKSHEET = 0  # of the kinds of sheet; macro sheets, charts and modules have no cells of figures


class _Listed(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    offset: int
    hidden: bool
    kind: int


def read_xls(stream: bytes) -> Workbook:
    """Every worksheet, in the order of the tabs, from the workbook's stream. Raises Refusal."""
    version = _version(stream, 0)
    if version not in (_VERSION_8, _VERSION_5):
        raise Refusal("OLD_EXCEL")
    globals_ = _Globals(version)
    for record in records(stream, _after_bof(stream, 0)):
        globals_.take(record)
    if len(globals_.listed) > limits.SHEETS:
        raise Refusal("TOO_MANY_SHEETS")
    shared = globals_.shared()
    return Workbook("xls", tuple(_sheet(stream, each, shared) for each in globals_.listed if each.kind == _WORKSHEET))


class _Globals:
    """What stands before the sheets: their list, the texts and the looks."""

    def __init__(self, version: int) -> None:
        self.listed: list[_Listed] = []
        self._texts = Texts(unicode=version == _VERSION_8)
        self._styles = XlsStyles(self._texts, from_95=version == _VERSION_5)
        self._table: list[str] = []
        self._from_1904 = False

    def take(self, record: Record) -> None:
        if record.kind == _FILEPASS:
            raise Refusal("ENCRYPTED")
        if record.kind == _CODE_PAGE:
            self._texts.use_code_page(int.from_bytes(record.data[:2], "little"))
        elif record.kind == _DATE_MODE:
            self._from_1904 = record.data[:1] == b"\x01"
        elif record.kind == _BOUNDSHEET:
            self.listed.append(_listed(record, self._texts))
        elif record.kind == _SHARED_TEXTS:
            self._table = shared_texts(record)
        else:
            self._styles.add(record)

    def shared(self) -> Shared:
        return Shared(self._texts, self._table, self._styles.styles(), self._from_1904, Budget())


def _version(stream: bytes, offset: int) -> int:
    if len(stream) < offset + 8 or offset < 0:
        raise damaged()
    kind, length, version = struct.unpack_from("<HHH", stream, offset)
    if kind != BOF or length < 4:
        raise Refusal("OLD_EXCEL") if kind in _BOF_BEFORE_5 else damaged()
    return int(version)


def _after_bof(stream: bytes, offset: int) -> int:
    return offset + 4 + int.from_bytes(stream[offset + 2 : offset + 4], "little")


def _listed(record: Record, texts: Texts) -> _Listed:
    if len(record.data) < 8:
        raise damaged()
    offset, state, kind = struct.unpack_from("<IBB", record.data)
    return _Listed(texts.short(record, 6), offset, bool(state & 0x03), kind & 0x0F)


def _sheet(stream: bytes, listed: _Listed, shared: Shared) -> Grid:
    _version(stream, listed.offset)
    sheet = XlsSheet(listed.name, shared)
    try:
        for record in records(stream, _after_bof(stream, listed.offset)):
            sheet.take(record)
    except struct.error as cause:
        raise damaged().on_sheet(listed.name) from cause
    except Refusal as refusal:
        raise refusal.on_sheet(listed.name) from refusal
    return sheet.builder.grid(hidden=listed.hidden)
