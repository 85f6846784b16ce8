"""Phrases and what they mean, found in a run of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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

    def within(self, words: Sequence[str]) -> Iterator[tuple[int, int, T]]:
        """The phrases in a run of words by where they begin, the longest first: first word, last word, meaning."""
        for first, word in enumerate(words):
            if word in self._longest:
                for length in range(min(self._longest[word], len(words) - first), 0, -1):
                    meaning = self.meanings.get(tuple(words[first : first + length]))
                    if meaning is not None:
                        yield first, first + length - 1, meaning
