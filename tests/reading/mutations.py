"""Sound workbooks, broken at random on four levels: bytes, re-packed parts, XML tokens, and what cells hold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from random import Random

from binary_writers import SheetToWrite, ole, xls_stream, xlsb, zipped
from raw_parts import ods, sheet_xml, xlsx_parts

Mutation = Callable[[bytes, Random], bytes]

_SHEET = SheetToWrite(
    "KPIs",
    {
        (1, 1): "Indicator", (1, 2): (44652, "mmm-yy"), (1, 3): (44682, "mmm-yy"), (2, 1): "Re-referrals £",
        (2, 2): (0.2111, "0%"), (2, 3): 1.5, (3, 1): "Looked after", (3, 2): 543, (3, 3): "#N/A", (4, 1): True,
    },
    merges=((6, 1, 6, 3),), hidden_rows=(4,), hidden_columns=(3,), formulas=((3, 2), (3, 3)),
)  # fmt: skip

_ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="2"><v>44652</v></c><c r="C1" s="2"><v>44682</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><r><t>Re-</t></r><r><t>referrals</t></r></is></c>'
    '<c r="B2" s="1"><f>57/270</f><v>0.2111</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2" t="b"><v>1</v></c></row>'
)
_TABLE = """<table:table-column table:number-columns-repeated="3"/>
<table:table-row>
<table:table-cell office:value-type="string"><text:p>Indicator<text:s text:c="2"/></text:p></table:table-cell>
<table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="2022-04-01"/>
<table:table-cell office:value-type="string"><office:annotation/><text:p>TBC</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="2">
<table:table-cell table:number-columns-spanned="2" office:value-type="percentage" office:value="0.21"/>
<table:covered-table-cell table:number-columns-repeated="2"/>
</table:table-row>"""
_ODS_STYLES = (
    '<number:date-style style:name="N1"><number:month number:textual="true"/><number:text>-</number:text><number:year/>'
    '</number:date-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
)


def seeds() -> dict[str, bytes]:
    """A sound workbook of each format."""
    sheet = sheet_xml(
        _ROWS, "<cols><col min='3' max='3' hidden='1'/></cols>", '<mergeCells><mergeCell ref="A5:C6"/></mergeCells>'
    )
    return {
        "xlsx": zipped(xlsx_parts(sheet, sheet_xml(""))),
        "ods": ods(_TABLE, _ODS_STYLES),
        "xlsb": xlsb([_SHEET, _SHEET]),
        "xls": ole({"Workbook": xls_stream([_SHEET, _SHEET])}),
    }


def mutated(content: bytes, random: Random) -> bytes:
    """The workbook with one to five things broken; inside its parts, with the right checksums, two times of three."""
    if not content.startswith(b"PK") or random.random() < 1 / 3:
        return _bytes(content, random)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice([name for name in parts if name not in ("[Content_Types].xml", "mimetype")])
    if random.random() < 0.05:
        return zipped({each: data for each, data in parts.items() if each != name})
    mutation = random.choice(_OF_TEXT) if name.endswith((".xml", ".rels")) else _bytes
    return zipped({**parts, name: mutation(parts[name], random)})


_INTERESTING = (0, 1, 0x7F, 0x80, 0xFF, 0xFE, 0x3C, 0x20)


def _bytes(content: bytes, random: Random) -> bytes:
    """Flips, removes, repeats or overwrites a few bytes."""
    broken = bytearray(content)
    for _ in range(random.randint(1, 5)):
        place = random.randrange(max(len(broken), 1))
        action = random.randrange(5)
        if action == 0 and broken:
            broken[place] ^= 1 << random.randrange(8)
        elif action == 1 and broken:
            broken[place] = random.choice(_INTERESTING)
        elif action == 2:
            del broken[place : place + random.choice((1, 2, 4, 100))]
        elif action == 3:
            broken[place:place] = broken[place : place + random.choice((1, 4, 64))]
        else:
            broken[place : place + 4] = random.choice(
                (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\1\0\0\0")
            )
    return bytes(broken)


def _tokens(content: bytes, random: Random) -> bytes:
    """Drops, repeats or swaps whole tags and texts."""
    tokens = re.findall(rb"<[^>]*>|[^<]+", content)
    for _ in range(random.randint(1, 3)):
        place, other = random.randrange(len(tokens)), random.randrange(len(tokens))
        action = random.randrange(3)
        if action == 0 and len(tokens) > 1:
            del tokens[place]
        elif action == 1:
            tokens.insert(other, tokens[place])
        else:
            tokens[place], tokens[other % len(tokens)] = tokens[other % len(tokens)], tokens[place]
    return b"".join(tokens)


_VALUES = (
    b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"", b"A1:XFD1048576", b"XFE1", b"#REF!",
    b"x" * 5000, b"\xd9\xa1",
    b"1,5", b"true", b"../../x", b"&#0;", b"&lt;", b"urn:x", b"s", b"inlineStr", b"1048577", b"65535",
)  # fmt: skip


def _values(content: bytes, random: Random) -> bytes:
    """Puts something else into attributes and cells."""
    places = [match.span(1) for match in re.finditer(rb'"([^"<>]*)"', content)]
    places += [match.span(1) for match in re.finditer(rb">([^<>]+)<", content)]
    for start, end in sorted(random.sample(places, min(len(places), random.randint(1, 3))), reverse=True):
        content = content[:start] + random.choice(_VALUES) + content[end:]
    return content


_OF_TEXT: tuple[Mutation, ...] = (_bytes, _tokens, _values, _values)


def mutations(seed: int, each: int) -> Iterator[tuple[str, int, bytes]]:
    """`each` broken workbooks of every format: the format, its number, its content."""
    sound: Mapping[str, bytes] = seeds()
    for kind, content in sound.items():
        random = Random(f"{kind} {seed}")
        for number in range(each):
            yield kind, number, mutated(content, random)
