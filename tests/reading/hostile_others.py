"""Odd and hostile ods, xls and xlsb workbooks."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from datetime import datetime
from random import Random

from binary_writers import SheetToWrite, ole, record, record12, xls_stream, xlsb_parts, zipped
from raw_parts import ods, ods_parts

Expected = str | Mapping[str, object]
_BOF = struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6)


def cases(random: Random) -> Iterator[tuple[str, bytes, Expected]]:
    yield from _ods_cells()
    yield from _ods_builds()
    yield from _xls(random)
    yield from _xlsb()


def _row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _typed(kind: str, name: str, value: str, text: str = "shown", more: str = "") -> str:
    attributes = f'office:value-type="{kind}" office:{name}="{value}" {more}'
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def _string(inside: str) -> str:
    return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'


def _ods_cells() -> Iterator[tuple[str, bytes, Expected]]:
    for kind in ("float", "percentage", "currency"):
        yield f"ods {kind}", ods(_row(_typed(kind, "value", "0.84"))), {"A1": 0.84}
    for bad in ("1,5", "NaN", "", "1_0"):
        yield f"ods number {bad!r}", ods(_row(_typed("float", "value", bad))), {"A1": f"error:{bad}"} if bad else {}
    yield "ods very long name", ods(_row(_typed("float", "value", "1")) * 2, name="x" * 100_000), {"A1": 1, "A2": 1}
    yield "ods date", ods(_row(_typed("date", "date-value", "2022-04-01"))), {"A1": datetime(2022, 4, 1)}
    yield (
        "ods date and time",
        ods(_row(_typed("date", "date-value", "2022-04-01T12:30:00"))),
        {"A1": datetime(2022, 4, 1, 12, 30)},
    )
    for day, value in (("1899-12-30", 0), ("1899-12-29", -1), ("1899-12-30T12:00:00", 0.5), ("1900-02-28", 60),
                       ("1899-12-31", datetime(1900, 1, 1)), ("1900-03-01", datetime(1900, 3, 1))):  # fmt: skip
        yield f"ods date {day}", ods(_row(_typed("date", "date-value", day))), {"A1": value}
    yield "ods bad date", ods(_row(_typed("date", "date-value", "1st of May"))), {"A1": "error:1st of May"}
    yield "ods time", ods(_row(_typed("time", "time-value", "PT36H00M00S"))), {"A1": 1.5}
    yield "ods bad time", ods(_row(_typed("time", "time-value", "noon"))), {"A1": "error:noon"}
    yield "ods boolean", ods(_row(_typed("boolean", "boolean-value", "true"))), {"A1": True}
    yield "ods bad boolean", ods(_row(_typed("boolean", "boolean-value", "7"))), {"A1": "error:7"}
    error = _typed("string", "string-value", "", "#DIV/0!", 'calcext:value-type="error" table:formula="of:=1/0"')
    yield "ods error", ods(_row(error)), {"A1": "error:#DIV/0!"}
    yield "ods formula without value", ods(_row('<table:table-cell table:formula="of:=1"/>')), {"A1": None}
    yield (
        "ods paragraphs",
        ods(_row(_string('<text:p>a</text:p><text:p>b<text:s text:c="2"/>c<text:tab/>d<text:line-break/>e</text:p>'))),
        {"A1": "a\nb  c\td\ne"},
    )
    yield "ods spans", ods(_row(_string("<text:p>a<text:span>b</text:span><text:a>c</text:a></text:p>"))), {"A1": "abc"}
    comment = "<office:annotation><text:p>secret</text:p></office:annotation>"
    yield "ods comment", ods(_row(_string(f"{comment}<text:p>a</text:p>"))), {"A1": "a"}
    yield "ods comment alone", ods(_row(f"<table:table-cell>{comment}</table:table-cell>")), {}
    yield (
        "ods drawing",
        ods(_row(_string("<draw:frame><text:p>x</text:p></draw:frame><text:p>a</text:p>"))),
        {"A1": "a"},
    )
    yield (
        "ods note in a text",
        ods(_row(_string("<text:p>a<text:note><text:p>x</text:p></text:note>b</text:p>"))),
        {"A1": "ab"},
    )


def _ods_builds() -> Iterator[tuple[str, bytes, Expected]]:
    one = _typed("float", "value", "1")
    repeated = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    wide = '<table:table-cell table:number-columns-repeated="{}"/>'
    yield (
        "ods cell repeated",
        ods(_row(_typed("float", "value", "1", more='table:number-columns-repeated="3"'))),
        {"A1": 1, "B1": 1, "C1": 1},
    )
    yield "ods row repeated", ods(repeated.format(2, one)), {"A1": 1, "A2": 1}
    yield "ods empty far", ods(repeated.format(1_048_575, wide.format(16_384)) + _row(one)), {"A1048576": 1}
    for times in ("0", "-1", "x", "1.5", "", "99999999999", "\u0661"):
        yield f"ods repeated {times!r}", ods(repeated.format(times, one)), "BAD_REFERENCE"
    yield (
        "ods row bomb",
        ods(repeated.format(1_048_576, _typed("float", "value", "1", more='table:number-columns-repeated="16384"'))),
        "TOO_MANY_CELLS",
    )
    yield "ods below the last row", ods(repeated.format(1_048_576, wide.format(1)) + _row(one)), "BAD_REFERENCE"
    yield "ods beyond the last column", ods(_row(wide.format(16_384), one)), "BAD_REFERENCE"
    yield "ods blanks bomb", ods(_row(_string('<text:p><text:s text:c="900000000"/></text:p>'))), "TOO_MUCH_TEXT"
    bomb = '<text:s text:c="60000"/>' * 3
    yield "ods blanks bomb in pieces", ods(_row(_string(f"<text:p>{bomb}</text:p>"))), "TOO_MUCH_TEXT"
    changed = f"<table:cell-content-change>{_string('<text:p>old</text:p>')}</table:cell-content-change>"
    changes = f"<table:tracked-changes>{changed}</table:tracked-changes>"
    yield "ods recorded changes", ods(changes + _row(one)), {"A1": 1}
    yield (
        "ods merge",
        ods(
            _row(
                _typed("float", "value", "1", more='table:number-columns-spanned="2"'),
                '<table:covered-table-cell office:value-type="float" office:value="2"/>',
                one,
            )
        ),
        {"A1": 1, "C1": 1},
    )
    yield "ods table in a cell", ods(_row("<table:table-cell><table:table/></table:table-cell>")), "BAD_SHEET"
    yield "ods linked table", ods("<table:table-source/>" + _row(one)), "NO_SHEETS"
    yield "ods nested deep", ods("<text:x>" * 300 + "</text:x>" * 300), "BAD_XML"
    parts = ods_parts(_row(one))
    yield (
        "ods without content",
        zipped({"mimetype": parts["mimetype"], "META-INF/manifest.xml": b"<x/>"}),
        "MISSING_PART",
    )
    yield "ods without mimetype", zipped({"content.xml": parts["content.xml"]}), {"A1": 1}
    for part in ("content.xml", "styles.xml", "META-INF/manifest.xml"):
        spoilt = {**parts, part: b"<!DOCTYPE x [<!ENTITY e 'x'>]>" + parts.get(part, b"<x/>")}
        yield f"ods document type in {part}", zipped(spoilt), "XML_DTD"
    loop = '<style:style style:name="a" style:family="table-cell" style:parent-style-name="a"/>'
    yield (
        "ods style of itself",
        ods(_row(_typed("float", "value", "1", more='table:style-name="a"')), styles=loop),
        {"A1": 1},
    )
    yield "ods too many sheets", ods("</table:table><table:table>" * 300), "TOO_MANY_SHEETS"


def _cells(*records: bytes) -> bytes:
    """An xls workbook of one sheet with these records."""
    stream = xls_stream([SheetToWrite("S", {})])
    head = stream[: stream.index(record(0x0809, _BOF))]
    return ole({"Workbook": head + record(0x0809, _BOF) + b"".join(records) + record(0x000A)})


def _xls(random: Random) -> Iterator[tuple[str, bytes, Expected]]:
    head = struct.pack("<HHH", 0, 0, 0)
    yield "xls number", _cells(record(0x0203, head + struct.pack("<d", 1.5))), {"A1": 1.5}
    yield "xls not a number", _cells(record(0x0203, head + b"\xff" * 8)), {"A1": "error:nan"}
    yield "xls infinity", _cells(record(0x0203, head + struct.pack("<d", float("inf")))), {"A1": "error:inf"}
    for bits, value in (
        (0x3FF00000, 1),
        (0x3FF00001, 0.01),
        ((84 << 2) | 2, 84),
        ((8450 << 2) | 3, 84.5),
        (((-7 << 2) & 0xFFFFFFFF) | 2, -7),
    ):
        yield f"xls packed {bits:#x}", _cells(record(0x027E, head + struct.pack("<I", bits))), {"A1": value}
    run = struct.pack("<HHHIHIH", 0, 0, 0, (1 << 2) | 2, 0, (2 << 2) | 2, 1)
    yield "xls run of numbers", _cells(record(0x00BD, run)), {"A1": 1, "B1": 2}
    yield "xls label", _cells(record(0x0204, head + b"\x02\0\0ab")), {"A1": "ab"}
    yield (
        "xls text index",
        _cells(record(0x00FD, head + struct.pack("<I", 7))),
        {"A1": "error:(text 7 of 0 is missing)"},
    )
    yield "xls unknown error", _cells(record(0x0205, head + b"\x63\x01")), {"A1": "error:(error 99)"}
    yield "xls column", _cells(record(0x0203, struct.pack("<HHHd", 0, 20_000, 0, 1.0))), "BAD_REFERENCE"
    yield "xls cell twice", _cells(record(0x0203, head + bytes(8)) * 2), "DUPLICATE_CELL"
    for kind in (0x0203, 0x027E, 0x00FD, 0x0204, 0x0205, 0x0006, 0x0208, 0x007D, 0x00E5):
        yield f"xls short record {kind:#06x}", _cells(record(kind, b"\x01")), "DAMAGED"
    yield "xls merges that are not there", _cells(record(0x00E5, struct.pack("<H", 9))), "DAMAGED"
    yield "xls merge upside down", _cells(record(0x00E5, struct.pack("<HHHHH", 1, 5, 1, 0, 0))), "BAD_REFERENCE"
    stream = xls_stream([SheetToWrite("S", {(1, 1): "abc"})])
    yield "xls without an end", ole({"Workbook": stream[:-4]}), "DAMAGED"
    yield "xls without a beginning", ole({"Workbook": bytes(8)}), "DAMAGED"
    yield "xls record beyond the end", ole({"Workbook": stream[:-4] + struct.pack("<HH", 0x0203, 60_000)}), "DAMAGED"
    table = stream.index(struct.pack("<HHII", 0x00FC, 17, 1, 1)) + 4
    for count, code in ((2, "DAMAGED"), (0xFFFFFFFF, "TOO_MUCH_TEXT")):
        yield (
            f"xls table of {count} texts",
            ole({"Workbook": stream[: table + 4] + struct.pack("<I", count) + stream[table + 8 :]}),
            code,
        )
    place = stream.index(b"\x85\x00") + 4
    for offset in (0xFFFFFFFF, len(stream) + 5000, 1):
        spoilt = stream[:place] + struct.pack("<I", offset) + stream[place + 4 :]
        yield f"xls sheet at {offset}", ole({"Workbook": spoilt}), "DAMAGED"
    old = stream.replace(struct.pack("<HHH", 0x0809, 16, 0x0600), struct.pack("<HHH", 0x0809, 16, 0x0300))
    yield "xls of no known version", ole({"Workbook": old}), "OLD_EXCEL"
    sound = ole({"Workbook": stream})
    loop = sound[:512] + struct.pack("<I", 0xFFFFFFFD) + struct.pack("<I", 1) + sound[520:]
    yield "xls directory in a loop", loop, {"A1": "abc"}
    yield "xls only a header", sound[:512], "DAMAGED"
    yield "xls of noise", sound[:8] + random.randbytes(4096), "DAMAGED"
    yield "xls stream in a loop", sound[:516] + struct.pack("<II", 0xFFFFFFFE, 2) + sound[524:], "DAMAGED"


def _with_sheet(body: bytes) -> bytes:
    parts = xlsb_parts([SheetToWrite("S", {(1, 1): 1})])
    return zipped({**parts, "xl/worksheets/sheet1.bin": record12(129) + body + record12(130)})


def _xlsb() -> Iterator[tuple[str, bytes, Expected]]:
    begin, end = record12(145), record12(146)
    row = record12(0, struct.pack("<IIHBBBI", 0, 0, 300, 0, 0, 0, 0))
    head = struct.pack("<II", 0, 0)
    number = record12(5, head + struct.pack("<d", 84.0))
    yield "xlsb number", _with_sheet(begin + row + number + end), {"A1": 84}
    yield "xlsb not a number", _with_sheet(begin + row + record12(5, head + b"\xff" * 8) + end), {"A1": "error:nan"}
    yield "xlsb inline", _with_sheet(begin + row + record12(6, head + b"\x01\0\0\0a\0") + end), {"A1": "a"}
    yield "xlsb rich inline", _with_sheet(begin + row + record12(62, head + b"\0\x01\0\0\0a\0") + end), {"A1": "a"}
    yield "xlsb no rows", _with_sheet(begin + number + end), "BAD_REFERENCE"
    yield (
        "xlsb row",
        _with_sheet(begin + record12(0, struct.pack("<IIHBBBI", 1_048_576, 0, 0, 0, 0, 0, 0)) + number),
        "BAD_REFERENCE",
    )
    yield (
        "xlsb column",
        _with_sheet(begin + row + record12(5, struct.pack("<IId", 16_384, 0, 1.0)) + end),
        "BAD_REFERENCE",
    )
    yield "xlsb cell twice", _with_sheet(begin + row + number + number + end), "DUPLICATE_CELL"
    yield "xlsb two blocks", _with_sheet(begin + row + number + end + begin + end), "BAD_SHEET"
    yield "xlsb no block", _with_sheet(b""), "BAD_SHEET"
    yield (
        "xlsb text index",
        _with_sheet(begin + row + record12(7, head + struct.pack("<I", 9)) + end),
        {"A1": "error:(text 9 of 0 is missing)"},
    )
    yield "xlsb style", _with_sheet(begin + row + record12(5, struct.pack("<IId", 0, 9999, 1.0)) + end), {"A1": 1}
    for kind in (0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 62, 60, 176):
        yield f"xlsb short record {kind}", _with_sheet(begin + row + record12(kind, b"\x01") + end), "DAMAGED"
    yield "xlsb text beyond", _with_sheet(begin + row + record12(6, head + struct.pack("<I", 1 << 31)) + end), "DAMAGED"
    yield "xlsb record beyond", _with_sheet(begin + row + b"\x05\xff\xff\xff\x7f"), "DAMAGED"
    yield (
        "xlsb cut in a length",
        zipped({**xlsb_parts([SheetToWrite("S", {(1, 1): 1})]), "xl/workbook.bin": b"\x9c\x01\xff"}),
        "DAMAGED",
    )
    yield (
        "xlsb merge beyond",
        _with_sheet(begin + end + record12(176, struct.pack("<IIII", 0, 1 << 21, 0, 1))),
        "BAD_REFERENCE",
    )
    parts = xlsb_parts([SheetToWrite("S", {(1, 1): "a"})])
    yield (
        "xlsb without texts",
        zipped({name: data for name, data in parts.items() if name != "xl/sharedStrings.bin"}),
        "MISSING_PART",
    )
    yield (
        "xlsb without its sheet",
        zipped({name: data for name, data in parts.items() if "sheet1" not in name}),
        "MISSING_PART",
    )
