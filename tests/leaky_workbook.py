"""A KPI workbook with a mark of its own in every place that a reader might carry along without meaning to."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

MARK = "Zzplanted"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


MONTHS = ("Apr-22", "May-22", "Jun-22")
ONE_WHOLE = (
    ("Children's services: key performance indicators 2022/23",),
    ("Indicator", *MONTHS, "Target"),
    ("Number of referrals", 100, 120, 130, 150),
    ("Percentage of assessments within 45 days", "84% (84/100)", "86% (85/100)", "90% (90/100)", "85%"),
    (),
    ("Analysis",),
    ("Referrals rose to 130 in June.",),
)
TWO_TEAMS = (
    ("Children's services: key performance indicators 2022/23",),
    ("Indicator", "Team", *MONTHS, "Target"),
    ("Number of referrals in the month", "North", 40, 50, 60, "<=70"),
    ("Number of referrals in the month", "South", 60, 70, 70, "<=80"),
    ("Percentage of assessments within 45 days", "North", "84% (84/100)", "85% (85/100)", "90% (90/100)", "85%"),
    ("Percentage of assessments within 45 days", "South", "82% (82/100)", "83% (83/100)", "88% (88/100)", "85%"),
    ("Analysis",),
    ("Referrals rose in June.",),
)
Lines = Sequence[Sequence[str | int]]


def leaky_workbook(path: Path, lines: Lines = ONE_WHOLE) -> list[str]:
    """Writes it, the visible table made of these lines, and returns the marks, each named for its place."""
    book = openpyxl.Workbook()
    _figures(book, lines)
    hide_marks(book)
    plain = io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    _beside_the_sheets(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    everything = b"".join(parts.values()).decode("utf-8", "ignore")
    return sorted(set(re.findall(rf"{MARK}[A-Za-z]+", everything)))


def hide_marks(book: openpyxl.Workbook) -> None:
    """Marks in what a person leaves in a workbook unawares: hidden sheets, properties and names."""
    _hidden_sheets(book)
    _properties(book)


def _figures(book: openpyxl.Workbook, lines: Lines) -> None:
    """The visible table, and what clings to its sheet."""
    sheet = book.active
    sheet.title = "KPIs"
    for line in lines:
        sheet.append(line)
    sheet["B3"].comment = Comment(f"{MARK}Comment text", f"{MARK}Commenter")
    sheet["A9"] = "Signed off"
    sheet.merge_cells("A9:C9")
    sheet.oddHeader.center.text = f"{MARK}Header"
    sheet.evenFooter.left.text = f"{MARK}Footer"
    listed = DataValidation("list", formula1=f'"{MARK}Listed,other"', promptTitle=f"{MARK}Prompt", prompt="x")
    sheet.add_data_validation(listed)
    listed.add("E3")
    sheet["B4"].hyperlink = f"http://{MARK}Link.example/"
    sheet["B4"].hyperlink.tooltip = f"{MARK}Tip"


def _hidden_sheets(book: openpyxl.Workbook) -> None:
    for state in ("hidden", "veryHidden"):
        sheet = book.create_sheet(f"{MARK}Name{state}")
        sheet.append((f"{MARK}{state} child, born", 84731))
        sheet.sheet_state = state


def _properties(book: openpyxl.Workbook) -> None:
    for name in ("creator", "title", "subject", "keywords", "description", "category", "lastModifiedBy"):
        setattr(book.properties, name, f"{MARK}Core{name}")
    book.custom_doc_props.append(StringProperty(name=f"{MARK}PropertyName", value=f"{MARK}PropertyValue"))
    book.defined_names[f"{MARK}DefinedName"] = DefinedName(f"{MARK}DefinedName", attr_text=f'"{MARK}DefinedValue"')


def _beside_the_sheets(parts: dict[str, bytes]) -> None:
    """What openpyxl does not write: caches, threads, code, and a value under a merged cell."""
    sheet = "xl/worksheets/sheet1.xml"
    covered = f'<c r="B9" t="inlineStr"><is><t>{MARK}Covered</t></is></c>'.encode()
    parts[sheet] = re.sub(rb'(<c r="A9".*?</c>)(<c r="B9"[^>]*/>)?', rb"\1" + covered, parts[sheet])
    assert covered in parts[sheet]
    parts["docProps/app.xml"] = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Company>{MARK}Company</Company><Manager>{MARK}Manager</Manager></Properties>"
    ).encode()
    text = {
        "xl/pivotCache/pivotCacheDefinition1.xml": f'<pivotCacheDefinition xmlns="{MAIN}" refreshedBy="{MARK}Pivot"/>',
        "xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords xmlns="{MAIN}"><r><s v="{MARK}Record"/></r>'
        "</pivotCacheRecords>",
        "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments xmlns="{THREADED}"><threadedComment ref="B3">'
        f"<text>{MARK}Thread</text></threadedComment></ThreadedComments>",
        "xl/persons/person.xml": f'<personList xmlns="{THREADED}"><person displayName="{MARK}Person"/></personList>',
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"><externalBook><sheetDataSet><sheetData '
        f'sheetId="0"><row r="1"><cell r="A1" t="str"><v>{MARK}External</v></cell></row></sheetData></sheetDataSet>'
        "</externalBook></externalLink>",
        "customXml/item1.xml": f"<x>{MARK}Custom</x>",
        "xl/queryTables/queryTable1.xml": f'<queryTable xmlns="{MAIN}" name="{MARK}Query"/>',
        "xl/connections.xml": f'<connections xmlns="{MAIN}"><connection id="1" name="{MARK}Connection"/></connections>',
        "xl/drawings/drawing9.xml": f"<x>{MARK}TextBox</x>",
    }
    parts |= {name: content.encode() for name, content in text.items()}
    author = b"tEXtAuthor\0" + f"{MARK}Picture".encode()
    chunk = struct.pack(">I", len(author) - 4) + author + struct.pack(">I", zlib.crc32(author))
    parts["xl/media/image1.png"] = b"\x89PNG\r\n\x1a\n" + chunk
    parts["xl/vbaProject.bin"] = f"{MARK}Code".encode() + zlib.compress(b"Sub")
    parts["xl/printerSettings/printerSettings1.bin"] = struct.pack("<I", 1) + f"{MARK}Printer".encode("utf-16-le")
