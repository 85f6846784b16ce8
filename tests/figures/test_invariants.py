"""What must hold for any figures whatever: never an exception, pooling between extremes, status that never flatters."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kpi_workbook.disclosure.redaction import apply
from kpi_workbook.disclosure.withholding import suppress
from kpi_workbook.figures import define, recompute
from kpi_workbook.figures.results import Figure, Results, Word
from kpi_workbook.figures.revisions import compare
from kpi_workbook.figures.spc import p_prime, special_causes, xmr
from kpi_workbook.figures.status import Measured, judge
from kpi_workbook.figures.targets import Aim
from kpi_workbook.figures.uncertainty import wilson
from kpi_workbook.figures.year_to_date import year_to_date
from kpi_workbook.model import (
    Area,
    Basis,
    Comparator,
    Comparison,
    Indicator,
    KpiWorkbook,
    MeasureType,
    Month,
    Observation,
    Place,
    Polarity,
    Section,
    Status,
    Target,
    Unit,
)
from kpi_workbook.settings import ControlSettings, IndicatorSettings, Rebase, Settings, Tolerance

ORDER = {Word.MISSED: 0, Word.NEAR: 1, Word.MET: 2}
SIDED = (Comparison.AT_LEAST, Comparison.ABOVE, Comparison.AT_MOST, Comparison.BELOW)
ANY_NUMBER = st.one_of(
    st.none(),
    st.integers(-5, 2500),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0, 0.0, 1, 0.5, 10**18, -(10**300), 1e308, 5e-324]),
)
NAMES = st.one_of(
    st.sampled_from(
        ["Number of referrals in the month", "Rates of referrals per 10,000 of Under 18 Population", "Rate per 0",
         "Percentage of re-referrals within 12 months", "YTD spend £", "Average days to adopt (rolling 12 months)",
         "% CLA visited", "Number of CLA at the end of the month", "| |", "Number of contacts (cumulative)"]
    ),
    st.text(max_size=30),
)  # fmt: skip


@st.composite
def targets(draw: st.DrawFn, month: Month | None = None) -> Target:
    return Target(
        place=Place("S", "Z1"), typed="?", value=draw(ANY_NUMBER), upper=draw(ANY_NUMBER), month=month,
        comparison=draw(st.none() | st.sampled_from(Comparison)), signed=draw(st.booleans()),
        basis=draw(st.none() | st.sampled_from(Basis)), status=draw(st.none() | st.sampled_from(Status)),
    )  # fmt: skip


@st.composite
def rows(draw: st.DrawFn, months: list[Month]) -> Indicator:
    observations = tuple(
        Observation(
            month=month, place=Place("S", "B2"), typed="?", value=draw(ANY_NUMBER), numerator=draw(ANY_NUMBER),
            denominator=draw(ANY_NUMBER), decimals=draw(st.none() | st.integers(0, 3)),
        )
        for month in months if draw(st.integers(0, 5))
    )  # fmt: skip
    comparators = tuple(
        Comparator(name=f"Council {area}", area=area, place=Place("S", "C1"), typed="?", value=draw(ANY_NUMBER))
        for area in draw(st.lists(st.sampled_from(Area), max_size=6))
    )
    return Indicator(
        name=draw(NAMES), place=Place("S", "A2"), unit=draw(st.sampled_from(Unit)),
        measure_type=draw(st.sampled_from(MeasureType)), polarity=draw(st.sampled_from(Polarity)),
        target=draw(st.none() | targets()), observations=observations, comparators=comparators,
        monthly_targets=tuple(draw(targets(month)) for month in months if draw(st.integers(0, 9)) == 0),
    )  # fmt: skip


@st.composite
def books(draw: st.DrawFn) -> KpiWorkbook:
    start = Month(draw(st.integers(2019, 2023)), draw(st.integers(1, 12)))
    months = [start.plus(step) for step in sorted(draw(st.sets(st.integers(0, 36), max_size=20)))]
    indicators = tuple(draw(st.lists(rows(months), max_size=4)))
    return KpiWorkbook(
        file="f.xlsx", sha256="0", organisation=None, months=tuple(months),
        reporting_month=draw(st.sampled_from([*months, start])), year_starts_in=draw(st.sampled_from([4, 1, 9])),
        sections=(Section(title="S", sheet="S", indicators=indicators),),
    )  # fmt: skip


OWN = Settings(
    indicators=(
        IndicatorSettings(
            name="% CLA visited", profile=tuple(range(12)), rebase=(Rebase(month="2021-03", reason="new service"),),
            measure_type=MeasureType.CUMULATIVE, tolerance=Tolerance(floor=0.7),
        ),
    ),
    control=ControlSettings(percentages="p_prime", run_length=6, screen_outliers=False),
)  # fmt: skip


@settings(
    max_examples=150,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(books(), st.sampled_from([Settings(), OWN]))
def test_anything_a_workbook_may_hold_is_recomputed(book: KpiWorkbook, chosen: Settings) -> None:
    defined = define(book, chosen)
    results = recompute(defined, chosen)
    assert [each.place for each in results.indicators] == [row.place for row in book.indicators]
    assert define(defined, chosen) == defined or _has_nan(defined)
    assert not [number for number in _numbers(results) if not math.isfinite(number)]
    public = apply(defined, suppress(defined, chosen))
    assert suppress(public, chosen).cells == ()
    assert len(recompute(public, chosen).indicators) == len(results.indicators)
    assert compare(public, defined, chosen).month == book.reporting_month


def _numbers(value: Any) -> Iterator[float]:
    """Every number in a result, however deep."""
    if isinstance(value, float | int):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if field.name != "target":  # as typed, and so perhaps not a number
                yield from _numbers(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _numbers(each)


def _has_nan(book: KpiWorkbook) -> bool:
    """NaN is not even equal to itself, so that such books cannot be compared."""
    return "nan" in repr(book)


def figure(step: int, numerator: int, denominator: int) -> Figure:
    share = numerator / denominator
    return Figure(
        month=Month(2022, 4).plus(step),
        place=Place("S", "A1"),
        value=share,
        numerator=numerator,
        denominator=denominator,
    )


COUNTS = st.integers(1, 3000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


@given(st.lists(COUNTS, min_size=1, max_size=12))
def test_a_pooled_percentage_lies_between_its_months(counts: list[tuple[int, int]]) -> None:
    figures = [figure(step, *pair) for step, pair in enumerate(counts)]
    pooled = year_to_date(figures, Unit.PERCENTAGE, MeasureType.MONTHLY, Month(2022, 4)).value
    shares = [Fraction(*pair) for pair in counts]
    assert pooled is not None
    assert float(min(shares)) <= pooled <= float(max(shares))


@given(
    st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000), st.sampled_from(SIDED),
    st.sampled_from([Unit.PERCENTAGE, Unit.COUNT]), st.booleans(),
    st.sampled_from([Tolerance(), Tolerance(points=0.0, share=0.0), Tolerance(absolute=3), Tolerance(floor=0.5)]),
)  # fmt: skip
def test_status_is_never_better_when_the_figure_is_worse(
    one: int, other: int, target: int, side: Comparison, unit: Unit, edge: bool, tolerance: Tolerance
) -> None:
    scale = 1000 if unit is Unit.PERCENTAGE else 1
    tolerance = tolerance.model_copy(update={"edge_counts": edge})
    aim = Aim(Fraction(target, scale), side)
    low, high = sorted((Fraction(one, scale), Fraction(other, scale)))
    worse, better = (low, high) if side in (Comparison.AT_LEAST, Comparison.ABOVE) else (high, low)
    words = [judge(Measured(value, unit), aim, tolerance).word for value in (worse, better)]
    assert ORDER[words[0]] <= ORDER[words[1]]


@given(COUNTS, st.integers(0, 1000), st.sampled_from(SIDED))
def test_the_shortfall_is_the_least_number_that_would_meet_the_target(
    counts: tuple[int, int], thousandths: int, side: Comparison
) -> None:
    numerator, denominator = counts
    aim = Aim(Fraction(thousandths, 1000), side)
    measured = Measured(Fraction(*counts), Unit.PERCENTAGE, "", numerator, denominator, whole=True)
    short = judge(measured, aim, Tolerance()).shortfall
    assert short is not None
    way = 1 if side in (Comparison.AT_LEAST, Comparison.ABOVE) else -1

    def meets(moved: int) -> bool:
        value = Fraction(numerator + way * moved, denominator)
        return {
            Comparison.AT_LEAST: value >= aim.value, Comparison.ABOVE: value > aim.value,
            Comparison.AT_MOST: value <= aim.value, Comparison.BELOW: value < aim.value,
        }[side]  # fmt: skip

    assert meets(short)
    assert short == 0 or not meets(short - 1)


VALUES = st.lists(st.integers(-50, 50), min_size=4, max_size=30)


@given(VALUES, st.integers(-40, 40), st.sampled_from([0.5, 2.0, 8.0]))
def test_limits_move_and_stretch_with_the_figures(values: list[int], moved: int, stretched: float) -> None:
    """Powers of two, so that floating point changes nothing else."""
    plain = xmr([float(each) for each in values], screen=False)
    changed = xmr([each * stretched + moved for each in values], screen=False)
    for before, after in zip(plain, changed, strict=True):
        assert after == pytest.approx([each * stretched + moved for each in before], abs=1e-9)


@given(VALUES)
def test_limits_and_causes_are_the_mirror_of_the_mirrored_series(values: list[int]) -> None:
    there, mirrored = [float(each) for each in values], [-float(each) for each in values]
    assert special_causes(there, xmr(there)) == special_causes(mirrored, xmr(mirrored))


@given(st.integers(-50, 50), st.integers(2, 20))
def test_ties_have_no_spread_and_no_signal_in_any_order(value: int, length: int) -> None:
    ties = [float(value)] * length
    assert xmr(ties) == [(value, value, value)] * length
    assert special_causes(ties, xmr(ties)) == [None] * length


@given(st.lists(COUNTS, min_size=2, max_size=24), st.booleans())
def test_p_prime_limits_stay_within_0_and_1_around_the_centre(counts: list[tuple[int, int]], screen: bool) -> None:
    for limits in p_prime([(float(n), float(d)) for n, d in counts], screen):
        assert 0 <= limits.lower <= limits.centre <= limits.upper <= 1


@given(COUNTS)
def test_wilson_holds_its_share_and_narrows_with_more_children(counts: tuple[int, int]) -> None:
    numerator, denominator = counts
    interval, tenfold = wilson(numerator, denominator), wilson(10 * numerator, 10 * denominator)
    assert interval is not None
    assert tenfold is not None
    assert 0 <= interval[0] <= numerator / denominator <= interval[1] <= 1
    assert tenfold[1] - tenfold[0] < interval[1] - interval[0]


def test_wilson_as_published() -> None:
    """Newcombe (1998), Statistics in Medicine 17, table I: 81/263 and 15/148."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert [wilson(*pair) for pair in ((1, 0), (-1, 5), (6, 5))] == [None, None, None]


def test_results_hold_only_what_json_can_hold(example_results: Results) -> None:
    assert all(math.isfinite(number) for number in _numbers(example_results))
