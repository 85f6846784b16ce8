"""One test a rule: a cell of the good workbook is broken, and the whole list of findings is held to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from good import (
    CONTACTS,
    LEAVERS,
    MONTHS,
    NORTH,
    REFERRALS,
    Change,
    Findings,
    book,
    check,
    examine,
    findings,
)

from kpi_workbook import checks
from kpi_workbook.errors import InvalidSettings
from kpi_workbook.model import Area, Comparator, Place, Remark, RemarkKind, Severity
from kpi_workbook.settings import DisclosureSettings, Settings

DOOR, CARE, OVERVIEW = "Front Door", "Care", "Overview"

BROKEN: dict[str, tuple[Change, Findings]] = {
    "S101": ({(DOOR, "G3"): "Spetember 2022"}, [("S101", "Front Door!G3")]),
    "S102": ({(DOOR, "H3"): "Oct-21"}, [("S102", "Front Door!H3")]),
    "S102 last": ({(DOOR, "J3"): "Dec-23"}, [("S102", "Front Door!J3")]),
    "S102 first": ({(DOOR, "B3"): "Apr-21"}, [("S102", "Front Door!B3")]),
    "S103": ({(DOOR, "H3"): "Sep-22"}, [("S103", "Front Door!H3")]),
    "S103 first": ({(DOOR, "B3"): "May-22"}, [("S103", "Front Door!C3")]),
    "S103 last": ({(DOOR, "J3"): "Nov-22"}, [("S103", "Front Door!J3")]),
    "S104": ({(DOOR, "H3"): "Nov-22", (DOOR, "I3"): "Oct-22"}, [("S104", "Front Door!H3")]),
    "S105": ({(DOOR, "H3"): None}, [("S105", "Front Door!H3")]),
    "S113": ({(CARE, "P3"): "Statistcal Neighbours"}, [("S113", "Care!P3")]),
    "S113 organisation": ({(CARE, "O3"): "Camfrod 20/21"}, [("S113", "Care!O3")]),
    "S114": ({(DOOR, f"J{row}"): None for row in range(4, 10)}, [("S114", "Front Door!J3")]),
    "S115": ({(DOOR, f"B{row}"): None for row in range(3, 10)}, [("S115", "Front Door!C3")]),
    "V201": ({(DOOR, "D4"): "see note"}, [("V201", "Front Door!D4")]),
    "V201 counts": ({(DOOR, "E6"): "24% (79/33A)"}, [("V201", "Front Door!E6")]),
    "V202": ({(DOOR, "D5"): "37O"}, [("V202", "Front Door!D5")]),
    "V202 in counts": ({(CARE, "D6"): "85% (473/5S4)"}, [("V202", "Care!D6")]),
    "V203": ({(DOOR, "D5"): "334"}, [("V203", "Front Door!D5")]),
    "V204": ({(DOOR, "D5"): datetime(2022, 2, 1)}, [("V204", "Front Door!D5")]),
    "V205": ({(DOOR, "D5"): "#DIV/0!"}, [("V205", "Front Door!D5")]),
    "V206": ({(DOOR, "E4"): -1694}, [("V206", "Front Door!E4")]),
    "V207": ({(DOOR, "E4"): 1694.5}, [("V207", "Front Door!E4")]),
    "V208": ({(CARE, "E9"): "189%"}, [("V208", "Care!E9")]),
    "V209 ten times": ({(DOOR, "E9"): 1620}, [("V209", "Front Door!E9")]),
    "V209 a digit too many": ({(DOOR, "J9"): 884}, [("V209", "Front Door!J9")]),
    "V210": ({(DOOR, "E4"): None}, [("V210", "Front Door!E4")]),
    "V210 last": ({(DOOR, "J9"): None}, [("V210", "Front Door!J9")]),
    "V211": ({(DOOR, "E9"): 0}, [("V211", "Front Door!E9")]),
    "A301": ({(CARE, "D6"): "86% (473/554)"}, [("A301", "Care!D6")]),
    "A301 denominator": ({(CARE, "D6"): "85% (473/545)"}, [("A301", "Care!D6")]),
    "A302": ({(CARE, "D6"): "85% (573/554)"}, [("A302", "Care!D6")]),
    "A303": ({(CARE, "D8"): 222}, [("A303", "Care!D8")]),
    "A304": ({(OVERVIEW, "E4"): 561}, [("A304", "Overview!E4")]),
    "A305": ({(DOOR, "F8"): 220}, [("A305", "Front Door!F8")]),
    "A306": ({(DOOR, "F7"): 1590}, [("A306", "Front Door!F7")]),
    "A307": ({(CARE, "E5"): 118}, [("A307", "Care!E5")]),
    "A308 total": ({(OVERVIEW, "E8"): 45}, [("A308", "Overview!E8")]),
    "A308 part": ({(OVERVIEW, "E6"): 61}, [("A308", "Overview!E6")]),
    "A309": ({(DOOR, "K4"): 15500}, [("A309", "Front Door!K4")]),
    "A309 percentage": ({(CARE, "K6"): 0.86}, [("A309", "Care!K6")]),
    "T401": ({(CARE, "L7"): "as high as possible"}, [("T401", "Care!L7")]),
    "T403": ({(CARE, "L7"): 0.009}, [("T403", "Care!L7")]),
    "T404": ({(OVERVIEW, "L5"): 0.92}, [("T404", "Overview!L5")]),
    "T411": ({(OVERVIEW, "L5"): "90% (annual)"}, [("T411", "Care!L6")]),  # at the one that says less
    "T407": ({(DOOR, "L4"): "<21,000"}, [("T407", "Front Door!L4")]),
    "T409": ({(CARE, "M7"): "Red"}, [("T409", "Care!M7")]),
    "T410": ({(CARE, "N8"): "↓"}, [("T410", "Care!N8")]),
    "C501": ({(CARE, "P7"): "0.96"}, [("C501", "Care!P7")]),
    "C502": ({(CARE, "P7"): 0.009}, [("C502", "Care!P7")]),
    "C503": ({(CARE, "R8"): 47210}, [("C503", "Care!R8")]),
    "C504": ({(OVERVIEW, "P5"): 0.84}, [("C504", "Overview!P5")]),
}  # fmt: skip
"""What is changed, and every warning and error that must follow."""


@pytest.mark.parametrize("name", BROKEN)
def test_one_broken_cell_gives_one_finding_at_its_place(name: str) -> None:
    changes, expected = BROKEN[name]
    assert findings(changes) == expected


def test_the_good_workbook_is_silent() -> None:
    assert findings(quiet=True) == []


NOTED: dict[str, tuple[Change, Findings]] = {
    "T402": ({(CARE, "L7"): None, (CARE, "M7"): "N/A"}, [("T402", "Care!L7")]),
    "T406": ({(CARE, "L5"): 115}, [("T406", "Care!L5")]),
    "T408": ({(DOOR, "L8"): "<700 (cumulative)", (DOOR, "M8"): "N/A"}, [("T408", "Front Door!L8")]),
    "A310": ({(DOOR, "A8"): "Rate of referrals per 10,000", (DOOR, "L8"): "<800"}, [("A310", "Front Door!A8")]),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTED)
def test_what_is_only_worth_knowing(name: str) -> None:
    changes, expected = NOTED[name]
    assert findings(changes, quiet=True) == expected


def test_a311_two_populations() -> None:
    halved = (57, 56, 56, 56, 56, 55, 56, 56, 55, 55)
    rates: Change = {(CARE, f"{column}5"): rate for column, rate in zip("BCDEFGHIJK", halved, strict=True)}
    assert findings(rates) == [("A311", "Care!A5")]


def test_v212_a_figure_of_a_month_that_has_not_been() -> None:
    plain = {
        name: [["Indicator", *MONTHS, "Jan-23"], *([row, *values] for row, values in rows.items())]
        for name, rows in {
            "One": {"Number of contacts": CONTACTS, "Number of referrals in the month": REFERRALS},
            "Two": {"Number of care leavers": LEAVERS, "Complaints received": NORTH},
        }.items()
    }
    assert findings(sheets=plain) == []
    assert findings({("One", "K3"): 301}, sheets=plain) == [("V212", "One!K3")]


def test_c506_a_mean_outside_its_members() -> None:
    good = book()
    visits = good.sections[1].indicators[2]
    peers = tuple(
        Comparator(name=name, area=Area.OTHER, place=Place("Care", cell), typed=f"{value}%", value=value / 100)
        for name, cell, value in (("Portsea", "S6", 81), ("Hullton", "T6", 84), ("Derwent", "U6", 86))
    )
    with_peers = replace(visits, comparators=(*visits.comparators, *peers))
    rows = tuple(with_peers if row is visits else row for row in good.sections[1].indicators)
    changed = replace(good, sections=(good.sections[0], replace(good.sections[1], indicators=rows), good.sections[2]))
    found, _ = check(changed, Settings())
    assert [(each.rule, str(each.place)) for each in found] == [("C506", "Care!P6")]


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("S106", RemarkKind.SWAPPED_DAY_AND_MONTH),
        ("S107", RemarkKind.TWO_COLUMNS_OF_A_MONTH),
        ("S108", RemarkKind.YEAR_INFERRED),
        ("S109", RemarkKind.STRAY_COLUMN),
        ("S110", RemarkKind.HIDDEN),
        ("S111", RemarkKind.FORMULA_WITHOUT_VALUE),
        ("S112", RemarkKind.EMPTY_SECTION),
        ("S116", RemarkKind.LEFT_OUT),
    ],
)
def test_what_the_reader_remarked_is_told_once(rule: str, kind: RemarkKind) -> None:
    remarks = tuple(Remark(kind=kind, place=Place(sheet, "B3"), words="It is so.") for sheet in (DOOR, CARE))
    found, _ = check(replace(book(), remarks=remarks), Settings())
    assert [(each.rule, str(each.place), each.message) for each in found] == [
        (rule, "Front Door!B3", "It is so.; so on 1 more sheet")
    ]


def test_s116_figures_that_were_not_read() -> None:
    sheet = {"Only": [["Indicator", *MONTHS], ["Number of contacts", *CONTACTS]],
             "Weekly": [["Week", "Contacts", "Visits"], ["First", 40, 7], ["Next", 42, 8]]}  # fmt: skip
    assert findings(sheets=sheet, quiet=True) == [("S116", "Weekly!B2")]


def test_v213_zeros_of_months_to_come() -> None:
    row = ["Number of contacts", *CONTACTS, 0, 0, 0]
    other = ["Number of referrals in the month", *REFERRALS, 0, 0, 0]
    sheet = {"Only": [["Indicator", *MONTHS, "Jan-23", "Feb-23", "Mar-23"], row, other]}
    assert findings(sheets=sheet, quiet=True) == [("V213", "Only!K2")]


def test_c505_figures_of_another_year(tmp_path: Path) -> None:
    table = tmp_path / "published.csv"
    table.write_text(
        "indicator,area,year,value\n"
        "Percentage of CLA children with an up to date review,Statistical Neighbours,2020/21,93.4\n"
        "Percentage of CLA children with an up to date review,Statistical Neighbours,2019/20,96.2\n"
        "Percentage of CLA children with an up to date review,England,2021,98.1\n",
        encoding="utf-8",
    )
    found, _ = examine(settings=Settings(published=table))
    assert [(each.rule, str(each.place), each.message) for each in found] == [
        ("C505", "Care!P7", "Statistical Neighbours 96% is not the figure published for 2021 (93.4%) but that of 2020")
    ]


def test_c505_needs_a_table_with_the_right_columns(tmp_path: Path) -> None:
    table = tmp_path / "published.csv"
    table.write_text("name,where\nx,y\n", encoding="utf-8")
    with pytest.raises(InvalidSettings, match="indicator, area, year, value"):
        examine(settings=Settings(published=table))


def test_s110_hidden_row() -> None:
    assert findings(hidden={DOOR: (5,)}) == [("S110", "Front Door!A5")]


def test_severity_is_error_only_for_what_is_wrong() -> None:
    severities = {each.id: each.severity for each in checks.RULES}
    assert severities["A301"] is Severity.ERROR
    assert severities["V209"] is Severity.WARNING
    assert severities["T402"] is Severity.INFO


def test_a301_says_what_was_found_what_is_right_and_why() -> None:
    (found, *more), _ = examine({(CARE, "D6"): "84% (473/554)"})
    assert not more
    assert (found.found, found.expected, found.month and found.month.label) == ("84% (473/554)", "85%", "Jun-22")
    assert found.message == "says 84%, but 473 of 554 is 85% (85.38%)"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("86% (473/554)", "85% (85.38%)"),
        ("58% (473/554)", "two digits swapped"),
        ("85% (437/554)", "473 of 554 would fit (two digits swapped)"),
    ],
)
def test_a301_diagnoses(typed: str, why: str) -> None:
    message = next(each.message for each in examine({(CARE, "D6"): typed})[0] if each.rule == "A301")
    assert why in message


def test_d701_counts_what_the_public_edition_withholds() -> None:
    found = findings(
        {(OVERVIEW, "B6"): 3, (OVERVIEW, "B8"): 25, (OVERVIEW, "K6"): 133, (OVERVIEW, "K8"): 325}, quiet=True
    )
    assert found == [("D701", "Overview!B6")]


def test_d702_only_in_public() -> None:
    changes: Change = {(OVERVIEW, "B6"): 3, (OVERVIEW, "B8"): 25, (OVERVIEW, "K6"): 133, (OVERVIEW, "K8"): 325}
    public = findings(changes, public=True)
    assert ("D702", "Overview!B6") in public
    assert {rule for rule, _ in public} == {"D702"}
    assert findings(changes, public=True, settings=Settings(disclosure=DisclosureSettings(threshold=1))) == []


PREVIOUS = book()


def test_r601_a_revised_figure() -> None:
    changes: Change = {(DOOR, "E9"): 150}
    (found,), not_run = examine(changes, previous=PREVIOUS)
    assert (found.rule, str(found.place), found.found, found.expected) == ("R601", "Front Door!E9", "150", "162")
    assert found.message == "was 162 in the issue of December 2022, now 150: down 12"
    assert [each.rule for each in not_run] == ["C505", "D702"]


def test_r601_is_only_noted_where_the_text_declares_it() -> None:
    text: Change = {
        (DOOR, "A12"): "Analysis",
        (DOOR, "A13"): "Early Help assessments were revised after a data review.",
    }
    assert findings({(DOOR, "E9"): 150} | text, previous=PREVIOUS) == []
    assert findings({(DOOR, "E9"): 150}, previous=PREVIOUS) == [("R601", "Front Door!E9")]


def test_r602_and_r603_targets_and_comparators() -> None:
    assert findings({(CARE, "L9"): "80% or more"}, previous=PREVIOUS) == [("R602", "Care!L9")]
    assert findings({(CARE, "P7"): 0.95}, previous=PREVIOUS) == [("R603", "Care!P7")]


def test_r604_rows_that_went_came_and_are_renamed() -> None:
    gone: Change = {(DOOR, f"{column}9"): None for column in "ABCDEFGHIJKLMNOPQR"}
    assert findings(gone, previous=PREVIOUS) == [("R604", "Front Door!A1")]
    assert findings({(DOOR, "A9"): "Early Help assessments"}, previous=PREVIOUS) == []
    assert findings({}, previous=book(gone), quiet=True) == [("R604", "Front Door!A9")]


def test_the_good_workbook_is_silent_beside_its_last_issue_published_figures_and_in_public(tmp_path: Path) -> None:
    """So that no rule is silent only because it did not run."""
    table = tmp_path / "published.csv"
    table.write_text(
        "indicator,area,year,value\nPercentage of re-referrals within 12 months,England,2020/21,21\n", encoding="utf-8"
    )
    settings = Settings(published=table)
    found, not_run = examine(settings=settings, previous=PREVIOUS, public=True)
    assert (found, not_run) == ((), ())


def test_the_good_workbook_is_silent_on_what_is_true_of_it() -> None:
    text: Change = {
        (DOOR, "A12"): "Analysis",
        (DOOR, "A13"): "There were 1,628 contacts in December 2022, down from 1,794 in November.",
        (DOOR, "A14"): "Re-referrals were 30% in December, above the target of 23%.",
    }
    assert findings(text, quiet=True) == []
