"""A position of a table that holds no month."""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Area, Month, Place, Role

OF_MONTHS = (Role.TOTAL, Role.AVERAGE, Role.YEAR_TO_DATE)  # what several months give


@dataclass(frozen=True, slots=True)
class Column:
    """A position that holds no month: what it was taken for and the heading that says so."""

    position: int
    role: Role
    heading: str = ""
    place: Place | None = None
    area: Area | None = None
    year: str | None = None
    months: tuple[Month, ...] = ()
