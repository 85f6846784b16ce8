"""The finished package's own parts: the language, which the file library does not write, put into its properties."""

from __future__ import annotations

import zipfile
from io import BytesIO

CORE = "docProps/core.xml"
LANGUAGE = "en-GB"
_END = b"</cp:coreProperties>"


def with_language(package: bytes, language: str = LANGUAGE) -> bytes:
    """The same package, its parts and dates untouched, with `dc:language` among its properties."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == CORE:
                part = part.replace(_END, f"<dc:language>{language}</dc:language>".encode() + _END)
            new.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()
