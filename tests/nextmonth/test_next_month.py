"""The blank and the next month's workbook say what they should, and read back as what they were made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from kpi_workbook import nextmonth, pipeline
from kpi_workbook.errors import CannotWrite, UnreadableWorkbook
from kpi_workbook.model import Indicator, Kind, KpiWorkbook, Month, Polarity, Status
from kpi_workbook.nextmonth.entries import entry_of
from kpi_workbook.nextmonth.plan import Entry
from kpi_workbook.nextmonth.rolling import next_month
from kpi_workbook.settings import IndicatorSettings, Settings

TEMPLATES = Path(__file__).parents[2] / "templates"
FIRST = Month(2026, 4)
Write = Callable[[list[list[Any]]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes rows as the only sheet of a workbook; text is never a formula."""

    def make(rows: list[list[Any]]) -> Path:
        path = tmp_path / "kpis-2022-05.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("KPIs")
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif value is not None:
                        sheet.write_number(row, column, value)
        return path

    return make


def rolled(source: Path, settings: Settings | None = None) -> tuple[KpiWorkbook, Any]:
    """The next month's workbook, as read and as its cells."""
    target = source.parent / "next.xlsx"
    nextmonth.roll_forward(source, target, settings or Settings())
    return pipeline.read(target, settings), openpyxl.load_workbook(target)


def placeless(row: Indicator) -> Indicator:
    """An indicator without the cells it came from."""
    nowhere = row.place._replace(sheet="", cell="A1")

    def moved(each: Any) -> Any:
        keys = [key for key in ("place", "heading", "numerator_place", "denominator_place")
                if getattr(each, key, None) is not None]  # fmt: skip
        return replace(each, **dict.fromkeys(keys, nowhere))

    return replace(
        row, place=nowhere, target=row.target and moved(row.target),
        observations=tuple(map(moved, row.observations)), comparators=tuple(map(moved, row.comparators)),
    )  # fmt: skip


@pytest.mark.parametrize("issue", ["2022-10", "2022-12"])
def test_the_example_reads_back_equal(issue: str, december: Path, tmp_path: Path) -> None:
    source = tmp_path / "kpis.xlsx"
    source.write_bytes(december.with_name(f"southampton-{issue}.xlsx").read_bytes())
    before, (after, _) = pipeline.read(source), rolled(source)
    assert (after.organisation, after.months) == (before.organisation, before.months)
    assert [(each.title, each.sheet) for each in after.sections] == [(e.title, e.sheet) for e in before.sections]
    assert list(map(placeless, after.indicators)) == list(map(placeless, before.indicators))


def test_nothing_is_found_that_was_not_there_before(october: Path, tmp_path: Path) -> None:
    source = tmp_path / "kpis.xlsx"
    source.write_bytes(october.read_bytes())

    def found(book: KpiWorkbook) -> list[tuple[str, str | None, Month | None]]:
        return [(each.rule, each.indicator, each.month) for each in pipeline.prepare(book, Settings()).findings]

    assert found(rolled(source)[0]) == found(pipeline.read(source))


def test_texts_are_marked_once_with_the_month_they_were_written_in(october: Path, tmp_path: Path) -> None:
    source = tmp_path / "kpis.xlsx"
    source.write_bytes(october.read_bytes())
    before = pipeline.read(source).sections[1]
    once, book = rolled(source)
    book[once.sections[1].sheet]["I4"] = 301
    again_from = tmp_path / "november.xlsx"
    book.save(again_from)
    twice, _ = rolled(again_from)
    assert twice.reporting_month == Month(2022, 11)
    texts = ["[From October 2022: update]", *(each.text for each in before.analysis)]
    assert [each.text for each in once.sections[1].analysis] == texts
    assert [each.text for each in twice.sections[1].analysis] == texts


def test_every_kind_of_cell_is_kept(write: Write) -> None:
    source = write([
        ["Visits"],
        ["Indicator", "Apr-22", "May-22", "Target", "England"],
        ["Percentage of visits on time", "21% (57/270)", "TBC", "<10%", 0.2134],
        ["Percentage of plans", 21.1, 33, "95% or more", 40],
        ["=1+1", 1487, "n/a", "17,000 per year", "Not available"],
    ])  # fmt: skip
    before, (after, book) = pipeline.read(source), rolled(source)
    assert [placeless(row) for row in after.indicators] == [placeless(row) for row in before.indicators]
    cells = [[cell.value for cell in row[:6]] for row in book["KPIs"].iter_rows(min_row=4, max_row=6)]
    assert cells == [
        ["Percentage of visits on time", "21% (57/270)", "TBC", None, "<10%", 0.2134],
        ["Percentage of plans", 21.1, 33, None, "95% or more", 40],
        ["=1+1", 1487, "n/a", None, "17,000 per year", "Not available"],
    ]
    assert book["KPIs"]["A6"].data_type == "s"


