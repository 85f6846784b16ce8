"""The add-in built from its sources, and LibreOffice running it as an officer would."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent
MACROS = HERE.parents[1] / "macros"
sys.path.insert(0, str(HERE))  # for office.py and excel_engine.py beside this file

import office  # noqa: E402 - found through the line above

from kpi_workbook.addin.protocol import keys_as_text, unescaped  # noqa: E402 - after the line above

HOST = (HERE / "KpiHost_libreoffice.bas").read_text(encoding="ascii")
PROGRAM = f"#!{sys.executable}\nfrom kpi_workbook.cli import main\n\nmain()\n"


@pytest.fixture(scope="session")
def builder() -> ModuleType:
    """`macros/build_addin.py` as a module."""
    spec = importlib.util.spec_from_file_location("build_addin", MACROS / "build_addin.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Desk:
    """The officer's folders: where the add-in finds its program, and what the stand-in host reads and writes."""

    office: office.Office
    addin: Path
    home: Path
    jobs: Path
    seen: Path

    def clear(self) -> None:
        """As on the first morning: installed, never used."""
        for folder in (self.home, self.jobs, self.seen):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)


@pytest.fixture(scope="session")
def desk(builder: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """LibreOffice, started once."""
    why = office.missing()
    if why and os.environ.get("KPI_REQUIRE_LIBREOFFICE") == "1":
        pytest.fail(f"LibreOffice is required here, but {why}")
    if why:
        pytest.skip(why)
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


class Ribbon:
    """What an officer does and sees: opens a workbook, presses a button, reads the message."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder
        copy = folder / "addin.xlsm"
        shutil.copy(desk.addin, copy)
        self.macros = office.Macros(desk.office, desk.office.open(copy, hidden=True), HOST)
        self.install(desk.addin.parent / "kpi-workbook")

    def install(self, program: Path) -> None:
        ini = self.desk.home / "kpi_workbook.ini"
        ini.write_bytes(keys_as_text({"program": str(program)}).encode("ascii"))

    def open(self, source: Path, name: str) -> Any:
        """Opens a copy of a workbook under another name, in a folder of its own."""
        self.folder.joinpath("workbooks").mkdir(exist_ok=True)
        copy = self.folder / "workbooks" / name
        shutil.copy(source, copy)
        return self.desk.office.open(copy)

    def press(self, button: str) -> list[str]:
        """Presses a button; the messages it gave, `ok|...` or `problem|...`."""
        (self.desk.seen / "told.txt").unlink(missing_ok=True)
        self.macros.call(f"KpiRibbon.{button}(Nothing)")
        return self.told()

    def told(self) -> list[str]:
        """The messages since the last button was pressed."""
        return _lines(self.desk.seen / "told.txt")

    def choose(self, **answers: str) -> None:
        """What the officer will choose in the next dialogues."""
        (self.desk.seen / "chosen.txt").write_bytes(keys_as_text(answers).encode("ascii"))

    def opened(self) -> list[Path]:
        """Every file the add-in has opened."""
        return [Path(line) for line in _lines(self.desk.seen / "opened.txt")]

    def edited(self) -> list[Path]:
        """Every text the add-in has opened in an editor."""
        return [Path(line) for line in _lines(self.desk.seen / "edited.txt")]

    def drafts(self) -> list[str]:
        return _lines(self.desk.seen / "drafts.txt")


def _lines(path: Path) -> list[str]:
    return [unescaped(line) for line in path.read_text().splitlines()] if path.exists() else []


@pytest.fixture
def ribbon(desk: Desk, tmp_path: Path) -> Iterator[Ribbon]:
    desk.clear()
    yield Ribbon(desk, tmp_path)
    desk.office.close_documents()
