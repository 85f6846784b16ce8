"""The example council's figures laid out as councils lay them out: every figure the same, only its cell differs."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from grid_builder import Styled, bold, sheet, workbook

from kpi_workbook.model import KpiWorkbook, Month
from kpi_workbook.reading.grid import Grid

SOURCE = Path(__file__).parents[2] / "examples" / "southampton_figures.csv"
HEADINGS = ["Apr-22", "May-22", "Jun-22", "Jul-22", "Aug-22", "Sep-22", "Oct-22", "Nov-22", "Dec-22"]
MONTHS = [Month(2022, 4).plus(step) for step in range(9)]
NAMES = ["April", "May", "June", "July", "August", "September", "October", "November", "December"]
Figure = tuple[float | None, int | None, int | None]
Key = tuple[str, str]


def source() -> list[dict[str, str]]:
    with SOURCE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


ROWS = source()
SECTIONS = list(dict.fromkeys(row["section"] for row in ROWS))


def rows_of(section: str) -> list[dict[str, str]]:
    return [row for row in ROWS if row["section"] == section]


def parsed(typed: str) -> Figure:
    found = re.fullmatch(r"(\d+)% \((\d+)/(\d+)\)", typed)
    if found:
        return int(found[1]) / 100, int(found[2]), int(found[3])
    return (float(typed), None, None) if typed.isdigit() else (None, None, None)


def cell(typed: str) -> Any:
    return int(typed) if typed.isdigit() else typed


EXPECTED = {(row["section"], row["indicator"]): [parsed(row[each]) for each in HEADINGS] for row in ROWS}


def as_printed(headings: list[Any] = HEADINGS) -> list[Grid]:
    header = ["Indicator", *headings, "Target", "Southampton 21/22", "Statistical Neighbours", "South East", "England"]
    return [sheet([[section], header, *(full(row) for row in rows_of(section))], name=f"{n} {section}"[:31])
            for n, section in enumerate(SECTIONS, 1)]  # fmt: skip


def full(row: dict[str, str]) -> list[Any]:
    beside = list(row)[11:]
    return [row["indicator"], *(cell(row[each]) for each in HEADINGS), *(cell(row[each]) or None for each in beside)]


def figures(row: dict[str, str]) -> list[Any]:
    return [cell(row[each]) for each in HEADINGS]


def real_dates() -> list[Grid]:
    return as_printed([Styled(datetime(m.year, m.month, 1), number_format="mmm-yy") for m in MONTHS])


def month_ends() -> list[Grid]:
    return as_printed(
        [datetime(m.plus(1).year, m.plus(1).month, 1) - (datetime(2, 1, 2) - datetime(2, 1, 1)) for m in MONTHS]
    )


def integers() -> list[Grid]:
    return as_printed([m.year * 100 + m.month for m in MONTHS])


def year_in_title() -> list[Grid]:
    rows = [["Performance report 2022/23"], *([section_row] for section_row in ())]
    for section in SECTIONS:
        rows += [[], [section], ["Indicator", *NAMES, "Target"]]
        rows += [[row["indicator"], *figures(row), cell(row["target"]) or None] for row in rows_of(section)]
    return [sheet(rows)]


def year_row_above() -> list[Grid]:
    return [
        sheet([[section], [None, 2022], ["Indicator", *NAMES],
               *([row["indicator"], *figures(row)] for row in rows_of(section))], name=section[:31], merges=["B2:J2"])
        for section in SECTIONS
    ]  # fmt: skip


def banner_rows() -> list[Grid]:
    rows: list[list[Any]] = [["Key performance indicators"], ["Indicator", *HEADINGS, "Target"]]
    for section in SECTIONS:
        rows += [
            [bold(section)],
            *([row["indicator"], *figures(row), cell(row["target"]) or None] for row in rows_of(section)),
        ]
    return [sheet(rows)]


def section_column() -> list[Grid]:
    rows = [[row["section"], row["indicator"], *figures(row), cell(row["target"]) or None] for row in ROWS]
    return [sheet([["Priority area", "Indicator", *HEADINGS, "Target"], *rows])]


def section_column_filled_once() -> list[Grid]:
    rows: list[list[Any]] = [["Theme", "Measure", "Target", *HEADINGS]]
    for section in SECTIONS:
        for n, row in enumerate(rows_of(section)):
            rows.append([None if n else section, row["indicator"], cell(row["target"]) or None, *figures(row)])
    return [sheet(rows)]


def newest_first() -> list[Grid]:
    return [
        sheet([[section], ["Indicator", *reversed(HEADINGS)],
               *([row["indicator"], *reversed(figures(row))] for row in rows_of(section))], name=section[:31])
        for section in SECTIONS
    ]  # fmt: skip


def months_down() -> list[Grid]:
    found = []
    for section in SECTIONS:
        rows = rows_of(section)
        body = [[heading, *(cell(row[heading]) for row in rows)] for heading in HEADINGS]
        target = ["Target", *(cell(row["target"]) or None for row in rows)]
        found.append(
            sheet([[section], ["Month", *(row["indicator"] for row in rows)], *body, target], name=section[:31])
        )
    return found


def stacked() -> list[Grid]:
    rows: list[list[Any]] = []
    for section in SECTIONS:
        rows += [[section], ["Indicator", *HEADINGS, "Target"]]
        rows += [[row["indicator"], *figures(row), cell(row["target"]) or None] for row in rows_of(section)]
        rows += [
            ["Analysis"],
            [f"What we think of {section}, in a sentence."],
            ["Action/next steps"],
            ["- do something"],
            [],
        ]
    return [sheet(rows)]


def stacked_under_one_header() -> list[Grid]:
    rows: list[list[Any]] = [["Indicator", *HEADINGS, "Target"]]
    for section in SECTIONS:
        rows += [
            [bold(section)],
            *([row["indicator"], *figures(row), cell(row["target"]) or None] for row in rows_of(section)),
        ]
        rows += [["Analysis"], [f"What we think of {section}, in a sentence."], []]
    return [sheet(rows)]


def side_by_side() -> list[Grid]:
    width = len(HEADINGS) + 2
    longest = max(len(rows_of(section)) for section in SECTIONS)
    rows: list[list[Any]] = [[None] * (width * len(SECTIONS)) for _ in range(longest + 2)]
    for n, section in enumerate(SECTIONS):
        left = n * width
        rows[0][left] = section
        rows[1][left : left + 1 + len(HEADINGS)] = ["Indicator", *HEADINGS]
        for line, row in enumerate(rows_of(section), 2):
            rows[line][left : left + 1 + len(HEADINGS)] = [row["indicator"], *figures(row)]
    return [sheet(rows)]


def split(row: dict[str, str]) -> list[list[Any]]:
    """The value, numerator and denominator lines of a row; the value alone where it has no counts."""
    read = [parsed(row[each]) for each in HEADINGS]
    if read[0][1] is None:
        return [figures(row)]
    return [[Styled(v, number_format="0%") for v, _, _ in read], [n for _, n, _ in read], [d for _, _, d in read]]


def counts_below() -> list[Grid]:
    found = []
    for section in SECTIONS:
        rows: list[list[Any]] = [[section], ["Indicator", *HEADINGS]]
        for row in rows_of(section):
            rows += [
                [name, *line]
                for name, line in zip([row["indicator"], "Numerator", "Denominator"], split(row), strict=False)
            ]
        found.append(sheet(rows, name=section[:31]))
    return found


def counts_within_months() -> list[Grid]:
    found = []
    for section in SECTIONS:
        top = [None, *(each for heading in HEADINGS for each in (heading, None, None))]
        rows: list[list[Any]] = [[section], top, ["Indicator", *["Num", "Den", "%"] * 9]]
        for row in rows_of(section):
            lines = split(row)
            value, *counts = lines
            cells = [
                (*(count[i] for count in counts), value[i]) if counts else (None, None, value[i]) for i in range(9)
            ]
            rows.append([row["indicator"], *(each for triple in cells for each in triple)])
        merges = [f"{chr(66 + 3 * i) if i < 8 else 'Z'}2:{chr(68 + 3 * i) if i < 8 else 'AB'}2" for i in range(9)]
        found.append(sheet(rows, name=section[:31], merges=merges))
    return found


def tidy() -> list[Grid]:
    rows: list[list[Any]] = [["Period", "Denominator", "Section", "KPI", "Numerator", "Value"]]
    for row in ROWS:
        for heading in HEADINGS:
            value, numerator, denominator = parsed(row[heading])
            typed = Styled(value, number_format="0%") if numerator is not None else cell(row[heading])
            rows.append([heading, denominator, row["section"], row["indicator"], numerator, typed])
    return [sheet(rows)]


def percentages_as_points() -> list[Grid]:
    found = []
    for section in SECTIONS:
        rows: list[list[Any]] = [[section], ["Indicator", *HEADINGS]]
        for row in rows_of(section):
            read = [parsed(row[each]) for each in HEADINGS]
            percent = read[0][1] is not None
            rows.append(
                [
                    row["indicator"],
                    *([round(v * 100) for v, _, _ in read if v is not None] if percent else figures(row)),
                ]
            )
        found.append(sheet(rows, name=section[:31]))
    return found


def future_months_blank() -> list[Grid]:
    return [
        sheet([[section], ["Indicator", *HEADINGS, "Jan-23", "Feb-23", "Mar-23", "Target"],
               *([row["indicator"], *figures(row), None, None, None,
                   cell(row["target"]) or None] for row in rows_of(section))],
              name=section[:31])
        for section in SECTIONS
    ]  # fmt: skip


def future_months_zero() -> list[Grid]:
    return [
        sheet([[section], ["Indicator", *HEADINGS, "Jan-23", "Feb-23", "Mar-23"],
               *([row["indicator"], *figures(row), 0, 0, 0] for row in rows_of(section))], name=section[:31])
        for section in SECTIONS
    ]  # fmt: skip


def with_quarters() -> list[Grid]:
    header = ["Ref", "Indicator", *HEADINGS[:3], "Q1", *HEADINGS[3:6], "Q2", *HEADINGS[6:], "Q3", "YTD", "RAG", "Owner"]
    found = []
    for section in SECTIONS:
        rows = []
        for n, row in enumerate(rows_of(section), 1):
            f = figures(row)
            rows.append([n, row["indicator"], *f[:3], f[2], *f[3:6], f[5], *f[6:], f[8], f[8], "G", "AB"])
        found.append(sheet([[section], header, *rows], name=section[:31]))
    return found


WITHOUT_COUNTS = (percentages_as_points,)
LAYOUTS: tuple[Callable[[], list[Grid]], ...] = (
    as_printed, real_dates, month_ends, integers, year_in_title, year_row_above, banner_rows, section_column,
    section_column_filled_once, newest_first, months_down, stacked, stacked_under_one_header, side_by_side,
    counts_below, counts_within_months, tidy, percentages_as_points, future_months_blank, future_months_zero,
    with_quarters,
)  # fmt: skip


def read_back(book: KpiWorkbook) -> dict[Key, list[tuple[Month, Figure]]]:
    return {
        (section.title, row.name): [(o.month, (o.value, o.numerator, o.denominator)) for o in row.observations]
        for section in book.sections for row in section.indicators
    }  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
def test_every_figure_is_read(layout: Callable[[], list[Grid]]) -> None:
    counted = layout not in WITHOUT_COUNTS
    expected = {
        key: [(month, (value, n if counted else None, d if counted else None))
              for month, (value, n, d) in zip(MONTHS, row, strict=True)]
        for key, row in EXPECTED.items()
    }  # fmt: skip
    book = workbook(*layout())
    assert read_back(book) == expected
    assert (list(book.months), book.reporting_month) == (MONTHS, Month(2022, 12))


def test_the_same_cells_as_typed() -> None:
    book = workbook(*as_printed())
    row = book.sections[0].indicators[1]
    assert [(o.place.sheet, o.place.cell, o.typed) for o in row.observations][:2] == [
        ("1 Effective Assessment and Inte", "B4", "21% (57/270)"),
        ("1 Effective Assessment and Inte", "C4", "21% (76/370)"),
    ]
    assert row.target is not None
    assert (row.target.place.cell, row.target.value) == ("K4", 0.23)
    assert [(c.name, c.place.cell, c.value, c.year) for c in row.comparators] == [
        ("Southampton 21/22", "L4", 0.27, "21/22"), ("Statistical Neighbours", "M4", 0.21, None),
        ("South East", "N4", 0.26, None), ("England", "O4", 0.21, None),
    ]  # fmt: skip
    assert book.organisation == "Southampton"


def test_counts_keep_their_own_cells() -> None:
    book = workbook(*counts_below())
    first = book.sections[0].indicators[1].observations[0]
    assert first.numerator_place is not None
    assert first.denominator_place is not None
    assert (first.place.cell, first.numerator_place.cell, first.denominator_place.cell) == ("B4", "B5", "B6")


def test_narrative_is_tied_to_its_section() -> None:
    book = workbook(*stacked())
    assert [(section.title, [p.text for p in section.analysis],
        [p.text for p in section.actions]) for section in book.sections] == [
        (section, [f"What we think of {section}, in a sentence."], ["- do something"]) for section in SECTIONS
    ]  # fmt: skip
