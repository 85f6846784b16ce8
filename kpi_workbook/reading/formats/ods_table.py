"""The tables of an OpenDocument spreadsheet's content: rows and cells, repeated ones written out within bounds.

A cell's text is that of its paragraphs; comments, drawings and recorded changes inside the content are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from ...model import Kind
from .. import limits
from ..grid import Content, Grid
from ..number_formats import is_general
from ..refusals import Refusal
from .builder import Budget, SheetBuilder, Style, number_of, whole
from .dates import before_march_1900, from_iso, from_serial
from .ods_names import full
from .ods_styles import OdsStyles

_NAME, _STYLE = full("table:name"), full("table:style-name")
_DEFAULT_STYLE, _VISIBILITY = full("table:default-cell-style-name"), full("table:visibility")
_COLUMNS_REPEATED, _ROWS_REPEATED = full("table:number-columns-repeated"), full("table:number-rows-repeated")
_COLUMNS_SPANNED, _ROWS_SPANNED = full("table:number-columns-spanned"), full("table:number-rows-spanned")
_FORMULA, _TYPE, _ERROR_TYPE = full("table:formula"), full("office:value-type"), full("calcext:value-type")
_VALUE, _DATE, _TIME = full("office:value"), full("office:date-value"), full("office:time-value")
_BOOLEAN, _STRING, _SPACES = full("office:boolean-value"), full("office:string-value"), full("text:c")

# Inside these nothing belongs to a cell's own text or to the sheet's cells.
_PASSED_OVER = frozenset(map(full, (
    "office:annotation", "table:tracked-changes", "table:shapes", "office:forms", "text:note", "text:ruby-text",
    "table:dde-links", "table:detective", "table:data-pilot-tables",
)))  # fmt: skip
_DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_PERCENTAGE = "0.00%"  # how LibreOffice shows a percentage that has no format of its own
_DURATION = re.compile(r"(-)?P(?:([0-9]+)D)?T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]*)?)S)?")


class _OdsCell(NamedTuple):
    """A cell of the row that is being read, before the row is known to repeat."""

    column: int
    value: Content
    kind: Kind
    style: Style
    formula: bool


class OdsTables:
    """The handlers of the pass; `grids` are the sheets so far, `name` that of the one being read."""

    def __init__(self, styles: OdsStyles) -> None:
        self.grids: list[Grid] = []
        self._styles = styles
        self._budget = Budget()
        self._builder: SheetBuilder | None = None
        self._depth = 0
        self._passing_over = 0
        self._starts, self._ends = self._handlers()
        self.name = ""
        self._hidden = self._linked = False
        self._row = self._column = 0
        self._row_repeats = self._column_repeats = 1
        self._row_hidden = False
        self._column_styles: list[tuple[int, str]] = []
        self._row_style = ""
        self._row_cells: list[_OdsCell] = []
        self._row_merges: list[tuple[int, int, int]] = []
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._pieces: list[str] | None = None

    def _handlers(self) -> tuple[dict[str, Callable[[dict[str, str]], None]], dict[str, Callable[[], None]]]:
        """What to do at the start and at the end of an element, by its full name."""
        starts = {
            "table:table": self._start_table, "table:table-source": self._start_source,
            "table:table-column": self._start_column, "table:table-row": self._start_row,
            "table:table-cell": self._start_cell, "table:covered-table-cell": self._start_cell,
            "text:p": self._start_paragraph, "text:s": self._add_spaces, "text:tab": self._add_tab,
            "text:line-break": self._add_break,
        }  # fmt: skip
        ends = {
            "table:table": self._end_table, "table:table-row": self._end_row, "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell, "text:p": self._end_paragraph,
        }  # fmt: skip
        return (
            {full(name): handler for name, handler in starts.items()},
            {full(name): handler for name, handler in ends.items()},
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > limits.XML_DEPTH:
            raise Refusal("BAD_XML", "the content nests too deep")
        if self._passing_over or name in _PASSED_OVER or name.startswith(_DRAWING):
            self._passing_over += 1
            return
        handler = self._starts.get(name)
        if handler is not None:
            handler(attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._passing_over:
            self._passing_over -= 1
            return
        handler = self._ends.get(name)
        if handler is not None:
            handler()

    def text(self, data: str) -> None:
        if self._pieces is not None and not self._passing_over:
            self._pieces.append(data)

    def _start_table(self, attributes: dict[str, str]) -> None:
        if self._builder is not None:  # a table inside a cell, which no spreadsheet program writes
            raise Refusal("BAD_SHEET", "a table stands inside a cell")
        if len(self.grids) >= limits.SHEETS:
            raise Refusal("TOO_MANY_SHEETS")
        self.name = attributes.get(_NAME, "")
        self._hidden = self._styles.hides_table(attributes.get(_STYLE, ""))
        self._linked = False
        self._builder = SheetBuilder(self.name, self._budget)
        self._row = self._column = 0
        self._column_styles = []

    def _start_source(self, _: dict[str, str]) -> None:
        self._linked = True  # what LibreOffice remembers of another workbook; it shows no tab for it

    def _end_table(self) -> None:
        if self._builder is not None and not self._linked:
            self.grids.append(self._builder.grid(hidden=self._hidden))
        self._builder = None
        self.name = ""

    def _start_column(self, attributes: dict[str, str]) -> None:
        first = self._column_styles[-1][0] + 1 if self._column_styles else 1
        last = first + _repeats(attributes, _COLUMNS_REPEATED) - 1
        if len(self._column_styles) >= limits.COLUMNS:
            raise Refusal("BAD_SHEET", "more columns are described than a sheet has")
        self._column_styles.append((last, attributes.get(_DEFAULT_STYLE, "")))
        if self._builder is not None and attributes.get(_VISIBILITY, "visible") != "visible":
            self._builder.hide_columns(first, last)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_repeats = _repeats(attributes, _ROWS_REPEATED)
        self._row_hidden = attributes.get(_VISIBILITY, "visible") != "visible"
        self._row_style = attributes.get(_DEFAULT_STYLE, "")
        self._row_cells = []
        self._row_merges = []
        self._column = 0

    def _end_row(self) -> None:
        """Puts the row's cells into the sheet as often as the row repeats; the budget ends a row that never does."""
        first = self._row + 1
        self._row += self._row_repeats
        if self._builder is None or not (self._row_cells or self._row_merges):
            return
        if len(self._row_cells) * self._row_repeats > self._budget.cells:
            raise Refusal("TOO_MANY_CELLS")
        if self._row > limits.ROWS:
            raise Refusal("BAD_REFERENCE", "there is content below the last row that a sheet has")
        for row in range(first, self._row + 1):
            for column, value, kind, style, formula in self._row_cells:
                self._put(self._builder, row, column, value, kind, style, formula)
            for left, right, height in self._row_merges:
                self._builder.merge(row, left, row + height - 1, right)
            if self._row_hidden:
                self._builder.hide_row(row)

    @staticmethod
    def _put(
        builder: SheetBuilder, row: int, column: int, value: Content, kind: Kind, style: Style, formula: bool
    ) -> None:
        if isinstance(value, str):
            builder.add_text(row, column, value, kind, style, formula)
        else:
            builder.add(row, column, value, kind, style, formula)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes
        self._paragraphs = []
        self._column_repeats = _repeats(attributes, _COLUMNS_REPEATED)
        self._budget.spend_seen(1)

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell, None
        first = self._column + 1
        self._column += self._column_repeats
        if attributes is None or (not attributes and not self._paragraphs):
            return
        self._note_merge(attributes, first)
        value, kind = _content(attributes, "\n".join(self._paragraphs))
        formula = _FORMULA in attributes
        if value is None and not formula:
            return
        if self._column > limits.COLUMNS:
            raise Refusal("BAD_REFERENCE", "there is content beyond the last column that a sheet has")
        for column in range(first, self._column + 1):
            style = self._style(attributes, column)
            if attributes.get(_TYPE) == "percentage" and is_general(style.look.number_format):
                style = Style.of(replace(style.look, number_format=_PERCENTAGE))
            self._row_cells.append(_OdsCell(column, value, kind, style, formula))

    def _note_merge(self, attributes: dict[str, str], column: int) -> None:
        width, height = _repeats(attributes, _COLUMNS_SPANNED), _repeats(attributes, _ROWS_SPANNED)
        if width * height > 1:
            self._row_merges.append((column, column + width - 1, height))

    def _style(self, attributes: dict[str, str], column: int) -> Style:
        """The cell's own style, else its row's, else its column's."""
        name = attributes.get(_STYLE) or self._row_style
        if not name:
            index = bisect_left(self._column_styles, (column, ""))
            name = self._column_styles[index][1] if index < len(self._column_styles) else ""
        return self._styles.cell(name)

    def _start_paragraph(self, _: dict[str, str]) -> None:
        if self._cell is not None:
            self._pieces = []

    def _end_paragraph(self) -> None:
        if self._pieces is not None:
            self._paragraphs.append("".join(self._pieces))
            self._pieces = None

    def _add_spaces(self, attributes: dict[str, str]) -> None:
        count = _repeats(attributes, _SPACES)
        if count > limits.TEXT_LENGTH:
            raise Refusal("TOO_MUCH_TEXT", "a text has more repeated blanks than a cell can hold")
        self.text(" " * count)

    def _add_tab(self, _: dict[str, str]) -> None:
        self.text("\t")

    def _add_break(self, _: dict[str, str]) -> None:
        self.text("\n")


