"""Which columns of words name the rows, where their headings leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model import MeasureType, Role
from ..words import measure_type_of, role_of
from .column import Column
from .lens import Lens

LEAST_NAMES = 2  # before it can be told whether they differ


def without_asides(lens: Lens, columns: list[Column], lines: range) -> list[Column]:
    """Columns of words under an unknown heading, taken out of the names where those under `Indicator` tell all rows
    apart by themselves."""
    naming = [column for column in columns if column.role is Role.INDICATOR and column.heading]
    told = [column.position for column in naming if role_of(column.heading) is Role.INDICATOR]
    asides = [column for column in naming if role_of(column.heading) is None]
    if not told or not asides or not _tell_apart(lens, told, lines):
        return columns
    return [replace(column, role=Role.NARRATIVE) if column in asides else column for column in columns]


def with_measure_types(lens: Lens, columns: list[Column], lines: range) -> list[Column]:
    """Columns where one that says of each row whether it accumulates is taken out of the names, if the others tell all
    rows apart. `Monthly` alone may be how often a row is reported."""
    naming = [column for column in columns if column.role is Role.INDICATOR]
    for column in naming:
        texts = {lens.text(line, column.position) for line in lines} - {""}
        said = {measure_type_of(text) for text in texts}
        others = [each.position for each in naming if each is not column]
        if said - {MeasureType.MONTHLY} and None not in said and others and _tell_apart(lens, others, lines):
            return [replace(each, role=Role.MEASURE_TYPE) if each is column else each for each in columns]
    return columns


def _tell_apart(lens: Lens, positions: Sequence[int], lines: range) -> bool:
    """Whether the names at some positions differ from line to line."""
    names = [name for line in lines if any(name := tuple(lens.text(line, position) for position in positions))]
    return len(names) >= LEAST_NAMES and len(set(names)) == len(names)


def with_labels(columns: list[Column], first_month: int) -> list[Column]:
    """Columns with at least one that names the rows; names may be numbers, such as those of stores."""
    columns = with_words(columns, first_month)
    numbers = [column for column in columns if column.role is Role.IGNORED and column.position < first_month]
    if any(column.role is Role.INDICATOR for column in columns) or not numbers:
        return columns
    return [replace(each, role=Role.INDICATOR) if each is numbers[0] else each for each in columns]


def with_words(columns: list[Column], first_month: int) -> list[Column]:
    """Columns with one that names the rows: if no heading says so, the likeliest of those that hold words."""
    if any(column.role is Role.INDICATOR for column in columns):
        return columns
    for role in (Role.TEAM, Role.GROUP, Role.SECTION, Role.REFERENCE, Role.UNIT, Role.OWNER, Role.NARRATIVE):
        alike = [column for column in columns if column.role is role]
        if alike:
            nearest = min(alike, key=lambda column: (column.position > first_month, abs(column.position - first_month)))
            return [replace(each, role=Role.INDICATOR) if each is nearest else each for each in columns]
    return columns
