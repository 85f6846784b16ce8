"""Which files of a folder are workbooks to build: by name, then by a first look at their content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import NoReturn

from ..errors import UnreadableWorkbook
from ..filenames import printable
from ..reading.formats.office_package import is_ours
from ..reading.guard.file import snapshot
from ..reading.guard.package import Package
from ..reading.refusals import Refusal

USUAL_PATTERNS = ("*.xlsx", "*.xlsm", "*.xls", "*.xlsb", "*.ods")
OPEN_ELSEWHERE = ("~$", ".~lock.", "~WRL")  # Excel's, LibreOffice's and Word's, while a document is open
LOCK = "the lock file of a program that has a workbook open"
HIDDEN = "a hidden file"
OURS = "written by kpi-workbook itself"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the folder. `name`: its path below the folder as it can be printed; `identity` stays its own whatever
    bytes the name has. `folders`: those below the folder that it stands in. `sha256`: of its content, None where it
    cannot be read. `skip`: why it is left out."""

    path: Path
    name: str
    identity: str
    sha256: str | None = None
    skip: str | None = None
    folders: tuple[str, ...] = ()


def may_be_folder(path: Path) -> bool:
    """Whether it is a folder, or cannot be told of: whoever looks into it says why."""
    try:
        return path.is_dir()
    except OSError:
        return True


def find_sources(
    folder: Path, output: Path, patterns: Sequence[str] = USUAL_PATTERNS, recursive: bool = False
) -> tuple[Source, ...]:
    """The files whose names fit a pattern, in the order of their names; never those in `output` below the folder.

    Raises UnreadableWorkbook where nothing fits.
    """
    found = [_look(folder, path) for path in find_paths(folder, output, patterns, recursive)]
    if not found:
        wanted = ", ".join(patterns)
        advice = "" if recursive else " (--recursive looks into its folders too)"
        raise UnreadableWorkbook(f"{folder}: holds no file called {wanted}; check the folder{advice}", "NOT_FOUND")
    return tuple(sorted(found, key=lambda each: each.name))


def find_paths(folder: Path, output: Path, patterns: Sequence[str], recursive: bool) -> Iterator[Path]:
    """Every file whose name fits, its folders' too where asked; neither in hidden folders nor in `output`.

    Raises UnreadableWorkbook where a folder cannot be looked into: what lies there must not pass for gone.
    """
    own = output.resolve()
    for here, folders, files in os.walk(folder, onerror=_refuse):
        yield from (path for name in files if _fits(path := Path(here, name), patterns))
        keep = [name for name in folders if not name.startswith(".") and Path(here, name).resolve() != own]
        folders[:] = sorted(keep) if recursive else []


def _refuse(cause: OSError) -> NoReturn:
    raise UnreadableWorkbook(
        f"{printable(Path(cause.filename))}: cannot be looked into ({cause.strerror}); check the drive, or ask for "
        "permission to read it",
        "CANNOT_READ_FILE",
    ) from cause


def _fits(path: Path, patterns: Sequence[str]) -> bool:
    """Whether a name is asked for, whatever its capitals; a lock file's is what it locks."""
    name = path.name.casefold()
    if name.startswith(OPEN_ELSEWHERE):
        name = name.rstrip("#")
    return any(fnmatch(name, pattern.casefold()) for pattern in patterns)


def _look(folder: Path, path: Path) -> Source:
    """A file with its content's hash, or the reason why it is none to build."""
    below = path.relative_to(folder)
    identity = hashlib.sha256(os.fsencode(below.as_posix())).hexdigest()
    name, folders = printable(below.as_posix()), below.parts[:-1]
    if path.name.startswith((*OPEN_ELSEWHERE, ".")):
        reason = LOCK if path.name.startswith(OPEN_ELSEWHERE) else HIDDEN
        return Source(path, name, identity, skip=reason, folders=folders)
    try:
        content = snapshot(path)
    except Refusal:  # the one who builds it says why, in the words of every other command
        return Source(path, name, identity, folders=folders)
    sha256 = hashlib.sha256(content).hexdigest()
    return Source(path, name, identity, sha256, OURS if _is_ours(content) else None, folders)


def _is_ours(content: bytes) -> bool:
    try:
        return content.startswith(b"PK") and is_ours(Package(content))
    except Refusal:  # no sound package, so none of ours
        return False
