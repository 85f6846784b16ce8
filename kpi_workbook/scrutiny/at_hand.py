"""What the sheets ask of the plan and of one indicator after another, again and again: kept of the last few.

A large workbook has thousands of indicators, and what is at hand of each would be most of its memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import ParamSpec, TypeVar

ROWS = 64
"""Indicators whose answers are at hand."""

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_FORGETTING: list[Callable[[], None]] = []


def at_hand(of_each: int = 1) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Keeps a function's latest answers. `of_each`: how many different ones are asked of an indicator."""

    def keeping(work: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        kept = lru_cache(maxsize=ROWS * of_each)(work)
        _FORGETTING.append(kept.cache_clear)
        return kept  # type: ignore[return-value]  # it takes the same, if it can be hashed

    return keeping


@contextmanager
def all_forgotten() -> Iterator[None]:
    """Keeps nothing of a workbook beyond its writing."""
    try:
        yield
    finally:
        for forget in _FORGETTING:
            forget()
