"""Small writers of the binary formats, so that their readers can be tested without a program that saves them.

python-calamine reads what they write (`test_binary_formats` holds that), so that reader and writer do not merely
agree with each other.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD

Value = str | int | float | bool | None
ERROR_CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}


@dataclass
class SheetToWrite:
    """Cells by (row, column) from 1: a value, or (value, format code). An error is its text."""

    name: str
    cells: Mapping[tuple[int, int], Value | tuple[Value, str]]
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    formulas: Sequence[tuple[int, int]] = field(default_factory=tuple)

    def typed(self) -> list[tuple[int, int, Value, str]]:
        return [
            (row, column, *(content if isinstance(content, tuple) else (content, "General")))
            for (row, column), content in sorted(self.cells.items())
        ]


def formats_of(sheets: Sequence[SheetToWrite]) -> list[str]:
    """The format codes in use, General first."""
    used = {code for sheet in sheets for *_, code in sheet.typed()} - {"General"}
    return ["General", *sorted(used)]


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file; each stream is padded so far that it lies in whole sectors."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    counts = {name: -(-len(data) // _SECTOR) for name, data in padded.items()}
    directory_sectors = -(-(1 + len(padded)) // 4)
    total = directory_sectors + sum(counts.values())
    fat_sectors = 1
    while fat_sectors * 128 < total + fat_sectors:
        fat_sectors += 1
    fat = [_FAT] * fat_sectors + _chain(fat_sectors, directory_sectors)
    entries = [_entry("Root Entry", 5, _END, 0, child=1 if padded else _FREE)]
    body = b""
    for number, (name, data) in enumerate(padded.items(), start=1):
        right = number + 1 if number < len(padded) else _FREE
        entries.append(_entry(name, 2, len(fat), len(data), right=right))
        fat += _chain(len(fat), counts[name])
        body += data.ljust(counts[name] * _SECTOR, b"\0")
    fat += [_FREE] * (fat_sectors * 128 - len(fat))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, fat_sectors, 0, 4096, _END, 0, _END, 0
    )
    header += struct.pack(f"<{fat_sectors}I", *range(fat_sectors)).ljust(436, b"\xff")
    directory = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + body


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END]


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", _FREE, right, child)
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBB", len(encoded), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def xls_stream(sheets: Sequence[SheetToWrite], *, from_1904: bool = False, extra: bytes = b"") -> bytes:
    """The stream of an Excel 97 workbook; `extra` records come first among its globals."""
    codes = formats_of(sheets)
    texts = sorted({value for sheet in sheets for *_, value, _ in sheet.typed() if _is_text(value)})
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 6)) + extra
    head += record(0x0022, struct.pack("<H", from_1904))
    head += record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 8, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial")
    for number, code in enumerate(codes[1:], start=164):
        head += record(0x041E, struct.pack("<H", number) + _xls_text(code, "<H"))
    for number in range(len(codes)):
        head += record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 163 + number if number else 0, 0, 0, 0, 0, 0, 0, 0, 0))
    table = record(
        0x00FC, struct.pack("<II", len(texts), len(texts)) + b"".join(_xls_text(each, "<H") for each in texts)
    )
    length = len(head) + len(table) + sum(4 + 6 + len(_xls_text(each.name, "<B")) for each in sheets) + 4
    listed, bodies = b"", b""
    for sheet in sheets:
        listed += record(
            0x0085, struct.pack("<IBB", length + len(bodies), sheet.hidden, 0) + _xls_text(sheet.name, "<B")
        )
        bodies += _xls_sheet(sheet, codes, texts)
    return head + listed + table + record(0x000A) + bodies


def xls(sheets: Sequence[SheetToWrite], *, from_1904: bool = False, extra: bytes = b"") -> bytes:
    return ole({"Workbook": xls_stream(sheets, from_1904=from_1904, extra=extra)})


def xls_95(name: str, cells: Mapping[tuple[int, int], str | float], code: str, code_page: int = 1252) -> bytes:
    """An Excel 95 workbook of one sheet: texts as bytes of a code page, every number under one format."""
    encoding = f"cp{code_page}"

    def text(words: str, length: str) -> bytes:
        return struct.pack(length, len(words.encode(encoding))) + words.encode(encoding)

    head = record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0)) + record(0x0042, struct.pack("<H", code_page))
    for weight in (400, 400, 400, 400, 700):  # the fifth font has the sixth's number
        head += record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 8, weight, 0, 0, 0, 0, 0) + b"\x05Arial")
    head += record(0x041E, struct.pack("<H", 164) + text(code, "<B"))
    head += record(0x00E0, struct.pack("<HHHHHHHH", 0, 0, 0, 0, 0, 0, 0, 0))
    head += record(0x00E0, struct.pack("<HHHHHHHH", 5, 164, 0, 0, 13, 1, 0, 0))
    length = len(head) + 4 + 6 + len(text(name, "<B")) + 4
    body = record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0, 0))
    for (row, column), value in cells.items():
        place = struct.pack("<HHH", row - 1, column - 1, 0 if isinstance(value, str) else 1)
        if isinstance(value, str):
            body += record(0x0204, place + text(value, "<H"))
        else:
            body += record(0x0203, place + struct.pack("<d", value))
    listed = record(0x0085, struct.pack("<IBB", length, 0, 0) + text(name, "<B"))
    return ole({"Book": head + listed + record(0x000A) + body + record(0x000A)})


def _is_text(value: Value) -> bool:
    return isinstance(value, str) and value not in ERROR_CODES


def _xls_text(text: str, length: str) -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def _xls_sheet(sheet: SheetToWrite, codes: list[str], texts: list[str]) -> bytes:
    body = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6))
    for column in sheet.hidden_columns:
        body += record(0x007D, struct.pack("<6H", column - 1, column - 1, 2340, 0, 1, 0))
    for row in sheet.hidden_rows:
        body += record(0x0208, struct.pack("<HHHHHHI", row - 1, 0, 10, 255, 0, 0, 0x20))
    for row, column, value, code in sheet.typed():
        head = struct.pack("<HHH", row - 1, column - 1, codes.index(code))
        body += _xls_cell(head, value, texts, formula=(row, column) in sheet.formulas)
    if sheet.merges:
        merges = b"".join(
            struct.pack("<4H", top - 1, bottom - 1, left - 1, right - 1) for top, left, bottom, right in sheet.merges
        )
        body += record(0x00E5, struct.pack("<H", len(sheet.merges)) + merges)
    return body + record(0x000A)


def _xls_cell(head: bytes, value: Value, texts: list[str], *, formula: bool) -> bytes:
    if formula:
        return _xls_formula(head, value)
    if value is None:
        return record(0x0201, head)
    if isinstance(value, bool):
        return record(0x0205, head + bytes((value, 0)))
    if isinstance(value, str) and value in ERROR_CODES:
        return record(0x0205, head + bytes((ERROR_CODES[value], 1)))
    if isinstance(value, str):
        return record(0x00FD, head + struct.pack("<I", texts.index(value)))
    if isinstance(value, int) and abs(value) < 1 << 29:
        return record(0x027E, head + struct.pack("<I", (value << 2 & 0xFFFFFFFF) | 2))
    return record(0x0203, head + struct.pack("<d", value))


def _xls_formula(head: bytes, value: Value) -> bytes:
    tail = struct.pack("<HIH", 0, 0, 3) + b"\x1e\x01\x00"  # the formula =1
    if isinstance(value, bool):
        return record(0x0006, head + bytes((1, 0, value, 0, 0, 0, 255, 255)) + tail)
    if isinstance(value, str) and value in ERROR_CODES:
        return record(0x0006, head + bytes((2, 0, ERROR_CODES[value], 0, 0, 0, 255, 255)) + tail)
    if isinstance(value, str):
        return record(0x0006, head + bytes((0, 0, 0, 0, 0, 0, 255, 255)) + tail) + record(
            0x0207, _xls_text(value, "<H")
        )
    return record(0x0006, head + struct.pack("<d", value or 0) + tail)


_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def record12(kind: int, data: bytes = b"") -> bytes:
    """An xlsb record: type and length seven bits a byte."""
    head = bytes((kind,)) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
    length, size = b"", len(data)
    while True:
        size, low = size >> 7, size & 0x7F
        length += bytes((low | (0x80 if size else 0),))
        if not size:
            return head + length + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_parts(sheets: Sequence[SheetToWrite], *, from_1904: bool = False) -> dict[str, bytes]:
    """The parts of an xlsb workbook by name."""
    codes = formats_of(sheets)
    texts = sorted({value for sheet in sheets for *_, value, _ in sheet.typed() if _is_text(value)})
    listed = b"".join(
        record12(156, struct.pack("<II", int(sheet.hidden), number) + _wide(f"rId{number}") + _wide(sheet.name))
        for number, sheet in enumerate(sheets, start=1)
    )
    workbook = record12(131) + record12(153, struct.pack("<II", from_1904, 0) + _wide("")) + record12(143) + listed
    formats = b"".join(
        record12(44, struct.pack("<H", number) + _wide(code)) for number, code in enumerate(codes[1:], start=164)
    )
    cells = b"".join(
        record12(47, struct.pack("<HHHHHBBHH", 0, 163 + number if number else 0, 0, 0, 0, 0, 0, 0, 1))
        for number in range(len(codes))
    )
    counts = struct.pack("<I", len(codes) - 1), struct.pack("<I", len(codes))
    styles = record12(278) + record12(615, counts[0]) + formats + record12(616)
    styles += record12(617, counts[1]) + cells + record12(618) + record12(279)
    table = record12(159, struct.pack("<II", len(texts), len(texts)))
    table += b"".join(record12(19, b"\0" + _wide(each)) for each in texts) + record12(160)
    kinds = (
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    links = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.bin") for number in range(1, len(sheets) + 1)]
    links += [("rIdS", "styles", "styles.bin"), ("rIdT", "sharedStrings", "sharedStrings.bin")]
    content_types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{kinds}</Types>'
    parts = {
        "[Content_Types].xml": content_types.encode(),
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.bin")]),
        "xl/workbook.bin": workbook + record12(144) + record12(132),
        "xl/_rels/workbook.bin.rels": _relations(links),
        "xl/styles.bin": styles,
        "xl/sharedStrings.bin": table,
    }
    for number, sheet in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.bin"] = _xlsb_sheet(sheet, codes, texts)
    return parts


def xlsb(sheets: Sequence[SheetToWrite], *, from_1904: bool = False) -> bytes:
    return zipped(xlsb_parts(sheets, from_1904=from_1904))


def zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _relations(links: Sequence[tuple[str, str, str]]) -> bytes:
    rows = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in links)
    return f'<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'.encode()


def _xlsb_sheet(sheet: SheetToWrite, codes: list[str], texts: list[str]) -> bytes:
    columns = b"".join(
        record12(60, struct.pack("<IIIIH", each - 1, each - 1, 2340, 0, 1)) for each in sheet.hidden_columns
    )
    rows, cols = [row for row, _ in sheet.cells], [column for _, column in sheet.cells]
    extent = struct.pack("<IIII", min(rows) - 1, max(rows) - 1, min(cols) - 1, max(cols) - 1)
    body = (
        record12(129)
        + record12(148, extent)
        + (record12(390) + columns + record12(391) if columns else b"")
        + record12(145)
    )
    current = 0
    for row, column, value, code in sheet.typed():
        if row != current:
            flags = 0x10 if row in sheet.hidden_rows else 0
            body += record12(0, struct.pack("<IIHBBBI", row - 1, 0, 300, 0, flags, 0, 0))
            current = row
        head = struct.pack("<II", column - 1, codes.index(code))
        body += _xlsb_cell(head, value, texts, formula=(row, column) in sheet.formulas)
    body += record12(146)
    if sheet.merges:
        merges = (
            struct.pack("<IIII", top - 1, bottom - 1, left - 1, right - 1) for top, left, bottom, right in sheet.merges
        )
        body += (
            record12(177, struct.pack("<I", len(sheet.merges)))
            + b"".join(record12(176, each) for each in merges)
            + record12(178)
        )
    return body + record12(130)


def _xlsb_cell(head: bytes, value: Value, texts: list[str], *, formula: bool) -> bytes:
    tail = struct.pack("<HI", 0, 3) + b"\x1e\x01\x00" + struct.pack("<I", 0) if formula else b""
    if value is None:
        return record12(1, head)
    if isinstance(value, bool):
        return record12(10 if formula else 4, head + bytes((value,)) + tail)
    if isinstance(value, str) and value in ERROR_CODES:
        return record12(11 if formula else 3, head + bytes((ERROR_CODES[value],)) + tail)
    if isinstance(value, str):
        return (
            record12(8, head + _wide(value) + tail)
            if formula
            else record12(7, head + struct.pack("<I", texts.index(value)))
        )
    if isinstance(value, int) and abs(value) < 1 << 29 and not formula:
        return record12(2, head + struct.pack("<I", (value << 2 & 0xFFFFFFFF) | 2))
    return record12(9 if formula else 5, head + struct.pack("<d", value) + tail)
