"""A headless LibreOffice that recalculates workbooks over UNO: what is stored, what it works out, what an edit does."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

SYSTEM_PACKAGES = "/usr/lib/python3/dist-packages"  # where Debian puts UNO
START_LIMIT_SECONDS = 60
Cells = dict[tuple[str, str], str | float]


def required() -> bool:
    """Whether a missing LibreOffice is a failure."""
    return os.environ.get("KPI_REQUIRE_LIBREOFFICE") == "1"


def why_missing() -> str | None:
    """Why LibreOffice cannot be used here."""
    if shutil.which("soffice") is None:
        return "soffice is not on the path"
    if SYSTEM_PACKAGES not in sys.path:
        sys.path.append(SYSTEM_PACKAGES)
    try:
        import uno  # noqa: F401 - whether it loads is the question
    except ImportError as cause:
        return f"python3-uno does not load: {cause}"
    return None


def skip_where_missing() -> None:
    """Skips the test, or fails it where LibreOffice is required."""
    reason = why_missing()
    if reason and required():
        pytest.fail(f"LibreOffice is required: {reason}")
    if reason:
        pytest.skip(reason)


def started(profile: Path, environment: Mapping[str, str] | None = None) -> tuple[subprocess.Popen[bytes], Any]:
    """A LibreOffice with a profile and a pipe of its own: its process, and its desktop once it answers."""
    pipe = f"kpi-{os.getpid()}-{time.time_ns()}"
    command = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
               f"-env:UserInstallation={profile.as_uri()}", f"--accept=pipe,name={pipe};urp;"]  # fmt: skip
    process = subprocess.Popen(
        command, env={**os.environ, **(environment or {})}, cwd=profile, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        return process, _desktop(pipe)
    except BaseException:
        killed(process)
        raise


def killed(process: subprocess.Popen[bytes]) -> None:
    """Ends the whole group: soffice is a wrapper that does not take its child with it."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def _desktop(pipe: str) -> Any:
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + START_LIMIT_SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def named(name: str, value: object) -> Any:
    """A setting as LibreOffice wants it."""
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Calculator:
    """LibreOffice with a profile of its own. Use `running()`."""

    def __init__(self, profile: Path) -> None:
        self.process, self._desktop = started(profile)

    def stored_and_recalculated(self, path: Path) -> tuple[Cells, Cells]:
        """Every formula's value as the file holds it, and as LibreOffice works it out."""
        document = self._open(path)
        try:
            stored = _formulas(document)
            document.calculateAll()
            return stored, _formulas(document)
        finally:
            document.close(True)

    def after_edit(self, path: Path, edits: Mapping[tuple[str, str], float]) -> Cells:
        """Every formula's value once these cells hold these numbers."""
        document = self._open(path)
        try:
            for (sheet, cell), value in edits.items():
                document.Sheets.getByName(sheet).getCellRangeByName(cell).Value = value
            document.calculateAll()
            return _formulas(document)
        finally:
            document.close(True)

    def type_and_save(self, path: Path, texts: Mapping[tuple[str, str], str], target: Path) -> None:
        """Types texts into cells and saves the workbook as a person would: xlsx or ods, by the target's ending."""
        form = named("FilterName", {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}[target.suffix])
        document = self._open(path)
        try:
            for (sheet, cell), text in texts.items():
                document.Sheets.getByName(sheet).getCellRangeByName(cell).String = text
            document.storeToURL(target.resolve().as_uri(), (form,))
        finally:
            document.close(True)

    def _open(self, path: Path) -> Any:
        settings = (named("Hidden", True),)
        document = self._desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, settings)
        assert document is not None, f"LibreOffice would not open {path}"
        return document


def running() -> Iterator[Calculator]:
    """A calculator for the length of a fixture; skips where LibreOffice is missing."""
    skip_where_missing()
    profile = Path(tempfile.mkdtemp(prefix="kpi-office-"))
    calculator = Calculator(profile)
    try:
        yield calculator
    finally:
        killed(calculator.process)
        shutil.rmtree(profile, ignore_errors=True)


def _formulas(document: Any) -> Cells:
    """The value of every formula: text, number (to nine digits) or `error N`."""
    from com.sun.star.sheet.CellFlags import FORMULA
    from com.sun.star.sheet.FormulaResult import STRING

    found: Cells = {}
    for sheet in document.Sheets:
        for stretch in sheet.queryContentCells(FORMULA):
            area = stretch.RangeAddress
            for row in range(area.StartRow, area.EndRow + 1):
                for column in range(area.StartColumn, area.EndColumn + 1):
                    cell = sheet.getCellByPosition(column, row)
                    address = cell.AbsoluteName.rsplit(".", 1)[-1].replace("$", "")
                    if cell.getError():
                        value: str | float = f"error {cell.getError()}"
                    else:
                        value = cell.String if cell.FormulaResultType2 == STRING else float(f"{cell.Value:.9g}")
                    found[sheet.Name, address] = value
    return found
