"""Report → xlsx: sheets by name, looks by name, audited before it is put in its place."""

from __future__ import annotations

from pathlib import Path

from ..atomic import put_workbook
from .audit import must_pass
from .render import render
from .report import Report


def write_workbook(report: Report, target: Path) -> Path:
    """Writes the scrutiny workbook of a report, whole or not at all, and returns its path.

    Raises CannotWrite where it cannot be put there, or where the target is the input itself or the previous issue.
    """
    read = {book.sha256 for book in (report.book, report.previous) if book}
    return put_workbook(must_pass(render(report)), target, read)
