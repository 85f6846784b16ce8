"""The example workbook: every known fault of its figures at its cell, and nothing else of severity warning or error."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi_workbook import checks, figures, reading
from kpi_workbook.checks.rule import Case
from kpi_workbook.model import Finding, KpiWorkbook, Severity
from kpi_workbook.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"


def read(issue: str) -> KpiWorkbook:
    settings = Settings()
    return figures.define(reading.read_workbook(EXAMPLES / f"southampton-{issue}.xlsx", settings), settings)


def check(previous: KpiWorkbook | None = None) -> list[Finding]:
    book, settings = read("2022-12"), Settings()
    found, _ = checks.run(checks.RULES, Case(book, figures.recompute(book, settings), settings, previous))
    return list(found)


@pytest.fixture(scope="module")
def found() -> list[Finding]:
    return check()


def test_every_fault_at_its_cell_and_nothing_else(found: list[Finding]) -> None:
    assert [(each.rule, str(each.place)) for each in found if each.severity is not Severity.INFO] == [
        ("C501", "1 Effective Assessment!M9"),  # 0.87 beside 86%
        ("N802", "1 Effective Assessment!A12"),  # 17% is the change divided by the new value
        ("N802", "1 Effective Assessment!A13"),  # 30% is neither of two rises
        ("S113", "2 Direct Contact!L3"),  # the council's name cut short
        ("A301", "2 Direct Contact!E7"),  # rounded twice
        ("A301", "3 Management Support!B8"),  # 23.85% shown as 25%
        ("A301", "3 Management Support!I8"),  # cut off
        ("N803", "3 Management Support!A11"),  # a mean of percentages
        ("N801", "3 Management Support!A12"),  # another indicator's 94%
        ("T411", "4 Right Service!K6"),  # 700, elsewhere 700 (accumulative)
        ("T407", "4 Right Service!K8"),  # 17,000 for the year
        ("T411", "4 Right Service!K9"),  # N/A, elsewhere Not set
        ("A307", "4 Right Service!B10"),  # no population fits the referral rates
        ("C503", "4 Right Service!N11"),
        ("A303", "4 Right Service!G14"),  # 249 and 251 care leavers
        ("N802", "4 Right Service!A17"),  # the same 30%
        ("N806", "4 Right Service!A19"),  # 788 is not on track to 700
        ("C503", "5 Corporate Parenting!N4"),
        ("A311", "5 Corporate Parenting!A5"),  # two populations
        ("C503", "5 Corporate Parenting!N6"),
        ("T404", "5 Corporate Parenting!K7"),  # 97%, elsewhere 100%
        ("A301", "5 Corporate Parenting!C8"),  # rounded twice
        ("C503", "5 Corporate Parenting!N14"),
    ]


def test_four_wrong_percentages_with_their_reasons(found: list[Finding]) -> None:
    assert [each.message for each in found if each.rule == "A301"] == [
        "says 94%, but 532 of 569 is 93% (93.497%); it was rounded twice (first to 93.5%)",
        "says 25%, but 52 of 218 is 24% (23.85%)",
        "says 45%, but 115 of 252 is 46% (45.63%); it was cut off, not rounded",
        "says 98%, but 545 of 559 is 97% (97.496%); it was rounded twice (first to 97.5%)",
    ]


def test_what_is_worth_knowing(found: list[Finding]) -> None:
    told = [(each.rule, str(each.place)) for each in found if each.severity is Severity.INFO]
    unlabelled, years = ("4 Right Service!A6", "4 Right Service!A10"), ("4 Right Service!K6", "4 Right Service!K10")
    assert {("A310", place) for place in unlabelled} <= set(told)
    assert {("T408", place) for place in (*years, "1 Effective Assessment!K8")} <= set(told)


def test_revisions_since_october_are_declared_in_the_text() -> None:
    revised = [(each.rule, str(each.place), each.severity) for each in check(read("2022-10")) if each.rule[0] == "R"]
    assert revised == [
        ("R601", f"{sheet}!{column}{row}", Severity.INFO)
        for sheet, row in (("1 Effective Assessment", 5), ("4 Right Service", 4))
        for column in "FGH"
    ]
