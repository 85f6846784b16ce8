"""A headless LibreOffice of our own that runs the add-in's real VBA over UNO.

What had to be learnt: a VBA procedure called by its own address runs nothing, so each call goes through a one-line
bridge in the document's `Standard` library; a module that does not compile returns nothing and says nothing, so tests
must assert what came back; a stale lock file makes opening return None, so workbooks are opened as copies.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any

SYSTEM_PACKAGES = "/usr/lib/python3/dist-packages"  # where Debian puts UNO
START_LIMIT_SECONDS = 60
STOP_LIMIT_SECONDS = 15
CALL_LIMIT_SECONDS = 90  # a macro that hangs must fail its test, not the whole run
ALWAYS_RUN_MACROS = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN


def missing() -> str | None:
    """Why LibreOffice cannot be used here, None where it can."""
    if shutil.which("soffice") is None:
        return "soffice is not on the path"
    if SYSTEM_PACKAGES not in sys.path:
        sys.path.append(SYSTEM_PACKAGES)
    try:
        import uno  # noqa: F401 - whether it loads is the question
    except ImportError as cause:
        return f"python3-uno does not load: {cause}"
    return None


class Office:
    """LibreOffice with a private profile and pipe; a context manager."""

    def __init__(self, profile: Path, environment: dict[str, str]) -> None:
        pipe = f"kpi{os.getpid()}x{time.time_ns()}"
        self.process = subprocess.Popen(
            ["soffice", "--headless", "--invisible", "--norestore", "--nologo", "--nodefault",
             f"-env:UserInstallation={profile.as_uri()}", f"--accept=pipe,name={pipe};urp;"],
            env={**os.environ, **environment}, cwd=profile, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.desktop = self._connect(pipe)

    def _connect(self, pipe: str) -> Any:
        import uno
        from com.sun.star.connection import NoConnectException

        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        give_up = time.monotonic() + START_LIMIT_SECONDS
        while True:
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                if time.monotonic() > give_up:
                    self.kill()
                    raise
                time.sleep(0.1)
        return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def open(self, path: Path, hidden: bool = False) -> Any:
        """The document, its macros allowed."""
        settings = (_property("Hidden", hidden), _property("MacroExecutionMode", ALWAYS_RUN_MACROS))
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
        """Ends the whole group: soffice is a wrapper that does not take its child with it."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.process.wait()

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


def _property(name: str, value: object) -> Any:
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name = name
    made.Value = value
    return made
