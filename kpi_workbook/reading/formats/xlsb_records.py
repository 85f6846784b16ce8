"""The records of an xlsb part ([MS-XLSB] 2.1.4) and the texts in them, bounds checked."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ..refusals import Refusal


def damaged() -> Refusal:
    return Refusal("DAMAGED", "the file is damaged: a record does not hold what it should")


def records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each record's type and content."""
    offset, end = 0, len(content)
    while offset < end:
        kind, offset = _variable(content, offset, 2)
        length, offset = _variable(content, offset, 4)
        if offset + length > end:
            raise damaged()
        yield kind, content[offset : offset + length]
        offset += length


def _variable(content: bytes, offset: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and the offset behind it."""
    number = 0
    for shift in range(0, 7 * most, 7):
        if offset >= len(content):
            raise damaged()
        byte = content[offset]
        offset += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    return number, offset


def wide_text(data: bytes, offset: int) -> tuple[str, int]:
    """A text with its length in front, and the offset behind it; one that is missing is empty."""
    (count,) = struct.unpack_from("<I", data, offset)
    offset += 4
    if count == 0xFFFFFFFF:
        return "", offset
    end = offset + 2 * count
    if end > len(data):
        raise damaged()
    return data[offset:end].decode("utf-16-le", "replace"), end
