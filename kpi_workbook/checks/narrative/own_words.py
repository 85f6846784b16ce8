"""The wording of the indicators' own names: `risk reduced or removed`, `increase in income` claim nothing there.

A change word inside such a phrase belongs to the name; the same word elsewhere in the sentence claims something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .cues import PHRASES, Cue
from .tokens import Kind, tokenise
from .vocabulary import LIGHT_STEMS, stem
from .wordlists import word_set

_CLAIMING = frozenset(Cue) - {
    Cue.TARGET, Cue.AVERAGE, Cue.TOTAL, Cue.COMPARED, Cue.FROM, Cue.SINCE, Cue.AREA, Cue.EACH, Cue.STEADY,
}  # fmt: skip
"""The cues that claim something where they stand outside a name."""
_PARTING = frozenset({"and", "with"})
"""What would part a sentence, were it not inside a name: `health and care plans`."""
_JOINS = word_set("or of in the a an was were is are be been to by and on at for their its with")


def own_phrases(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The shortest phrases of names around each of their words that would claim something in a sentence."""
    for name in names:
        words = [token.low for token in tokenise(name) if token.kind in (Kind.WORD, Kind.NUMBER)]
        yield from (tuple(words[at - 1 : at + 2]) for at in range(1, len(words) - 1) if words[at] in _PARTING)
        for first, last, meanings in PHRASES.within(words):
            if any(cue in _CLAIMING for cue, _ in meanings):
                yield from _around(words, first, last)


def _around(words: Sequence[str], first: int, last: int) -> Iterator[tuple[str, ...]]:
    """The phrase on to the next telling word of the name, or where none follows, from the one before."""
    following = next((at for at in range(last + 1, len(words)) if words[at] not in _JOINS), None)
    if following is not None:
        if _tells(words[following]):
            yield tuple(words[first : following + 1])
        return
    before = next((at for at in range(first - 1, -1, -1) if words[at] not in _JOINS), None)
    if before is not None and _tells(words[before]):
        yield tuple(words[before : last + 1])


def _tells(word: str) -> bool:
    return not word.isdigit() and stem(word) not in LIGHT_STEMS
