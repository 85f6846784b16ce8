"""Where a click's results go: beside the officer's workbook, else where Excel saves; nothing is overwritten."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path

from .protocol import Job

KEPT = "Scrutiny workbooks"  # in the add-in's own folder, where neither other can be written to


def scrutiny_target(job: Job, workbook: Path) -> Path:
    """A free path for the scrutiny workbook, such as `kpis-scrutiny.xlsx` or `kpis-scrutiny (2).xlsx`."""
    return free_target(job, f"{workbook.stem}-scrutiny")


def free_target(job: Job, stem: str) -> Path:
    """A path for a new workbook that no file has.

    An officer may have written into an earlier one, or has it open, which no program can replace on Windows.
    """
    folders = (folder for folder in (job.saved_in, job.documents) if folder and _can_write(folder))
    return free_name(next(folders, None) or _made(job.home / KEPT), stem, ".xlsx")


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """The first of `stem`, `stem (2)`, `stem (3)` that no file has."""
    names = (f"{stem}{suffix}" if number == 1 else f"{stem} ({number}){suffix}" for number in count(1))
    return next(path for name in names if not (path := folder / name).exists())


def _can_write(folder: Path) -> bool:
    """Asked by doing it: on network drives nothing else tells."""
    try:
        probe = free_name(folder, ".kpi-workbook-probe", "")
        try:
            probe.touch(exist_ok=False)
        finally:
            with suppress(OSError):  # a virus scanner may hold it for a moment
                probe.unlink(missing_ok=True)
            probe.unlink(missing_ok=True)  # it may be there although it could not be finished
    except OSError:
        return False
    return True


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
