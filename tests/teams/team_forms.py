"""What a team does with its workbook: finds the boxes and types into them."""

from __future__ import annotations

import warnings
from pathlib import Path

from openpyxl import load_workbook

from kpi_workbook.reading.files import open_grids
from kpi_workbook.scrutiny.response import read_answer


def boxes(path: Path) -> list[tuple[str, str]]:
    """Sheet and cell of each box of a team's workbook, in order."""
    answer = read_answer(open_grids(path))
    assert answer is not None
    return [tuple(box.place) for box in answer.boxes]


def type_into(path: Path, *texts: str | None, elsewhere: dict[tuple[str, str], object] | None = None) -> None:
    """Types texts into a team's boxes, in order, and anything into other cells, as openpyxl saves it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sparkline Group extension")  # openpyxl drops them, as some programs do
        book = load_workbook(path)
    for (sheet, cell), text in {**dict(zip(boxes(path), texts, strict=False)), **(elsewhere or {})}.items():
        book[sheet][cell] = text
    book.save(path)
