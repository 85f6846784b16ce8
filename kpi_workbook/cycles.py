"""Python's search for cycles, held while many objects come in that have none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """The search goes through all cells and figures again and again while they come in, and finds none: a fifth of the
    time of a workbook, more of a large one. Can stand over a function too."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
