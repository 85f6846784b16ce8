"""What changed between two issues: by indicator and month, never by row."""

from __future__ import annotations

from dataclasses import replace

from book_builder import APRIL, book, comparator, example_book, indicator

from kpi_workbook.figures import define
from kpi_workbook.figures.results import Word
from kpi_workbook.figures.revisions import Flip, Renamed, What, compare
from kpi_workbook.model import Area, Indicator, KpiWorkbook, Month, Place
from kpi_workbook.settings import Settings

NONE = Settings()


def defined(*rows: Indicator) -> KpiWorkbook:
    return define(book(*rows), NONE)


def test_the_same_issue_has_no_revisions() -> None:
    same = define(example_book(), NONE)
    found = compare(same, same, NONE)
    assert (found.changed, found.came, found.went, found.renamed, found.flips) == ((), (), (), (), ())


def test_a_revised_figure_is_found_where_its_row_now_stands_and_flips_its_status() -> None:
    name = "Percentage of re-referrals within 12 months"
    before = defined(indicator(name, ["21% (57/270)", "22% (80/370)"], "23%", row=2))
    after = defined(
        indicator("Number of contacts", ["1665", "2100", "1866"], row=2),
        indicator(name, ["21% (57/270)", "26% (96/370)", "24% (79/334)"], "23%", row=3),
    )
    found = compare(before, after, NONE)
    assert [(each.what, each.place.cell, each.month, each.typed_before, each.typed) for each in found.changed] == [
        (What.FIGURE, "C3", Month(2022, 5), "22% (80/370)", "26% (96/370)")
    ]
    assert found.changed[0].difference is not None
    assert round(found.changed[0].difference, 4) == 0.04
    assert found.came == (Place("KPIs", "A2"),)
    assert found.flips == (
        Flip(indicator=Place("KPIs", "A3"), clock="in_month", before=Word.MET, now=Word.NEAR),
        Flip(indicator=Place("KPIs", "A3"), clock="to_date", before=Word.MET, now=Word.NEAR),
        Flip(indicator=Place("KPIs", "A3"), clock="forecast", before=Word.MET, now=Word.NEAR),
    )


def test_a_new_month_is_news_and_a_late_figure_is_a_revision() -> None:
    before = defined(indicator("Number of contacts", ["10", "TBC"]))
    after = defined(indicator("Number of contacts", ["10", "12", "14"]))
    found = compare(before, after, NONE)
    assert [(each.month, each.value_before, each.value, each.difference) for each in found.changed] == [
        (Month(2022, 5), None, 12, None)
    ]


def test_the_same_counts_with_another_rounding_are_no_revision() -> None:
    before = defined(indicator("% of visits on time", ["25% (52/218)"]))
    after = defined(indicator("% of visits on time", ["24% (52/218)"]))
    assert compare(before, after, NONE).changed == ()


def test_a_renamed_row_is_recognised_by_its_figures_and_a_dropped_one_is_named() -> None:
    figures = ["401", "412", "398", "455"]
    before = defined(
        indicator("Cases open to the hub", figures, row=2),
        indicator("Number of bins missed", ["7", "9", "8", "6"], row=3),
    )
    after = defined(
        indicator("Number of parks inspected", ["1", "2", "3", "4"], row=2),
        indicator("Families with the Family Hub", [*figures, "460"], row=3),
    )
    found = compare(before, after, NONE)
    assert found.renamed == (
        Renamed(place=Place("KPIs", "A3"), name="Families with the Family Hub", name_before="Cases open to the hub"),
    )
    assert (found.came, found.went) == ((Place("KPIs", "A2"),), (Place("KPIs", "A3"),))


def test_targets_and_comparators_are_compared() -> None:
    place = Place("KPIs", "Z2")
    row = indicator("% of visits on time", ["80% (8/10)"], "90%")
    before = defined(replace(row, comparators=(comparator("85%", "England", Area.ENGLAND, place),)))
    changed = indicator("% of visits on time", ["80% (8/10)"], "75%")
    after = defined(replace(changed, comparators=(comparator("88%", "England", Area.ENGLAND, place),)))
    found = compare(before, after, NONE)
    assert [(each.what, each.typed_before, each.typed) for each in found.changed] == [
        (What.TARGET, "90%", "75%"), (What.COMPARATOR, "85%", "88%"),
    ]  # fmt: skip
    assert len(found.of(What.TARGET)) == 1
    assert {flip.clock for flip in found.flips} == {"in_month", "to_date", "forecast"}


def test_rows_of_one_name_are_paired_within_their_section_and_in_order() -> None:
    rows = [indicator("Number of visits", [typed], row=place) for place, typed in ((2, "10"), (3, "20"))]
    shifted = [indicator("Number of visits", [typed], row=place) for place, typed in ((5, "10"), (9, "20"))]
    assert compare(defined(*rows), defined(*shifted), NONE).changed == ()


def test_books_without_anything_can_be_compared() -> None:
    empty = book()
    assert compare(empty, empty, NONE).month == APRIL
