"""What the two binary formats, xls and xlsb, have in common: packed numbers and the codes of errors."""

from __future__ import annotations

import struct

from ...model import Kind
from .builder import SheetBuilder, Style, whole

_HUNDREDTHS, _WHOLE = 0x01, 0x02

# [MS-XLS] 2.5.10, as Excel shows them.
_ERROR_TEXTS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip


def packed_number(bits: int) -> int | float:
    """An RK number ([MS-XLS] 2.5.217): 30 bits of an integer or of a float's top, perhaps in hundredths."""
    if bits & _WHOLE:
        number: float = struct.unpack("<i", struct.pack("<I", bits))[0] >> 2
    else:
        (number,) = struct.unpack("<d", struct.pack("<II", 0, bits & 0xFFFFFFFC))
    return whole(float(number) / 100 if bits & _HUNDREDTHS else float(number))


def add_code(
    builder: SheetBuilder, row: int, column: int, code: int, style: Style, *, is_error: bool, formula: bool = False
) -> None:
    """A cell whose content is one byte: a truth value, or an error (`#DIV/0!` for 7)."""
    if is_error:
        words = _ERROR_TEXTS.get(code, f"(error {code})")
        builder.add_text(row, column, words, Kind.ERROR, style, formula)
    else:
        builder.add(row, column, bool(code), Kind.BOOLEAN, style, formula)
