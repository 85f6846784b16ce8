"""The looks that an xlsb workbook's cells share, from its styles part."""

from __future__ import annotations

import struct

from ..grid import Look
from ..number_formats import BUILT_IN, GENERAL
from .builder import UNSTYLED, Style
from .xlsb_records import records, wide_text

_FORMAT, _FONT, _FILL, _CELL_FORMAT = 44, 43, 45, 47
_CELL_FORMATS_BEGIN, _CELL_FORMATS_END = 617, 618
_BOLD_FROM = 600  # a font's weight, 400 normal and 700 bold
_SOLID = 1

# Kinds of colour, and what is white in each: the palette's, red green and blue, the theme's first.
_INDEXED, _RGB, _THEME = 1, 2, 3


def styles(content: bytes) -> list[Style]:
    """One style for each cell format, by its index; a file without styles has the plain one."""
    codes = dict(BUILT_IN)
    bold: list[bool] = []
    filled: list[bool] = []
    formats: list[tuple[int, int, int, int]] = []
    inside = False
    for kind, data in records(content):
        if kind in (_CELL_FORMATS_BEGIN, _CELL_FORMATS_END):
            inside = kind == _CELL_FORMATS_BEGIN
        elif kind == _FORMAT:
            codes[struct.unpack_from("<H", data)[0]] = wide_text(data, 2)[0]
        elif kind == _FONT:
            bold.append(struct.unpack_from("<H", data, 4)[0] >= _BOLD_FROM)
        elif kind == _FILL:
            filled.append(_is_filled(data))
        elif kind == _CELL_FORMAT and inside:
            formats.append(struct.unpack_from("<2x3H3xB", data))
    looks = [
        Look(
            number_format=codes.get(code, GENERAL),
            bold=font < len(bold) and bold[font],
            indent=indent,
            filled=fill < len(filled) and filled[fill],
        )
        for code, font, fill, indent in formats
    ]
    known: dict[Look, Style] = {}
    return [known.setdefault(look, Style.of(look)) for look in looks] or [UNSTYLED]


def _is_filled(data: bytes) -> bool:
    pattern, kind, index, _, red, green, blue = struct.unpack_from("<IBBhBBB", data)
    colour = kind >> 1
    white = (
        (colour == _INDEXED and index == 9)
        or (colour == _THEME and index == 0)
        or (colour == _RGB and (red, green, blue) == (255, 255, 255))
    )
    return pattern != 0 and not (pattern == _SOLID and white)
