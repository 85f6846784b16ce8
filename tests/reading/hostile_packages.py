"""Files that are no workbook, and zip packages that are damaged or set a trap."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from random import Random

from binary_writers import SheetToWrite, ole, xls, xlsb, zipped
from raw_parts import ODS_MIME, ODS_NAMES, ods, ods_parts, sheet_xml, xlsx, xlsx_parts

Expected = str | Mapping[str, object]
_ONE = '<row r="1"><c r="A1"><v>84</v></c></row>'
_SHEET = "xl/worksheets/sheet1.xml"


def cases(random: Random) -> Iterator[tuple[str, bytes, Expected]]:
    yield from _not_workbooks(random)
    yield from _passwords()
    yield from _damage(random)
    yield from _directories()
    yield from _bombs()


def _not_workbooks(random: Random) -> Iterator[tuple[str, bytes, Expected]]:
    yield "nothing", b"", "EMPTY_FILE"
    for name, content in (
        ("csv", b"Indicator,Apr-22\nRe-referrals,21%\n"), ("html", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("html doctype", b"\xef\xbb\xbf\n<!DOCTYPE html><p>1"), ("html table", b"<table><tr><td>1</td></tr></table>"),
        ("xml", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
        ("pdf", b"%PDF-1.7\n"),
        ("gzip", b"\x1f\x8b\x08\x00"), ("rtf", b"{\\rtf1 x}"), ("png", b"\x89PNG\r\n\x1a\n"), ("json", b'{"a": 1}'),
        ("utf-16 text", "a\tb\r\n".encode("utf-16")), ("one byte", b"P"), ("PK", b"PK"), ("zeros", bytes(1000)),
        ("random", random.randbytes(5000)), ("7-zip", b"7z\xbc\xaf\x27\x1c"), ("parquet", b"PAR1"),
        ("empty zip", zipped({})), ("sylk", b"ID;PWXL;N;E\r\n"),
    ):  # fmt: skip
        yield name, content, "WRONG_FORMAT"
    for number, kind in ((2, 0x0009), (3, 0x0209), (4, 0x0409)):
        yield f"Excel {number}", struct.pack("<HHHH", kind, 4, 0, 0x10), "OLD_EXCEL"
    yield "any zip", zipped({"readme.txt": b"hello"}), "NOT_A_WORKBOOK"
    yield "odt", zipped({**ods_parts(""), "mimetype": b"application/vnd.oasis.opendocument.text"}), "NOT_A_WORKBOOK"
    for stream in ("WordDocument", "PowerPoint Document", "Anything"):
        yield f"compound file of {stream}", ole({stream: b"x"}), "NOT_A_WORKBOOK"


def _passwords() -> Iterator[tuple[str, bytes, Expected]]:
    yield "encrypted xlsx", ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}), "ENCRYPTED"
    manifest = (
        f'<manifest:manifest {ODS_NAMES}><manifest:file-entry manifest:full-path="content.xml">'
        "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    scrambled = {"mimetype": ODS_MIME, "content.xml": b"\x01\x02", "META-INF/manifest.xml": manifest.encode()}
    yield "encrypted ods", zipped(scrambled), "ENCRYPTED"
    flagged = bytearray(xlsx(_ONE))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        offset = flagged.find(signature)
        while offset >= 0:
            flagged[offset + place] |= 1
            offset = flagged.find(signature, offset + 4)
    yield "encrypted zip", bytes(flagged), "ENCRYPTED"


def _sound() -> dict[str, bytes]:
    return {
        "xlsx": xlsx(_ONE),
        "ods": ods(
            '<table:table-row><table:table-cell office:value-type="float" office:value="84"/></table:table-row>'
        ),
        "xlsb": xlsb([SheetToWrite("S", {(1, 1): 84})]),
        "xls": xls([SheetToWrite("S", {(1, 1): 84})]),
    }


def _damage(random: Random) -> Iterator[tuple[str, bytes, Expected]]:
    for kind, content in _sound().items():
        yield f"sound {kind}", content, {"A1": 84}
        for _ in range(4):
            length = random.randrange(100, 1500 if kind == "xls" else len(content) - 30)
            yield f"{kind} cut at {length}", content[:length], "DAMAGED"
    yield "xls cut within its list of contents", _sound()["xls"][:1244], "DAMAGED"
    yield "bytes behind the package", xlsx(_ONE) + b"trailer", {"A1": 84}
    another = xlsx(_ONE.replace("84", "99"))
    yield "another package behind it", xlsx(_ONE) + another, "DAMAGED"
    yield "another package in its comment", _commented(xlsx(_ONE), another), "DAMAGED"
    yield "a comment", _commented(xlsx(_ONE), b"checked"), {"A1": 84}
    yield "part with two names", xlsx(_ONE).replace(b"sheet1.xml", b"sheet2.xml", 1), "DAMAGED"
    yield "sizes for large files", _large(), {"A1": 84}
    stored = _stored()
    yield "stored", stored, {"A1": 84}
    yield "stored digit changed", stored.replace(b"<v>84</v>", b"<v>94</v>"), "DAMAGED"
    deflated = bytearray(xlsx(_ONE))
    deflated[deflated.rfind(b"PK\x01\x02") + 16] ^= 0x10
    yield "checksum flipped", bytes(deflated), "DAMAGED"
    body = bytearray(xlsx(_ONE))
    body[body.index(b"xl/worksheets/sheet1.xml") + 40] ^= 0xFF
    yield "stream flipped", bytes(body), "DAMAGED"
    picture = zipped({**xlsx_parts(sheet_xml(_ONE)), "xl/media/image1.png": random.randbytes(500)})
    place = picture.index(b"xl/media/image1.png") + 60
    spoilt = picture[:place] + bytes((picture[place] ^ 1,)) + picture[place + 1 :]
    yield "picture spoilt", spoilt, "DAMAGED"


def _stored() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in xlsx_parts(sheet_xml(_ONE)).items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def _commented(package: bytes, comment: bytes) -> bytes:
    """A zip package with a comment at its end."""
    return package[:-2] + struct.pack("<H", len(comment)) + comment


def _large() -> bytes:
    """As programs write that do not know beforehand whether a part will be beyond 4 GB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in xlsx_parts(sheet_xml(_ONE)).items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(data)
    return buffer.getvalue()


