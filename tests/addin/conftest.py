"""The add-in built from its sources, and LibreOffice running it as an officer would."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import libreoffice
import office
import pytest
from desk import MACROS, Desk, Ribbon

PROGRAM = f"""#!{sys.executable}
from kpi_workbook.cli import main

if __name__ == "__main__":  # as pip's own script has it: the workers of a batch import it
    main()
"""


@pytest.fixture(scope="session")
def builder() -> ModuleType:
    """`macros/build_addin.py` as a module."""
    spec = importlib.util.spec_from_file_location("build_addin", MACROS / "build_addin.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def desk(builder: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """LibreOffice, started once."""
    libreoffice.skip_where_missing()
    root = tmp_path_factory.mktemp("desk")
    for name in ("profile", "local", "jobs", "seen"):
        (root / name).mkdir()
    program = root / "kpi-workbook"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    addin = builder.build(root / "KpiWorkbook.xlsm")
    environment = {
        "LOCALAPPDATA": str(root / "local"),
        "TEMP": str(root / "jobs"),
        "KPI_TEST_FOLDER": str(root / "seen"),
    }
    with office.Office(root / "profile", environment) as running:
        yield Desk(running, addin, root / "local" / "kpi_workbook", root / "jobs", root / "seen")


@pytest.fixture
def ribbon(desk: Desk, tmp_path: Path) -> Iterator[Ribbon]:
    desk.clear()
    yield Ribbon(desk, tmp_path)
    desk.office.close_documents()
