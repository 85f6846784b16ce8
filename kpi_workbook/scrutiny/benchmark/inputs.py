"""Which workbooks a comparison was made from, and what became of each."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from ...model import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A workbook of an organisation: the month it reports on, and why it is not compared where it is not."""

    organisation: str
    file: str
    reporting_month: Month
    why_not: str | None = None
