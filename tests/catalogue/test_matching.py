"""Which entry a name finds, and when we say that we are not sure."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kpi_workbook.catalogue import bundled, load
from kpi_workbook.model import Polarity, Unit
from kpi_workbook.settings import IndicatorSettings, Settings

EXAMPLE = Path(__file__).parents[2] / "examples" / "southampton_figures.csv"
CATALOGUE = load(Settings())
HEALTH = "Percentage of children in care for at least 12 months for whom health assessments are up to date."
REFERRALS = "Number of referrals in the month"
RE_REFERRALS = "Percentage of re-referrals within 12 months"
ASSESSMENTS = "Percentage of C&F assessments completed within 45 working days"
CLA = "Number of CLA at the end of the month"
CLA_RATE = "Rate of CLA per 10,000 under 18 population"
CLA_VISITS = "Percentage of CLA for whom a visit has taken place within statutory timescales (6 weeks or less visits)"
CPP = "Number of children who are subject of a Child Protection Plan as at the end of month"
PLACEMENTS = "Percentage of CLA at end of month with 3 or more placements during the year"


def test_the_reports_names_are_matched_with_certainty_to_themselves() -> None:
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        names = {row["indicator"] for row in csv.DictReader(file)}
    found = {name: CATALOGUE.match(name) for name in names}
    assert len(names) == 30
    assert {name: match.entry.name for name, match in found.items() if match} == {name: name for name in names}
    assert all(match and match.certain for match in found.values())


def test_every_name_and_synonym_leads_to_its_own_entry_alone() -> None:
    astray = [
        (name, match and match.entry.name)
        for entry in bundled()
        for name in (entry.name, *entry.synonyms)
        if (match := CATALOGUE.match(name)) is None or match.entry is not entry or not match.certain
    ]
    assert astray == []


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("% of LAC visits on time", CLA_VISITS),
        ("No. of CP plans", CPP),
        ("Number of children subject to a child protection plan", CPP),
        ("CPP (month end)", CPP),
        ("% assesments in 45 days", ASSESSMENTS),
        ("C&F assmts within 45 WD", ASSESSMENTS),
        ("Single assessments completed within 45 days", ASSESSMENTS),
        ("Rate of LAC per 10k", CLA_RATE),
        ("CLA per 10,000", CLA_RATE),
        ("Repeat referrals within 12 months (%)", RE_REFERRALS),
        ("No. children looked after", CLA),
        ("Number of looked-after children", CLA),
        ("% CLA with 3+ placements", PLACEMENTS),
        ("LAC: three or more placements in the year", PLACEMENTS),
        ("SW turnover %", "Social worker turnover rate"),
        ("ICPCs held within 15 days", "Percentage of initial child protection conferences within 15 working days"),
        ("% of IHAs completed in 20 working days", "Percentage of initial health assessments within 20 working days"),
        ("Care leavers NEET", "Percentage of care leavers not in education, employment or training"),
    ],
)
def test_shortened_and_misspelt_names_are_matched_with_certainty(name: str, entry: str) -> None:
    match = CATALOGUE.match(name)
    assert match is not None
    assert (match.entry.name, match.certain) == (entry, True)


@pytest.mark.parametrize(
    "name",
    [
        "Number of referrals to CAMHS",
        "Number of contacts (Adults)",
        "% of care leavers in EET (aged 19 to 21, females)",
        "CLA visits within 8 weeks",
        "Percentage of CLA with 4 or more placements during the year",
        "Percentage of CLA not visited within timescale",
        "Number of new CLA under 5",
        "C&F assessments within 20 working days",
        "CLA: health assessments overdue",
        "Number of referrals to adult social care",
        "Complaints upheld",
        "Percentage of care leavers without a pathway plan",
    ],
)
def test_a_telling_difference_is_never_certain(name: str) -> None:
    match = CATALOGUE.match(name)
    assert match is None or not match.certain


@pytest.mark.parametrize(
    "name",
    [
        "Housing repairs completed on time",
        "Percentage of calls answered",
        "Indicator 5",
        "",
        "   ",
        "???",
        "42",
        "Бюджет",
    ],
)
def test_names_of_other_services_find_nothing(name: str) -> None:
    assert CATALOGUE.match(name) is None


@pytest.mark.parametrize(
    "name", ["Referals received", "Re-refferals %", "Number of Refferals", "Number of contracts", "Adults"]
)
def test_a_guess_at_the_only_word_is_shown_as_uncertain(name: str) -> None:
    match = CATALOGUE.match(name)
    assert match is None or not match.certain


def test_kind_parts_a_count_from_a_percentage_and_a_rate() -> None:
    names = ["Number of CLA", "Rate of CLA per 10,000", "Percentage of CLA with an up to date review"]
    matches = [CATALOGUE.match(name) for name in names]
    assert [match.entry.unit for match in matches if match] == [Unit.COUNT, Unit.RATE, Unit.PERCENTAGE]
    review = CATALOGUE.match("Number of CLA reviews up to date")
    assert review is None or review.entry.unit is not Unit.PERCENTAGE


def test_the_organisations_own_entry_comes_first() -> None:
    own = IndicatorSettings(name="Number of CLA at the end of the month", polarity=Polarity.LOW)
    bins = IndicatorSettings(name="Missed bin collections", synonyms=("Missed bins",), unit=Unit.COUNT)
    catalogue = load(Settings(indicators=(own, bins)))
    matches = [catalogue.match(name) for name in ("Number of LAC", "Missed bin colections", REFERRALS)]
    assert [(match.entry.name, match.certain, match.own) for match in matches if match] == [
        (own.name, True, True), (bins.name, True, True), (REFERRALS, True, False),
    ]  # fmt: skip


def test_the_bundled_catalogue_is_whole() -> None:
    entries = bundled()
    names = {entry.name for entry in entries}
    assert len(entries) >= 60
    assert len(names) == len(entries)
    assert [entry.name for entry in entries if entry.polarity is None or not entry.polarity_source] == []
    assert [entry.name for entry in entries if entry.unit is None] == []
    pointed = {each for entry in entries for each in (entry.denominator, entry.rate_of, entry.rate_row) if each}
    assert pointed - names == set()
    assert all(entry.rate_of and entry.population for entry in entries if entry.unit is Unit.RATE)


def test_published_polarities_are_those_of_the_department() -> None:
    published = {
        RE_REFERRALS: Polarity.LOW,
        ASSESSMENTS: Polarity.HIGH,
        PLACEMENTS: Polarity.LOW,
        HEALTH: Polarity.HIGH,
        CLA_RATE: Polarity.NONE,
        CLA: Polarity.NONE,
        "Rate of children subject of a Child Protection Plan per 10,000": Polarity.NONE,
        REFERRALS: Polarity.NONE,
        "Number of CLA at the end of the month who are UASC": Polarity.NONE,
    }
    by_name = {entry.name: entry.polarity for entry in bundled()}
    assert {name: by_name[name] for name in published} == published
