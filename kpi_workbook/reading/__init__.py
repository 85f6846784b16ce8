"""From a file to a `KpiWorkbook`: guard, grid, layout, values."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model import KpiWorkbook
from ..settings import Settings
from .files import open_grids
from .layout.assemble import understand


def read_workbook(path: Path, settings: Settings) -> KpiWorkbook:
    """A KPI workbook as it is, in any layout and any of xlsx, xlsm, xls, xlsb, ods.

    Raises UnreadableWorkbook with a stable code and a sentence that says what, where and what to do.
    """
    with _without_cycle_search():
        return understand(open_grids(path), settings)


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Python's search for cycles goes through all cells and figures again and again while they come in, and finds
    none: a quarter of the time of a large workbook."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
