"""Email on the command line: a draft by default; sending only where `--send` says so and a person agrees."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .commands import app

Scrutiny = Annotated[Path, typer.Argument(metavar="WORKBOOK", help="A scrutiny workbook that `build` wrote.")]
To = Annotated[list[str], typer.Option("--to", metavar="ADDRESS", help="A recipient; can be given repeatedly.")]
DraftFile = Annotated[
    Path | None, typer.Option("--draft", metavar="FILE.eml", help="Where the draft goes; default beside WORKBOOK.")
]


@app.command()
def email(context: typer.Context, workbook: Scrutiny, to: To, draft: DraftFile = None) -> None:
    """Write a draft message that carries a scrutiny workbook and says in words what it holds."""
    from ..mail.drafting import write_draft

    settings = context.obj.settings_for(workbook).mail
    message, path = write_draft(workbook, to, settings, draft)
    print(path)
    if not context.obj.quiet:
        print(f"a draft to {', '.join(message.to)}: open it, read it, then press Send", file=sys.stderr)
