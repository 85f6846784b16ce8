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

INTERRUPTED = 130  # as a shell reports Ctrl-C
SHOW_TRACEBACK = "KPI_WORKBOOK_TRACEBACK"


def main() -> None:
    """The `kpi-workbook` program: one line on standard error and exit code 2 for what a user can put right."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a name that is not text must not hurt
    if sys.argv[1:2] in ([], ["--help"]):
        print(PAGE, end="")
    else:
        from ..garbage import garbage_collected_seldom

        with garbage_collected_seldom():
            _run(sys.argv[1:])


def whole() -> Typer:
    """The program with all its commands."""
    from . import commands, doctor, mail, month, next_month, teams  # noqa: F401 - each adds its own
    from .program import app

    return app


def _run(arguments: list[str]) -> None:
    """Does what was asked for, and ends with its exit code."""
    from ..errors import KpiWorkbookError
    from .options import globals_first, log_of
    from .refused import COULD_NOT_RUN, tell, tell_slip

    ordered = globals_first(arguments)
    log = log_of(ordered)
    try:
        if log is None:
            sys.exit(_exit_code(ordered))
        from .record import recorded

        with recorded(log):
            sys.exit(_exit_code(ordered))
    except KpiWorkbookError as problem:
        tell(problem)
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
        tell_slip(slip, SHOW_TRACEBACK)
        sys.exit(COULD_NOT_RUN)


def _exit_code(arguments: list[str]) -> int:
    """Parses, and calls what was asked for. Raises BadUsage for what no command takes."""
    import typer

    from ..errors import BadUsage
    from .program import PARSERS_ERROR

    try:
        return int(whole()(args=arguments, prog_name="kpi-workbook", standalone_mode=False) or 0)
    except PARSERS_ERROR as problem:
        said = " ".join(problem.format_message().replace("Value error, ", "").removesuffix(".").split())
        command = problem.ctx.command_path if problem.ctx else "kpi-workbook"
        raise BadUsage(f"{said[0].lower()}{said[1:]}; `{command} --help` shows what it takes") from problem
    except typer.Abort:  # Ctrl-C and Ctrl-D, as the parser tells of them
        return INTERRUPTED
