"""Every row of the example against figures worked by hand from the printed report: sums, pools, clocks, signals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kpi_workbook.figures import define
from kpi_workbook.figures.population import shared
from kpi_workbook.figures.results import Assurance, Direction, IndicatorResult, Results, SpecialCause, Variation, Word
from kpi_workbook.model import Basis, Comparison, KpiWorkbook, MeasureType, Month, Polarity
from kpi_workbook.settings import Settings

Of = Callable[..., IndicatorResult]
MET, NEAR, MISSED, NONE, NOT, YEAR = (
    Word.MET, Word.NEAR, Word.MISSED, Word.NO_TARGET, Word.NOT_JUDGED, Word.YEAR_END,
)  # fmt: skip
MONTHLY, SNAPSHOT, CUMULATIVE = MeasureType.MONTHLY, MeasureType.SNAPSHOT, MeasureType.CUMULATIVE

# One line a row of the workbook, in its order: measure type, the year to date (a pair of pooled counts, or a figure),
# the three clocks, and where the year will end.
BY_HAND = (
    (MONTHLY, 2873, NONE, NONE, NONE),
    (MONTHLY, (735, 2873), MISSED, NEAR, NEAR),
    (MONTHLY, 1950, NONE, NONE, NONE),
    (MONTHLY, 1081, NONE, NONE, NONE),
    (CUMULATIVE, 591, YEAR, MISSED, MISSED),
    (MONTHLY, (2186, 2919), MISSED, MISSED, MISSED),
    (SNAPSHOT, (2913, 3308), MET, NEAR, NEAR),
    (SNAPSHOT, (3232, 3308), NEAR, NEAR, NEAR),
    (SNAPSHOT, (4194, 4985), MISSED, MISSED, MISSED),
    (SNAPSHOT, (4555, 4831), NONE, NONE, NONE),
    (MONTHLY, (15529, 21243), NEAR, MISSED, MISSED),
    (MONTHLY, (2958, 3308), MET, NEAR, NEAR),
    (MONTHLY, (3948, 4985), MISSED, MISSED, MISSED),
    (MONTHLY, (1019, 2095), MISSED, MISSED, MISSED),
    (MONTHLY, (735, 2873), MISSED, NEAR, NEAR),
    (MONTHLY, 1081, NONE, NONE, NONE),
    (CUMULATIVE, 591, YEAR, MISSED, MISSED),
    (MONTHLY, (2186, 2919), MISSED, MISSED, MISSED),
    (MONTHLY, 15682, YEAR, MISSED, MISSED),
    (MONTHLY, 2873, NONE, NONE, NONE),
    (CUMULATIVE, 582, YEAR, NOT, NOT),
    (SNAPSHOT, 543, NOT, NOT, NOT),
    (SNAPSHOT, 479, NONE, NONE, NONE),
    (SNAPSHOT, 286, NOT, NOT, NOT),
    (SNAPSHOT, 259, NONE, NONE, NONE),
    (SNAPSHOT, 543, NOT, NOT, NOT),
    (SNAPSHOT, 110, NOT, NOT, NOT),
    (SNAPSHOT, 35, MET, MET, MET),
    (SNAPSHOT, (4194, 4985), MISSED, MISSED, MISSED),
    (SNAPSHOT, (4910, 4985), MET, MET, MET),
    (SNAPSHOT, (2915, 3751), MISSED, MISSED, MISSED),
    (SNAPSHOT, (1099, 4985), MISSED, MISSED, MISSED),
    (SNAPSHOT, 29, NONE, NONE, NONE),
    (SNAPSHOT, 26, NONE, NONE, NONE),
    (MONTHLY, None, NONE, NONE, NONE),
    (SNAPSHOT, 20, NONE, NONE, NONE),
    (SNAPSHOT, (1299, 4985), MET, MET, MET),
)


def test_every_row_as_worked_by_hand(example_results: Results) -> None:
    found = []
    for each in example_results.indicators:
        year = each.year_to_date
        counts = (year.numerator, year.denominator) if year.method == "pooled counts" else year.value
        words = (each.in_month.word, each.to_date.word, each.forecast.word)
        found.append((each.definition.measure_type, counts, *words))
    assert tuple(found) == BY_HAND


def test_year_to_date_percentages_pool_their_counts(example_results: Results) -> None:
    percentages = {
        expected[1]: each.year_to_date.value
        for each, expected in zip(example_results.indicators, BY_HAND, strict=True)
        if isinstance(expected[1], tuple)
    }
    assert percentages == {pair: pair[0] / pair[1] for pair in percentages}
    assert percentages[(735, 2873)] == pytest.approx(0.2558, abs=5e-5)


def test_contacts_miss_the_year_though_each_month_is_far_below(of: Of) -> None:
    contacts = of("Number of contacts")
    assert contacts.target is not None
    assert (contacts.target.value, contacts.target.comparison, contacts.target.basis) == (
        17000,
        Comparison.BELOW,
        Basis.YEAR,
    )
    assert (contacts.to_date.figure, contacts.to_date.target) == (15682, 12750)
    assert contacts.forecast.figure == pytest.approx(20909.3333)
    assert contacts.in_month.why == "The target of <17K is for the year; the year to date is judged instead"
    assert contacts.to_date.why == (
        "15,682 for the year to date against a target of under 12,750 (17,000 pro rata for 9 of 12 months): "
        "2,932 (23%) above; 2,933 fewer would meet it"
    )
    assert contacts.definition.target_basis_source == (
        "arithmetic: of the order of the year's sum and over three times every month's figure"
    )


def test_single_assessments_in_both_sections(of: Of) -> None:
    for which in (0, 1):
        rate = of("Rates of Single Assessments", which)
        assert (rate.to_date.figure, rate.to_date.target, rate.to_date.word) == (591, 525, Word.MISSED)
        assert (rate.forecast.figure, rate.forecast.target, rate.forecast.word) == (788, 700, Word.MISSED)
    assert of("Rates of Single", 0).definition == of("Rates of Single", 1).definition


def test_referral_rate_is_proved_a_running_total_by_its_steps(of: Of) -> None:
    rate = of("Rates of referrals")
    assert rate.definition.measure_type_source == (
        "arithmetic: its steps are the monthly figures of 'Number of referrals in the month' over one population"
    )
    assert (rate.to_date.figure, rate.to_date.target, rate.forecast.figure) == (582, 525, 776)
    assert rate.to_date.why.endswith("neither more nor less is better (DfE LAIT: no polarity for referrals)")


def test_the_same_name_has_the_same_definition_in_every_section(example: KpiWorkbook, example_results: Results) -> None:
    seen: dict[str, object] = {}
    for row, each in zip(example.indicators, example_results.indicators, strict=True):
        traits = (each.definition.unit, each.definition.measure_type, each.definition.polarity, each.definition.entry)
        assert seen.setdefault(row.name, traits) == traits


def test_supervision_is_said_in_children(of: Of) -> None:
    month = of("Percentage of children who had their supervision").in_month
    assert month.why == (
        "78% against a target of 80%: 2.3 points below; 52 more of 2,255 children would meet it; "
        "Missed if the tolerance were under 2.3 points"
    )
    assert (month.shortfall, month.of, month.within_chance) == (52, 2255, False)
    assert month.distance == pytest.approx(1752 / 2255 - 0.8)


def test_supervision_on_child_protection_plans_is_within_chance_of_its_target(of: Of) -> None:
    year = of("Percentage of CPP who had").to_date
    assert (year.word, year.within_chance, year.shortfall) == (Word.NEAR, True, 20)
    assert year.why.endswith("missed, but within chance (95% interval 88.3% to 90.4%)")


def test_child_protection_plans_are_set_beside_the_year_end_target_as_they_stand(of: Of) -> None:
    plans = of("Number of children who are subject")
    assert plans.target is not None
    assert plans.target.basis is Basis.YEAR
    assert (plans.forecast.figure, plans.forecast.target, plans.forecast.distance) == (286, 406, -120)


def test_implied_populations(example_results: Results) -> None:
    """10,000 × counts over the rate's rounding interval: e.g. referrals in April, 2,700,000 / 54.5 = 49,541.3."""
    fits = {fit.rate.cell: fit for fit in example_results.populations}
    bounds = [(round(fit.low, 1), round(fit.high, 1)) for fit in example_results.populations]
    assert bounds == [(49387.8, 49415.7), (49541.3, 49375.7), (49506.7, 49589.0)]
    assert [fit.clash for fit in fits.values()] == [(), (Month(2022, 4), Month(2022, 10)), ()]
    together = shared(example_results.populations)
    assert together is not None
    assert together[0] > together[1]


