"""When two rows are the same indicator by name."""

from __future__ import annotations

import re

from ...model import Indicator

_MARKS = re.compile(r"[^a-z0-9%£]+")


def normal(text: str) -> str:
    """A name in lower case, punctuation and spaces made single spaces."""
    return _MARKS.sub(" ", text.lower()).strip()


def same_name(indicator: Indicator) -> tuple[str, str]:
    """What two rows of one indicator share: the name, and whom it is about."""
    return normal(indicator.name), normal(indicator.team or "")
