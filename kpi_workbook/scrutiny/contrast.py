"""Contrast of two colours, as WCAG 2.1 reckons it (success criterion 1.4.3: 4.5 to 1 for text)."""

from __future__ import annotations

LEAST = 4.5
WHITE = "#FFFFFF"
INK = "#1A1A1A"


def luminance(colour: str) -> float:
    """The relative luminance of `#RRGGBB`, from 0 for black to 1 for white (WCAG 2.1, definition)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(fill: str) -> str:
    """White or near-black, whichever is easier to read on a fill."""
    return WHITE if ratio(WHITE, fill) >= ratio(INK, fill) else INK


def readable_on_white(colour: str) -> str:
    """The colour itself where text in it can be read on white, else near-black."""
    return colour if ratio(colour, WHITE) >= LEAST else INK


def tint(colour: str, share: float) -> str:
    """The colour mixed with white: 0 is white, 1 the colour itself."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def _linear(part: float) -> float:
    """A channel of sRGB made linear."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
