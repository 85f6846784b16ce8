"""What the outputs are called: after their inputs, legal on every system, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from .sources import Source

LONGEST_STEM_BYTES = 120  # leaves room for the ending within 255 bytes, and for folders within Windows' 260 characters
MARK_LENGTH = 8
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$", re.IGNORECASE)
"""Devices of Windows, whatever follows the first point:
https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""


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


def legal_stem(path: Path) -> str:
    """A file's name without its ending, as Windows, Mac and Linux all take it; cut to a length that leaves room."""
    stem = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", path.stem)).strip(" .") or "workbook"
    if _RESERVED.match(stem.split(".")[0].rstrip()):
        stem = f"_{stem}"
    return stem.encode()[:LONGEST_STEM_BYTES].decode(errors="ignore").rstrip(" .")


def twin_key(name: str) -> str:
    """What two names share that Windows or a Mac takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
