"""Builds the Excel add-in from the text beside this script: `python macros/build_addin.py`.

Needs pyopenvba (the `dev` extra). The same sources give the same bytes, so that the built file can be committed and
a test can tell when it is out of date.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from pyopenvba import ExcelFile

HERE = Path(__file__).parent
ADDIN = HERE.parent / "kpi_workbook" / "addin" / "KpiWorkbook.xlam"
RIBBON = "customUI/customUI14.xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
RIBBON_RELATIONSHIP = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
OLDEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
AUTHOR_OF_TEMPLATE = b"William Smith"  # the author in its template's properties, replaced by ours


def build(target: Path) -> Path:
    """Writes the add-in (.xlam), or a workbook with the same macros and ribbon (.xlsm), by the target's suffix."""
    with tempfile.TemporaryDirectory() as folder:
        bare = write_macros(Path(folder) / f"bare{target.suffix}")
        target.write_bytes(with_ribbon(bare.read_bytes(), (HERE / "customUI14.xml").read_bytes()))
    return target


def write_macros(path: Path) -> Path:
    """A workbook that holds the modules of this folder and nothing else."""
    with ExcelFile.create_new(str(path)) as book:
        project = book.vba_project()
        for source in sorted(HERE.glob("*.bas")):
            project.add_module(source.stem, source.read_text(encoding="ascii").replace("\n", "\r\n"))
        project.delete_module("Module1")  # the template's own, empty
        book.save()
    return path


def with_ribbon(package: bytes, ribbon: bytes) -> bytes:
    """The package with the ribbon's part and relationship, our name as author, and no clock in it."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "_rels/.rels":
                content = with_relationship(content)
            elif name == "docProps/core.xml":
                content = content.replace(AUTHOR_OF_TEMPLATE, b"kpi-workbook")
            add_part(new, name, content)
        add_part(new, RIBBON, ribbon)
    return result.getvalue()


def with_relationship(relationships: bytes) -> bytes:
    """The package's relationships, and the ribbon's among them."""
    ElementTree.register_namespace("", RELATIONSHIPS)
    root = ElementTree.fromstring(relationships)
    tag = f"{{{RELATIONSHIPS}}}Relationship"
    ElementTree.SubElement(root, tag, Id="kpiRibbon", Type=RIBBON_RELATIONSHIP, Target=RIBBON)
    return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)


def add_part(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    """A part with a fixed date and system, whatever machine builds it."""
    part = zipfile.ZipInfo(name, OLDEST_ZIP_DATE)
    part.compress_type = zipfile.ZIP_STORED  # deflated bytes differ from one zlib to the next
    part.create_system = 0
    package.writestr(part, content)


if __name__ == "__main__":
    build(ADDIN)
