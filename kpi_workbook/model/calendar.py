"""Months: the calendar that every figure is placed in."""

from __future__ import annotations

import re
from typing import NamedTuple

from pydantic_core import CoreSchema, core_schema

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


class Month(NamedTuple):
    """A calendar month; sorts in calendar order and prints as `2022-04`."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        """Taken as it is: rebuilt to be validated, a month would be there once for every figure."""
        return core_schema.is_instance_schema(cls)

    @property
    def label(self) -> str:
        """`Apr-22`, as the workbooks print it."""
        return f"{MONTH_NAMES[self.month - 1][:3]}-{self.year % 100:02d}"

    @property
    def title(self) -> str:
        """`April 2022`, as a sentence says it."""
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"

    def plus(self, months: int) -> Month:
        """The month `months` later (earlier if negative)."""
        years, index = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, index + 1)

    def since(self, earlier: Month) -> int:
        """How many months this one is after `earlier`."""
        return (self.year - earlier.year) * 12 + self.month - earlier.month

    def year_start(self, first_month: int = 4) -> Month:
        """The first month of the financial year this month lies in."""
        return Month(self.year if self.month >= first_month else self.year - 1, first_month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month written `YYYY-MM`. Raises ValueError for anything else."""
        if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text):
            return cls(int(text[:4]), int(text[5:]))
        raise ValueError(f"{text!r} is not a month written YYYY-MM, such as 2022-04")
