"""A zip package: its directory checked before anything is unpacked, each part unpacked with a bound and compared.

Sizes and checksums must agree with the directory, so that what is read here is what any other program reads.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from typing import NamedTuple

from .. import limits
from ..refusals import Refusal

_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_FOLDER = ("/", "\\")
_ENCRYPTED_FLAG, _UTF_8_FLAG = 0x1, 0x800
_LOCAL_HEADER = 30  # bytes before the name, which `name length` and `extra length` at 26 follow
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LEADS_OUTSIDE = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:|[\x00-\x1f]")

# All that zipfile raises over a damaged directory.
_ZIP_ERRORS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, struct.error, EOFError, OSError,
    OverflowError, UnicodeError, IndexError,
)  # fmt: skip


class _Part(NamedTuple):
    """Where a part lies in the file, and what the directory says of it."""

    name: str
    header: int
    start: int
    end: int
    size: int
    checksum: int
    deflated: bool


class Package:
    """The parts of a zip package by name, in any case and with either slash. Raises Refusal from every method."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._parts: dict[str, _Part] = {}
        self._unread: dict[str, _Part] = {}
        entries = _directory(content)
        if entries and min(entry.header_offset for entry in entries) > 0:
            raise Refusal("DAMAGED", "the file is damaged: something else stands before its zip package")
        for entry in entries:
            self._add(entry)
        self._check_layout()
        for entry in entries:
            if not entry.orig_filename.endswith(_FOLDER):
                _check_own_name(content, entry)

    def _add(self, entry: zipfile.ZipInfo) -> None:
        name = entry.orig_filename.replace("\\", "/")
        _check_entry(entry, name)
        if name.endswith(_FOLDER):
            return
        key = _key(name)
        if key in self._parts:
            raise Refusal("DUPLICATE_PART", f"two inner parts are called {name!r}, so it is unclear which one counts")
        self._parts[key] = self._unread[key] = _located(self._content, entry, name)

    def _check_layout(self) -> None:
        if sum(part.size for part in self._parts.values()) > limits.ALL_PARTS_BYTES:
            raise Refusal("UNPACKS_TOO_LARGE")
        end = 0
        for part in sorted(self._parts.values(), key=lambda each: each.header):
            if part.header < end:
                raise Refusal("UNPACKS_TOO_LARGE", "two inner parts share the same bytes, which unpack twice")
            end = part.end

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def read(self, name: str, limit: int = limits.PART_BYTES) -> bytes:
        """A part's content, at most `limit` bytes of it."""
        part = self._parts.get(_key(name))
        if part is None:
            raise Refusal("MISSING_PART", f"the inner part {name!r} is missing")
        if part.size > limit:
            raise Refusal("UNPACKS_TOO_LARGE", f"the inner part {name!r} has {part.size // limits.MEGABYTE} MB")
        self._unread.pop(_key(name), None)
        return _unpacked(self._content, part)

    def verify_unread(self) -> None:
        """Unpacks, and forgets, every part that nobody has read: a damaged picture also means a damaged file."""
        for part in self._unread.values():
            _unpacked(self._content, part)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _directory(content: bytes) -> list[zipfile.ZipInfo]:
    # Counted before zipfile builds an object for each.
    if content.count(_DIRECTORY_ENTRY) > limits.PARTS:
        raise Refusal("TOO_MANY_PARTS")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except _ZIP_ERRORS as cause:
        raise Refusal("DAMAGED", "the file is cut short or damaged: it is not a whole zip package") from cause


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    """Refuses an entry that no workbook has."""
    if _LEADS_OUTSIDE.search(name) or (entry.create_system == 3 and stat.S_ISLNK(entry.external_attr >> 16)):
        raise Refusal("BAD_PART_NAME", f"an inner part is called {name!r}, which leads outside the file")
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise Refusal("ENCRYPTED")
    if entry.compress_type not in (_STORED, _DEFLATED):
        raise Refusal("UNKNOWN_COMPRESSION")
    too_dense = entry.file_size > limits.RATIO_GRACE_BYTES and entry.file_size > limits.RATIO * entry.compress_size
    if entry.file_size > limits.PART_BYTES or too_dense:
        megabytes = entry.file_size // limits.MEGABYTE
        raise Refusal("UNPACKS_TOO_LARGE", f"the inner part {name!r} unpacks to {megabytes} MB")


def _check_own_name(content: bytes, entry: zipfile.ZipInfo) -> None:
    """Refuses a part that is called otherwise at its place: other programs may go by that name."""
    (length,) = struct.unpack_from("<H", content, entry.header_offset + 26)
    start = entry.header_offset + _LOCAL_HEADER
    encoding = "utf-8" if entry.flag_bits & _UTF_8_FLAG else "cp437"
    if content[start : start + length].decode(encoding, "replace") != entry.orig_filename:
        name = entry.orig_filename
        raise Refusal("DAMAGED", f"the file is damaged: the inner part {name!r} has another name at its place")


def _located(content: bytes, entry: zipfile.ZipInfo, name: str) -> _Part:
    """The part's place, from its own header."""
    header = content[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
    if entry.header_offset < 0 or len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise Refusal("DAMAGED", f"the file is damaged: the inner part {name!r} is not where the directory says")
    name_length, extra_length = struct.unpack_from("<HH", header, 26)
    start = entry.header_offset + _LOCAL_HEADER + name_length + extra_length
    end = start + entry.compress_size
    if end > len(content):
        raise Refusal("DAMAGED", f"the file is cut short: the inner part {name!r} runs past its end")
    deflated = entry.compress_type == _DEFLATED
    return _Part(name, entry.header_offset, start, end, entry.file_size, entry.CRC, deflated)


def _unpacked(content: bytes, part: _Part) -> bytes:
    """A part's bytes, never more than the directory says by more than one."""
    packed = content[part.start : part.end]
    unpacked = _inflated(packed, part) if part.deflated else packed
    if len(unpacked) != part.size or zlib.crc32(unpacked) != part.checksum:
        raise Refusal("DAMAGED", f"the file is damaged: the inner part {part.name!r} differs from its checksum")
    return unpacked


def _inflated(packed: bytes, part: _Part) -> bytes:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return engine.decompress(packed, part.size + 1)
    except zlib.error as cause:
        raise Refusal("DAMAGED", f"the file is damaged: the inner part {part.name!r} does not unpack") from cause
