"""Lists of words written as people read them: one string, split at white space."""

from __future__ import annotations


def word_list(text: str) -> tuple[str, ...]:
    """The words of a string, in order."""
    return tuple(text.split())


def phrase_list(text: str) -> tuple[str, ...]:
    """The phrases of a string, parted by semicolons, in order."""
    return tuple(phrase.strip() for phrase in text.split(";"))


def word_set(text: str) -> frozenset[str]:
    """The words of a string."""
    return frozenset(text.split())
