"""XML parts: parsed once, by expat, with no document types and no token long enough to stall it.

Names arrive as expat gives them with namespaces on, `uri local`; `Element` trees have them shortened by a table
of prefixes, so that Strict and transitional, prefixed and unprefixed files look the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from .. import limits
from ..refusals import Refusal

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_DECLARED_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_TEXT_BUFFER_BYTES = 1 << 16


def parse(content: bytes, part: str, *, start: Start, end: End, text: Text) -> None:
    """Sends a part's elements and text to the three handlers. Raises Refusal: BAD_XML, XML_DTD."""
    content = _as_utf8(content, part)
    _check_tokens(content, part)
    parser = expat.ParserCreate("UTF-8", " ")
    parser.buffer_text = True
    parser.buffer_size = _TEXT_BUFFER_BYTES
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(content, True)
    except expat.ExpatError as cause:
        words = f"the inner part {part!r} is not well-formed XML ({expat.ErrorString(cause.code)}, line {cause.lineno})"
        raise Refusal("BAD_XML", words) from cause


def _refuse_document_type(*_: object) -> None:
    raise Refusal("XML_DTD")


def _as_utf8(content: bytes, part: str) -> bytes:
    """The part as UTF-8: the two encodings of UTF are all that a workbook may use."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16").encode("utf-8")
        except UnicodeError as cause:
            raise Refusal("BAD_XML", f"the inner part {part!r} is not the UTF-16 that it claims to be") from cause
    declared = _DECLARED_ENCODING.match(content.removeprefix(b"\xef\xbb\xbf")[:200])
    if declared and declared.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise Refusal("BAD_XML", f"the inner part {part!r} is in the encoding {declared.group(1).decode()}")
    return content


def _check_tokens(content: bytes, part: str) -> None:
    """Refuses tags, comments and instructions that expat would read over and over, a megabyte at a time."""
    size = limits.XML_TOKEN_BYTES
    blocks = range(0, len(content) - size + 1, size)
    if any(content.find(b"<", block, block + size) < 0 for block in blocks) or any(
        _has_longer(content, opening, closing, size) for opening, closing in ((b"<!--", b"-->"), (b"<?", b"?>"))
    ):
        raise Refusal("BAD_XML", f"the inner part {part!r} has a tag, comment or text of more than {size // 1024} KB")


def _has_longer(content: bytes, opening: bytes, closing: bytes, size: int) -> bool:
    begin = content.find(opening)
    while begin >= 0:
        finish = content.find(closing, begin, begin + size)
        if finish < 0:
            return len(content) - begin > size
        begin = content.find(opening, finish)
    return False


@dataclass(slots=True)
class Element:
    """An element of a small part: its short name, attributes, text and children."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Element]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        return next(self.all(name), None)

    def at(self, *path: str) -> list[Element]:
        """The elements down a path of names, below the first of each but the last."""
        element: Element | None = self
        for name in path[:-1]:
            element = element.first(name) if element else None
        return list(element.all(path[-1])) if element else []


class TreeBuilder:
    """Builds the tree of a part, or of a piece of one, from its events; `document` holds the root as its child."""

    def __init__(self, part: str, prefixes: Mapping[str, str]) -> None:
        self._part = part
        self._prefixes = prefixes
        self.document = Element("", {})
        self._open = [self.document]
        self._count = 0

    def _short(self, name: str) -> str:
        uri, _, local = name.rpartition(" ")
        return self._prefixes.get(uri, "?:") + local if uri else local

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= limits.XML_DEPTH or self._count > limits.XML_ELEMENTS:
            raise Refusal("BAD_XML", f"the inner part {self._part!r} nests too deep or has too many elements")
        element = Element(self._short(name), {self._short(key): value for key, value in attributes.items()})
        self._open[-1].children.append(element)
        self._open.append(element)

    def end(self, _: str) -> None:
        self._open.pop()

    def text(self, data: str) -> None:
        self._open[-1].text += data


def tree(content: bytes, part: str, prefixes: Mapping[str, str]) -> Element:
    """A small part as a tree; `prefixes` maps each namespace to what stands before its names (`""` or `r:`)."""
    builder = TreeBuilder(part, prefixes)
    parse(content, part, start=builder.start, end=builder.end, text=builder.text)
    return builder.document.children[0]
