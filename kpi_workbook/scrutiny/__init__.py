"""Report → xlsx: sheets by name, looks by name, audited before it is put in its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..atomic import put_workbook
from ..private import sweep
from ..reading.files import grids_in
from .audit import must_pass
from .render import render
from .report import Report
from .response import check_figures


def write_workbook(report: Report, target: Path) -> Path:
    """Writes the scrutiny workbook of a report, whole or not at all, and returns its path.

    Raises CannotWrite where it cannot be put there, or where the target is the input itself or the previous issue.
    """
    sweep()
    read = {book.sha256 for book in (report.book, report.previous) if book}
    content = render(report)
    if report.response:  # the check figures are of everything else, so they come last
        checked = replace(report.response, check=check_figures(grids_in(content, target.name)))
        content = render(replace(report, response=checked))
    return put_workbook(must_pass(content), target, read)
