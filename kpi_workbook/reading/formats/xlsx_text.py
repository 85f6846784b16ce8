"""Texts of an xlsx workbook: the table of shared ones, runs joined, readings dropped, escapes decoded."""

from __future__ import annotations

import re

from .. import limits
from ..guard import markup
from ..refusals import Refusal

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # Strict
)

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def named(*locals_: str) -> dict[str, str]:
    """The full names that elements of the main namespaces, transitional and Strict, arrive under."""
    return {f"{uri} {local}": local for uri in MAIN for local in locals_}


def decoded(text: str) -> str:
    """A text with its `_x000D_` escapes, which stand for characters that XML cannot hold, put back."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


class _SharedTexts:
    """Collects the texts of `si` elements; `t` counts in `si` and in its runs, not in a reading (`rPh`)."""

    _NAMES = named("si", "t", "rPh")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._depth = 0
        self._reading = False
        self._collecting = False

    def start(self, name: str, _: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > limits.XML_DEPTH:
            raise Refusal("BAD_XML", "the shared texts nest too deep")
        local = self._NAMES.get(name)
        if local == "si":
            self._pieces = []
        elif local == "rPh":
            self._reading = True
        elif local == "t":
            self._collecting = not self._reading

    def end(self, name: str) -> None:
        self._depth -= 1
        local = self._NAMES.get(name)
        if local == "t":
            self._collecting = False
        elif local == "rPh":
            self._reading = False
        elif local == "si":
            self._finish()

    def _finish(self) -> None:
        text = decoded("".join(self._pieces))
        if len(text) > limits.TEXT_LENGTH or len(self.texts) >= limits.STRINGS:
            raise Refusal("TOO_MUCH_TEXT")
        self.texts.append(text)

    def text(self, data: str) -> None:
        if self._collecting:
            self._pieces.append(data)


def shared_texts(content: bytes, part: str) -> list[str]:
    """The table of shared texts, by index."""
    found = _SharedTexts()
    markup.parse(content, part, start=found.start, end=found.end, text=found.text)
    return found.texts
