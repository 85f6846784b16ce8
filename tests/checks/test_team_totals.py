"""A320: the teams held against the whole, in a workbook with a sheet a team; one cell is broken, the list is whole."""

from __future__ import annotations

from typing import Any

import pytest
from good import examine
from openpyxl import Workbook

from kpi_workbook import pipeline
from kpi_workbook.model import Severity

MONTHS = ("Apr-22", "May-22", "Jun-22", "Jul-22", "Aug-22")
COUNTS = {"North": (31, 44, 28, 39, 40), "South": (52, 47, 61, 58, 49), "East": (20, 25, 19, 22, 31)}
SHARES = {
    "North": ((18, 20), (21, 30), (17, 22), (24, 31), (25, 40)),
    "South": ((30, 50), (33, 44), (41, 60), (39, 55), (36, 48)),
    "East": ((10, 11), (16, 21), (9, 12), (15, 19), (20, 28)),
}
WHOLE = "All teams"


def shown(pair: tuple[int, int]) -> str:
    return f"{int(pair[0] * 100 / pair[1] + 0.5)}% ({pair[0]}/{pair[1]})"


def sheets(whole: str = WHOLE) -> dict[str, list[list[Any]]]:
    """A sheet a team, and one of the whole: a count in row 4, a percentage with counts in row 5."""
    counts = {**COUNTS, whole: tuple(map(sum, zip(*COUNTS.values(), strict=True)))}
    pooled = tuple(
        (sum(part for part, _ in month), sum(of for _, of in month)) for month in zip(*SHARES.values(), strict=True)
    )
    shares = {**SHARES, whole: pooled}
    return {
        name: [
            ["Front door"],
            [],
            ["Indicator", *MONTHS],
            ["Number of referrals received", *counts[name]],
            ["Percentage of visits made on time", *map(shown, shares[name])],
        ]
        for name in counts
    }


def found(changes: dict[tuple[str, str], Any], whole: str = WHOLE) -> list[tuple[str, str]]:
    """(rule, place) of all that is found, what the public edition would withhold apart."""
    return [(each.rule, str(each.place)) for each in examine(changes, sheets=sheets(whole))[0] if each.rule != "D701"]


def told(changes: dict[tuple[str, str], Any]) -> list[tuple[str, str, Severity]]:
    hits = [each for each in examine(changes, sheets=sheets())[0] if each.rule == "A320"]
    return [(str(each.place), each.message, each.severity) for each in hits]


@pytest.mark.parametrize("whole", ["All teams", "Service total", "Council", "Fylde"])
def test_the_good_workbook_is_silent_whatever_the_whole_is_called(whole: str) -> None:
    assert found({}, whole) == []


def test_a_count_that_the_teams_do_not_come_to() -> None:
    assert found({(WHOLE, "D4"): 103}) == [("A320", "All teams!D4")]
    assert told({(WHOLE, "D4"): 103}) == [
        (
            "All teams!D4",
            "says 103, but the 3 teams (North!D4, South!D4, East!D4) come to 108",
            Severity.ERROR,
        )
    ]


def test_a_teams_own_slip_shows_at_the_whole_and_names_the_teams() -> None:
    assert found({("South", "E4"): 85}) == [("A320", "All teams!E4")]


def test_counts_behind_a_percentage() -> None:
    teams = "the 3 teams (North!E5, South!E5, East!E5) come to"
    numerator = {(WHOLE, "E5"): "73% (77/105)"}
    denominator = {(WHOLE, "E5"): "74% (78/106)"}
    assert found(numerator) == found(denominator) == [("A320", "All teams!E5")]
    assert [each[1] for each in (*told(numerator), *told(denominator))] == [
        f"says 77 (numerator), but {teams} 78",
        f"says 106 (denominator), but {teams} 105",
    ]


def test_a_mean_of_the_teams_percentages_is_known_for_one() -> None:
    means = {(WHOLE, f"{column}5"): f"{share}%" for column, share in zip("BCDEF", (80, 74, 74, 76, 70), strict=True)}
    assert told(means) == [
        (
            "All teams!E5",
            "says 76%, but the teams' counts together give 74.3%; the figure typed is the mean of the teams' "
            "percentages; in 3 of 5 months the two differ",
            Severity.ERROR,
        )
    ]


def test_teams_that_never_come_to_the_whole_are_worth_knowing_and_no_error() -> None:
    """Two children a month are seen by two teams: nothing is wrong."""
    counts = {(WHOLE, f"{column}4"): sum(month) - 2
              for column, month in zip("BCDEF", zip(*COUNTS.values(), strict=True), strict=True)}  # fmt: skip
    assert told(counts) == [
        (
            "All teams!F4",
            "says 118, but the teams come to 120; in 5 of 5 months the two differ: is anybody counted by two teams?",
            Severity.INFO,
        )
    ]


def test_what_another_rule_has_told_is_not_told_again() -> None:
    assert found({(WHOLE, "D4"): "1O8"}) == [("V202", "All teams!D4")]
    assert found({(WHOLE, "E5"): "75% (78/105)"}) == [("A301", "All teams!E5")]


def test_teams_sheets_are_no_copies_of_one_another(tmp_path) -> None:
    """Each has a target of its own, and figures of its own under the same names."""
    book = Workbook()
    for name, rows in sheets().items():
        sheet = book.create_sheet(name)
        own = {"Indicator": "Target", "Percentage": f">{75 + len(book.sheetnames)}%"}
        for row in rows:
            sheet.append([*row, *([own[row[0].split()[0]]] if row and row[0].split()[0] in own else [])])
    book.remove(book.worksheets[0])
    book.save(tmp_path / "kpi.xlsx")
    made = pipeline.read(tmp_path / "kpi.xlsx")
    found = pipeline.check(made, pipeline.recompute(made))
    assert [each for each in found if each.severity is not Severity.INFO] == []
