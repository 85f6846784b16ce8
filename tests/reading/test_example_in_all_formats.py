"""The example in every format gives the same model: our small writers make xls and xlsb, LibreOffice ods and xls."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from binary_writers import SheetToWrite, xls, xlsb
from test_formats_agree import converted

from kpi_workbook.model import KpiWorkbook
from kpi_workbook.reading import read_workbook
from kpi_workbook.reading.files import open_grids
from kpi_workbook.settings import Settings


def model(path: Path) -> KpiWorkbook:
    """What is read, without what tells one file from another."""
    return replace(read_workbook(path, Settings()), file="", sha256="")


@pytest.mark.parametrize(("ending", "written"), [("xls", xls), ("xlsb", xlsb)])
def test_the_binary_formats_give_the_same_model(
    ending: str, written: Callable[[list[SheetToWrite]], bytes], december: Path, tmp_path: Path
) -> None:
    sheets = [
        SheetToWrite(
            grid.name,
            {(cell.row, cell.column): (cell.value, cell.look.number_format) for cell in grid},
            merges=[(each.top, each.left, each.bottom, each.right) for each in grid.merges],
        )
        for grid in open_grids(december).sheets
    ]
    path = tmp_path / f"copy.{ending}"
    path.write_bytes(written(sheets))
    assert open_grids(path).format == ending
    assert model(path) == model(december)


def test_a_workbook_with_macros_gives_the_same_model(december: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.xlsm"
    shutil.copy(december, path)
    assert model(path) == model(december)


@pytest.mark.libreoffice
@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("KPI_REQUIRE_LIBREOFFICE"), reason="needs LibreOffice"
)
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_libreoffice_saves_the_same_model(ending: str, december: Path, tmp_path: Path) -> None:
    assert model(converted(december, ending, tmp_path)) == model(december)
