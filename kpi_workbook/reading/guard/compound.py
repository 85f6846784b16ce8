"""An OLE compound file: which of its streams holds the workbook, and whether a password protects it."""

from __future__ import annotations

import io

import olefile

from ..refusals import Refusal

_ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")
_OTHER_PROGRAMS = {
    "WordDocument": "a Word document",
    "PowerPoint Document": "a PowerPoint presentation",
    "VisioDocument": "a Visio drawing",
    "__properties_version1.0": "an Outlook message",
}

# All that olefile raises over a damaged container.
_OLE_ERRORS = (
    OSError,
    ValueError,
    TypeError,
    StopIteration,
    IndexError,
    KeyError,
    AttributeError,
    OverflowError,
    RecursionError,
)


def workbook_stream(content: bytes) -> bytes:
    """The stream with the workbook's records. Raises Refusal: ENCRYPTED, NOT_A_WORKBOOK, DAMAGED."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            name = _workbook_name(container, len(content))
            _check_chain(container, name)
            return bytes(container.openstream(name).read())
    except _OLE_ERRORS as cause:
        raise Refusal("DAMAGED", "the file is cut short or damaged: it is not a whole compound file") from cause


def _check_chain(container: olefile.OleFileIO, name: str) -> None:
    """Refuses a stream whose chain of sectors comes back to itself, which olefile would read over and over."""
    entry = next(each for each in container.root.kids if each.name.lower() == name.lower())
    table = container.fat
    if entry.size < container.minisectorcutoff:
        container.loadminifat()
        table = container.minifat
    sector, visited = entry.isectStart, set()
    while sector < len(table):
        if sector in visited:
            raise Refusal("DAMAGED", "the file is damaged: its workbook runs in a circle")
        visited.add(sector)
        sector = table[sector]


def _workbook_name(container: olefile.OleFileIO, size: int) -> str:
    if any(container.exists(name) for name in _ENCRYPTED):
        raise Refusal("ENCRYPTED")
    for name in ("Workbook", "Book"):
        if container.exists(name):
            return name
    what = next((words for name, words in _OTHER_PROGRAMS.items() if container.exists(name)), None)
    if what is None and size % container.sector_size:
        raise Refusal("DAMAGED", "the file is cut short: its list of contents is not whole")
    raise Refusal("NOT_A_WORKBOOK", f"the file is {what}, not a workbook" if what else None)