def test_gaps_follow_polarity_and_refuse_counts(of: Of) -> None:
    words = [gap.words for gap in of("Percentage of re-referrals").gaps]
    assert words[1] == "26% (year to date) against 21% for Statistical Neighbours: 4.6 points higher, worse"
    cla = of("Number of CLA at the end of the month").gaps
    assert [gap.difference for gap in cla] == [46, -97, None, None]
    assert cla[2].why_not == (
        "A count of South East cannot be compared with one council's; "
        "see Rate of CLA per 10,000 under 18 population (Robust Corporate Parenting!A5)"
    )
    assert [gap.difference for gap in of("Rate of CLA").gaps] == [14, 10, 57, 43]
    assert {gap.better for gap in of("Rate of CLA").gaps} == {None}


def test_placements_fall_seven_months_running_within_trial_limits(of: Of) -> None:
    chart = of("Percentage of CLA at end of month with 3").control
    assert chart.trial
    assert (chart.variation, chart.assurance) == (Variation.NONE, Assurance.NONE)
    causes = [point.cause for point in chart.points]
    assert causes[2:7] == [SpecialCause.TREND] * 5
    assert SpecialCause.OUTSIDE in causes[7:]


def test_direction_of_travel(of: Of) -> None:
    change = of("Percentage of re-referrals").month_change
    assert change is not None
    assert change.direction is Direction.WORSENING
    assert change.words == "Worsening: up 3.7 points on November 2022 (26.1% to 29.8%)"
    rate = of("Rates of Single").month_change
    assert rate is not None
    assert (rate.then, rate.now, rate.direction) == (71, 66, Direction.IMPROVING)
    cla = of("Number of CLA at the end").month_change
    assert cla is not None
    assert cla.direction is Direction.FALLING


