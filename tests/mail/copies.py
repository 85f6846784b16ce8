"""Copies of a scrutiny workbook that somebody changed, and messages as a mail program reads them."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import openpyxl
from openpyxl.packaging.custom import StringProperty

from kpi_workbook.reading.files import open_grids


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def edited(source: Path, target: Path, changes: dict[tuple[str, str], object], marked: bool = True) -> Path:
    """A workbook with the values of the pages that are read, and some changed; a sheet changed to None is left out."""
    book = openpyxl.Workbook()
    for grid in open_grids(source).sheets:
        if grid.name in ("Cover", "Summary", "Findings") and (grid.name, "") not in changes:
            sheet = book.create_sheet(grid.name)
            for cell in grid:
                sheet[cell.address].value = changes.get((grid.name, cell.address), cell.value)
                sheet[cell.address].number_format = cell.look.number_format
    if marked:
        book.custom_doc_props.append(StringProperty(name="kpi_workbook", value="0"))
    book.save(target)
    return target