def _repeats(attributes: dict[str, str], name: str) -> int:
    """How often something repeats: once unless it says so."""
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise Refusal("BAD_REFERENCE", f"a row, column or cell repeats {text[:20]!r} times")
    return int(text)


def _content(attributes: dict[str, str], text: str) -> tuple[Content, Kind]:
    """A cell's value and how it is stored; a value that is not what its type says is an error, as it stands."""
    if attributes.get(_ERROR_TYPE) == "error":
        return text or attributes.get(_STRING, ""), Kind.ERROR
    kind = attributes.get(_TYPE)
    if kind is None or kind == "string":
        words = attributes.get(_STRING, text)
        return (words, Kind.TEXT) if words or kind else (None, Kind.BLANK)
    if kind == "date":
        return _date(attributes.get(_DATE, text))
    if kind == "time":
        return _or_error(_days(attributes.get(_TIME, "")), Kind.NUMBER, attributes.get(_TIME, text))
    if kind == "boolean":
        truth = {"true": True, "false": False}.get(attributes.get(_BOOLEAN, ""))
        return _or_error(truth, Kind.BOOLEAN, attributes.get(_BOOLEAN, text))
    return _or_error(number_of(attributes.get(_VALUE, "").strip()), Kind.NUMBER, attributes.get(_VALUE, text))


def _date(text: str) -> tuple[Content, Kind]:
    """A day; one before March 1900 stands for the number that Excel would have there, mostly a stray 0."""
    day = from_iso(text)
    serial = before_march_1900(day) if day else None
    if serial is None:
        return _or_error(day, Kind.DATE, text)
    excels = from_serial(serial, from_1904=False)
    return (whole(serial), Kind.NUMBER) if excels is None else (excels, Kind.DATE)


def _or_error(value: Content, kind: Kind, words: str) -> tuple[Content, Kind]:
    return (value, kind) if value is not None else (words, Kind.ERROR)


def _days(text: str) -> int | float | None:
    """A duration such as `PT36H30M00S` in days."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    sign, days, hours, minutes, seconds = match.groups(default="0")
    total = int(days) + int(hours) / 24 + int(minutes) / 1440 + float(seconds) / 86400
    return -total if sign == "-" else total
