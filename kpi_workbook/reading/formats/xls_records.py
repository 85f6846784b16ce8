"""The records of an Excel 97 to 2003 workbook ([MS-XLS] 2.1.4) and the texts in them, bounds checked.

Excel 95's records (version 5) differ only in their texts, which are bytes in a code page.
"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator
from typing import NamedTuple

from .. import limits
from ..refusals import Refusal

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


class Record(NamedTuple):
    """A record's type, its content, and those of the CONTINUE records behind it."""

    kind: int
    data: bytes
    continued: tuple[bytes, ...] = ()


def damaged() -> Refusal:
    return Refusal("DAMAGED", "the file is cut short or damaged: a record does not hold what it should")


def records(stream: bytes, offset: int) -> Iterator[Record]:
    """The records of one substream, from the one after its BOF to its EOF; those of embedded charts are left out."""
    nested = 0
    pending: Record | None = None
    for kind, data in _raw_records(stream, offset):
        if kind == CONTINUE and pending is not None:
            pending = Record(pending.kind, pending.data, (*pending.continued, data))
            continue
        if pending is not None and not nested:
            yield pending
        pending = None
        if kind == BOF:
            nested += 1
        elif kind == EOF and nested == 0:
            return
        elif kind == EOF:
            nested -= 1
        elif not nested:
            pending = Record(kind, data)
    raise Refusal("DAMAGED", "the file is cut short: a sheet has no end")


def _raw_records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    end = len(stream)
    while offset + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, offset)
        offset += 4
        if offset + length > end:
            raise damaged()
        yield kind, stream[offset : offset + length]
        offset += length


class Texts:
    """Decodes the texts of a workbook's records; `wide_strings` from version 8 on, else bytes in `encoding`."""

    def __init__(self, *, unicode: bool, encoding: str = "cp1252") -> None:
        self._unicode = unicode
        self.encoding = encoding

    def use_code_page(self, number: int) -> None:
        """Takes note of the workbook's code page, where Python knows it."""
        name = {10000: "mac_roman", 1200: "utf-16-le", 32768: "mac_roman", 32769: "cp1252"}.get(number, f"cp{number}")
        try:
            self.encoding = codecs.lookup(name).name
        except LookupError:
            self.encoding = "cp1252"

    def long(self, record: Record, offset: int) -> str:
        """A text whose length takes two bytes."""
        return self._text(record, offset, 2)

    def short(self, record: Record, offset: int) -> str:
        """A text whose length takes one byte."""
        return self._text(record, offset, 1)

    def _text(self, record: Record, offset: int, size: int) -> str:
        count = int.from_bytes(record.data[offset : offset + size], "little")
        if not self._unicode:
            return record.data[offset + size : offset + size + count].decode(self.encoding, "replace")
        reader = _Reader((record.data[offset + size :], *record.continued))
        return reader.characters(count, reader.number(1) & _WIDE)


class _Reader:
    """Reads on across the borders of CONTINUE records; characters start afresh there with a new width."""

    def __init__(self, chunks: tuple[bytes, ...]) -> None:
        self._chunks = chunks
        self._index = 0
        self._offset = 0

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")

    def take(self, size: int) -> bytes:
        """The next bytes, wherever the record breaks."""
        taken = bytearray()
        while size > 0:
            piece = self._piece(size)
            taken += piece
            size -= len(piece)
        return bytes(taken)

    def _piece(self, size: int) -> bytes:
        while self._index < len(self._chunks) and self._offset >= len(self._chunks[self._index]):
            self._index += 1
            self._offset = 0
        if self._index >= len(self._chunks):
            raise damaged()
        piece = self._chunks[self._index][self._offset : self._offset + size]
        self._offset += len(piece)
        return piece

    def skip(self, size: int) -> None:
        while size > 0:
            size -= len(self._piece(size))

    def characters(self, count: int, wide: int) -> str:
        written = []
        while count > 0:
            width = 2 if wide else 1
            left = (len(self._chunks[self._index]) - self._offset) // width
            if left == 0:
                wide = self._next_width()
                continue
            here = min(count, left)
            written.append(self._piece(here * width).decode("utf-16-le" if wide else "latin-1", "replace"))
            count -= here
        return "".join(written)

    def _next_width(self) -> int:
        """Characters go on in the next record, which first says how wide they are there."""
        self._index += 1
        self._offset = 0
        if self._index >= len(self._chunks):
            raise damaged()
        return self.number(1) & _WIDE


def shared_texts(record: Record) -> list[str]:
    """The table of shared texts, by index: formatting runs and readings passed over."""
    reader = _Reader((record.data, *record.continued))
    reader.skip(4)
    count = reader.number(4)
    if count > limits.STRINGS:
        raise Refusal("TOO_MUCH_TEXT")
    return [_shared_text(reader) for _ in range(count)]


def _shared_text(reader: _Reader) -> str:
    count, flags = reader.number(2), reader.number(1)
    runs = reader.number(2) if flags & _RICH else 0
    extension = reader.number(4) if flags & _EXTENDED else 0
    text = reader.characters(count, flags & _WIDE)
    reader.skip(4 * runs + extension)
    return text
