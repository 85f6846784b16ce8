"""Names that Excel accepts: of sheets, of tables, and of text cells with what no file may hold taken out."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SHEET_NAME = 31
LONGEST_TABLE_NAME = 255
LONGEST_TEXT = 32_767
CUT_MARK = " […]"
_ESCAPING = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""The underscore of `_x0041_`, which Excel and others read as the letter A."""
_FORBIDDEN_IN_SHEET_NAMES = re.compile(rf"[\[\]:*?/\\]|{_ESCAPING.pattern}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_RESERVED_SHEET_NAMES = {"history"}
_LOOSE_ENDS = " ,;:(&'-–"
_LINKING_WORDS = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
_CELL_LIKE = re.compile(r"^([A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[RrCc])$")


def clean_text(text: str) -> str:
    """Text as a cell may hold it: line ends alike, no control characters, no longer than Excel takes."""
    if len(text) <= LONGEST_TEXT // 2 and text.isprintable():  # nearly every text, and far quicker
        return text
    flat = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _units(flat) <= LONGEST_TEXT:
        return flat
    room = (LONGEST_TEXT - len(CUT_MARK)) * 2
    return flat.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT_MARK


def one_line(text: str) -> str:
    """Text without line breaks and runs of spaces, for a heading, a title or a name."""
    return " ".join(clean_text(text).split())


def escaped(text: str) -> str:
    """Text as a file holds it, so that `_x0041_` is read as that and not as the letter A (ECMA-376, ST_Xstring).

    For names and attributes; of the texts of cells the file library sees to it itself.
    """
    return _ESCAPING.sub("_x005F_", text) if "_x" in text else text


def quoted(text: str) -> str:
    """Text as a formula holds it."""
    return '"' + text.replace('"', '""') + '"'


class SheetNames:
    """Hands out legal sheet names, each once (Excel takes upper and lower case for the same)."""

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        self._taken = {name.casefold() for name in taken} | _RESERVED_SHEET_NAMES

    def new(self, wanted: str) -> str:
        """The name itself where it can be had, else shortened at a word and numbered."""
        plain = one_line(_FORBIDDEN_IN_SHEET_NAMES.sub(" ", one_line(wanted))).strip("' ") or "Sheet"
        name, number = shorten(plain, LONGEST_SHEET_NAME), 1
        while name.casefold() in self._taken:
            number += 1
            tail = f" {number}"
            name = shorten(plain, LONGEST_SHEET_NAME - len(tail)) + tail
        self._taken.add(name.casefold())
        return name


class TableNames:
    """Hands out legal table names, each once: letters, digits and underscores, never like a cell."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, wanted: str) -> str:
        """`Effective assessment` becomes `Effective_assessment`."""
        plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode()
        base = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")[: LONGEST_TABLE_NAME - 10] or "Table"
        if not base[0].isalpha() or _CELL_LIKE.match(base):
            base = f"Table_{base}"
        base = _ESCAPING.sub("", f"{base}_")[:-1]  # a number may follow
        name, number = base, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{base}_{number}"
        self._taken.add(name.casefold())
        return name


def unique_headings(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Headings a table accepts: none empty, none twice (upper and lower case alike)."""
    taken: set[str] = set()
    result = []
    for heading in headings:
        plain = one_line(heading)[:200] or "Column"
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain} ({number})"
        taken.add(name.casefold())
        result.append(name)
    return tuple(result)


def shorten(text: str, longest: int) -> str:
    """Text cut at the end of a word, where a word ends in its last third; never within a surrogate pair of Excel."""
    if _units(text) <= longest:
        return text
    cut = text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore")
    space = cut.rfind(" ")
    words = (cut[:space] if space > longest * 2 // 3 else cut).rstrip(_LOOSE_ENDS).split(" ")
    while len(words) > 1 and words[-1].lower() in _LINKING_WORDS:
        words.pop()
    return " ".join(words).rstrip(_LOOSE_ENDS)


def _units(text: str) -> int:
    """Length as Excel counts it, in UTF-16."""
    return len(text.encode("utf-16-le")) // 2
