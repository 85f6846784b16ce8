"""Looks by name: every colour, font and border of the scrutiny workbook, and nowhere else.

Status colours are close to Excel's own good, neutral and bad pairs, which pass 4.5 to 1, the bad one a shade deeper so
that no colour blindness takes it for the good one; signals have Making Data Count's blue, orange and purple. Colour
never stands without its word.
"""

from __future__ import annotations

from typing import Any

from ..figures.results import Direction, Word
from ..settings import Theme
from .contrast import INK, WHITE, tint

FONT = "Calibri"
BODY_POINTS = 12
GREY = "#595959"
MARK_GREY = "#6B6F76"
PALE_GREY = "#D0D3D8"
GOOD = ("#006100", "#C6EFCE")
FAIR = ("#7F4A00", "#FFEB9C")
BAD = ("#9C0006", "#F9B0BA")
PLAIN = ("#404040", "#ECEEF1")
IMPROVEMENT = "#0067B1"
CONCERN = "#C4500A"
CHANGE = "#6B3FA0"
LIMIT_GREY = BAR_GREY = "#8A8F98"
TARGET_LINE = "#C2185B"

BOX_FILL = "#FFFBE0"
"""Where a reader is asked to type."""

WORD_COLOURS: dict[str, tuple[str, str]] = {
    Word.MET: GOOD,
    Word.NEAR: FAIR,
    Word.MISSED: BAD,
    Word.NO_TARGET: PLAIN,
    Word.NOT_JUDGED: PLAIN,
    Word.YEAR_END: PLAIN,
    Direction.IMPROVING: GOOD,
    Direction.WORSENING: BAD,
    "Error": BAD,
    "Warning": FAIR,
    "Info": PLAIN,
    "Better": GOOD,
    "Worse": BAD,
    "Top": GOOD,
    "Bottom": FAIR,
}
"""Text and fill of every word that has a colour."""

STATUS_BARS = (
    (Word.MET, "#157F5B", WHITE),
    (Word.NEAR, "#C4850A", INK),
    (Word.MISSED, "#9E1B14", WHITE),
)
"""Word, fill and ink of the summary's bars: apart in lightness too, for readers who do not tell red from green."""

QUARTER_BARS = (
    ("Top", "#1E7B4F", WHITE),
    ("Upper", "#A9D8BC", INK),
    ("Lower", "#FCE3A4", INK),
    ("Bottom", "#B45309", WHITE),
)
"""The same for the quarters of a ranking, the best first."""

Look = dict[str, Any]


def looks(theme: Theme) -> dict[str, Look]:
    """Every look by name, as xlsxwriter's format properties."""
    text: Look = {"font_name": FONT, "font_size": BODY_POINTS, "font_color": INK, "valign": "top"}
    wrapped = text | {"text_wrap": True}
    cell = text | {"font_size": 11, "valign": "vcenter", "bottom": 1, "bottom_color": PALE_GREY}
    heading = text | {
        "bold": True, "font_size": 11, "font_color": WHITE, "bg_color": theme.primary,
        "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": theme.primary,
    }  # fmt: skip
    centred = {"align": "center"}
    inset = {"align": "left", "indent": 1}
    shade = {"bg_color": tint(theme.primary, 0.06)}
    return {
        "title": text | {"font_size": 22, "bold": True, "font_color": theme.primary, "valign": "bottom"},
        "subtitle": text | {"font_size": 13, "font_color": GREY},
        "lead": text | {"font_size": 13},
        "part": text | {"font_size": 15, "bold": True, "font_color": theme.primary},
        "text": text,
        "wrapped": wrapped,
        "note": text | {"font_size": 11, "font_color": GREY},
        "link": text | {"font_color": "#0B4F9E", "underline": 1},
        "heading": heading | inset,
        "heading centred": heading | centred,
        "label": cell | inset | {"text_wrap": True},
        "strong": cell | inset | {"text_wrap": True, "bold": True},
        "prose": cell | inset | {"text_wrap": True, "font_size": BODY_POINTS},
        "box label": wrapped | inset | {"bold": True},
        "box": text
        | inset
        | {
            "text_wrap": True,
            "locked": False,
            "num_format": "@",
            "bg_color": BOX_FILL,
            "border": 1,
            "border_color": theme.accent,
        },
        "cell link": cell | inset | {"text_wrap": True, "font_color": "#0B4F9E", "underline": 1},
        "figure": cell | centred,
        "clock": cell | centred | {"text_wrap": True},
        "figure shaded": cell | centred | shade | {"bold": True},
        "marker": cell | centred | {"font_color": MARK_GREY},
        "status": cell | centred | {"bold": True, "text_wrap": True},
        "change": cell | centred,
        "number": cell | {"align": "right"},
        "date": cell | centred | {"num_format": "mmm yyyy"},
        "big": cell | centred | {"font_size": 20, "bold": True},
        "spark": cell,
        "code": cell | {"font_name": "Consolas", "font_size": 10, "text_wrap": True},
        **{
            f"word {word}": cell | centred | {"bold": True, "font_color": ink, "bg_color": fill}
            for word, (ink, fill) in WORD_COLOURS.items()
        },
    }


def chart_colours(theme: Theme) -> dict[str, str]:
    """The colours of lines and points."""
    return {
        "figure": theme.primary,
        "target": TARGET_LINE,
        "limit": LIMIT_GREY,
        "improvement": IMPROVEMENT,
        "concern": CONCERN,
        "change": CHANGE,
        "comparator": theme.accent,
        "paper": WHITE,
        "grid": "#E3E5E8",
        "ink": INK,
        "quiet": GREY,
    }
