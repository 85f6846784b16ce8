"""How much room text takes: programs other than Excel do not fit rows to their text, so every height is given.

Widths are those of Calibri, in ems, rounded up; a row rather stands a little too high than cuts a line off.
"""

from __future__ import annotations

import math
from functools import lru_cache

CHARACTER_PIXELS = 7
PADDING_PIXELS = 11
EDGE_PIXELS = 5
PIXELS_PER_POINT = 96 / 72
LINE_SPACING = 1.25
ROOM_AROUND = 4.0
HIGHEST_ROW = 409.0
"""Excel's limit."""
BOLD_WIDENS = 1.05
NARROW, MEDIUM, WIDE = frozenset("ijl.,:;'|! "), frozenset('frstcz()[]{}-"/'), frozenset("mwMW@%—…")
NARROW_EMS, MEDIUM_EMS, USUAL_EMS, CAPITAL_EMS, WIDE_EMS = 0.26, 0.42, 0.53, 0.62, 0.84
LAST_LATIN = 0x2FF


def text_pixels(text: str, points: float, bold: bool = False) -> float:
    """The width of a line of text."""
    ems = sum(map(_ems, text))
    return ems * points * PIXELS_PER_POINT * (BOLD_WIDENS if bold else 1)


def wrapped(text: str, pixels: float, points: float, bold: bool = False) -> list[str]:
    """The lines that a text breaks into within a width; a word longer than a line is cut where it must be."""
    lines: list[str] = []
    space = text_pixels(" ", points, bold)
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for word in paragraph.split(" "):
            wide = text_pixels(word, points, bold)
            if not line or used + space + wide <= pixels:
                line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
            else:
                lines.append(line)
                line, used = word, wide
        lines.append(line)
    return lines


def column_pixels(characters: float) -> float:
    """What a column's width leaves for text."""
    return characters * CHARACTER_PIXELS - PADDING_PIXELS + CHARACTER_PIXELS


def column_span(characters: float) -> int:
    """How many pixels wide a column is, its edges included."""
    return int(characters * CHARACTER_PIXELS + EDGE_PIXELS)


@lru_cache(maxsize=8_192)
def row_points(text: str, characters: float, points: float, bold: bool = False) -> float:
    """The height of a row that shows a wrapped text whole, or as much as Excel allows. Kept, as names come up often."""
    pixels = column_pixels(characters)
    lines = sum(
        max(1, math.ceil(text_pixels(line, points, bold) / pixels)) for line in wrapped(text, pixels, points, bold)
    )
    return min(HIGHEST_ROW, line_points(points, lines))


def line_points(points: float, lines: int = 1) -> float:
    """The height of so many lines."""
    return round(lines * points * LINE_SPACING + ROOM_AROUND, 1)


@lru_cache(maxsize=4096)
def _ems(letter: str) -> float:
    """How wide a letter is, roughly; what is not Latin is taken for wide."""
    if letter in NARROW:
        return NARROW_EMS
    if letter in MEDIUM:
        return MEDIUM_EMS
    if letter in WIDE or ord(letter) > LAST_LATIN:
        return WIDE_EMS
    return CAPITAL_EMS if letter.isupper() else USUAL_EMS
