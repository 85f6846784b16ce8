"""One worksheet of an xlsb workbook, record by record."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from ...model import Kind
from .. import limits
from ..refusals import Refusal
from .binary import add_code, packed_number
from .builder import UNSTYLED, Budget, SheetBuilder, Style
from .xlsb_records import records, wide_text

_ROW, _COLUMNS, _MERGE, _SHEET_DATA = 0, 60, 176, 145
_BLANK = 1
_FIRST_FORMULA, _LAST_FORMULA = 8, 11
_HIDDEN_ROW = 0x10  # of a row's last flags: shown with no height
_HIDDEN_COLUMNS = 0x01
_CONTENT = 8  # where a cell's content begins, behind its column and style


class XlsbSheet:
    """Reads one sheet's part. `texts` is None where the workbook has no table of shared texts."""

    def __init__(
        self, builder: SheetBuilder, styles: Sequence[Style], texts: Sequence[str] | None, budget: Budget
    ) -> None:
        self._builder = builder
        self._styles = styles
        self._texts = texts
        self._budget = budget
        self._row_number = 0
        self._cells = {
            2: self._packed, 3: self._error, 4: self._boolean, 5: self._number, 6: self._text, 7: self._shared_text,
            8: self._text, 9: self._number, 10: self._boolean, 11: self._error, 62: self._rich_text,
        }  # fmt: skip
        self._others = {_ROW: self._row, _COLUMNS: self._columns, _MERGE: self._merge}

    def read(self, content: bytes) -> None:
        """Fills the builder. Raises Refusal, or struct.error for a record too short."""
        blocks = 0
        for kind, data in records(content):
            if kind in self._cells:
                row, column, style = self._head(data)
                self._cells[kind](row, column, style, data, _FIRST_FORMULA <= kind <= _LAST_FORMULA)
            elif kind in self._others:
                self._others[kind](data)
            elif kind == _BLANK:
                self._budget.spend_seen(1)
            blocks += kind == _SHEET_DATA
        if blocks != 1:
            raise Refusal("BAD_SHEET", f"a sheet has {blocks} blocks of cells, not one")

    def _head(self, data: bytes) -> tuple[int, int, Style]:
        column, bits = struct.unpack_from("<II", data)
        if column >= limits.COLUMNS or not 1 <= self._row_number <= limits.ROWS:
            raise Refusal("BAD_REFERENCE")
        index = bits & 0xFFFFFF
        return self._row_number, column + 1, self._styles[index] if index < len(self._styles) else UNSTYLED

    def _row(self, data: bytes) -> None:
        row, flags = struct.unpack_from("<I7xB", data)
        self._row_number = row + 1
        if flags & _HIDDEN_ROW and self._row_number <= limits.ROWS:
            self._builder.hide_row(self._row_number)

    def _columns(self, data: bytes) -> None:
        first, last, width, _, flags = struct.unpack_from("<IIIIH", data)
        if flags & _HIDDEN_COLUMNS or width == 0:
            self._builder.hide_columns(first + 1, last + 1)

    def _merge(self, data: bytes) -> None:
        top, bottom, left, right = struct.unpack_from("<IIII", data)
        if (top, left) != (bottom, right):
            self._builder.merge(top + 1, left + 1, bottom + 1, right + 1)

    def _packed(self, row: int, column: int, style: Style, data: bytes, formula: bool) -> None:
        (bits,) = struct.unpack_from("<I", data, _CONTENT)
        self._builder.add_number(row, column, packed_number(bits), style, formula)

    def _number(self, row: int, column: int, style: Style, data: bytes, formula: bool) -> None:
        (number,) = struct.unpack_from("<d", data, _CONTENT)
        self._builder.add_float(row, column, number, style, formula)

    def _boolean(self, row: int, column: int, style: Style, data: bytes, formula: bool) -> None:
        (code,) = struct.unpack_from("<B", data, _CONTENT)
        add_code(self._builder, row, column, code, style, is_error=False, formula=formula)

    def _error(self, row: int, column: int, style: Style, data: bytes, formula: bool) -> None:
        (code,) = struct.unpack_from("<B", data, _CONTENT)
        add_code(self._builder, row, column, code, style, is_error=True, formula=formula)

    def _text(self, row: int, column: int, style: Style, data: bytes, formula: bool) -> None:
        text, _ = wide_text(data, _CONTENT)
        self._builder.add_text(row, column, text, Kind.TEXT, style, formula)

    def _rich_text(self, row: int, column: int, style: Style, data: bytes, formula: bool) -> None:
        text, _ = wide_text(data, _CONTENT + 1)  # behind a byte that says whether formatting runs follow
        self._builder.add_text(row, column, text, Kind.TEXT, style, formula)

    def _shared_text(self, row: int, column: int, style: Style, data: bytes, formula: bool) -> None:
        if self._texts is None:
            raise Refusal("MISSING_PART", "the inner part with the workbook's texts is missing")
        (index,) = struct.unpack_from("<I", data, _CONTENT)
        self._builder.add_shared(row, column, index, self._texts, style, formula)
