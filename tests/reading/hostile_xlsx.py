"""Odd and hostile sheets inside a sound package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from random import Random

from binary_writers import zipped
from raw_parts import MAIN, OFFICE, STRICT, relations, sheet_xml, xlsx, xlsx_parts

Expected = str | Mapping[str, object]
_TEXTS_MISSING = "error:(text {} of 2 is missing)"


def cases(_: Random) -> Iterator[tuple[str, bytes, Expected]]:
    yield from _single_cells()
    yield from _sheet_builds()
    yield from _markup()
    yield from _texts()
    yield from _workbooks()


def _cell(inside: str, attributes: str = "") -> bytes:
    return xlsx(f'<row r="1"><c r="A1" {attributes}>{inside}</c></row>')


def _single_cells() -> Iterator[tuple[str, bytes, Expected]]:
    """One bad cell never costs the workbook."""
    for bad in (
        "1,5",
        "NaN",
        "INF",
        "-inf",
        "1e999",
        "1_000",
        "\u0661\u0662",
        "\uff11\uff12",
        "0x10",
        "1 2",
        "--1",
        "twelve",
        ".",
    ):
        yield f"number {bad!r}", _cell(f"<v>{bad}</v>"), {"A1": f"error:{bad}"}
    for text, number in (("84", 84), (" 84\n", 84), ("1.50", 1.5), ("1E3", 1000), ("+7", 7), ("-0", 0), (".5", 0.5),
                         ("0.1", 0.1),
                         ("12345678901234567890", 12345678901234567890.0), ("4.0", 4)):  # fmt: skip
        yield f"number {text!r}", _cell(f"<v>{text}</v>"), {"A1": number}
    for bad in ("7", "yes", "TRUE"):
        yield f"boolean {bad}", _cell(f"<v>{bad}</v>", 't="b"'), {"A1": f"error:{bad}"}
    yield "boolean true", _cell("<v>true</v>", 't="b"'), {"A1": True}
    for bad in ("2022-13-01", "yesterday", "2022-02-30T00:00:00", "20220401"):
        yield f"iso date {bad}", _cell(f"<v>{bad}</v>", 't="d"'), {"A1": f"error:{bad}"}
    yield "iso date", _cell("<v>2022-04-01T00:00:00Z</v>", 't="d"'), {"A1": datetime(2022, 4, 1)}
    for index in ("2", "99", "999999999"):
        yield f"text index {index}", _cell(f"<v>{index}</v>", 't="s"'), {"A1": _TEXTS_MISSING.format(index)}
    for index in ("-1", "x", "1.0", "99999999999999999999"):
        yield f"text index {index}", _cell(f"<v>{index}</v>", 't="s"'), {"A1": f"error:{index}"}
    for error in ("#DIV/0!", "#REF!", "#N/A", "#SPILL!", "#CALC!", "#FIELD!", "#NAME?"):
        yield f"error {error}", _cell(f"<v>{error}</v>", 't="e"'), {"A1": f"error:{error}"}
    yield "unknown type", _cell("<v>x</v>", 't="zz"'), {"A1": "error:x"}
    yield "formula without value", _cell("<f>1+1</f>"), {"A1": None}
    yield "formula with empty value", _cell("<f>1+1</f><v></v>"), {"A1": None}
    yield "formula with empty text", _cell('<f>""</f><v></v>', 't="str"'), {}
    yield "formula with value", _cell("<f>84/100</f><v>0.84</v>"), {"A1": 0.84}
    yield "empty text index", _cell("<v/>", 't="s"'), {}
    yield "inline and value", _cell("<v>99</v><is><t>in</t></is>", 't="inlineStr"'), {"A1": "in"}
    yield "value and inline", _cell("<v>99</v><is><t>in</t></is>"), {"A1": 99}
    yield "two values", _cell("<v>84</v><v>94</v>"), "BAD_SHEET"
    yield "value with an element in it", _cell('<v>8<x xmlns="urn:x">9</x>4</v>'), "BAD_SHEET"
    yield "value with a formula in it", _cell("<v>8<f>9</f>4</v>"), "BAD_SHEET"
    yield "value of a rich type", _cell("<v>#VALUE!</v>", 't="e" vm="1"'), {"A1": "error:#VALUE!"}
    yield "array that spills", _cell('<f t="array" ref="A1">_xlfn.SORT(B1:B3)</f><v>3</v>', 'cm="1"'), {"A1": 3}
    yield "table of what if", _cell('<f t="dataTable" ref="A1" dt2D="1" r1="B1" r2="B2"/><v>3</v>'), {"A1": 3}
    yield "child of a shared formula", _cell('<f t="shared" si="0"/>'), {"A1": None}
    yield "style out of range", _cell("<v>1</v>", 's="999"'), {"A1": 1}
    yield "style of no number", _cell("<v>1</v>", 's="-1"'), {"A1": 1}
    for serial, value in ((-1, -1), (0, 0), (0.5, 0.5), (1, datetime(1900, 1, 1)), (60, 60),
                          (59, datetime(1900, 2, 28)),
                          (61, datetime(1900, 3, 1)), (44652, datetime(2022, 4, 1)), (2958465, datetime(9999, 12, 31)),
                          (2958466, 2958466), (1e300, 1e300), (2958465.9999999999, 2958466)):  # fmt: skip
        yield f"serial {serial}", _cell(f"<v>{serial!r}</v>", 's="3"'), {"A1": value}
    for serial, value in ((0, datetime(1904, 1, 1)), (43190, datetime(2022, 4, 1)), (-1, -1), (2957004, 2957004)):
        content = xlsx(f'<row><c s="3"><v>{serial}</v></c></row>', properties='<workbookPr date1904="1"/>')
        yield f"1904 serial {serial}", content, {"A1": value}
    yield "time of day stays a number", _cell("<v>0.5</v>", 's="4"'), {"A1": 0.5}


def _sheet_builds() -> Iterator[tuple[str, bytes, Expected]]:
    one = '<row r="1"><c r="A1"><v>1</v></c></row>'
    yield "two blocks of cells", xlsx(one, after="<sheetData/>"), "BAD_SHEET"
    yield "no block of cells", zipped(xlsx_parts(f'<worksheet xmlns="{MAIN}"/>')), "BAD_SHEET"
    yield "cell outside rows", xlsx('<c r="A1"><v>1</v></c>'), "BAD_SHEET"
    for reference in ("XFE1", "AAAA1", "A0", "A2", "a1", "1", "A", "", "$A$1", "A1:B1", "A-1", "A01", "\u0410" + "1"):
        yield f"reference {reference!r}", xlsx(f'<row r="1"><c r="{reference}"><v>1</v></c></row>'), "BAD_REFERENCE"
    for row in ("0", "1048577", "-1", "x", "1.5", "", "99999999999999999999"):
        yield f"row {row!r}", xlsx(f'<row r="{row}"><c><v>1</v></c></row>'), "BAD_REFERENCE"
    yield "cell twice", xlsx('<row r="1"><c r="A1"><v>84</v></c><c r="A1"><v>94</v></c></row>'), "DUPLICATE_CELL"
    yield "cell twice in two rows", xlsx(one + one), "DUPLICATE_CELL"
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in (3, 1, 2))
    yield "rows out of order", xlsx(rows), {"A1": 1, "A2": 2, "A3": 3}
    yield (
        "cells out of order",
        xlsx('<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>'),
        {"A1": 1, "B1": 2},
    )
    yield (
        "one row in two",
        xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>'),
        {"A1": 1, "B1": 2},
    )
    yield (
        "no references",
        xlsx("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>"),
        {"A1": 1, "C1": 3, "A3": 4},
    )
    yield "reference then none", xlsx('<row r="5"><c r="C5"><v>1</v></c><c><v>2</v></c></row>'), {"C5": 1, "D5": 2}
    far = '<row r="1048576"><c r="XFD1048576" {}</c></row>'
    yield "value in the last cell", xlsx(one + far.format("><v>9</v>")), {"A1": 1, "XFD1048576": 9}
    yield "format in the last cell", xlsx(one + far.format('s="1">')), {"A1": 1}
    yield "declared far too large", xlsx(one, before='<dimension ref="A1:XFD1048576"/>'), {"A1": 1}
    yield "row beyond the last", xlsx('<row r="1048576"/><row><c><v>1</v></c></row>'), "BAD_REFERENCE"
    merge = '<mergeCells><mergeCell ref="{}"/></mergeCells>'
    two = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    yield "all cells merged", xlsx(two, after=merge.format("A1:XFD1048576")), {"A1": 1}
    yield "merge of one cell", xlsx(two, after=merge.format("A1")), {"A1": 1, "B1": 2}
    for bad in ("B1:A1", "A1:XFE1", "A0:B1", "", "A1:B", "#REF!", "A1:B2:C3", "A1:A1048577", "A:B"):
        yield f"merge {bad!r}", xlsx(two, after=merge.format(bad)), "BAD_REFERENCE"
    overlapping = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A1:A2"/></mergeCells>'
    yield "merges overlap", xlsx(two, after=overlapping), {"A1": 1}
    yield "foreign elements", xlsx('<x:row xmlns:x="urn:x"><x:c><x:v>9</x:v></x:c></x:row>' + one), {"A1": 1}
    yield "columns badly numbered", xlsx(one, before='<cols><col min="0" max="2" hidden="1"/></cols>'), "BAD_REFERENCE"


def _markup() -> Iterator[tuple[str, bytes, Expected]]:
    value = '<row r="1"><c r="A1"><v>{}</v></c></row>'
    yield "comment in a value", xlsx(value.format("8<!-- -->4")), {"A1": 84}
    yield "marked section as a value", xlsx(value.format("<![CDATA[84]]>")), {"A1": 84}
    yield "instruction in a value", xlsx(value.format("8<?x y?>4")), {"A1": 84}
    yield "character reference", xlsx(value.format("&#56;4")), {"A1": 84}
    parts = xlsx_parts(sheet_xml(value.format("84")))
    sheet = parts["xl/worksheets/sheet1.xml"].decode()

    def with_sheet(xml: bytes) -> bytes:
        return zipped({**parts, "xl/worksheets/sheet1.xml": xml})

    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
        declared = f'<?xml version="1.0" encoding="UTF-16"?>{sheet}'.encode(encoding)
        yield f"sheet in {encoding}", with_sheet(mark + declared), {"A1": 84}
    yield "byte order mark", with_sheet(b"\xef\xbb\xbf" + sheet.encode()), {"A1": 84}
    yield "declared latin-1", with_sheet(b'<?xml version="1.0" encoding="ISO-8859-1"?>' + sheet.encode()), "BAD_XML"
    yield "declared cp1252", with_sheet(b"<?xml version='1.0' encoding='windows-1252'?>" + sheet.encode()), "BAD_XML"
    yield "broken utf-16", with_sheet(b"\xff\xfe<\x00\x00\xd8x"), "BAD_XML"
    yield "not utf-8", with_sheet(sheet.encode().replace(b"84", b"8\xff4")), "BAD_XML"
    yield "control character", with_sheet(sheet.encode().replace(b"84", b"8\x014")), "BAD_XML"
    yield "cut short", with_sheet(sheet.encode()[:-30]), "BAD_XML"
    yield "empty sheet part", with_sheet(b""), "BAD_XML"
    yield "two roots", with_sheet(sheet.encode() * 2), "BAD_XML"
    yield "unknown entity", with_sheet(sheet.encode().replace(b"84", b"&nbsp;84")), "BAD_XML"
    yield "attribute twice", with_sheet(sheet.encode().replace(b'r="A1"', b'r="A1" r="B1"')), "BAD_XML"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for name, declaration in (("many laughs", f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'), ("plain", "<!DOCTYPE x>"),
                              ("external", '<!DOCTYPE x SYSTEM "http://localhost/x.dtd">'),
                              ("file entity", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')):  # fmt: skip
        yield f"document type, {name}", with_sheet((declaration + sheet).encode()), "XML_DTD"
        for part in ("xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "_rels/.rels"):
            yield (
                f"document type, {name}, in {part}",
                zipped({**parts, part: declaration.encode() + parts[part]}),
                "XML_DTD",
            )
    deep = "<x>" * 2000 + "</x>" * 2000
    yield "nested deep", xlsx(value.format("84"), after=deep), "BAD_XML"
    for part in ("xl/workbook.xml", "xl/styles.xml"):
        yield f"nested deep in {part}", zipped({**parts, part: f"<x>{deep}</x>".encode()}), "BAD_XML"
    long = "x" * 2_000_000
    for name, xml in (("attribute", f'<x y="{long}"/>'), ("comment", f"<!--{long}-->"),
                      ("instruction", f"<?x {long}?>"),
                      ("comment with tags", f"<!--{'<x>' * 700_000}-->"), ("blanks", " " * 2_000_000),
                      ("attribute with signs", f'<x y="{"/>" * 1_000_000}"/>')):  # fmt: skip
        yield f"very long {name}", xlsx(value.format("84"), after=xml), "BAD_XML"
    strict = {name: data.decode() for name, data in parts.items()}
    for old, new in STRICT.items():
        strict = {name: data.replace(old, new) for name, data in strict.items()}
    yield "strict", zipped({name: data.encode() for name, data in strict.items()}), {"A1": 84}
    prefixed = (
        f'<m:worksheet xmlns:m="{MAIN}"><m:sheetData><m:row r="1"><m:c r="A1"><m:v>84</m:v></m:c></m:row>'
        "</m:sheetData></m:worksheet>"
    )
    yield "prefixed", with_sheet(prefixed.encode()), {"A1": 84}
    yield "no namespace", with_sheet(sheet.replace(f' xmlns="{MAIN}"', "").encode()), "BAD_SHEET"


def _texts() -> Iterator[tuple[str, bytes, Expected]]:
    def shared(inside: str) -> bytes:
        return xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', texts=(inside,))

    yield (
        "runs joined",
        shared('<r><t>21%</t></r><r><rPr/><t xml:space="preserve"> (57/270)</t></r>'),
        {"A1": "21% (57/270)"},
    )
    yield "reading dropped", shared('<t>a</t><rPh sb="0" eb="1"><t>b</t></rPh>'), {"A1": "a"}
    yield "empty text", shared("<t/>"), {}
    for written, read in (("a_x000D_b", "a\rb"), ("_x005F_x0041_", "_x0041_"), ("_x0041_", "A"), ("_xZZZZ_", "_xZZZZ_"),
                          ("_xD83D__xDE00_", "\U0001f600"), ("_xD83D_", "\ufffd"), ("A_x", "A_x"),
                          ("=1+1", "=1+1")):  # fmt: skip
        yield f"escape {written}", shared(f"<t>{written}</t>"), {"A1": read}
    yield "escape in a formula's text", _cell("<f>1</f><v>a_x0041_</v>", 't="str"'), {"A1": "aA"}
    yield "no table of texts", xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', texts=None), "MISSING_PART"
    yield "longest text", shared(f"<t>{'x' * 32_767}</t>"), {"A1": "x" * 32_767}
    yield "too long a text", shared(f"<t>{'x' * 70_000}</t>"), "TOO_MUCH_TEXT"
    yield "too long in the cell", _cell(f"<is><t>{'x' * 70_000}</t></is>", 't="inlineStr"'), "TOO_MUCH_TEXT"
    many = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_001))
    yield "one text everywhere", xlsx(many, texts=(f"<t>{'x' * 32_767}</t>",)), "TOO_MUCH_TEXT"


def _workbooks() -> Iterator[tuple[str, bytes, Expected]]:
    one = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts = xlsx_parts(one)
    links = "xl/_rels/workbook.xml.rels"
    for missing, code in (("_rels/.rels", "NOT_A_WORKBOOK"), ("xl/workbook.xml", "MISSING_PART"),
                          (links, "MISSING_PART"), ("xl/worksheets/sheet1.xml", "MISSING_PART")):  # fmt: skip
        yield f"without {missing}", zipped({name: data for name, data in parts.items() if name != missing}), code
    for missing in ("xl/styles.xml", "xl/sharedStrings.xml"):
        yield (
            f"without {missing}",
            zipped({name: data for name, data in parts.items() if name != missing}),
            "MISSING_PART",
        )
    yield "without types", zipped({name: data for name, data in parts.items() if "Types" not in name}), {"A1": 1}
    alone = relations([("rId1", "worksheet", "worksheets/sheet1.xml")])
    styled = sheet_xml('<row r="1"><c r="A1" s="1"><v>0.21</v></c></row>').encode()
    lost = {**parts, links: alone.encode(), "xl/worksheets/sheet1.xml": styled}
    yield "formats without styles", zipped(lost), "MISSING_PART"
    yield "neither styles nor texts", zipped({**parts, links: alone.encode()}), {"A1": 1}
    both = [("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId1", "styles", "styles.xml")]
    yield "two parts of one id", zipped({**parts, links: relations(both).encode()}), "DUPLICATE_PART"
    two = [("rId1", "worksheet", "worksheets/sheet1.xml"), ("a", "styles", "styles.xml"), ("b", "styles", "other.xml")]
    yield "two parts of styles", zipped({**parts, links: relations(two).encode()}), "DUPLICATE_PART"
    main = relations([("a", "officeDocument", "xl/workbook.xml"), ("b", "officeDocument", "xl/other.xml")])
    other = {"_rels/.rels": main.encode(), "xl/other.xml": parts["xl/workbook.xml"]}
    yield "two workbooks in one", zipped({**parts, **other}), "DUPLICATE_PART"
    strange = relations([("rId1", "thing", "worksheets/sheet1.xml")])
    yield "sheet of an unknown kind", zipped({**parts, links: strange.encode()}), "BAD_SHEET"
    moved = {name.replace("sheet1", "SHEET1").replace("/", "\\"): data for name, data in parts.items()}
    yield "other case and slashes", zipped(moved), {"A1": 1}
    for target in ("../../../etc/passwd", "file:///etc/passwd", "nothing.xml"):
        lost = relations([("rId1", "worksheet", target)])
        yield f"sheet at {target}", zipped({**parts, links: lost.encode()}), "MISSING_PART"
    absolute = relations([("rId1", "worksheet", "/xl/worksheets/sheet1.xml")])
    yield "sheet at an absolute name", zipped({**parts, links: absolute.encode()}), {"A1": 1}
    outside = parts[links].replace(
        b'Target="worksheets/sheet1.xml"', b'Target="http://localhost/" TargetMode="External"'
    )
    yield "sheet elsewhere on the net", zipped({**parts, links: outside}), "MISSING_PART"
    chart = relations([("rId1", "chartsheet", "worksheets/sheet1.xml")])
    yield "only a chart", zipped({**parts, links: chart.encode()}), "NO_SHEETS"
    yield "no sheets", zipped(xlsx_parts()), "NO_SHEETS"
    twice = relations([("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "worksheets/sheet1.xml")])
    yield "two sheets of one part", zipped({**xlsx_parts(one, one), links: twice.encode()}), "BAD_SHEET"
    yield "too many sheets", zipped(xlsx_parts(*[one] * 300)), "TOO_MANY_SHEETS"
    document = f'<w:document xmlns:w="urn:w" xmlns:r="{OFFICE}"/>'.encode()
    yield "a document", zipped({**parts, "xl/workbook.xml": document}), "NOT_A_WORKBOOK"
