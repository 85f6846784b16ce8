"""The file library's sheet in two kinds of ours: one that spares itself needless work, one that keeps no rows.

Both change methods that the library calls itself. A release that does without one of them writes the same file, only
slower or with more memory; the tests hold both to what the library's own sheet writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

from .naming import escaped


class PlainSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """Takes formulas as they are; writes plain texts, numbers and formulas that give one, nearly all cells, without a
    look at what else they might be, and keeps no list of the cells of its tables. Escapes `_x0041_` in attributes too,
    where Excel reads it as in texts.

    The library looks for 31 functions newer than Excel 2010 in each formula, a fifth of the time of a whole workbook,
    and for tables that overlap; ours do neither, and the audit of every written file holds them to it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.table_cells = _NothingKept()

    def add_sparkline(self, row: int, col: int, options: dict[str, Any] | None = None) -> int:
        """A sparkline of the same look as others is theirs with its own place, range and scale: of each the library
        makes 273 colours anew."""
        told = dict(options or {})
        own = {"locations": [xl_rowcol_to_cell_fast(row, col)], "ranges": [told.pop("range").replace("$", "")]}
        scale = {end: told.pop(end, None) for end in ("min", "max")}
        self.sparklines.append(_sparkline(tuple(told.items())) | own | scale)
        return 0

    def _assemble_xml_file(self) -> None:
        """The sheet's file; its cells are let go, so that not all are kept while the others' are made."""
        super()._assemble_xml_file()
        self.table.clear()

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind, told = type(cell).__name__, ""
        if kind == "String" and cell.format and not self.constant_memory:
            told, content = ' t="s"', f"<v>{cell.string}</v>"
        elif kind == "String" and cell.format:
            told, content = ' t="inlineStr"', self._text_in_place(cell.string)
        elif kind == "Number" and cell.format:
            content = f"<v>{cell.number:.16G}</v>"
        elif kind == "Formula" and cell.format and type(cell.value) in (int, float):
            content = f"<f>{self._escape_data(cell.formula)}</f><v>{cell.value}</v>"
        elif kind == "Formula" and cell.format and type(cell.value) is str and cell.value[:1] not in ("", "#"):
            told = ' t="str"'
            content = f"<f>{self._escape_data(cell.formula)}</f><v>{self._escape_data(cell.value)}</v>"
        else:
            super()._write_cell(row, col, cell)
            return
        place, style = xl_rowcol_to_cell_fast(row, col), cell.format._get_xf_index()
        self.fh.write(f'<c r="{place}" s="{style}"{told}>{content}</c>')

    def _escape_attributes(self, attribute: Any) -> Any:
        return super()._escape_attributes(escaped(attribute)) if isinstance(attribute, str) else attribute

    def _text_in_place(self, text: str) -> str:
        """A text that is not shared, always as text: the library takes one from `<r>` to `</r>` for its own markup."""
        space = "" if text == text.strip() else ' xml:space="preserve"'
        plain = text if text.isprintable() and "_x" not in text else self._escape_control_characters(text)
        return f"<is><t{space}>{self._escape_data(plain)}</t></is>"


class StreamedSheet(PlainSheet):
    """Writes its rows to a temporary file as they come, in order, and keeps none: for one table of many thousand lines.

    The library can do that, but refuses tables then; yet all that it would write amiss are their headings. And its file
    has a name, under which figures about children would lie on if the program were killed; ours has none, and the
    system takes it away with the process, however that ends. `heights`: in points by row, taken out as each row is
    written.
    """

    def _initialize(self, init_data: Mapping[str, Any]) -> None:
        super()._initialize(init_data)
        self.heights: dict[int, float] = {}
        self.constant_memory = True
        self.row_data_fh = self.fh = TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed below

    def add_table(self, *arguments: Any) -> int:
        """The table; its headings must be written over as texts before the next row is begun."""
        self.constant_memory = False
        code: int = super().add_table(*arguments)
        self.constant_memory = True
        return code

    def _write_single_row(self, current_row_num: int = 0) -> None:
        done = self.previous_row
        if done in self.heights:
            self.set_row(done, self.heights.pop(done))
        super()._write_single_row(current_row_num)
        self.row_info.pop(done, None)
        self.row_sizes.pop(done, None)

    def _write_optimized_sheet_data(self) -> None:
        self._xml_start_tag("sheetData")
        with self.row_data_fh as rows:
            rows.seek(0)
            copyfileobj(rows, self.fh)
        self._xml_end_tag("sheetData")


@lru_cache(maxsize=64)
def _sparkline(look: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    """What the library keeps of a sparkline of this look."""
    sheet = Worksheet()
    sheet.name = "Any"
    sheet.add_sparkline(0, 0, {"range": "Any!A1", **dict(look)})
    made: dict[str, Any] = sheet.sparklines[0]
    return made


class _NothingKept(dict[tuple[int, int], str]):
    """In place of the library's list of every cell of every table."""

    def __setitem__(self, cell: tuple[int, int], table: str) -> None:
        pass
