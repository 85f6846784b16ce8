"""An engine for xlwings that stands in for Excel: workbooks held by openpyxl, as much as the bridge asks of it.

It implements the interface of `xlwings.base_classes` (the BSD part), which is also what the engines for Windows and
macOS implement, so the code under test is the code that runs in a real Excel.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import openpyxl
import xlwings
from openpyxl.comments import Comment
from xlwings import base_classes


class Engine:
    def __init__(self) -> None:
        self._apps = Apps(self)

    @property
    def apps(self) -> Apps:
        return self._apps

    @property
    def name(self) -> str:
        return "stand-in"

    @property
    def type(self) -> str:
        return "desktop"

    @staticmethod
    def prepare_xl_data_element(x: Any, options: Any) -> Any:  # noqa: ARG004 - the interface's
        return x

    @staticmethod
    def clean_value_data(data: Any, *_: Any) -> Any:
        return data


class Apps(base_classes.Apps):
    def __init__(self, engine: Engine) -> None:
        self.only = App(engine)

    def keys(self) -> list[int]:
        return [1]

    def __iter__(self) -> Iterator[App]:
        return iter([self.only])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return self.only


class App(base_classes.App):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._books = Books(self)
        self.alerts: list[str] = []

    @property
    def engine(self) -> Engine:
        return self._engine

    @property
    def pid(self) -> int:
        return 1

    @property
    def books(self) -> Books:
        return self._books

    def alert(self, prompt: str, *_: Any) -> str:
        self.alerts.append(prompt)
        return "ok"


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app
        self.items: list[Book] = []

    @property
    def active(self) -> Book:
        return self.items[-1]

    def __call__(self, key: int | str) -> Book:
        if isinstance(key, int):
            return self.items[key - 1]
        return {book.name: book for book in self.items}[key]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Book]:
        return iter(self.items)

    def open(self, fullname: str, *_: Any, **__: Any) -> Book:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that openpyxl drops sparklines does not matter here
            workbook = openpyxl.load_workbook(fullname)
        self.items.append(Book(self.app, workbook, str(fullname)))
        return self.items[-1]


class Book(base_classes.Book):
    """`fullname` is settable, to pretend that a workbook lies elsewhere."""

    def __init__(self, app: App, workbook: Any, fullname: str) -> None:
        self._app = app
        self.workbook = workbook
        self.path = fullname

    @property
    def app(self) -> App:
        return self._app

    @property
    def api(self) -> NativeBook:
        return NativeBook(self.workbook)

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def fullname(self) -> str:
        return self.path

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)


class NativeBook:
    """What COM offers for a workbook, so far as the bridge uses it."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802 - Excel's name
        self._workbook.save(path)


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    def __len__(self) -> int:
        return len(self.book.workbook.worksheets)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, sheet) for sheet in self.book.workbook.worksheets)

    def __call__(self, key: int | str) -> Sheet:
        sheets = self.book.workbook
        return Sheet(self.book, sheets.worksheets[key - 1] if isinstance(key, int) else sheets[key])


class Sheet(base_classes.Sheet):
    def __init__(self, book: Book, sheet: Any) -> None:
        self._book = book
        self.sheet = sheet

    @property
    def book(self) -> Book:
        return self._book

    @property
    def name(self) -> str:
        return str(self.sheet.title)

    @property
    def notes(self) -> list[Note]:
        cells = (cell for row in self.sheet.iter_rows() for cell in row)
        return [Note(cell) for cell in cells if cell.comment is not None]

    def range(self, arg1: Any, arg2: Any = None) -> Range:  # noqa: ARG002 - the interface's
        return Range(self, self.sheet[arg1])


class Range(base_classes.Range):
    """One cell: the bridge asks for no more."""

    def __init__(self, sheet: Sheet, cell: Any) -> None:
        self._sheet = sheet
        self.cell = cell

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def shape(self) -> tuple[int, int]:
        return (1, 1)

    def __len__(self) -> int:
        return 1

    @property
    def note(self) -> Note | None:
        return None if self.cell.comment is None else Note(self.cell)

    def add_note(self, text: str) -> Note:
        assert self.cell.comment is None, "Excel refuses a second note on a cell"
        self.cell.comment = Comment(text, "Excel")
        return Note(self.cell)


class Note(base_classes.Note):
    def __init__(self, cell: Any) -> None:
        self.cell = cell

    @property
    def text(self) -> str:
        return str(self.cell.comment.text)

    def delete(self) -> None:
        self.cell.comment = None


def start() -> xlwings.Engine:
    """Makes xlwings talk to a stand-in of its own, with no workbook open."""
    engine = xlwings.Engine(impl=Engine())
    xlwings.engines.add(engine)
    engine.activate()
    return engine
