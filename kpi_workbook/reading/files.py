"""From a path to the grids of a workbook: the guard first, then the reader of whatever the content is.

Each reader but that of xlsx is loaded when a file asks for it, which few do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ..errors import UnreadableWorkbook
from ..filenames import printable, twin_key
from .formats.office_package import main_part
from .formats.workbook import Workbook
from .formats.xlsx import read_xlsx
from .grid import Grid, Grids
from .guard.file import snapshot
from .guard.package import Package
from .guard.sniff import Container, container
from .refusals import Refusal

_SHEET_NAME_LENGTH = 31  # Excel's; a copy's number keeps within it
_LONGEST_SHEET_NAME = 255  # LibreOffice allows more than Excel


def open_grids(path: Path) -> Grids:
    """The cells of every sheet of a workbook: xlsx, xlsm, xls, xlsb or ods, told by its content.

    Raises UnreadableWorkbook with one of the codes of `refusals.REFUSALS` for anything that cannot be read, or
    not without doubt.
    """
    name = printable(path.name or str(path))
    try:
        return grids_in(snapshot(path), name)
    except Refusal as refusal:
        raise UnreadableWorkbook(f"{name}: {refusal.sentence}", refusal.code) from refusal


def grids_in(content: bytes, name: str) -> Grids:
    """The cells of every sheet of a workbook's bytes, `name` being what the file is called. Raises Refusal."""
    workbook = _read(content)
    if not workbook.sheets:
        raise Refusal("NO_SHEETS")
    return Grids(
        file=name,
        format=workbook.format,
        sha256=hashlib.sha256(content).hexdigest(),
        sheets=_with_names_of_their_own(workbook.sheets),
        ours=workbook.ours,
        recalculates=workbook.recalculates,
    )


def _read(content: bytes) -> Workbook:
    if container(content) is Container.OLE:
        from .formats.xls import read_xls
        from .guard.compound import workbook_stream

        return read_xls(workbook_stream(content))
    package = Package(content)
    workbook = _reader_of(package)(package)
    package.verify_unread()
    return workbook


def _reader_of(package: Package) -> Callable[[Package], Workbook]:
    if "content.xml" in package or ("META-INF/manifest.xml" in package and "_rels/.rels" not in package):
        from .formats.ods import read_ods

        return read_ods  # an encrypted one may have no content of its own, only the manifest that says so
    if main_part(package).casefold().endswith(".bin"):
        from .formats.xlsb import read_xlsb

        return read_xlsb
    return read_xlsx


def _with_names_of_their_own(sheets: Sequence[Grid]) -> tuple[Grid, ...]:
    """The sheets, renamed where a name is empty, cannot be printed, or is another's in different capitals."""
    taken: set[str] = set()
    named = []
    for number, grid in enumerate(sheets, start=1):
        wanted = printable(grid.name[:_LONGEST_SHEET_NAME]).strip() or f"Sheet{number}"
        name, copy = wanted, 1
        while twin_key(name) in taken:
            copy += 1
            name = f"{wanted[: _SHEET_NAME_LENGTH - 5]} ({copy})"
        taken.add(twin_key(name))
        named.append(grid if name == grid.name else replace(grid, name=name))
    return tuple(named)
