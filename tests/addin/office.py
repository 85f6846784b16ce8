"""A headless LibreOffice of our own that runs the add-in's real VBA over UNO.

What had to be learnt: a VBA procedure called by its own address runs nothing, so each call goes through a one-line
bridge in the document's `Standard` library; a module that does not compile returns nothing and says nothing, so tests
must assert what came back; a stale lock file makes opening return None, so workbooks are opened as copies.
"""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from libreoffice import killed, named, started

STOP_LIMIT_SECONDS = 15
CALL_LIMIT_SECONDS = 90  # a macro that hangs must fail its test, not the whole run
ALWAYS_RUN_MACROS = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN


class Office:
    """LibreOffice with a private profile and pipe; a context manager."""

    def __init__(self, profile: Path, environment: dict[str, str]) -> None:
        self.process, self.desktop = started(profile, environment)

    def open(self, path: Path, hidden: bool = False) -> Any:
        """The document, its macros allowed."""
        settings = (named("Hidden", hidden), named("MacroExecutionMode", ALWAYS_RUN_MACROS))
        document = self.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, settings)
        assert document is not None, f"LibreOffice would not open {path}"
        return document

    def close_documents(self) -> None:
        for document in list(self.desktop.Components):
            document.close(True)

    def close(self) -> None:
        from com.sun.star.lang import DisposedException

        try:
            self.desktop.terminate()
            self.process.wait(STOP_LIMIT_SECONDS)
        except (DisposedException, subprocess.TimeoutExpired):
            pass  # it went down by itself, or would not: the next line makes sure
        self.kill()

    def kill(self) -> None:
        """Ends it, whatever it is doing."""
        killed(self.process)

    def __enter__(self) -> Office:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Macros:
    """The add-in's modules inside an open document, the host module replaced by its stand-in."""

    def __init__(self, office: Office, document: Any, host: str) -> None:
        self.office = office
        self.document = document
        self.modules = document.BasicLibraries.getByName("VBAProject")
        self.modules.replaceByName("KpiHost", host)

    def change(self, module: str, old: str, new: str) -> None:
        """Puts other words into a module, which must hold the old ones exactly once."""
        source = self.modules.getByName(module)
        assert source.count(old) == 1, f"{module} holds {old!r} {source.count(old)} times"
        self.modules.replaceByName(module, source.replace(old, new))

    def evaluate(self, expression: str) -> Any:
        """The value of `Module.Function(arguments)`."""
        return self._run(f"Function Bridge()\nBridge = VBAProject.{expression}\nEnd Function\n")

    def call(self, statement: str) -> None:
        """Runs `Module.Procedure(arguments)`."""
        self._run(f"Sub Bridge()\nVBAProject.{statement}\nEnd Sub\n")

    def _run(self, source: str) -> Any:
        library = self.document.BasicLibraries.getByName("Standard")
        put = library.replaceByName if library.hasByName("Bridge") else library.insertByName
        put("Bridge", f"Option VBASupport 1\n{source}")
        address = "vnd.sun.star.script:Standard.Bridge.Bridge?language=Basic&location=document"
        watchdog = threading.Timer(CALL_LIMIT_SECONDS, self.office.kill)
        watchdog.start()
        try:
            return self.document.getScriptProvider().getScript(address).invoke((), (), ())[0]
        finally:
            watchdog.cancel()
