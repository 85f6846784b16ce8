"""Names of months with a slip of the hand in them: one for short names, two for long ones."""

from __future__ import annotations

from collections.abc import Mapping

ORDINARY_WORDS = frozenset({
    "not", "note", "notes", "max", "man", "men", "day", "days", "way", "job", "jobs", "art", "age",
    "map", "mad", "pay", "say", "old", "new", "now", "act", "dept", "all", "sum", "sub", "far", "bar",
    "car", "war", "tar", "mark", "numb", "number", "month", "months", "member", "members", "self", "east",
    "sun", "mon", "tue", "wed", "thu", "fri", "sat", "ref", "rag", "ytd", "avg",
})  # fmt: skip


def near_months(name: str, spellings: Mapping[str, int]) -> list[int]:
    """The months a misspelt name may mean: one slip for short names, two for long ones."""
    if len(name) < 3 or name in ORDINARY_WORDS:
        return []
    allowed = 1 if len(name) <= 5 else 2
    near = {
        number: slips
        for spelling, number in sorted(spellings.items(), key=lambda item: len(item[0]))
        if (slips := _slips(name, spelling, allowed)) <= allowed and (len(spelling) > 3 or len(name) <= 4)
    }
    return sorted(near, key=lambda number: near[number])


def _slips(word: str, spelling: str, most: int) -> int:
    """Damerau-Levenshtein distance (insert, delete, change, swap neighbours), cut short above `most`."""
    if abs(len(word) - len(spelling)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(spelling) + 1))
    for i, letter in enumerate(word, 1):
        previous, row, earlier = row, [i], before
        before = previous
        for j, wanted in enumerate(spelling, 1):
            best = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == spelling[j - 2] and word[i - 2] == wanted:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]
