"""The records of one worksheet of an xls workbook, put into the grid."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from ...model import Kind
from .. import limits
from ..refusals import Refusal
from .binary import add_code, packed_number
from .builder import UNSTYLED, Budget, SheetBuilder, Style
from .xls_records import Record, Texts

_FORMULA_STRING, _FORMULA_BOOLEAN, _FORMULA_ERROR = 0, 1, 2
_HIDDEN_ROW = 0x20  # of a ROW record's flags: shown with no height
_HIDDEN_COLUMNS = 0x01
_CELL_HEAD = struct.Struct("<HHH")


class Shared(NamedTuple):
    """What all sheets of a workbook share."""

    texts: Texts
    table: Sequence[str]
    styles: Sequence[Style]
    from_1904: bool
    budget: Budget


class XlsSheet:
    """Takes a sheet's records one by one; `builder` holds what they say."""

    def __init__(self, name: str, shared: Shared) -> None:
        self.builder = SheetBuilder(name, shared.budget, from_1904=shared.from_1904)
        self._shared = shared
        self._awaiting_text: tuple[int, int, Style] | None = None
        self._takers = {
            0x0208: self._row, 0x007D: self._columns, 0x00E5: self._merges, 0x00FD: self._shared_text,
            0x0204: self._label, 0x00D6: self._label, 0x0203: self._number, 0x027E: self._packed,
            0x00BD: self._packed_run, 0x0205: self._boolean_or_error, 0x0006: self._formula, 0x0206: self._formula,
            0x0406: self._formula, 0x0207: self._formula_text, 0x0201: self._blank, 0x00BE: self._blank,
        }  # fmt: skip

    def take(self, record: Record) -> None:
        """Puts a record into the grid. Raises Refusal, or struct.error for one too short."""
        taker = self._takers.get(record.kind)
        if taker is not None:
            taker(record)

    def _head(self, record: Record) -> tuple[int, int, Style]:
        """A cell's row and column, from 1, and its style."""
        row, column, index = _CELL_HEAD.unpack_from(record.data)
        return self._place(row, column, index)

    def _place(self, row: int, column: int, index: int) -> tuple[int, int, Style]:
        if column >= limits.COLUMNS:
            raise Refusal("BAD_REFERENCE")
        styles = self._shared.styles
        return row + 1, column + 1, styles[index] if index < len(styles) else UNSTYLED

    def _row(self, record: Record) -> None:
        row, flags = struct.unpack_from("<H10xH", record.data)
        if flags & _HIDDEN_ROW:
            self.builder.hide_row(row + 1)

    def _columns(self, record: Record) -> None:
        first, last, width, _, flags = struct.unpack_from("<5H", record.data)
        if flags & _HIDDEN_COLUMNS or width == 0:
            self.builder.hide_columns(first + 1, last + 1)

    def _merges(self, record: Record) -> None:
        (count,) = struct.unpack_from("<H", record.data)
        for index in range(count):
            top, bottom, left, right = struct.unpack_from("<4H", record.data, 2 + 8 * index)
            if (top, left) != (bottom, right):
                self.builder.merge(top + 1, left + 1, bottom + 1, right + 1)

    def _blank(self, _: Record) -> None:
        self._shared.budget.spend_seen(1)

    def _shared_text(self, record: Record) -> None:
        row, column, style = self._head(record)
        (index,) = struct.unpack_from("<I", record.data, 6)
        self.builder.add_shared(row, column, index, self._shared.table, style)

    def _label(self, record: Record) -> None:
        row, column, style = self._head(record)
        self.builder.add_text(row, column, self._shared.texts.long(record, 6), Kind.TEXT, style)

    def _number(self, record: Record) -> None:
        row, column, style = self._head(record)
        self.builder.add_float(row, column, struct.unpack_from("<d", record.data, 6)[0], style)

    def _packed(self, record: Record) -> None:
        row, column, style = self._head(record)
        (bits,) = struct.unpack_from("<I", record.data, 6)
        self.builder.add_number(row, column, packed_number(bits), style)

    def _packed_run(self, record: Record) -> None:
        row, first = struct.unpack_from("<HH", record.data)
        for offset in range(4, len(record.data) - 6, 6):
            index, bits = struct.unpack_from("<HI", record.data, offset)
            row_number, column, style = self._place(row, first + (offset - 4) // 6, index)
            self.builder.add_number(row_number, column, packed_number(bits), style)

    def _boolean_or_error(self, record: Record) -> None:
        row, column, style = self._head(record)
        code, is_error = struct.unpack_from("<BB", record.data, 6)
        add_code(self.builder, row, column, code, style, is_error=bool(is_error))

    def _formula(self, record: Record) -> None:
        row, column, style = self._head(record)
        result = record.data[6:14]
        if result[6:8] != b"\xff\xff":
            self.builder.add_float(row, column, struct.unpack("<d", result)[0], style, formula=True)
        elif result[0] in (_FORMULA_BOOLEAN, _FORMULA_ERROR):
            is_error = result[0] == _FORMULA_ERROR
            add_code(self.builder, row, column, result[2], style, is_error=is_error, formula=True)
        elif result[0] == _FORMULA_STRING:
            self._awaiting_text = (row, column, style)

    def _formula_text(self, record: Record) -> None:
        if self._awaiting_text is not None:
            row, column, style = self._awaiting_text
            self.builder.add_text(row, column, self._shared.texts.long(record, 0), Kind.TEXT, style, formula=True)
            self._awaiting_text = None
