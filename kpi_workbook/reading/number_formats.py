"""What a number format code says: its sections, whether it makes a date of a number, the codes behind the built-in ids.

The codes are Excel's (ECMA-376 part 1, 18.8.30 and 18.8.31); where Excel takes them from the region, the United
Kingdom's are given.
"""

from __future__ import annotations

import re
from functools import lru_cache

GENERAL = "General"
LONGEST_CODE = 255  # characters that Excel allows

BUILT_IN: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"£"#,##0;-"£"#,##0',
    6: '"£"#,##0;[Red]-"£"#,##0',
    7: '"£"#,##0.00;-"£"#,##0.00',
    8: '"£"#,##0.00;[Red]-"£"#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "dd-mmm-yy",
    16: "dd-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "hh:mm",
    21: "hh:mm:ss",
    22: "dd/mm/yyyy hh:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    42: '_-"£"* #,##0_-;-"£"* #,##0_-;_-"£"* "-"_-;_-@_-',
    43: '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
    44: '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}

# What stands for itself or for nothing: quoted words, an escaped letter, a letter's width, a fill letter, and
# brackets (colours, regions, conditions, elapsed time).
_LITERAL = r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?'
_TOKEN = re.compile(rf"{_LITERAL}|General|Standard|AM/PM|A/P|E[+-]|y+|m+|d+|h+|s+|.", re.IGNORECASE | re.DOTALL)
_LITERALS = re.compile(_LITERAL, re.DOTALL)


@lru_cache(maxsize=4096)
def tokens(section: str) -> tuple[str, ...]:
    """A section's pieces: literals as written, runs of one date letter, and single signs."""
    return tuple(_TOKEN.findall(section))


@lru_cache(maxsize=4096)
def sections(code: str) -> tuple[str, ...]:
    """A code's sections: for positive, negative and zero numbers and for text."""
    parts = [""]
    for piece in tokens(code):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return tuple(parts)


def _letters(section: str) -> str:
    return _LITERALS.sub("", section).lower()


def is_general(code: str) -> bool:
    """Whether a code leaves a number as it is."""
    return not code or _letters(code).strip() in ("general", "standard", "@")


@lru_cache(maxsize=4096)
def is_date(code: str) -> bool:
    """Whether a number under this code is shown as a day, month or year; a time of day or duration alone is not."""
    section = sections(code)[0]
    letters = _letters(section)
    if is_general(section) or is_clock(section) or re.search(r"[#?%@]", letters):
        return False
    return bool(re.search(r"[dmy]", letters))


@lru_cache(maxsize=4096)
def is_clock(section: str) -> bool:
    """Whether a section shows a number of days as a time of day or a duration."""
    letters = _letters(section)
    elapsed = re.search(r"\[[hms]+\]", section, re.IGNORECASE)
    return bool(elapsed or (re.search(r"[hs]", letters) and not re.search(r"[#?%@dy]|general|standard", letters)))
