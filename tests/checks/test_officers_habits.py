"""What officers type beside and beneath their figures: true of them it stays silent, false it is found in its cell."""

from __future__ import annotations

from typing import Any

import pytest
from good import CONTACTS, LEAVERS, MONTHS, NORTH, REFERRALS, SOUTH, Findings, book, findings

from kpi_workbook.figures.team_labels import titled
from kpi_workbook.figures.traits import polarity_from_words, unit_from_words
from kpi_workbook.model import Polarity, Unit

LAST_YEAR = ("Apr-21", "May-21", "Jun-21", "Jul-21", "Aug-21", "Sep-21", "Oct-21", "Nov-21", "Dec-21",
             "Jan-22", "Feb-22", "Mar-22")  # fmt: skip
BEFORE = (12, 15, 11, 18, 14, 20, 13, 16, 19, 17, 12, 14)
WAITING = (412, 409, 411, 405, 407, 404, 402, 403, 399)
SHARES = (0.84, 0.86, 0.83, 0.88, 0.85, 0.87, 0.84, 0.89, 0.9)


def found(*lines: list[Any]) -> Findings:
    return findings(sheets={"KPIs": list(lines)})


@pytest.mark.parametrize("words", ["Monitor only", "Contextual", "For information only", "Baseline year"])
def test_a_target_that_is_none(words: str) -> None:
    assert found(["Indicator", *MONTHS, "Target"], ["Contacts", *CONTACTS, words], ["Leavers", *LEAVERS, "N/A"]) == []


def two_years(total: int, same_period: int) -> Findings:
    return found(
        ["Indicator", *LAST_YEAR, "2021/22 full year", *MONTHS, "Same period 2021/22"],
        ["Complaints received", *BEFORE, total, *NORTH, same_period],
    )


def test_a_years_column_is_held_to_its_own_months() -> None:
    assert two_years(sum(BEFORE), sum(BEFORE[:9])) == []
    assert two_years(sum(BEFORE) + 9, sum(BEFORE[:9])) == [("A309", "KPIs!N2")]


def test_arrows_against_last_year_are_no_figures() -> None:
    assert found(
        ["Indicator", *MONTHS, "Target", "DoT vs last year"],
        ["Contacts", *CONTACTS, "N/A", "↑"], ["Leavers", *LEAVERS, "N/A", "↓"], ["Referrals", *REFERRALS, "N/A", "↓"],
    ) == []  # fmt: skip


def lights(changed: dict[int, str]) -> Findings:
    """A row of lights under the figures and the target of each month."""
    told = ["Green" if share >= 0.85 else "Amber" for share in SHARES]
    told = [changed.get(index, light) for index, light in enumerate(told)]
    return found(
        ["Indicator", "", *MONTHS], ["Percentage of calls answered in time", "Actual", *SHARES],
        ["", "Target", *[0.85] * 9], ["", "RAG", *told],
    )  # fmt: skip


def test_a_months_light_is_judged_by_its_month() -> None:
    assert lights({}) == []
    assert lights({3: "Red"}) == [("T409", "KPIs!F4")]


def test_a_state_stands_in_its_years_column_as_the_latest() -> None:
    rows = (["Contacts", *CONTACTS], ["Referrals", *REFERRALS], ["Leavers from the north", *NORTH])
    flows = [[*row, sum(row[1:])] for row in rows]
    assert found(["Indicator", *MONTHS, "YTD"], *flows, ["Enforcement files", *WAITING, WAITING[-1]]) == []


def test_rows_of_teams_have_their_tables_indicator() -> None:
    """One name in two tables is no indicator with two targets."""
    lines: list[list[Any]] = [
        ["Complaints received"], ["District", *MONTHS], ["North", *NORTH], ["South", *SOUTH], [],
        ["Compliments received"], ["District", *MONTHS], ["North", *SOUTH], ["South", *NORTH],
    ]  # fmt: skip
    rows = titled(book(sheets={"KPIs": lines})).indicators
    assert [(row.name, row.team) for row in rows] == [
        ("Complaints received", "North"), ("Complaints received", "South"),
        ("Compliments received", "North"), ("Compliments received", "South"),
    ]  # fmt: skip


def said(heading: str, text: str) -> Findings:
    return found(
        ["Indicator", *MONTHS, heading], ["Turnover: leavers of all services", *LEAVERS, text],
        ["Noise complaints", *NORTH], ["New contacts from adults aged 65 and over", *CONTACTS],
    )  # fmt: skip


@pytest.mark.parametrize(
    "heading", ["Officer comment", "Service commentary", "Update for December 2022", "Comments (Dec 22)"]
)
def test_comments_are_read_under_any_of_their_names(heading: str) -> None:
    assert said(heading, "Turnover was 259 in December 2022.") == []
    assert said(heading, "Turnover was 331 in December 2022.") == [("N801", "KPIs!K2")]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Turnover has risen for the second month in a row, from 252 to 254 and now 259.", []),
        ("Turnover has risen for the second month in a row, from 252 to 271 and now 259.", ["N801"]),
        ("Noise complaints stood at 18 in December, while turnover stood at 259.", []),
        ("New contacts from adults aged 65 and over stood at 1,628 in December.", []),
        ("New contacts from adults aged 65 and over stood at 1,904 in December.", ["N801"]),
        ("Noise complaints – Dec 18, Nov 17.", []),
        ("Noise complaints – Dec 27, Nov 17.", ["N801"]),
        ("Staff sickness was 4.2% in the team, which is an improvement.", []),
    ],
)
def test_officers_english(text: str, rules: list[str]) -> None:
    assert [rule for rule, _ in said("Comments", text)] == rules


def test_a_paragraph_under_a_table_is_commentary() -> None:
    table = [["Complaints"], ["Indicator", *MONTHS], ["Noise complaints", *NORTH], ["Leavers", *LEAVERS], []]
    true = "There were 18 noise complaints in December 2022 and the team has written to every household."
    assert found(*table, [true]) == []
    assert found(*table, [true.replace("18", "31")]) == [("N801", "KPIs!A6")]


@pytest.mark.parametrize(
    ("name", "polarity", "unit"),
    [
        ("Fly-tips removed within 1 day", Polarity.HIGH, None),
        ("Assessments completed by 28 working days", Polarity.HIGH, None),
        ("Complaints not answered within 10 working days", Polarity.LOW, None),
        ("Accounts in arrears over £500", Polarity.LOW, Unit.COUNT),
        ("Value of invoices over £500", None, Unit.MONEY),
        ("% of invoices over £500 paid", None, Unit.PERCENTAGE),
    ],
)
def test_words_of_names(name: str, polarity: Polarity | None, unit: Unit | None) -> None:
    told = polarity_from_words(name)
    assert (told and told[0], unit_from_words(name)) == (polarity, unit)


@pytest.mark.parametrize(
    "heading", ["3-yr average", "Year end forecast", "Projected full year total", "Expected year to date"]
)
def test_a_column_of_other_months_than_these_is_held_to_none(heading: str) -> None:
    assert (
        found(["Indicator", *MONTHS, heading], ["Noise complaints", *NORTH, 15.5], ["Contacts", *CONTACTS, 1700]) == []
    )
