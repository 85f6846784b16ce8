"""Workbooks put together from bare XML, so that a test decides every byte of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from binary_writers import zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
ODS_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODS_NAMES = " ".join(
    f'xmlns:{short}="{_ODF}:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"), ("draw", "drawing"), ("manifest", "manifest"),
    )
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip

# Cell formats: 0 plain, 1 percentage, 2 month, 3 day, 4 hours.
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="mmm\\-yy"/></numFmts>'
    "<fonts><font/><font><b/></font></fonts><fills><fill/></fills>"
    '<cellXfs><xf/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="20" fontId="1"/></cellXfs>'
    "</styleSheet>"
)


def relations(links: Sequence[tuple[str, str, str]]) -> str:
    rows = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in links)
    return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def xlsx_parts(
    *sheets: str,
    texts: Sequence[str] | None = ("a", "b"),
    names: Sequence[str] = (),
    states: Mapping[int, str] | None = None,
    properties: str = "",
) -> dict[str, bytes]:
    """The parts of an xlsx workbook: each sheet a whole part's XML, `texts` the insides of the shared `si` elements."""
    names = names or [f"S{number}" for number in range(1, len(sheets) + 1)]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" state="{(states or {}).get(number, "visible")}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    links = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    links.append(("rIdS", "styles", "styles.xml"))
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{listed}</sheets></workbook>'
        ),
        "xl/styles.xml": STYLES,
    }
    for number, xml in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = xml
    if texts is not None:
        links.append(("rIdT", "sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{"".join(f"<si>{each}</si>" for each in texts)}</sst>'
    parts["xl/_rels/workbook.xml.rels"] = relations(links)
    return {name: xml.encode() for name, xml in parts.items()}


def xlsx(
    rows: str,
    before: str = "",
    after: str = "",
    texts: Sequence[str] | None = ("<t>a</t>", "<t>b</t>"),
    properties: str = "",
) -> bytes:
    """A workbook of one sheet."""
    return zipped(xlsx_parts(sheet_xml(rows, before, after), texts=texts, properties=properties))


def ods_parts(table: str, styles: str = "", name: str = "S1") -> dict[str, bytes]:
    """The parts of an ods workbook of one sheet, `table` its columns and rows."""
    content = (
        f"<office:document-content {ODS_NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="{name}">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return {"mimetype": ODS_MIME, "content.xml": content.encode()}


def ods(table: str, styles: str = "", name: str = "S1") -> bytes:
    return zipped(ods_parts(table, styles, name))
