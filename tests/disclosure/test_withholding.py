"""What the public edition withholds, and that nothing withheld can be worked back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from book_builder import APRIL, book, comparator, example_book, indicator
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_workbook.disclosure.redaction import apply
from kpi_workbook.disclosure.suppression import Part, Reason, Suppression
from kpi_workbook.disclosure.withholding import suppress
from kpi_workbook.figures import define, recompute
from kpi_workbook.model import Area, Extra, Indicator, KpiWorkbook, Passage, Place, Role, Section, Status
from kpi_workbook.settings import DisclosureSettings, Settings

NONE = Settings()


def withheld(*rows: Indicator, chosen: Settings = NONE) -> list[tuple[str, Reason]]:
    found = suppress(define(book(*rows), chosen), chosen)
    return [(each.place.cell, each.reason) for each in found.cells]


def with_text(made: KpiWorkbook, *texts: str) -> KpiWorkbook:
    passages = tuple(Passage(place=Place("KPIs", f"A{20 + line}"), text=text) for line, text in enumerate(texts))
    return replace(made, sections=(replace(made.sections[0], analysis=passages),))


def test_the_examples_four_disclosive_percentages() -> None:
    made = define(example_book(), NONE)
    found = suppress(made, NONE)
    typed = {(row.place, seen.month): seen.typed for row in made.indicators for seen in row.observations}
    assert [typed[each.indicator, each.month] for each in found.cells if each.indicator and each.month] == [
        "99% (285/289)", "99% (283/286)", "100% (546/548)", "99% (547/552)",
    ]  # fmt: skip
    assert found.by_reason == ((Reason.COMPLEMENT, 4),)
    assert all(each.is_primary for each in found.cells)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("0", None), ("1", Reason.COUNT), ("5", Reason.COUNT), ("6", None),
        ("20% (2/10)", Reason.NUMERATOR), ("80% (8/10)", Reason.COMPLEMENT), ("0% (0/4)", Reason.COMPLEMENT),
        ("100% (4/4)", Reason.NUMERATOR),
        ("0% (0/20)", None), ("100% (20/20)", None), ("50% (10/20)", None), ("TBC", None), ("c", None),
    ],
)  # fmt: skip
def test_what_is_small_in_itself(typed: str, reason: Reason | None) -> None:
    name = "% of plans reviewed" if "%" in typed else "Number of children adopted"
    assert withheld(indicator(name, [typed])) == ([("B2", reason)] if reason else [])


def test_the_threshold_is_a_setting() -> None:
    row = indicator("Number of children adopted", ["9", "10"])
    assert withheld(row, chosen=Settings(disclosure=DisclosureSettings(threshold=9))) == [("B2", Reason.COUNT)]


def test_a_percentage_without_counts_is_withheld_where_another_row_gives_them() -> None:
    rows = (
        indicator("Number of care leavers", ["50", "50", "50"], row=2),
        indicator("Percentage of care leavers in suitable accommodation", ["96%", "80%", "100%"], row=3),
    )
    assert withheld(*rows) == [("B3", Reason.KNOWN_COUNTS)]


def test_the_same_measure_on_another_sheet_and_its_rate() -> None:
    rows = (
        indicator("Number of children looked after", ["4", "60"], row=2, sheet="One"),
        indicator("Number of CLA at the end of the month", ["4", "60"], row=2, sheet="Two"),
        indicator("Rate of CLA per 10,000 under 18 population", ["1", "12"], row=3, sheet="Two"),
    )
    assert withheld(*rows) == [("B2", Reason.COUNT), ("B2", Reason.COUNT), ("B3", Reason.RATE)]


def test_a_running_total_gives_no_small_step_back() -> None:
    rows = (indicator("Number of adoptions (cumulative)", ["10", "13", "22", "22", "30"]),)
    assert withheld(*rows) == [("C2", Reason.STEP)]


def test_of_a_running_total_beside_its_months_a_second_month_goes_with_the_small_one() -> None:
    rows = (
        indicator("Number of children adopted", ["10", "3", "12", "9"], row=2),
        indicator("Adoptions so far this year", ["10", "13", "25", "34"], row=3),
    )
    assert withheld(*rows) == [("C2", Reason.COUNT), ("D2", Reason.RUNNING), ("C3", Reason.STEP)]


def test_a_part_of_a_total_takes_a_second_part_with_it() -> None:
    rows = [
        indicator("Number of visits North", ["3", "12"], row=2),
        indicator("Number of visits South", ["20", "15"], row=3),
        indicator("Number of visits East", ["9", "14"], row=4),
        replace(indicator("Number of visits total", ["32", "41"], row=5), is_total=True),
    ]
    assert withheld(*rows) == [("B2", Reason.COUNT), ("B4", Reason.TOTAL)]


def test_what_the_officers_withhold_alone_takes_a_second_part_with_it() -> None:
    rows = [
        indicator("Number of visits North", ["c", "12"], row=2),
        indicator("Number of visits South", ["20", "15"], row=3),
        replace(indicator("Number of visits total", ["23", "27"], row=4), is_total=True),
    ]
    assert withheld(*rows) == [("B3", Reason.TOTAL)]


def test_a_percentage_beside_its_part_and_whole() -> None:
    rows = [
        indicator("Plans reviewed", ["4", "40", "47"], row=2),
        indicator("Plans open", ["50", "50", "50"], row=3),
        indicator("% of plans reviewed", ["8%", "80%", "94%"], row=4),
    ]
    assert withheld(*rows) == [
        ("B2", Reason.COUNT), ("D2", Reason.REST), ("B4", Reason.RATE), ("D4", Reason.RATE),
    ]  # fmt: skip


def test_shares_of_one_whole_and_steps_of_running_shares() -> None:
    rows = [
        indicator("% in foster care", ["3% (3/100)", "20% (20/100)"], row=2),
        indicator("% in homes", ["30% (30/100)", "30% (30/100)"], row=3),
        indicator("% with parents", ["67% (67/100)", "50% (50/100)"], row=4),
    ]
    assert withheld(*rows) == [("B2", Reason.NUMERATOR), ("B3", Reason.TOTAL)]
    running = indicator("% seen (cumulative)", ["90% (90/100)", "90% (180/200)", "89% (270/303)"])
    assert withheld(running) == []
    running = indicator("% seen (cumulative)", ["90% (90/100)", "90% (180/200)", "92% (279/302)"])
    assert withheld(running) == [("D2", Reason.STEP)]


def test_who_is_there_who_came_and_who_went() -> None:
    rows = [
        indicator("Children at month end", ["60", "66", "68", "80"], row=2),
        indicator("Children who came", ["9", "14", "12", "20"], row=3),
        indicator("Children who left", ["7", "8", "10", "8"], row=4),
    ]
    assert withheld(*rows) == []
    rows[2] = indicator("Children who left", ["7", "8", "10", "4"], row=4)
    rows[0] = indicator("Children at month end", ["60", "66", "68", "84"], row=2)
    assert withheld(*rows) == [("E3", Reason.STOCK), ("E4", Reason.COUNT)]


def test_columns_beside_the_months_add_up_too() -> None:
    def with_last_year(name: str, row: int, month: str, last: str) -> Indicator:
        own = comparator(last, "Last year", Area.PREVIOUS_YEAR, Place("KPIs", f"Z{row}"))
        return replace(indicator(name, [month], row=row), comparators=(own,))

    rows = [
        with_last_year("Number of visits North", 2, "8", "4"),
        with_last_year("Number of visits South", 3, "20", "60"),
        with_last_year("Number of visits East", 4, "9", "50"),
        replace(with_last_year("Number of visits total", 5, "37", "114"), is_total=True),
    ]
    assert withheld(*rows) == [("Z2", Reason.COUNT), ("Z4", Reason.TOTAL)]


def test_a_rate_that_the_catalogue_does_not_know_goes_with_its_count() -> None:
    rows = [
        indicator("Number of widgets seen", ["12", "4", "18"], row=2),
        indicator("Rate of widgets seen per 10,000", ["2.4", "0.8", "3.6"], row=3),
    ]
    assert withheld(*rows) == [("C2", Reason.COUNT), ("C3", Reason.RATE)]


def test_own_small_comparators_and_summaries_over_a_withheld_month() -> None:
    row = indicator("Number of children adopted", ["4", "10"])
    own = (("4", "Last year", Area.PREVIOUS_YEAR), ("3", "England", Area.ENGLAND))
    total = Extra(role=Role.TOTAL, name="Total", place=Place("KPIs", "X2"), typed="14", value=14)
    comparators = tuple(comparator(typed, name, area, Place("KPIs", f"{area[0]}2")) for typed, name, area in own)
    assert withheld(replace(row, comparators=comparators, extras=(total,))) == [
        ("B2", Reason.COUNT), ("p2", Reason.COUNT), ("X2", Reason.SUMMARY),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Only 4 children were adopted.", "Only [c] children were adopted."),
        ("Four children were adopted.", "[c] children were adopted."),
        ("Visits took place within 4 weeks in 2024.", "Visits took place within 4 weeks in 2024."),
        ("Four or more moves; 14 children; 4% and 4.5.", "Four or more moves; 14 children; 4% and 4.5."),
        ("Adoptions fell to 4.", "Adoptions fell to [c]."),
    ],
)
def test_texts_lose_the_number_they_state(text: str, public: str) -> None:
    made = with_text(define(book(indicator("Number of children adopted", ["4"])), NONE), text)
    found = suppress(made, NONE)
    shown = apply(made, found).sections[0].analysis[0].text
    assert shown == public
    assert [each.part for each in found.cells].count(Part.PASSAGE) == (text != public)


def test_texts_lose_counts_and_percentages_of_a_withheld_share() -> None:
    made = define(book(indicator("Percentage of CLA visited on time", ["99% (283/286)"])), NONE)
    made = with_text(made, "99% were seen: 283 of 286, so 3 were not. 286 plans were open.")
    assert apply(made, suppress(made, NONE)).sections[0].analysis[0].text == (
        "[c] were seen: [c], so [c] were not. 286 plans were open."
    )


def test_the_public_workbook_holds_no_withheld_figure_and_says_so() -> None:
    made = define(example_book(), NONE)
    public = apply(made, suppress(made, NONE))
    text = repr(public)
    assert [typed for typed in ("283/286", "285/289", "546/548", "547/552") if typed in text] == []
    row = public.sections[1].indicators[1]
    assert (row.observations[-1].typed, row.observations[-1].status) == ("[c]", Status.SUPPRESSED)
    results = recompute(public, NONE)
    assert results.indicators[7].in_month.why == "The figure for December 2022 is withheld"
    assert (results.indicators[7].year_to_date.numerator, results.indicators[7].year_to_date.denominator) == (
        2664,
        2733,
    )


def test_suppressing_the_public_workbook_again_finds_nothing() -> None:
    made = define(example_book(), NONE)
    assert suppress(apply(made, suppress(made, NONE)), NONE) == Suppression(threshold=5)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=2, max_size=6))
def test_no_withheld_part_follows_from_its_total(table: list[list[int]]) -> None:
    """Someone who knows that small counts are 1 to 5 tries every completion; no withheld small count is left alone."""
    rows = [
        indicator(f"Number of visits {'NSEWCXYZ'[place]}", [str(each) for each in counts], row=2 + place)
        for place, counts in enumerate(table)
    ]
    totals = [str(sum(column)) for column in zip(*table, strict=True)]
    total = replace(indicator("Number of visits total", totals, row=2 + len(rows)), is_total=True)
    made = define(book(*rows, total), NONE)
    found = suppress(made, NONE)
    hidden = {(each.indicator, each.month): each.reason for each in found.cells}
    for step in range(3):
        month = APRIL.plus(step)
        if (total.place, month) in hidden:
            continue
        gone = [row for row in rows if (row.place, month) in hidden]
        primary = [row for row in gone if hidden[row.place, month] is Reason.COUNT]
        left = sum(int(row.observations[step].typed) for row in gone)
        if len(gone) == len(primary) and gone:
            assert len(gone) > 1
            assert len(gone) < left < 5 * len(gone)
        elif gone:
            assert len(gone) > len(primary)


def test_an_empty_workbook_withholds_nothing() -> None:
    empty = KpiWorkbook(
        file="f", sha256="0", organisation=None, reporting_month=APRIL, months=(APRIL,),
        sections=(Section(title="Words", sheet="W"),),
    )  # fmt: skip
    assert suppress(empty, NONE).cells == ()
    assert apply(empty, suppress(empty, NONE)) == empty
