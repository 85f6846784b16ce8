"""Why a command could not run: a line on standard error, with the code that `explain` knows."""

from __future__ import annotations

import sys

from ..errors import KpiWorkbookError, slip_in_words

COULD_NOT_RUN = 2
PROGRAM_ERROR = "PROGRAM_ERROR"


def tell(problem: KpiWorkbookError) -> None:
    """What stopped it, where, and what to do."""
    print(f"kpi-workbook: {problem} [{problem.code}]", file=sys.stderr)


def tell_slip(slip: Exception, show_more: str) -> None:
    """A slip of ours, without any figure; `show_more` is the variable that lets the whole of it be seen."""
    advice = f"your files are as they were; please report this line ({show_more}=1 shows more)"
    print(f"kpi-workbook: {slip_in_words(slip)}; {advice} [{PROGRAM_ERROR}]", file=sys.stderr)
