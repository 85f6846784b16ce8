"""To how many digits a figure was given: as stored and as shown, so that 84.0% held as 0.84 counts one."""

from __future__ import annotations

import re

_POINT = re.compile(r"[0-9]\.([0-9]+)")


def digits_given(typed: str, decimals: int | None) -> int | None:
    """Digits after the point (of the percentage where it is one), None for a number stored in full."""
    if decimals is None:
        return None
    shown = _POINT.search(typed)
    return max(decimals, len(shown[1])) if shown else decimals
