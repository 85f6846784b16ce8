"""What an indicator is taken to be: by settings, the workbook's own word, the catalogue, words, arithmetic."""

from __future__ import annotations

from dataclasses import replace

import pytest
from book_builder import book, indicator, result, results

from kpi_workbook.figures import define
from kpi_workbook.figures.results import Definition
from kpi_workbook.model import Basis, MeasureType, Month, Polarity, Unit
from kpi_workbook.settings import IndicatorSettings, Settings


def definition(name: str, typed: list[str], aim: str = "", settings: Settings | None = None) -> Definition:
    return result(indicator(name, typed, aim), settings).definition


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Bins collected (cumulative)", MeasureType.CUMULATIVE), ("Spend YTD", MeasureType.CUMULATIVE),
        ("Visits since April", MeasureType.CUMULATIVE), ("Sickness days (rolling 12 months)", MeasureType.ROLLING),
        ("Crimes, 12 months to date", MeasureType.ROLLING), ("Homes at the end of the month", MeasureType.SNAPSHOT),
        ("Tenants as at month end", MeasureType.SNAPSHOT), ("Open planning cases", MeasureType.SNAPSHOT),
        ("Calls in the month", MeasureType.MONTHLY), ("New tenancies", MeasureType.MONTHLY),
        ("Applications received", MeasureType.MONTHLY), ("Plans up to date", MeasureType.UNKNOWN),
        ("Children with a visit within the last 12 months", MeasureType.UNKNOWN), ("Libraries", MeasureType.UNKNOWN),
    ],
)  # fmt: skip
def test_measure_types_in_words(name: str, kind: MeasureType) -> None:
    assert definition(name, ["50", "40", "60"]).measure_type is kind


def test_a_running_count_is_proved_by_the_row_it_sums() -> None:
    monthly = indicator("Parks inspected", ["12", "15", "9", "14", "11"], row=2)
    total = indicator("Park inspections", ["12", "27", "36", "50", "61"], row=3)
    found = results(monthly, total).indicators[1].definition
    assert (found.measure_type, found.measure_type_source) == (
        MeasureType.CUMULATIVE,
        "arithmetic: each month it grows by exactly that month's figure of 'Parks inspected'",
    )


def test_a_row_that_starts_again_each_april_is_a_running_total() -> None:
    typed = ["10", "22", "30", "41", "55", "70", "80", "91", "99", "110", "121", "130", "9", "20", "33"]
    found = definition("Trees planted", typed)
    assert found.measure_type_source == "arithmetic: it never falls within a year and starts again with each new one"


@pytest.mark.parametrize(
    "typed", [["100", "103", "110", "118", "130"], ["1", "2", "3", "4", "6"], ["5", "5", "5", "5", "5"]]
)
def test_a_row_that_merely_rises_is_not_proved_to_run_up(typed: list[str]) -> None:
    """A caseload that grows beside a busy counting row, in steps so small that they would fit any counts."""
    rows = indicator("Visits made", ["40", "52", "37", "45", "61"], row=2), indicator("Trees", typed, row=3)
    assert results(*rows).indicators[1].definition.measure_type is MeasureType.UNKNOWN


def test_words_and_arithmetic_that_disagree_are_said() -> None:
    monthly = indicator("Parks inspected", ["12", "15", "9", "14", "11"], row=2)
    total = indicator("Park inspections in the month", ["12", "27", "36", "50", "61"], row=3)
    assert results(monthly, total).indicators[1].definition.conflict == (
        'said to be monthly (words of the name ("in the month")), but each month it grows by exactly '
        "that month's figure of 'Parks inspected', as a running total does"
    )
    assert definition("Trees (cumulative)", ["10", "20", "15"]).conflict == (
        'said to be cumulative (words of the name ("cumulative")), but it falls from May 2022 to June 2022'
    )
    assert definition("Trees (cumulative)", ["10", "20", "35"]).conflict is None


def test_a_running_total_and_its_months_are_two_indicators() -> None:
    """Their names differ in nothing but how they say that they are a month's or the year's."""
    monthly = indicator("Enforcement cases opened in the month", ["12", "15", "9", "14", "11"], row=2)
    total = indicator("Enforcement cases opened (cumulative)", ["12", "27", "36", "50", "61"], row=3)
    found = [each.definition for each in results(monthly, total).indicators]
    assert [each.measure_type for each in found] == [MeasureType.MONTHLY, MeasureType.CUMULATIVE]
    assert [each.conflict for each in found] == [None, None]


def test_an_accumulative_target_of_a_row_that_falls_is_for_its_year() -> None:
    found = result(indicator("Contacts made", ["100", "90", "95"], "<1,200 (accumulative)"))
    assert found.definition.measure_type is MeasureType.MONTHLY
    assert found.target is not None
    assert (found.target.basis, found.to_date.target) == (Basis.YEAR, 300)


def test_a_years_target_far_above_every_month_makes_a_flow() -> None:
    found = result(indicator("Library loans", ["1000", "1100", "900"], "12,500"))
    assert (found.definition.measure_type, found.definition.measure_type_source) == (
        MeasureType.MONTHLY, "arithmetic: its target is of the order of the year's sum",
    )  # fmt: skip
    assert found.target is not None
    assert found.target.basis is Basis.YEAR


