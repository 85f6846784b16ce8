"""Puts the add-in where Excel loads it and takes it away again, as the user, without administrator's rights."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from ..atomic import put
from ..errors import CannotInstall, CannotWrite
from .places import ADDIN, HELP, INI, SCRIPT, Places
from .protocol import keys_as_text, read_keys

SHIPPED = Path(__file__).parent
STEPS = (
    "Close Excel if it is open, and open it again.",
    "Open a KPI workbook: the tab KPI scrutiny stands at the end of the ribbon.",
    "Press Check on that tab. If nothing happens, run: kpi-workbook install-addin --check",
)
FOLDER_SEPARATOR = "|"  # stands in no path on Windows, and in none of ours on a Mac


@dataclass(frozen=True, slots=True)
class Installed:
    """The files put in place, and what to click next."""

    files: tuple[Path, ...]
    steps: tuple[str, ...] = STEPS


def install(places: Places, program: Path) -> Installed:
    """Copies the add-in, its help and (Mac) its script, and notes the program's path. Raises CannotInstall.

    Done again, it brings everything up to date. `program` is the `kpi-workbook` that a click will run.
    """
    fresh: list[Path] = []
    try:
        noted = _noted_folders(places)
        fresh += _missing_folders(places)
        _put_in_place(places, program, list(dict.fromkeys([*noted, *fresh])))
    except (CannotWrite, OSError) as cause:
        _remove_if_empty(fresh)
        raise CannotInstall(f"{_why(cause, places)}; then run kpi-workbook install-addin again") from cause
    return Installed(_files(places))


def uninstall(places: Places) -> tuple[Path, ...]:
    """Removes what `install` put down, and the folders it made if nothing else lies in them; returns the files removed.

    The log and your settings stay. Raises CannotInstall while Excel holds the add-in open.
    """
    try:
        made = _noted_folders(places)
        removed = tuple(path for path in _files(places) if path.exists())
        for path in removed:
            path.unlink()
        for folder in reversed(made):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as cause:
        raise CannotInstall(
            f"{cause.filename}: could not be removed ({cause.strerror}); close Excel and run "
            "kpi-workbook install-addin --uninstall again"
        ) from cause
    return removed


def program_candidates() -> tuple[str, ...]:
    """Where `kpi-workbook` may be: what is running, where pip puts programs (also for one user), and the path."""
    folders = (sysconfig.get_path("scripts"), sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user")))
    return (sys.argv[0], *(str(Path(folder) / "kpi-workbook") for folder in folders), "kpi-workbook")


def find_program(candidates: Iterable[str]) -> Path:
    """The first of the candidates that can be started. Raises CannotInstall where none can."""
    for candidate in candidates:
        found = which(candidate) or which(f"{candidate}.exe")
        if found and Path(found).stem == "kpi-workbook":
            return Path(found).absolute()
    raise CannotInstall(
        "the program kpi-workbook was not found, so Excel could not start it; install the package with "
        "`pip install kpi-workbook` (or `pipx`, `uv tool`) and run kpi-workbook install-addin from there"
    )


def _copies(places: Places) -> Iterator[tuple[str, Path]]:
    """The shipped files and where each goes."""
    yield ADDIN, places.startup / ADDIN
    yield HELP, places.home / HELP
    if places.scripts:
        yield SCRIPT, places.scripts / SCRIPT


def _files(places: Places) -> tuple[Path, ...]:
    return (*(target for _, target in _copies(places)), places.home / INI)


def _folders(places: Places) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(path.parent for path in _files(places)))


def _ini(program: Path, made: list[Path]) -> bytes:
    """What the add-in reads (the program), and what `uninstall` must know (the folders that were not there)."""
    keys = {
        "program": str(program),
        "made": FOLDER_SEPARATOR.join(map(str, made)),
    }
    return keys_as_text(keys).encode("ascii")


def _noted_folders(places: Places) -> list[Path]:
    """The folders that an earlier installation made."""
    ini = places.home / INI
    noted = read_keys(ini).get("made", "") if ini.is_file() else ""
    return [Path(each) for each in noted.split(FOLDER_SEPARATOR) if each]


def _why(cause: CannotWrite | OSError, places: Places) -> str:
    if isinstance(cause, OSError):
        return f"{cause.filename or places.home}: cannot be used ({cause.strerror})"
    return str(cause)


def _missing_folders(places: Places) -> list[Path]:
    """The folders that must be made, outermost first."""
    needed = [each for folder in _folders(places) for each in (*reversed(folder.parents), folder)]
    return [each for each in dict.fromkeys(needed) if not each.exists()]


def _put_in_place(places: Places, program: Path, made: list[Path]) -> None:
    """Written and not copied, the files carry no mark of the web."""
    for folder in _folders(places):
        folder.mkdir(parents=True, exist_ok=True)
    put(_ini(program, made), places.home / INI)
    for shipped, target in _copies(places):
        put((SHIPPED / shipped).read_bytes(), target)


def _remove_if_empty(made: list[Path]) -> None:
    """Takes back what an installation that failed has made and could not note."""
    for folder in reversed(made):
        with suppress(OSError):  # something lies in it
            folder.rmdir()
