"""How an input workbook looks: every font, fill and border, and nowhere else."""

from __future__ import annotations

from typing import Any

from ..scrutiny.contrast import INK, ink_on, readable_on_white
from ..scrutiny.styles import BODY_POINTS, FONT, GREY
from ..settings import Theme

EDGE = "#8A8F98"
STALE_FILL = "#FFF2CC"
OPEN_FILL = "#E2EFDA"
_NEEDS_A_MARK = ("=", "+", "-", "@")
"""A text that starts so would become a formula when its cell is edited, unless it is marked as text."""


class Looks:
    """Formats by name, made when first needed; those to be typed into are not locked."""

    def __init__(self, book: Any, theme: Theme) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool], Any] = {}
        text = {"font_name": FONT, "font_size": BODY_POINTS, "font_color": INK, "valign": "top", "text_wrap": True}
        edge = {"border": 1, "border_color": EDGE}
        entry = text | edge | {"valign": "vcenter", "locked": False}
        heading = text | edge | {
            "bold": True, "valign": "vcenter", "align": "center",
            "bg_color": theme.primary, "font_color": ink_on(theme.primary),
        }  # fmt: skip
        strong = {"bold": True, "font_color": readable_on_white(theme.primary)}
        self._looks: dict[str, dict[str, Any]] = {
            "title": text | strong | {"font_size": 18, "text_wrap": False},
            "part": text | strong | {"font_size": 14, "text_wrap": False},
            "note": text | {"font_color": GREY, "text_wrap": False},
            "text": text,
            "link": text | {"font_color": "#0B4F9E", "underline": 1},
            "heading": heading,
            "open heading": heading | {"locked": False},
            "label": entry,
            "figure": entry | {"align": "center"},
            "open": entry | {"align": "center", "bg_color": OPEN_FILL},
            "stale": entry | {"align": "center", "bg_color": STALE_FILL},
            "stale box": entry | {"valign": "top", "bg_color": STALE_FILL},
            "box": entry | {"valign": "top"},
        }

    def of(self, name: str, form: str = "General", value: object = None) -> Any:
        """The format of that name, under a number format."""
        marked = isinstance(value, str) and value.startswith(_NEEDS_A_MARK)
        key = (name, form, marked)
        if key not in self._made:
            properties = self._looks[name] | {"num_format": form} | ({"quote_prefix": True} if marked else {})
            self._made[key] = self._book.add_format(properties)
        return self._made[key]
