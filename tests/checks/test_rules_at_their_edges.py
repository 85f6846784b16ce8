"""Where a rule begins and ends: what it must find just beyond its edge, and what it must leave alone just within."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from good import (
    CONTACTS,
    EARLY_HELP,
    IN_TOUCH,
    LEAVERS,
    LOOKED_AFTER,
    MONTHS,
    NORTH,
    REFERRALS,
    REVIEWED,
    SOUTH,
    VISITED,
    Change,
    Findings,
    book,
    check,
    findings,
    grids,
    percents,
)

from kpi_workbook import figures
from kpi_workbook.model import Severity
from kpi_workbook.reading.grid import Cell, Grids
from kpi_workbook.reading.layout.assemble import understand
from kpi_workbook.settings import Settings

Lines = list[list[Any]]
Sheets = dict[str, Lines]
DAYS = (17.1, 18.2, 16.9, 17.5, 18.8, 17.7, 16.4, 18.1, 17.3)
BY_CHANCE = (65, 64, 63, 64, 66, 60, 59, 85, 66)
MISSED = (269, 295, 225, 236, 254, 429, 245, 275, 284)
LEFT_OVER = (28, 27, 29, 31, 30, 28, 2, 30, 29)
SMALL = (7, 6, 11, 8, 9, 7, 0, 9, 7)
FEW = (1, 3, 4, 6, 5, 9, 10, 12, 13)
MANY = (6, 13, 19, 26, 22, 39, 45, 52, 58)
FIRST = [["Number of contacts", *CONTACTS], ["Number of care leavers", *LEAVERS]]


def table(*lines: list[Any], months: tuple[Any, ...] = MONTHS, more: tuple[str | None, ...] = ()) -> Lines:
    return [["Indicator", *months, *more], *lines]


def with_targets(*targets: str | float | None) -> Sheets:
    """Two sheets of three rows, each with its target."""
    rows: list[tuple[str, tuple[int, ...]]] = [
        ("Number of contacts", CONTACTS), ("Complaints received", NORTH), ("Calls answered", SOUTH),
        ("Number of care leavers", LEAVERS), ("Number of referrals in the month", REFERRALS),
        ("Early Help assessments", EARLY_HELP),
    ]  # fmt: skip
    made = [[name, *values, target] for (name, values), target in zip(rows, targets, strict=True)]
    return {"One": table(*made[:3], more=("Target",)), "Two": table(*made[3:], more=("Target",))}


def headed(area: str) -> Sheets:
    """Two sheets of Southampton's, the second with last year's figures under `area`."""
    rows = [["Number of care leavers", *LEAVERS, 250, "N/A"], ["Number of contacts", *CONTACTS, 1500, "N/A"]]
    first = table(*rows, more=("Southampton 20/21", "England"))
    return {"One": [["Southampton performance"], [], *first], "Two": table(*rows, more=(area, "England"))}


def referenced(figure: str | int) -> Sheets:
    """A table whose references look like figures with a letter in them."""
    rows = (("B1", "Number of contacts", CONTACTS), ("S12", "Number of referrals in the month", REFERRALS),
            ("O8", "Number of care leavers", LEAVERS))  # fmt: skip
    lines = [[reference, name, *values, "N/A"] for reference, name, values in rows]
    lines[1][4] = figure
    return {"One": [["Ref", "Indicator", *MONTHS, "Target"], *lines]}


def lit(*lights: str) -> Sheets:
    """Average days, which no year to date is known of, and a percentage, each with its light."""
    shorter = tuple(day - 5 for day in DAYS)
    shares = (0.9, 0.91, 0.92, 0.9, 0.93, 0.92, 0.91, 0.92, 0.94)
    rows: list[list[Any]] = [
        ["Average days to let a home", *DAYS, "<16"], ["Average days to repair a home", *shorter, "<16"],
        ["Percentage of calls answered", *shares, 0.9],
    ]  # fmt: skip
    return {"One": table(*([*row, light] for row, light in zip(rows, lights, strict=True)), more=("Target", "RAG"))}


def lit_by_the_year(light: str) -> Sheets:
    """Three percentages with counts, green on every clock, and average days, which only the month is known of."""
    parts = ((VISITED, LOOKED_AFTER, 0.8), (REVIEWED, LOOKED_AFTER, 0.9), (IN_TOUCH, LEAVERS, 0.8))
    rows: list[list[Any]] = [
        [f"Percentage of visits of kind {number}", *percents(part, whole)[:-1], aim, "Green"]
        for number, (part, whole, aim) in enumerate(parts, 1)
    ]
    return {"One": table(*rows, ["Average days to let a home", *DAYS, "<20", light], more=("Target", "RAG"))}


def unheaded(*beside: str | int) -> Sheets:
    """A column between the months and the targets that nothing heads."""
    return {
        "One": table(*([*row, each, "N/A"] for row, each in zip(FIRST, beside, strict=True)), more=(None, "Target"))
    }


TARGETS = ("N/A", "<30", ">10", "<300", "N/A", ">50")
LAST_OF_ONE: Change = {("One", f"J{row}"): None for row in (2, 3, 4)}
LAST_OF_TWO: Change = {("Two", f"J{row}"): None for row in (2, 3, 4)}

EDGES: dict[str, tuple[Sheets, Change, Findings]] = {
    "V202 a letter in a figure": (referenced("37O"), {}, [("V202", "One!E3")]),
    "V202 letters of references": (referenced(334), {}, []),
    "T402 the only blank target": (with_targets(*TARGETS), {("Two", "K3"): None}, [("T402", "Two!K3")]),
    "T402 blanks are the custom": (with_targets(*TARGETS), {("Two", "K3"): None, ("One", "K3"): None}, []),
    "T409 no year to date to hold to": (lit("Green", "Green", "Green"), {}, [("T409", "One!L2")]),
    "T409 a row of another clock than the others": (lit_by_the_year("Red"), {}, [("T409", "One!L5")]),
    "T409 green by the only clock it has": (lit_by_the_year("Green"), {}, []),
    "T409 lights that are right": (lit("Red", "Green", "Green"), {}, []),
    "S114 one of two sheets": (with_targets(*TARGETS), LAST_OF_TWO, [("S114", "Two!J1")]),
    "S114 the other lags as well": (with_targets(*TARGETS), LAST_OF_TWO | LAST_OF_ONE, []),
    "S113 a name broken off": (headed("Southam 20/21"), {}, [("S113", "Two!K1")]),
    "S113 a longer name": (headed("Southampton City 20/21"), {}, []),
    "V209 digits exchanged": ({"One": table(["Missed collections", *MISSED], *FIRST)}, {}, [("V209", "One!G2")]),
    "V209 chance explains it": ({"One": table(["Missed collections", *BY_CHANCE], *FIRST)}, {}, []),
    "V209 the last digit lost": (
        {"One": table(["Delayed discharges at month end", *LEFT_OVER], *FIRST)}, {}, [("V209", "One!H2")]
    ),
    "V211 few enough for a zero": ({"One": table(["Stage 2 complaints", *SMALL], *FIRST)}, {}, []),
    "A305 a running total falls": (
        {"One": table(["Reviews of policy", *MANY], *FIRST)}, {}, [("A305", "One!F2")]
    ),
    "A305 few cases climb by chance": ({"One": table(["Reviews of policy", *FEW], *FIRST)}, {}, []),
}  # fmt: skip
"""A workbook, what is changed in it, and all that is found but for what concerns disclosure and polarity."""


@pytest.mark.parametrize("name", EDGES)
def test_a_rule_ends_where_it_should(name: str) -> None:
    sheets, changes, expected = EDGES[name]
    found = findings(changes, quiet=True, sheets=sheets)
    assert [each for each in found if each[0] not in ("D701", "T406")] == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [("9000%", [("T403", "Care!L7")]), (95, []), ("95%", []), ("0.95%", [("T403", "Care!L7")])],
)
def test_t403_the_scale_of_a_target(target: Any, expected: Findings) -> None:
    assert findings({("Care", "L7"): target}) == expected


@pytest.mark.parametrize(
    ("beside", "severity"), [((41, 42), Severity.WARNING), (("TBC", "TBC"), Severity.INFO), ((None, None), None)]
)
def test_s109_figures_under_no_heading_are_graver_than_words(beside: Any, severity: Severity | None) -> None:
    """A column of figures without a heading is taken for a month's; one of words only widens the table."""
    loud = findings(sheets=unheaded(*beside))
    quiet = findings(quiet=True, sheets=unheaded(*beside))
    assert loud == ([("S109", "One!K2")] if severity is Severity.WARNING else [])
    assert quiet == ([("S109", "One!K2")] if severity else [])


