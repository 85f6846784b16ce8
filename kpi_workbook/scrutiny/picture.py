"""A PNG or JPEG read just far enough to be trusted in a workbook: whole, of a sane size, and bare of what rides along.

Cameras and drawing programs write places, names and resolutions into pictures; those parts are left out, so that
nothing is published unseen and every picture is measured in its own pixels.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

PNG_MARK = b"\x89PNG\r\n\x1a\n"
PNG_DRAWN = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP")
"""The chunks that say how a PNG looks (PNG specification, third edition, 5.6)."""
JPEG_START, JPEG_END, JPEG_SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers that give a JPEG's size (ITU T.81, table B.1)."""
JPEG_RIDERS = (0xE0, 0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE)
"""Comments and application segments, all but the colour profile (E2) and the colour transform (EE)."""
LARGEST_SIDE_PIXELS = 5_000


class NotAPicture(Exception):
    """Neither a whole PNG nor a whole JPEG, or too large. The words follow a file's name."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes, its size in pixels, and how its file name would end."""

    content: bytes
    width: int
    height: int
    kind: str


def picture_of(data: bytes) -> Picture:
    """The picture in a file's bytes, without what rides along. Raises NotAPicture."""
    if data.startswith(PNG_MARK):
        picture = _png(data)
    elif data.startswith(JPEG_START):
        picture = _jpeg(data)
    else:
        raise NotAPicture("is neither a PNG nor a JPEG picture; save it as one of these")
    if not picture.width or not picture.height:
        raise NotAPicture("is a picture without a size; save it again")
    if max(picture.width, picture.height) > LARGEST_SIDE_PIXELS:
        raise NotAPicture(
            f"is {picture.width:,} by {picture.height:,} pixels, and {LARGEST_SIDE_PIXELS:,} a side is the most; "
            "save a smaller copy"
        )
    return picture


def _png(data: bytes) -> Picture:
    chunks = list(_chunks(data))
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or b"IDAT" not in kinds or kinds[-1] != b"IEND":
        raise _broken("PNG")
    size = chunks[0][1][8:16]
    kept = b"".join(chunk for kind, chunk in chunks if kind in PNG_DRAWN)
    return Picture(PNG_MARK + kept, int.from_bytes(size[:4]), int.from_bytes(size[4:]), "png")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every chunk of a PNG up to its end: its kind, and the whole of it, held against its checksum."""
    at, kind = len(PNG_MARK), b""
    while kind != b"IEND":
        end = at + 12 + int.from_bytes(data[at : at + 4])
        kind, chunk = data[at + 4 : at + 8], data[at:end]
        if end > len(data) or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
            raise _broken("PNG")
        yield kind, chunk
        at = end


def _jpeg(data: bytes) -> Picture:
    width = height = 0
    kept = [JPEG_START]
    for marker, segment in _segments(data):
        if marker in JPEG_FRAMES:
            height, width = int.from_bytes(segment[5:7]), int.from_bytes(segment[7:9])
        if marker not in JPEG_RIDERS:
            kept.append(segment)
    return Picture(b"".join(kept), width, height, "jpg")


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every segment of a JPEG; the last is the scan with all that follows it, to the end of the picture."""
    at, marker = len(JPEG_START), 0
    while marker != JPEG_SCAN:
        while data[at : at + 2] == b"\xff\xff":  # filling bytes
            at += 1
        if data[at : at + 1] != b"\xff" or at + 4 > len(data):
            raise _broken("JPEG")
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        end = data.rfind(JPEG_END) + len(JPEG_END) if marker == JPEG_SCAN else at + 2 + length
        if length < 2 or not at < end <= len(data):
            raise _broken("JPEG")
        yield marker, data[at:end]
        at = end


def _broken(kind: str) -> NotAPicture:
    return NotAPicture(f"is not a whole {kind} picture; save it again, or copy it again from where it came from")
