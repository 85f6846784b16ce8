"""A workbook for the reader to meet, and what a careful person reads in it, kept together as it is written.

A cage is written cell by cell; every figure written with its month and label is an expectation: its cell, its
month, its value, its counts, or why there is none. Anything else that the reader reports is a mistake of its.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kpi_workbook.model import Indicator, KpiWorkbook, Status, Unit

Label = str | tuple[str, ...]  # the name with its groups joined by " | "; several are alternatives, all fair
Cell = str | int | float | date | datetime | None
Read = tuple[str, float | None, float | None, float | None]  # month, value, numerator, denominator

GAPS: dict[str, frozenset[Status]] = {
    "": frozenset(Status),
    "-": frozenset(Status),
    "–": frozenset(Status),
    ":": frozenset(Status),
    "n/a": frozenset({Status.NOT_APPLICABLE, Status.NOT_AVAILABLE}),
    "na": frozenset({Status.NOT_APPLICABLE, Status.NOT_AVAILABLE}),
    "#n/a": frozenset({Status.ERROR}),
    "#div/0!": frozenset({Status.ERROR}),
    "#ref!": frozenset({Status.ERROR}),
    "..": frozenset({Status.NOT_AVAILABLE}),
    "…": frozenset({Status.NOT_AVAILABLE}),
    "[x]": frozenset({Status.NOT_AVAILABLE}),
    "[z]": frozenset({Status.NOT_APPLICABLE}),
    "c": frozenset({Status.SUPPRESSED}),
    "[c]": frozenset({Status.SUPPRESSED}),
    "*": frozenset({Status.SUPPRESSED}),
    "(s)": frozenset({Status.SUPPRESSED}),
    "<5": frozenset({Status.SUPPRESSED}),
    "tbc": frozenset({Status.TO_BE_CONFIRMED}),
    "not available": frozenset({Status.NOT_AVAILABLE}),
    "not set": frozenset({Status.NOT_SET}),
}
UNITS = {"Percentage of": Unit.PERCENTAGE, "Number of": Unit.COUNT, "Rate of": Unit.RATE, "Rates of": Unit.RATE}
PERCENTAGE_OF = re.compile(r"(\d+(?:\.\d+)?)% \((\d+)/(\d+)\)")


@dataclass
class Cage:
    """A workbook being written, and its expectations so far."""

    book: openpyxl.Workbook = field(default_factory=lambda: openpyxl.Workbook())
    figures: dict[str, Read] = field(default_factory=dict)
    gaps: dict[str, tuple[str, frozenset[Status]]] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    narrative: list[tuple[str, str]] = field(default_factory=list)
    ignored: set[str] = field(default_factory=set)
    fair: dict[str, tuple[float | None, ...]] = field(default_factory=dict)
    targets: dict[str, float | None] = field(default_factory=dict)
    comparators: dict[str, float | None] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    any_order: bool = False
    any_label: bool = False
    months: set[str] = field(default_factory=set)

    def sheet(
        self, name: str, rows: Iterable[Sequence[Cell]] = (), at: str = "A1", state: str = "visible"
    ) -> Worksheet:
        """A new sheet, with rows of cells from the address `at`."""
        fresh = len(self.book.sheetnames) == 1 and self.book.active.max_row == 1 and self.book.active.title == "Sheet"
        if fresh and self.book.active["A1"].value is None:
            sheet = self.book.active
            sheet.title = name
        else:
            sheet = self.book.create_sheet(name)
        sheet.sheet_state = state
        self.write(sheet, rows, at)
        return sheet

    def write(self, sheet: Worksheet, rows: Iterable[Sequence[Cell]], at: str = "A1") -> None:
        """Rows of cells from the address `at`; None leaves a cell untouched."""
        corner = sheet[at]
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                if value is not None:
                    sheet.cell(corner.row + down, corner.column + right).value = value

    def across(
        self, sheet: Worksheet, months: Mapping[str, str], rows: Mapping[int, Label], scale: float = 1.0
    ) -> None:
        """Expect each named row to hold a figure for each month, its columns by letter."""
        for row, label in rows.items():
            self.expect(sheet, label, [(f"{column}{row}", month) for column, month in months.items()], scale)

    def down(
        self, sheet: Worksheet, months: Mapping[int, str], columns: Mapping[str, Label], scale: float = 1.0
    ) -> None:
        """Expect each named column to hold a figure for each month, its rows by number."""
        for column, label in columns.items():
            self.expect(sheet, label, [(f"{column}{row}", month) for row, month in months.items()], scale)

    def expect(self, sheet: Worksheet, label: Label, places: Iterable[tuple[str, str]], scale: float = 1.0) -> None:
        """Expect a row of figures called `label`, one at each place for its month."""
        self.labels.append(label)
        for address, month in places:
            self.figure(sheet, address, month, sheet[address].value, scale)

    def figure(self, sheet: Worksheet, address: str, month: str, typed: Any, scale: float = 1.0) -> None:
        """Expect what a person reads in one cell, given as written there."""
        key = f"{sheet.title}!{address}"
        value = reading_of(typed)
        if value is None:
            self.gaps[key] = (month, GAPS[str("" if typed is None else typed).strip().lower()])
            return
        self.months.add(month)
        self.figures[key] = (month, value[0] * scale, *value[1:])

    def counts(self, sheet: Worksheet, address: str, month: str, value: float | None, n: float, d: float) -> None:
        """Expect a figure whose counts stand in other cells."""
        self.months.add(month)
        self.figures[f"{sheet.title}!{address}"] = (month, value, n, d)

    def either(self, sheet: Worksheet, address: str, *values: float | None) -> None:
        """A figure whose value is fairly read in more than one way."""
        self.fair[f"{sheet.title}!{address}"] = values

    def target(self, sheet: Worksheet, address: str, value: float | None) -> None:
        self.targets[f"{sheet.title}!{address}"] = value

    def comparator(self, sheet: Worksheet, address: str, value: float | None) -> None:
        self.comparators[f"{sheet.title}!{address}"] = value

    def save(self, path: Path) -> None:
        self.book.save(path)


Builder = Callable[[Cage], None]


def reading_of(typed: Any) -> tuple[float, float | None, float | None] | None:
    """The value and counts that a person reads in a cell, or None where it is a gap."""
    if isinstance(typed, int | float):
        return float(typed), None, None
    text = "" if typed is None else str(typed).strip()
    if text.lower() in GAPS:
        return None
    if found := PERCENTAGE_OF.fullmatch(text):
        return float(found[1]) / 100, float(found[2]), float(found[3])
    sign = -1 if text.startswith(("(", "-")) else 1
    plain = re.sub(r"[£$,()\s-]|\[[a-z]\]$|[pr]$", "", text)
    if plain.endswith("%"):
        return sign * float(plain[:-1]) / 100, None, None
    if plain.lower().endswith("k"):
        return sign * float(plain[:-1]) * 1000, None, None
    return sign * float(plain), None, None


def differences(cage: Cage, book: KpiWorkbook) -> list[str]:
    """What the reader read otherwise, a line each; empty where it read as a person does."""
    found = list(_differences(cage, book))
    return found if len(found) <= 12 else [*found[:12], f"… and {len(found) - 12} more"]


def _differences(cage: Cage, book: KpiWorkbook) -> Iterator[str]:
    found_months, expected_months = [str(month) for month in book.months], sorted(cage.months)
    if found_months != expected_months:
        yield f"months: read {found_months}, expected {expected_months}"
    rows = list(book.indicators)
    yield from _label_differences(cage, [_label(row) for row in rows])
    yield from _section_differences(cage, book)
    yield from _unit_differences(rows)
    yield from _figure_differences(cage, rows)
    yield from _beside(
        "target", cage.targets, {str(t.place): t.value for r in rows for t in (r.target, *r.monthly_targets) if t}
    )
    yield from _beside("comparator", cage.comparators, {str(c.place): c.value for r in rows for c in r.comparators})
    for key in cage.said - {str(remark.place) for remark in book.remarks}:
        yield f"{key}: left out without a remark"
    for key in cage.kept - {str(extra.place) for row in rows for extra in row.extras}:
        yield f"{key}: not kept beside the months"


def _label(row: Indicator) -> str:
    return _squeeze(" | ".join(part for part in (row.group, row.name) if part))


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _label_differences(cage: Cage, found: list[str]) -> Iterator[str]:
    if cage.any_label:
        return
    expected = [tuple(map(_squeeze, (label,) if isinstance(label, str) else label)) for label in cage.labels]
    if cage.any_order:
        found, expected = sorted(found), sorted(expected)
    if len(found) != len(expected) or any(name not in fair for name, fair in zip(found, expected, strict=True)):
        yield f"indicators: read {found}, expected {[fair[0] for fair in expected]}"


def _section_differences(cage: Cage, book: KpiWorkbook) -> Iterator[str]:
    found = [section.title for section in book.sections for _ in section.indicators]
    if cage.sections and found != cage.sections:
        yield f"sections: read {found}, expected {cage.sections}"
    told = {s.title: [p.text for p in (*s.analysis, *s.actions)] for s in book.sections}
    for title, text in cage.narrative:
        if text not in told.get(title, []):
            yield f"narrative of {title!r}: {text!r} not read; read {told.get(title)}"


def _unit_differences(rows: list[Indicator]) -> Iterator[str]:
    for row in rows:
        for word, unit in UNITS.items():
            if row.name.startswith(word) and row.unit != unit:
                yield f"unit of {row.name!r}: read {row.unit}, expected {unit}"


def _figure_differences(cage: Cage, rows: list[Indicator]) -> Iterator[str]:
    left = dict(cage.figures)
    for each in (observation for row in rows for observation in row.observations):
        key = str(each.place)
        if key in cage.ignored:
            continue
        if each.value is None and each.numerator is None:
            month, fair = cage.gaps.get(key, (str(each.month), frozenset({Status.BLANK})))
            if each.status not in fair or str(each.month) != month:
                yield f"{key} {each.typed!r}: read {each.month} {each.status}, expected {month} {sorted(fair)}"
            continue
        read: Read = (str(each.month), each.value, each.numerator, each.denominator)
        expected = left.pop(key, None)
        if expected and any(_close(each.value, value) for value in cage.fair.get(key, ())):
            expected = (expected[0], each.value, *expected[2:])
        if expected is None or not same(read, expected):
            yield f"{key} {each.typed!r}: read {read}, expected {expected}"
    for key, expected in left.items():
        yield f"{key}: not read, expected {expected}"


def _beside(what: str, expected: dict[str, float | None], found: dict[str, float | None]) -> Iterator[str]:
    for key, value in expected.items():
        if key not in found:
            yield f"{what} {key}: not read, expected {value}"
        elif not _close(found[key], value):
            yield f"{what} {key}: read {found[key]}, expected {value}"


def same(read: Read, expected: Read) -> bool:
    """Equal to the last digit that a stored number can hold."""
    return read[0] == expected[0] and all(map(_close, read[1:], expected[1:]))


def _close(read: float | None, expected: float | None) -> bool:
    if read is None or expected is None:
        return read is expected
    return abs(read - expected) <= 1e-9 * max(1.0, abs(expected))


def run(column: str, first: str, count: int, step: int = 1, stride: int = 1) -> dict[str, str]:
    """Columns by letter for a run of months; `step` -1 is newest first, `stride` leaves columns between."""
    start = column_index_from_string(column)
    return {get_column_letter(start + stride * i): month for i, month in enumerate(months_from(first, count, step))}


def rows_run(row: int, first: str, count: int, step: int = 1) -> dict[int, str]:
    """Rows by number for a run of months."""
    return {row + i: month for i, month in enumerate(months_from(first, count, step))}


def months_from(first: str, count: int, step: int = 1) -> list[str]:
    """`count` months written YYYY-MM from the first."""
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    return [f"{(start + step * i) // 12:04d}-{(start + step * i) % 12 + 1:02d}" for i in range(count)]


def first_days(first: str, count: int, step: int = 1) -> list[datetime]:
    return [datetime(int(month[:4]), int(month[5:]), 1) for month in months_from(first, count, step)]


NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
         "November", "December")  # fmt: skip


def written(pattern: str, first: str, count: int, step: int = 1) -> list[str]:
    """Month headings as text: `{name}` April, `{abc}` Apr, `{yyyy}`, `{yy}`, `{mm}`."""
    return [
        pattern.format(name=NAMES[int(m[5:]) - 1], abc=NAMES[int(m[5:]) - 1][:3], yyyy=m[:4], yy=m[2:4], mm=m[5:])
        for m in months_from(first, count, step)
    ]


def shown(sheet: Worksheet, area: str, number_format: str) -> None:
    """Gives every cell of an area a number format."""
    cells = sheet[area]
    for row in cells if isinstance(cells, tuple) else ((cells,),):
        for cell in row if isinstance(row, tuple) else (row,):
            cell.number_format = number_format


def some(seed: int, count: int, least: int = 100, most: int = 900) -> list[int]:
    """Whole numbers that look like data, the same every time."""
    return [least + (seed * 7919 + i * i * 104729 + i * 1299709) % (most - least) for i in range(count)]


def shares(seed: int, count: int) -> list[float]:
    """Percentages with one decimal, as numbers from 40.0 to 99.9."""
    return [each / 10 for each in some(seed, count, 400, 999)]
