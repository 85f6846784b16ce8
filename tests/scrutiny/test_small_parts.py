"""Names, axes, contrast, room for text, number formats: the small parts on their own."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter

from kpi_workbook.model import Comparison, Unit
from kpi_workbook.scrutiny.axes import Axis, value_axis
from kpi_workbook.scrutiny.contrast import ink_on, ratio, readable_on_white
from kpi_workbook.scrutiny.display import number_format, target_format
from kpi_workbook.scrutiny.measure import row_points, wrapped
from kpi_workbook.scrutiny.naming import SheetNames, TableNames, clean_text, shorten, unique_headings
from kpi_workbook.scrutiny.page import Page, Styles
from kpi_workbook.scrutiny.styles import WORD_COLOURS
from kpi_workbook.settings import Theme


def test_sheet_names_are_legal_and_unique() -> None:
    names = SheetNames(("Cover",))
    wanted = ("cover", "History", "a:b/c\\d?e*f[g]", "'quoted'", "", "Effective Assessment and Intervention",
              "\U0001f600" * 20, "Effective Assessment and Intervention",
              "C_x0041_D", "E_x00\x0141_F")  # fmt: skip
    assert [names.new(name) for name in wanted] == [
        "cover 2", "History 2", "a b c d e f g", "quoted", "Sheet", "Effective Assessment", "\U0001f600" * 15,
        "Effective Assessment 2", "C x0041_D", "E x0041_F",
    ]  # fmt: skip


def test_table_names_are_legal_and_unique() -> None:
    names = TableNames()
    assert [names.new(name) for name in ("Counts 1", "counts_1", "A1", "R1C1", "9 lives", "Ŵ£", "",
                                               "Visits x0020 b", "C x0041", "C x0041")] == [
        "Counts_1", "counts_1_2", "Table_A1", "Table_R1C1", "Table_9_lives", "W", "Table",
        "Visitsx0020_b", "Cx0041", "Cx0041_2",
    ]  # fmt: skip


def test_headings_are_unique_in_any_case() -> None:
    assert unique_headings(("Name", "name", " ", "Name")) == ("Name", "name (2)", "Column", "Name (3)")


def test_text_is_cleaned() -> None:
    assert clean_text("a\x00b\r\nc\x0bd\x85e\ud800f") == "ab\ncdef"
    assert shorten("Right Service at the Right Time", 28) == "Right Service at the Right"


@pytest.mark.parametrize(
    ("values", "percentage", "axis"),
    [
        ([0.6, 0.9, 1.0], True, Axis(0, 1, 0.25)),
        ([0.93, 0.97, 0.99], True, Axis(0.9, 1, 0.02)),
        ([543, 566, 540], False, Axis(520, 570, 10)),
        ([270, 399], False, Axis(200, 450, 50)),
        ([100, 399], False, Axis(0, 500, 100)),
        ([-5, 10], False, Axis(-5, 15, 5)),
        ([7, 7], False, Axis(6, 14, 2)),
        ([0, 0], False, Axis(0, 1, 0.2)),
        ([], False, Axis(0, 1.5, 0.5)),
        ([3, 10], False, Axis(0, 15, 5)),
        ([30, 100], False, Axis(0, 125, 25)),
    ],
)
def test_axes_start_at_zero_unless_that_hides_everything(values: list[float], percentage: bool, axis: Axis) -> None:
    assert value_axis(values, percentage) == axis


def test_contrast_is_wcags() -> None:
    assert round(ratio("#FFFFFF", "#000000"), 2) == 21
    assert round(ratio("#777777", "#FFFFFF"), 2) == 4.48
    assert (ink_on("#1F3A5F"), ink_on("#FFD400")) == ("#FFFFFF", "#1A1A1A")
    assert (readable_on_white("#1F3A5F"), readable_on_white("#FFD400")) == ("#1F3A5F", "#1A1A1A")
    assert {word: ratio(*pair) >= 4.5 for word, pair in WORD_COLOURS.items()} == dict.fromkeys(WORD_COLOURS, True)


def test_percentages_are_whole_only_where_exact() -> None:
    assert number_format(Unit.PERCENTAGE, 0, 0.999) == '[>=1]0%;[>=0.995]">99%";0%'
    assert number_format(Unit.PERCENTAGE, 1, 0.001) == '[=0]0.0%;[<0.0005]"<0.1%";0.0%'
    assert number_format(Unit.PERCENTAGE, 0, -0.2) == "0%"
    assert number_format(Unit.MONEY, 2, 3) == "£#,##0.00"
    assert target_format(Unit.COUNT, 0, Comparison.BELOW) == '"< "#,##0'


def test_rows_have_room_for_their_text() -> None:
    assert wrapped("one two three", 45, 11) == ["one", "two", "three"]
    assert row_points("short", 40, 11) < row_points("a much longer text that takes two lines of this width", 40, 11)
    assert row_points("x" * 100_000, 10, 11) == 409


@pytest.mark.parametrize(("rows_above", "breaks"), [(10, set()), (24, {24}), (27, {27}), (35, set()), (50, {50})])
def test_a_heading_goes_to_the_next_page_with_its_table(rows_above: int, breaks: set[int]) -> None:
    with xlsxwriter.Workbook(BytesIO()) as book:
        page = Page(book.add_worksheet("One"), Styles(book, Theme()), TableNames(), Theme())
        page.widths(100)
        for row in range(rows_above + 4):
            page.say(row, "A line")
        page.keep_together(rows_above, rows_above + 3)
        page.finish()
        assert set(page.sheet.hbreaks) == breaks


@pytest.mark.parametrize(
    ("step", "percentage", "digits"),
    [(25, False, 0), (1, False, 0), (0.5, False, 1), (0.25, True, 0), (0.002, True, 1)],
)
def test_an_axis_tells_its_steps_apart(step: float, percentage: bool, digits: int) -> None:
    assert Axis(0, 1, step).decimals(percentage) == digits
