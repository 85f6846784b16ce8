"""Where everything stands in the scrutiny workbook, worked out before the first cell is written.

Sheets refer to each other's cells by formula, so each must know the others' places; no sheet reads another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from ..figures.results import ControlPoint, Figure, IndicatorResult
from ..model import Area, Finding, Indicator, Month, Section, Unit
from .at_hand import at_hand
from .display import decimals_of, unit_of
from .page import fixed_place, place_in
from .response import SHEET as RESPONSE

MONTHS_IN_YEAR = 12
MOST_CHART_MONTHS = 36
CLOCKS = ("In month", "Year to date", "Forecast")

FIRST_FIGURE_ROW = 6
"""On a section's sheet: the table's first line (its heading is the row above)."""
FIRST_MONTH_COLUMN = 1
YEAR_TO_DATE_COLUMN = FIRST_MONTH_COLUMN + MONTHS_IN_YEAR
TARGET_COLUMN = YEAR_TO_DATE_COLUMN + 1
IN_MONTH_COLUMN = TARGET_COLUMN + 1
CHANGE_COLUMN = IN_MONTH_COLUMN + 3
TREND_COLUMN = CHANGE_COLUMN + 1

WORKINGS, CHART_DATA = "Workings", "Chart data"
STATUS_TABLE_ROW = 6
"""On the cover: the heading of the table of status words, which the summary's chart is drawn from."""
FIRST_CLOCK_COLUMN = 2
"""In that table: the first of the columns that count indicators, a column a clock."""
FIRST_WORKING_ROW = 4
FIRST_CHART_ROW = 4
TITLE_COLUMN, FIRST_VALUE_COLUMN = 3, 4
"""Columns of the chart data: section, indicator, line, title, then months and comparators."""
FIXED_SHEETS = (
    "Cover", "Summary", "Comparators", "Comparator charts", "Findings", "Revisions", "Data", WORKINGS, CHART_DATA,
    "Definitions", "Checks", "Notes", RESPONSE,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Row:
    """An indicator and its places. `index` counts through the whole workbook; `starts` is the year's first month.

    `count_row`: the numerator's row on the section's sheet (the denominator's is below it), None where no month has
    both counts. `compared_line`: its line among those compared, None where nobody else's figure is given.
    """

    index: int
    indicator: Indicator
    result: IndicatorResult
    label: str
    section_number: int
    sheet: str
    story_sheet: str
    row: int
    count_row: int | None
    chart_row: int
    compared_line: int | None
    starts: Month

    @cached_property
    def unit(self) -> Unit:
        """What its figures are."""
        return unit_of(self.indicator, self.result)

    @cached_property
    def decimals(self) -> int:
        """How many digits its figures show after the point."""
        return decimals_of(self.indicator, self.unit)

    @property
    def figures(self) -> dict[Month, Figure]:
        """Its recomputed figures by month."""
        return _figures(self)

    @property
    def limits(self) -> dict[Month, ControlPoint]:
        """Control points by month, no limit where no figure can be: below 0, or above 100%.

        None for a running total, whose limits are those of its steps.
        """
        return _limits(self)

    def figure_place(self, column: int) -> str:
        """The cell of one of its columns on the section's sheet."""
        return place_in(self.sheet, self.row, column)

    def working_place(self, clock: int, column: int) -> str:
        """A cell of its line in the workings (clock 0 in month, 1 to date, 2 forecast)."""
        return fixed_place(WORKINGS, self.working_row(clock), column)

    def working_row(self, clock: int) -> int:
        """Its line in the workings."""
        return FIRST_WORKING_ROW + self.index * len(CLOCKS) + clock


@at_hand()
def _figures(row: Row) -> dict[Month, Figure]:
    return {each.month: each for each in row.result.figures}


@at_hand()
def _limits(row: Row) -> dict[Month, ControlPoint]:
    points = () if row.result.control.of_steps else row.result.control.points
    least = 0.0 if all(point.value >= 0 for point in points) else -inf
    most = 1.0 if row.unit is Unit.PERCENTAGE and all(point.value <= 1 for point in points) else inf
    return {
        point.month: point
        if least <= point.lower and point.upper <= most
        else replace(point, lower=max(point.lower, least), upper=min(point.upper, most))
        for point in points
    }


@dataclass(frozen=True)
class Part:
    """A section and its sheets: `sheet` has the table (None for text alone), `story_sheet` the text and charts."""

    number: int
    section: Section
    title: str
    sheet: str | None
    story_sheet: str
    rows: tuple[Row, ...]

    @property
    def front(self) -> str:
        """The sheet to go to."""
        return self.sheet or self.story_sheet

    def owns(self, finding: Finding) -> bool:
        """Whether a finding is about this section."""
        return finding.section == self.section.title if finding.section else finding.place.sheet == self.section.sheet

    @property
    def count_heading_row(self) -> int:
        """The heading row of the counts' table on the section's sheet."""
        return FIRST_FIGURE_ROW + len(self.rows) + 4


@dataclass(frozen=True, eq=False)
class Plan:
    """All places. `months`: the reporting month's financial year; `chart_months`: those and the earlier ones drawn.

    `areas`: whom any indicator may be compared with.
    """

    months: tuple[Month, ...]
    chart_months: tuple[Month, ...]
    report_column: int
    parts: tuple[Part, ...]
    areas: tuple[Area, ...]

    @property
    def month(self) -> Month:
        """The reporting month."""
        return self.months[self.report_column - FIRST_MONTH_COLUMN]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every indicator, in document order."""
        return tuple(row for part in self.parts for row in part.rows)

    @cached_property
    def rows_by_name(self) -> dict[str, list[Row]]:
        """The indicators that each name stands for, in document order."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.indicator.name, []).append(row)
        return found
