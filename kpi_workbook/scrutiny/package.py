"""The finished package's own parts: the language, which the file library does not write, put into its properties."""

from __future__ import annotations

import zipfile
from io import BytesIO

CORE = "docProps/core.xml"
LANGUAGE = "en-GB"
_END = b"</cp:coreProperties>"


def with_language(made: BytesIO, language: str = LANGUAGE) -> bytes:
    """A finished package with `dc:language` among its properties, its other parts and dates untouched.

    The properties are the last part but one, so only the end is written again: no other part is compressed anew.
    """
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        names = archive.namelist()
        tail = [(entry, archive.read(entry)) for entry in archive.infolist()[names.index(CORE) :]]
        for entry, _ in tail:
            archive.filelist.remove(entry)
            del archive.NameToInfo[entry.filename]
        archive.start_dir = tail[0][0].header_offset  # where zipfile goes on writing
        for entry, part in tail:
            if entry.filename == CORE:
                part = part.replace(_END, f"<dc:language>{language}</dc:language>".encode() + _END)
            archive.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()
