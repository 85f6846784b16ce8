"""What works on this machine, on the command line: for people, or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import InvalidSettings
from .program import app, print_json

if TYPE_CHECKING:
    from ..doctor import Checkup

SCHEMA = 1


@app.command()
def doctor(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where your workbooks are; default this folder.")
    ] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="All of it as JSON, every setting too.")] = False,
) -> None:
    """Say what works on this machine and what does not, and what to do. Exit code 1 where something does not."""
    from ..doctor import examine, this_machine
    from .tables import show_checkup

    try:
        settings = context.obj.settings_for(folder / "workbook")
    except InvalidSettings as problem:
        settings = problem
    typed = {"reading.year": "--year"} if context.obj.year is not None else {}
    checkup = examine(folder, settings, typed, this_machine())
    if as_json:
        print_json(_document(checkup))
    else:
        show_checkup(checkup.found)
    raise typer.Exit(int(not checkup.healthy))


def _document(checkup: Checkup) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "healthy": checkup.healthy,
        "found": [{"about": each.about, "state": str(each.state), "words": each.words} for each in checkup.found],
        "settings": [{"key": each.key, "value": each.value, "from": each.origin} for each in checkup.settings],
    }
