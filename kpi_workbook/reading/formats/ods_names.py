"""The namespaces of OpenDocument and the full names that its elements and attributes arrive under."""

from __future__ import annotations

_URN = "urn:oasis:names:tc:opendocument:xmlns:"

OFFICE = f"{_URN}office:1.0"
TABLE = f"{_URN}table:1.0"
TEXT = f"{_URN}text:1.0"
EXTENSION = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"

PREFIXES = {
    OFFICE: "office:",
    TABLE: "table:",
    TEXT: "text:",
    EXTENSION: "calcext:",
    f"{_URN}style:1.0": "style:",
    f"{_URN}datastyle:1.0": "number:",
    f"{_URN}xsl-fo-compatible:1.0": "fo:",
    f"{_URN}manifest:1.0": "manifest:",
    f"{_URN}meta:1.0": "meta:",
    f"{_URN}loext:1.0": "loext:",
}
_NAMESPACES = {prefix.rstrip(":"): uri for uri, prefix in PREFIXES.items()}


def full(short: str) -> str:
    """`table:table-cell` with its namespace in front, as the parser gives it."""
    prefix, _, local = short.partition(":")
    return f"{_NAMESPACES[prefix]} {local}"
