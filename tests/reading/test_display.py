"""What Excel shows for a cell."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_workbook.model import Kind
from kpi_workbook.reading.display import shown
from kpi_workbook.reading.grid import Cell, Content, Look
from kpi_workbook.reading.number_formats import is_date

DAY = datetime(2022, 4, 5, 14, 7, 9)


def show(value: Content, code: str = "General", kind: Kind = Kind.NUMBER) -> str:
    return shown(Cell(1, 1, value, kind, Look(number_format=code)))


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.2111, "0%", "21%"),
        (0.125, "0.0%", "12.5%"),
        (0.285, "0%", "29%"),
        (-0.001, "0%", "0%"),
        (-0.5, "0%", "-50%"),
        (1665, "#,##0", "1,665"),
        (1234567, "#,##0", "1,234,567"),
        (0, "#,##0", "0"),
        (999.5, "#,##0", "1,000"),
        (1200, '"£"#,##0', "£1,200"),
        (-1200, '"£"#,##0', "-£1,200"),
        (-1200, '"£"#,##0;-"£"#,##0', "-£1,200"),
        (-1200, "#,##0_);(#,##0)", "(1,200)"),
        (1200, "[$£-809]#,##0.00", "£1,200.00"),
        (1234.5, "#,##0.00 [$€-1]", "1,234.50 €"),
        (1200, "£#,##0", "£1,200"),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "-"),
        (12, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "12"),
        (0, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "-"),
        (17000, '#,##0.0,"K"', "17.0K"),
        (1234567, '0.0,,"m"', "1.2m"),
        (5, "000", "005"),
        (5, '0" days"', "5 days"),
        (7, "0.##", "7"),
        (7.25, "0.0#", "7.25"),
        (7.2, "0.00", "7.20"),
        (1.005, "0.00", "1.01"),
        (0.5, "#.0", ".5"),
        (0.999, '[>0.995]">99%";0%', ">99%"),
        (0.5, '[>0.995]">99%";0%', "50%"),
        (-5, "[<0]-0;0", "-5"),
        (-5, "[<100]0;#,##0", "-5"),
        (0.0001234, "0.00E+00", "1.23E-04"),
        (3, ";;;", ""),
        (3.5, "# ?/?", "3.5"),
        (12345.678, "General", "12345.678"),
        (0.1 + 0.2, "General", "0.3"),
        (543, "General", "543"),
        (1e20, "General", "1E+20"),
        (12, "@", "12"),
        (44652, "0", "44652"),
        (0.5, "hh:mm", "12:00"),
        (1.5, "[h]:mm", "36:00"),
        (1.5, "[h]:mm:ss", "36:00:00"),
        (0.25, "h:mm AM/PM", "6:00 AM"),
        (0.0104166666666667, "[mm]:ss", "15:00"),
        (2958466, "dd/mm/yyyy", "2958466"),
    ],
)
def test_numbers(value: float, code: str, text: str) -> None:
    assert show(value, code) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("mmm-yy", "Apr-22"),
        ("mmm\\-yy", "Apr-22"),
        ("[$-809]mmm\\-yy;@", "Apr-22"),
        ("mmmm yyyy", "April 2022"),
        ("mmmmm", "A"),
        ("d-mmm", "5-Apr"),
        ("dd/mm/yyyy", "05/04/2022"),
        ("[$-F800]dddd, mmmm dd, yyyy", "Tuesday, April 05, 2022"),
        ("ddd d", "Tue 5"),
        ("yyyy\\-mm\\-dd hh:mm", "2022-04-05 14:07"),
        ("h:mm AM/PM", "2:07 PM"),
        ("mm:ss", "07:09"),
        ("General", "05/04/2022 14:07"),
        ('"Q"m', "Q4"),
    ],
)
def test_dates(code: str, text: str) -> None:
    assert show(DAY, code, Kind.DATE) == text


def test_everything_else_stands_as_it_is() -> None:
    assert show("21% (57/270)", "0%", Kind.TEXT) == "21% (57/270)"
    assert show("#N/A", "0%", Kind.ERROR) == "#N/A"
    assert show(True, "0%", Kind.BOOLEAN) == "TRUE"
    assert show(False, "General", Kind.BOOLEAN) == "FALSE"
    assert show(None, "0%", Kind.BLANK) == ""


CODES = st.text(alphabet='0#?.,%/E+-;@[]<>=$£"\\_*dmyhsAPGen 19', max_size=30)


@given(
    value=st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.datetimes(),
    code=CODES,
)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_any_code_shows_something(value: Content, code: str) -> None:
    kind = Kind.DATE if isinstance(value, datetime) else Kind.NUMBER
    assert len(show(value, code, kind)) < 1000


@pytest.mark.parametrize(
    "code",
    ["General", "0%", "#,##0", "@", "h:mm", "[h]:mm", "mm:ss", '0 "days"', "[Red]0", "0.0E+0", "#,##0;[Red]-#,##0", ""],
)
def test_codes_that_make_no_date(code: str) -> None:
    assert not is_date(code)


@pytest.mark.parametrize(
    "code",
    [
        "mmm-yy",
        "dd/mm/yyyy",
        "yyyy",
        "mmmm",
        "d",
        "[$-809]dd mmmm yyyy;@",
        'd "of" mmmm',
        "dd/mm/yyyy hh:mm",
        "MMM\\ YY",
    ],
)
def test_codes_that_make_a_date(code: str) -> None:
    assert is_date(code)
