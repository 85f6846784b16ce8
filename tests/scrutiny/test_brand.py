"""The council's own look: its logo on the cover, and what is refused of logos and colours."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from report_builder import small

from kpi_workbook.errors import InvalidSettings
from kpi_workbook.scrutiny.audit import audit
from kpi_workbook.scrutiny.brand import LARGEST_LOGO_BYTES
from kpi_workbook.scrutiny.contrast import WHITE, ratio
from kpi_workbook.scrutiny.picture import NotAPicture, picture_of
from kpi_workbook.scrutiny.render import render
from kpi_workbook.scrutiny.styles import BAR_GREY, chart_colours
from kpi_workbook.settings import Settings, Theme

LEAST_OF_MARKS = 3
"""WCAG 2.1, success criterion 1.4.11: what is drawn stands 3 to 1 against what lies beside it."""


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def png(width: int, height: int, *riders: bytes) -> bytes:
    """A grey PNG, with further chunks after its head."""
    head = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 0, 0, 0, 0))
    lines = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), *riders, chunk(b"IDAT", lines), chunk(b"IEND", b""))
    )  # fmt: skip


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2) + data


def jpeg(*riders: bytes) -> bytes:
    """The frame of a JPEG of 300 by 100 pixels."""
    frame = segment(0xC2, bytes((8, 0, 100, 1, 44, 1, 1, 0x11, 0)))
    return b"".join((b"\xff\xd8", *riders, frame, segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"), b"drawn", b"\xff\xd9"))


def with_theme(**chosen: object) -> bytes:
    return render(replace(small(), settings=Settings(theme=Theme(**chosen))))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_logo_stands_on_the_cover_with_words_for_those_who_cannot_see_it(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(png(720, 72, chunk(b"pHYs", (11811).to_bytes(4) * 2 + b"\1"), chunk(b"tEXt", b"Author\0A name")))
    content = with_theme(logo=logo)
    written = parts(content)
    assert written["xl/media/image1.png"] == png(720, 72)
    assert b'descr="Logo of Northtown"' in written["xl/drawings/drawing1.xml"]
    assert b"drawing1.xml" in written["xl/worksheets/_rels/sheet1.xml.rels"]
    pixels = 9525  # English metric units in one
    assert f'cx="{360 * pixels}" cy="{36 * pixels}"'.encode() in written["xl/drawings/drawing1.xml"]
    assert audit(content) == []
    assert with_theme(logo=logo) == content


def test_what_rides_along_in_a_jpeg_is_left_out() -> None:
    rider, profile = segment(0xE1, b"Exif\0\0 where it was taken"), segment(0xE2, b"ICC_PROFILE")
    picture = picture_of(jpeg(segment(0xE0, b"JFIF\0\1\1\1\1\x2c\1\x2c\0\0"), rider, profile) + b"after the end")
    assert (picture.content, picture.width, picture.height, picture.kind) == (jpeg(profile), 300, 100, "jpg")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "neither a PNG nor a JPEG"),
        (b"GIF89a" + bytes(50), "neither a PNG nor a JPEG"),
        (b"<svg/>", "neither a PNG nor a JPEG"),
        (png(9, 9)[:-1], "not a whole PNG"),
        (png(9, 9)[:-30], "not a whole PNG"),
        (png(9, 9).replace(b"IDAT", b"IDAX"), "not a whole PNG"),
        (png(0, 9), "without a size"),
        (png(5_001, 1), "5,001 by 1 pixels"),
        (jpeg()[:-2], "not a whole JPEG"),
        (jpeg()[:12], "not a whole JPEG"),
        (b"\xff\xd8" + bytes(60), "not a whole JPEG"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_told(data: bytes, words: str) -> None:
    with pytest.raises(NotAPicture, match=words):
        picture_of(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "cannot be read"),
        (bytes(LARGEST_LOGO_BYTES + 1), "is larger than 2 megabytes; save a smaller copy"),
        (b"words", "is neither a PNG nor a JPEG picture; save it as one of these"),
    ],
)
def test_a_logo_that_cannot_serve_is_refused_by_key(tmp_path: Path, data: bytes | None, words: str) -> None:
    logo = tmp_path / "logo.png"
    if data is not None:
        logo.write_bytes(data)
    with pytest.raises(InvalidSettings) as refusal:
        with_theme(logo=logo)
    assert str(refusal.value).startswith(f"`theme.logo`: {logo} ")
    assert words in str(refusal.value)


@pytest.mark.parametrize("key", ["primary", "accent"])
def test_a_colour_too_light_for_white_text_is_refused_by_key(key: str) -> None:
    with pytest.raises(InvalidSettings) as refusal:
        with_theme(**{key: "#777777"})
    assert str(refusal.value) == (
        f"`theme.{key}`: #777777 is too light to be read beside white (a contrast of 4.4 to 1, and 4.5 is the least); "
        "choose a darker colour"
    )
    assert audit(with_theme(**{key: "#767676"})) == []


def test_what_a_chart_draws_can_be_told_from_its_paper() -> None:
    drawn = {name: colour for name, colour in chart_colours(Theme()).items() if name not in ("paper", "grid")}
    assert {name: colour for name, colour in (drawn | {"bar": BAR_GREY}).items()
            if ratio(colour, WHITE) < LEAST_OF_MARKS} == {}  # fmt: skip
