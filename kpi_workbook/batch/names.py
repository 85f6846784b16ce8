"""What the outputs are called: after their inputs, legal on every system, and no two alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ..filenames import MARK_LENGTH, legal_stem, twin_key
from .sources import Source


def output_names(
    sources: Iterable[Source], ending: str, kept: Mapping[str, str], taken: Iterable[str] = ()
) -> dict[str, str]:
    """The output's name of each source, by the source's identity.

    `kept`: names given earlier, which stay. Sources that would share a name, or have one that is `taken`, all get a
    mark made of their paths, so that no name depends on the order in which they are met.
    """
    stems = {source.identity: legal_stem(source.path) for source in sources}
    wanted = Counter(twin_key(stem + ending) for stem in stems.values())
    used = {twin_key(name) for name in (*kept.values(), *taken)}

    def name_of(identity: str, stem: str) -> str:
        plain = stem + ending
        clashes = wanted[twin_key(plain)] > 1 or twin_key(plain) in used
        return f"{stem}-{identity[:MARK_LENGTH]}{ending}" if clashes else plain

    return {identity: kept.get(identity) or name_of(identity, stem) for identity, stem in stems.items()}
