"""What a file is, from its first bytes: the name's ending is never asked."""

from __future__ import annotations

import re
from enum import StrEnum

from ..refusals import Refusal


class Container(StrEnum):
    """What a workbook comes in: a zip package (xlsx, xlsb, ods) or an OLE compound file (xls, encrypted xlsx)."""

    ZIP = "zip"
    OLE = "ole"


_CONTAINERS = {b"PK\x03\x04": Container.ZIP, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Container.OLE}

_OTHERS = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "a database"),
)

# Excel 2 to 4 wrote a bare stream that starts with one of these records.
_OLD_EXCEL = re.compile(rb"\x09[\x00\x02\x04][\x04\x06]\x00")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def container(content: bytes) -> Container:
    """What the workbook comes in. Raises Refusal, naming what the content is, for anything else."""
    for magic, kind in _CONTAINERS.items():
        if content.startswith(magic):
            return kind
    if _OLD_EXCEL.match(content):
        raise Refusal("OLD_EXCEL")
    raise Refusal("WRONG_FORMAT", f"the content is {_description(content)}, not a workbook, whatever the name says")


def _description(content: bytes) -> str:
    """What the content looks like, as a person would say it."""
    for magic, words in _OTHERS:
        if content.startswith(magic):
            return words
    text = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"<body", b"<meta")):
        return "a web page (some systems export these under an Excel name)"
    if text.startswith((b"<?xml", b"<workbook", b"<office:document")):
        return "a bare XML document"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "plain text"
    if text.startswith((b"{", b"[")):
        return "JSON or other plain text"
    if _CONTROLS.search(content[:4096]):
        return "of no kind we know"
    return "comma-separated or other plain text"
