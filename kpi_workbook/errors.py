"""Why we could not go on: every error a user's file, settings or typing can cause.

A message says what is wrong, where, and what to do; the command line prints it as it is and exits with 2.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from .filenames import printable


class KpiWorkbookError(Exception):
    """Anything that stops a command; never a slip of ours, which stays an ordinary Python exception.

    The message is one line that can be printed anywhere, whatever names it repeats. `code` is stable, one per reason;
    `explain` lists them.
    """

    code: str

    def __init__(self, message: str) -> None:
        super().__init__(printable(message.replace("\n", " ")))


class UnreadableWorkbook(KpiWorkbookError):
    """The file cannot be read as a KPI workbook."""

    def __init__(self, message: str, code: str = "NOT_A_KPI_WORKBOOK") -> None:
        super().__init__(message)
        self.code = code


class BadUsage(KpiWorkbookError):
    """What was typed is no command, or not what the command takes; its `--help` shows what it takes."""

    code = "BAD_USAGE"


class InvalidSettings(KpiWorkbookError):
    """The settings file is not what it should be; the message names the key."""

    code = "INVALID_SETTINGS"


class CannotWrite(KpiWorkbookError):
    """The output cannot be put where it was asked for; whatever stood there still stands."""

    code = "CANNOT_WRITE"


class MissingExtra(KpiWorkbookError):
    """An optional package is not installed; the message names the package and the extra that brings it."""

    code = "MISSING_EXTRA"


class InvalidJob(KpiWorkbookError):
    """The folder given to `job` is not one that a click in Excel made, or not a whole one; press the button again."""

    code = "INVALID_JOB"


class CannotInstall(KpiWorkbookError):
    """The add-in cannot be put in place or taken away here; the message says what to do."""

    code = "CANNOT_INSTALL"


class CannotMail(KpiWorkbookError):
    """A message cannot be written or sent as asked; where it was to be sent, the words say whether it may have been."""

    code = "CANNOT_MAIL"


def slip_in_words(slip: BaseException) -> str:
    """A slip of ours, told without any figure: the kind of error and where in the program it is."""
    frames = traceback.extract_tb(slip.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"a mistake in the program itself stopped it ({type(slip).__name__}{place})"
