"""What a workbook's only section is called: the heading over its table is often the document's own title."""

from __future__ import annotations

import re

ALL = "All indicators"
_DOCUMENT = re.compile(
    r"(?i)\b(performance|indicators?|kpis?|measures|reports?|reporting|dashboard|score ?card|monitoring|workbook|"
    r"figures|data|statistics|sheet ?\d*|table ?\d*|council$)(?!\w)"
)
_PERIOD = re.compile(
    r"(?i)([\W\d_]|\b(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|"
    r"nov(ember)?|dec(ember)?|to|as|at|of|for|the|year|month|quarter|q[1-4]|fy|end|ending)\b)*"
)
_PARTS = re.compile(r"\s*(?:[:|,;]|\s[-–—])\s+")


def name_of_the_only(title: str) -> str:
    """The title itself, unless it says that it is a report: then what else it says, such as the service, if anything.

    `Adult social care: monthly performance report, July 2022` is `Adult social care`.
    """
    if not _DOCUMENT.search(title) and not _PERIOD.fullmatch(title):
        return title
    rest = [part for part in _PARTS.split(title) if not _DOCUMENT.search(part) and not _PERIOD.fullmatch(part)]
    return ", ".join(rest) or ALL
