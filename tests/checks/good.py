"""A good workbook in memory: three sections, nine months, nothing to find; tests break one cell of it.

`findings({("Care", "D5"): "99"})` reads the cells as a file's and gives (rule, cell) of all that is found.
"""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any

from kpi_workbook import checks, figures
from kpi_workbook.checks.rule import Case
from kpi_workbook.model import Finding, Kind, KpiWorkbook, NotRun, Severity
from kpi_workbook.reading.grid import Cell, Grid, Grids, Look
from kpi_workbook.reading.layout.assemble import understand
from kpi_workbook.settings import Settings

MONTHS = ("Apr-22", "May-22", "Jun-22", "Jul-22", "Aug-22", "Sep-22", "Oct-22", "Nov-22", "Dec-22")
POPULATION = 49_500
CONTACTS = (1665, 1890, 1766, 1694, 1859, 1789, 1587, 1794, 1628)
REFERRALS = (270, 370, 334, 325, 286, 314, 276, 399, 299)
EARLY_HELP = (106, 130, 146, 162, 99, 106, 92, 156, 84)
REPEATED = (57, 76, 79, 83, 79, 93, 75, 104, 89)
LOOKED_AFTER = (566, 559, 554, 553, 551, 548, 552, 558, 543)
VISITED = (479, 456, 473, 470, 448, 461, 471, 491, 445)
REVIEWED = (556, 545, 542, 544, 534, 536, 537, 545, 529)
LEAVERS = (218, 226, 221, 229, 238, 249, 252, 254, 259)
IN_TOUCH = (192, 201, 199, 204, 211, 226, 228, 231, 233)
NORTH = (14, 19, 11, 16, 15, 21, 13, 17, 18)
SOUTH = (22, 17, 24, 19, 26, 18, 20, 25, 21)

LETTERS, DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
Value = Any
Change = dict[tuple[str, str], Value]
Findings = list[tuple[str, str]]


def half_up(share: Fraction) -> int:
    return int(share * 100 + Fraction(1, 2))


def percent(part: int, whole: int) -> str:
    return f"{half_up(Fraction(part, whole))}% ({part}/{whole})"


def percents(parts: tuple[int, ...], wholes: tuple[int, ...]) -> list[Value]:
    """Nine percentages with counts, and the year to date, pooled."""
    year = Fraction(sum(parts), sum(wholes))
    return [*(percent(part, whole) for part, whole in zip(parts, wholes, strict=True)), half_up(year) / 100]


def running(values: tuple[int, ...]) -> list[int]:
    return [sum(values[: index + 1]) for index in range(len(values))]


def rates(counts: list[int]) -> list[Value]:
    shown = [int(Fraction(count * 10_000, POPULATION) + Fraction(1, 2)) for count in counts]
    return [*shown, shown[-1]]


def flow(values: tuple[int, ...]) -> list[Value]:
    return [*values, sum(values)]


def latest(values: list[int] | tuple[int, ...]) -> list[Value]:
    return [*values, values[-1]]


