"""What the outputs are called: after their inputs, legal on every system, and no two alike."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..filenames import LONGEST_STEM_BYTES, MARK_LENGTH, legal_stem, twin_key
from .sources import Source


def output_names(
    sources: Iterable[Source], ending: str, kept: Mapping[str, str], taken: Iterable[str] = ()
) -> dict[str, str]:
    """The output's name of each source, by the source's identity.

    `kept`: names given earlier, which stay. Sources that would share a name, or have one that is `taken`, all get their
    next longer one, so that no name depends on the order in which they are met.
    """
    choices = {source.identity: [f"{stem}{ending}" for stem in _stems(source)] for source in sources}
    used = {twin_key(name) for name in (*kept.values(), *taken)}
    while clashing := [identity for identity in _clashing(choices, used) if len(choices[identity]) > 1]:
        for identity in clashing:
            del choices[identity][0]
    return {identity: kept.get(identity) or names[0] for identity, names in choices.items()}


def _clashing(choices: Mapping[str, Sequence[str]], used: set[str]) -> Iterable[str]:
    """Whose first choice is another's first choice too, or in use."""
    keys = {identity: twin_key(names[0]) for identity, names in choices.items()}
    wanted = Counter(keys.values())
    return (identity for identity, key in keys.items() if wanted[key] > 1 or key in used)


def _stems(source: Source) -> Iterable[str]:
    """`kpi`; with its folders, `north-kpi`; with its ending too, `north-kpi-xls`; with a mark made of its path."""
    stem = legal_stem(source.path)
    yield stem
    whole = "-".join((*source.folders, source.path.name))
    if len(os.fsencode(whole)) <= LONGEST_STEM_BYTES:
        yield (below := legal_stem(Path(whole)))
        yield legal_stem(Path(f"{below}-{source.path.suffix[1:]}.xlsx"))
    yield f"{stem}-{source.identity[:MARK_LENGTH]}"
