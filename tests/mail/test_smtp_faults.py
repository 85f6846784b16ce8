"""A share of the matrix of a mail server's faults; `run` makes the whole of it."""

from __future__ import annotations

from collections import Counter

import pytest
from smtp_faults import WHOLE, Row, run

from kpi_workbook.mail.carrier import State

SHARE = 24


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return run(seed=28, rounds=SHARE)


def test_every_fault_ends_as_promised(rows: list[Row]) -> None:
    assert [row for row in rows if row.wrong] == []


def test_the_share_has_every_way_to_end(rows: list[Row]) -> None:
    assert len({(row.stage, row.kind, row.recipients) for row in rows}) == SHARE
    assert Counter(row.told for row in rows).keys() == {State.QUEUED, State.REFUSED, State.DOUBT, State.SENT}


def test_the_whole_is_every_stage_in_every_way() -> None:
    assert WHOLE == 220
