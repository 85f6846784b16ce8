"""What holds for every rule: a stable id, a manual with a remedy, a test of its own, and no crash on any workbook."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from good import LOOKED_AFTER, MONTHS, check, examine

from kpi_workbook import checks
from kpi_workbook.checks.rule import Rule
from kpi_workbook.errors import InvalidSettings
from kpi_workbook.model import Indicator, KpiWorkbook, Month, Observation, Place, Section, Status, Unit
from kpi_workbook.settings import Settings, Silence

HERE = Path(__file__).parent
SUBJECTS = {"S": "1", "V": "2", "A": "3", "T": "4", "C": "5", "R": "6", "D": "7", "N": "8"}
REMEDY = re.compile(r"to put right", re.IGNORECASE)


def test_ids_and_names_are_unique() -> None:
    assert [word for word, count in Counter(each.id for each in checks.RULES).items() if count > 1] == []
    assert [word for word, count in Counter(each.name for each in checks.RULES).items() if count > 1] == []


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.id)
def test_id_name_and_manual(rule: Rule) -> None:
    assert re.fullmatch(rf"{rule.id[0]}{SUBJECTS[rule.id[0]]}[0-9]{{2}}", rule.id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    first, *_ = rule.manual.split("\n\n")
    assert first.endswith(".")
    assert len(rule.manual.split("\n\n")) >= 2, "one sentence, then why it matters and how to put it right"


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.id)
def test_the_manual_says_how_to_put_right(rule: Rule) -> None:
    assert REMEDY.search(rule.manual)


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.id)
def test_a_test_of_its_own_at_an_exact_cell(rule: Rule) -> None:
    """Some test holds the rule to a cell: its id and the cell stand in it side by side."""
    texts = "".join(path.read_text(encoding="utf-8") for path in sorted(HERE.rglob("test_*.py")))
    assert re.search(rf'\("{rule.id}", f?"[^"]+![A-Z]+[0-9]+"', texts)


def test_rules_yield_only_to_rules_that_exist() -> None:
    ids = [each.id for each in checks.RULES]
    dangling = [
        (each.id, beginning)
        for each in checks.RULES
        for beginning in each.yields_to
        if not any(one.startswith(beginning) for one in ids)
    ]
    assert dangling == []


def test_no_two_rules_yield_to_each_other() -> None:
    gives_way = {
        each.id: {one.id for one in checks.RULES if each.yields_to and one.id.startswith(each.yields_to)}
        for each in checks.RULES
    }
    assert [
        (one, other) for one in gives_way for other in gives_way[one] if one in gives_way[other] and one < other
    ] == []


def workbook(*rows: Indicator, months: int = 9) -> KpiWorkbook:
    every = tuple(Month(2022, 4).plus(step) for step in range(months))
    section = Section(title="Only", sheet="Only", place=Place("Only", "A1"), indicators=rows)
    return KpiWorkbook(
        file="odd.xlsx",
        sha256="0" * 64,
        organisation=None,
        reporting_month=every[-1],
        months=every,
        sections=(section,),
    )


def row(number: int, values: list[float | None], status: Status | None = None, unit: Unit = Unit.COUNT) -> Indicator:
    months = [Month(2022, 4).plus(step) for step in range(len(values))]
    return Indicator(
        name=f"Indicator {number}",
        place=Place("Only", f"A{number}"),
        unit=unit,
        observations=tuple(
            Observation(
                month=month,
                place=Place("Only", f"{chr(66 + index)}{number}"),
                typed=str(value),
                value=value,
                status=status,
            )
            for index, (month, value) in enumerate(zip(months, values, strict=True))
        ),
    )


ODD = {
    "empty": workbook(),
    "one cell": workbook(row(1, [5]), months=1),
    "no figure": workbook(row(1, [None] * 9, Status.BLANK)),
    "all statuses": workbook(*(row(number, [None] * 9, status) for number, status in enumerate(Status, 1))),
    "zeros": workbook(*(row(number, [0] * 9) for number in range(1, 6))),
    "all the same": workbook(*(row(number, [7] * 9) for number in range(1, 60))),
    "huge": workbook(row(1, [1e300, -1e300, float("inf"), float("nan"), 1e-300, 0, 1, 2, 3]), row(2, [1e15] * 9)),
    "percentages of nothing": workbook(row(1, [0.5, None, 0, 1, 2, -1, 0.1, 0.2, 0.3], unit=Unit.PERCENTAGE)),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_every_rule_survives(name: str) -> None:
    settings = Settings()
    for public in (False, True):
        check(ODD[name], settings, previous=ODD[name], public=public)


def test_time_grows_with_the_rows_and_no_faster() -> None:
    """A workbook ten times as long takes about ten times as long: every rule is linear."""

    def seconds(rows: int) -> float:
        made = workbook(
            *(row(number, [200 + (number * 7 + step * 13) % 97 for step in range(12)]) for number in range(1, rows)),
            months=6,
        )
        started = time.perf_counter()
        check(made, Settings())
        return time.perf_counter() - started

    assert seconds(5000) < 30 * max(seconds(500), 0.05)


def test_a_silence_needs_a_rule_that_exists() -> None:
    with pytest.raises(InvalidSettings, match="A999"):
        examine(settings=Settings(silences=(Silence(rule="A999", reason="no such rule"),)))


def test_a_silence_is_told_with_its_reason() -> None:
    broken = {("Overview", "E4"): 561}
    everywhere = Settings(silences=(Silence(rule="A304", reason="known and accepted"),))
    found, not_run = examine(broken, settings=everywhere)
    assert found == ()
    assert [(each.rule, each.why) for each in not_run if each.rule == "A304"] == [
        ("A304", "switched off in the settings: known and accepted")
    ]


def test_a_silence_for_one_indicator() -> None:
    broken = {("Overview", "E4"): 561, ("Front Door", "E9"): 1620}
    name = "number of CLA at the end of the month"
    one = Settings(silences=(Silence(rule="one-indicator-two-figures", indicator=name, reason="two cohorts"),))
    found, not_run = examine(broken, settings=one)
    assert [each.rule for each in found] == ["V209"]
    assert [each.why for each in not_run if each.rule == "A304"] == [
        "silenced in the settings for 'number of CLA at the end of the month': two cohorts (1 finding left out)"
    ]


def test_findings_come_by_sheet_row_and_column() -> None:
    found, _ = examine({("Overview", "E6"): 61, ("Front Door", "E9"): 1620, ("Front Door", "D5"): "37O"})
    assert [str(each.place) for each in found] == ["Front Door!D5", "Front Door!E9", "Overview!E6"]


def test_the_good_workbook_is_as_good_as_it_says() -> None:
    assert len(MONTHS) == len(LOOKED_AFTER) == 9
