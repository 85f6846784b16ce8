"""The few lines that a build prints, without the library that draws tables; no control character is let through."""

from __future__ import annotations

import re
import sys

from ..documents import severity_counts, status_counts
from ..scrutiny.report import Report
from ..scrutiny.words import counted

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def one_line(text: str) -> str:
    """Text from a workbook, for a terminal: no control or direction-changing character."""
    return CONTROL.sub(" ", text)


def show_report(report: Report) -> None:
    """What a scrutiny workbook holds, on standard error."""
    status = ", ".join(f"{count} {word}" for word, count in status_counts(report).items())
    counts = ", ".join(f"{count} {severity}" for severity, count in severity_counts(report.findings).items())
    indicators, month = len(report.book.indicators), report.book.reporting_month.title
    print(one_line(f"{indicators} indicators to {month}: {status}"), file=sys.stderr)
    print(one_line(f"{counted(len(report.findings), 'finding')} ({counts})"), file=sys.stderr)
