"""A few of the sendings that are killed; `run` makes as many as are wanted."""

from __future__ import annotations

from mail_kills import run


def test_nobody_gets_it_twice_however_often_the_sending_is_killed() -> None:
    rows = run(seed=7, rounds=2)
    assert [row for row in rows if row.wrong] == []
    assert (rows[0].moments, rows[0].told, rows[0].copies) == (("taken",), "unsure", (1, 1, 1))
    assert len(rows) == 2