def test_counts_in_cells_of_their_own_stay_so(write: Write) -> None:
    source = write([
        ["Indicator", "Apr-22 numerator", "Apr-22 denominator", "Apr-22 %", "May-22 numerator", "May-22 denominator",
         "May-22 %"],
        ["Visits on time", 57, 270, 0.21, 60, 240, 0.25],
    ])  # fmt: skip
    before, (after, book) = pipeline.read(source), rolled(source)
    assert [placeless(row) for row in after.indicators] == [placeless(row) for row in before.indicators]
    headings = [cell.value for cell in book["KPIs"][3]]
    assert headings[7:] == ["Jun-22 numerator", "Jun-22 denominator", "Jun-22 value"]


def test_a_row_without_a_group_does_not_slip_into_the_one_above(write: Write) -> None:
    source = write([
        ["Group", "Indicator", "Apr-22", "May-22"], ["Visits", "On time", 5, 6], ["–", "Referrals received", 7, 8],
    ])  # fmt: skip
    after, _ = rolled(source)
    assert [(row.group, row.name) for row in after.indicators] == [("Visits", "On time"), ("–", "Referrals received")]


@pytest.mark.parametrize(
    "rows",
    [
        [["Indicator", "Type", "Good is", "Apr-22", "May-22", "Target"],
         ["Homes built", "Cumulative", "High", 5, 9, 60],
         ["Empty homes", "Snapshot", "Low", 7, 8, 6]],
        [["Homes built"], ["Target", 60, "Polarity", "High"], [None, "Apr-22", "May-22"], [None, 5, 9]],
    ],
    ids=["in columns", "over a table"],
)  # fmt: skip
def test_what_a_workbook_says_of_its_rows_is_kept(rows: list[list[Any]], write: Write) -> None:
    source = write(rows)
    before, (after, _) = pipeline.read(source), rolled(source)
    assert [
        (row.name, row.measure_type, row.polarity, row.target and row.target.value) for row in after.indicators
    ] == [(row.name, row.measure_type, row.polarity, row.target and row.target.value) for row in before.indicators]
    assert {row.polarity for row in after.indicators} >= {Polarity.HIGH}


def test_an_error_of_excel_stays_one(tmp_path: Path) -> None:
    source = tmp_path / "kpis.xlsx"
    with xlsxwriter.Workbook(source) as book:
        sheet = book.add_worksheet("KPIs")
        sheet.write_row(0, 0, ["Indicator", "Apr-22", "May-22", "Jun-22"])
        sheet.write_row(1, 0, ["Referrals", 5])
        sheet.write_formula("C2", "=B2/0", None, "#DIV/0!")
        sheet.write_formula("D2", "=NA()", None, "#N/A")
        sheet.write_row(2, 0, ["Visits", 5, 6, 7])
    seen = rolled(source)[0].indicators[0].observations
    assert [(each.typed, each.status) for each in seen] == [
        ("5", None), ("#DIV/0!", Status.ERROR), ("#N/A", Status.ERROR)]  # fmt: skip


def test_at_year_end_last_years_months_stay_and_the_guidance_says_what_is_due(write: Write) -> None:
    months = [Month(2022, 4).plus(number).label for number in range(12)]
    source = write([["Indicator", *months, "YTD"], ["Referrals", *range(100, 112), 1266]])
    after, book = rolled(source)
    assert [cell.value.strftime("%Y-%m") for cell in book["KPIs"][3][1:]] == [
        str(Month(2022, 4).plus(number)) for number in range(13)
    ]
    assert [each.value for each in after.indicators[0].observations] == list(range(100, 112))
    words = " ".join(str(cell.value) for (cell,) in book["Guidance"].iter_rows(max_col=1))
    assert "A new financial year begins" in words
    assert "Left out, because they would still say what March 2023 said: YTD." in words


@pytest.mark.parametrize(("months", "following"), [((6, 9, 12), Month(2023, 3)), ((10, 12), Month(2023, 1))])
def test_a_quarterly_workbook_goes_on_by_quarters(december: Path, months: tuple[int, ...], following: Month) -> None:
    book = replace(pipeline.read(december), months=tuple(Month(2022, month) for month in months))
    assert next_month(book) == following


