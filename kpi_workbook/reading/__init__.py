"""From a file to a `KpiWorkbook`: guard, grid, layout, values."""

from __future__ import annotations

from pathlib import Path

from ..garbage import garbage_collection_paused
from ..model import KpiWorkbook
from ..settings import Settings
from .files import open_grids
from .layout.assemble import understand


def read_workbook(path: Path, settings: Settings) -> KpiWorkbook:
    """A KPI workbook as it is, in any layout and any of xlsx, xlsm, xls, xlsb, ods.

    Raises UnreadableWorkbook with a stable code and a sentence that says what, where and what to do.
    """
    with garbage_collection_paused():
        return understand(open_grids(path), settings)
