"""No text, however odd or long, stops the auditor or makes it slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from narrative_books import case, every_service, faults

from kpi_workbook.checks.narrative import RULES
from kpi_workbook.checks.runner import run
from kpi_workbook.model import KpiWorkbook, Section

_PIECES = (
    "fly-tipping incidents|rose|fell|by|to|from|17%|12|1,234|3/4|57 of 270|January|December 2023|the year to date|"
    "target|of|in|the previous six months|compared with|lowest|highest|since|average|on track|"
    "England|(|)|,|.|;|£1.2m|a third|"
    "halved|0|0%|00|1/0|recycling|per|a working day|between|and|than|more|Q3|2022/23|above|—|:|–|"
    "not|missed|\n|,,,|1,,2|%|"
    "9999999999999999999|31 February|aged|or more|percentage points|two|thousand|thousand|April|January"
)
PIECES = st.sampled_from(_PIECES.split("|"))


@given(st.lists(PIECES, max_size=40).map(" ".join))
@settings(max_examples=120, deadline=None)
def test_any_jumble_of_cues_is_survived(text: str) -> None:
    faults(every_service("Waste and recycling", text))


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    faults(every_service("Housing", text))


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "(", ")))", "1", "%", "\x00", "٣٤٥ %", "１２％ in January", "🙂 95%", "-" * 500, "£", "Q", "31"],
)
def test_odd_texts_find_nothing(text: str) -> None:
    assert faults(every_service("Housing", text)) == []


@pytest.mark.parametrize("texts", [(), ("Fly-tipping rose by 11% in January 2024.", "1 of 2")])
def test_a_workbook_without_rows_is_survived(texts: tuple[str, ...]) -> None:
    full = every_service("Housing", *texts)
    sections = tuple(Section(title=each.title, sheet=each.sheet, analysis=each.analysis) for each in full.sections)
    made = KpiWorkbook(file=full.file, sha256=full.sha256, organisation=None, reporting_month=full.reporting_month,
                       months=(), sections=sections, sheets=full.sheets)  # fmt: skip
    findings, _ = run(RULES, case(made))
    assert findings == ()


def _seconds(text: str) -> float:
    looked = case(every_service("Housing", text))
    start = time.process_time()
    run(RULES, looked)
    return time.process_time() - start


def test_time_grows_with_the_text_and_no_faster() -> None:
    sentence = "Homelessness applications rose by 34% in January 2024 compared with December, and repairs reached 93%. "
    _seconds(sentence)
    short, long = _seconds(sentence * 60), _seconds(sentence * 300)
    assert long < 12 * short + 0.5


def test_a_text_without_a_full_stop_is_read_in_pieces() -> None:
    assert _seconds("homelessness applications 12 and " * 900) < 8
