"""Control limits and special causes against published results.

Oracle A and C: results recorded in NHSRplotthedots 0.2.2 (NHS England's Making Data Count in R); the first series is
R's `set.seed(123); rnorm(20)`, the numbers after it are the package's own recorded limits. Oracle B: its unit tests of
the special-cause rules.
"""

from __future__ import annotations

import pytest

from kpi_workbook.figures.results import Assurance, SpecialCause, Variation
from kpi_workbook.figures.spc import (
    Limits,
    assurance,
    mean_moving_range,
    p_prime,
    shift,
    special_causes,
    trend,
    two_of_three,
    variation,
    xmr,
)

ORACLE_A = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.70135590, -0.47279141,
]  # fmt: skip
WITH_OUTLIER = [*ORACLE_A[:14], 10.0, *ORACLE_A[15:]]


def test_oracle_a_limits() -> None:
    limits = xmr(ORACLE_A)[0]
    assert limits == pytest.approx((0.1416238, -3.01138, 3.294627), abs=1e-5)
    assert special_causes(ORACLE_A, xmr(ORACLE_A)) == [None] * 20


@pytest.mark.parametrize(("screen", "lower", "upper"), [(True, -2.383666, 3.722497), (False, -4.596625, 5.935457)])
def test_oracle_a_with_an_outlier(screen: bool, lower: float, upper: float) -> None:
    limits = xmr(WITH_OUTLIER, screen)
    assert limits[0] == pytest.approx((0.6694159, lower, upper), abs=1e-5)
    assert special_causes(WITH_OUTLIER, limits)[14] is SpecialCause.OUTSIDE


@pytest.mark.parametrize(
    ("close", "sides", "flagged"),
    [
        ((0, 0, 1, 0, 1, 0, 0), (1,) * 7, [3, 5]),
        ((0, 0, 1, 0, 1, 0, 0), (-1,) * 7, [3, 5]),
        ((0, 0, 1, 1, 0, 0, 0), (1, -1, 1, -1, 1, -1, 1), []),
        ((1, 0, 0, 1, 1), (1,) * 5, [4, 5]),
        ((1, 0, 0, 1, 1), (-1,) * 5, [4, 5]),
    ],
)
def test_oracle_b_two_of_three(close: tuple[int, ...], sides: tuple[int, ...], flagged: list[int]) -> None:
    found = two_of_three([bool(each) for each in close], sides)
    assert [place + 1 for place, each in enumerate(found) if each] == flagged


@pytest.mark.parametrize(("side", "length", "flagged"), [(1, 6, 0), (1, 7, 7), (-1, 7, 7), (-1, 6, 0), (0, 9, 0)])
def test_oracle_b_shift(side: int, length: int, flagged: int) -> None:
    assert sum(shift([side] * length, 7)) == flagged


@pytest.mark.parametrize(
    ("values", "flagged"),
    [
        ([1, 2, 3, 3, 4, 5, 6], []),
        ([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7]),
        ([7, 6, 5, 4, 3, 2, 1], [1, 2, 3, 4, 5, 6, 7]),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [2, 3, 4, 5, 6, 7, 8]),
    ],
)
def test_oracle_b_trend(values: list[float], flagged: list[int]) -> None:
    assert [place + 1 for place, each in enumerate(trend(values, 7)) if each] == flagged


def test_a_trend_of_six_is_an_option() -> None:
    assert sum(trend([1, 2, 3, 4, 5, 6], 6)) == 6
    assert sum(trend([1, 2, 3, 4, 5, 6], 7)) == 0


@pytest.mark.parametrize(
    ("limits", "high", "low"),
    [
        ((1, 3), Assurance.FAILS, Assurance.PASSES),
        ((5, 7), Assurance.PASSES, Assurance.FAILS),
        ((1, 5), Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
    ],
)
def test_oracle_c_assurance(limits: tuple[float, float], high: Assurance, low: Assurance) -> None:
    between = Limits(sum(limits) / 2, *limits)
    assert [assurance(4, between, better) for better in (1, -1, 0)] == [high, low, Assurance.NONE]


def test_first_cause_that_fits_wins_and_limits_themselves_are_inside() -> None:
    limits = [Limits(0.0, -3.0, 3.0)] * 9
    assert special_causes([3.0, -3.0, 0, 0, 0, 0, 0, 0, 0], limits) == [None] * 9
    rising = [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 3.5]
    assert special_causes(rising, limits[:7]) == [SpecialCause.TREND] * 6 + [SpecialCause.OUTSIDE]
    assert special_causes([1.0, 1.1] * 4, limits[:8]) == [SpecialCause.SHIFT] * 8


def test_points_beyond_a_limit_count_as_close_only_when_asked() -> None:
    limits = [Limits(0.0, -3.0, 3.0)] * 3
    assert special_causes([3.5, 1.0, 2.5], limits) == [SpecialCause.OUTSIDE, None, None]
    assert special_causes([3.5, 1.0, 2.5], limits, beyond_counts=True) == [
        SpecialCause.OUTSIDE, None, SpecialCause.TWO_OF_THREE,
    ]  # fmt: skip


def test_variation_names_the_way_it_goes() -> None:
    assert variation(SpecialCause.SHIFT, True, 1) is Variation.IMPROVEMENT
    assert variation(SpecialCause.SHIFT, True, -1) is Variation.CONCERN
    assert variation(SpecialCause.SHIFT, False, -1) is Variation.IMPROVEMENT
    assert variation(SpecialCause.SHIFT, False, 0) is Variation.CHANGE
    assert variation(None, True, 1) is Variation.COMMON


def test_p_prime_equals_its_formula_by_hand() -> None:
    """Three months of 10/100, 40/200, 10/100: centre 0.15; z = -1.400, 1.980, -1.400; mean moving range 3.381."""
    limits = p_prime([(10, 100), (40, 200), (10, 100)])
    error = (0.15 * 0.85 / 100) ** 0.5
    spread = 3 * (0.05 / error + 0.05 / (error / 2**0.5)) / 1.128
    assert limits[0] == pytest.approx((0.15, max(0.0, 0.15 - spread * error), 0.15 + spread * error))
    assert limits[1].upper == pytest.approx(0.15 + spread * error / 2**0.5)


def test_p_prime_of_a_constant_share_has_no_width_and_extremes_do_not_divide_by_zero() -> None:
    assert p_prime([(10, 100), (20, 200), (30, 300)])[0] == pytest.approx((0.1, 0.1, 0.1))
    assert p_prime([(0, 10), (0, 20)]) == [Limits(0.0, 0.0, 0.0)] * 2
    assert p_prime([(10, 10), (20, 20)]) == [Limits(1.0, 1.0, 1.0)] * 2


def test_screening_never_leaves_nothing() -> None:
    assert mean_moving_range([0, 0, 0, 5], screen=True) == pytest.approx(5 / 3)
    assert mean_moving_range([1], screen=True) == 0