NONE = ("N/A", "N/A", "N/A", "N/A")
HEADINGS = ["Indicator", *MONTHS, "YTD", "Target", "RAG", "Direction of travel"]
COMPARATORS = ["Camford 20/21", "Statistical Neighbours", "South East", "England"]
CARE = ["Number of CLA at the end of the month", *latest(LOOKED_AFTER), "<600", "Green", "↓", *NONE]
VISITS = [
    "Percentage of CLA for whom a visit has taken place within statutory timescales", *percents(VISITED, LOOKED_AFTER),
    0.9, "Red", "↓", 0.86, 0.88, 0.87, 0.89,
]  # fmt: skip
SHEETS: dict[str, list[list[Value]]] = {
    "Front Door": [
        ["Front door"],
        [],
        [*HEADINGS, *COMPARATORS],
        ["Number of contacts", *flow(CONTACTS), "<21,000 per year", "N/A", "↓", *NONE],
        ["Number of referrals in the month", *flow(REFERRALS), "N/A", "N/A", "↓", *NONE],
        [
            "Percentage of re-referrals within 12 months", *percents(REPEATED, REFERRALS), "<23%",
            "Red", "↑", 0.27, 0.21, 0.26, 0.21,
        ],
        ["Referrals (cumulative)", *latest(running(REFERRALS)), "N/A", "N/A", "↑", *NONE],
        [
            "Rate of referrals per 10,000 (cumulative)", *rates(running(REFERRALS)),
            "<800 (cumulative)", "Green", "↑", 790, 647, 561, 494,
        ],
        ["Number of Early Help assessments completed", *EARLY_HELP, "N/A", "N/A", "N/A", "↓", *NONE],
    ],
    "Care": [
        ["Children in care"],
        [],
        [*HEADINGS, *COMPARATORS],
        CARE,
        ["Rate of CLA per 10,000 under 18 population", *rates(list(LOOKED_AFTER)), "N/A", "N/A", "↓", 96, 100, 83, 87],
        VISITS,
        [
            "Percentage of CLA children with an up to date review", *percents(REVIEWED,
            LOOKED_AFTER), 0.95, "Green", "↓", 0.97, 0.96, 0.95, 0.98,
        ],
        ["Number of care leavers", *latest(LEAVERS), "N/A", "N/A", "↑", *NONE],
        ["Percentage of care leavers in touch", *percents(IN_TOUCH, LEAVERS), "85% or more", "Green", "↓", *NONE],
    ],
    "Overview": [
        ["Overview"],
        [],
        [*HEADINGS, *COMPARATORS],
        CARE,
        VISITS,
        ["Complaints received: north", *flow(NORTH), "N/A", "N/A", "↑", *NONE],
        ["Complaints received: south", *flow(SOUTH), "N/A", "N/A", "↓", *NONE],
        [
            "Complaints received: total", *flow(tuple(n + s for n, s in zip(NORTH, SOUTH,
            strict=True))), "N/A", "N/A", "↓", *NONE,
        ],
    ],
}  # fmt: skip


def cell(row: int, column: int, value: Value) -> Cell:
    """A cell as a reader would hand it on: fractions below one show as percentages, `#DIV/0!` is an error."""
    if isinstance(value, str):
        return Cell(row, column, value, Kind.ERROR if value.startswith("#") else Kind.TEXT)
    if isinstance(value, datetime):
        return Cell(row, column, value, Kind.DATE, Look("d-mmm"))
    look = Look("0%") if isinstance(value, float) and 0 < value < 1 else Look("0.0%" if value == 0.009 else "General")
    return Cell(row, column, value, Kind.NUMBER, look)


def grids(
    changes: Change | None = None,
    hidden: dict[str, tuple[int, ...]] | None = None,
    sheets: dict[str, list[list[Value]]] | None = None,
) -> Grids:
    """The good workbook's cells (or other `sheets`) with some of them changed, and rows hidden by sheet."""
    made = []
    for name, lines in (sheets or SHEETS).items():
        cells = {
            (row, column): value for row, line in enumerate(lines, 1) for column, value in enumerate(line, 1)
        }  # fmt: skip
        for (sheet, address), value in (changes or {}).items():
            if sheet == name:
                cells[int(address.lstrip(LETTERS)), column_of(address)] = value
        grid = Grid(name, hidden_rows=frozenset((hidden or {}).get(name, ())))
        for (row, column), value in sorted(cells.items()):
            if value is not None:
                grid.cells[row, column] = cell(row, column, value)
        made.append(grid)
    return Grids("good.xlsx", "xlsx", "0" * 64, tuple(made))


def column_of(address: str) -> int:
    column = 0
    for letter in address.rstrip(DIGITS):
        column = column * 26 + ord(letter) - 64
    return column


def book(changes: Change | None = None, settings: Settings | None = None, **more: Any) -> KpiWorkbook:
    settings = settings or Settings()
    return figures.define(understand(grids(changes, **more), settings), settings)


def examine(
    changes: Change | None = None,
    settings: Settings | None = None,
    previous: KpiWorkbook | None = None,
    public: bool = False,
    **more: Any,
) -> tuple[tuple[Finding, ...], tuple[NotRun, ...]]:
    settings = settings or Settings()
    return check(book(changes, settings, **more), settings, previous, public)


def check(
    made: KpiWorkbook, settings: Settings, previous: KpiWorkbook | None = None, public: bool = False
) -> tuple[tuple[Finding, ...], tuple[NotRun, ...]]:
    return checks.run(checks.RULES, Case(made, figures.recompute(made, settings), settings, previous, public))


def findings(changes: Change | None = None, quiet: bool = False, **more: Any) -> Findings:
    """(rule, sheet!cell) of all that is found; what is only worth knowing is left out unless `quiet` is wanted."""
    found = examine(changes, **more)[0]
    return [(each.rule, str(each.place)) for each in found if quiet or each.severity is not Severity.INFO]
