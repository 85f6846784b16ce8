"""No text, however odd or long, stops the auditor or makes it slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from narrative_books import SERVICES, book, case, every_service, faults

from kpi_workbook.checks.narrative import RULES
from kpi_workbook.checks.runner import run
from kpi_workbook.model import KpiWorkbook, Month
from kpi_workbook.settings import Settings

PIECES = st.sampled_from(
    "fly-tipping incidents|rose|fell|by|to|from|17%|12|1,234|3/4|57 of 270|January|December 2023|the year to date|target|of|"
    "in|the previous six months|compared with|lowest|highest|since|average|on track|England|(|)|,|.|;|£1.2m|a third|halved|"
    "0|0%|00|1/0|recycling|per|a working day|between|and|than|more|Q3|2022/23|above|—|:|–|not|missed|\n|,,,|1,,2|%|9999999999999999999"
    .split("|")
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_jumble_of_cues_is_survived(text: str) -> None:
    faults(every_service("Waste and recycling", text))


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    faults(every_service("Housing", text))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "(", ")))", "1", "%", "\x00", "٣٤٥ %", "１２％ in January", "🙂 95%", "-" * 500]
)
def test_odd_texts_find_nothing(text: str) -> None:
    assert faults(every_service("Housing", text)) == []


@pytest.mark.parametrize("texts", [(), ("Fly-tipping rose by 11% in January 2024.",)])
def test_a_workbook_without_rows_or_months_is_survived(texts: tuple[str, ...]) -> None:
    made = book(("Waste", ()), texts={"Waste": texts}) if False else _empty(texts)
    findings, _ = run(RULES, case(made))
    assert findings == ()


def _empty(texts: tuple[str, ...]) -> KpiWorkbook:
    full = every_service("Housing", *texts)
    sections = tuple(type(each)(title=each.title, sheet=each.sheet, analysis=each.analysis) for each in full.sections)
    return KpiWorkbook(file=full.file, sha256=full.sha256, organisation=None, reporting_month=Month(2024, 1), months=(),
                       sections=sections, sheets=full.sheets)  # fmt: skip


def _seconds(length: int) -> float:
    sentence = "Homelessness applications rose by 34% in January 2024 compared with December, and repairs reached 93%. "
    made = every_service("Housing", (sentence * (length // len(sentence) + 1))[:length])
    looked = case(made)
    start = time.process_time()
    run(RULES, looked)
    return time.process_time() - start


def test_time_grows_with_the_text_and_no_faster() -> None:
    _seconds(2_000)
    short, long = _seconds(8_000), _seconds(32_000)
    assert long < 12 * short + 0.5


def test_a_text_without_a_full_stop_is_read_in_pieces() -> None:
    made = every_service("Housing", "homelessness applications 12 and " * 900)
    start = time.process_time()
    run(RULES, case(made))
    assert time.process_time() - start < 5


def test_defaults_hold_for_every_service() -> None:
    assert Settings().year_starts_in == 4
    assert set(SERVICES) == {"Housing", "Waste and recycling", "Adult social care", "Customer and corporate"}