class _Unseekable(io.RawIOBase):
    """What a program that streams its output writes to: sizes then stand behind each part's data."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.content += bytes(data)
        return len(bytes(data))


def _streamed() -> bytes:
    stream = _Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in xlsx_parts(sheet_xml(_ONE)).items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.content


def _with_entry(name: str, data: bytes = b"x", **facts: int) -> bytes:
    """A sound workbook with one more entry."""
    buffer = io.BytesIO(xlsx(_ONE))
    entry = zipfile.ZipInfo(name)
    for key, value in facts.items():
        setattr(entry, key, value)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(entry, data)
    return buffer.getvalue()


def _directories() -> Iterator[tuple[str, bytes, Expected]]:
    for name in ("../x.xml", "/etc/passwd", "C:/x", "xl/../../x", "..\\x", "\\x"):
        yield f"part called {name}", _with_entry(name), "BAD_PART_NAME"
    yield "part with a line break", _with_entry("a\nb"), "BAD_PART_NAME"
    yield (
        "part that is a link",
        _with_entry("l", b"/etc", create_system=3, external_attr=0o120777 << 16),
        "BAD_PART_NAME",
    )
    for twin in (_SHEET.upper(), _SHEET.replace("/", "\\"), "xl/styles.XML"):
        yield f"twin {twin}", _with_entry(twin), "DUPLICATE_PART"
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield f"compression {method}", _with_entry("x", compress_type=method), "UNKNOWN_COMPRESSION"
    yield "sizes behind the data", _streamed(), {"A1": 84}
    yield "folders listed", _with_entry("xl/", b""), {"A1": 84}
    yield "empty part", _with_entry("xl/empty.xml", b""), {"A1": 84}
    many = {f"xl/media/{number}": b"" for number in range(2_100)}
    yield "too many parts", zipped({**xlsx_parts(sheet_xml(_ONE)), **many}), "TOO_MANY_PARTS"
    content = bytearray(xlsx(_ONE))
    last = content.rfind(b"PK\x01\x02")
    first = content.find(b"PK\x01\x02")
    content[last + 42 : last + 46] = content[first + 42 : first + 46]
    yield "two entries of one place", bytes(content), "UNPACKS_TOO_LARGE"
    content = bytearray(xlsx(_ONE))
    content[first + 42 : first + 46] = struct.pack("<I", len(content) + 1000)
    yield "entry beyond the end", bytes(content), "DAMAGED"
    content = bytearray(xlsx(_ONE))
    content[first + 42 : first + 46] = struct.pack("<I", 7)
    yield "entry in the middle", bytes(content), "DAMAGED"


def _bombs() -> Iterator[tuple[str, bytes, Expected]]:
    parts = xlsx_parts(sheet_xml(_ONE))
    for part in (_SHEET, "xl/styles.xml", "xl/sharedStrings.xml", "xl/media/image.png"):
        yield f"bomb in {part}", packed_zeros(parts, part, 300 << 20, declared=300 << 20), "UNPACKS_TOO_LARGE"
    for declared in (100, 100_000):
        yield f"bomb that says {declared}", packed_zeros(parts, _SHEET, 64 << 20, declared=declared), "DAMAGED"
    yield "bomb that says too much", packed_zeros(parts, _SHEET, 1000, declared=5_000), "DAMAGED"
    yield "large styles", zipped({**parts, "xl/styles.xml": _noise(17 << 20)}), "UNPACKS_TOO_LARGE"
    yield "dense below the grace", packed_zeros(parts, "xl/media/x.bin", 12 << 20, declared=12 << 20), {"A1": 84}


def _noise(size: int) -> bytes:
    return b"".join(b"<x%d/>" % number for number in range(size // 8))[:size]


@cache
def _zeros(size: int) -> tuple[bytes, int]:
    """So many zeros, deflated, and their checksum."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = bytes(1 << 20)
    packed, checksum, left = b"", 0, size
    while left > 0:
        piece = block[:left] if left < len(block) else block
        packed += engine.compress(piece)
        checksum = zlib.crc32(piece, checksum)
        left -= len(piece)
    return packed + engine.flush(), checksum


def packed_zeros(parts: dict[str, bytes], part: str, size: int, *, declared: int) -> bytes:
    """The package with a part of zeros whose directory entry declares another size."""
    packed, checksum = _zeros(size)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            if name != part:
                archive.writestr(zipfile.ZipInfo(name), data)
        archive.writestr(zipfile.ZipInfo(part), packed)
    content = buffer.getvalue()
    for signature, method, facts in ((b"PK\x03\x04", 8, 14), (b"PK\x01\x02", 10, 16)):
        offset = content.rfind(signature)
        head = bytearray(content[offset : offset + 46])
        struct.pack_into("<H", head, method, 8)
        struct.pack_into("<III", head, facts, checksum, len(packed), declared)
        content = content[:offset] + bytes(head) + content[offset + 46 :]
    return content
