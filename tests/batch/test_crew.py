"""A worker that dies, hangs or raises costs its own workbook only."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from bad_workers import by_name

from kpi_workbook.batch import work_with
from kpi_workbook.batch.crew import Crew
from kpi_workbook.batch.work import PROGRAM_ERROR, STOPPED, TOO_LONG, Item
from kpi_workbook.scrutiny.report import Edition
from kpi_workbook.settings import Settings


def items(names: Sequence[str]) -> list[Item]:
    return [
        Item(
            source=Path(name),
            name=name,
            identity=name,
            output=name,
            staged=Path(name),
            settings=Settings(),
            edition=Edition.INTERNAL,
        )
        for name in names
    ]


def test_each_bad_worker_is_one_row_and_the_rest_go_on() -> None:
    names = ["one", "dies", "raises", "hangs", "two", "three"]
    rows = {item.name: row for item, row in Crew(by_name, jobs=2, time_limit=1.0).work(items(names))}
    assert {name: row.code for name, row in rows.items()} == {
        **dict.fromkeys(("one", "two", "three"), None),
        "dies": STOPPED,
        "raises": PROGRAM_ERROR,
        "hangs": TOO_LONG,
    }
    assert "52" not in str(rows["raises"].why)
    assert multiprocessing.active_children() == []


def test_a_crew_sent_home_leaves_no_process_behind() -> None:
    began = time.monotonic()
    with closing(Crew(by_name, jobs=2).work(items(["one", "hangs"]))) as done:  # type: ignore[type-var]
        assert next(done)[0].name == "one"
    assert multiprocessing.active_children() == []
    assert time.monotonic() - began < 30


def test_the_next_item_waits_for_a_worker_and_never_a_worker_for_it() -> None:
    taken: list[str] = []

    def watched():
        for item in items([str(number) for number in range(9)]):
            taken.append(item.name)
            yield item

    with closing(Crew(by_name, jobs=1).work(watched())) as done:  # type: ignore[type-var]
        next(done)
        assert taken == ["0", "1"]


def test_any_executor_will_do_and_a_lost_item_is_a_row() -> None:
    with ThreadPoolExecutor(2) as executor:
        done = list(work_with(executor, by_name, items(["one", "raises", "two", "three"]), at_once=2))
    assert {item.name: row.code for item, row in done} == {
        "one": None, "raises": PROGRAM_ERROR, "two": None, "three": None,
    }  # fmt: skip


def test_no_more_is_under_way_than_asked_for() -> None:
    taken = []

    def watched():
        for item in items([str(number) for number in range(9)]):
            taken.append(item.name)
            yield item

    with ThreadPoolExecutor(2) as executor, closing(work_with(executor, by_name, watched(), at_once=2)) as done:  # type: ignore[type-var]
        next(done)
        assert len(taken) <= 3
