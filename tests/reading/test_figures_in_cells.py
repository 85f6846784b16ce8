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
    ("text", "value", "numerator", "denominator"),
    [
        *((f"84{sign}", 0.84, None, None) for sign in ("\u00a0%", "\u202f%", "\uff05", "\ufe6a")),
        *((f"{minus}5", -5, None, None) for minus in ("\u2010", "\u2011", "\u2013", "\u2212", "\ufe63", "\uff0d")),
        *((f"84% (84{sign}100)", 0.84, 84, 100) for sign in ("\u2044", "\u2215", "\uff0f", "\u00a0/\u00a0")),
        *((f"{unseen}84%", 0.84, None, None) for unseen in ("\ufeff", "\u200b", "\u200e", "\u202d", "\u2066")),
        *((f"84%{unseen} (84/100)", 0.84, 84, 100) for unseen in ("\u200b", "\u202c", "\u2060", "\u2069")),
        *((f"1{space}234", 1234, None, None) for space in ("\u00a0", "\u2007", "\u2009", "\u202f", "\u3000")),
        *(
            (f"{picture}84%", 0.84, None, None)
            for picture in ("\U0001f534 ", "\U0001f7e2", "\u2705 ", "\u2191", "'", "\u2019")
        ),
        *((f"84%{after}", 0.84, None, None) for after in (" \U0001f534", "\u2705", "\u26a0\ufe0f", ".", ";")),
        ('"84%"', 0.84, None, None),
        ("\u201c84%\u201d", 0.84, None, None),
        ("84% \uff0884/100\uff09", 0.84, 84, 100),
        ("\uffe11,234", 1234, None, None),
        ("12.", 12, None, None),
        ("-84% (84/100)", -0.84, 84, 100),
        ("84% - (84/100)", 0.84, 84, 100),
        ("84/100 - 84%", 0.84, 84, 100),
        ("84% (-84/100)", 0.84, None, None),
        ("12\u00b2", 12, None, None),
    ],
)
def test_signs_that_look_like_plain_ones(text: str, value: float, numerator: Any, denominator: Any) -> None:
    figure = read_figure_text(text)
    assert (figure.value, figure.numerator, figure.denominator) == (value, numerator, denominator)


@pytest.mark.parametrize(
    "text",
    [
        "12-Apr", "12 May", "12/Dec.", "12:30", "31/12/2022", "2022-12-31", "1.234,5", "1,23", "1.234.567", "1e3",
        "1_000", "84%%", "84% 85%", "84%/85%", "8 4%", "\u00ad5", "\u0668\u0664%", "\uff18\uff14%", "12\u00bd",
        "12\u2074", "\u2460", "9" * 400, "1/" + "9" * 400, "1O", "#5", "5?", "- - 5",
    ],
)  # fmt: skip
def test_what_may_be_something_else_is_no_figure(text: str) -> None:
    figure = read_figure_text(text)
    assert (figure.value, figure.numerator) == (None, None)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("\u200b", Status.BLANK), ("\ufeff\u00a0", Status.BLANK), ("\u2800", Status.BLANK),
        ("n/a\u200b", Status.NOT_APPLICABLE),
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