def test_an_unreported_row_says_so_everywhere(of: Of) -> None:
    row = of("Percentage of CLA with a permanence plan")
    assert [figure.value for figure in row.figures] == [None] * 9
    assert row.year_to_date.method == "no figure this year"
    assert row.latest is None
    assert row.month_change is None
    assert row.control.why_not == "Fewer than 4 months have a figure"


def test_defining_twice_changes_nothing(example: KpiWorkbook) -> None:
    assert define(example, Settings()) == example


def test_settings_make_polarity_local_and_change_the_judgement(example: KpiWorkbook) -> None:
    from kpi_workbook.figures import recompute
    from kpi_workbook.settings import IndicatorSettings

    own = IndicatorSettings(name="Number of CLA at the end of the month", polarity=Polarity.LOW)
    settings = Settings(indicators=(own,))
    results = recompute(define(example, settings), settings)
    cla = [each for each in results.indicators if each.definition.entry == own.name]
    assert [each.in_month.word for each in cla] == [Word.NEAR, Word.NEAR]
    assert {each.definition.polarity_source for each in cla} == {"settings (local)"}
    assert cla[0].in_month.why.startswith("543 against a target of 540: 3 (1%) above; 3 fewer would meet it")


def test_a_recomputed_figure_shares_its_month_and_place(example: KpiWorkbook, example_results: Results) -> None:
    """A copy of each would be a tenth of the memory of a large workbook."""
    seen, figure = example.indicators[0].observations[0], example_results.indicators[0].figures[0]
    assert figure.place is seen.place
    assert figure.month in example.months
    assert any(figure.month is month for month in example.months)
