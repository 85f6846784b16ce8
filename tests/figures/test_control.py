"""Which series is charted, by which limits, and what the chart says."""

from __future__ import annotations

from typing import Any

import pytest
from book_builder import indicator, result

from kpi_workbook.figures.results import Assurance, ControlChart, SpecialCause, Variation
from kpi_workbook.figures.spc import xmr
from kpi_workbook.model import Month
from kpi_workbook.settings import ControlSettings, IndicatorSettings, Rebase, Settings

COMMON = ["50", "52", "49", "51", "50", "53", "48", "50", "51", "49", "52", "50"]


def chart(name: str, typed: list[str], aim: str = "", settings: Settings | None = None, **more: Any) -> ControlChart:
    return result(indicator(name, typed, aim, **more), settings).control


def test_twelve_points_are_a_trial_and_thirteen_carry_icons() -> None:
    trial = chart("Overdue visits", COMMON, "<60")
    whole = chart("Overdue visits", [*COMMON, "51"], "<60")
    assert (trial.trial, trial.variation, trial.assurance) == (True, Variation.NONE, Assurance.NONE)
    assert (whole.trial, whole.variation, whole.assurance) == (False, Variation.COMMON, Assurance.PASSES)
    assert len(trial.points) == 12


@pytest.mark.parametrize(
    ("name", "last", "seen"),
    [
        ("Overdue visits", "70", Variation.CONCERN), ("Overdue visits", "30", Variation.IMPROVEMENT),
        ("Visits within 10 days", "70", Variation.IMPROVEMENT), ("Number of contacts", "70", Variation.CHANGE),
        ("Libraries", "51", Variation.COMMON),
    ],
)  # fmt: skip
def test_the_latest_point_decides_the_icon(name: str, last: str, seen: Variation) -> None:
    assert chart(name, [*COMMON, last]).variation is seen


def test_a_running_total_is_charted_by_its_months_across_two_years() -> None:
    steps = [20, 22, 19, 21, 20, 23, 18, 20, 21, 19, 22, 20, 25, 21]
    totals = [sum(steps[: step + 1]) if step < 12 else sum(steps[12 : step + 1]) for step in range(14)]
    found = chart("Adopters approved (cumulative)", [str(each) for each in totals], "<300")
    assert found.of_steps
    assert [point.value for point in found.points] == steps
    assert found.points[0].centre == pytest.approx(sum(steps) / 14)
    assert found.assurance is Assurance.NONE  # the target is the year's, the points are months


def test_a_month_after_a_gap_is_left_out_of_a_running_totals_chart_but_not_of_others() -> None:
    running = chart("Adopters approved (cumulative)", ["10", "20", "TBC", "40", "50", "60", "70"])
    plain = chart("Adopters approved", ["10", "20", "TBC", "40", "50", "60", "70"])
    assert [point.month.month for point in running.points] == [4, 5, 8, 9, 10]
    assert [point.month.month for point in plain.points] == [4, 5, 7, 8, 9, 10]


def test_twelve_month_figures_are_not_charted() -> None:
    found = chart("Turnover (rolling 12 months)", COMMON)
    assert (found.points, found.why_not) == ((), "Neighbouring twelve-month figures share eleven months")


def test_percentages_follow_their_denominators_only_where_those_vary() -> None:
    steady = [f"{90}% ({90 + step % 3}/100)" for step in range(13)]
    varying = [f"90% ({(90 + step % 3) * (1 + step % 2)}/{100 * (1 + step % 2)})" for step in range(13)]
    assert chart("% of visits on time", steady).method == "XmR"
    found = chart("% of visits on time", varying)
    assert found.method == "P'"
    widths = [point.upper - point.lower for point in found.points]
    assert widths[0] / widths[1] == pytest.approx(2**0.5)
    forced = Settings(control=ControlSettings(percentages="xmr"))
    assert chart("% of visits on time", varying, settings=forced).method == "XmR"


def test_a_step_change_starts_new_limits() -> None:
    typed = [*COMMON, *(str(int(each) + 40) for each in COMMON), "91"]
    own = IndicatorSettings(name="Overdue visits", rebase=(Rebase(month="2023-04", reason="a new team"),))
    found = chart("Overdue visits", typed, settings=Settings(indicators=(own,)))
    assert (found.points[0].centre, round(found.points[-1].centre, 2)) == (
        xmr([float(each) for each in COMMON])[0].centre, round(sum(map(int, typed[12:])) / 13, 2),
    )  # fmt: skip
    assert (found.trial, found.variation) == (False, Variation.COMMON)
    assert {point.cause for point in found.points} == {None}
    assert chart("Overdue visits", typed).points[-1].cause is SpecialCause.OUTSIDE


def test_a_rebase_a_few_months_ago_makes_the_limits_trial_again() -> None:
    own = IndicatorSettings(name="Overdue visits", rebase=(Rebase(month="2022-12", reason="a new team"),))
    assert chart("Overdue visits", [*COMMON, "50"], settings=Settings(indicators=(own,))).trial


def test_a_trend_points_where_it_goes() -> None:
    typed = [*["40", "60"] * 6, "41", "42", "43", "44", "45", "46", "47"]
    found = chart("Visits within 10 days", typed)
    assert found.points[-1].cause is SpecialCause.TREND
    assert found.points[-1].value < found.points[-1].centre
    assert found.variation is Variation.IMPROVEMENT


def test_too_few_months_have_no_limits() -> None:
    found = chart("Visits", ["1", "2", "TBC", "3"])
    assert (found.points, found.why_not) == ((), "Fewer than 4 months have a figure")


def test_last_years_months_are_charted() -> None:
    found = chart("Overdue visits", [*COMMON, *COMMON], start=Month(2021, 1))
    assert found.points[0].month == Month(2021, 1)
    assert len(found.points) == 24