def test_s106_days_taken_for_months() -> None:
    swapped = tuple(datetime(2022, 1, month) for month in range(4, 13))
    right = tuple(datetime(2022, month, 1) for month in range(4, 13))
    assert findings(sheets={"One": table(*FIRST, months=swapped)}) == [("S106", "One!B1")]
    assert findings(sheets={"One": table(*FIRST, months=right)}) == []


def test_s107_a_second_column_of_the_month() -> None:
    again = [[*row, row[-1], "N/A"] for row in FIRST]
    sheets = {"One": table(*again, more=("This month Dec-22", "Target"))}
    assert findings(sheets=sheets) == [("S107", "One!K1")]


def test_s108_a_year_that_only_the_title_names() -> None:
    months = tuple(month[:3] for month in MONTHS)
    sheets = {"One": [["Performance 2022/23"], [], *table(*FIRST, months=months)]}
    assert findings(quiet=True, sheets=sheets) == [("S108", "One!B3")]
    assert findings(quiet=True, sheets={"One": [["Performance 2022/23"], [], *table(*FIRST)]}) == []


def test_s111_formulas_that_were_never_computed() -> None:
    made = grids(sheets={"One": table(*FIRST)})
    (sheet,) = made.sheets
    sheet.cells[2, 6] = Cell(2, 6, None, sheet.cells[2, 5].kind, formula=True)
    assert ("S111", "One!F2") in of_grids(made)


