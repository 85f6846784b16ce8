"""Colours that stand side by side stay apart for readers with any of the three colour blindnesses.

Sight is simulated with the matrices of Machado, Oliveira and Fernandes (2009), severity 1, in linear sRGB; distance is
that of CIE 1976 in Lab under D65. Words and shapes stand beside every colour: this is the second line of defence.
"""

from __future__ import annotations

from itertools import combinations

import pytest

from kpi_workbook.figures.results import Word
from kpi_workbook.scrutiny.styles import QUARTER_BARS, STATUS_BARS, WORD_COLOURS, chart_colours
from kpi_workbook.settings import Theme

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]
SIGHTS: dict[str, Matrix] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
TO_XYZ: Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE_POINT = (0.9505, 1.0, 1.089)
APART = {"bars": 25.0, "lines": 14.0, "signals": 20.0, "words": 9.0, "quarters": 20.0}
"""The least distance; 2.3 is just noticeable side by side. Fills of words are pale on purpose, so that ink reads."""

COLOURS = chart_colours(Theme())
GROUPS = {
    "bars": {str(word): fill for word, fill, _ in STATUS_BARS},
    "lines": {name: COLOURS[name] for name in ("figure", "target", "comparator", "limit")},
    "signals": {name: COLOURS[name] for name in ("figure", "improvement", "concern")},
    "quarters": {name: fill for name, fill, _ in QUARTER_BARS},
    "words": {str(word): WORD_COLOURS[word][1] for word in (Word.MET, Word.NEAR, Word.MISSED)},
}


def linear(colour: str) -> Triple:
    """`#RRGGBB` as light."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def through(matrix: Matrix, light: Triple) -> Triple:
    """A matrix's product with a colour."""
    first, second, third = (sum(a * b for a, b in zip(row, light, strict=True)) for row in matrix)
    return first, second, third


def lab(light: Triple) -> Triple:
    """Light as CIE 1976 L*a*b*."""
    seen = (min(1.0, max(0.0, part)) for part in light)
    x, y, z = (
        part ** (1 / 3) if (part := value / white) > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29
        for value, white in zip(through(TO_XYZ, tuple(seen)), WHITE_POINT, strict=True)  # type: ignore[arg-type]
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, sight: str) -> float:
    """How far apart two colours look."""
    here, there = (lab(through(SIGHTS[sight], linear(colour))) for colour in (one, other))
    return float(sum((a - b) ** 2 for a, b in zip(here, there, strict=True)) ** 0.5)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("sight", SIGHTS)
def test_colours_side_by_side_stay_apart(group: str, sight: str) -> None:
    pairs = combinations(GROUPS[group].items(), 2)
    apart = {f"{one}/{other}": distance(a, b, sight) for (one, a), (other, b) in pairs}
    assert {pair: round(value) for pair, value in apart.items() if value < APART[group]} == {}


def test_the_simulation_confuses_what_is_confused() -> None:
    assert distance("#D0021B", "#6E7A00", "protanopia") < distance("#D0021B", "#6E7A00", "full") / 2
