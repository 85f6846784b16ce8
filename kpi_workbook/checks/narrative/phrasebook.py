"""Phrases and what they mean, looked up where they begin in a run of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
Words = tuple[str, ...]


class Phrasebook(Generic[T]):
    """Phrases as words in lower case, each with its meaning. Hardly any word of a sentence begins one."""

    def __init__(self, meanings: Mapping[Words, T]) -> None:
        self.meanings = meanings
        self._longest: dict[str, int] = {}
        for words in meanings:
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def at(self, words: Sequence[str], first: int) -> Sequence[tuple[int, T]]:
        """The phrases that begin at word `first`, longest first: how many words, and the meaning."""
        longest = self._longest.get(words[first])
        if longest is None:
            return ()
        lengths = range(min(longest, len(words) - first), 0, -1)
        found = ((length, self.meanings.get(tuple(words[first : first + length]))) for length in lengths)
        return [(length, meaning) for length, meaning in found if meaning is not None]
