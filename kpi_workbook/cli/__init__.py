"""The command line: parse, call, print, exit code. No KPI logic, and no heavy import until a command needs it.

Nor anything for `--help` alone, which is answered before Python's own larger modules are loaded.
"""

from __future__ import annotations

import os
import sys

from .front_page import PAGE

TYPE_CHECKING = False  # as `typing` has it, which takes longer to load than the page to print
if TYPE_CHECKING:
    from typer import Typer

COULD_NOT_RUN = 2
INTERRUPTED = 130  # as a shell reports Ctrl-C
SHOW_TRACEBACK = "KPI_WORKBOOK_TRACEBACK"


def main() -> None:
    """The `kpi-workbook` program: one or two lines on standard error and exit code 2 for what a user can put right."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a name that is not text must not hurt
    if sys.argv[1:] == ["--help"]:
        print(PAGE, end="")
    else:
        _run(sys.argv[1:])


def whole() -> Typer:
    """The program with all its commands."""
    from . import commands, doctor, mail, month, next_month, teams  # noqa: F401 - each adds its own
    from .program import app

    return app


def _run(arguments: list[str]) -> None:
    """Parses, and calls what was asked for."""
    from ..errors import KpiWorkbookError, slip_in_words
    from .options import globals_first, log_of

    app = whole()
    ordered = globals_first(arguments)
    log = log_of(ordered)
    try:
        if log is None:
            app(args=ordered, prog_name="kpi-workbook")
        else:
            from .record import recorded

            with recorded(log):
                app(args=ordered, prog_name="kpi-workbook")
    except KpiWorkbookError as problem:
        print(f"kpi-workbook: {problem} [{problem.code}]", file=sys.stderr)
        sys.exit(COULD_NOT_RUN)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is left to say, not even at interpreter exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(COULD_NOT_RUN)
    except Exception as slip:
        if os.environ.get(SHOW_TRACEBACK):
            raise
        advice = f"your files are as they were; please report this line ({SHOW_TRACEBACK}=1 shows more)"
        print(f"kpi-workbook: {slip_in_words(slip)}; {advice}", file=sys.stderr)
        sys.exit(COULD_NOT_RUN)
