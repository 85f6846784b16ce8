"""Words mistyped or cut short, put back to a word that the catalogue knows."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_SHORTEST = 5
"""Shorter words are too alike: `visit` may be mistyped, `s47` may not."""
_ALIKE = 0.8
"""difflib's ratio from which a longer word counts as the same one mistyped (`assesment`, `refferal`)."""
_SHORTEST_STUB = 4


class Spelling:
    """Corrects a word to one of the known words; each word is looked up once."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = sorted(known)
        self._corrected = {word: word for word in self._known}

    def correct(self, word: str) -> str:
        """The known word that this one stands for, else the word itself. Words with digits are left alone."""
        if word not in self._corrected:
            self._corrected[word] = self._nearest(word)
        return self._corrected[word]

    def _nearest(self, word: str) -> str:
        if any(letter.isdigit() for letter in word):
            return word
        longer = [known for known in self._known if len(word) >= _SHORTEST_STUB and known.startswith(word)]
        if len(longer) == 1:
            return longer[0]
        near = get_close_matches(word, self._known, 1, _ALIKE) if len(word) >= _SHORTEST else []
        return near[0] if near else word
