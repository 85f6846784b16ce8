"""The bench of planted falsehoods keeps its marks: at least 99% found, at most 1% of findings false."""

from __future__ import annotations

from narrative_bench import KINDS, measure, table


def test_planted_falsehoods_are_found_and_true_sentences_left_alone() -> None:
    score = measure(range(12 * len(KINDS)))
    found, planted, alarms = (sum(each.values()) for each in (score.found, score.planted, score.false_alarms))
    assert planted >= 11 * len(KINDS)
    assert found >= 0.99 * planted, table(score)
    assert alarms <= 0.01 * found, table(score)
