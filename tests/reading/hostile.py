"""Hostile and odd files, made from code by seed: each with the code it must be refused by, or what it must be read as.

They stand for what real readers crash on, hang on, or silently read wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

import hostile_others
import hostile_packages
import hostile_xlsx

Values = Mapping[str, str | int | float | bool | datetime | None]


@dataclass(frozen=True)
class Case:
    """A file's content and what must come of it: `code` of the refusal, or the first sheet's `values` by address.

    An expected error is written as its text behind `error:`; None means that the cell is a formula without a value.
    """

    name: str
    content: bytes
    code: str | None = None
    values: Values | None = None


def cases(seed: int) -> Iterator[Case]:
    """Every case; the seed decides the bytes of those that are random. A case is (name, content, code or values)."""
    random = Random(seed)
    for module in (hostile_packages, hostile_xlsx, hostile_others):
        for name, content, expected in module.cases(random):
            if isinstance(expected, str):
                yield Case(name, content, code=expected)
            else:
                yield Case(name, content, values=expected)
