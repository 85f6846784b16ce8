"""The looks of an Excel 97 to 2003 (or 95) workbook's cells, gathered from its global records."""

from __future__ import annotations

import struct

from ..grid import Look
from ..number_formats import BUILT_IN, GENERAL
from .builder import Style
from .xls_records import Record, Texts, damaged

FONT, FORMAT, XF = 0x0031, 0x041E, 0x00E0
_BOLD_FROM = 600  # a font's weight, 400 normal and 700 bold
_MISSING_FONT = 4  # the format never uses this index
_SOLID = 1
_WHITE = (1, 9)  # the palette's two indexes of white
_XF_LENGTH, _XF_LENGTH_95 = 20, 16


class XlsStyles:
    """Fonts, number formats and cell formats in the order that they come in."""

    def __init__(self, texts: Texts, *, from_95: bool) -> None:
        self._texts = texts
        self._from_95 = from_95
        self._codes = dict(BUILT_IN)
        self._bold: list[bool] = []
        self._cells: list[bytes] = []

    def add(self, record: Record) -> None:
        """Takes in a record, if it is about looks."""
        if record.kind == FONT and len(record.data) >= 8:
            self._bold.append(int.from_bytes(record.data[6:8], "little") >= _BOLD_FROM)
        elif record.kind == FORMAT and len(record.data) >= 3:
            read = self._texts.short if self._from_95 else self._texts.long
            code = read(record, 2)
            self._codes[int.from_bytes(record.data[:2], "little")] = GENERAL if code.upper() == "GENERAL" else code
        elif record.kind == XF:
            if len(record.data) < (_XF_LENGTH_95 if self._from_95 else _XF_LENGTH):
                raise damaged()
            self._cells.append(record.data)

    def styles(self) -> list[Style]:
        """One style for each cell format, by its index."""
        known: dict[Look, Style] = {}
        looks = [self._look(data) for data in self._cells]
        return [known.setdefault(look, Style.of(look)) for look in looks]

    def _look(self, data: bytes) -> Look:
        font, code = struct.unpack_from("<HH", data)
        font -= font > _MISSING_FONT
        return Look(
            number_format=self._codes.get(code, GENERAL),
            bold=font < len(self._bold) and self._bold[font],
            indent=0 if self._from_95 else data[8] & 0x0F,
            filled=self._is_filled(data),
        )

    def _is_filled(self, data: bytes) -> bool:
        if self._from_95:
            fill = int.from_bytes(data[8:12], "little")
            pattern, colour = fill >> 16 & 0x3F, fill & 0x7F
        else:
            pattern, colour = data[17] >> 2, data[18] & 0x7F
        return pattern != 0 and not (pattern == _SOLID and colour in _WHITE)
