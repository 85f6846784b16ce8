"""One worksheet of an xlsx workbook, in one pass of expat: what is checked is what is read.

A cell that makes no sense by itself (`1,5` as a number, a text that is not in the table) becomes an error at its
place, so that one bad cell does not cost the report; damage to the sheet's build is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache

from ...model import Kind
from .. import limits
from ..guard import markup
from ..refusals import Refusal
from .builder import UNSTYLED, Budget, SheetBuilder, Style, number_of
from .dates import from_iso
from .xlsx_styles import is_on
from .xlsx_text import decoded, named

_SPACE = " \t\r\n"
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_ZERO = re.compile(r"0+(\.0*)?")


@lru_cache(maxsize=limits.COLUMNS)
def column_number(letters: str) -> int:
    """A is 1, XFD the last. Raises Refusal for anything that is no column."""
    number = 0
    if re.fullmatch("[A-Z]{1,3}", letters):
        for letter in letters:
            number = number * 26 + ord(letter) - 64
    if not 1 <= number <= limits.COLUMNS:
        raise Refusal("BAD_REFERENCE")
    return number


class XlsxSheet:
    """The handlers of one pass. `texts` is None where the workbook has no table of shared texts."""

    def __init__(
        self, builder: SheetBuilder, styles: Sequence[Style], texts: Sequence[str] | None, budget: Budget
    ) -> None:
        self._builder = builder
        self._styles = {str(index): style for index, style in enumerate(styles)}
        self._texts = texts
        self._budget = budget
        self._data_blocks = 0
        self._in_row = False
        self._row = 0
        self._row_text = ""
        self._column = 0
        self._seen_in_row = 0
        self._cell: dict[str, str] = {}
        self._pieces: list[str] = []
        self._collecting = False
        self._reading = False
        self._formula = False
        self._contents = {
            "n": self._number, "s": self._shared, "str": self._plain, "inlineStr": self._plain,
            "b": self._boolean, "e": self._error, "d": self._day,
        }  # fmt: skip

    def read(self, content: bytes, part: str) -> None:
        """Fills the builder from the sheet's part."""
        starts, ends = self._handlers()
        depth = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            handler = starts.get(name)
            if handler is not None:
                handler(attributes)
            elif self._collecting:
                raise Refusal("BAD_SHEET", f"a value in row {self._row} is broken up by markup")
            elif depth > limits.XML_DEPTH:
                raise Refusal("BAD_XML", f"the inner part {part!r} nests too deep")

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            handler = ends.get(name)
            if handler is not None:
                handler()

        markup.parse(content, part, start=start, end=end, text=self._text)
        if self._data_blocks != 1:
            raise Refusal("BAD_SHEET", f"the inner part {part!r} has {self._data_blocks} blocks of cells, not one")

    def _handlers(self) -> tuple[dict[str, Callable[[dict[str, str]], None]], dict[str, Callable[[], None]]]:
        """What to do at the start and at the end of an element, by its full name."""
        starts = {
            "c": self._start_cell, "v": self._start_value, "t": self._start_inline, "f": self._start_formula,
            "row": self._start_row, "rPh": self._start_reading, "sheetData": self._start_data,
            "col": self._note_columns, "mergeCell": self._note_merge,
        }  # fmt: skip
        ends = {
            "c": self._end_cell, "v": self._end_text, "t": self._end_text, "row": self._end_row,
            "rPh": self._end_reading,
        }  # fmt: skip
        return (
            {full: starts[local] for full, local in named(*starts).items()},
            {full: ends[local] for full, local in named(*ends).items()},
        )

    def _start_data(self, _: dict[str, str]) -> None:
        self._data_blocks += 1

    def _start_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r")
        self._row = self._row + 1 if text is None else _row_number(text)
        if self._row > limits.ROWS:
            raise Refusal("BAD_REFERENCE")
        self._row_text = str(self._row)
        self._column = 0
        self._seen_in_row = 0
        self._in_row = True
        if is_on(attributes.get("hidden")) or _ZERO.fullmatch(attributes.get("ht", "")):
            self._builder.hide_row(self._row)

    def _end_row(self) -> None:
        self._in_row = False
        self._budget.spend_seen(self._seen_in_row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if not self._in_row:
            raise Refusal("BAD_SHEET", "a cell stands outside the rows of its sheet")
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        elif reference.endswith(self._row_text):
            self._column = column_number(reference[: -len(self._row_text)])
        else:
            raise Refusal("BAD_REFERENCE", f"a cell says it is {reference[:20]!r} but stands in row {self._row}")
        self._seen_in_row += 1
        self._cell = attributes
        self._formula = False
        self._pieces = []

    def _start_value(self, _: dict[str, str]) -> None:
        if self._pieces:
            raise Refusal("BAD_SHEET", f"a cell in row {self._row} has two values")
        self._collecting = self._cell.get("t") != "inlineStr"

    def _start_inline(self, _: dict[str, str]) -> None:
        self._collecting = self._cell.get("t") == "inlineStr" and not self._reading

    def _start_formula(self, _: dict[str, str]) -> None:
        if self._collecting:
            raise Refusal("BAD_SHEET", f"a value in row {self._row} holds a formula")
        self._formula = True

    def _start_reading(self, _: dict[str, str]) -> None:
        self._reading = True

    def _end_reading(self) -> None:
        self._reading = False

    def _text(self, data: str) -> None:
        if self._collecting:
            self._pieces.append(data)

    def _end_text(self) -> None:
        self._collecting = False

    def _end_cell(self) -> None:
        if not self._pieces and not self._formula:
            return
        text = "".join(self._pieces)
        kind = self._cell.get("t", "n")
        style = self._styles.get(self._cell.get("s", "0")) or self._style_not_listed()
        if text:
            self._contents.get(kind, self._unknown)(text, style)
        elif kind == "n":  # a formula that was never calculated; one whose result is an empty text says so by `str`
            self._add(None, Kind.BLANK, style)

    def _style_not_listed(self) -> Style:
        """A slip in one cell costs its look alone; a workbook that has lost all its looks has lost its percentages."""
        if len(self._styles) <= 1:
            raise Refusal("MISSING_PART", "the formats that the cells refer to are missing")
        return UNSTYLED

    def _add(self, value: bool | datetime | None, kind: Kind, style: Style) -> None:
        self._builder.add(self._row, self._column, value, kind, style, self._formula)

    def _add_text(self, text: str, kind: Kind, style: Style) -> None:
        self._builder.add_text(self._row, self._column, text, kind, style, self._formula)

    def _number(self, text: str, style: Style) -> None:
        number = number_of(text.strip(_SPACE))
        if number is None:
            self._unknown(text, style)
        else:
            self._builder.add_number(self._row, self._column, number, style, self._formula)

    def _shared(self, text: str, style: Style) -> None:
        if self._texts is None:
            raise Refusal("MISSING_PART", "the inner part with the workbook's texts is missing")
        index = text.strip(_SPACE)
        if index.isascii() and index.isdigit() and len(index) < 10:
            self._builder.add_shared(self._row, self._column, int(index), self._texts, style, self._formula)
        else:
            self._unknown(text, style)

    def _plain(self, text: str, style: Style) -> None:
        self._add_text(decoded(text), Kind.TEXT, style)

    def _boolean(self, text: str, style: Style) -> None:
        truth = {"1": True, "true": True, "0": False, "false": False}.get(text.strip(_SPACE))
        if truth is None:
            self._unknown(text, style)
        else:
            self._add(truth, Kind.BOOLEAN, style)

    def _error(self, text: str, style: Style) -> None:
        self._add_text(decoded(text), Kind.ERROR, style)

    def _day(self, text: str, style: Style) -> None:
        day = from_iso(text)
        if day is None:
            self._unknown(text, style)
        else:
            self._add(day, Kind.DATE, style)

    def _unknown(self, text: str, style: Style) -> None:
        """What the file calls a number or a day and which is none, or a type we do not know: an error, as it stands."""
        self._add_text(decoded(text), Kind.ERROR, style)

    def _note_columns(self, attributes: dict[str, str]) -> None:
        if is_on(attributes.get("hidden")) or _ZERO.fullmatch(attributes.get("width", "")):
            first, last = (_row_number(attributes.get(key, "")) for key in ("min", "max"))
            self._builder.hide_columns(first, last)

    def _note_merge(self, attributes: dict[str, str]) -> None:
        match = _RANGE.fullmatch(attributes.get("ref", ""))
        if match is None:
            raise Refusal("BAD_REFERENCE", f"a merged range is given as {attributes.get('ref', '')[:30]!r}")
        left, top, right, bottom = match.groups()
        if right is not None:  # one cell alone is no merge
            self._builder.merge(int(top), column_number(left), int(bottom), column_number(right))


def _row_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:8]) <= limits.ROWS):
        raise Refusal("BAD_REFERENCE", f"a row is numbered {text[:20]!r}")
    return int(text[:8])
