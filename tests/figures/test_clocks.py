"""The three clocks on every kind of measure and target."""

from __future__ import annotations

from dataclasses import replace

import pytest
from book_builder import APRIL, book, indicator, observation, result, target

from kpi_workbook.figures.results import Word
from kpi_workbook.model import Basis, Comparison, MeasureType, Month, Place, Polarity
from kpi_workbook.settings import IndicatorSettings, Settings, Tolerance

PLACE = Place("KPIs", "Z2")


def chosen(name: str, **traits: object) -> Settings:
    return Settings(indicators=(IndicatorSettings(name=name, **traits),))  # type: ignore[arg-type]


def words(name: str, typed: list[str], aim: str, settings: Settings | None = None) -> tuple[Word, Word, Word]:
    found = result(indicator(name, typed, aim), settings)
    return found.in_month.word, found.to_date.word, found.forecast.word


@pytest.mark.parametrize(
    ("typed", "aim", "word"),
    [
        ("90% (90/100)", ">=90%", Word.MET), ("90% (90/100)", ">90%", Word.NEAR),
        ("85% (85/100)", ">=90%", Word.NEAR), ("84% (84/100)", ">=90%", Word.MISSED),
        ("10% (10/100)", "<=10%", Word.MET), ("10% (10/100)", "<10%", Word.NEAR),
        ("92% (92/100)", "90-95%", Word.MET), ("97% (97/100)", "90-95%", Word.NEAR),
        ("30% (30/100)", "90-95%", Word.MISSED), ("12", "<=10", Word.MISSED), ("11", "<=10", Word.NEAR),
        ("10", "=10", Word.MET), ("80% (8/10)", "Not set", Word.NO_TARGET), ("TBC", ">=90%", Word.NOT_JUDGED),
        ("80% (8/10)", "90%", Word.NOT_JUDGED), ("80% (8/10)", "100%", Word.MISSED), ("0% (0/10)", "0%", Word.MET),
        ("89% (8999/10000)", ">=90%", Word.NEAR), ("90% (8999/10000)", ">=90%", Word.NEAR),
    ],
)  # fmt: skip
def test_the_months_figure_from_unrounded_counts(typed: str, aim: str, word: Word) -> None:
    assert result(indicator("Things of interest", [typed], aim)).in_month.word is word


@pytest.mark.parametrize(
    ("tolerance", "word"),
    [
        (Tolerance(), Word.NEAR), (Tolerance(edge_counts=False), Word.MISSED), (Tolerance(points=0.04), Word.MISSED),
        (Tolerance(absolute=0.06), Word.NEAR), (Tolerance(floor=0.86), Word.MISSED), (Tolerance(floor=0.85), Word.NEAR),
        (Tolerance(floor=0.85, edge_counts=False), Word.MISSED),
    ],
)  # fmt: skip
def test_tolerance_and_its_edge(tolerance: Tolerance, word: Word) -> None:
    found = result(indicator("Things of interest", ["85% (85/100)"], ">=90%"), Settings(tolerance=tolerance))
    assert found.in_month.word is word
    assert found.in_month.turns_at == pytest.approx(0.05)


def test_a_monthly_target_of_a_flow_grows_with_the_months() -> None:
    found = result(indicator("Visits completed", ["100", "110", "90"], "<=95"))
    assert (found.in_month.word, found.in_month.target) == (Word.MET, 95)
    assert (found.to_date.figure, found.to_date.target, found.to_date.word) == (300, 285, Word.NEAR)
    assert found.to_date.why == (
        "300 for the year to date against a target of 285 (95 a month for 3 months): 15 (5%) above; "
        "15 fewer would meet it; Missed if the tolerance were under 5.3%"
    )
    assert (found.forecast.figure, found.forecast.target) == (1200, 1140)


@pytest.mark.parametrize("aim", ["<1,200 per year", "<1200 (annual)", "under 1.2k by year end"])
def test_a_years_target_in_words_is_met_pro_rata(aim: str) -> None:
    found = result(indicator("Visits completed", ["100", "110", "90"], aim))
    assert found.in_month.word is Word.YEAR_END
    assert (found.to_date.target, found.to_date.word) == (300, Word.NEAR)
    assert (found.forecast.figure, found.forecast.target) == (1200, 1200)


def test_a_profile_replaces_pro_rata_and_twelfths() -> None:
    settings = chosen("Visits completed", profile=(1, 1, 4, *[2 / 3] * 9), target_basis=Basis.YEAR)
    found = result(indicator("Visits completed", ["100", "110", "390"], "<1200"), settings)
    assert found.to_date.target == 600
    assert found.forecast.figure == 1200
    assert "(1,200 by the profile for 3 of 12 months)" in found.to_date.why


def test_a_missing_month_neither_counts_as_zero_nor_as_gone() -> None:
    found = result(indicator("Visits completed", ["100", "TBC", "100"], "<1200 per year"))
    assert (found.to_date.figure, found.to_date.target) == (200, 200)
    assert found.forecast.figure == 1200
    assert found.year_to_date.months == (APRIL, Month(2022, 6))


def test_last_years_months_stay_out_of_the_year_to_date_but_give_the_years_change() -> None:
    row = indicator("Visits completed", [str(100 + step) for step in range(15)], start=Month(2021, 4))
    found = result(row)
    assert (found.year_to_date.value, len(found.year_to_date.months)) == (112 + 113 + 114, 3)
    assert found.year_change is not None
    assert (found.year_change.then, found.year_change.now) == (102, 114)
    assert len(found.control.points) == 15


