"""A finished workbook as a PDF, where LibreOffice is installed; the pages are those that Excel would print.

LibreOffice runs with a profile of its own, so that one already open is left alone, and as a group of processes, since
its starter does not end the program that it starts.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

from ..atomic import put
from ..errors import CannotWrite
from ..private import private_folder

PROGRAM = "soffice"
LONGEST_SECONDS = 180.0
PDF_MARK = b"%PDF-"
PDF_END = b"%%EOF"
TAIL_BYTES = 1_024


def find_office() -> str | None:
    """LibreOffice's program on the path, None where it is not installed."""
    return shutil.which(PROGRAM)


def write_pdf(workbook: Path, target: Path, office: str, seconds: float = LONGEST_SECONDS) -> Path:
    """Writes the PDF of a workbook, whole or not at all, and returns its path. `office`: as `find_office` found it.

    Raises CannotWrite where LibreOffice gives no whole PDF within `seconds`, or it cannot be put there.
    """
    try:
        with private_folder() as folder:
            source = folder / workbook.name  # the pages' footers print the name
            shutil.copyfile(workbook, source)
            reason = _convert(office, source, seconds)
            content = _whole_pdf(source.with_suffix(".pdf"))
    except OSError as cause:
        raise CannotWrite(
            f"{target}: not written, since {workbook} cannot be copied among the temporary files "
            f"({(cause.strerror or type(cause).__name__).lower()}); see that both can be used, then write it again"
        ) from cause
    if content is None:
        raise CannotWrite(
            f"{target}: not written, since LibreOffice {reason or 'gave no whole PDF'}; the workbook stands: "
            "open it and print it to PDF there"
        )
    return put(content, target)


def _convert(office: str, source: Path, seconds: float) -> str:
    """Has LibreOffice put a PDF beside the source; returns what went wrong, as far as it can be told."""
    profile = source.parent / "profile"
    command = [
        office, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", "pdf:calc_pdf_Export", "--outdir", str(source.parent), str(source),
    ]  # fmt: skip
    try:
        process = subprocess.Popen(  # noqa: S603 - a program of the path, and paths of our own making
            command,
            cwd=source.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as cause:
        return f"cannot be started ({(cause.strerror or type(cause).__name__).lower()})"
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        return f"did not finish within {seconds:g} seconds"
    finally:
        _end(process)
    return f"ended with code {code}" if code else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends whatever of the group still runs."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):  # gone already
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()


def _whole_pdf(path: Path) -> bytes | None:
    """The PDF's bytes, None where there is none or not the whole of one."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    return content if content.startswith(PDF_MARK) and PDF_END in content[-TAIL_BYTES:] else None
