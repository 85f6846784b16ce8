"""A few of the sendings that are killed; `run` makes as many as are wanted."""

from __future__ import annotations

from mail_kills import run


def test_nobody_gets_it_twice_however_often_the_sending_is_killed() -> None:
    rows = run(seed=0, rounds=2)
    assert [row for row in rows if row.wrong] == []
    assert len(rows) == 2