def test_the_file_is_named_after_its_month(write: Write) -> None:
    source = write([["Indicator", "Apr-22", "May-22"], ["Referrals", 1, 2]])
    assert nextmonth.next_input(source, Settings()).name == "kpis-2022-06"
    other = source.rename(source.with_name("kpis.xlsx"))
    assert nextmonth.next_input(other, Settings()).name == "kpis-2022-06"


def test_the_input_is_never_written_over(run: Any, write: Write) -> None:
    source = write([["Indicator", "Apr-22", "May-22"], ["Referrals", 1, 2]])
    content = source.read_bytes()
    with pytest.raises(CannotWrite, match="is the workbook that was read"):
        nextmonth.roll_forward(source, source, Settings())
    assert run("roll-forward", source, "-o", source).code == 2
    assert source.read_bytes() == content


def test_the_same_input_gives_the_same_bytes(october: Path) -> None:
    first, second = (nextmonth.next_input(october, Settings()).content for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("typed", "value", "entry"),
    [
        ("21%", 0.2134, Entry(0.2134, "0%")),
        ("21.3%", 0.2134, Entry(0.2134, "0.0%")),
        ("1,487", 1487, Entry(1487, "#,##0")),
        ("£1,200.50", 1200.5, Entry(1200.5, "£#,##0.00")),
        ("12 days", 12, Entry(12, '0" days"')),
        ("21.1", 0.211, Entry(21.1)),
        ("0.87", 0.87, Entry(0.87)),
        ("-3%", -0.03, Entry(-0.03, "0%")),
    ],
)
def test_a_number_stays_a_number_and_shows_as_it_did(typed: str, value: float, entry: Entry) -> None:
    assert entry_of(typed, value, Kind.NUMBER) == entry


def test_the_shipped_template_is_what_the_command_writes(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "template.xlsx"
    assert run("template", out, "--year", "2026").code == 0
    assert out.read_bytes() == (TEMPLATES / "kpi-workbook-template.xlsx").read_bytes()


def test_a_blank_workbook_is_refused_for_having_no_figures(tmp_path: Path) -> None:
    blank = nextmonth.write_template(tmp_path / "blank.xlsx", Settings(), FIRST)
    with pytest.raises(UnreadableWorkbook) as refusal:
        pipeline.read(blank)
    assert refusal.value.code == "NO_FIGURES"


def test_a_template_begun_reads_as_every_indicator_with_no_finding_that_is_not_true(tmp_path: Path) -> None:
    blank = nextmonth.write_template(tmp_path / "blank.xlsx", Settings(), FIRST)
    book = openpyxl.load_workbook(blank)
    book["Front door"]["C4"] = 1487
    book.save(blank)
    read = pipeline.read(blank)
    assert (len(read.sections), len(read.indicators), read.months) == (10, 97, (FIRST,))
    assert all(row.target and row.target.status is Status.NOT_SET for row in read.indicators)
    assert [c.area.value for c in read.indicators[0].comparators] == [
        "previous_year", "statistical_neighbours", "region", "england"]  # fmt: skip
    assert pipeline.prepare(read, Settings()).findings == ()


def test_headings_are_protected_without_a_password_and_figures_are_not() -> None:
    sheet = openpyxl.load_workbook(TEMPLATES / "kpi-workbook-template.xlsx")["Front door"]
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert [sheet[cell].protection.locked for cell in ("A1", "C3", "N3", "A4", "C4", "O4")] == [
        True, True, True, False, False, False]  # fmt: skip
    assert sheet.freeze_panes == "C4"
    assert sheet.merged_cells.ranges == set()
    assert sheet.print_title_rows == "$3:$3"


def test_the_organisations_own_indicators_have_their_place(tmp_path: Path) -> None:
    own = (
        IndicatorSettings(name="Number of contacts", section="Our front door"),
        IndicatorSettings(name="Percentage of repairs on time"),
    )
    settings = Settings(organisation="Testshire", indicators=own)
    book = openpyxl.load_workbook(nextmonth.write_template(tmp_path / "blank.xlsx", settings, FIRST))
    assert book["Our front door"]["A4"].value == "Number of contacts"
    assert book["Our front door"]["B4"].value == "Number"
    assert book["Our own indicators"]["A4"].value == "Percentage of repairs on time"
    assert book["Our front door"]["P3"].value == "Testshire 2025/26"
