"""The file library's sheet without a search that no formula of ours needs."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class PlainFormulas(Worksheet):  # type: ignore[misc]  # the library has no types
    """Takes formulas as they are. The library looks for 31 functions newer than Excel 2010 in each, a fifth of the time
    of a whole workbook; ours have none, and the audit of every written file holds them to it.

    A release that does without the method overridden here writes the same file, only slower.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")
