"""The input workbooks on the command line: a year's blank one, and the next month's from this month's."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ..filenames import printable
from .program import File, app

Out = Annotated[Path, typer.Argument(metavar="OUT", help="The workbook to write, an .xlsx file.")]


@app.command()
def template(context: typer.Context, out: Out) -> None:
    """Write a blank input workbook for the financial year that --year names, else the one we are in."""
    from ..model import Month
    from ..nextmonth import write_template

    settings = context.obj.settings_for(out)
    starts, today = settings.year_starts_in, date.today()
    year = context.obj.year or Month(today.year, today.month).year_start(starts).year
    print(printable(write_template(out, settings, Month(year, starts))))


@app.command("roll-forward")
def roll_forward(
    context: typer.Context,
    file: File,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="Next month's workbook, an .xlsx file.")],
) -> None:
    """Write next month's input workbook from this month's: all that stands there, and a column to fill in."""
    from ..nextmonth import roll_forward as write_next

    month = write_next(file, out, context.obj.settings_for(file))
    print(printable(out))
    if not context.obj.quiet:
        print(f"{month.title} is the column to fill in; the sheet Guidance says what to update", file=sys.stderr)
