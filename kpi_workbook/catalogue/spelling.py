"""Words mistyped or cut short, put back to a word that the catalogue knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

_SHORTEST = 5
"""Shorter words are too alike to be corrected."""
_LONG = 8
"""From this length two slips are forgiven, else one."""


class Spelling:
    """Corrects a word to one of the known words; each word is looked up once."""

    def __init__(self, known: Iterable[str]) -> None:
        words = {word for word in known if len(word) >= _SHORTEST and word.isalpha()}
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words, key=lambda each: (len(each), each)):
            self._by_first[word[0]].append(word)
        self._corrected = {word: word for word in words}

    def correct(self, word: str) -> str:
        """The known word that this one stands for, else the word itself. First letters are never corrected."""
        if len(word) < _SHORTEST or not word.isalpha():
            return word
        if word not in self._corrected:
            self._corrected[word] = self._nearest(word)
        return self._corrected[word]

    def _nearest(self, word: str) -> str:
        known = self._by_first.get(word[0], [])
        stub = next((each for each in known if each.startswith(word)), None)
        if stub:
            return stub
        allowed = 2 if len(word) >= _LONG else 1
        near = [(slips(word, each, allowed), each) for each in known if abs(len(each) - len(word)) <= allowed]
        best = min(near, default=(allowed + 1, word))
        return best[1] if best[0] <= allowed else word


def slips(typed: str, meant: str, at_most: int) -> int:
    """Letters left out, put in, changed or swapped with their neighbour; `at_most` + 1 where there are more.

    Optimal string alignment distance (Damerau 1964).
    """
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for place, letter in enumerate(typed, 1):
        earlier, before, row = before, row, [place]
        for column, wanted in enumerate(meant, 1):
            cost = min(before[column] + 1, row[column - 1] + 1, before[column - 1] + (letter != wanted))
            if earlier and column > 1 and letter == meant[column - 2] and typed[place - 2] == wanted:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
        if min(row) > at_most:
            return at_most + 1
    return row[-1]
