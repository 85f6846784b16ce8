"""An officer's desk: LibreOffice with the add-in, the folders behind it, and what the officer does and sees."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from office import Macros, Office

from kpi_workbook.addin.protocol import keys_as_text, unescaped

MACROS = Path(__file__).parents[2] / "macros"
HOST = (Path(__file__).parent / "KpiHost_libreoffice.bas").read_text(encoding="ascii")


@dataclass(frozen=True)
class Desk:
    """The officer's folders: where the add-in finds its program, and what the stand-in host reads and writes."""

    office: Office
    addin: Path
    home: Path
    jobs: Path
    seen: Path

    def clear(self) -> None:
        """As on the first morning: installed, never used."""
        for folder in (self.home, self.jobs, self.seen):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)


class Ribbon:
    """What an officer does and sees: opens a workbook, presses a button, reads the message."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder
        copy = folder / "addin.xlsm"
        shutil.copy(desk.addin, copy)
        self.macros = Macros(desk.office, desk.office.open(copy, hidden=True), HOST)
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
