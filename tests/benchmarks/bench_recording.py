"""Records every call that a program makes of XlsxWriter, to make them again bare: the floor under writing a workbook.

What is written within `recorded()` gives the calls; `replayed(calls)` gives the same workbook by nothing but the
library, and the time that takes.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Any, NamedTuple
from unittest import mock

import xlsxwriter

from kpi_workbook.scrutiny.package import Book

MAKERS = ("add_format", "add_worksheet", "add_chart")
"""The workbook's methods that give something to call in its turn."""


class Made(NamedTuple):
    """In a recorded call's arguments: what an earlier call has made, by its number; 0 is the workbook."""

    number: int


@dataclass(frozen=True, slots=True)
class Call:
    """One call from outside the library. `makes`: the number of what it gives, where others refer to it."""

    target: int
    method: str
    positional: tuple[Any, ...]
    named: dict[str, Any]
    makes: int | None = None


@contextmanager
def recorded() -> Iterator[list[Call]]:
    """The calls that a workbook written within the `with` consists of, options of the workbook first."""
    calls: list[Call] = []

    def opened(target: object, options: dict[str, Any]) -> Recorder:
        calls.append(Call(0, "", (), dict(options)))
        return Recorder(Book(target, options), Made(0), calls)

    with mock.patch.object(import_module("kpi_workbook.scrutiny.render"), "Book", opened):
        yield calls


class Recorder:
    """Stands before an object of the library, writes down what is asked of it, and passes it on."""

    def __init__(self, real: Any, made: Made, calls: list[Call]) -> None:
        self.real, self.made, self._calls = real, made, calls

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *_: object) -> None:
        self.real.close()

    def __getattr__(self, method: str) -> Any:
        def call(*positional: Any, **named: Any) -> Any:
            number = len(self._calls) if method in MAKERS else None
            told = positional[:1] if method in MAKERS else positional  # the library's own kind of sheet
            kept = Call(self.made.number, method, *_swap((told, named), Recorder, lambda each: each.made), number)
            self._calls.append(copy.deepcopy(kept))
            plain, plain_named = _swap((positional, named), Recorder, lambda each: each.real)
            result = getattr(self.real, method)(*plain, **plain_named)
            return result if number is None else Recorder(result, Made(number), self._calls)

        return call


def replayed(calls: list[Call]) -> tuple[bytes, float]:
    """The workbook written again, and the CPU seconds that the library took for it; arguments are looked up aside."""
    opening, *rest = copy.deepcopy(calls)
    written = BytesIO()
    began = time.process_time()
    objects: dict[int, Any] = {0: xlsxwriter.Workbook(written, opening.named)}
    for call in rest:
        if call.makes is not None:
            objects[call.makes] = getattr(objects[0], call.method)(*call.positional, **call.named)
    seconds = time.process_time() - began
    others = [
        (
            getattr(objects[call.target], call.method),
            *_swap((call.positional, call.named), Made, lambda each: objects[each.number]),
        )
        for call in rest
        if call.makes is None
    ]
    began = time.process_time()
    for method, positional, named in others:
        method(*positional, **named)
    objects[0].close()
    return written.getvalue(), seconds + time.process_time() - began


def _swap(value: Any, kind: type, other: Any) -> Any:
    """The same arguments, in lists and dicts too, with everything of one kind replaced."""
    if isinstance(value, kind):
        return other(value)
    if isinstance(value, dict):
        return {key: _swap(each, kind, other) for key, each in value.items()}
    if type(value) in (list, tuple):
        return type(value)(_swap(each, kind, other) for each in value)
    return value
