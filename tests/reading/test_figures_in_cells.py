"""What one cell says as a figure, and what one says as a target."""

from __future__ import annotations

from typing import Any

import pytest

from kpi_workbook.model import Basis, Comparison, Kind, Status
from kpi_workbook.reading.grid import Cell, Look
from kpi_workbook.reading.targets import read_target_text
from kpi_workbook.reading.values import read_figure, read_figure_text


@pytest.mark.parametrize(
    ("text", "value", "numerator", "denominator", "decimals"),
    [
        ("21% (57/270)", 0.21, 57, 270, 0),
        ("21.5% (58 of 270)", 0.215, 58, 270, 1),
        ("57/270", 57 / 270, 57, 270, None),
        ("57 out of 270", 57 / 270, 57, 270, None),
        ("57/270 (21%)", 0.21, 57, 270, 0),
        ("21% 1,771/2,331", 0.21, 1771, 2331, 0),
        ("21%", 0.21, None, None, 0),
        ("0.9%", 0.009, None, None, 1),
        ("1,234", 1234, None, None, 0),
        ("1.2k", 1200, None, None, None),
        ("£1.2m", 1_200_000, None, None, None),
        ("£1,200.50", 1200.5, None, None, 2),
        ("(123)", -123, None, None, 0),
        ("-5", -5, None, None, 0),
        ("12 days", 12, None, None, 0),
        ("84 (provisional)", 84, None, None, 0),
        ("84*", 84, None, None, 0),
        ("99% (283/286) r", 0.99, 283, 286, 0),
    ],
)
def test_figures(text: str, value: float, numerator: Any, denominator: Any, decimals: Any) -> None:
    figure = read_figure_text(text)
    assert (figure.value, figure.numerator, figure.denominator, figure.status) == (value, numerator, denominator, None)
    assert figure.decimals == decimals


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", Status.BLANK), ("  ", Status.BLANK),
        ("n/a", Status.NOT_APPLICABLE), ("N/A", Status.NOT_APPLICABLE), ("[z]", Status.NOT_APPLICABLE),
        ("..", Status.NOT_AVAILABLE), ("-", Status.NOT_AVAILABLE), ("[x]", Status.NOT_AVAILABLE),
        ("Comparative data with these groups is not available (not part of returns)", Status.NOT_AVAILABLE),
        ("N/A Comparative data is not available", Status.NOT_AVAILABLE),
        ("tbc", Status.TO_BE_CONFIRMED), ("To be confirmed", Status.TO_BE_CONFIRMED),
        ("Not set", Status.NOT_SET),
        ("c", Status.SUPPRESSED), ("(S)", Status.SUPPRESSED), ("*", Status.SUPPRESSED), ("<5", Status.SUPPRESSED),
        ("Fewer than 5", Status.SUPPRESSED),
        ("5 children in 2 groups", Status.UNREADABLE), ("12th May", Status.UNREADABLE), ("Good", Status.UNREADABLE),
        ("95%-", Status.UNREADABLE), ("１２", Status.UNREADABLE),
    ],
)  # fmt: skip
def test_why_there_is_no_figure(text: str, status: Status) -> None:
    figure = read_figure_text(text)
    assert (figure.value, figure.status) == (None, status)


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (0.21, "0%", (0.21, 0, True)),
        (0.2111, "0.00%", (0.2111, 2, True)),
        (0.2111111111111, "0%", (0.2111111111111, None, True)),
        (21.1, "General", (21.1, 1, False)),
        (399, "#,##0", (399, 0, False)),
        (12.5, '"%" 0.0', (12.5, 1, False)),
    ],
)
def test_stored_numbers(value: float, number_format: str, expected: tuple[float, int | None, bool]) -> None:
    figure = read_figure(Cell(1, 1, value, Kind.NUMBER, Look(number_format=number_format)))
    assert (figure.value, figure.decimals, figure.percent) == expected


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        (None, Status.BLANK),
        (Cell(1, 1, "#DIV/0!", Kind.ERROR), Status.ERROR),
        (Cell(1, 1, None, Kind.NUMBER, formula=True), Status.BLANK),
        (Cell(1, 1, True, Kind.BOOLEAN), Status.UNREADABLE),
    ],
)
def test_other_cells(cell: Cell | None, status: Status) -> None:
    assert read_figure(cell).status is status


@pytest.mark.parametrize(
    ("text", "value", "upper", "comparison", "basis"),
    [
        ("23%", 0.23, None, None, None),
        ("<10%", 0.1, None, Comparison.BELOW, None),
        ("<=37", 37, None, Comparison.AT_MOST, None),
        (">95%", 0.95, None, Comparison.ABOVE, None),
        ("≥ 85%", 0.85, None, Comparison.AT_LEAST, None),
        ("95% or more", 0.95, None, Comparison.AT_LEAST, None),
        ("95%+", 0.95, None, Comparison.AT_LEAST, None),
        ("under 37", 37, None, Comparison.BELOW, None),
        ("no more than 5 days", 5, None, Comparison.AT_MOST, None),
        ("<17K", 17000, None, Comparison.BELOW, None),
        ("1.2m", 1_200_000, None, None, None),
        ("£1,200", 1200, None, None, None),
        ("90-95%", 0.9, 0.95, Comparison.WITHIN, None),
        ("between 10 and 15", 10, 15, Comparison.WITHIN, None),
        ("700 (accumulative)", 700, None, None, Basis.YEAR),
        ("700 (cumulative)", 700, None, None, Basis.YEAR),
        ("17,000 per year", 17000, None, None, Basis.YEAR),
        ("85% by March 2023", 0.85, None, None, Basis.YEAR),
        ("12 per month", 12, None, None, Basis.MONTH),
        ("1,200 p.a.", 1200, None, None, Basis.YEAR),
        ("Increase to 85%", 0.85, None, Comparison.AT_LEAST, None),
        ("Reduce to 20", 20, None, Comparison.AT_MOST, None),
        ("reduce to below 20%", 0.2, None, Comparison.BELOW, None),
        ("Maintain above 95%", 0.95, None, Comparison.ABOVE, None),
        ("Statutory 100%", 1, None, None, None),
        ("National target: 90%", 0.9, None, None, None),
        ("±5%", -0.05, 0.05, Comparison.WITHIN, None),
    ],
)
def test_targets(text: str, value: float, upper: Any, comparison: Any, basis: Any) -> None:
    aim = read_target_text(text)
    assert (aim.figure.value, aim.upper, aim.comparison, aim.basis) == (value, upper, comparison, basis)
    assert aim.signed is (comparison is not None)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Not set", Status.NOT_SET), ("-", Status.NOT_SET), ("N/A", Status.NOT_APPLICABLE),
        ("TBC", Status.TO_BE_CONFIRMED), ("", Status.BLANK), ("Top quartile", Status.NOT_AVAILABLE),
        ("-5%", Status.NOT_AVAILABLE), ("5% reduction on last year", Status.NOT_AVAILABLE),
        ("80-ish", Status.UNREADABLE), ("80%-ish", Status.UNREADABLE),
    ],
)  # fmt: skip
def test_no_target(text: str, status: Status) -> None:
    aim = read_target_text(text)
    assert (aim.figure.value, aim.figure.status) == (None, status)