def test_a_snapshot_is_judged_as_it_stands_on_every_clock() -> None:
    found = result(indicator("Open cases at the end of the month", ["60", "55", "48"], "<=50"))
    assert [each.figure for each in (found.in_month, found.to_date, found.forecast)] == [48, 48, 48]
    assert {each.word for each in (found.in_month, found.to_date, found.forecast)} == {Word.MET}


def test_targets_month_by_month_are_summed_for_a_flow_and_taken_as_they_stand_for_a_running_total() -> None:
    months = [APRIL.plus(step) for step in range(12)]
    flow = indicator("Visits completed", ["100", "110", "90"])
    steps = tuple(target(f">={100 + step}", PLACE, month) for step, month in enumerate(months))
    found = result(replace(flow, monthly_targets=steps))
    assert (found.in_month.target, found.to_date.target, found.forecast.target) == (102, 303, 1266)
    total = indicator("Visits so far this year", ["100", "210", "300"])
    found = result(
        replace(
            total,
            monthly_targets=tuple(target(f">={100 * (1 + step)}", PLACE, month) for step, month in enumerate(months)),
        )
    )
    assert (found.in_month.target, found.to_date.target, found.forecast.target) == (300, 300, 1200)


def test_a_percentage_whose_target_changed_is_judged_to_date_by_the_weighted_target() -> None:
    row = indicator("% of visits on time", ["80% (80/100)", "90% (270/300)"], "90%")
    row = replace(row, monthly_targets=(target("70%", PLACE, APRIL), target("90%", PLACE, APRIL.plus(1))))
    found = result(row)
    assert found.to_date.target == pytest.approx((0.7 * 100 + 0.9 * 300) / 400)
    assert (found.in_month.target, found.to_date.word) == (0.9, Word.MET)


def test_a_year_to_date_target_is_for_the_year_to_date() -> None:
    found = result(indicator("Visits completed", ["100", "110", "90"], ">=300 YTD"))
    assert (found.in_month.word, found.to_date.word, found.forecast.word) == (Word.YEAR_END, Word.MET, Word.NOT_JUDGED)


def test_unknown_measures_are_not_added_up() -> None:
    found = result(indicator("Things of interest", ["7", "9", "8"], "<=10"))
    assert found.definition.measure_type is MeasureType.UNKNOWN
    assert (found.in_month.word, found.to_date.word) == (Word.MET, Word.NOT_JUDGED)
    assert found.to_date.why == (
        "Year to date: not known: nothing says whether the months add up; state the measure type in the settings"
    )


def test_percentages_without_counts_are_not_averaged() -> None:
    found = result(indicator("% of calls answered", ["80%", "90%"], "85%"))
    assert found.year_to_date.value is None
    assert found.year_to_date.mean_of_months == pytest.approx(0.85)
    assert (found.in_month.word, found.to_date.word) == (Word.NOT_JUDGED, Word.NOT_JUDGED)


def test_percentages_typed_in_points_are_fractions_in_the_results() -> None:
    row = indicator("% of calls answered in time", ["84.5", "91.25"])
    row = replace(row, target=replace(target("90", PLACE)))
    found = result(row)
    assert [figure.value for figure in found.figures] == [0.845, 0.9125]
    assert (found.in_month.word, found.in_month.target) == (Word.MET, 0.9)


def test_settings_decide_the_side_the_basis_and_who_set_it() -> None:
    settings = chosen(
        "Things of interest", target_comparison=Comparison.AT_LEAST, target_basis=Basis.YEAR,
        measure_type=MeasureType.MONTHLY, target_set_by="Cabinet, March 2022", polarity=Polarity.HIGH,
    )  # fmt: skip
    found = result(indicator("Things of interest", ["10", "10"], "<120"), settings)
    assert (found.to_date.word, found.to_date.target, found.to_date.comparison) == (Word.MET, 20, Comparison.AT_LEAST)
    assert (found.definition.target_set_by, found.definition.target_basis_source) == ("Cabinet, March 2022", "settings")


def test_a_single_month_and_no_months_at_all() -> None:
    assert words("Visits completed", ["10"], ">=5") == (Word.MET, Word.MET, Word.MET)
    assert words("Visits completed", [], ">=5") == (Word.NOT_JUDGED,) * 3


def test_nothing_out_of_nothing_is_a_gap_and_not_a_zero() -> None:
    found = result(indicator("% of visits on time", ["0% (0/0)", "50% (5/10)"]))
    assert [figure.value for figure in found.figures] == [None, 0.5]
    assert (found.year_to_date.numerator, found.year_to_date.denominator) == (5, 10)


def test_months_after_the_reporting_month_play_no_part() -> None:
    row = indicator("Visits completed", ["10", "20", "0", "0"])
    found = result(row, reporting=Month(2022, 5))
    assert [figure.month for figure in found.figures] == [APRIL, Month(2022, 5)]
    assert found.year_to_date.value == 30


def test_another_financial_year() -> None:
    from kpi_workbook.figures import define, recompute

    row = indicator("Visits completed", ["10", "20", "30"], "<120 per year", start=Month(2022, 12))
    made = replace(book(row), year_starts_in=1)
    found = recompute(define(made, Settings()), Settings())
    assert (found.months_gone, found.indicators[0].to_date.figure, found.indicators[0].to_date.target) == (2, 50, 20)


def test_observations_out_of_order_are_put_in_order() -> None:
    row = indicator("Visits completed", ["10", "20", "30"])
    shuffled = replace(row, observations=tuple(reversed(row.observations)))
    assert result(shuffled).month_change == result(row).month_change
    assert observation(APRIL, "10", PLACE).value == 10
