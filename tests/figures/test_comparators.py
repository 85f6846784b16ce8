"""Gaps, what may not be compared, rank and quartile."""

from __future__ import annotations

import pytest
from book_builder import indicator, result, results

from kpi_workbook.model import Area, Month
from kpi_workbook.settings import Settings

ENGLAND = Area.ENGLAND


def test_a_percentage_is_compared_by_its_pooled_year_to_date_and_says_so() -> None:
    theirs = [("85%", "England", ENGLAND), ("N/A", "South East", Area.REGION)]
    typed = ["80% (80/100)", "90% (270/300)"]
    found = result(indicator("% of visits completed on time in the month", typed, comparators=theirs))
    assert [(gap.difference, gap.better, gap.words) for gap in found.gaps] == [
        (0.025, True, "88% (year to date) against 85% for England: 2.5 points higher, better"),
        (None, None, "No figure is given"),
    ]
    assert found.gaps[0].relative == pytest.approx(0.025 / 0.85)


def test_a_flow_is_compared_by_its_pace_and_the_same_month_by_the_month() -> None:
    found = result(indicator("Applications received", ["10", "12", "14"], comparators=[
        ("150", "2021/22", Area.PREVIOUS_YEAR), ("13", "June 2021", Area.SAME_MONTH_LAST_YEAR)]))  # fmt: skip
    assert [gap.words for gap in found.gaps] == [
        "144 (the whole year at this pace) against 150 for 2021/22: 6 lower",
        "14 (June 2022) against 13 for June 2021: 1 higher",
    ]


def test_counts_and_money_are_never_set_beside_a_region_or_a_country() -> None:
    for name in ("Number of fires", "Agency spend £"):
        found = result(
            indicator(name, ["10"], comparators=[("900", "England", ENGLAND), ("12", "Last year", Area.PREVIOUS_YEAR)])
        )
        assert found.gaps[0].why_not == (
            "A count of England cannot be compared with one council's; a rate would be comparable"
        )
        assert (found.gaps[0].difference, found.gaps[0].value) == (None, 900)
        assert found.gaps[1].why_not is None or "No own figure" in found.gaps[1].why_not


def test_a_refused_count_points_to_its_rate_row() -> None:
    count = indicator("Number of S47 enquiries", ["30"], row=2, comparators=[("9000", "England", ENGLAND)])
    rate = indicator("Section 47 rate per 10,000", ["6"], row=3)
    assert results(count, rate).indicators[0].gaps[0].why_not == (
        "A count of England cannot be compared with one council's; see Section 47 rate per 10,000 (KPIs!A3)"
    )


def test_rank_and_quartile_among_named_councils() -> None:
    peers = [("70%", "Portsmouth", Area.OTHER), ("95%", "Derby", Area.OTHER), ("60%", "Hull", Area.OTHER),
             ("91%", "Family average", Area.OTHER), ("90%", "England", ENGLAND)]  # fmt: skip
    found = result(indicator("% of visits on time", ["80% (80/100)"], comparators=peers))
    assert (found.rank, found.ranked, found.quartile) == (2, 4, 2)
    low = result(indicator("% of visits overdue", ["80% (80/100)"], comparators=peers))
    assert (low.rank, low.ranked, low.quartile) == (3, 4, 3)
    few = result(indicator("% of visits on time", ["80% (80/100)"], comparators=peers[:2]))
    assert (few.rank, few.ranked, few.quartile) == (2, 3, None)


def test_the_settings_name_the_peers() -> None:
    peers = [("70%", "Portsmouth", Area.OTHER), ("95%", "Derby", Area.OTHER)]
    row = indicator("% of visits on time", ["80% (80/100)"], comparators=peers)
    found = result(row, Settings(peers=("derby",)))
    assert (found.rank, found.ranked) == (2, 2)


def test_no_rank_without_polarity_or_peers() -> None:
    peers = [("70%", "Portsmouth", Area.OTHER)]
    assert result(indicator("Libraries", ["80% (80/100)"], comparators=peers)).rank is None
    assert result(indicator("% of visits on time", ["80% (80/100)"])).rank is None


def test_equal_figures_are_neither_better_nor_worse() -> None:
    found = result(indicator("% of visits on time", ["80% (80/100)"], comparators=[("80%", "England", ENGLAND)]))
    assert (found.gaps[0].difference, found.gaps[0].better) == (0, None)
    assert found.gaps[0].words.endswith(": the same")


def test_no_own_figure_is_said() -> None:
    found = result(
        indicator("% of visits on time", ["TBC"], comparators=[("80%", "England", ENGLAND)]), reporting=Month(2022, 4)
    )
    assert found.gaps[0].why_not == "No own figure to compare: no figure this year"