def of_grids(made: Grids) -> Findings:
    settings = Settings()
    found, _ = check(figures.define(understand(made, settings), settings), settings)
    return [(each.rule, str(each.place)) for each in found]


def test_s112_a_table_without_rows() -> None:
    below = [["Number of contacts", *CONTACTS], ["Number of care leavers", *LEAVERS], []]
    empty: Lines = [["Workforce"], ["Indicator", *MONTHS]]
    sheets = {"One": [["Front door"], *table(*below), *empty]}
    assert findings(sheets=sheets) == [("S112", "One!B7")]
    assert findings(sheets={"One": [["Front door"], *table(*below)]}) == []
    assert book(sheets=sheets).sections[0].title == "Front door"


NOT_RUNNING: Change = {("Front Door", "A9"): "Early Help assessments (cumulative)"}
NOT_OF_THE_MONTH: Change = {("Front Door", "A7"): "Children discussed in the month"}


def test_a312_words_that_the_arithmetic_belies() -> None:
    """Called cumulative, a row that falls time and again misleads; a month's row that runs up is only noted."""
    assert findings(NOT_RUNNING, quiet=True) == [("A312", "Front Door!A9")]
    assert findings(NOT_RUNNING) == [("A312", "Front Door!A9")]
    assert findings(NOT_OF_THE_MONTH, quiet=True) == [("A312", "Front Door!A7")]
    assert findings(NOT_OF_THE_MONTH) == []


def test_a312_leaves_one_fall_to_the_cell_that_falls() -> None:
    assert findings({("Care", "A8"): "Number of care leavers (cumulative)"}) == [("A305", "Care!D8")]


