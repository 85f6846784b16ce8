"""Works out where everything stands, before the first cell is written."""

from __future__ import annotations

from ..figures.results import IndicatorResult
from ..model import Indicator, Month
from .naming import SheetNames, one_line
from .only_section import name_of_the_only
from .places import (
    FIRST_CHART_ROW,
    FIRST_FIGURE_ROW,
    FIRST_MONTH_COLUMN,
    FIXED_SHEETS,
    MONTHS_IN_YEAR,
    MOST_CHART_MONTHS,
    Part,
    Plan,
    Row,
)
from .report import Report
from .series import areas_of, series_of


def make_plan(report: Report) -> Plan:
    """Works out every place of a report's workbook."""
    book = report.book
    month = book.reporting_month
    start = month.year_start(book.year_starts_in)
    months = tuple(start.plus(each) for each in range(MONTHS_IN_YEAR))
    parts = _parts(report, start)
    return Plan(
        months=months,
        chart_months=_chart_months(report, months),
        report_column=FIRST_MONTH_COLUMN + month.since(start),
        parts=parts,
        areas=areas_of(row for part in parts for row in part.rows),
    )


def has_counts(result: IndicatorResult) -> bool:
    """Whether any month has a numerator and a denominator."""
    return any(each.numerator is not None and each.denominator is not None for each in result.figures)


def _chart_months(report: Report, months: tuple[Month, ...]) -> tuple[Month, ...]:
    """The year, and the earlier months that have figures, so many at most."""
    last = report.book.reporting_month
    earlier = {each for each in report.book.months if each < months[0] and last.since(each) < MOST_CHART_MONTHS}
    if not earlier:
        return months
    first = min(earlier)
    return tuple(first.plus(each) for each in range(months[0].since(first))) + months


def _parts(report: Report, starts: Month) -> tuple[Part, ...]:
    """Sections with their sheets' names and their rows' places."""
    names = SheetNames(FIXED_SHEETS)
    results = iter(report.results.indicators)
    parts: list[Part] = []
    alone = sum(bool(section.indicators) for section in report.book.sections) == 1
    index, chart_row, compared = 0, FIRST_CHART_ROW, 0
    for number, section in enumerate(report.book.sections, start=1):
        title = one_line(section.title) or section.sheet
        if alone and section.indicators:
            title = name_of_the_only(title)
        sheet = names.new(f"{number} {title}") if section.indicators else None
        story = names.new(f"{number} Charts and commentary" if sheet else f"{number} {title}")
        rows: list[Row] = []
        count_row = FIRST_FIGURE_ROW + len(section.indicators) + 5
        for offset, indicator in enumerate(section.indicators):
            result = next(results)
            counted = has_counts(result)
            has_peers = any(gap.value is not None for gap in result.gaps)
            row = Row(
                index=index, indicator=indicator, result=result, label=label_of(indicator), section_number=number,
                sheet=sheet or story, story_sheet=story, row=FIRST_FIGURE_ROW + offset,
                count_row=count_row if counted else None, chart_row=chart_row, starts=starts,
                compared_line=compared if has_peers else None,
            )  # fmt: skip
            rows.append(row)
            count_row += 2 * counted
            compared += has_peers
            chart_row += len(series_of(row))
            index += 1
        parts.append(Part(number, section, title, sheet, story, tuple(rows)))
    return tuple(parts)


def label_of(indicator: Indicator) -> str:
    """An indicator's name on one line, with its group and team where it has them."""
    parts = (one_line(part or "") for part in (indicator.group, indicator.name, indicator.team))
    return " – ".join(part for part in parts if part) or str(indicator.place)
