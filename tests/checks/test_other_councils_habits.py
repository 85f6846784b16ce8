"""Slips in scorecards as other councils draw them: each found in its cell, and the same scorecard silent without it."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Any

import pytest
from good import CONTACTS, LEAVERS, MONTHS, NORTH, REFERRALS, SOUTH, Findings, findings

SHARES = (0.94, 0.95, 0.93, 0.96, 0.94, 0.95, 0.93, 0.94, 0.95)
DAYS = (702, 691, 688, 715, 699, 704, 690, 711, 708)
MORE_DAYS = (511, 498, 520, 505, 515, 509, 512, 501, 499)


def found(*lines: list[Any]) -> Findings:
    return findings(sheets={"KPIs": list(lines)})


def signed(shares: tuple[float, ...]) -> list[Any]:
    return [f"{share:.0%}" for share in shares]


@pytest.mark.parametrize("typed", ["93", "0.93"])
def test_a_month_typed_without_its_sign(typed: str) -> None:
    shares = signed(SHARES)
    assert found(["Indicator", *MONTHS], ["Percentage of calls answered", *shares]) == []
    shares[2] = typed
    assert found(["Indicator", *MONTHS], ["Percentage of calls answered", *shares]) == [("C501", "KPIs!D2")]


def test_a_month_in_points_among_shares_is_no_reason_to_read_them_as_points() -> None:
    rows = [["Indicator", *MONTHS, "Target"], ["Percentage of calls answered", *SHARES[:4], 94, *SHARES[5:], "≥90%"]]
    assert found(*rows) == [("C501", "KPIs!F2")]


def test_a_years_sum_is_no_slip() -> None:
    headings = ["Indicator", *MONTHS, "Baseline 2021/22", "MSG average", "Force average"]
    rates = [7.4, 7.1, 7.6, 7.3, 7.5, 7.2, 7.4, 7.3, 7.6]
    assert found(headings, ["Crimes per 1,000 people", *rates, 88.8, 6.9, 7.8]) == []
    assert found(headings, ["Crimes per 1,000 people", *rates, 88.8, 6.9, 78]) == [("C502", "KPIs!M2")]


def test_a_target_for_the_year_is_no_tenfold_target() -> None:
    headings, waste = ["Indicator", "Good is", *MONTHS, "Target"], [38.2, 37.9, 38.5, 38.1, 37.8, 38, 38.3, 38.4, 37.7]
    assert found(headings, ["Residual waste (kg)", "Low", *waste, 480]) == []
    assert found(headings, ["Residual waste (kg)", "Low", *waste, 385]) == [("T403", "KPIs!L2")]


@pytest.mark.parametrize("heading", ["Target", "Annual target"])
def test_a_tenth_of_a_large_share_is_no_target(heading: str) -> None:
    headings = ["Indicator", *MONTHS, heading]
    assert found(headings, ["Percentage of visits made", *signed(SHARES), "≥95%"]) == []
    assert found(headings, ["Percentage of visits made", *signed(SHARES), "≥9.5%"]) == [("T403", "KPIs!K2")]


@pytest.mark.parametrize(
    "words", ["Top quartile", "Above the England average", "Reduce by 5%", "-5%", "Year on year reduction"]
)
def test_an_aim_in_words_is_none_to_judge_by(words: str) -> None:
    assert found(["Indicator", *MONTHS, "Target"], ["Contacts", *CONTACTS, words], ["Leavers", *LEAVERS, "N/A"]) == []


def test_days_add_up_over_the_directorates_of_a_measure() -> None:
    total = [one + other for one, other in zip(DAYS, MORE_DAYS, strict=True)]

    def told(totals: list[int]) -> Findings:
        headings = ["Measure", "Directorate", *MONTHS]
        rows = [["Days lost to sickness", "Children", *DAYS], ["Days lost to sickness", "Place", *MORE_DAYS]]
        return found(headings, *rows, ["Days lost to sickness", "Total", *totals])

    assert told(total) == []
    assert told([*total[:3], total[3] + 54, *total[4:]]) == [("A308", "KPIs!F4")]


def test_quarters_behind_the_year_are_of_their_own_months() -> None:
    headings = ["Indicator", *MONTHS, "Q1", "Q2", "Q3"]
    quarters = [sum(NORTH[start : start + 3]) for start in (0, 3, 6)]
    assert found(headings, ["Complaints received", *NORTH, *quarters]) == []
    assert found(headings, ["Complaints received", *NORTH, quarters[0] + 9, *quarters[1:]]) == [("A309", "KPIs!K2")]


def test_a_pooled_percentage_lies_among_its_months() -> None:
    def told(last: str) -> Findings:
        rows = [
            ["Percentage of calls answered", *signed(SHARES), "94%"],
            ["Percentage of forms done", *signed(SHARES), "95%"],
        ]
        return found(["Indicator", *MONTHS, "YTD"], *rows, ["Percentage of bins emptied", *signed(SHARES), last])

    assert told("94%") == []
    assert told("88%") == [("A309", "KPIs!K4")]


def test_a_year_to_date_that_began_before_its_table_is_not_judged() -> None:
    assert found(["Indicator", *MONTHS[3:], "YTD"], ["Complaints received", *NORTH[3:], sum(NORTH)]) == []


def test_a_total_with_a_withheld_month_is_not_judged() -> None:
    north: list[Any] = list(NORTH)
    north[2] = "<12"
    rows = [["Complaints received", *north, sum(NORTH)], ["Visits", *SOUTH, sum(SOUTH)]]
    assert found(["Indicator", *MONTHS, "YTD"], *rows) == []


def test_rows_of_quarters_leave_no_month_bare() -> None:
    quarterly = [None, None, 31, None, None, 29, None, None, 30]
    rows = [["Entrants", *quarterly], ["Quits", *quarterly], ["Contacts", *CONTACTS], ["Referrals", *REFERRALS]]
    assert found(["Indicator", *MONTHS], *rows[:3], *rows[3:]) == []


def test_last_years_to_date_and_outturn_are_two_comparators() -> None:
    headings = ["Indicator", *MONTHS, "YTD 2022/23", "YTD 2021/22", "2021/22 outturn"]
    assert found(headings, ["Referrals in the month", *REFERRALS, sum(REFERRALS), 2718, 3655]) == []


def test_ten_times_too_much_in_a_short_row() -> None:
    assert found(["Indicator", *MONTHS[:5]], ["Tree requests", 42, 40, 39, 41, 45]) == []
    assert found(["Indicator", *MONTHS[:5]], ["Tree requests", 42, 400, 39, 41, 45]) == [("V209", "KPIs!C2")]


def test_a_list_with_a_month_twice_and_one_with_a_month_missing() -> None:
    def listed(months: tuple[str, ...]) -> Findings:
        rows = [["Contacts", month, value] for month, value in zip(MONTHS, CONTACTS, strict=True)]
        return found(
            ["KPI", "Month", "Value"], *rows, *[["Referrals", month, 300 + place] for place, month in enumerate(months)]
        )

    assert listed(MONTHS) == []
    assert listed((*MONTHS, MONTHS[4])) == [("S103", "KPIs!B20")]
    assert listed((*MONTHS[:4], *MONTHS[5:])) == [("S105", "KPIs!B15")]


def test_headings_without_a_year_that_changed_places() -> None:
    months = ["Apr", "May", "Jul", "Jun", "Aug", "Sep", "Oct", "Nov", "Dec"]
    told = findings(sheets={"KPIs 2022-23": [["Indicator", *months], ["Contacts", *CONTACTS]]})
    assert [place for rule, place in told if rule == "S104"] == ["KPIs 2022-23!D1"]


def test_a_share_of_the_total_is_no_total() -> None:
    both = [one + other for one, other in zip(NORTH, SOUTH, strict=True)]
    rows = [
        [name, *figures, sum(figures), f"{sum(figures) / sum(both):.0%}"]
        for name, figures in (("North", NORTH), ("South", SOUTH), ("Borough total", both))
    ]
    assert found(["Ward", *MONTHS, "Total", "% of total"], *rows) == []


def test_codes_under_a_heading_of_the_councils_own_are_no_slips() -> None:
    rows = [["Contacts", "2B", *CONTACTS], ["Leavers", "1C", *LEAVERS], ["Referrals", "S1", *REFERRALS]]
    assert found(["Indicator", "ASCOF", *MONTHS], *rows) == []


def test_a_list_of_targets_that_is_not_the_scorecards() -> None:
    def found_with(target: str) -> Findings:
        scorecard = [["Indicator", *MONTHS, "Target"], ["Percentage of calls answered", *signed(SHARES), "≥90%"]]
        listed = [["Indicator", "Latest", "Target"], ["Percentage of calls answered", "95%", target]]
        return findings(sheets={"KPIs": scorecard, "Summary": listed})

    assert found_with("90%") == []
    assert found_with("92%") == [("T404", "Summary!C2")]


def after_each(figures: list[Any], marks: list[str]) -> list[Any]:
    return [each for pair in zip(figures, marks, strict=True) for each in pair]


def test_lights_behind_each_month_are_that_months() -> None:
    headings = ["Indicator", "Target", *after_each(list(MONTHS), ["RAG"] * 9)]
    lights = ["G" if share >= 0.945 else "A" for share in SHARES]
    assert found(headings, ["Percentage of visits made on time", "≥95%", *after_each(signed(SHARES), lights)]) == []
    lights[3] = "R"
    assert found(headings, ["Percentage of visits made on time", "≥95%", *after_each(signed(SHARES), lights)]) == [
        ("T409", "KPIs!J2")
    ]


def test_arrows_behind_each_month_are_that_months() -> None:
    def arrows(values: tuple[int, ...]) -> list[str]:
        return ["►", *("▲" if now > then else "▼" if now < then else "►" for then, now in pairwise(values))]

    headings, right = ["Indicator", *after_each(list(MONTHS), ["DoT"] * 9)], arrows(DAYS)
    other = ["Visits made", *after_each(list(MORE_DAYS), arrows(MORE_DAYS))]
    assert found(headings, ["Days lost", *after_each(list(DAYS), right)], other) == []
    wrong = [*right[:3], "▼", *right[4:]]
    assert found(headings, ["Days lost", *after_each(list(DAYS), wrong)], other) == [("T410", "KPIs!I2")]


def test_a_quarters_total_in_a_row_of_unknown_kind() -> None:
    heads = [*MONTHS[:3], "Quarter 1", *MONTHS[3:6], "Quarter 2"]
    rows = [["Places", 35, 36, 34, 105, 37, 33, 35, 105], ["Adults", 22, 20, 21, 63, 20, 23, 20, 63]]
    assert found(["Indicator", *heads], *rows) == []
    rows[0][4] = 116
    assert found(["Indicator", *heads], *rows) == [("A309", "KPIs!E2")]


def test_a_target_beyond_the_whole() -> None:
    headings = ["Indicator", "Good is", *MONTHS, "Target"]
    assert found(headings, ["Percentage of tips cleared", "High", *signed(SHARES), "960%"]) == [("T403", "KPIs!L2")]


def test_a_percentage_called_as_its_part_needs_few_months() -> None:
    headings = ["Measure", *MONTHS[:5]]
    rows = [["Assessments", 37, 44, 41, 36, 37], ["In 45 days", 32, 38, 33, 32, 33],
            ["% in 45 days", 32 / 37, 38 / 44, 33 / 41, 32 / 36, 33 / 37]]  # fmt: skip
    assert found(headings, *rows) == []
    rows[2][3] = 0.705
    assert found(headings, *rows) == [("A301", "KPIs!D4")]


@pytest.mark.parametrize(("row", "change", "cell"), [(0, 30, "E2"), (1, 12, "D3")])
def test_a_running_total_and_its_months_by_name(row: int, change: int, cell: str) -> None:
    months = [38, 39, 41, 41, 39, 41, 41]
    headings = ["Measure", *MONTHS[:7]]
    rows = [["Homes completed (cumulative)", *accumulate(months)], ["Homes completed in month", *months]]
    assert found(headings, *rows) == []
    rows[row][4 - row] += change
    assert found(headings, *rows) == [("A306", f"KPIs!{cell}")]


def test_a_month_copied_and_not_filled_in() -> None:
    rows: list[list[Any]] = [["Contacts", *CONTACTS], ["Days lost", *DAYS], ["Visits made", *MORE_DAYS]]
    assert found(["Indicator", *MONTHS], *rows) == []
    for row in rows:
        row[5] = row[4]
    assert found(["Indicator", *MONTHS], *rows) == [("V214", "KPIs!F2")]
    rows[1][5] += 7
    assert found(["Indicator", *MONTHS], *rows) == []


def test_the_years_of_comparators() -> None:
    def years(*headings: str) -> Findings:
        return found(
            ["Indicator", *MONTHS, *headings], ["Percentage of visits made", *signed(SHARES), "93%", "92%", "91%"]
        )

    assert years("SN 2020/21", "South East 2020/21", "England 2021/22") == []
    assert years("SN 2020/21", "South East 2020/21", "England 2011/12") == [("C507", "KPIs!M1")]
    assert years("SN 2020/21", "South East 2029/30", "England 2021/22") == [("C507", "KPIs!L1")]
    assert years("England 2011/12", "England 2020/21", "England 2021/22") == []


def test_a_target_of_one_month_among_equal_ones() -> None:
    headings = ["Indicator", "", *MONTHS]

    def with_targets(*targets: str) -> Findings:
        return found(headings, ["Percentage of visits made", "Actual", *signed(SHARES)], [None, "Target", *targets])

    assert with_targets(*["≥90%"] * 9) == []
    assert with_targets(*["≥90%"] * 4, *["≥92%"] * 5) == []
    assert with_targets("≥90%", "≥90%", "≥80%", *["≥90%"] * 6) == [("T413", "KPIs!E3")]


def test_a_summary_that_says_another_latest_figure() -> None:
    scorecard = [["Indicator", *MONTHS], ["Percentage of visits made", *signed(SHARES)], ["Contacts", *CONTACTS],
                 ["Days lost", *DAYS]]  # fmt: skip
    summary = [["Indicator", "Latest", "RAG"], ["Percentage of visits made", "95%", "Green"],
               ["Contacts", CONTACTS[-1], "Amber"], ["Days lost", DAYS[-1], "Red"]]  # fmt: skip
    assert findings(sheets={"KPIs": scorecard, "Summary": summary}) == []
    summary[3][1] = DAYS[-2]
    assert findings(sheets={"KPIs": scorecard, "Summary": summary}) == [("A309", "Summary!B4")]
