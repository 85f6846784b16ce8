"""Names of files, whatever bytes they are made of: as they can be printed, and as every system takes them."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from pathlib import Path

LONGEST_STEM_BYTES = 120  # leaves room for the ending within 255 bytes, and for folders within Windows' 260 characters
MARK_LENGTH = 8
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$", re.IGNORECASE)
"""Devices of Windows, whatever follows the first point:
https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""


def printable(name: str | Path) -> str:
    """A name as it can be printed, logged and put into JSON: line breaks, undecodable bytes, control characters and
    those that turn the direction of writing are escaped."""
    escaped = str(name).encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in escaped)


def legal_stem(path: Path) -> str:
    """A file's name without its ending, as Windows, Mac and Linux all take it; cut to a length that leaves room."""
    stem = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", path.stem)).strip(" .") or "workbook"
    if _RESERVED.match(stem.split(".")[0].rstrip()):
        stem = f"_{stem}"
    return stem.encode()[:LONGEST_STEM_BYTES].decode(errors="ignore").rstrip(" .")


def stem_of_its_own(path: Path) -> str:
    """The legal stem, with a mark where it is not the file's own: another file's might become the same."""
    stem = legal_stem(path)
    if stem == unicodedata.normalize("NFC", path.stem):
        return stem
    return f"{stem}-{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:MARK_LENGTH]}"


def twin_key(name: str) -> str:
    """What two names share that Windows or a Mac takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
