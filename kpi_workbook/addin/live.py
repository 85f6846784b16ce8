"""The open workbook from Python, through xlwings: for those who script Excel, or use xlwings' own button.

The ribbon does not need this. On Windows the workbook is copied with its unsaved edits; on a Mac the saved file is
read, so save first. xlwings is the extra `excel`; only its BSD-licensed part is used.
From xlwings' button: `RunPython "from kpi_workbook.addin import live; live.check_caller()"`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from .. import pipeline
from ..errors import CannotWrite, MissingExtra, UnreadableWorkbook
from ..model import Finding, Place
from ..private import private_folder
from ..settings import FILE_NAME, Settings, beside
from .actions import summary
from .outputs import free_name
from .protocol import words

if TYPE_CHECKING:
    import xlwings

MARK_START = "KPI Workbook check:"  # the ribbon's macros know a comment of ours by the same words


@dataclass(frozen=True, slots=True)
class Marked:
    """How many cells carry our notes now, and the places left alone: somebody's own note, or no such sheet."""

    cells: int
    left: tuple[Place, ...]


def check_active_book() -> tuple[Finding, ...]:
    """What the checks find in the workbook in front. Raises MissingExtra, UnreadableWorkbook, InvalidSettings."""
    return _check(_active())


def build_active_book(target: Path | None = None, previous: Path | None = None) -> Path:
    """Writes the scrutiny workbook of the workbook in front, by default beside it under a free name; returns its path.

    Raises MissingExtra, UnreadableWorkbook, InvalidSettings, and CannotWrite (also for a workbook in the cloud or
    never saved when no `target` is given).
    """
    return _build(_active(), target, previous)


def check_caller() -> tuple[Finding, ...]:
    """For a button of xlwings: checks the workbook that called, marks what was found and says so."""
    book = _xlwings().Book.caller()
    findings = _check(book)
    marked = mark_findings(book, findings)
    book.app.alert(f"{book.name}: {summary(findings)}; {marked.cells} cells marked.", title="KPI scrutiny")
    return findings


def build_caller() -> Path:
    """For a button of xlwings: builds from the workbook that called, beside it, and opens the result."""
    book = _xlwings().Book.caller()
    target = _build(book, None, None)
    book.app.books.open(target)
    return target


def mark_findings(book: xlwings.Book, findings: Iterable[Finding]) -> Marked:
    """Puts each finding into its cell as a note, in place of our earlier ones. Notes of somebody's are left alone."""
    clear_marks(book)
    messages: dict[Place, list[str]] = defaultdict(list)
    for finding in findings:
        messages[finding.place].append(words(finding))
    sheets = {sheet.name: sheet for sheet in book.sheets}
    left = []
    for place, texts in messages.items():
        sheet = sheets.get(place.sheet)
        if sheet is None or sheet.range(place.cell).note is not None:
            left.append(place)
        else:
            sheet.range(place.cell).add_note("\n".join((f"{MARK_START} {texts[0]}", *texts[1:])))
    return Marked(len(messages) - len(left), tuple(left))


def clear_marks(book: xlwings.Book) -> int:
    """Removes our notes, the ribbon's too, and no others; returns how many there were."""
    ours = [note for sheet in book.sheets for note in sheet.notes if note.text.startswith(MARK_START)]
    for note in reversed(ours):
        note.delete()
    return len(ours)


def _xlwings() -> ModuleType:
    try:
        import xlwings
    except ImportError as cause:
        raise MissingExtra(
            "the package xlwings is not installed, and only it reaches an open Excel from Python; "
            "install it with: pip install 'kpi-workbook[excel]'"
        ) from cause
    return xlwings


def _active() -> xlwings.Book:
    books = _xlwings().books
    if not books:
        raise UnreadableWorkbook("no workbook is open in Excel; open the KPI workbook first", "NOT_FOUND")
    book: xlwings.Book = books.active
    return book


def _check(book: xlwings.Book) -> tuple[Finding, ...]:
    settings = _settings(book)
    with _copied(book) as copy:
        return pipeline.prepare(pipeline.read(copy, settings), settings).findings


def _build(book: xlwings.Book, target: Path | None, previous: Path | None) -> Path:
    wanted = target or _target_beside(book)
    with _copied(book) as copy:
        pipeline.build(copy, wanted, _settings(book), previous)
    return wanted


@contextmanager
def _copied(book: xlwings.Book) -> Iterator[Path]:
    """A copy under the workbook's own name. Excel for Mac saves no copies, so there the saved file itself is given."""
    if hasattr(book.api, "SaveCopyAs"):
        with private_folder() as folder:
            name = book.name if Path(book.name).suffix else f"{book.name}.xlsx"
            copy = folder / name
            book.api.SaveCopyAs(str(copy))
            yield copy
    else:
        yield Path(book.fullname)


def _folder(book: xlwings.Book) -> Path | None:
    """The folder of a workbook that is saved on a disk."""
    folder = Path(book.fullname).parent
    return folder if folder.is_absolute() and folder.is_dir() else None


def _settings(book: xlwings.Book) -> Settings:
    folder = _folder(book)
    return beside(folder / FILE_NAME) if folder else Settings()


def _target_beside(book: xlwings.Book) -> Path:
    folder = _folder(book)
    if folder is None:
        raise CannotWrite(f"{book.name}: lies in no folder on this computer; say where the scrutiny workbook should go")
    return free_name(folder, f"{Path(book.name).stem}-scrutiny", ".xlsx")
