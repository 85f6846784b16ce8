"""Answers one click: reads the job folder, acts, writes the answer and the log, and tidies up.

Whatever happens, the folder gets an answer: an officer who clicks must never be left with silence.
"""

from __future__ import annotations

import shutil
import traceback
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from ..errors import CannotWrite, KpiWorkbookError
from .actions import answer
from .protocol import FINDINGS, JOB, RESULT, Answer, Job, read_job, write_answer

LOG = "log.txt"
LOG_LIMIT_BYTES = 256 * 1024
FOLDERS = "kpi-job-*"  # the name that KpiFiles.NewJobFolder gives
KEEP = timedelta(days=1)


def run_job(folder: Path, now: datetime) -> Answer:
    """Answers the click whose folder this is; the answer's `exit_code` is the command's.

    `now` is for the log and for telling old folders. Raises InvalidJob for any other folder, CannotWrite.
    The copies of the workbooks are deleted as soon as they are answered for: they may tell of children.
    """
    job = read_job(folder.absolute(), now)
    try:
        done = _answer(job)
        write_answer(job, done)
        _log(job, done, now)
    finally:
        _forget_copies(job.folder)
    _clean(job.folder, now)
    return done


def _answer(job: Job) -> Answer:
    try:
        return answer(job)
    except KpiWorkbookError as problem:
        return Answer(ok=False, message=str(problem))
    except OSError as cause:
        place = cause.filename or job.folder
        why = f"{place}: cannot be used ({cause.strerror}); see that the drive is there, then press the button again"
        return Answer(ok=False, message=why)
    except Exception:  # a slip of ours: told in words here, in full in the log
        message = f"The program failed; this is its own fault, not your workbook's. Please send {job.home / LOG} on."
        return Answer(ok=False, message=message, notes=tuple(traceback.format_exc().splitlines()))


def _log(job: Job, done: Answer, now: datetime) -> None:
    """Adds to the log that `Last log` shows; the older half goes when it has grown too long."""
    path = job.home / LOG
    one_line = " ".join(done.message.split())
    status = "done" if done.ok else "problem"
    lines = (f"{now:%Y-%m-%d %H:%M:%S} {job.action}, {status}: {one_line}", *(f"    {note}" for note in done.notes))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
        if path.stat().st_size > LOG_LIMIT_BYTES:
            kept = path.read_text(encoding="utf-8").splitlines(keepends=True)
            path.write_text("".join(kept[len(kept) // 2 :]), encoding="utf-8")
    except OSError as cause:
        raise CannotWrite(
            f"{path}: could not be written ({cause.strerror}); make room on the disk or ask for permission, then press "
            "the button again"
        ) from cause


def _forget_copies(folder: Path) -> None:
    for copies in ("workbook", "previous"):
        with suppress(OSError):  # a failing disk is not ignored at every step
            shutil.rmtree(folder / copies, ignore_errors=True)


def _clean(folder: Path, now: datetime) -> None:
    """Removes the folders of clicks long answered. Only files that a click makes go, so no result can be lost."""
    others = []
    with suppress(OSError):  # a folder that cannot be listed: a later click tries again
        others = list(folder.parent.glob(FOLDERS))
    for other in others:
        with suppress(OSError):  # somebody else's, or open in another program
            if other != folder and (other / JOB).is_file() and _age(other, now) > KEEP:
                _remove(other)


def _age(folder: Path, now: datetime) -> timedelta:
    return now - datetime.fromtimestamp(folder.stat().st_mtime, now.tzinfo)


def _remove(folder: Path) -> None:
    for made in (JOB, RESULT, FINDINGS, "workbook.*", "previous.*"):
        for path in folder.glob(made):
            path.unlink()
    _forget_copies(folder)
    if not any(folder.iterdir()):
        folder.rmdir()
