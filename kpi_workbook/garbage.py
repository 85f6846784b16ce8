"""Python's garbage collector, kept from looking again and again through objects of which none is garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MOST_NEW_OBJECTS = 100_000
"""After so many a process of its own looks for garbage; Python does after 700, some fifty times while modules load."""


@contextmanager
def garbage_collected_seldom() -> Iterator[None]:
    """For a program that makes many objects and little garbage, has its process to itself, and then ends: nothing is
    looked for once more as it does."""
    gc.set_threshold(MOST_NEW_OBJECTS, *gc.get_threshold()[1:])
    try:
        yield
    finally:
        gc.freeze()


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """The collector goes through all cells and figures again and again while they come in, and finds nothing to take
    away: a fifth of the time of a workbook, more of a large one. Can stand over a function too."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
