"""Every code that a refusal can carry, with what it means and what to do: one list for `explain`."""

from __future__ import annotations

import inspect

from .. import errors
from ..reading.refusals import REFUSALS

NOT_UNDERSTOOD = {
    "NOT_A_KPI_WORKBOOK": "the workbook holds no indicators with months; give the workbook with the KPI tables",
    "NO_MONTHS": "no row or column of months was found; give the figures month headings such as Apr-22",
    "NO_YEAR": "no year is written anywhere for the months; give the first month's with --year YYYY",
    "NO_FIGURES": "the months hold no figures yet; fill in at least one month",
    "NOT_CALCULATED": "a program wrote formulas without results; open the file in Excel, save it and try again",
    "NO_SUCH_MONTH": "the month asked for has no figures; name one of the workbook's months",
    "OWN_OUTPUT": "this is a workbook that kpi-workbook wrote; give the workbook that it was made from",
    "NO_TEAMS": "the workbook names no teams as asked; name the heading that they stand under with --by",
    "NO_SOURCE": "the workbook that these were built from is not beside them; name it",
    "NO_RETURNS": "no team has returned anything; give the folder with the teams' workbooks",
    "ONE_ORGANISATION": "there are not two organisations to set side by side; give the workbooks of several",
}
"""A sound workbook that is not one of indicators and months, or not the one that was asked for."""

BATCH = {
    "SKIPPED": "the file is none to build (a lock file, a hidden one, one of ours); nothing needs to be done",
    "OUT_OF_MEMORY": "the workbook needs more memory than is free; close programs, or build it alone with --jobs 1",
    "PROCESS_STOPPED": "the process that built it stopped without a word; build it alone to see more",
    "TOOK_TOO_LONG": "it was not finished in time; keep only the KPI sheets in a copy",
    "PROGRAM_ERROR": "a mistake in the program itself; report the line",
}
"""What a batch's summary says of one workbook."""

ERRORS = {
    kind.code: " ".join(inspect.cleandoc(kind.__doc__ or "").split()).removesuffix(".")
    for kind in errors.KpiWorkbookError.__subclasses__()
    if kind is not errors.UnreadableWorkbook
}
"""The kinds of error that have one code each; an unreadable workbook has many."""

CODES = REFUSALS | NOT_UNDERSTOOD | BATCH | ERRORS


def code_like(wanted: str) -> str | None:
    """The code as it is written, whatever the capitals and what parts its words; None for what is none."""
    letters = _letters(wanted)
    return next((code for code in CODES if _letters(code) == letters), None)


def _letters(code: str) -> str:
    return "".join(letter for letter in code.casefold() if letter.isalnum())
