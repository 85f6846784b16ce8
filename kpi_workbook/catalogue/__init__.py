"""What is known of indicators: the bundled catalogue and the organisation's own, and how a name finds its entry.

A match is certain only where no telling word differs; anything less is offered as uncertain, and a name that could be
two entries is never given one silently.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from ..model import Unit
from ..settings import IndicatorSettings, Settings
from .names import Words, is_telling, normal, plain_words
from .spelling import Spelling

CERTAIN = 0.75
"""Share of two names' words in common, from which they name one indicator if no telling word differs."""
LIKELY = 0.55
"""From here two names may be one indicator: shown as uncertain. Both bounds were set on spellings in the tests."""
_CLOSE = 0.08
"""Two entries whose scores lie closer than this could both be meant: no certainty."""


class Match(NamedTuple):
    """An entry for a name; `certain` is False where a reader should confirm it. `own`: from the settings."""

    entry: IndicatorSettings
    certain: bool
    own: bool = False


class _Alias(NamedTuple):
    """One way to write an entry's name."""

    entry: int
    kind: Unit | None
    words: frozenset[str]


class _Score(NamedTuple):
    """How like a name an alias is: telling words counted double to find the best, all words alike to trust it."""

    weighted: float
    plain: float
    alias: _Alias


class Catalogue:
    """Entries by name. The first `own` of them come from the organisation's settings and win every tie."""

    def __init__(self, entries: tuple[IndicatorSettings, ...], own: int = 0) -> None:
        self.entries = entries
        self._own = own
        self._aliases = tuple(_aliases(entries))
        self._exact: dict[Words, int] = {}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for position, alias in enumerate(self._aliases):
            self._exact.setdefault(Words(alias.kind, tuple(sorted(alias.words))), alias.entry)
            for word in alias.words:
                self._by_word[word].append(position)
        names = (name for entry in entries for name in (entry.name, *entry.synonyms))
        self._spelling = Spelling(word for name in names for word in plain_words(name))
        self._matches: dict[str, Match | None] = {}

    def match(self, name: str) -> Match | None:
        """The entry that a name stands for, None where nothing comes near."""
        if name not in self._matches:
            self._matches[name] = self._find(name)
        return self._matches[name]

    def _find(self, name: str) -> Match | None:
        words = normal(name)
        position = self._exact.get(words)
        if position is not None and words.words:
            return self._match(position, True)
        meant = normal(" ".join(self._spelling.correct(word) for word in plain_words(name)))
        best = sorted(self._scores(meant).items(), key=lambda pair: (-pair[1].weighted, pair[0]))
        if not best or best[0][1].plain < LIKELY:
            return None
        entry, score = best[0]
        alone = len(best) == 1 or score.weighted - best[1][1].weighted >= _CLOSE
        typed_so = bool(score.alias.words & set(words.words))  # a guess at the only word there is stays a guess
        return self._match(entry, score.plain >= CERTAIN and alone and typed_so and self._agrees(meant, score.alias))

    def _agrees(self, words: Words, alias: _Alias) -> bool:
        """Whether no telling word and no kind sets a name apart from an alias."""
        differing = alias.words.symmetric_difference(words.words)
        return words.kind in (None, self._kind(alias)) and not any(map(is_telling, differing))

    def _kind(self, alias: _Alias) -> Unit | None:
        return alias.kind or self.entries[alias.entry].unit

    def _match(self, position: int, certain: bool) -> Match:
        return Match(self.entries[position], certain, position < self._own)

    def _scores(self, words: Words) -> dict[int, _Score]:
        """Each entry's best alias and how alike it is (Dice: twice the words in common over all words)."""
        scores: dict[int, _Score] = {}
        wanted = frozenset(words.words)
        for position in {position for word in wanted for position in self._by_word.get(word, ())}:
            alias = self._aliases[position]
            if words.kind and self._kind(alias) not in (None, words.kind):
                continue
            common = wanted & alias.words
            plain = 2 * len(common) / (len(wanted) + len(alias.words))
            weighted = 2 * _weight(common) / (_weight(wanted) + _weight(alias.words))
            score = _Score(weighted, plain, alias)
            scores[alias.entry] = max(scores.get(alias.entry, score), score, key=lambda each: each[:2])
        return scores


def load(settings: Settings) -> Catalogue:
    """The organisation's own entries (`[[indicators]]` in its settings) before the bundled ones; kept once made."""
    return _catalogue(settings.indicators)


@lru_cache(maxsize=8)
def _catalogue(own: tuple[IndicatorSettings, ...]) -> Catalogue:
    return Catalogue(own + bundled(), len(own))


@lru_cache(maxsize=1)
def bundled() -> tuple[IndicatorSettings, ...]:
    """The entries that come with the package, read when first asked for."""
    text = resources.files(__package__).joinpath("childrens_services.toml").read_text(encoding="utf-8")
    return tuple(IndicatorSettings(**table) for table in tomllib.loads(text)["indicators"])


def _aliases(entries: Iterable[IndicatorSettings]) -> Iterable[_Alias]:
    for position, entry in enumerate(entries):
        for name in (entry.name, *entry.synonyms):
            words = normal(name)
            yield _Alias(position, words.kind, frozenset(words.words))


def _weight(words: Iterable[str]) -> int:
    return sum(2 if is_telling(word) else 1 for word in words)