def test_c506_councils_that_are_not_known_by_name() -> None:
    """Figures in columns right behind the comparators are the members; staff numbers there are not."""
    visited = (0.85, 0.86, 0.84, 0.87, 0.85, 0.86, 0.85, 0.84, 0.86)
    areas = ("Statistical Neighbours", "England", "Portsea", "Hullton", "Derwent")
    peers = ["Percentage of CLA visited", *visited, 0.91, 0.88, 0.84, 0.85, 0.87]
    staff = ["Number of care leavers", *LEAVERS, 250, "N/A", 12, 14, 9]
    assert findings(sheets={"One": table(peers, more=areas)}) == [("C506", "One!K2")]
    assert findings(sheets={"One": table(staff, more=areas)}) == []


OFFERED = (14210, 13890, 11020, 15460, 14030, 14980, 13720, 14415, 14102)
ANSWERED = (12760, 12501, 10100, 13760, 12830, 13480, 12577, 12903, 12696)


def of_rows(*shares: float) -> Sheets:
    """Calls offered, calls answered and the percentage answered, each in a row of its own."""
    rows = [["Calls offered", *OFFERED], ["Calls answered", *ANSWERED], ["% of calls answered", *shares]]
    return {"One": table(*rows)}


def test_a301_counts_in_rows_of_their_own() -> None:
    """Where two rows give a percentage in nearly every month, the month in which they do not is a slip."""
    shares = [round(part / whole, 3) for part, whole in zip(ANSWERED, OFFERED, strict=True)]
    others = [0.81, 0.84, 0.79, 0.83, 0.86, 0.8, 0.82, 0.85, 0.81]
    assert findings(sheets=of_rows(*shares)) == []
    assert findings({("One", "D4"): 0.971}, sheets=of_rows(*shares)) == [("A301", "One!D4")]
    assert findings({("One", "E3"): 13670}, sheets=of_rows(*shares)) == [("A301", "One!E3")]
    assert findings(sheets=of_rows(*others)) == []


EXCLUSIONS = (20, 24, 28, 31, 33, 2, 6, 9, 11)
"""From April on: a new academic year begins in September."""


def test_a305_a_year_that_starts_in_september() -> None:
    row = ["Permanent exclusions (academic year to date)", *EXCLUSIONS]
    assert findings(quiet=True, sheets={"One": table(row, *FIRST)}) == [("D701", "One!C2")]
    slipped = ["Permanent exclusions (academic year to date)", *EXCLUSIONS[:-2], 4, 11]
    assert findings(sheets={"One": table(slipped, *FIRST)}) == [("A305", "One!I2")]


def test_s103_the_same_month_last_year_is_no_second_month() -> None:
    """It stands behind the targets, with its own year: Dec-21 beside months to Dec-22."""
    rows = [[*row, "N/A", row[1]] for row in FIRST]
    assert findings(sheets={"One": table(*rows, more=("Target", "Dec-21"))}) == []


TREATED = (1410, 1432, 1453, 1508, 1529, 1532, 1569, 1576, 1606)
PER_10000 = (91.6, 93.1, 94.4, 98.0, 99.4, 99.5, 102.0, 102.4, 104.4)


def test_a307_a_rate_paired_with_its_count_by_name() -> None:
    """No catalogue knows the two; the same words and one population in nearly every month make them a pair."""
    count = ["People in drug treatment at month end", *TREATED]

    def rated(*rates: float) -> Sheets:
        return {"One": table(count, ["Rate of people in drug treatment per 10,000", *rates], *FIRST)}

    assert findings(sheets=rated(*PER_10000)) == []
    assert findings({("One", "F3"): 93.4}, sheets=rated(*PER_10000)) == [("A307", "One!F3")]
    assert findings(sheets=rated(*(rate * 1.02**step for step, rate in enumerate(PER_10000)))) == []