@pytest.mark.parametrize(
    ("name", "typed", "unit"),
    [
        ("Calls answered", ["80% (8/10)"], Unit.PERCENTAGE), ("% of calls answered", ["0.8"], Unit.PERCENTAGE),
        ("Number of calls", ["8"], Unit.COUNT), ("Calls", ["8"], Unit.COUNT), ("Average load", ["8.5"], Unit.NUMBER),
        ("Crimes per 1,000 residents", ["8"], Unit.RATE), ("Rate of fires", ["8"], Unit.RATE),
        ("Agency spend", ["£1,200"], Unit.MONEY), ("Average days to let a home", ["21.5"], Unit.DAYS),
        ("Anything", ["TBC"], Unit.UNKNOWN),
    ],
)  # fmt: skip
def test_units_from_words_and_cells(name: str, typed: list[str], unit: Unit) -> None:
    assert definition(name, typed).unit is unit


@pytest.mark.parametrize(
    ("name", "aim", "polarity", "source"),
    [
        ("Repairs within 10 days", "", Polarity.HIGH, 'words of the name ("within 10")'),
        ("Missed bins", "", Polarity.LOW, 'words of the name ("missed")'),
        ("Overdue visits completed on time", "", Polarity.UNKNOWN, "not known"),
        ("Empty homes", "<30", Polarity.LOW, "the sign of its target (<30)"),
        ("Empty homes", "30", Polarity.UNKNOWN, "not known"),
        ("Number of contacts", "<30", Polarity.NONE, "demand: neither more nor fewer contacts is better in itself"),
    ],
)
def test_polarity_and_where_it_comes_from(name: str, aim: str, polarity: Polarity, source: str) -> None:
    found = definition(name, ["20", "25"], aim)
    assert (found.polarity, found.polarity_source) == (polarity, source)


def test_the_workbooks_own_column_is_a_local_choice() -> None:
    row = replace(
        indicator("Number of contacts", ["20", "25"]), polarity=Polarity.LOW, measure_type=MeasureType.SNAPSHOT
    )
    found = result(row).definition
    assert (found.polarity, found.polarity_source) == (Polarity.LOW, "stated in the workbook (local)")
    assert (found.measure_type, found.measure_type_source) == (MeasureType.SNAPSHOT, "stated in the workbook")


def test_settings_stand_before_everything() -> None:
    own = IndicatorSettings(
        name="Number of contacts",
        polarity=Polarity.LOW,
        measure_type=MeasureType.SNAPSHOT,
        unit=Unit.NUMBER,
        comparable=True,
    )
    found = definition("Number of contacts", ["20", "25"], settings=Settings(indicators=(own,)))
    assert (found.polarity, found.measure_type, found.unit, found.comparable) == (
        Polarity.LOW, MeasureType.SNAPSHOT, Unit.NUMBER, True,
    )  # fmt: skip
    assert found.measure_type_source == "settings"


def test_an_uncertain_match_is_named_and_never_decides_the_measure_type() -> None:
    found = definition("Number of referrals to CAMHS", ["20", "25"])
    assert (found.entry, found.certain) == ("Number of referrals in the month", False)
    assert (found.measure_type, found.polarity_source) == (
        MeasureType.UNKNOWN, "catalogue (Number of referrals in the month, an uncertain match: please confirm)",
    )  # fmt: skip


def test_a_group_helps_a_bare_name() -> None:
    row = replace(indicator("Number at month end", ["500", "510"]), group="Children looked after")
    assert result(row).definition.entry == "Number of CLA at the end of the month"


def test_a_percentage_is_never_taken_for_a_count_of_the_same_words() -> None:
    assert definition("Care leavers", ["50% (5/10)"]).entry != "Number of care leavers"


def test_the_same_row_in_two_sections_shares_its_evidence() -> None:
    plain = indicator("Trees planted per 10,000", ["10", "20", "35"], "90", row=2)
    told = indicator("Trees planted per 10,000", ["10", "20", "35"], "90 (accumulative)", row=9)
    defined = define(book(plain, told), Settings()).indicators
    assert [row.measure_type for row in defined] == [MeasureType.CUMULATIVE] * 2
    assert [row.target.basis for row in defined if row.target] == [Basis.YEAR] * 2


def test_a_running_row_and_its_monthly_row_of_one_name_stay_two() -> None:
    monthly = indicator("Number of adoptions", ["3", "2", "4"], row=2)
    running = indicator("Number of adoptions (cumulative)", ["3", "5", "9"], row=3)
    assert [each.definition.measure_type for each in results(monthly, running).indicators] == [
        MeasureType.MONTHLY, MeasureType.CUMULATIVE,
    ]  # fmt: skip


def test_the_months_gone_are_those_of_the_reporting_months_year() -> None:
    found = results(indicator("Trees", ["1", "2", "3"], start=Month(2022, 2)))
    assert (found.reporting_month, found.months_gone) == (Month(2022, 4), 1)


def test_a_target_beyond_all_numbers_decides_nothing() -> None:
    row = indicator("Library loans", ["1000", "1100"], "5")
    assert row.target is not None
    endless = replace(row, target=replace(row.target, value=float("inf")))
    assert result(endless).definition.measure_type is MeasureType.UNKNOWN
