"""Report → xlsx: sheets by name, looks by name, audited before it is put in its place."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..atomic import put
from ..errors import CannotWrite
from .audit import must_pass
from .render import render
from .report import Report


def write_workbook(report: Report, target: Path) -> Path:
    """Writes the scrutiny workbook of a report, whole or not at all, and returns its path.

    Raises CannotWrite where it cannot be put there, or where the target is the input itself.
    """
    if target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == report.book.sha256:
        raise CannotWrite(f"{target}: is the workbook that was read; choose another name for the scrutiny workbook")
    return put(must_pass(render(report)), target)
