"""Books for the figures' tests: the example's rows as printed, and rows made up on the spot."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from kpi_workbook.figures import define, recompute
from kpi_workbook.figures.results import IndicatorResult, Results
from kpi_workbook.model import (
    Area,
    Comparator,
    Indicator,
    Kind,
    KpiWorkbook,
    Month,
    Observation,
    Place,
    Section,
    Status,
    Target,
    Unit,
)
from kpi_workbook.reading.targets import read_target_text
from kpi_workbook.reading.values import read_figure_text
from kpi_workbook.settings import Settings

EXAMPLE = Path(__file__).parents[1] / "examples" / "southampton_figures.csv"
COMPARATORS = (
    ("southampton_2021_22", "Southampton 21/22", Area.PREVIOUS_YEAR),
    ("statistical_neighbours", "Statistical Neighbours", Area.NEIGHBOURS),
    ("south_east", "South East", Area.REGION),
    ("england", "England", Area.ENGLAND),
)
APRIL = Month(2022, 4)


def observation(month: Month, typed: str, place: Place) -> Observation:
    figure = read_figure_text(typed)
    return Observation(
        month=month,
        place=place,
        typed=typed,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        status=figure.status,
        decimals=figure.decimals,
        kind=Kind.TEXT,
    )


def target(typed: str, place: Place, month: Month | None = None) -> Target:
    aim = read_target_text(typed)
    return Target(
        place=place,
        typed=typed,
        value=aim.figure.value,
        upper=aim.upper,
        comparison=aim.comparison,
        signed=aim.signed,
        basis=aim.basis,
        status=aim.figure.status,
        month=month,
    )


def comparator(typed: str, name: str, area: Area, place: Place) -> Comparator:
    figure = read_figure_text(typed)
    status = figure.status if figure.value is None else None
    if status is Status.UNREADABLE:
        status = Status.NOT_AVAILABLE
    return Comparator(name=name, area=area, place=place, typed=typed, value=figure.value, status=status)


def indicator(
    name: str,
    typed: Sequence[str],
    aim: str = "",
    row: int = 2,
    sheet: str = "KPIs",
    start: Month = APRIL,
    unit: Unit = Unit.UNKNOWN,
    comparators: Sequence[tuple[str, str, Area]] = (),
) -> Indicator:
    """A row: its name, its cells as typed from `start` on, and its target as typed."""
    cells = [
        observation(start.plus(step), text, Place(sheet, f"{chr(66 + step) if step < 20 else f'B{step}'}{row}"))
        for step, text in enumerate(typed)
    ]
    return Indicator(
        name=name,
        place=Place(sheet, f"A{row}"),
        unit=unit,
        target=target(aim, Place(sheet, f"Y{row}")) if aim else None,
        observations=tuple(cells),
        comparators=tuple(comparator(text, title, area, Place(sheet, f"Z{row}")) for text, title, area in comparators),
    )


def book(*rows: Indicator, months: int | None = None, reporting: Month | None = None) -> KpiWorkbook:
    """A workbook of one section with these rows."""
    found = sorted({each.month for row in rows for each in row.observations}) or [APRIL]
    return KpiWorkbook(
        file="made-up.xlsx",
        sha256="0" * 64,
        organisation=None,
        reporting_month=reporting or found[-1 if months is None else months - 1],
        months=tuple(found),
        sections=(Section(title="Section", sheet="KPIs", indicators=rows),),
    )


def results(*rows: Indicator, settings: Settings | None = None, reporting: Month | None = None) -> Results:
    settings = settings or Settings()
    return recompute(define(book(*rows, reporting=reporting), settings), settings)


def result(row: Indicator, settings: Settings | None = None, reporting: Month | None = None) -> IndicatorResult:
    """What is recomputed of a row that stands alone."""
    return results(row, settings=settings, reporting=reporting).indicators[0]


def example_book() -> KpiWorkbook:
    """The report's 37 rows as printed, a section a sheet."""
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    months = [key for key in rows[0] if re.fullmatch(r"[A-Z][a-z]{2}-\d\d", key)]
    sections = []
    for title, group in groupby(rows, key=lambda row: row["section"]):
        made = [
            indicator(
                row["indicator"],
                [row[month] for month in months],
                row["target"],
                row=4 + place,
                sheet=title,
                comparators=[(row[key], name, area) for key, name, area in COMPARATORS],
            )
            for place, row in enumerate(group)
        ]
        sections.append(Section(title=title, sheet=title, indicators=tuple(made)))
    return KpiWorkbook(
        file="southampton-2022-12.xlsx",
        sha256="0" * 64,
        organisation="Southampton",
        reporting_month=Month(2022, 12),
        months=tuple(APRIL.plus(step) for step in range(9)),
        sections=tuple(sections),
    )
