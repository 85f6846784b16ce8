"""Why a file is refused: one stable code a reason, what it means and what to do about it.

The guard and the readers raise `Refusal` with a code; `files.open_grids` adds the file's name and turns it into
the `UnreadableWorkbook` that everybody else knows.
"""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """What a code means, and what the reader of the message can do."""

    meaning: str
    remedy: str


_LONGEST_WORDS = 300  # names inside a hostile file may be of any length
_LONGEST_NAME = 60
_RESAVE = "open it in Excel or LibreOffice, save a copy as .xlsx and use the copy"
_FETCH = "fetch it again from where it came, or ask for a new copy"

REASONS: dict[str, Reason] = {
    "NOT_FOUND": Reason("there is no such file", "check the folder and the spelling"),
    "FOLDER": Reason("this is a folder, not a workbook", "give a workbook in it, or use `batch` for the whole folder"),
    "LINK": Reason("this is a link to another file", "give the file itself"),
    "NOT_A_FILE": Reason("this is a device or a pipe, not a file", "give a workbook saved on a disk"),
    "LOCK_FILE": Reason(
        "this is the small lock or temporary file that a program keeps while a workbook is open",
        "give the workbook itself, whose name lacks the first characters of this one",
    ),
    "EMPTY_FILE": Reason("the file holds nothing at all", _FETCH),
    "FILE_TOO_LARGE": Reason("the file is larger than any workbook we read", "keep only the KPI sheets in a copy"),
    "NO_PERMISSION": Reason(
        "the file may not be read, or is open elsewhere", "close it there, or ask for permission to read it"
    ),
    "CANNOT_READ_FILE": Reason("the file could not be read from the disk", "copy it to another folder, use the copy"),
    "WRONG_FORMAT": Reason("the content is not a workbook, whatever the name says", "save it as .xlsx and use that"),
    "NOT_A_WORKBOOK": Reason("the file is of an Office program, but not a workbook", "give the Excel workbook"),
    "OLD_EXCEL": Reason("the workbook is in the format of Excel 4 or earlier", _RESAVE),
    "ENCRYPTED": Reason(
        "the workbook is protected by a password", "open it, save a copy without the password and use the copy"
    ),
    "DAMAGED": Reason("the file is cut short or damaged", _FETCH),
    "UNPACKS_TOO_LARGE": Reason("the file unpacks to far more than a workbook holds", _RESAVE),
    "TOO_MANY_PARTS": Reason("the file has more inner parts than any workbook", _RESAVE),
    "BAD_PART_NAME": Reason("an inner part has a name that leads outside the file", "do not trust it; " + _FETCH),
    "DUPLICATE_PART": Reason("two inner parts have one name, so it is unclear which one counts", _RESAVE),
    "UNKNOWN_COMPRESSION": Reason("the file is packed in a way that workbooks never are", _RESAVE),
    "BAD_XML": Reason("an inner part is not well-formed XML", _RESAVE),
    "XML_DTD": Reason("an inner part declares a document type, which no workbook does", "do not trust it; " + _FETCH),
    "MISSING_PART": Reason("an inner part that the workbook needs is missing", _FETCH),
    "NO_SHEETS": Reason("the workbook has no sheets of cells", "give the workbook that holds the KPI tables"),
    "TOO_MANY_SHEETS": Reason("the workbook has more sheets than we read", "keep only the KPI sheets in a copy"),
    "BAD_SHEET": Reason("a sheet is put together in a way that can be read in two ways", _RESAVE),
    "BAD_REFERENCE": Reason("a cell or range has an address that no sheet has", _RESAVE),
    "DUPLICATE_CELL": Reason("a sheet gives one cell twice, so it is unclear which one counts", _RESAVE),
    "TOO_MANY_CELLS": Reason("the workbook has more cells than we read", "keep only the KPI sheets in a copy"),
    "TOO_MANY_MERGES": Reason("a sheet has more merged ranges than we read", "keep only the KPI sheets in a copy"),
    "TOO_MUCH_TEXT": Reason("the workbook holds more text than we read", "keep only the KPI sheets in a copy"),
}

REFUSALS: dict[str, str] = {code: f"{reason.meaning}; {reason.remedy}" for code, reason in REASONS.items()}


class Refusal(Exception):
    """A file refused for the reason `code`; `words` say it more exactly than the table does."""

    def __init__(self, code: str, words: str | None = None) -> None:
        super().__init__(code, words)
        self.code = code
        self.words = (words or REASONS[code].meaning)[:_LONGEST_WORDS]

    @property
    def sentence(self) -> str:
        return f"{self.words}; {REASONS[self.code].remedy}"

    def on_sheet(self, name: str) -> Refusal:
        """The same refusal with the sheet that it came from in its words."""
        return Refusal(self.code, f"on sheet {name[:_LONGEST_NAME]!r} {self.words}")
